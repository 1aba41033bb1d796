"""Pressed bales in piles: cotton, worn clothing.

Measured on real scans of cotton (design facts, loads, II 6): two piles in depth, 0.84-0.93 m long, five bales of 0.53 m
high; ends are soft over 65-90 mm and the two piles disagree by a centimetre, so that gaps glow; the fade at the top is
that of a slanted flat surface.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, Stuff, heaviest, leans, level_boxes, pile, skyline, widths

LIMITS = {
    "layers": (1.0, 7.0),
    "layer": (380.0, 620.0),
    "pitch": (500.0, 1300.0),
    "rows": (1.0, 4.0),
    "density": (0.12, 0.6),
    "gap": (5.0, 45.0),
    "soft": (20.0, 120.0),
    "lean": (0.0, 0.04),
    "stepped": (0.0, 0.7),
    "low": (0.2, 1.0),
    "unrest": (0.3, 2.0),
}
WIRE = 3.0  # mm thick, of steel
PRESSED = 18.0  # mm of height over which a wire under a bale wanders

Floats = npt.NDArray[np.float64]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bale:
    """A sort of bale: pitch along the container and layer in mm, rows in depth, density in g/cm³, unrest, wires."""

    stuff: str
    pitch: Span
    layer: Span
    rows: int
    density: Span
    unrest: Span
    wires: int


def kind(name: str, goods: Goods, bale: Bale) -> LoadKind:
    """Bales of one sort."""

    def choose(space: Cuboid, rng: np.random.Generator) -> Params:
        layer, density = float(rng.uniform(*bale.layer)), float(rng.uniform(*bale.density))
        most = (space.size[2] - 40) // layer
        per_layer = space.size[0] * space.size[1] * layer * density * 0.93e-6
        allowed = heaviest(space) * 0.97 / per_layer  # layers, not yet whole ones
        layers = min(most, np.ceil(allowed))
        low, stepped = 1.0, 0.0
        if layers > allowed or rng.random() < 0.35:
            fewer = 1 if rng.random() < 0.6 or layers < 3 else 2
            low = (layers - fewer) / layers if layers > 1 else 1.0
            needed = (layers - allowed) / fewer if layers > allowed else 0.0
            stepped = float(max(needed, rng.uniform(0.15, 0.5)))
        return {
            "layers": float(max(1, layers)),
            "layer": layer,
            "pitch": float(rng.uniform(*bale.pitch)),
            "rows": float(bale.rows),
            "density": density,
            "gap": float(rng.uniform(16, 30)),
            "soft": float(rng.uniform(55, 90)),
            "lean": float(rng.uniform(0.001, 0.006)),
            "stepped": min(0.7, stepped),
            "low": low,
            "unrest": float(rng.uniform(*bale.unrest)),
        }

    def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
        return _build(space, params, rng, bale)

    return LoadKind(name, goods, choose, build, LIMITS)


def _build(space: Cuboid, params: Params, rng: np.random.Generator, bale: Bale) -> Pile:
    count, rows, layer = max(1, round(space.size[0] / params["pitch"])), int(params["rows"]), params["layer"]
    middles, wide = widths(space.size[0], count, 0.012 * params["unrest"], rng)
    layers = np.maximum(1, np.round(params["layers"] * skyline(count, params["stepped"], params["low"], rng)))
    lean = leans(rows, count, params["lean"], params["lean"], rng)
    deep = np.linspace(space.y0 + 12, space.y1 - 12, rows + 1)
    bales, wires, tops = Laying(), Laying(), np.empty((rows, count))
    for row, column in np.ndindex(rows, count):
        gap, floor = params["gap"] * rng.uniform(0.75, 1.3), 0.0
        slack = rng.uniform(4, 22, 2)
        middle = middles[column] + rng.normal(0, 6) * params["unrest"]
        for one in range(int(layers[column])):
            rounded = rng.uniform(0.05, 0.13) if one == int(layers[column]) - 1 else rng.uniform(0, 0.02)
            tall = layer * rng.normal(1, 0.015 * params["unrest"])
            tall = min(tall, space.size[2] - 10 - floor)
            half = float(wide[column]) / 2 - gap + rng.normal(0, 5) * params["unrest"]
            at = space.x0 + middle + lean[row, column] * floor + rng.normal(0, 6) * params["unrest"]
            x = float(np.clip(at, space.x0 + half + 5, space.x1 - half - 5))
            low, density = space.z0 + floor, params["density"] * rng.normal(1, 0.03 * params["unrest"] ** 2)
            y0, y1 = float(deep[row] + slack[0]), float(deep[row + 1] - slack[1])
            bales.add(x, half, lean[row, column], y0, y1, low, low + tall * 0.992, params["soft"], density, rounded)
            _wire(wires, (x - half, x + half, y0, y1, low, low + tall), bale.wires, rng)
            floor += tall
        tops[row, column] = floor
    stuff: list[Stuff] = [(material(bale.stuff), bales.bricks(plan=5.5))]
    if bale.wires:
        stuff.append((material("steel"), wires.bricks()))
    edges = space.x0 + np.concatenate(([0.0], np.cumsum(wide)))
    return pile(stuff, len(bales), level_boxes(space, edges, tops.min(axis=0)))


def _wire(
    laying: Laying, box: tuple[float, float, float, float, float, float], many: int, rng: np.random.Generator
) -> None:
    """Wires round a bale, each a loop in a plane across the container: two upright, two lying."""
    x0, x1, y0, y1, z0, z1 = box
    for one in range(many):
        at = x0 + (x1 - x0) * (0.1 + 0.8 * (one + 0.5) / many) + rng.normal(0, 30)
        lean, thick = rng.normal(0, 0.02), WIRE / 2 * 0.886  # a square of the same area
        for y in (y0, y1 - WIRE):
            laying.add(at, thick, lean, y, y + WIRE * 0.886, z0, z1, 0, 7.85)
        for z in (z0, z1 - PRESSED):
            laying.add(at, thick, 0, y0, y1, z, z + PRESSED, 0, 7.85 * WIRE * 0.886 / PRESSED)
