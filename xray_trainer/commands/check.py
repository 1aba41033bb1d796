"""Lists every defect of a set."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import (
    as_plain,
    data_dir_everywhere,
    data_folder,
    find_set,
    outcome,
    print_json,
    tell,
    with_json,
)
from xray_trainer.text import tr


@click.command()
@click.argument("image_set", metavar="SET")
@with_json
@data_dir_everywhere
@click.pass_context
def command(context: click.Context, image_set: str, as_json: bool, data_dir: Path | None) -> int:
    """List every defect of SET in one run."""
    from xray_trainer import library  # noqa: PLC0415

    report = library.check(find_set(image_set, data_folder(context, data_dir)))
    tell(report.defects)
    if as_json:
        print_json({"cases": report.cases, "usable": report.usable, "defects": as_plain(report.defects)})
    else:
        click.echo(tr("{usable} of {cases} cases can be used.").format(usable=report.usable, cases=report.cases))
    return outcome(report.defects)
