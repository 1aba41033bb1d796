"""An exam: cases that anybody may see, and everything that leads to their truth in a folder of its own.

The master is 256 bits from the system. OUT/private is the complete set, for its owner's eyes; OUT holds its cases and
scans and nothing that was drawn from the same stream as a truth: each stream's seed is an HMAC of the master (`seeds`).
How long a case took to make tells whether something was hidden in it, so the public files are copies of one time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xray_trainer.errors import ReadError, RequestError
from xray_trainer.files import write_atomically, write_error
from xray_trainer.library import open_image_set, save_case, save_head
from xray_trainer.library.layout import HEAD
from xray_trainer.simulator import heads
from xray_trainer.simulator.heads import MASTER
from xray_trainer.simulator.making import How, Made, Progress, simulate
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.wishes import Wishes
from xray_trainer.text import N_, Message

PRIVATE = "private"


def simulate_exam(
    folder: Path, wishes: Wishes, part: range | None = None, jobs: int | How = 1, progress: Progress | None = None
) -> Made:
    """Make an exam, or go on with one whose master lies in its private folder.

    Raises
    ------
    RequestError
        The folder holds something else; the wishes cannot be met.
    ReadError, WriteError
        As `making.simulate`.
    """
    private = folder / PRIVATE
    _refuse_another(folder)
    master = _master(private / MASTER)
    _restrict(private)
    made = simulate(private, wishes, master, part, jobs, progress)
    complete = open_image_set(private)
    for case_id in (*made.kept, *made.made):
        if not heads.is_there(folder, case_id):
            _publish(private, folder, case_id)
    save_head(folder, complete.head)
    if complete.head.cover is not None:
        _copy(private / complete.head.cover.path, folder / complete.head.cover.path)
    _one_time(folder)
    return Made(folder, made.set_id, made.made, made.kept, made.asked)


def _refuse_another(folder: Path) -> None:
    """An exam goes into an empty folder, or one where its own master lies."""
    if not folder.exists() or (folder / PRIVATE / MASTER).exists():
        return
    if (folder / HEAD).exists():
        raise RequestError(Message(N_("another image set lies here already; choose an empty folder")), folder)
    if not folder.is_dir() or any(folder.iterdir()):
        raise RequestError(Message(N_("this is no empty folder; choose one for the new set")), folder)


def _restrict(private: Path) -> None:
    """Nobody else on this computer reads the truth (on Windows, a folder has the rights of the one it lies in)."""
    try:
        os.chmod(private, 0o700)
    except OSError as error:
        raise write_error(error, private) from error


def _master(path: Path) -> Master:
    if path.exists():
        try:
            return Master(bytes.fromhex(path.read_text("ascii").strip()))
        except (OSError, ValueError) as error:
            raise ReadError(Message(N_("this is not the master of an exam")), path) from error
    master = Master.secret()
    write_atomically(path, master.key.hex().encode() + b"\n")
    os.chmod(path, 0o600)
    return master


def _publish(private: Path, folder: Path, case_id: str) -> None:
    """What everybody may see of one case."""
    case = open_image_set(private).case(case_id)
    for file in heads.files_of_case(case):
        _copy(private / file.path, folder / file.path)
    save_case(folder, case)


def _copy(source: Path, target: Path) -> None:
    """A file of its own: a link would keep the time of the first, and its number among the private ones."""
    try:
        data = source.read_bytes()
    except OSError as error:
        reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
        raise ReadError(reason, source) from error
    write_atomically(target, data)


def _one_time(folder: Path) -> None:
    """Give all that is public the time of the head, the last to be written."""
    try:
        when = (folder / HEAD).stat().st_mtime_ns
        for path in _public(folder):
            os.utime(path, ns=(when, when))
    except OSError as error:
        raise write_error(error, folder) from error


def _public(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name != PRIVATE:
            yield path
            if path.is_dir():
                yield from _public(path)
