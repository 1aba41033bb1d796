"""Makes a simulated image set."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xray_trainer.model import Band, View
from xray_trainer.terminal import (
    ALL_WELL,
    PATH,
    WITH_DEFECTS,
    data_dir_everywhere,
    print_json,
    show_progress,
    with_json,
)
from xray_trainer.text import ngettext, tr

if TYPE_CHECKING:
    from xray_trainer.simulator import Made

LARGEST_SEED = 2**63 - 1
MOST_CASES = 100_000


def _names(allowed: tuple[str, ...] = ()) -> Callable[[click.Context, click.Parameter, str | None], tuple[str, ...]]:
    """Reads names divided by commas, each once."""

    def read(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(filter(None, (one.strip() for one in (value or "").split(",")))))
        for name in names:
            if allowed and name not in allowed:
                known = ", ".join(allowed)
                raise click.BadParameter(tr("{name} is not known; known are {known}").format(name=name, known=known))
        return names

    return read


def _range(context: click.Context, parameter: click.Parameter, value: str | None) -> range | None:
    """Reads A:B, counted from 0, B left out."""
    if value is None:
        return None
    first, colon, last = value.partition(":")
    if not (colon and first.isascii() and first.isdecimal() and last.isascii() and last.isdecimal()):
        raise click.BadParameter(tr("{text} is no range of cases like 0:50").format(text=value))
    found = range(int(first), int(last))
    if not found:
        raise click.BadParameter(tr("the range {text} holds no case").format(text=value))
    return found


@click.command()
@click.argument("out", type=PATH)
@click.option("--cases", type=click.IntRange(1, MOST_CASES), required=True, help="how many cases the set has")
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="the same seed and wishes give the same set")
@click.option("--share", type=click.FloatRange(0, 1), default=0.5, help="share of cases with a concealment")
@click.option("--bands", callback=_names(tuple(Band)), help="how visible: easy,medium,hard,expert")
@click.option("--loads", callback=_names(), help="kinds of load to choose from")
@click.option("--concealments", callback=_names(), help="kinds of concealment to choose from")
@click.option("--profile", "profiles", callback=_names(), help="scanners to choose from")
@click.option("--views", callback=_names(tuple(View)), default="side", help="side or side,top")
@click.option("--feet", callback=_names(("20", "40")), help="lengths of container: 20, 40 or 20,40")
@click.option("--range", "part", callback=_range, help="make only cases A to B-1, counted from 0, as A:B")
@click.option("--jobs", type=click.IntRange(1, 256), help="how many processes; one for each core if not said")
@click.option("--exam", is_flag=True, help="truth and seeds go to OUT/private only; nobody can work them out from OUT")
@with_json
@data_dir_everywhere
def command(
    out: Path,
    cases: int,
    seed: int | None,
    share: float,
    bands: tuple[str, ...],
    loads: tuple[str, ...],
    concealments: tuple[str, ...],
    profiles: tuple[str, ...],
    views: tuple[str, ...],
    feet: tuple[str, ...],
    part: range | None,
    jobs: int | None,
    exam: bool,
    as_json: bool,
    data_dir: Path | None,
) -> int:
    """Make a set of simulated cases in the folder OUT, or go on with one."""
    from xray_trainer import simulator  # noqa: PLC0415

    if exam and seed is not None:
        raise click.UsageError(tr("an exam takes no seed: it makes one that nobody can guess"))
    if part is not None and part.stop > cases:
        raise click.UsageError(tr("the range ends beyond the last case"))
    wishes = simulator.Wishes(
        cases=cases,
        share=share,
        bands=tuple(Band(one) for one in bands) or tuple(Band),
        loads=loads,
        concealments=concealments,
        profiles=profiles,
        views=tuple(View(one) for one in views),
        feet=tuple(int(one) for one in feet),
    )
    workers = jobs or os.cpu_count() or 1
    if exam:
        made = simulator.simulate_exam(out, wishes, part, workers, show_progress)
    else:
        master = simulator.Master.of(0 if seed is None else seed)
        made = simulator.simulate(out, wishes, master, part, workers, show_progress)
    return tell_made(made, as_json)


def tell_made(made: Made, as_json: bool) -> int:
    """Print what was made; gives the exit code."""
    if as_json:
        print_json(
            {
                "folder": str(made.folder),
                "set": made.set_id,
                "cases": made.asked,
                "made": list(made.made),
                "kept": list(made.kept),
                "whole": made.whole,
            }
        )
    else:
        count = ngettext("{n} case made", "{n} cases made", len(made.made)).format(n=len(made.made))
        kept = ngettext("{n} was there already", "{n} were there already", len(made.kept)).format(n=len(made.kept))
        click.echo(tr("{folder}: {made}, {kept}").format(folder=made.folder, made=count, kept=kept))
    return ALL_WELL if made.whole else WITH_DEFECTS
