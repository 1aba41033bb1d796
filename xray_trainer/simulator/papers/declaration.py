"""What an honest shipper and a weighbridge say of a loaded container."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from xray_trainer.model import Seal
from xray_trainer.simulator.box import ContainerSpec
from xray_trainer.simulator.hidden import Hidden
from xray_trainer.simulator.load import Goods, Load, LoadKind
from xray_trainer.simulator.papers import iso6346, roads
from xray_trainer.text import N_, Message

Loaded = Sequence[tuple[LoadKind, Load]]
WEIGHING = 0.004  # of a mass: how far a weighbridge and a shipper's scale may honestly differ
FAR_WEIGHING = 0.016  # with tanks, ice or mud; still honest
DIVISION = 20.0  # kg of a weighbridge
_TARE = {("dry", 20): 2230.0, ("dry", 40): 3740.0, ("reefer", 20): 3010.0, ("reefer", 40): 4620.0}
_HIGH_CUBE = 170.0  # kg more
_NET: dict[str, tuple[float, float]] = {  # net mass as a share of gross, by a word of the pack's name
    "bulk": (1.0, 1.0),
    "piece": (1.0, 1.0),
    "unit": (1.0, 1.0),
    "vehicle": (1.0, 1.0),
    "tyre": (1.0, 1.0),
    "bag": (0.99, 0.996),
    "bale": (0.985, 0.992),
    "net": (0.985, 0.992),
    "drum": (0.90, 0.93),
}
_NET_ELSE = (0.92, 0.965)


class Oddity(StrEnum):
    """Something that looks odd and is honest."""

    ROUNDED = "rounded"  # masses in full hundreds
    TWO_LOTS = "two-lots"  # one load on two lines
    OLD_SEAL = "old-seal"  # lead on wire, and the papers say so
    TWO_SEALS = "two-seals"  # the carrier's and the customs'
    TRANSSHIPPED = "transshipped"  # another lorry since
    SHORT_CODE = "short-code"  # four digits of the HS code
    NET_IS_GROSS = "net-is-gross"
    NO_PACKAGES = "no-packages"  # not counted
    FAR_SCALE = "far-scale"  # a scale that shows up to 1.6 % more or less


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a declaration. gross : kg. net : share of it."""

    goods: Goods
    packages: int
    gross: float
    net: float


@dataclass(frozen=True, slots=True)
class Statement:
    """All that papers hold, before it becomes text. tare, weighed : kg; weighed None where nobody weighed."""

    container: str
    plate: str
    type: str
    tare: float
    weighed: float | None
    seals: tuple[Seal, ...]
    lines: tuple[Line, ...]
    road: str
    oddities: frozenset[Oddity] = frozenset()


def draw_oddities(rng: np.random.Generator) -> frozenset[Oddity]:
    """None for half of the cases, one or two for the others."""
    many = int(rng.choice(3, p=(0.5, 0.35, 0.15)))
    drawn = rng.permutation(len(Oddity))[:many]
    return frozenset(tuple(Oddity)[int(one)] for one in drawn)


def tare(spec: ContainerSpec) -> float:
    """Mass of the empty container as its plate says, kg."""
    return _TARE[spec.kind, spec.feet] + (_HIGH_CUBE if spec.high_cube else 0.0)


def honest(
    spec: ContainerSpec,
    loads: Loaded,
    lorry: bool,
    hidden: Sequence[Hidden],
    oddities: frozenset[Oddity],
    rng: np.random.Generator,
) -> Statement:
    """What papers say that agree with the load; a whole-load concealment is declared as the load that it replaces."""
    way = roads.road(rng)
    country = way.lorries[int(rng.integers(len(way.lorries)))]
    number, plate = iso6346.number(rng), roads.plate(country, rng)
    empty = tare(spec)
    whole = next((one for one in hidden if one.whole_load), None)
    total = sum(load.mass_kg for _, load in loads)
    scale = whole.mass_kg / total if whole and total > 0 else 1.0
    lines = tuple(_line(kind.goods, load, scale, rng) for kind, load in loads)
    if Oddity.TWO_LOTS in oddities and lines and lines[0].packages > 1:
        lines = (*_two_lots(lines[0], rng), *lines[1:])
    small = sum(_more(one, loads) for one in hidden if not one.whole_load)
    spread = FAR_WEIGHING if Oddity.FAR_SCALE in oddities else WEIGHING
    error = 1 + spread * float(rng.uniform(-1, 1))
    weighed = (empty + total * scale + small) * error
    unweighed = rng.uniform() < 0.25
    return Statement(
        container=number,
        plate=plate if lorry else "",
        type=iso6346.type_code(spec),
        tare=empty,
        weighed=None if unweighed and Oddity.FAR_SCALE not in oddities else weighed,
        seals=_seals(country, oddities, rng),
        lines=lines,
        road=f"{way.words} (reloaded at {way.through})" if Oddity.TRANSSHIPPED in oddities else way.words,
        oddities=oddities,
    )


def goods_name(goods: Goods) -> Message:
    """As a line names them: what, and in what."""
    if goods.pack.id.lower() in goods.name.id.lower():
        return goods.name
    return Message(N_("{goods}, {pack}"), {"goods": goods.name, "pack": goods.pack})


def rounded(kg: float, oddities: frozenset[Oddity]) -> float:
    """A mass as a shipper writes it, kg."""
    step = 100.0 if Oddity.ROUNDED in oddities else 10.0 if kg >= 2000 else 1.0
    return max(step, round(kg / step) * step)


def _line(goods: Goods, load: Load, scale: float, rng: np.random.Generator) -> Line:
    """A shipper's scale is a little off too."""
    least, most = next((share for word, share in _NET.items() if word in goods.pack.id.lower()), _NET_ELSE)
    net = float(rng.uniform(least, most))
    gross = load.mass_kg * scale * (1 + WEIGHING * float(rng.uniform(-1, 1)))
    return Line(goods, load.packages, gross, net)


def _two_lots(line: Line, rng: np.random.Generator) -> tuple[Line, Line]:
    first = max(1, min(line.packages - 1, round(line.packages * float(rng.uniform(0.55, 0.8)))))
    share = first / line.packages
    return (
        Line(line.goods, first, line.gross * share, line.net),
        Line(line.goods, line.packages - first, line.gross * (1 - share), line.net),
    )


def _seals(country: roads.Country, oddities: frozenset[Oddity], rng: np.random.Generator) -> tuple[Seal, ...]:
    carrier, customs, old = roads.carrier_seal(rng), roads.customs_seal(country, rng), roads.old_seal(rng)
    found = [old if Oddity.OLD_SEAL in oddities else carrier if rng.uniform() < 0.5 else customs]
    if Oddity.TWO_SEALS in oddities:
        found.append(carrier if found[0] == customs else customs)
    return tuple(Seal(papers=one, found=one) for one in found)


def _more(hidden: Hidden, loads: Loaded) -> float:
    """Roughly what a concealment weighs more than the cargo that made room for it, kg."""
    displaced = 0.0
    for body in hidden.displaces:
        for _, load in loads:
            for block in load.blocks:
                common = block.box.common(body)
                displaced += common.litres * block.density if common else 0.0
    return hidden.mass_kg - displaced


def lines_said(statement: Statement) -> tuple[tuple[Message, str, int | None, float, float], ...]:
    """(goods, HS code, packages, net kg, gross kg) of each line as it is written."""
    odd = statement.oddities
    said = []
    for line in statement.lines:
        gross = rounded(line.gross, odd)
        net = gross if Oddity.NET_IS_GROSS in odd else min(gross, rounded(line.gross * line.net, odd))
        code = line.goods.hs_code[:4] if Oddity.SHORT_CODE in odd else line.goods.hs_code
        packages = None if Oddity.NO_PACKAGES in odd else line.packages
        said.append((goods_name(line.goods), code, packages, net, gross))
    return tuple(said)
