"""Ivory, bullion, sources, refrigerant, tubes for enrichment: few pieces that matter much."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    beam,
    box,
    cat,
    circle,
    disc,
    inv,
    lathe,
    loft,
    lump,
    move,
    ring,
    rod,
    spread,
    torus,
    tube,
    turn,
)


def timber_box(found: Assembly, length: float, depth: float, height: float, board: float = 20.0) -> None:
    """A closed box of boards, its inside these mm, standing on battens; nails every 110 mm."""
    outer, low = (length + 2 * board, depth + 2 * board), 30.0
    for x in (-length / 2 + 60, length / 2 - 60):
        found.solid(box(70, outer[1], low, (x, 0.0, 0.0)), "wood")
    for z in (low, low + board + height):
        found.solid(box(outer[0], outer[1], board, (0.0, 0.0, z)), "wood")
    sides = max(1, round(height / 110))
    for y in (-(depth + board) / 2, (depth + board) / 2):
        for tier in range(sides):
            gap = 3.0
            z = low + board + tier * height / sides
            found.solid(box(outer[0], board, height / sides - gap, (0.0, y, z)), "wood")
            for x in (-length / 2 - board / 2, length / 2 + board / 2):
                nail = rod((x, y, z + 25), (x * 0.985, y * 0.9, z + 25), 1.6, 4)
                found.solid(nail, "steel")
    for x in (-(length + board) / 2, (length + board) / 2):
        found.solid(box(board, depth, height, (x, 0.0, low + board)), "wood")
    count = max(2, round(outer[0] / 110))
    for x in spread(count, outer[0]):
        for y in (-(depth + board) / 2, (depth + board) / 2):
            found.solid(rod((x, y, low + board + height - 30), (x, y, low + 2 * board + height), 1.6, 4), "steel")


def _tusk(length: float, thick: float, bow: float, rng: np.random.Generator) -> Mesh:
    """Bow and taper of an elephant's tusk, its pulp cavity cut out; base towards -x, lying."""
    u = np.linspace(0, 1, 15)
    radius = np.maximum(thick * (1 - u**1.7) ** 0.62, 3.0)
    x = length * (u - 0.5)
    path = np.column_stack([x, bow * length * (4 * u * (1 - u) - 0.5), 0.12 * bow * length * np.sin(math.pi * u)])
    outer = lump(tube(path, radius, 14, 0.92), 2.0, rng, 300.0)
    deep = 8 + int(rng.integers(2))
    hollow = tube(path[:deep], np.linspace(thick * 0.78, 2.0, deep), 12, 0.92)
    return cat(outer, inv(hollow))


@good
def tusk(found: Assembly, rng: np.random.Generator) -> None:
    """A raw tusk of 6 to 18 kg, lying."""
    length, thick = rng.uniform(900, 1500), rng.uniform(48, 70)
    whole = _tusk(length, thick, rng.uniform(0.10, 0.2), rng)
    found.solid(move(whole, 0.0, 0.0, -float(whole.vertices[:, 2].min())), "ivory")


@good
def gold_bars(found: Assembly, rng: np.random.Generator) -> None:
    """Two to twelve bars of about 12 kg in a nailed box with partitions."""
    along, across, tiers = 2, int(rng.integers(1, 4)), int(rng.integers(1, 3))
    length, depth = along * 285.0, across * 95.0
    height = tiers * 42.0 + 12
    timber_box(found, length, depth, height, 16.0)
    for tier in range(tiers):
        for x in spread(along, length):
            for y in spread(across, depth):
                foot = np.array([(125, 40), (-125, 40), (-125, -40), (125, -40)], np.float64)
                head = foot * [0.94, 0.72]
                z = 46.0 + tier * 42.0
                loops = [np.column_stack([one, np.full(4, level)]) for one, level in ((foot, z), (head, z + 36))]
                slip = rng.normal(0, 3, 2)
                found.solid(move(turn(loft(loops), "z", rng.normal(0, 1.5)), x + slip[0], y + slip[1]), "gold")
    for y in spread(max(across - 1, 1), max(across - 1, 1) * 95.0):
        found.solid(box(length, 5.0, height - 12, (0.0, y, 46.0)), "plywood")


@good
def source_pot(found: Assembly, rng: np.random.Generator) -> None:
    """A lead pot for a radioactive source in a steel jacket with lid, bolts and handle; 60 to 110 kg."""
    radius, height = rng.uniform(75, 115), rng.uniform(190, 270)
    wall = 0.62 * radius
    core = radius - wall
    found.solid(disc(radius, height, 28, 8.0), "lead")
    found.solid(inv(disc(core, height * 0.55, 20, 8.0 + height * 0.25)), "lead")
    found.solid(disc(core * 0.8, height * 0.42, 16, 8.0 + height * 0.3), "tungsten")
    found.solid(inv(disc(core * 0.22, height * 0.2, 8, 8.0 + height * 0.42)), "tungsten")
    found.sheet(disc(radius + 3, height + 6, 28, 5.0), "steel", 3.0)
    found.solid(disc(radius + 16, 12, 28, height + 12), "steel")
    for angle in np.arange(6) * math.pi / 3:
        x, y = (radius + 9) * math.cos(angle), (radius + 9) * math.sin(angle)
        found.solid(disc_at(x, y, height - 12, 5.0, 44.0), "steel")
        found.solid(disc_at(x, y, height + 24, 9.0, 9.0, 6), "steel")
    grip = np.array([(-60, 0, 24), (-60, 0, 80), (-35, 0, 100), (35, 0, 100), (60, 0, 80), (60, 0, 24)], np.float64)
    found.solid(tube(grip + np.array([0.0, 0.0, height]), 7.0, 8), "steel")
    found.solid(disc(radius + 12, 5.0, 28, 0.0), "steel")


def disc_at(x: float, y: float, z: float, radius: float, height: float, n: int = 8) -> Mesh:
    """A small upright cylinder somewhere."""
    return move(disc(radius, height, n), x, y, z)


@good
def refrigerant_cylinder(found: Assembly, rng: np.random.Generator) -> None:
    """A throw-away cylinder of 13.6 kg of refrigerant in its carton, liquid to three quarters."""
    gas = str(rng.choice(["r134a", "r22"]))
    radius, height, z = 118.0, rng.uniform(300, 330), 38.0
    shell = [(60, z), (95, z + 8), (radius, z + 42), (radius, z + height - 60), (98, z + height - 22)]
    neck = [(48, z + height - 4), (14, z + height)]
    body = lathe([*shell, *neck], 24)
    found.sheet(body, "steel", 1.1)
    level = z + height * rng.uniform(0.62, 0.78)
    found.solid(lathe([(60, z + 1), (94, z + 9), (radius - 1, z + 43), (radius - 1, level)], 24), gas, 0.97)
    found.sheet(ring_sheet(70.0, 0.0, z + 4), "steel", 1.2)
    found.solid(disc(11, 34, 8, z + height - 2), "brass")
    found.solid(move(turn(disc(7, 40, 8), "y", 90.0), -8, 0, z + height + 20), "brass")
    found.solid(move(turn(torus(17, 3.5, 10, 5), "x", 8.0), 0, 0, z + height + 36), "abs")
    arch = [(-70, 0, z + height - 12), (-62, 0, z + height + 28), (62, 0, z + height + 28), (70, 0, z + height - 12)]
    found.solid(tube(arch, 3.2, 6), "steel")
    found.sheet(box(2 * radius + 14, 2 * radius + 14, z + height + 50), "cardboard", 0.6)


def ring_sheet(radius: float, low: float, high: float, n: int = 20) -> Mesh:
    """An open upright tube, to be drawn as a sheet."""
    around = circle(radius, n)
    loops = [np.column_stack([around, np.full(n, level)]) for level in (low, high)]
    return loft(loops, caps=False)


@good
def tubes_crate(found: Assembly, rng: np.random.Generator) -> None:
    """A crate of thin-walled tubes of high-strength aluminium in formers, as for centrifuges; 75 to 155 kg."""
    radius, wall, length = rng.uniform(32, 62), rng.uniform(2.2, 3.4), rng.uniform(1000, 1600)
    step = 2 * radius + 24
    across, tiers = max(3, int(700 / step)), max(2, int(rng.uniform(420, 620) / step))
    depth, height = across * step + 20, tiers * step + 20
    timber_box(found, length + 60, depth, height)
    collar = ring([(radius - 2 * wall, -14), (radius - wall, -14), (radius - wall, 14), (radius - 2 * wall, 14)], 20)
    for tier in range(tiers):
        for y in spread(across, across * step):
            z = 60 + (tier + 0.5) * step + rng.normal(0, 1.0)
            ends = ((-length / 2, y, z), (length / 2, y, z))
            found.sheet(tube(ends, radius - wall / 2, 24, caps=False), "aluminium", wall)
            for x in (-length / 2 + 15, length / 2 - 15):  # thickened ends
                found.solid(move(turn(collar, "y", 90), x, y, z), "aluminium")
    for x in (-length / 3, length / 3):
        for tier in range(tiers + 1):
            found.solid(beam((x, -depth / 2, 55 + tier * step), (x, depth / 2, 55 + tier * step), 60, 22), "wood", 0.9)
