"""Bags stacked on the floor by hand: how sugar, flour, coffee and cement go into a container.

Measured on real scans of sugar (design facts, loads, II 6): stacks 0.68-0.78 m long stand in rows 0.33 m deep; each row
has a shift, heights and leans of its own; tops are flat and slanted with a crisp outline, which a half ellipse in depth
gives; gaps are what is left between two leaning faces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
from xray_trainer.simulator.solids import Bricks, Tops

LAYER = 160.0  # mm of a bag that lies
BAG_KG = 50.0
LIMITS = {
    "height": (300.0, 2450.0),
    "pitch": (600.0, 850.0),
    "row": (250.0, 460.0),
    "density": (0.3, 1.5),
    "lean": (0.0, 0.06),
    "stepped": (0.0, 0.7),
    "low": (0.3, 1.0),
    "unrest": (0.3, 2.0),
}

Floats = npt.NDArray[np.float64]


def kind(name: str, goods: Goods, stuff: str, densities: tuple[float, float], tallest: float) -> LoadKind:
    """Bags of one stuff. densities : g/cm³ in the bag. tallest : mm to which people stack them."""

    def choose(space: Cuboid, rng: np.random.Generator) -> Params:
        density = float(rng.uniform(*densities))
        low = 1.0 if rng.random() < 0.55 else float(rng.uniform(0.55, 0.9))
        return {
            "height": max(
                LIMITS["height"][0], height_for(space, density * 0.91, min(tallest, space.size[2] - 90), rng)
            ),
            "pitch": float(rng.uniform(670, 790)),
            "row": float(rng.uniform(290, 360)),
            "density": density,
            "lean": float(rng.uniform(0.006, 0.028)),
            "stepped": float(rng.uniform(0.08, 0.5)) if low < 1 else 0.0,
            "low": low,
            "unrest": float(rng.uniform(0.7, 1.3)),
        }

    def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
        return _build(space, params, rng, material(stuff))

    return LoadKind(name, goods, choose, build, LIMITS)


@dataclass(frozen=True, slots=True, eq=False)
class Stacks:
    """Stacks of bags, (rows, columns) each, mm. bottom : where a stack's soft top begins, over the floor."""

    x: Floats
    half: Floats
    lean: Floats
    y0: Floats
    y1: Floats
    height: Floats
    bottom: Floats


def _build(space: Cuboid, params: Params, rng: np.random.Generator, stuff: Material) -> Pile:
    count = max(1, round(space.size[0] / params["pitch"]))
    middles, wide = widths(space.size[0], count, 0.025, rng)
    stacks = _stacks(space, params, space.x0 + middles, wide, rng)
    matter = [(stuff, _bodies(space, stacks, params, rng)), (stuff, _tops(space, stacks, params, rng))]
    edges = space.x0 + np.concatenate(([0.0], np.cumsum(wide)))
    found = pile(matter, 1, level_boxes(space, edges, stacks.bottom.min(axis=0)))
    return replace(found, packages=max(1, round(found.mass_kg / BAG_KG)))


def _stacks(space: Cuboid, params: Params, middles: Floats, wide: Floats, rng: np.random.Generator) -> Stacks:
    rows, count, unrest = max(2, round(space.size[1] / params["row"])), middles.size, params["unrest"]
    grid = rows, count
    heights = params["height"] * skyline(count, params["stepped"], params["low"], rng)
    heights = heights + rng.normal(0, 30, count) * unrest + rng.normal(0, 22, (rows, 1))
    heights = heights + rng.normal(0, 28, grid) * unrest
    whole_layers = rng.random(grid)
    heights += LAYER * (0.8 * (whole_layers > 0.96) - 0.9 * (whole_layers < 0.09))
    heights = np.clip(heights, 1.2 * LAYER, np.minimum(params["height"] * 1.05, space.size[2] - 20))
    x = middles + rng.normal(0, 22, (rows, 1)) * unrest + rng.normal(0, 12, grid) * unrest
    half = wide * rng.uniform(0.955, 1.0, grid) / 2
    x0, x1 = np.maximum(space.x0 + 8, x - half), np.minimum(space.x1 - 8, x + half)
    deep = np.linspace(space.y0 + 10, space.y1 - 10, rows + 1)[:, None]
    return Stacks(
        x=(x0 + x1) / 2,
        half=(x1 - x0) / 2,
        lean=leans(rows, count, params["lean"], params["lean"] * 0.7, rng),
        y0=deep[:-1] + rng.uniform(0, 10, grid),
        y1=deep[1:] - rng.uniform(0, 10, grid),
        height=heights,
        bottom=heights - np.minimum(heights * 0.5, LAYER * rng.uniform(1.6, 2.3, grid)),
    )


def _bodies(space: Cuboid, stacks: Stacks, params: Params, rng: np.random.Generator) -> Bricks:
    """Bags up to where the tops begin: bricks of one to three layers, each pushed a little."""
    laying, unrest = Laying(), params["unrest"]
    for at in np.ndindex(stacks.x.shape):
        floor, top = 0.0, float(stacks.bottom[at])
        kink, above = rng.normal(0, 0.012) * unrest, rng.uniform(500, 1600)
        while floor < top - 1:
            end = floor + LAYER * rng.uniform(0.85, 1.08) * (1 if floor > top - 900 or rng.random() < 0.3 else 2)
            end = top if end > top - LAYER * 0.5 else end
            middle = (floor + end) / 2
            moved = stacks.lean[at] * (middle - top / 2) + kink * max(0.0, middle - above) + rng.normal(0, 9) * unrest
            half = stacks.half[at] * rng.uniform(0.955, 1.02) + 14 * np.exp(-middle / 350)
            x, half = kept_in(space, stacks.x[at] + moved, half, 4)
            lean = stacks.lean[at] + kink * (middle > above)
            density = params["density"] * rng.uniform(0.95, 1.04)
            floor, low = end, space.z0 + floor
            laying.add(
                x, half, lean, stacks.y0[at], stacks.y1[at], low, space.z0 + end, 22, density, rng.uniform(0, 0.05)
            )
    return laying.bricks(plan=7.0)


def _tops(space: Cuboid, stacks: Stacks, params: Params, rng: np.random.Generator) -> Tops:
    """The last two layers as one soft body: slanted flats and ridges, their ends rounded, crisp in outline."""
    n, unrest = stacks.x.size, params["unrest"]
    half, cap = stacks.half.ravel(), (stacks.height - stacks.bottom).ravel()
    common = np.repeat(rng.normal(0, 0.035, (1, stacks.x.shape[1])), stacks.x.shape[0], axis=0).ravel()
    tilt = (common + rng.normal(0, 0.04, n) + 0.01 * rng.standard_normal(n)) * unrest
    ridge = np.where(rng.random(n) < 0.5, np.abs(rng.normal(0, 0.05, n)), 0.004) * unrest
    peak = np.where(ridge > 0.01, rng.uniform(-0.5, 0.5, n), np.where(tilt > 0, 0.93, -0.93))
    fall = np.stack([(ridge + tilt) * half * (1 + peak), (ridge - tilt) * half * (1 - peak)], axis=1)
    left, right, drop = crowns(np.clip(fall, 4, 120), peak, rng.uniform(20, 70, n), rng.uniform(1.15, 2.1, n))
    laying = Laying()
    lean = stacks.lean.ravel()
    x = stacks.x.ravel() + lean * (stacks.height.ravel() / 2)
    x, half = kept_in(space, x, half, 4)
    top = space.z0 + stacks.height.ravel()
    deep = np.minimum(rng.uniform(25, 120, n), 0.6 * cap)
    density = params["density"] * rng.uniform(0.98, 1.02, n)
    y0, y1 = stacks.y0.ravel(), stacks.y1.ravel()
    laying.add(x, half, lean, y0, y1, top - cap, top, 16, density, top - 12, drop, deep, rng.normal(0, 12, n))
    return laying.tops(left, right, plan=7.0)
