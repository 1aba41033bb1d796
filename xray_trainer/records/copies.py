"""Copies of the records, one a day, and the way back to one after damage. Nothing damaged is deleted."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from xray_trainer.clock import Clock, Instant
from xray_trainer.errors import RecordsDamaged, RecordsError
from xray_trainer.files import write_error
from xray_trainer.records.lock import FolderLock
from xray_trainer.records.nouns import Backup, SetAside
from xray_trainer.text import N_, Message

DATABASE_NAME = "records.sqlite"
BACKUP_FOLDER = "backups"
ASIDE_FOLDER = "set_aside"
KEPT_DAYS = 3
DAY_MS = 24 * 60 * 60 * 1000
_STAMP = "%Y%m%dT%H%M%SZ"
_COMPANIONS = ("-wal", "-shm", "-journal")


def backups(data_dir: Path) -> tuple[Backup, ...]:
    """The copies that are there, newest first."""
    found = []
    for path in (data_dir / BACKUP_FOLDER).glob("records-*.sqlite"):
        with contextlib.suppress(ValueError):  # a name that is not ours
            made = datetime.strptime(path.stem.removeprefix("records-"), _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, round(made.timestamp() * 1000)))
    return tuple(sorted(found, key=lambda one: one.made_ms, reverse=True))


def is_due(data_dir: Path, now: Instant) -> bool:
    """Whether the newest copy is a day away, or there is none."""
    newest = next(iter(backups(data_dir)), None)
    return newest is None or abs(now.wall_ms - newest.made_ms) >= DAY_MS


def copy(source: sqlite3.Connection, data_dir: Path, now: Instant) -> Backup:
    """Copy the open database, check the copy, and let go of the oldest ones.

    Raises
    ------
    WriteError
        The disk is full or the folder read-only.
    RecordsDamaged
        The copy shows that the database is damaged.
    sqlite3.Error
        What SQLite says of the source or the copy.
    """
    stamp = datetime.fromtimestamp(now.wall_ms / 1000, UTC).strftime(_STAMP)
    path = data_dir / BACKUP_FOLDER / f"records-{stamp}.sqlite"
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous=OFF")  # one fsync at the end does
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE").fetchall()  # so that it is one file
            if not _is_sound(target):
                raise damaged(data_dir, now.offset_min)
        _put(part, path)
    except OSError as error:
        raise write_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    _let_go_of_old_ones(data_dir)
    return Backup(path, now.wall_ms)


def forget_all_but(data_dir: Path, kept: Backup) -> None:
    """Remove every other copy: they still hold what was erased. Raises WriteError."""
    for one in backups(data_dir):
        if one.path != kept.path:
            try:
                one.path.unlink(missing_ok=True)
            except OSError as error:
                raise write_error(error, one.path) from error


def set_aside_files(data_dir: Path) -> tuple[Path, ...]:
    """Damaged databases that were set aside; they may still hold what was erased since."""
    return tuple(sorted((data_dir / ASIDE_FOLDER).glob("records-*")))


def damaged(data_dir: Path, offset_min: int, location: str = "") -> RecordsDamaged:
    """The error that names the damaged database, the newest sound copy and its date in local time."""
    file = data_dir / DATABASE_NAME
    newest = next((one for one in backups(data_dir) if _is_sound_file(one.path)), None)
    if newest is None:
        return RecordsDamaged(
            Message(
                N_(
                    "these records are damaged and cannot be read in full. There is no earlier copy of them. "
                    "You can begin with empty records; the damaged file will be kept"
                )
            ),
            file, location,
        )  # fmt: skip
    zone = timezone(timedelta(minutes=offset_min))
    date = datetime.fromtimestamp(newest.made_ms / 1000, zone).strftime("%Y-%m-%d %H:%M")
    return RecordsDamaged(
        Message(
            N_(
                "these records are damaged and cannot be read in full. "
                "The copy of {date} can take their place; the damaged file will be kept"
            ),
            {"date": date},
        ),
        file, location, backup=newest.path, backup_ms=newest.made_ms,
    )  # fmt: skip


def set_aside_and_restore(data_dir: Path, clock: Clock, backup: Path | None) -> SetAside:
    """Move the damaged database aside under a dated name and put a copy in its place, or nothing: records begin empty.

    Raises
    ------
    DataFolderBusy
        The folder is in use.
    RecordsError
        The copy is damaged too; nothing was moved.
    WriteError
        The disk is full or the folder read-only.
    """
    lock = FolderLock(data_dir)
    try:
        database = data_dir / DATABASE_NAME
        part = database.with_suffix(".part")
        if backup is not None:
            if not _is_sound_file(backup):
                raise RecordsError(Message(N_("this copy is damaged too; nothing was changed")), backup)
            shutil.copyfile(backup, part)
        stamp = datetime.fromtimestamp(clock.now().wall_ms / 1000, UTC).strftime(_STAMP)
        aside = _free_name(data_dir / ASIDE_FOLDER, f"records-{stamp}")
        aside.parent.mkdir(parents=True, exist_ok=True)
        moved = []
        for ending in (*_COMPANIONS, ""):  # the main file last: until then the damage is still seen
            old = database.with_name(database.name + ending)
            if old.exists():
                moved.append(aside.with_name(aside.name + ending))
                os.replace(old, moved[-1])
        if backup is not None:
            _put(part, database)
        return SetAside(tuple(reversed(moved)), backup)
    except OSError as error:
        raise write_error(error, Path(error.filename or data_dir)) from error
    finally:
        lock.release()


def _free_name(folder: Path, stem: str) -> Path:
    number = 1
    while (path := folder / f"{stem}{'' if number == 1 else f'-{number}'}.sqlite").exists():
        number += 1
    return path


def _put(part: Path, path: Path) -> None:
    """The finished file to its place: on the disk first, then renamed. Raises OSError."""
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(part, path)


def _let_go_of_old_ones(data_dir: Path) -> None:
    days: set[int] = set()
    for one in backups(data_dir):
        day = one.made_ms // DAY_MS
        if day in days or len(days) == KEPT_DAYS:
            with contextlib.suppress(OSError):  # the next copy tries again
                one.path.unlink()
        days.add(day)


def _is_sound(connection: sqlite3.Connection) -> bool:
    return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]


def _is_sound_file(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return path.stat().st_size > 0 and _is_sound(connection)
    except (sqlite3.Error, OSError):
        return False
