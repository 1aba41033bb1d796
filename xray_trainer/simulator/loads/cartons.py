"""Cartons stowed by hand to the roof, in blocks of a few columns: frozen poultry, dried fruit.

Measured on real scans of frozen poultry (design facts, loads, II 5 and 6): nine rows in depth, each with its own
shifts, leans and heights, so that a gap is what all rows leave open; layers settle out of step, so that no line shows
between them; the texture is what lies in the cartons, and the uppermost ones are ragged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, Stuff, height_for, leans, level_boxes, pile, skyline
from xray_trainer.simulator.splats import Ellipsoids

LIMITS = {
    "height": (300.0, 2700.0),
    "length": (150.0, 700.0),
    "depth": (180.0, 600.0),
    "layer": (80.0, 500.0),
    "density": (0.08, 1.1),
    "lean": (0.0, 0.06),
    "gap": (0.0, 90.0),
    "stepped": (0.0, 0.7),
    "low": (0.3, 1.0),
    "unrest": (0.3, 2.0),
    "grain": (0.0, 1.0),
}
BLOCK = 4, 6  # columns of a block
COARSE = 0.4  # grain from which the contents are two heaps

Floats = npt.NDArray[np.float64]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Carton:
    """A sort of carton. length along the container, depth across it, layer: mm. density : g/cm³ of the whole carton.

    grain : how much the contents' pieces differ from their mean. piece : half axes of a piece, mm, least and most.
    pieces : how many in a carton. kg : of a carton as papers count them, 0 to count what is drawn.
    """

    stuff: str
    length: Span
    depth: Span
    layer: Span
    density: Span
    grain: Span
    piece: tuple[Span, Span, Span]
    pieces: int
    containers: frozenset[str] = frozenset({"dry"})


def kind(name: str, goods: Goods, carton: Carton) -> LoadKind:
    """Cartons of one sort."""

    def choose(space: Cuboid, rng: np.random.Generator) -> Params:
        density = float(rng.uniform(*carton.density))
        low = 1.0 if rng.random() < 0.78 else float(rng.uniform(0.62, 0.95))
        return {
            "height": max(LIMITS["height"][0], height_for(space, density * 0.93, space.size[2] - 60, rng)),
            "length": float(rng.uniform(*carton.length)),
            "depth": float(rng.uniform(*carton.depth)),
            "layer": float(rng.uniform(*carton.layer)),
            "density": density,
            "lean": float(rng.uniform(0.006, 0.03)),
            "gap": float(rng.uniform(10, 34)),
            "stepped": float(rng.uniform(0.05, 0.28)) if low < 1 else 0.0,
            "low": low,
            "unrest": float(rng.uniform(0.7, 1.3)),
            "grain": float(rng.uniform(*carton.grain)),
        }

    def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
        return _build(space, params, rng, carton)

    return LoadKind(name, goods, choose, build, LIMITS, carton.containers)


@dataclass(frozen=True, slots=True, eq=False)
class Stowed:
    """Cartons where they stand, (n,) each. x, y, z : middles, mm. wide, high : mm. lean : dx/dz. top : how many are
    above it."""

    x: Floats
    y: Floats
    z: Floats
    wide: Floats
    high: Floats
    lean: Floats
    top: Floats


def _build(space: Cuboid, params: Params, rng: np.random.Generator, carton: Carton) -> Pile:
    blocks, edges = _blocks(space, params, rng)
    rows = max(2, round(space.size[1] / params["depth"]))
    deep = (space.size[1] - 16) / rows
    tall = params["height"] * skyline(blocks.size, params["stepped"], params["low"], rng)
    lean = leans(rows, blocks.size, params["lean"], params["lean"] * 0.5, rng)
    loose = params["gap"] * (0.4 + 0.6 * rng.exponential(1, blocks.size))
    if rng.random() < 0.4:
        loose[int(rng.integers(blocks.size))] += rng.uniform(40, 110)
    loose = np.minimum(loose, 0.12 * np.diff(edges))
    side = rng.random(blocks.size)
    stowed, levels = [], np.empty((rows, blocks.size))
    for row in range(rows):
        y = space.y0 + 8 + (row + 0.5) * deep
        for block in range(blocks.size):
            layers = max(1, round(tall[block] / params["layer"]) + int(rng.choice(3, p=(0.05, 0.91, 0.04))) - 1)
            spare = float(loose[block]) * rng.uniform(0.6, 1.2)
            start = float(edges[block]) + spare * float(np.clip(side[block] + rng.normal(0, 0.15), 0, 1))
            place = start, start + float(edges[block + 1] - edges[block]) - spare
            one = _stow(space, place, int(blocks[block]), layers, float(lean[row, block]), y, params, rng)
            levels[row, block] = float((one.z + one.high / 2)[one.top == 0].min()) - space.z0
            stowed.append(one)
    joined = Stowed(*(np.concatenate([getattr(one, name) for one in stowed]) for name in Stowed.__slots__))
    filling = material(carton.stuff)
    bodies, uppermost = _bodies(space, joined, deep, params, rng)
    stuff: list[Stuff] = [(filling, bodies.bricks()), (filling, uppermost.units((6.0, 6.0, 5.0)))]
    pieces = _pieces(space, joined, deep, params, rng, carton)
    if pieces is not None:
        stuff.append((filling, pieces))
    return pile(stuff, joined.x.size, level_boxes(space, edges, levels.min(axis=0)))


def _blocks(space: Cuboid, params: Params, rng: np.random.Generator) -> tuple[npt.NDArray[np.int64], Floats]:
    """Columns of each block (n,), and where blocks begin and end (n + 1,)."""
    columns = max(1, round(space.size[0] / params["length"]))
    blocks: list[int] = []
    while sum(blocks) < columns:
        blocks.append(min(columns - sum(blocks), int(rng.integers(BLOCK[0], BLOCK[1] + 1))))
    counts = np.array(blocks)
    return counts, space.x0 + np.concatenate(([0.0], np.cumsum(counts) / counts.sum() * space.size[0]))


def _stow(
    space: Cuboid,
    place: Span,
    columns: int,
    layers: int,
    lean: float,
    y: float,
    params: Params,
    rng: np.random.Generator,
) -> Stowed:
    """One row of one block: columns of cartons, some with one more or less, one or two missing on top."""
    unrest, grid = params["unrest"], (layers, columns)
    if columns > 2 and rng.random() < 0.15:
        columns += int(rng.choice((-1, 1)))
        grid = layers, columns
    wide = (place[1] - place[0]) / columns
    first = place[0] + rng.normal(0, 5) * unrest
    high = params["layer"] * (1 + rng.normal(0, 0.012, (1, columns)) + rng.normal(0, 0.025, grid))
    high[0] *= rng.uniform(0.8, 1.02, columns)  # crushed under the others: rows settle out of step
    high *= min(1.0, (space.size[2] - 15) / float(high.sum(axis=0).max()))
    z = np.cumsum(high, axis=0) - high / 2
    x = first + (np.arange(columns) + 0.5) * wide + rng.normal(0, 3.5, (1, columns)) * unrest
    x = x + lean * (z - z.mean()) + rng.normal(0, 4.5, grid) * unrest
    kept = np.ones(grid, np.bool_)
    kept[-1] = rng.random(columns) >= 0.04
    above = np.cumsum(kept[::-1], axis=0)[::-1] - 1
    own = np.full(grid, lean) + rng.normal(0, 0.004, grid)
    one = np.full(grid, wide * rng.uniform(0.955, 0.99)), high, own, above.astype(float)
    pushed = np.clip(x, space.x0 + wide / 2 + 5, space.x1 - wide / 2 - 5)
    y_all = np.full(grid, y) + rng.normal(0, 3, grid)
    return Stowed(*(array[kept] for array in (pushed, y_all, space.z0 + z, *one)))


def _bodies(
    space: Cuboid, stowed: Stowed, deep: float, params: Params, rng: np.random.Generator
) -> tuple[Laying, Laying]:
    """The cartons' contents, soft at their ends, a little lower than their cartons: bricks, and rounder ones on top."""
    n = stowed.x.size
    filled = rng.uniform(0.93, 1.0, n)
    wide = stowed.wide * rng.uniform(0.89, 0.99, n)
    y0, y1 = stowed.y - deep / 2 + rng.uniform(0, 6, n), stowed.y + deep / 2 - rng.uniform(0, 6, n)
    low, density = stowed.z - stowed.high / 2, params["density"] * rng.normal(1, 0.02, n) / (0.955 * filled)
    soft = np.where(stowed.top < 1, 14.0, 22.0) * (0.3 + params["grain"])
    x = stowed.x + rng.normal(0, 3, n) * params["grain"]
    y0, y1 = np.maximum(y0, space.y0), np.minimum(y1, space.y1)
    laid = np.stack((x, wide / 2, stowed.lean, y0, y1, low, low + stowed.high * filled, soft, density))
    if params["grain"] > COARSE:
        laid = _halved(laid, params["grain"], rng)
        above = np.tile(stowed.top > 0, 2)
    else:
        above = stowed.top > 0
    under, uppermost = Laying(), Laying()
    under.add(*laid[:, above])
    uppermost.add(*laid[:, ~above])
    return under, uppermost


def _halved(laid: Floats, grain: float, rng: np.random.Generator) -> Floats:
    """Two heaps in each carton in place of one (9, n): what is lean between them makes the streaks in the dark."""
    n = laid.shape[1]
    slot = rng.uniform(0.0, 0.26, n) * grain * laid[1]
    split = rng.normal(0, 0.16, n) * laid[1]
    ends = laid[0] - laid[1], laid[0] + split - slot, laid[0] + split + slot, laid[0] + laid[1]
    halves = []
    for left, right in ((ends[0], ends[1]), (ends[2], ends[3])):
        half = laid.copy()
        half[0], half[1] = (left + right) / 2, (right - left) / 2
        half[8] *= laid[1] / (laid[1] - slot)
        halves.append(half)
    return np.concatenate(halves, axis=1)


def _pieces(
    space: Cuboid, stowed: Stowed, deep: float, params: Params, rng: np.random.Generator, carton: Carton
) -> Ellipsoids | None:
    """What lies in the cartons and differs: as much more as less, finer and more in the uppermost."""
    if params["grain"] < 0.02:
        return None
    many = np.where(stowed.top < 2, carton.pieces * 3, carton.pieces)
    one = np.repeat(np.arange(stowed.x.size), many)
    n = one.size
    sign = np.where(rng.random(n) < 0.5, 1.0, -1.0)
    out = np.where((stowed.top[one] < 1) & (sign > 0), 1.06, 0.92)  # on top, pieces stand out of their cartons
    half = stowed.wide[one] / 2 * out, np.full(n, deep / 2 * 0.95), stowed.high[one] / 2 * out
    a, b, c = (np.minimum(rng.uniform(*span, n), 0.9 * room) for span, room in zip(carton.piece, half, strict=True))
    x = stowed.x[one] + (half[0] - a) * rng.uniform(-1, 1, n)
    y = stowed.y[one] + (half[1] - b) * rng.uniform(-1, 1, n)
    z = stowed.z[one] + (half[2] - c) * rng.uniform(-1, 1, n)
    density = (
        params["density"] * params["grain"] * sign * rng.uniform(0.6, 1.2, n) * np.where(stowed.top[one] < 2, 0.7, 1)
    )
    z = np.clip(z, space.z0 + c, space.z1 - c)
    y = np.clip(y, space.y0 + b, space.y1 - b)
    x = np.clip(x, space.x0 + a, space.x1 - a)
    return Ellipsoids(x, y, z, a, b, c, rng.normal(0, 0.35, n), density)
