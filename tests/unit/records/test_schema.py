"""A database is brought to the newest schema, and one of a newer version is left alone."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from tests.unit.records.small_set import HandClock, begin
from xray_trainer.errors import RecordsDamaged, RecordsError
from xray_trainer.records import Journal, schema, tables
from xray_trainer.records.database import Database


@contextmanager
def connection_to(path: Path) -> Iterator[Connection]:
    engine = create_engine(
        "sqlite+pysqlite://", poolclass=NullPool, creator=lambda: sqlite3.connect(path, isolation_level=None)
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def schema_of(path: Path) -> list[tuple[str, str, str, str]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def test_a_database_made_at_once_is_the_one_that_the_migrations_make(tmp_path: Path) -> None:
    with connection_to(tmp_path / "made") as connection, connection.begin():
        schema.create(connection)
    with connection_to(tmp_path / "migrated") as connection:
        schema.migrate(connection)
    made = schema_of(tmp_path / "made")
    assert made == schema_of(tmp_path / "migrated")
    assert len([one for one in made if one[0] == "trigger"]) == 5
    for name in ("made", "migrated"):
        with closing(sqlite3.connect(tmp_path / name)) as raw:
            assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(tables.NEWEST,)]


def test_the_newest_revision_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(schema.configuration()).get_current_head() == tables.NEWEST


def test_a_migration_that_stops_halfway_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old")) as raw:
        raw.execute("CREATE TABLE preferences (other TEXT)")
        raw.commit()
    before = schema_of(tmp_path / "old")
    with connection_to(tmp_path / "old") as connection, pytest.raises(Exception, match="already exists"):
        schema.migrate(connection)
    assert schema_of(tmp_path / "old") == before


def test_a_database_made_at_once_can_be_migrated_like_any_other(tmp_path: Path) -> None:
    with connection_to(tmp_path / "made") as connection:
        with connection.begin():
            schema.create(connection)
        before = schema_of(tmp_path / "made")
        schema.migrate(connection)
    assert schema_of(tmp_path / "made") == before


def test_every_commit_reaches_the_disk_and_keys_are_checked(data_dir: Path, clock: HandClock) -> None:
    data_dir.mkdir()
    database = Database(data_dir, clock)
    with database.reading() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("fullfsync", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    database.close()


def test_opening_again_does_not_load_alembic(data_dir: Path, clock: HandClock) -> None:
    Journal.open(data_dir, clock).close()
    code = (
        "import sys; from pathlib import Path; from xray_trainer.clock import SystemClock\n"
        "from xray_trainer.records import Journal\n"
        "Journal.open(Path(sys.argv[1]), SystemClock()).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, data_dir], check=False).returncode == 0


def test_a_database_of_a_newer_version_is_not_touched(data_dir: Path, clock: HandClock) -> None:
    with Journal.open(data_dir, clock) as journal:
        begin(journal)
    database = data_dir / "records.sqlite"
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    clock.move_on(48)
    before = {path: path.read_bytes() for path in data_dir.rglob("*") if path.is_file()}
    for read_only in (False, True):
        with pytest.raises(RecordsError, match="newer version") as caught:
            Journal.open(data_dir, clock, read_only=read_only)
        assert not isinstance(caught.value, RecordsDamaged)
        assert caught.value.file == str(database)
    after = {path: path.read_bytes() for path in data_dir.rglob("*") if path.is_file()}
    companions = {database.with_name(database.name + ending) for ending in ("-wal", "-shm")}
    assert before == {path: data for path, data in after.items() if path not in companions}
    assert all(after.get(path, b"") == b"" or path.name.endswith("-shm") for path in companions)


def test_a_fresh_database_that_was_never_finished_is_made_anew(data_dir: Path, clock: HandClock) -> None:
    """A kill between making the file and its tables leaves no bytes in it."""
    data_dir.mkdir()
    (data_dir / "records.sqlite").touch()
    with Journal.open(data_dir, clock) as journal:
        assert journal.trainees() == ()
