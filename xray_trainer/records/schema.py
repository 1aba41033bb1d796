"""Which revision a database is at, and how it gets to the newest. Alembic is loaded only if there is a step to take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, select
from sqlalchemy.exc import OperationalError

from xray_trainer.records import tables

if TYPE_CHECKING:
    from alembic.config import Config

EMPTY = ""
"""A database without any table."""

FOREIGN = "foreign"
"""A database that something else made."""


def revision_of(connection: Connection) -> str:
    """The revision that the database says it is at; EMPTY or FOREIGN if it says none."""
    with connection.begin():
        try:
            found = connection.execute(select(tables.revision.c.version_num)).scalar()
        except OperationalError as error:
            if "no such table" not in str(error.orig):
                raise
        else:
            return found or FOREIGN
    with connection.begin():
        return FOREIGN if inspect(connection).get_table_names() else EMPTY


def is_older(revision: str) -> bool:
    """Whether there is a migration from that revision."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - 0.4 s, wanted only at a version other than ours

    return revision in {one.revision for one in ScriptDirectory.from_config(configuration()).walk_revisions()}


def bring_up_to_date(connection: Connection, found: str) -> None:
    """Make the tables or migrate them, in one transaction. A test holds both ways to the same result."""
    if found == tables.NEWEST:
        return
    if found == EMPTY:
        with connection.begin():
            create(connection)
    else:
        migrate(connection)


def create(connection: Connection) -> None:
    """All tables and triggers of the newest revision at once."""
    tables.metadata.create_all(connection, checkfirst=False)
    for trigger in tables.IMMUTABLE:
        connection.exec_driver_sql(trigger)
    connection.execute(tables.revision.insert().values(version_num=tables.NEWEST))


def migrate(connection: Connection) -> None:
    """Every migration that is still to run."""
    from alembic import command  # noqa: PLC0415 - see is_older

    config = configuration()
    config.attributes["connection"] = connection
    raw = connection.connection
    raw.cursor().execute("PRAGMA foreign_keys=OFF")  # a rebuilt table is briefly absent; no effect inside a transaction
    try:
        with connection.begin():
            command.upgrade(config, "head")
    finally:
        raw.cursor().execute("PRAGMA foreign_keys=ON")


def configuration() -> Config:
    """Alembic's own, without a file."""
    from alembic.config import Config  # noqa: PLC0415 - see is_older

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
