"""What all texts of a pool have in common: the mean of their vectors, of each model."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("""
        create table embedding_means (
            model smallint not null references embedding_models (id) on delete cascade,
            pool text not null,
            vectors integer not null,
            mean real[] not null,
            primary key (model, pool)
        )
    """)


def downgrade() -> None:
    op.execute("drop table embedding_means")
