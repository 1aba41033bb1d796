"""Animal feed in bags of 25 kg, five a layer on pallets, every other layer turned round."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.loads.pallets import DECK, lay_pallet
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, Stuff, heaviest, level_boxes, pile
from xray_trainer.text import N_, Message

LIMITS = {
    "layers": (1.0, 14.0),
    "layer": (90.0, 180.0),
    "long": (1000.0, 1250.0),
    "deep": (900.0, 1120.0),
    "pallets": (1.0, 22.0),
    "density": (0.4, 0.9),
    "sag": (0.0, 0.2),
    "lean": (0.0, 0.06),
    "unrest": (0.3, 2.0),
}
# Middles and sizes of a layer's bags as shares of the pallet: three across its length, two along it.
PATTERN = (
    (-1 / 3, -0.2, 1 / 3, 0.6),
    (0.0, -0.2, 1 / 3, 0.6),
    (1 / 3, -0.2, 1 / 3, 0.6),
    (-0.25, 0.3, 0.5, 0.4),
    (0.25, 0.3, 0.5, 0.4),
)


def choose(space: Cuboid, rng: np.random.Generator) -> Params:
    """Numbers of a load: all places taken, as many layers as may be carried."""
    long, deep = float(rng.uniform(1140, 1230)), float(rng.uniform(1000, 1110))
    density, layer = float(rng.uniform(0.58, 0.68)), float(rng.uniform(115, 140))
    places = 2 * int((space.size[0] - 20) // (long + 15))
    pallets = max(1, places if rng.random() < 0.7 else places - int(rng.integers(1, 4)))
    allowed = (heaviest(space) * 0.97 / pallets - 25) / (long * deep * layer * density * 0.95e-6)
    most = (space.size[2] - 200 - DECK) / layer
    return {
        "layers": float(np.clip(int(min(allowed, most)), 1, 14)),
        "layer": layer,
        "long": long,
        "deep": deep,
        "pallets": float(min(22, pallets)),
        "density": density,
        "sag": float(rng.uniform(0.02, 0.12)),
        "lean": float(rng.uniform(0.004, 0.022)),
        "unrest": float(rng.uniform(0.7, 1.3)),
    }


def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
    """Pallets in two rows from the front, each stack with a lean of its own, some top bags missing."""
    many, deep = int(params["pallets"]), min(params["deep"], space.size[1] / 2 - 8)
    per_row = max(1, -(-many // 2))
    pitch = min((space.size[0] - 20) / per_row, params["long"] + rng.uniform(15, 90))
    long = min(params["long"], pitch - 6)
    bags, wood, tops = Laying(), Laying(), np.zeros((2, per_row))
    for number in range(many):
        column, row = divmod(number, 2)
        x = space.x1 - 10 - (column + 0.5) * pitch + rng.normal(0, 8) * params["unrest"]
        x = float(np.clip(x, space.x0 + long / 2 + 4, space.x1 - long / 2 - 4))
        near = (space.y0 + 5 if row == 0 else space.y1 - 5 - deep) + (1 - 2 * row) * rng.uniform(0, 18)
        lay_pallet(wood, (x, near, space.z0, long, deep), rng)
        tops[row, per_row - 1 - column] = DECK + _stack(bags, space, (x, near, long, deep), params, rng)
    edges = np.clip(space.x1 - 10 - pitch * np.arange(per_row, -1, -1), space.x0, space.x1)
    stuff: list[Stuff] = [(material("grain"), bags.units((4.0, 4.0, 3.0))), (material("wood"), wood.bricks())]
    return pile(stuff, len(bags), level_boxes(space, edges, tops.min(axis=0), DECK))


def _stack(
    bags: Laying,
    space: Cuboid,
    place: tuple[float, float, float, float],
    params: Params,
    rng: np.random.Generator,
) -> float:
    """One pallet's bags; gives their height. Lower layers are pressed flatter and wider."""
    x, near, long, deep = place
    lean, z = rng.normal(0, params["lean"]), 0.0
    layers = max(1, int(params["layers"]) - int(rng.random() < 0.12))
    for layer in range(layers):
        high = params["layer"] * rng.uniform(0.94, 1.04) * (1 - params["sag"] * (1 - layer / layers) ** 2)
        high = min(high, space.size[2] - DECK - 20 - z)
        turned = -1 if layer % 2 else 1
        for middle, across, wide, wide_across in PATTERN:
            if layer == layers - 1 and rng.random() < 0.1:
                continue
            half = wide * long / 2 * rng.uniform(1.0, 1.07)
            at = x + middle * long + lean * (z - 500) + rng.normal(0, 9) * params["unrest"]
            at = float(np.clip(at, space.x0 + half + 2, space.x1 - half - 2))
            reach = wide_across * deep / 2 * rng.uniform(1.0, 1.05)
            y = near + deep / 2 + turned * across * deep + rng.normal(0, 7)
            y = float(np.clip(y, space.y0 + reach + 1, space.y1 - reach - 1))
            low = space.z0 + DECK + z - rng.uniform(0, 3)
            tilt, thick = rng.normal(0, 0.03), high * rng.uniform(1.02, 1.12)
            ends = y - reach, y + reach, low, min(low + thick, space.z1)
            bags.add(at, half, lean + tilt, *ends, 10, params["density"] * rng.normal(1, 0.02))
        z += high
    return z


KIND = LoadKind(
    "feed-pallets",
    Goods(Message(N_("Animal feed in bags on pallets")), "2309 90", Message(N_("bags"))),
    choose,
    build,
    LIMITS,
)
