"""Writes a set in a foreign format."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import PATH, data_dir_everywhere, data_folder, find_set, outcome, tell

RESPONSES = "responses"


@click.command()
@click.argument("image_set", metavar="SET")
@click.argument("dest", type=PATH)
@click.option(
    "--format", "form", type=click.Choice(["coco", "voc", "yolo", "labelme", "cvat", RESPONSES]), required=True
)
@data_dir_everywhere
@click.pass_context
def command(context: click.Context, image_set: str, dest: Path, form: str, data_dir: Path | None) -> int:
    """Write SET to DEST in a foreign format, or `responses`: a file of answers that are exactly its truth."""
    from xray_trainer import library  # noqa: PLC0415

    opened = library.open_image_set(find_set(image_set, data_folder(context, data_dir)))
    defects = library.export_set(opened, dest, form)
    tell(defects)
    return outcome(defects)
