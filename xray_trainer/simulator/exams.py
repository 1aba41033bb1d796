"""An exam: cases that anybody may see, and everything that leads to their truth in a folder of its own.

The master is 256 bits from the system. OUT/private is the complete set; OUT holds its cases and scans and nothing that
was drawn from the same stream as a truth: each stream's seed is an HMAC of the master (`seeds`).
"""

from __future__ import annotations

import os
from pathlib import Path

from xray_trainer.errors import ReadError
from xray_trainer.files import write_atomically, write_error
from xray_trainer.library import open_image_set, save_case, save_head
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
    As `making.simulate`.
    """
    private = folder / PRIVATE
    made = simulate(private, wishes, _master(private / MASTER), part, jobs, progress)
    complete = open_image_set(private)
    for case_id in (*made.kept, *made.made):
        if not heads.is_there(folder, case_id):
            _publish(private, folder, case_id)
    save_head(folder, complete.head)
    if complete.head.cover is not None:
        _link(private / complete.head.cover.path, folder / complete.head.cover.path)
    return Made(folder, made.set_id, made.made, made.kept, made.asked)


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
        _link(private / file.path, folder / file.path)
    save_case(folder, case)


def _link(source: Path, target: Path) -> None:
    """The same file in both folders, without its bytes twice where the disk allows that."""
    if target.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(source, target)
    except OSError:
        try:
            write_atomically(target, source.read_bytes())
        except OSError as error:
            raise write_error(error, target) from error
