"""The tables, as migrations/ creates them."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    REAL,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()


def _moment(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


pending_tickets = Table(
    "pending_tickets",
    metadata,
    Column("ticket_id", BigInteger, primary_key=True, autoincrement=False),
    Column("asked", BigInteger, nullable=False, server_default="0"),
    Column("looked", BigInteger, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("long_thread", Boolean, nullable=False, server_default="false"),
    Column("seen", Boolean, nullable=False, server_default="false"),
    Column("dead", Boolean, nullable=False, server_default="false"),
    Column("outcome", Text, nullable=False, server_default=""),
    _moment("first_failed_at"),
    _moment("next_try"),
    _moment("swept_at"),
    _moment("asked_at", nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("ticket_id", BigInteger, nullable=False),
    Column("turn_key", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("state", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("requester_id", BigInteger),
    Column("request_id", BigInteger),
    Column("note_id", BigInteger),
    Column("note_text", Text, nullable=False, server_default=""),
    Column("prompt_name", Text, nullable=False, server_default=""),
    Column("prompt_version", Text, nullable=False, server_default=""),
    Column("prompt_hash", Text, nullable=False, server_default=""),
    Column("model", Text, nullable=False, server_default=""),
    Column("tokens_in", Integer, nullable=False, server_default="0"),
    Column("tokens_out", Integer, nullable=False, server_default="0"),
    Column("cost_usd", Double, nullable=False, server_default="0"),
    _moment("posting_at"),
    _moment("created_at", nullable=False),
    _moment("updated_at", nullable=False),
    UniqueConstraint("ticket_id", "turn_key"),
)

requests = Table(
    "requests",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("ticket_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("instruction", Text, nullable=False, server_default=""),
    Column("who", Text, nullable=False, server_default=""),
    Column("answer_to", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="open"),
    Column("draft_id", BigInteger),
    Column("body_text", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),
    _moment("created_at", nullable=False),
    _moment("expires_at", nullable=False),
    _moment("sending_at"),
    _moment("delivered_at"),
)

knowledge = Table(
    "knowledge",
    metadata,
    Column("number", BigInteger, Identity(), unique=True),
    Column("pool", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False, server_default=""),
    Column("url", Text),
    Column("public", Boolean, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("used", ARRAY(Text), nullable=False, server_default="{}"),
    Column("labels", JSONB, nullable=False, server_default="[]"),
    Column("groups", ARRAY(BigInteger), nullable=False, server_default="{}"),
    Column("companies", ARRAY(BigInteger), nullable=False, server_default="{}"),
    Column("language", Text, nullable=False, server_default=""),
    Column("hash", Text, nullable=False),
    Column("length", Integer, nullable=False),
    Column("head", Text, nullable=False),
    Column("counts", LargeBinary, nullable=False),
    Column("runs", Integer, nullable=False),
)

knowledge_index = Table(
    "knowledge_index",
    metadata,
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("pool", Text, nullable=False),
    Column("terms", ARRAY(Integer), nullable=False),
)
"""Apart from the texts, so that a search by words reads narrow rows. A term is its `rows.term_number`."""

knowledge_pools = Table(
    "knowledge_pools",
    metadata,
    Column("pool", Text, primary_key=True),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Column("length", BigInteger, nullable=False, server_default="0"),
)
"""One row a pool: what its writers wait for, and its size without counting."""

knowledge_terms = Table(
    "knowledge_terms",
    metadata,
    Column("pool", Text, primary_key=True),
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("items", BigInteger, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("pool", Text, nullable=False),
    Column("text", Text, nullable=False),
)

embedding_models = Table(
    "embedding_models",
    metadata,
    Column("id", SmallInteger, Identity(), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("dimension", Integer, nullable=False),
    Column("active", Boolean, nullable=False, server_default="false"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("model", SmallInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("pool", Text, nullable=False),
    Column("vector", ARRAY(REAL), nullable=False),
    Column("twin", Boolean, nullable=False, server_default="false"),
)
"""The vector becomes pgvector's halfvec before the first one is stored (`vectors.prepare`). Twins are in no index."""

embedding_means = Table(
    "embedding_means",
    metadata,
    Column("model", SmallInteger, primary_key=True, autoincrement=False),
    Column("pool", Text, primary_key=True),
    Column("vectors", Integer, nullable=False),
    Column("mean", ARRAY(REAL), nullable=False),
)
"""Of canned responses and of articles: see `core.retrieval.centre`."""

spend = Table(
    "spend",
    metadata,
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False, server_default="0"),
    Column("usd", Double, nullable=False, server_default="0"),
)

switches = Table("switches", metadata, Column("name", Text, primary_key=True), Column("value", JSONB, nullable=False))

installation = Table(
    "installation", metadata, Column("id", Integer, primary_key=True), Column("secret", LargeBinary, nullable=False)
)
