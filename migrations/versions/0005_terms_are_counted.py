"""Ranking reads how often each term stands in a text, counted when it is stored, in place of all its terms.

All texts are loaded anew: how a text is cut into terms is the code's to say, not SQL's.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

EMPTIED = """
delete from knowledge;
delete from knowledge_terms;
update knowledge_pools set size = 0, length = 0;
delete from switches where name in ('fact:mark:knowledge', 'fact:knowledge past');
"""


def upgrade() -> None:
    op.execute(EMPTIED)
    op.execute("""
        alter table knowledge drop column stems, add column counts bytea not null, add column runs integer not null;
        alter table knowledge alter column counts set storage external;  -- packed already
    """)


def downgrade() -> None:
    op.execute(EMPTIED)
    op.execute("alter table knowledge drop column counts, drop column runs, add column stems text not null")
