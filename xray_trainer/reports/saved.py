"""Reports that were saved: in which folder, under which name, and how they are found again to be erased."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from xray_trainer.files import sha256
from xray_trainer.records import SavedReport, name_digest
from xray_trainer.reports.model import Report

_FOLDER = "reports"
_BEFORE_PERSON = " – "  # in no plain name, so that Ann's reports are not taken for Mary Ann's


def folder(data: Path) -> Path:
    """Where reports are kept beside the answers."""
    return data / _FOLDER


def free_name(report: Report, where: Path, form: str) -> Path:
    """A file name that is not taken: day, image set and person, and a number where that is there already."""
    zone = timezone(timedelta(minutes=report.offset_min))
    day = datetime.fromtimestamp(report.when_ms / 1000, UTC).astimezone(zone).date().isoformat()
    stem = f"{day} {_plain(report.set_title)}{_BEFORE_PERSON}{_plain(report.person)}"
    path, number = where / f"{stem}.{form}", 2
    while path.exists():
        path, number = where / f"{stem} {number}.{form}", number + 1
    return path


def of_person(data: Path, person: str) -> list[Path]:
    """The saved reports that are named after a person."""
    ending = re.compile(rf"{_BEFORE_PERSON}{re.escape(_plain(person))}( \d+)?$")
    return [one for one in folder(data).glob("*.*") if ending.search(one.stem) and one.is_file()]


@dataclass(frozen=True, slots=True)
class Found:
    """Saved reports looked for again. there : as they were written. changed : a file of that name, with other bytes.
    gone : the folders, and when (UTC ms), of those that are not there any more.
    """

    there: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    gone: tuple[tuple[Path, int], ...] = ()


def look_for(notes: Sequence[SavedReport]) -> Found:
    """Look for reports in the folders where they were saved, under whatever name they have there now."""
    there: list[Path] = []
    changed: list[Path] = []
    gone: list[tuple[Path, int]] = []
    for note in notes:
        inside = _files_in(note.folder)
        same = [one for one in inside if _size(one) == note.size and _digest(one) == note.digest]
        named = [one for one in inside if one not in same and name_digest(one) == note.name]
        there += same
        changed += named
        if not same and not named:
            gone.append((note.folder, note.saved_ms))
    return Found(tuple(dict.fromkeys(there)), tuple(dict.fromkeys(changed)), tuple(gone))


def _files_in(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.is_file() and not one.is_symlink()]
    except OSError:
        return []


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _digest(path: Path) -> str:
    try:
        return sha256(path)
    except OSError:
        return ""


def _plain(text: str) -> str:
    return re.sub(r"[^\w\- ]+", "-", text).strip("- ")[:60]
