"""The tables of the records, as the newest migration leaves them.

    people ─┬─ sessions ─┬─ session_cases ── kept          cases, truths and set heads, by digest
            │            ├─ drafts ── draft_edits          what is being answered, and every edit for undo and redo
            │            │         └─ draft_viewing        viewing events, one row a commit
            └────────────┴─ responses ── response_viewing  as given, for good
    preferences   where each person's reports were saved   erasures   an erasure that is not finished yet

Only `people` holds names. Column types are those that PostgreSQL has too; nouns are JSON text as the codec writes it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)  # fmt: skip

NEWEST = "0001"
"""The revision of the newest migration."""

metadata = MetaData()

revision = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

people = Table(
    "people",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("added_ms", BigInteger, nullable=False),
)

kept = Table(
    "kept",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("trainee", String(36), ForeignKey("people.id"), nullable=False),
    Column("head", String(64), ForeignKey("kept.digest"), nullable=False),
    Column("set_id", String(36), nullable=False),
    Column("set_revision", Integer, nullable=False),
    Column("set_title", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    Column("offset_min", Integer, nullable=False),
    Column("finished_ms", BigInteger),
    Index("sessions_by_trainee", "trainee", "started_ms"),
)

session_cases = Table(
    "session_cases",
    metadata,
    Column("session", String(36), ForeignKey("sessions.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("case_id", String(80), nullable=False),
    Column("case_digest", String(64), ForeignKey("kept.digest"), nullable=False),
    Column("truth_digest", String(64), ForeignKey("kept.digest"), nullable=False),
    PrimaryKeyConstraint("session", "position"),
    UniqueConstraint("session", "case_id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("session", String(36), ForeignKey("sessions.id"), nullable=False),
    Column("case_id", String(80), nullable=False),
    Column("marks", Text, nullable=False),
    Column("verdict", String(16)),
    Column("confidence", Integer),
    Column("done", Integer, nullable=False),  # so many edits, in their order, are done; the rest are undone
    Column("edits", Integer, nullable=False),
    Column("chunks", Integer, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Column("kept_ms", BigInteger, nullable=False),
    PrimaryKeyConstraint("session", "case_id"),
)

draft_edits = Table(
    "draft_edits",
    metadata,
    Column("session", String(36), ForeignKey("sessions.id"), nullable=False),
    Column("case_id", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("mark_index", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    PrimaryKeyConstraint("session", "case_id", "number"),
)

draft_viewing = Table(
    "draft_viewing",
    metadata,
    Column("session", String(36), ForeignKey("sessions.id"), nullable=False),
    Column("case_id", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("session", "case_id", "number"),
)

responses = Table(
    "responses",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),  # in the order of submission
    Column("session", String(36), ForeignKey("sessions.id"), nullable=False),
    Column("trainee", String(36), ForeignKey("people.id"), nullable=False),
    Column("set_id", String(36), nullable=False),
    Column("case_id", String(80), nullable=False),
    Column("submitted_ms", BigInteger, nullable=False),
    Column("seconds", Float),
    Column("body", Text, nullable=False),  # the whole response but its viewing log
    Index("responses_by_session", "session", "number"),
    Index("responses_by_trainee", "trainee", "number"),
    Index("responses_by_set", "set_id", "number"),
)

response_viewing = Table(
    "response_viewing",
    metadata,
    Column("response", String(36), ForeignKey("responses.id"), primary_key=True),
    Column("body", Text, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("value", Text, nullable=False),
)

erasures = Table(
    "erasures",
    metadata,
    Column("trainee", String(36), primary_key=True),
    Column("begun_ms", BigInteger, nullable=False),
)

DRAFT_TABLES = (drafts, draft_edits, draft_viewing)

IMMUTABLE = (
    "CREATE TRIGGER responses_stay BEFORE UPDATE ON responses "
    "BEGIN SELECT RAISE(ABORT, 'a response is kept as it was given'); END",
    "CREATE TRIGGER responses_remain BEFORE DELETE ON responses "
    "WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE trainee = OLD.trainee) "
    "BEGIN SELECT RAISE(ABORT, 'a response is kept as it was given'); END",
    "CREATE TRIGGER response_viewing_stays BEFORE UPDATE ON response_viewing "
    "BEGIN SELECT RAISE(ABORT, 'a response is kept as it was given'); END",
    "CREATE TRIGGER response_viewing_remains BEFORE DELETE ON response_viewing "
    "WHEN NOT EXISTS (SELECT 1 FROM erasures JOIN responses ON responses.trainee = erasures.trainee "
    "WHERE responses.id = OLD.response) "
    "BEGIN SELECT RAISE(ABORT, 'a response is kept as it was given'); END",
    "CREATE TRIGGER kept_stay BEFORE UPDATE ON kept "
    "BEGIN SELECT RAISE(ABORT, 'a digest names its content for good'); END",
)
"""SQLite triggers: a response and what it was given to can be added, never altered; only erasing a person removes."""
