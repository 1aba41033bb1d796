"""Makes an image set from a foreign one."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.model import Completeness
from xray_trainer.terminal import (
    NOTHING_DONE,
    PATH,
    as_plain,
    data_dir_everywhere,
    outcome,
    print_json,
    show_progress,
    tell,
    with_json,
)
from xray_trainer.text import ngettext, tr


@click.command()
@click.argument("source", type=PATH)
@click.argument("dest", type=PATH)
@click.option(
    "--truth", "completeness", type=click.Choice([one.value for one in Completeness]), help="how complete it is"
)
@with_json
@data_dir_everywhere
def command(source: Path, dest: Path, completeness: str | None, as_json: bool, data_dir: Path | None) -> int:
    """Make an image set in the folder DEST from the foreign set or folder of images SOURCE."""
    from xray_trainer.library import import_set  # noqa: PLC0415

    told = Completeness(completeness) if completeness else None
    result = import_set(source, dest, told, progress=show_progress)
    folder = None if result.folder is None else str(result.folder)
    tell(result.defects)
    if folder is None:
        click.echo(tr("Nothing here can be shown, so no set was made."), err=True)
    if as_json:
        print_json({"folder": folder, "cases": result.cases, "defects": as_plain(result.defects)})
    elif folder is not None:
        count = ngettext("{n} case", "{n} cases", result.cases).format(n=result.cases)
        click.echo(tr("{folder}: {cases}").format(folder=folder, cases=count))
    if folder is None:
        return NOTHING_DONE
    return outcome(result.defects)
