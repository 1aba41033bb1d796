"""Writes the clean twin of a case."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import ALL_WELL, PATH, data_dir_everywhere, data_folder, find_set, print_json, with_json
from xray_trainer.text import ngettext


@click.command()
@click.argument("image_set", metavar="SET")
@click.argument("case_id", metavar="CASE")
@click.argument("out", type=PATH)
@click.option("--difference", is_flag=True, help="what the concealment changes, not the twin itself")
@with_json
@data_dir_everywhere
@click.pass_context
def command(
    context: click.Context,
    image_set: str,
    case_id: str,
    out: Path,
    difference: bool,
    as_json: bool,
    data_dir: Path | None,
) -> int:
    """Write the same scans without what is concealed in them: OUT.png, or a file for each plane in the folder OUT."""
    from xray_trainer import library  # noqa: PLC0415

    folder = find_set(image_set, data_folder(context, data_dir))
    files = library.write_twins(library.open_image_set(folder), case_id, out, difference)
    if as_json:
        print_json({"files": [str(one) for one in files]})
    else:
        click.echo(ngettext("{n} file written", "{n} files written", len(files)).format(n=len(files)))
    return ALL_WELL
