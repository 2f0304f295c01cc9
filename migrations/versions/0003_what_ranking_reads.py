"""The index of a text stands apart from it: numbers of its terms to find it by, and what ranking reads in its place.

So a search by words reads narrow rows, and texts of those matches alone that it gives. All texts are loaded anew: how
a text is cut into terms is the code's to say, not SQL's.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

EMPTIED = """
delete from knowledge;
delete from knowledge_terms;
update knowledge_pools set size = 0, length = 0;
delete from switches where name in ('fact:mark:knowledge', 'fact:knowledge past');
"""
TABLES = """
drop index knowledge_terms_canned, knowledge_terms_article, knowledge_terms_past;
alter table knowledge drop column terms, add column stems text not null, add column head text not null;
alter table knowledge_terms drop constraint knowledge_terms_pkey, drop column term, add column term integer not null;
alter table knowledge_terms add primary key (pool, term);

create table knowledge_index (
    item bigint primary key references knowledge (number) on delete cascade,
    pool text not null,
    terms integer[] not null
);
create index knowledge_index_canned on knowledge_index using gin (terms) with (fastupdate = off) where pool = 'canned';
create index knowledge_index_article on knowledge_index using gin (terms) with (fastupdate = off) where pool = 'article';
create index knowledge_index_past on knowledge_index using gin (terms) with (fastupdate = off) where pool = 'past';
"""
BEFORE = """
drop table knowledge_index;
alter table knowledge_terms drop constraint knowledge_terms_pkey, drop column term, add column term text not null;
alter table knowledge_terms add primary key (pool, term);
alter table knowledge drop column stems, drop column head, add column terms text[] not null;
create index knowledge_terms_canned on knowledge using gin (terms) with (fastupdate = off) where pool = 'canned';
create index knowledge_terms_article on knowledge using gin (terms) with (fastupdate = off) where pool = 'article';
create index knowledge_terms_past on knowledge using gin (terms) with (fastupdate = off) where pool = 'past';
"""


def upgrade() -> None:
    op.execute(EMPTIED + TABLES)


def downgrade() -> None:
    op.execute(EMPTIED + BEFORE)
