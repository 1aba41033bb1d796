"""Machines as they are sent: in crates of boards, nailed, on skids; and cartons on pallets."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.goods.machines import electric_motor, gearbox, pump
from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.shapes import box, disc, move, spread


def crate_round(found: Assembly, inside: Assembly, board: float = 20.0) -> None:
    """Boards with gaps round what is inside, nails every 110 mm, a lid."""
    points = np.concatenate([part.mesh.vertices for part in inside.parts()])
    (x0, y0, z0), (x1, y1, z1) = points.min(0) - np.array([25, 25, 0]), points.max(0) + np.array([25, 25, 30])
    length, depth, height = float(x1 - x0), float(y1 - y0), float(z1 - z0)
    found.put(inside, -float(x0 + x1) / 2, -float(y0 + y1) / 2, -float(z0) + 95)
    for y in spread(3, depth - 60):
        found.solid(box(length + 2 * board, 75, 75, (0, y, 0)), "wood")
    for z in (75.0, 95 + height):
        for x in spread(max(3, round(length / 140)), length + 2 * board):
            found.solid(box(118, depth + 2 * board, board, (x, 0, z)), "wood")
    rows = max(3, round(height / 150))
    for row in spread(rows, height):
        z = 95 + height / 2 + row - 58
        for y in (-(depth + board) / 2, (depth + board) / 2):
            found.solid(box(length + 2 * board, board, 116, (0, y, z)), "wood")
            for x in spread(max(2, round(length / 220)), length):
                found.solid(move(disc(1.7, 42, 4), x, y, z + 30), "steel")
        for x in (-(length + board) / 2, (length + board) / 2):
            found.solid(box(board, depth, 116, (x, 0, z)), "wood")
    for x in (-length / 2 + 22, length / 2 - 22):
        for y in (-depth / 2 + 22, depth / 2 - 22):
            found.solid(box(44, 44, height, (x, y, 95)), "wood")
    for x in (-length * 0.3, length * 0.3):
        found.sheet(box(19, depth + 2 * board + 2, height + 120, (x, 0, 74)), "steel", 0.5)


@good
def crated_machine(found: Assembly, rng: np.random.Generator) -> None:
    """A motor, a gearbox or a pump in its crate, 90 to 290 kg."""
    inside = Assembly()
    (electric_motor, gearbox, pump)[int(rng.integers(3))].recipe(inside, rng)
    crate_round(found, inside)


def pallet_parts(length: float = 1200.0, depth: float = 800.0) -> Assembly:
    """A wooden pallet, 144 mm high, 22 kg, nails in."""
    own = Assembly()
    for y in (-depth / 2 + 50, 0.0, depth / 2 - 50):
        own.solid(box(length, 98, 22, (0, y, 0)), "wood")
        for x in (-length / 2 + 72, 0.0, length / 2 - 72):
            own.solid(box(140, 98, 78, (x, y, 22)), "wood")
            own.solid(move(disc(2.2, 85, 4), x + 25, y, 40), "steel")
    for x in (-length / 2 + 72, 0.0, length / 2 - 72):
        own.solid(box(140, depth, 22, (x, 0, 100)), "wood")
    for y in spread(5, depth):
        own.solid(box(length, 100, 22, (0, y, 122)), "wood")
    return own


@good
def pallet(found: Assembly, rng: np.random.Generator) -> None:
    """An empty pallet of 1200 × 800 or 1200 × 1000 mm."""
    found.put(pallet_parts(float(rng.uniform(1196, 1204)), float(rng.choice([800.0, 1000.0]))))
