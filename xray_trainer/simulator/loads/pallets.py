"""Wooden pallets under dense loads: deck boards, nine blocks, runners."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.piles import Laying

DECK = 144.0  # mm: height of a pallet
WOOD = 0.52  # g/cm³


def lay_pallet(wood: Laying, place: tuple[float, float, float, float, float], rng: np.random.Generator) -> None:
    """A pallet: `place` is its middle along x, near side, floor, length along x and depth, mm.

    Deck boards lie along x on three cross boards; blocks stand under these in three rows; runners lie along x.
    """
    x, y, z, long, deep = place
    for at in np.linspace(0.0, 1.0, 7):
        near = y + at * (deep - 95) + rng.uniform(-4, 4) * (0 < at < 1)
        wood.add(x, long / 2, 0, near, near + 95, z + 122, z + DECK, 2, WOOD)
    for at in (0.0, 0.5, 1.0):
        middle = x - long / 2 + 70 + at * (long - 140)
        wood.add(middle, 70, 0, y, y + deep, z + 100, z + 122, 2, WOOD)
        near = y + at * (deep - 100)
        wood.add(x, long / 2, 0, near, near + 100, z, z + 22, 2, WOOD)
        for across in (0.0, 0.5, 1.0):
            block = y + across * (deep - 100) + rng.uniform(-3, 3) * (across == 0.5)
            wood.add(middle + rng.normal(0, 4), 70, 0, block, block + 100, z + 22, z + 100, 2, WOOD)
