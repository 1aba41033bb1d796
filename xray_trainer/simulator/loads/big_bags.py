"""Big bags of about a tonne, two in depth, in one tier or two.

Measured on real scans of peanuts and the like (design facts, loads, II 6): pitch 1.1-1.2 m (small ones 0.74-0.95), bags
that press each other flat, rounded plans, domes that are nearly flat in depth, so that no second dome stands behind
the first.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.materials import Material, material
from xray_trainer.simulator.piles import (
    Laying,
    Pile,
    crowns,
    height_for,
    kept_in,
    leans,
    level_boxes,
    pile,
    skyline,
    widths,
)

ROWS = 2
FOLDS = 5  # on each bag's top
LIMITS = {
    "height": (500.0, 2500.0),
    "pitch": (700.0, 1250.0),
    "density": (0.3, 1.4),
    "tiers": (1.0, 2.0),
    "dome": (0.02, 0.35),
    "lean": (0.0, 0.06),
    "stepped": (0.0, 0.7),
    "low": (0.3, 1.0),
    "unrest": (0.3, 2.0),
}

Floats = npt.NDArray[np.float64]


def kind(name: str, goods: Goods, stuff: str, densities: tuple[float, float]) -> LoadKind:
    """Big bags of one stuff. densities : g/cm³ in the bag."""

    def choose(space: Cuboid, rng: np.random.Generator) -> Params:
        density = float(rng.uniform(*densities))
        height = height_for(space, density * 0.93, space.size[2] - 150, rng)
        tiers = 2 if height > 1750 or (height > 1450 and rng.random() < 0.5) else 1
        height = min(height, 1450.0 if tiers == 1 else 2400.0)
        low = 1.0 if tiers == 1 or rng.random() < 0.5 else 0.52
        return {
            "height": max(LIMITS["height"][0], height),
            "pitch": float(rng.uniform(1060, 1200) if tiers == 1 else rng.uniform(900, 1100)),
            "density": density,
            "tiers": float(tiers),
            "dome": float(rng.uniform(0.14, 0.30) if tiers == 1 else rng.uniform(0.05, 0.14)),
            "lean": float(rng.uniform(0.004, 0.022)),
            "stepped": float(rng.uniform(0.1, 0.4)) if low < 1 else 0.0,
            "low": low,
            "unrest": float(rng.uniform(0.7, 1.3)),
        }

    def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
        return _build(space, params, rng, material(stuff))

    return LoadKind(name, goods, choose, build, LIMITS)


def _build(space: Cuboid, params: Params, rng: np.random.Generator, stuff: Material) -> Pile:
    count = max(1, round(space.size[0] / params["pitch"]))
    middles, wide = widths(space.size[0], count, 0.02, rng)
    whole = params["height"] * skyline(count, params["stepped"], params["low"], rng)
    bags, under, folds, loops = Laying(), Laying(), Laying(), Laying()
    crown: list[tuple[Floats, Floats]] = []
    tops = np.empty((ROWS, count))
    lean = leans(ROWS, count, params["lean"], params["lean"], rng)
    deep = np.linspace(space.y0 + 15, space.y1 - 15, ROWS + 1)
    likeness = rng.integers(2**62, size=(count, 2))
    size = rng.normal(1, 0.035 * params["unrest"], (count, 2))  # neighbours in depth are filled and pressed alike
    for row, column in np.ndindex(ROWS, count):
        tiers = int(params["tiers"]) if whole[column] > 0.7 * params["height"] else 1
        floor = 0.0
        for tier in range(tiers):
            tall = float(whole[column]) / tiers * float(size[column, tier]) * rng.normal(1, 0.008)
            alike = np.random.Generator(np.random.PCG64(int(likeness[column, tier])))
            tall = float(np.clip(tall, 350, space.size[2] - 60 - floor))
            half = float(wide[column]) / 2 * rng.uniform(0.98, 1.01)
            x, kept = kept_in(space, space.x0 + middles[column] + rng.normal(0, 12) * params["unrest"], half, 6)
            where = float(x), float(kept), float(lean[row, column]), float(deep[row]), float(deep[row + 1])
            crown.append(
                _bag(where, space.z0 + floor, tall, (bags, under, folds), params, tier == tiers - 1, (alike, rng))
            )
            if tier == tiers - 1:
                _loops(loops, where, space.z0 + floor + tall, rng)
            floor += tall * (1 - params["dome"] * 0.35)
        tops[row, column] = floor
    left, right = (np.concatenate(one) for one in zip(*crown, strict=True))
    heap = [(stuff, under.bricks(plan=6.0)), (stuff, bags.tops(left, right, plan=6.0, cut=24)), (stuff, folds.bricks())]
    edges = space.x0 + np.concatenate(([0.0], np.cumsum(wide)))
    boxes = level_boxes(space, edges, tops.min(axis=0) * (1 - params["dome"]))
    found = pile([*heap, (material("polypropylene"), loops.bricks())], len(bags), boxes)
    return replace(found, packages=len(bags))


def _bag(
    where: tuple[float, float, float, float, float],
    floor: float,
    tall: float,
    laid: tuple[Laying, Laying, Laying],
    params: Params,
    uppermost: bool,
    chance: tuple[np.random.Generator, np.random.Generator],
) -> tuple[Floats, Floats]:
    """One bag: a body that bellies out a little, a dome, folds on it; gives the dome's tables.

    chance : for what it shares with its neighbour in depth, and for its own.
    """
    x, half, lean, y0, y1 = where
    alike, rng = chance
    bags, under, folds = laid
    dome = params["dome"] * tall * alike.uniform(0.75, 1.2) * (1 if uppermost else 0.6)
    peak = np.array([alike.uniform(-0.5, 0.5) + rng.normal(0, 0.06)])
    slanted = (alike.normal(0, 0.22) + rng.normal(0, 0.04)) * dome
    fall = np.clip(np.array([[dome + slanted, dome - slanted]]) * alike.uniform(0.5, 0.8, (1, 2)), 15, tall * 0.45)
    left, right, drop = crowns(
        fall, peak, np.array([dome * alike.uniform(0.25, 0.6)]), np.array([alike.uniform(2.0, 3.4)])
    )
    cap = min(tall * 0.75, float(drop[0]) * 1.25 + 60)
    bottom = floor + tall - cap
    density = params["density"] * rng.normal(1, 0.025)
    middle = x + lean * (bottom - floor) / 2
    under.add(middle, half, lean, y0, y1, floor, bottom, 30, density, rng.uniform(0.02, 0.07))
    sunk = dome * alike.uniform(0.0, 0.12) + 8
    lift = floor + tall
    slant = rng.normal(0, 0.03) * dome
    bags.add(x + lean * tall / 2, half, lean, y0, y1, bottom, lift, 26, density, lift - abs(slant), drop, sunk, slant)
    for _ in range(FOLDS if uppermost else 0):
        at, width = x + half * rng.uniform(-0.85, 0.85), rng.uniform(4, 14)
        low = lift - dome * rng.uniform(0.9, 1.5) - rng.uniform(40, 160)
        start = rng.uniform(y0, y0 + (y1 - y0) * 0.6)
        end = min(y1, start + rng.uniform(80, 400))
        sign = density * rng.uniform(0.15, 0.5) * (1 if rng.random() < 0.4 else -1)
        folds.add(
            at,
            width,
            rng.normal(0, 0.5),
            start,
            end,
            low,
            max(low + 40, min(low + rng.uniform(60, 220), lift - 1.1 * dome)),
            10,
            sign,
        )
    return left, right


def _loops(
    laying: Laying, where: tuple[float, float, float, float, float], top: float, rng: np.random.Generator
) -> None:
    """Four lifting loops of webbing, limp: each two bands that lean together."""
    x, half, _, y0, y1 = where
    for side, back in ((-1, 0), (1, 0), (-1, 1), (1, 1)):
        at = x + side * half * rng.uniform(0.55, 0.85)
        y = (y0 + 90 if back == 0 else y1 - 90) + rng.normal(0, 40)
        if rng.random() < 0.4:
            continue  # pressed flat
        foot, tall, lean = top - rng.uniform(60, 160), rng.uniform(40, 150), rng.normal(0, 0.45)
        for band in (-1, 1):
            laying.add(at + band * 45, 14, lean - band * 0.3, y - 5, y + 5, foot, foot + 60 + tall, 8, 0.3)
