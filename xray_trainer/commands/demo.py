"""Plays a practice, off screen."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import PATH, data_dir_everywhere


@click.command()
@click.argument("out", type=PATH)
@data_dir_everywhere
def command(out: Path, data_dir: Path | None) -> int:
    """Play a practice through the real window, off screen; its screens and report go to the folder OUT."""
    from xray_trainer.desktop.demo import play  # noqa: PLC0415 - Qt only where a window is wanted

    return play(out, data_dir)
