"""Inserts an item into a case."""

from __future__ import annotations

import math
from pathlib import Path

import click

from xray_trainer.model import Region, codec
from xray_trainer.terminal import (
    ALL_WELL,
    NOTHING_DONE,
    PATH,
    data_dir_everywhere,
    data_folder,
    find_set,
    print_json,
    with_json,
)
from xray_trainer.text import tr

ITEMS = "items"


def _point(context: click.Context, parameter: click.Parameter, value: str) -> tuple[float, float]:
    """Reads X,Y."""
    parts = value.split(",")
    try:
        x, y = (float(one) for one in parts)
    except ValueError as error:
        raise click.BadParameter(tr("{text} is no point like 820,410").format(text=value)) from error
    if not (math.isfinite(x) and math.isfinite(y)):
        raise click.BadParameter(tr("{text} is no point like 820,410").format(text=value))
    return x, y


@click.command()
@click.argument("image_set", metavar="SET")
@click.argument("case_id", metavar="CASE")
@click.argument("item", metavar="ITEM")
@click.argument("out", type=PATH)
@click.option("--at", callback=_point, required=True, metavar="X,Y", help="where its middle lies on the scan, px")
@click.option("--depth", type=click.FloatRange(0, 2438), help="mm behind the container's near wall")
@click.option("--category", default="", help="the category it is scored as")
@click.option("--seed", type=click.IntRange(0), default=0, help="of the noise that it lacks")
@click.option("--anyway", is_flag=True, help="insert it though it would look pasted")
@with_json
@data_dir_everywhere
@click.pass_context
def command(
    context: click.Context,
    image_set: str,
    case_id: str,
    item: str,
    out: Path,
    at: tuple[float, float],
    depth: float | None,
    category: str,
    seed: int,
    anyway: bool,
    as_json: bool,
    data_dir: Path | None,
) -> int:
    """Insert ITEM into a case of SET and add the new case to the set in the folder OUT.

    ITEM is the name of a good, the path of a cut-out image with open air round it, or the name of such an image in the
    folder "items" of the data folder.
    """
    from xray_trainer.library import open_image_set  # noqa: PLC0415
    from xray_trainer.simulator import insertion  # noqa: PLC0415

    data = data_folder(context, data_dir)
    thing = insertion.find(item, data / ITEMS)
    prepared = insertion.prepare_case(open_image_set(find_set(image_set, data)), case_id)
    outcome = prepared.project(thing, *at, depth, seed)
    for sentence in (*outcome.reasons, *outcome.assumed):
        click.echo(sentence.say(), err=True)
    accepted = outcome.accepted or (anyway and all(one.regions for one in outcome.inserted[:1]))
    new_id = insertion.write(prepared, outcome, thing, out, category) if accepted else None
    regions = [codec.encode(Region(one)) for inserted in outcome.inserted[:1] for one in inserted.regions]
    if as_json:
        print_json(
            {
                "accepted": accepted,
                "reasons": [one.say() for one in outcome.reasons],
                "assumed": [one.say() for one in outcome.assumed],
                "region": regions[0]["shape"] if regions else None,
                "case": new_id,
            }
        )
    elif new_id is not None:
        click.echo(tr("{folder}: case {case}").format(folder=out, case=new_id))
    return ALL_WELL if accepted else NOTHING_DONE
