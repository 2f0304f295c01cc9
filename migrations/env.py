"""Alembic's door: the connection is handed in by `assistant.store.upgrade`."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection)
with context.begin_transaction():
    context.run_migrations()
