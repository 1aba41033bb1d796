"""Joins parts of a simulated set that were made apart."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.commands.simulate import tell_made
from xray_trainer.terminal import PATH, data_dir_everywhere, show_progress, with_json


@click.command()
@click.argument("out", type=PATH)
@click.argument("parts", type=PATH, nargs=-1, required=True, metavar="PART...")
@with_json
@data_dir_everywhere
def command(out: Path, parts: tuple[Path, ...], as_json: bool, data_dir: Path | None) -> int:
    """Join each PART of a set, made with --range on several machines, in the folder OUT."""
    from xray_trainer import simulator  # noqa: PLC0415

    return tell_made(simulator.merge(out, parts, show_progress), as_json)
