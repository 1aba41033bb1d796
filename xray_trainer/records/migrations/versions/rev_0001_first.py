"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TRIGGERS = (
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


def upgrade() -> None:
    """Make every table of the first schema."""
    op.create_table(
        "people",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("added_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "kept",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("trainee", sa.String(36), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("head", sa.String(64), sa.ForeignKey("kept.digest"), nullable=False),
        sa.Column("set_id", sa.String(36), nullable=False),
        sa.Column("set_revision", sa.Integer, nullable=False),
        sa.Column("set_title", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("started_ms", sa.BigInteger, nullable=False),
        sa.Column("offset_min", sa.Integer, nullable=False),
        sa.Column("finished_ms", sa.BigInteger),
    )
    op.create_index("sessions_by_trainee", "sessions", ["trainee", "started_ms"])
    op.create_table(
        "session_cases",
        sa.Column("session", sa.String(36), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("case_id", sa.String(80), nullable=False),
        sa.Column("case_digest", sa.String(64), sa.ForeignKey("kept.digest"), nullable=False),
        sa.Column("truth_digest", sa.String(64), sa.ForeignKey("kept.digest"), nullable=False),
        sa.PrimaryKeyConstraint("session", "position"),
        sa.UniqueConstraint("session", "case_id"),
    )
    op.create_table(
        "drafts",
        sa.Column("session", sa.String(36), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("case_id", sa.String(80), nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(16)),
        sa.Column("confidence", sa.Integer),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("edits", sa.Integer, nullable=False),
        sa.Column("chunks", sa.Integer, nullable=False),
        sa.Column("seen_ms", sa.BigInteger, nullable=False),
        sa.Column("kept_ms", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("session", "case_id"),
    )
    op.create_table(
        "draft_edits",
        sa.Column("session", sa.String(36), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("case_id", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("mark_index", sa.Integer, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.PrimaryKeyConstraint("session", "case_id", "number"),
    )
    op.create_table(
        "draft_viewing",
        sa.Column("session", sa.String(36), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("case_id", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session", "case_id", "number"),
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("session", sa.String(36), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("trainee", sa.String(36), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("set_id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(80), nullable=False),
        sa.Column("submitted_ms", sa.BigInteger, nullable=False),
        sa.Column("seconds", sa.Float),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("responses_by_session", "responses", ["session", "number"])
    op.create_index("responses_by_trainee", "responses", ["trainee", "number"])
    op.create_index("responses_by_set", "responses", ["set_id", "number"])
    op.create_table(
        "response_viewing",
        sa.Column("response", sa.String(36), sa.ForeignKey("responses.id"), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "preferences",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "erasures",
        sa.Column("trainee", sa.String(36), primary_key=True),
        sa.Column("begun_ms", sa.BigInteger, nullable=False),
    )
    for trigger in _TRIGGERS:
        op.execute(trigger)
