"""Ceramic tiles in cartons on low heavy pallets, on the floor only: black, hard-edged, never high."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Goods, LoadKind, Params
from xray_trainer.simulator.loads.pallets import DECK, lay_pallet
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.piles import Laying, Pile, heaviest, level_boxes, pile
from xray_trainer.text import N_, Message

LIMITS = {
    "height": (150.0, 900.0),
    "long": (700.0, 1300.0),
    "deep": (700.0, 1170.0),
    "pallets": (1.0, 24.0),
    "carton": (40.0, 200.0),
    "density": (1.2, 2.0),
    "unrest": (0.3, 2.0),
}
KG = 27.0  # of a carton


def choose(space: Cuboid, rng: np.random.Generator) -> Params:
    """Numbers of a load: as many pallets as the mass allows, in two rows."""
    long, deep, density = float(rng.uniform(880, 1180)), float(rng.uniform(920, 1120)), float(rng.uniform(1.45, 1.75))
    height = float(rng.uniform(420, 680))
    one = long * deep * height * density * 0.94e-6 + 25
    places = 2 * int((space.size[0] - 20) // (long + 30))
    return {
        "height": height,
        "long": long,
        "deep": deep,
        "pallets": float(max(1, min(24, places, int(heaviest(space) * 0.97 / one)))),
        "carton": float(rng.uniform(62, 160)),
        "density": density,
        "unrest": float(rng.uniform(0.7, 1.3)),
    }


def build(space: Cuboid, params: Params, rng: np.random.Generator) -> Pile:
    """Pallets side by side; those that are missing leave room at the doors or between."""
    long, deep, many = params["long"], min(params["deep"], space.size[1] / 2 - 10), int(params["pallets"])
    per_row = max(1, -(-many // 2))
    pitch = min((space.size[0] - 20) / per_row, long + rng.uniform(40, 320))
    long = min(long, pitch - 8)
    tiles, wood, card = Laying(), Laying(), Laying()
    tops, cartons = np.zeros((2, per_row)), 0
    for number in range(many):
        column, row = divmod(number, 2)
        x = space.x1 - 10 - (column + 0.5) * pitch + rng.normal(0, 14) * params["unrest"]
        x = float(np.clip(x, space.x0 + long / 2 + 4, space.x1 - long / 2 - 4))
        y = (space.y0 + 6 if row == 0 else space.y1 - 6 - deep) + (1 - 2 * row) * rng.uniform(0, 30)
        lay_pallet(wood, (x, y, space.z0, long, deep), rng)
        layers = max(1, round((params["height"] - DECK) / params["carton"]) - int(rng.random() < 0.15))
        cartons += _stacks((tiles, card), (x, y, space.z0 + DECK, long, deep), layers, params, rng)
        tops[row, per_row - 1 - column] = DECK + layers * params["carton"]
    edges = np.clip(space.x1 - 10 - pitch * np.arange(per_row, -1, -1), space.x0, space.x1)
    stuff = [(material("tile"), tiles.bricks()), (material("wood"), wood.bricks())]
    stuff.append((material("cardboard"), card.bricks()))
    boxes = level_boxes(space, edges, tops.min(axis=0), DECK)
    return pile(stuff, cartons, boxes)


def _stacks(
    laid: tuple[Laying, Laying],
    box: tuple[float, float, float, float, float],
    layers: int,
    params: Params,
    rng: np.random.Generator,
) -> int:
    """Four stacks of cartons on a pallet, two by two; corner boards. Gives the number of cartons."""
    tiles, card = laid
    x, y, z, long, deep = box
    for i, j in np.ndindex(2, 2):
        k = np.arange(layers)
        middle = x + (i - 0.5) * long / 2 + rng.normal(0, 3) + rng.normal(0, 2.5, layers) * params["unrest"]
        near = y + j * deep / 2 + rng.uniform(2, 8)
        half, low = long / 4 - rng.uniform(3, 9), z + k * params["carton"]
        density = params["density"] * rng.normal(1, 0.01, layers)
        ends = near, near + deep / 2 - 12, low, low + params["carton"] * 0.975
        tiles.add(middle, half, rng.normal(0, 0.004), *ends, 2, density)
    for side in (-1, 1):
        for end in (y, y + deep - 45):
            card.add(x + side * (long / 2 - 2), 2, 0, end, end + 45, z, z + layers * params["carton"], 0, 0.6)
    return 4 * layers


KIND = LoadKind(
    "tile-pallets",
    Goods(Message(N_("Glazed ceramic tiles")), "6907 21", Message(N_("cartons"))),
    choose,
    build,
    LIMITS,
)
