"""What commands print and give back. Answers go to stdout, progress and defects to stderr.

Exit codes: 0 all well; 1 done, with defects told; 2 wrong usage; 3 nothing done.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from xray_trainer.model import Defect

ALL_WELL, WITH_DEFECTS, WRONG_USAGE, NOTHING_DONE = 0, 1, 2, 3


def outcome(defects: Sequence[Defect]) -> int:
    """The exit code of a job that was done."""
    return WITH_DEFECTS if defects else ALL_WELL


def tell(defects: Sequence[Defect]) -> None:
    """Each defect as a sentence."""
    for defect in defects:
        click.echo(defect.sentence(), err=True)


def as_plain(defects: Sequence[Defect]) -> list[dict[str, str]]:
    """Defects for JSON."""
    return [
        {"code": one.code, "file": one.file, "location": one.location, "message": one.message.say()} for one in defects
    ]


def print_json(value: object) -> None:
    """The one JSON document on stdout."""
    import json  # noqa: PLC0415 - the window starts without it

    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    click.echo(text.encode("utf-8", "backslashreplace"))  # in every locale; half a letter stays JSON


def show_progress(done: int, total: int, name: str) -> bool:
    """One line that counts, where somebody looks on; True: go on."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} / {total}  {name[:60]:60}", nl=done == total, err=True)
    return True
