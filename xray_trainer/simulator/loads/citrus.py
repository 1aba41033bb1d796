"""Oranges in open cartons, in a reefer: every fruit is drawn.

Measured on real scans of citrus (design facts, loads, II 6): cartons 0.30 × 0.40 × 0.26 m to the roof, fruit of 61-74
mm packed in layers that are offset along, across or both; packing and sizes go by block and row, some layers slip.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, heaviest, leans, level_boxes, pile, skyline
from xray_trainer.simulator.splats import Ellipsoids
from xray_trainer.text import N_, Message

LIMITS = {
    "layers": (1.0, 10.0),
    "length": (260.0, 420.0),
    "depth": (280.0, 520.0),
    "layer": (200.0, 330.0),
    "fruit": (55.0, 90.0),
    "density": (0.6, 1.0),
    "lean": (0.0, 0.04),
    "gap": (0.0, 60.0),
    "stepped": (0.0, 0.7),
    "low": (0.3, 1.0),
    "unrest": (0.3, 2.0),
}
BLOCK = 4

Floats = npt.NDArray[np.float64]


def choose(space: Cuboid, rng: np.random.Generator) -> Params:
    """Numbers of a load: as many layers as fit and may be carried."""
    layer, density = float(rng.uniform(250, 275)), float(rng.uniform(0.84, 0.92))
    allowed = heaviest(space) * 0.97 / (space.size[0] * space.size[1] * layer * density * 0.49 * 1e-6)
    layers = float(max(1, min((space.size[2] - 110) // layer, int(allowed))))
    low = 1.0 if rng.random() < 0.7 or layers < 3 else (layers - 1) / layers
    return {
        "layers": layers,
        "length": float(rng.uniform(290, 330)),
        "depth": float(rng.uniform(380, 410)),
        "layer": layer,
        "fruit": float(rng.uniform(61, 74)),
        "density": density,
        "lean": float(rng.uniform(0.002, 0.016)),
        "gap": float(rng.uniform(8, 30)),
        "stepped": float(rng.uniform(0.05, 0.3)) if low < 1 else 0.0,
        "low": low,
        "unrest": float(rng.uniform(0.7, 1.3)),
    }


@dataclass(frozen=True, slots=True)
class Column:
    """A column of cartons, mm. x, y : its middle; base : of the lowest carton over the floor; wide, deep, layer : a
    carton's sizes. pattern : shares of a fruit by which every other layer of fruit is offset along and across.
    """

    x: float
    y: float
    base: float
    wide: float
    deep: float
    layer: float
    layers: int
    lean: float
    fruit: float
    pattern: tuple[float, float]


def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
    """Columns of cartons, row by row."""
    count = max(1, round(space.size[0] / params["length"]))
    rows = max(1, int((space.size[1] - 10) // params["depth"]))
    deep, blocks = (space.size[1] - 16) / rows, -(-count // BLOCK)
    loose = np.minimum(params["gap"] * (0.4 + 0.6 * rng.exponential(1, blocks)), 120)
    wide = (space.size[0] - 12 - float(loose.sum())) / count
    left = space.x0 + 6 + wide * np.arange(count) + np.cumsum(loose)[np.arange(count) // BLOCK]
    layers = np.maximum(1, np.round(params["layers"] * skyline(count, params["stepped"], params["low"], rng)))
    lean = leans(rows, count, params["lean"], params["lean"] * 0.5, rng)
    cards, fruit = Laying(), []
    for row in range(rows):
        shrink = 1 - rng.uniform(0, 0.03)
        for column in range(count):
            if column % BLOCK == 0:
                pattern = ((0.5, 0.5), (0.5, 0.0), (0.0, 0.5))[int(rng.choice(3, p=(0.45, 0.40, 0.15)))]
                size = params["fruit"] * rng.normal(1, 0.03)
                shift = rng.normal(0, 6) * params["unrest"]
                base = rng.uniform(0, 55)  # on slats: rows out of step show no line where the beam is level
            at = float(left[column]) + wide / 2 + shift + rng.normal(0, 3) * params["unrest"]
            across = space.y0 + 8 + (row + 0.5) * deep
            one = Column(
                at,
                across,
                base,
                wide,
                deep,
                params["layer"] * shrink,
                int(layers[column]),
                float(lean[row, column]),
                size,
                pattern,
            )
            fruit.append(_fruit(space, one, params, rng))
            _cartons(cards, space, one)
    joined = np.concatenate(fruit, axis=1)
    x, y, z, a, b, c, density = joined
    oranges = Ellipsoids(x, y, z, a, b, c, np.zeros(x.size), density)
    edges = np.clip(np.concatenate((left, [left[-1] + wide])), space.x0, space.x1)
    boxes = level_boxes(space, edges, layers * params["layer"] * 0.97)
    found = pile([(material("fruit"), oranges), (material("cardboard"), cards.bricks())], 1, boxes)
    return replace(found, packages=int(layers.sum()) * rows)


def _fruit(space: Cuboid, column: Column, params: Params, rng: np.random.Generator) -> Floats:
    """x, y, z, a, b, c, density (7, n) of a column's fruit."""
    size = column.fruit * rng.normal(1, 0.01)
    along, across = max(2, int(column.wide / size * 1.02)), max(2, int(column.deep / size * 1.02))
    up = max(2, int((column.layer - size) / (size * 0.82)) + 1)
    carton, k, j, i = np.meshgrid(
        np.arange(column.layers), np.arange(up), np.arange(across), np.arange(along), indexing="ij"
    )
    odd = (k + carton * up) % 2
    slip = (rng.random(column.layers) < 0.1) * 0.25
    off_x, off_y = column.pattern
    step_x, step_y = (column.wide - size) / (along - 0.5), (column.deep - size) / (across - 0.5)
    step_z = (column.layer - size * 0.95) / (up - 1)
    n = carton.size
    jitter = rng.normal(0, 1, (3, n)) * np.array([[5.5], [9.0], [9.0]])
    from_left = size / 2 + step_x * (i + odd * off_x + slip[carton] * (1 - 2 * odd) * 0.5)
    x = column.x - column.wide / 2 + from_left.ravel() + jitter[0]
    y = column.y - column.deep / 2 + size / 2 + step_y * (j + odd * off_y).ravel() + jitter[1]
    inside = size / 2 + step_z * k.ravel() + jitter[2]
    settled = np.cumsum(rng.normal(0, 7, column.layers)) + column.base + rng.uniform(0, 12)
    heaped = rng.normal(0, 0.07, (2, column.layers))[:, carton.ravel()]  # fruit lies no more level than its carton
    inside += heaped[0] * (y - column.y) + 0.6 * heaped[1] * (x - column.x)
    z = column.layer * carton.ravel() + inside + settled[carton.ravel()]
    x += column.lean * (z - column.layers * column.layer / 2)
    uppermost = carton.ravel() == column.layers - 1
    kept = rng.random(n) >= np.where(uppermost & (k.ravel() == up - 1), 0.08, 0.03)
    axes = size / 2 * rng.normal(1, 0.03, (3, n))
    x = np.clip(x, space.x0 + size / 2, space.x1 - size / 2)
    y = np.clip(y, space.y0 + size / 2, space.y1 - size / 2)
    z = np.clip(space.z0 + z, space.z0 + size / 2, space.z1 - size / 2)
    return np.stack((x, y, z, *axes, params["density"] * rng.normal(1, 0.02, n)))[:, kept]


def _cartons(cards: Laying, space: Cuboid, column: Column) -> None:
    """Ends, sides and bottoms of 5 mm board."""
    z0 = space.z0 + column.base + column.layer * np.arange(column.layers)
    x = column.x + column.lean * (z0 - space.z0 - column.layers * column.layer / 2)
    z1, half, deep = np.minimum(space.z1, z0 + column.layer - 4), column.wide / 2 - 3, column.deep / 2 - 3
    near, far = column.y - deep, column.y + deep
    for side in (-1, 1):
        cards.add(x + side * half, 2.5, column.lean, near, far, z0, z1, 3, 0.55)
    for y in (near, far - 5):
        cards.add(x, half, column.lean, y, y + 5, z0, z1, 3, 0.3)
    cards.add(x, half, column.lean, near, far, z0, z0 + 5, 3, 0.3)


KIND = LoadKind(
    "orange-cartons",
    Goods(Message(N_("Fresh oranges")), "0805 10", Message(N_("cartons"))),
    choose,
    build,
    LIMITS,
    frozenset({"reefer"}),
)
