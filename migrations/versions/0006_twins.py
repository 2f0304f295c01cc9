"""Of past tickets that ask the very same, few stand in the index of vectors: hundreds would hide all others.

The indexes are made anew, so the vectors are too: the first that is embedded makes both.
"""

from alembic import op

revision = "0006"
down_revision = "0005"

FORGET = """
do $$
declare name text;
begin
    for name in select indexname from pg_indexes where tablename = 'vectors' and indexdef like '% USING hnsw %' loop
        execute format('drop index %I', name);
    end loop;
end $$;
delete from embedding_models;
"""


def upgrade() -> None:
    op.execute(FORGET)
    op.execute("""
        alter table vectors add column twin boolean not null default false;
        create index vectors_twins on vectors (model) where twin;
        create index passages_text on passages using hash (text) where pool = 'past';
    """)


def downgrade() -> None:
    op.execute(FORGET)
    op.execute("drop index passages_text; alter table vectors drop column twin")
