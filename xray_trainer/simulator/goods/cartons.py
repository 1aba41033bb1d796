"""Closed cartons with what people and traders pack in them. The outer sizes are those of removals and the trade."""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.machines import lay
from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    Points,
    box,
    cat,
    curve,
    disc,
    extrude,
    inv,
    lathe,
    loft,
    lump,
    move,
    rbox,
    ring,
    rod,
    rounded,
    spread,
    tube,
    turn,
)

REMOVAL = ((450.0, 450.0, 500.0), (600.0, 400.0, 400.0))  # mm, of removal cartons
Size = tuple[float, float, float]


def carton(found: Assembly, size: Size, rng: np.random.Generator) -> None:
    """A corrugated carton of these outer mm: its flaps lie double above and below, its sides bulge a little."""
    length, depth, height = size
    walls = lump(rbox(length - 6, depth - 6, height, 5.0, bulge=rng.uniform(0, 5)), 1.2, rng, 300)
    found.sheet(walls, "cardboard", 0.85)
    for z in (1.5, height - 2.5):
        found.sheet(box(length - 12, depth * 0.49, 0.4, (0, depth * 0.245, z)), "cardboard", 0.4)
        found.sheet(box(length - 12, depth * 0.49, 0.4, (0, -depth * 0.245, z)), "cardboard", 0.4)


@good
def books_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Books and files in stacks, 19 to 26 kg."""
    size = (float(rng.choice([400.0, 450.0])), 330.0, float(rng.choice([320.0, 380.0])))
    carton(found, size, rng)
    columns, rows = (2, 2) if rng.random() < 0.6 else (3, 2)
    for x in spread(columns, size[0] - 16):
        for y in spread(rows, size[1] - 16):
            z, room = 6.0, (size[0] - 24) / columns
            top = size[2] * rng.uniform(0.75, 0.96)
            while z < top - 10:
                thick = min(rng.uniform(8, 45), top - z)
                long = room * rng.uniform(0.8, 1.0)
                broad = (size[1] - 24) / rows * rng.uniform(0.82, 1.0)
                pile = turn(box(long, broad, thick - 0.8), "z", rng.normal(0, 1.5))
                slip = rng.normal(0, 2, 2)
                found.solid(move(pile, x + slip[0], y + slip[1], z), "paper", float(rng.choice([0.8, 0.95, 1.1])))
                z += thick


@good
def clothes_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Folded clothes in two piles, 18 to 22 kg."""
    size = REMOVAL[int(rng.integers(2))]
    carton(found, size, rng)
    for x in spread(2, size[0] - 16):
        z, top = 5.0, size[2] * rng.uniform(0.85, 0.97)
        while z < top - 15:
            thick = min(rng.uniform(16, 60), top - z)
            slab = rbox((size[0] - 24) / 2, size[1] - 24, thick, 9.0)
            slab = lump(slab, 4.0, rng, 150)
            found.solid(move(slab, x, 0, z), "cloth", float(rng.choice([0.55, 0.8, 1.0, 1.25])))
            z += thick * 0.97
            if rng.random() < 0.25:  # a belt or a zip
                strip = curve([(x - 80, -60, z), (x, rng.uniform(-80, 80), z), (x + 80, 60, z)], 4)
                found.solid(tube(strip, 2.2, 4), "brass", 0.45)


@good
def shoes_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Eight to twenty pairs of shoes in their boxes, 7 to 20 kg."""
    pair = (320.0, 195.0, 118.0)
    columns, rows, tiers = int(rng.integers(1, 3)), 2, int(rng.integers(4, 6))
    size = (columns * pair[0] + 20, rows * pair[1] + 20, tiers * pair[2] + 16)
    carton(found, size, rng)
    one = _pair(rng)
    for x in spread(columns, columns * (pair[0] + 3)):
        for y in spread(rows, rows * (pair[1] + 3)):
            for tier in range(tiers):
                found.put(one, x, y, 8 + tier * pair[2], 180.0 * int(rng.integers(2)))


def _pair(rng: np.random.Generator) -> Assembly:
    """A pair in its box: soles, shanks, uppers."""
    own = Assembly()
    own.sheet(box(316, 190, 114), "cardboard", 0.5)
    heel = rng.uniform(8, 40)
    for side in (-1.0, 1.0):
        u = np.linspace(0, 1, 7)
        x = side * (u - 0.5) * 275
        wide = np.interp(u, [0, 0.12, 0.35, 0.7, 0.92, 1], [22, 31, 28, 44, 36, 12])
        low = np.interp(u, [0, 0.3, 0.6, 1], [heel, heel * 0.8, 3, 6])
        thick = np.interp(u, [0, 0.25, 0.4, 1], [16, 14, 8, 8]) + heel * (u < 0.28)
        own.solid(_sole(x, side * 46, wide, low - heel * (u < 0.28), thick), "rubber", 0.8)
        tall = np.interp(u, [0, 0.3, 0.5, 1], [62, 66, 52, 24])
        own.sheet(_sole(x, side * 46, wide, low + thick * 0.5, tall), "rubber", 1.6)
        own.solid(rod((float(x[1]), side * 46, heel + 9), (float(x[4]), side * 46, 13), 3.4, 5), "steel", 0.7)
    return own


def _sole(x: Points, y: float, wide: Points, low: Points, thick: Points) -> Mesh:
    sides = []
    for w, up in ((-wide, 0), (wide, 0), (wide * 0.85, 1), (-wide * 0.85, 1)):
        sides.append(np.column_stack([x, y + w, low + thick * up + 2]))
    return loft(np.stack(sides, axis=1))


@good
def crockery_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Plates on edge, mugs, pots, tins of a household kitchen with paper between; 13 to 23 kg."""
    size = REMOVAL[int(rng.integers(2))]
    carton(found, size, rng)
    length, depth, height = size
    x = -length / 2 + 20.0
    plate_r = min(depth / 2 - 22, rng.uniform(105, 132), height / 2 - 60)
    shelf = 8.0
    while x < length / 2 - 40:  # a row of plates on edge, below
        plate = ring([(1, 0), (plate_r * 0.62, 0), (plate_r, 17), (plate_r, 21.5), (plate_r * 0.6, 5), (1, 5)], 14)
        found.solid(_on_edge(plate, x, shelf + plate_r, rng), "ceramic")
        x += rng.uniform(13, 22) if rng.random() < 0.85 else 60
    shelf += 2 * plate_r + 16
    found.solid(box(length - 24, depth - 24, 14, (0, 0, shelf - 15)), "paper", 0.25)
    while shelf < height - 95:
        for x in spread(max(2, int((length - 20) / 112)), length - 20):
            for y in spread(max(2, int((depth - 20) / 118)), depth - 20):
                _piece(found, rng, x, y, shelf)
        shelf += 108
    for _ in range(7):  # crumpled paper between
        wad = turn(box(rng.uniform(80, 160), rng.uniform(80, 160), rng.uniform(40, 80)), "y", rng.uniform(-9, 9))
        spot = (
            (rng.random() - 0.5) * (length - 180),
            (rng.random() - 0.5) * (depth - 180),
            rng.uniform(10, height - 100),
        )
        found.solid(move(wad, *spot), "paper", 0.12)


def _on_edge(plate: Mesh, x: float, z: float, rng: np.random.Generator) -> Mesh:
    """A plate set on edge across x, leaning a little."""
    return lay(turn(plate, "x", rng.normal(0, 4)), x, rng.normal(0, 3), z)


def _piece(found: Assembly, rng: np.random.Generator, x: float, y: float, z: float) -> None:
    kind = rng.random()
    spot = (x + rng.normal(0, 4), y + rng.normal(0, 4), z + 1)
    if kind < 0.5:  # a mug
        radius, high = rng.uniform(36, 45), rng.uniform(80, 100)
        mug = cat(disc(radius, high, 12), inv(disc(radius - 4.5, high - 6, 12, 6)))
        found.solid(move(mug, *spot), "ceramic")
        ear = turn(extrude(rounded(40, 60, 18, 3), 9), "x", 90)
        found.solid(
            move(
                cat(ear, inv(turn(extrude(rounded(24, 42, 12, 3), 9), "x", 90))),
                spot[0] + radius + 12,
                spot[1],
                spot[2] + 50,
            ),
            "ceramic",
        )
    elif kind < 0.68:  # a jar or a bottle
        radius, high = rng.uniform(34, 46), rng.uniform(85, 102)
        found.sheet(move(lathe([(radius, 0), (radius, high - 22), (radius * 0.7, high)], 16), *spot), "glass", 3.0)
        found.solid(move(disc(radius - 3, high * rng.uniform(0, 0.7) + 4, 14, 3), *spot), "water", 1.05)
    elif kind < 0.84:  # a pot
        radius, high = rng.uniform(46, 54), rng.uniform(70, 95)
        found.sheet(
            move(lathe([(radius, 0), (radius, high)], 18), *spot), "steel" if rng.random() < 0.5 else "aluminium", 1.4
        )
        found.solid(move(disc(radius, 4, 18), *spot), "steel", 0.8)
        found.solid(
            rod(
                (spot[0] + radius, spot[1], spot[2] + high - 12),
                (spot[0] + radius + 38, spot[1], spot[2] + high - 8),
                7,
                6,
            ),
            "abs",
        )
    elif kind < 0.93:
        found.solid(move(disc(40, 92, 16), *spot), "paper", 0.6)


@good
def tools_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Electric drills in their cases: motors, gears, chucks, cells, chargers, bits; 10 to 27 kg."""
    case = (340.0, 110.0, 280.0)
    rows, tiers = int(rng.integers(3, 5)), int(rng.integers(1, 3))
    carton(found, (case[0] + 20, rows * (case[1] + 3) + 20, tiers * case[2] + 18), rng)
    one = _drill_case(rng)
    for tier in range(tiers):
        for y in spread(rows, rows * (case[1] + 3)):
            found.put(one, 0, y, 8 + tier * case[2], 180.0 * int(rng.integers(2)))


def _drill_case(rng: np.random.Generator) -> Assembly:
    own = Assembly()
    own.sheet(rbox(336, 108, 274, 18, corner=2), "abs", 2.4)
    tool = Assembly()
    tool.solid(lay(cat(disc(22, 58, 10), inv(disc(17, 58, 10))), -40), "steel")  # the motor's shell and armature
    tool.solid(lay(disc(14, 44, 8), -33), "steel", 0.9)
    for x in (-41, 8):
        tool.solid(lay(disc(15, 10, 8), x), "copper", 0.5)
    tool.solid(rod((-60, 0, 0), (60, 0, 0), 3.5, 6), "steel")
    tool.solid(lay(cat(disc(24, 52, 10), inv(disc(17, 40, 8))), 36), "steel")
    tool.solid(lay(lathe([(20, 0), (22, 28), (12, 46)], 8), 90), "steel", 0.85)
    tool.sheet(lay(disc(29, 160, 10), -68), "abs", 2.6)
    tool.sheet(box(46, 36, 120, (-38, 0, -140)), "abs", 2.6)
    for cell in range(5):
        for y in (-9.5, 9.5):
            tool.solid(move(disc(9, 65, 6), -78 + 19 * cell, y, -208), "steel", 0.42)
    own.put(tool.altered(lambda mesh: turn(mesh, "y", -8)), -5, 0, 215)
    own.solid(box(70, 60, 48, (95, 0, 18)), "copper", 0.16)
    for step in range(9):
        own.solid(
            rod((112 + 5.5 * step - 60, 38, 90), (112 + 5.5 * step - 60, 38, 160 - 5 * step), 1.2 + 0.35 * step, 5),
            "steel",
        )
    return own


@good
def tins_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Tinned food, 48 or 72 tins; 12 to 49 kg."""
    radius, high = float(rng.choice([36.5, 42.0, 50.0])), rng.uniform(60, 112)
    along, across, tiers = 6, 4, int(rng.integers(2, 4))
    carton(found, (along * 2 * radius + 16, across * 2 * radius + 16, tiers * high + 12), rng)
    pulp = float(rng.choice([0.95, 1.03, 1.1]))
    for tier in range(tiers):
        for x in spread(along, along * 2 * radius):
            for y in spread(across, across * 2 * radius):
                base = 5 + tier * high
                found.sheet(move(disc(radius - 0.6, high - 1.5, 10), x, y, base), "steel", 0.19)
                found.solid(move(disc(radius - 1.2, high * 0.91, 10), x, y, base + 2), "water", pulp)


@good
def bottles_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Bottles of oil, shampoo or cleaner, twelve to twenty; 13 to 25 kg."""
    radius, high = rng.uniform(38, 46), rng.uniform(250, 320)
    along, across = (5, 4) if radius < 42 else (4, 3)
    carton(found, (along * 2 * radius + 16, across * 2 * radius + 16, high + 14), rng)
    body = [(radius, 2), (radius, high * 0.66), (radius * 0.42, high * 0.84), (15, high * 0.86), (15, high)]
    neck_of = [(radius * 0.8, high * 0.74), *body[2:]]
    what, fill = (("oil", 1.1), ("water", 1.07))[int(rng.integers(2))]  # the plastic of the wall goes with it
    for x in spread(along, along * 2 * radius):
        for y in spread(across, across * 2 * radius):
            level = high * rng.uniform(0.74, 0.79)
            found.solid(move(lathe(neck_of, 8), x, y, 5), "polyethylene", 0.2)
            neck = np.interp(level, [high * 0.66, high * 0.84], [radius, radius * 0.42])
            found.solid(
                move(lathe([(radius - 1, 3), (radius - 1, high * 0.66), (neck - 1, level)], 10), x, y, 5), what, fill
            )
            found.solid(move(disc(16, 24, 6), x, y, high - 18), "polyethylene", 0.5)


@good
def lamps_carton(found: Assembly, rng: np.random.Generator) -> None:
    """Small electrical goods in inner boxes: a transformer, a board, wire and plastic in each; 8 to 16 kg."""
    inner = (rng.uniform(105, 150), rng.uniform(95, 130), rng.uniform(120, 170))
    counts = (int(480 / inner[0]), int(380 / inner[1]), 2)
    carton(found, (counts[0] * inner[0] + 16, counts[1] * inner[1] + 16, counts[2] * inner[2] + 12), rng)
    one = Assembly()
    one.sheet(box(inner[0] - 3, inner[1] - 3, inner[2] - 3), "cardboard", 0.4)
    one.solid(box(38, 34, 36, (-15, 5, 12)), "steel", 0.75)
    one.solid(box(26, 48, 25, (-15, 5, 17)), "copper", 0.5)
    one.solid(box(inner[0] * 0.7, inner[1] * 0.6, 1.6, (0, 0, 60)), "pcb")
    one.sheet(box(inner[0] * 0.78, inner[1] * 0.73, inner[2] * 0.7, (0, 0, 6)), "abs", 2.3)
    angle = np.linspace(0, 4 * 2 * math.pi, 25)
    coil = np.column_stack([26 * np.cos(angle), 18 * np.sin(angle), inner[2] * 0.72 + angle * 0.4])
    one.solid(tube(coil, 3.0, 3), "copper", 0.4)
    for x in spread(counts[0], counts[0] * inner[0]):
        for y in spread(counts[1], counts[1] * inner[1]):
            for tier in range(counts[2]):
                found.put(one, x, y, 5 + tier * inner[2], 180.0 * int(rng.integers(2)))
