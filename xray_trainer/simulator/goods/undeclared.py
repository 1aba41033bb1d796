"""Goods that papers keep silent about: medicines, precursors in cans, mining machines, saiga horns."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import box, disc, move, rbox, sheet, spread, tube, turn


@good
def medicine_carton(found: Assembly, rng: np.random.Generator) -> None:
    """A carton of folding boxes with blisters of tablets and leaflets: 390 × 290 × 260 mm, 6 to 9 kg."""
    wide, deep, high = rng.uniform(52, 70), rng.uniform(20, 26), rng.uniform(112, 126)
    along, across, tiers = int(380 // wide), int(284 // deep), 2
    for tier in range(tiers):
        for x in spread(along, along * wide):
            base = 4 + tier * (high + 3)
            for y in spread(across, across * deep):
                if rng.random() < 0.02:
                    continue
                tall = high - rng.uniform(8, 20)
                found.solid(box(wide - 7, deep - 5, tall, (x, y, base + 2)), "pills", 0.55)
            found.sheet(box(wide - 1, across * deep, high, (x, 0.0, base)), "cardboard", 0.5)
        for y in spread(across + 1, (across + 1) * deep):
            half = along * wide / 2
            wall = [[(-half, y, base), (half, y, base)], [(-half, y, base + high), (half, y, base + high)]]
            found.sheet(sheet(wall), "cardboard", 0.8)
    found.sheet(box(along * wide + 6, across * deep + 6, tiers * (high + 3) + 6), "cardboard", 1.6)


@good
def acid_can(found: Assembly, rng: np.random.Generator) -> None:
    """A stacking can of 22 l of acetic anhydride, 290 × 250 × 400 mm, 24 kg, all filled to one height."""
    length, depth, height = 288.0, 248.0, 372.0
    body = rbox(length, depth, height, 38.0, bulge=4.0)
    found.sheet(body, "polyethylene", 1.9)
    level = height * rng.uniform(0.86, 0.9)
    found.solid(rbox(length - 5, depth - 5, level, 36.0, bulge=3.0), "acetic-anhydride", 0.97)
    found.solid(move(disc(26, 26, 14, height - 2), length / 2 - 62, 0.0, 0.0), "polyethylene", 0.4)
    arch = [(-70, 0, height - 4), (-58, 0, height + 22), (34, 0, height + 22), (46, 0, height - 4)]
    found.solid(tube(arch, 11.0, 8), "polyethylene", 0.55)


@good
def mining_machine(found: Assembly, rng: np.random.Generator) -> None:
    """A machine that mines currency, in its carton: finned boards between two fans, 430 × 195 × 290 mm, 14 to 16 kg."""
    length, depth, height, base = 400.0, 175.0, 262.0, 14.0
    found.sheet(box(length - 60, depth, height, (0.0, 0.0, base)), "aluminium", 1.6)
    for y in spread(3, 3 * 50.0):
        found.solid(box(length - 110, 2.0, height - 60, (-6.0, y, base + 12)), "pcb")
        for side in (-14.0, 14.0):
            found.solid(box(length - 120, 4.0, height - 70, (-6.0, y + side * 0.3, base + 16)), "aluminium")
        for fin in spread(int(rng.integers(15, 19)), length - 120):
            found.solid(box(2.7, 38.0, height - 72, (fin - 6.0, y, base + 17)), "aluminium")
    found.solid(box(length - 90, depth - 30, 44.0, (0.0, 0.0, base + height - 50)), "steel", 0.15)
    found.solid(box(120.0, depth - 50, 36.0, (-40.0, 0.0, base + height - 46)), "copper", 0.12)
    for x in (-length / 2 + 16, length / 2 - 16):
        hub = disc(30, 26, 14)
        for z in (base + 66, base + 192):
            found.solid(_facing(hub, x, z), "steel", 0.5)
            found.solid(_facing(disc(58, 26, 20), x, z), "abs", 0.28)
    for x in (-length / 2 - 8, length / 2 + 8):
        found.solid(box(14.0, depth + 10, height + 20, (x, 0.0, 2.0)), "eps-foam")
    found.sheet(box(430.0, 195.0, 290.0), "cardboard", 1.4)


@good
def saiga_horns(found: Assembly, rng: np.random.Generator) -> None:
    """A bundle of 8 to 14 saiga horns, ringed and hollow at the base, 200 to 280 mm long; 1 to 2 kg."""
    many = int(rng.integers(8, 15))
    for number in range(many):
        row, tier = number % 4, number // 4
        long, thick = rng.uniform(200, 280), rng.uniform(15, 19)
        share = np.linspace(0.0, 1.0, 29)
        bend = rng.uniform(18, 40) * np.sin(np.pi * share)
        turned = 1 if rng.random() < 0.5 else -1
        x = turned * (share - 0.5) * long
        ringed = 1 + 0.10 * np.sin(2 * np.pi * share * 13) * (share < 0.72)
        radius = thick * (1.04 - share) ** 0.62 * ringed
        y, z = (row - 1.5) * 44 + rng.normal(0, 3), 20 + tier * 42 + rng.normal(0, 1.5)
        path = np.column_stack([x, np.full_like(x, y), z + bend * 0.4])
        found.solid(tube(path, radius, 12), "horn")
        hollow = slice(0, 12)
        found.solid(tube(path[hollow], radius[hollow] * np.linspace(0.72, 0.1, 12), 10), "horn", -1.0)


def _facing(mesh: Mesh, x: float, z: float) -> Mesh:
    """A disc turned to face along the scan, its middle at x, z."""
    return move(turn(mesh, "y", 90.0), x - 13.0, 0.0, z)
