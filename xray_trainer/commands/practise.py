"""Opens the window on a set."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import data_dir_everywhere, data_folder, find_set, open_window


@click.command()
@click.argument("image_set", metavar="SET")
@data_dir_everywhere
@click.pass_context
def command(context: click.Context, image_set: str, data_dir: Path | None) -> int:
    """Open the window on the first case of SET (a folder, or the title or id of a set on this computer)."""
    from xray_trainer.library import open_image_set  # noqa: PLC0415 - a set that cannot be opened opens no window

    data = data_folder(context, data_dir)
    return open_window(data, open_image_set(find_set(image_set, data)).folder)
