"""Reports that were saved from the window: in which folder of the data folder, under which name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

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


def _plain(text: str) -> str:
    return re.sub(r"[^\w\- ]+", "-", text).strip("- ")[:60]
