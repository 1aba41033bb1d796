"""Lists the image sets."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import data_dir_everywhere, data_folder, print_json, set_roots, with_json
from xray_trainer.text import ngettext


@click.command()
@with_json
@data_dir_everywhere
@click.pass_context
def command(context: click.Context, as_json: bool, data_dir: Path | None) -> None:
    """List the image sets on this computer."""
    from xray_trainer.library import list_cards  # noqa: PLC0415

    cards = list_cards(set_roots(data_folder(context, data_dir)))
    if as_json:
        print_json([{"id": c.id, "title": c.title.say("en"), "cases": c.cases, "folder": c.folder} for c in cards])
    for card in () if as_json else cards:
        count = ngettext("{n} case", "{n} cases", card.cases).format(n=card.cases)
        click.echo(f"{card.title.say('en')}\t{count}\t{card.folder}")
