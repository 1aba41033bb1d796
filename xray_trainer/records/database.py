"""The one connection to the records: how it is opened and checked, and how SQLite's errors become sentences."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from xray_trainer.clock import Clock
from xray_trainer.errors import DataFolderBusy, RecordsError, TrainerError, WriteError
from xray_trainer.files import write_error
from xray_trainer.records import copies, schema, tables
from xray_trainer.records.body import UnreadableBodyError
from xray_trainer.records.copies import DATABASE_NAME
from xray_trainer.text import N_, Message

ALWAYS_CHECKED_BYTES = 64 * 2**20
"""Up to this size every opening checks the whole file (0.1 s); a larger one when it was not closed, and once a day."""

_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",  # with WAL: one fdatasync a commit, and no commit is lost to a power cut
    "fullfsync=ON",  # macOS: fsync alone does not reach the platter
    "cell_size_check=ON",  # damage is seen before it spreads
    "trusted_schema=OFF",
)


class Database:
    """SQLite through SQLAlchemy Core: one connection, used by one thread at a time.

    Raises
    ------
    RecordsDamaged, RecordsError
        The file is damaged; a newer version wrote it (then nothing is touched).
    WriteError
        The disk is full, the folder read-only, …
    """

    def __init__(self, data_dir: Path, clock: Clock, *, read_only: bool = False) -> None:
        self._data_dir = data_dir
        self._clock = clock
        self.turn = threading.RLock()  # held by whoever works on the connection
        self.file = data_dir / DATABASE_NAME
        self.copy_problem: TrainerError | None = None
        if read_only and not self.file.exists():
            raise RecordsError(Message(N_("there are no records here yet")), data_dir)
        unclean = self.file.with_name(DATABASE_NAME + "-wal").exists()
        if self.file.exists() and self.file.stat().st_size == 0 and copies.backups(data_dir):
            raise copies.damaged(data_dir, clock.now().offset_min)  # SQLite would take it for a new one
        self._engine = create_engine("sqlite+pysqlite://", poolclass=NullPool, creator=lambda: self._connect(read_only))
        event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        with self._sentences():
            self._connection = self._engine.connect()
        try:
            with self._sentences():
                self._prepare(unclean=unclean, read_only=read_only)
            self._changes_copied = self._raw.total_changes
        except BaseException:
            self._connection.close()
            self._engine.dispose()
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is on the disk when the block is left, or none of it."""
        with self.turn, self._sentences(), self._connection.begin():
            yield self._connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the records."""
        with self.writing() as connection:
            yield connection

    def copy_if_changed(self) -> None:
        """Keep a copy if anything was written since the last one; `copy_problem` says why none could be made."""
        with self.turn:
            if self._raw.total_changes != self._changes_copied:
                self._copy()

    def scrub(self) -> None:
        """Leave nothing of deleted rows in the database or in its copies.

        Raises
        ------
        WriteError
            There is no room for it.
        DataFolderBusy
            Somebody who only reads has the database open in this moment.
        """
        with self.turn, self._sentences():
            self._raw.execute("VACUUM")
            busy, _, _ = self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise DataFolderBusy(Message(N_("another program is reading these records")), self.file)
            fresh = copies.copy(self._raw, self._data_dir, self._clock.now())
            copies.forget_all_but(self._data_dir, fresh)

    def close(self) -> None:
        """The last connection to close also empties the write-ahead log into the database."""
        with self.turn:
            self._connection.close()
            self._engine.dispose()

    @property
    def _raw(self) -> sqlite3.Connection:
        return cast(sqlite3.Connection, self._connection.connection.dbapi_connection)

    def _connect(self, read_only: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.file.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}",
            uri=True,
            timeout=0.5,  # seconds: a reader may hold a checkpoint for a moment
            isolation_level=None,  # SQLAlchemy's begin, commit and rollback alone decide
            check_same_thread=False,
        )
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _prepare(self, *, unclean: bool, read_only: bool) -> None:
        """Check first, so that a damaged or newer file is left as it is; then bring it up to date."""
        now = self._clock.now()
        found = schema.revision_of(self._connection)
        if found == schema.FOREIGN:
            raise copies.damaged(self._data_dir, now.offset_min)
        if found == schema.EMPTY and read_only:
            raise RecordsError(Message(N_("there are no records here yet")), self._data_dir)
        if found not in (tables.NEWEST, schema.EMPTY) and not schema.is_older(found):
            raise RecordsError(
                Message(
                    N_(
                        "a newer version of X-ray Trainer wrote these records. "
                        "Please install that version, or a later one. Nothing was changed"
                    )
                ),
                self.file,
            )
        due = found != schema.EMPTY and not read_only and copies.is_due(self._data_dir, now)
        if unclean or due or self.file.stat().st_size <= ALWAYS_CHECKED_BYTES:
            self._check_whole()
        if read_only:
            return
        if found != schema.EMPTY:
            self._raw.execute("DELETE FROM alembic_version WHERE 0")  # a read-only file says so here
        if due or found not in (tables.NEWEST, schema.EMPTY):
            self._copy()
        schema.bring_up_to_date(self._connection, found)
        self._raw.execute("PRAGMA journal_mode=WAL").fetchall()

    def _check_whole(self) -> None:
        complaints = [row[0] for row in self._raw.execute("PRAGMA quick_check(3)")]
        if complaints != ["ok"]:
            raise copies.damaged(self._data_dir, self._clock.now().offset_min, str(complaints[0]).splitlines()[0])

    def _copy(self) -> None:
        try:
            with self._sentences():
                copies.copy(self._raw, self._data_dir, self._clock.now())
        except TrainerError as problem:  # the records themselves are well: they stay usable without a new copy
            self.copy_problem = problem
        else:
            self.copy_problem = None
            self._changes_copied = self._raw.total_changes

    @contextlib.contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.Error):
                raise self._sentence(error.orig) from error
            raise
        except sqlite3.Error as error:
            raise self._sentence(error) from error
        except UnreadableBodyError as error:
            raise copies.damaged(self._data_dir, self._clock.now().offset_min, str(error)) from error

    def _sentence(self, error: sqlite3.Error) -> Exception:
        """SQLite's error as one a person can act on; the error itself where it is the program that is wrong."""
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            return error
        match code & 0xFF:
            case sqlite3.SQLITE_FULL:
                return write_error(OSError(errno.ENOSPC, ""), self.file)
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                return write_error(OSError(errno.EACCES, ""), self.file)
            case sqlite3.SQLITE_IOERR:
                return WriteError(
                    Message(N_("the disk did not take this ({reason}); nothing was changed"), {"reason": str(error)}),
                    self.file,
                )
            case sqlite3.SQLITE_CANTOPEN:
                return WriteError(
                    Message(N_("this cannot be opened; is it a file, and may this program write in its folder?")),
                    self.file,
                )
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return DataFolderBusy(Message(N_("another program is using these records")), self.file)
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
                return copies.damaged(self._data_dir, self._clock.now().offset_min)
            case _:
                return RecordsError(
                    Message(N_("the records did not take this ({reason})"), {"reason": str(error)}), self.file
                )
