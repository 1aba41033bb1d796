"""Tyres from wall to wall in stacks that lie, lean and are squeezed; those on top lie askew or stand on edge.

Measured on real scans (design facts, loads, I 3 and II 6): car tyres in four rows that stagger a little and lean up to
0.14; lorry tyres in two rows, half a tyre apart, nearly level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.piles import Pile, leans, level_boxes, pile, skyline
from xray_trainer.simulator.tyres import Make, Tyres, tyre_material

LIMITS = {
    "height": (300.0, 2650.0),
    "radius": (260.0, 560.0),
    "width": (150.0, 340.0),
    "rim": (150.0, 320.0),
    "tread": (8.0, 40.0),
    "wall": (5.0, 20.0),
    "rows": (1.0, 4.0),
    "press": (0.75, 1.02),
    "tilt": (0.0, 0.25),
    "lean": (0.0, 0.15),
    "stagger": (0.0, 0.5),
    "stepped": (0.0, 0.7),
    "low": (0.2, 1.0),
    "unrest": (0.3, 2.0),
}
MAKES = 2  # of one lot: alike, each squeezed in its own way

Floats = npt.NDArray[np.float64]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of tyre: spans in mm; press, tilt, lean and stagger as the parameters of a load."""

    radius: Span
    width: Span
    rim: Span  # its radius as a share of the tyre's
    tread: Span
    wall: Span
    press: Span
    tilt: Span
    lean: Span
    stagger: Span
    lugs: int
    groove: float
    squeeze: float
    steel: float  # share of their mass
    turned_up: float  # share of the stacks with a tyre on edge on top


def kind(name: str, goods: Goods, sort: Sort) -> LoadKind:
    """Tyres of one sort."""

    def choose(space: Cuboid, rng: np.random.Generator) -> Params:
        radius = float(rng.uniform(*sort.radius))
        low = 1.0 if rng.random() < 0.5 else float(rng.uniform(0.4, 0.9))
        return {
            "height": float(min(2640, (space.size[2] - 40) * rng.uniform(0.8, 0.99))),
            "radius": radius,
            "width": float(rng.uniform(*sort.width)),
            "rim": float(rng.uniform(*sort.rim)) * radius,
            "tread": float(rng.uniform(*sort.tread)),
            "wall": float(rng.uniform(*sort.wall)),
            "rows": float(max(1, int(space.size[1] / (2 * radius * 0.96)))),
            "press": float(rng.uniform(*sort.press)),
            "tilt": float(rng.uniform(*sort.tilt)),
            "lean": float(rng.uniform(*sort.lean)),
            "stagger": float(rng.uniform(*sort.stagger)),
            "stepped": float(rng.uniform(0.05, 0.3)) if low < 1 else 0.0,
            "low": low,
            "unrest": float(rng.uniform(0.7, 1.3)),
        }

    def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
        return _build(space, params, rng, sort)

    return LoadKind(name, goods, choose, build, LIMITS)


def _build(space: Cuboid, params: Params, rng: np.random.Generator, sort: Sort) -> Pile:
    radius, rows = params["radius"], int(params["rows"])
    pitch = 2 * radius * 0.985
    offset = np.arange(rows) % 2 * params["stagger"] * pitch
    count = max(1, int((space.size[0] - 10 - float(offset.max())) / pitch))
    pitch = (space.size[0] - 10 - float(offset.max())) / count
    half_deep = (space.size[1] - 10) / 2 - radius * (1 + sort.squeeze)
    y = np.linspace(-half_deep, half_deep, rows) if rows > 1 else np.zeros(1)
    y = y + (space.y0 + space.y1) / 2
    tall = params["height"] * skyline(count, params["stepped"], params["low"], rng)
    lean = leans(rows, count, params["lean"], params["lean"] * 0.5, rng)
    laid: list[tuple[float, ...]] = []
    tops = np.empty((rows, count))
    for row, column in np.ndindex(rows, count):
        foot = space.x0 + 5 + offset[row] + (column + 0.5) * pitch, float(y[row])
        stack = _stack(space, foot, float(tall[column]), float(lean[row, column]), params, sort, rng)
        tops[row, column] = max(one[2] for one in stack) - space.z0
        laid += stack
    x, deep, z, tilt, on_edge, make = np.array(laid).T
    whole = on_edge.astype(np.int64), make.astype(np.int64)
    makes = tuple(_make(params, sort, rng) for _ in range(MAKES))
    stuff = tyre_material(sort.steel)
    matter = [(stuff, Tyres(makes, x, deep, z, tilt, *whole, density=stuff.density))]
    edges = np.clip(space.x0 + pitch * np.arange(count + 1), space.x0, space.x1)
    return pile(matter, x.size, level_boxes(space, edges, tops.min(axis=0)))


def _make(params: Params, sort: Sort, rng: np.random.Generator) -> Make:
    squeeze = sort.squeeze * params["unrest"] * rng.uniform(0.3, 1.2)
    return Make(
        radius=params["radius"],
        inner=params["rim"],
        wide=params["width"],
        tread=params["tread"],
        wall=params["wall"],
        lugs=sort.lugs,
        groove=sort.groove,
        squeeze=round(float(squeeze), 4),
        seed=int(rng.integers(2**31)),
    )


def _stack(
    space: Cuboid,
    foot: tuple[float, float],
    tall: float,
    lean: float,
    params: Params,
    sort: Sort,
    rng: np.random.Generator,
) -> list[tuple[float, ...]]:
    """Tyres of one stack: x, y, z, tilt, on edge, make."""
    width, radius, unrest = params["width"], params["radius"], params["unrest"]
    tall = min(tall * rng.uniform(0.86, 1.0), space.size[2] - 15)
    z, tilt = 0.0, 0.0
    found: list[tuple[float, ...]] = []
    side = foot[0] + rng.normal(0, 8) * unrest
    turned = rng.random() < sort.turned_up and tall > 3 * radius
    while z + width * params["press"] + (2 * radius if turned else 0) <= tall or not found:
        tilt = 0.8 * tilt + rng.normal(0, params["tilt"]) * unrest
        step = width * params["press"] * rng.uniform(0.95, 1.04)
        own = tilt * min(1.0, z / (2 * width))  # the floor is flat
        x = side + lean * (z - tall / 2) + rng.normal(0, 9) * unrest
        found.append((x, foot[1], space.z0 + z + width / 2 + 4, own, 0.0, float(rng.integers(MAKES))))
        z += step
    if turned:
        x = side + lean * (z - tall / 2) + rng.normal(0, 25)
        edge = 1.0 + float(rng.integers(0, 3) if rng.random() < 0.5 else rng.integers(0, 6))
        found.append((x, foot[1], space.z0 + z + radius + 6, rng.normal(0, 0.2), edge, float(rng.integers(MAKES))))
    reach = radius * 1.04
    return [(float(np.clip(one[0], space.x0 + reach, space.x1 - reach)), *one[1:]) for one in found]
