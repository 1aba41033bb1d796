"""Motors, gearboxes, pumps, compressors: castings with shafts, gears, windings and oil inside.

Each stands on timber skids, as nothing heavy is loaded loose.
"""

from __future__ import annotations

import math

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    beam,
    box,
    cat,
    disc,
    gear,
    inv,
    lathe,
    move,
    pipe,
    rbox,
    ring,
    rod,
    spread,
    torus,
    tube,
    turn,
)


def lay(mesh: Mesh, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Mesh:
    """What stood along z from the origin laid along x from a spot."""
    return move(turn(mesh, "y", 90.0), x, y, z)


def skids(found: Assembly, length: float, depth: float) -> float:
    """Two timbers of 100 × 100 mm under a machine and boards across them; gives the height they lift it to, mm."""
    for y in (-depth * 0.36, depth * 0.36):
        found.solid(box(length, 98, 98, (0.0, y, 0.0)), "wood")
    for x in (-length * 0.4, 0.0, length * 0.4):
        found.solid(box(95, depth, 22, (x, 0.0, 98.0)), "wood")
        for y in (-depth * 0.36, depth * 0.36):
            found.solid(move(disc(2.2, 70, 4), x + 20, y, 52), "steel")
    return 120.0


def motor_parts(radius: float, length: float, rng: np.random.Generator) -> Assembly:
    """An induction motor, its axis along x through the origin: shell, fins, stator, windings, rotor, bearings, fan."""
    found = Assembly()
    around = 26 if radius > 70 else 14 if radius > 30 else 9
    half, shell = length / 2, 0.055 * radius + 2
    cast = "cast-iron" if rng.random() < 0.5 else "aluminium"
    outer = [(radius - shell, -half), (radius, -half), (radius, half), (radius - shell, half)]
    found.solid(lay(ring(outer, around)), cast)
    for angle in np.arange(around // 2) * (math.pi * 1.5 / (around // 2 - 1)) - math.pi * 0.25:
        fin = box(length * 0.9, 3.0, radius * 0.11, (0.0, 0.0, radius * 0.99))
        found.solid(turn(fin, "x", math.degrees(angle) - 90), cast)
    stack = 0.62 * length
    core = [(0.6 * radius, -stack / 2), (0.93 * radius, -stack / 2), (0.93 * radius, stack / 2)]
    found.solid(lay(ring([*core, (0.6 * radius, stack / 2)], around), -0.02 * length), "steel", 0.93)
    for x in (-stack / 2 - 0.02 * length, stack / 2 - 0.02 * length):
        wind = lay(torus(0.74 * radius, 0.13 * radius, around, around // 3), x + math.copysign(0.1 * radius, x))
        found.solid(wind, "copper", 0.55)
    found.solid(lay(disc(0.57 * radius, stack, around), -stack / 2 - 0.02 * length), "steel", 0.9)
    found.solid(rod((-half * 1.12, 0, 0), (half + 0.55 * radius, 0, 0), 0.17 * radius, 12), "steel")
    for x in (-half * 0.92, half * 0.9):
        race = [(0.18, -0.09), (0.42, -0.09), (0.42, 0.09), (0.18, 0.09)]
        found.solid(lay(ring(np.array(race) * radius, 16), x), "steel", 0.75)
        bell = [(0.4, -0.05), (0.97, -0.05), (0.97, 0.05), (0.4, 0.09)]
        found.solid(lay(ring(np.array(bell) * radius, around), x), cast)
    found.sheet(lay(disc(0.95 * radius, 0.34 * radius, around), -half * 1.0 - 0.36 * radius), "steel", 1.4)
    found.solid(lay(disc(0.72 * radius, 0.14 * radius, 12), -half - 0.2 * radius), "abs", 0.5)
    found.sheet(rbox(0.75 * radius, 0.7 * radius, 0.42 * radius, 6, (0.1 * length, 0, radius * 1.02)), "aluminium", 3.0)
    found.solid(box(0.4 * radius, 0.4 * radius, 0.14 * radius, (0.1 * length, 0, radius * 1.08)), "brass", 0.25)
    for x in (-0.3 * length, 0.3 * length):
        for y in (-0.75 * radius, 0.75 * radius):
            found.solid(box(0.16 * length, 0.4 * radius, 0.16 * radius, (x, y, -1.1 * radius)), cast)
            leg = beam((x, y, -0.98 * radius), (x, y * 0.85, -0.5 * radius), 0.1 * radius, 0.12 * length)
            found.solid(leg, cast)
    return found


@good
def electric_motor(found: Assembly, rng: np.random.Generator) -> None:
    """An induction motor of 50 to 170 kg on skids."""
    radius = rng.uniform(95, 160)
    length = radius * rng.uniform(2.1, 2.7)
    lift = skids(found, length * 1.15, radius * 2.6)
    found.put(motor_parts(radius, length, rng), z=lift + 1.1 * radius)


@good
def gearbox(found: Assembly, rng: np.random.Generator) -> None:
    """A cast industrial gearbox of three shafts, 150 to 265 kg, with a fifth of oil, on skids."""
    length, depth, height = rng.uniform(430, 620), rng.uniform(260, 360), rng.uniform(330, 430)
    wall, lift = 13.0, skids(found, length * 1.2, depth * 1.15)
    found.solid(rbox(length, depth, height, 22, (0, 0, lift)), "cast-iron")
    inside = rbox(length - 2 * wall, depth - 2 * wall, height - 2 * wall, 14, (0, 0, lift + wall))
    found.solid(inv(inside), "cast-iron")
    oil = box(length - 2 * wall - 6, depth - 2 * wall - 6, height * rng.uniform(0.16, 0.26), (0, 0, lift + wall + 1))
    found.solid(oil, "oil")
    found.solid(box(length + 70, depth + 30, 22, (0, 0, lift)), "cast-iron", 0.8)
    found.solid(box(length + 44, depth + 40, 26, (0, 0, lift + height * 0.48)), "cast-iron", 0.25)
    for x in spread(4, length * 1.05):
        for y in (-depth / 2 - 9, depth / 2 + 9):
            found.solid(move(disc(8, 90, 6), x, y, lift + height * 0.4), "steel")
            found.solid(box(9, 14, height * 0.46, (x, y * 0.99, lift + 10)), "cast-iron")
    _trains(found, length, depth, lift + height * 0.5)
    for x in (-length * 0.28, length * 0.28):
        found.solid(move(turn(torus(20, 6, 12, 6), "x", 90), x, 0, lift + height + 14), "steel")
    found.solid(box(length * 0.3, depth * 0.5, 9, (0, 0, lift + height)), "steel")


def _trains(found: Assembly, length: float, depth: float, z: float) -> None:
    """Three shafts across, a wheel and a pinion on each, bearings at both walls, ends sticking out."""
    at = np.array([-0.33, -0.08, 0.24]) * length
    for step, x in enumerate(at):
        thick = 19.0 + 7 * step
        side = 1.0 if step == 0 else (-1.0 if step == 2 else 0.0)
        shaft = rod(
            (x, -depth / 2 - (95 if side > 0 else 4), z), (x, depth / 2 + (95 if side < 0 else 4), z), thick, 14
        )
        found.solid(shaft, "steel")
        for y in (-depth / 2 + 12, depth / 2 - 12):
            race = [(thick, -16), (thick * 1.95, -16), (thick * 1.95, 16), (thick, 16)]
            found.solid(move(turn(ring(race, 18), "x", 90), x, y, z), "steel", 0.72)
            found.solid(
                move(turn(disc(thick * 2.2, 14, 18, -7), "x", 90), x, math.copysign(depth / 2 + 6, y), z), "cast-iron"
            )
        if step:
            reach = float(at[step] - at[step - 1]) - thick * 1.1
            wheel = gear(reach, 52 + 12 * step, 38, thick, 0.55)
            where = depth * (0.12 if step == 1 else -0.24)
            found.solid(move(turn(wheel, "x", 90), x, where, z), "steel")
        if step < 2:
            pinion = gear(thick * 1.5, 64 + 8 * step, 15, thick)
            found.solid(move(turn(pinion, "x", 90), x, depth * (0.13 if step == 0 else -0.22), z), "steel")


@good
def pump(found: Assembly, rng: np.random.Generator) -> None:
    """A centrifugal pump with its motor on a frame, 65 to 140 kg."""
    radius = rng.uniform(85, 120)
    length = radius * 2.4
    lift = skids(found, length * 2.5, radius * 3) + 8
    for y in (-radius * 0.8, radius * 0.8):
        found.solid(beam((-length * 1.1, y, lift + 30), (length * 1.1, y, lift + 30), 45, 60, 6.0), "steel")
    axis = lift + 60 + 1.2 * radius
    found.put(motor_parts(radius, length, rng), -length * 0.5, 0.0, axis)
    x = length * 0.72
    turns = np.linspace(0, 1.9 * math.pi, 15)
    spiral = np.column_stack([np.full(15, x), np.sin(turns) * radius * 1.12, -np.cos(turns) * radius * 1.12 + axis])
    size = np.linspace(0.2, 0.48, 15) * radius
    found.solid(cat(tube(spiral, size, 14), inv(tube(spiral, size - 8, 14))), "cast-iron")
    for offset in (-0.3, 0.3):
        found.solid(lay(disc(radius * 0.95, 10, 24), x + offset * radius - 5, 0, axis), "cast-iron")
    found.solid(lay(disc(radius * 0.85, 0.2 * radius, 20), x - 0.1 * radius, 0, axis), "brass", 0.55)
    out = [(x, radius * 1.05, axis + radius * 0.2), (x, radius * 1.05, axis + radius * 1.9)]
    found.solid(pipe(out, 0.48 * radius, 8.0, 16), "cast-iron")
    found.solid(move(_flange(0.48 * radius), x, radius * 1.05, axis + radius * 1.9), "cast-iron")
    inlet = [(x + 0.3 * radius, 0, axis), (x + 1.1 * radius, 0, axis)]
    found.solid(pipe(inlet, 0.5 * radius, 8.0, 16), "cast-iron")
    found.solid(lay(_flange(0.5 * radius), x + 1.1 * radius, 0, axis), "cast-iron")
    found.solid(rod((0, 0, axis), (x, 0, axis), 0.18 * radius, 10), "steel")
    housing = [(0.35, 0.0), (0.45, 0.0), (0.62, 1.0), (0.5, 1.0)]
    found.solid(lay(ring(np.array(housing) * [radius, length * 0.28], 18), length * 0.3, 0, axis), "cast-iron")
    found.solid(lay(disc(radius * 0.4, 44, 14), length * 0.1, 0, axis), "steel", 0.8)
    found.sheet(box(120, radius, radius * 0.9, (length * 0.14, 0, axis - radius * 0.4)), "steel", 1.5)
    found.solid(box(60, radius * 1.3, axis - lift - 60 - radius, (x, 0, lift + 58)), "cast-iron", 0.7)


def _flange(bore: float) -> Mesh:
    plate = ring([(bore - 8, 0), (bore * 1.75, 0), (bore * 1.75, 18), (bore - 8, 18)], 24)
    return cat(
        plate, *(move(disc(7, 40, 6, -12), bore * 1.5 * math.cos(a), bore * 1.5 * math.sin(a)) for a in range(6))
    )


@good
def compressor(found: Assembly, rng: np.random.Generator) -> None:
    """A workshop air compressor: tank, motor, two-cylinder head, belt; 125 to 160 kg."""
    radius, length = rng.uniform(190, 230), rng.uniform(950, 1250)
    lift = skids(found, length, radius * 2.2) + 90
    middle = lift + radius
    end = np.array([(0.0, -1.0), (0.55, -0.95), (0.9, -0.72), (1.0, -0.42)])
    half = np.column_stack([end[:, 0] * radius, end[:, 1] * radius - length / 2 + radius])
    profile = np.concatenate([half, half[::-1] * [1, -1]])
    found.sheet(lay(lathe(profile, 28), 0, 0, middle), "steel", 3.2)
    for x in (-length * 0.32, length * 0.32):
        for y in (-radius * 0.6, radius * 0.6):
            found.solid(beam((x, y, lift - 90), (x, y * 0.9, middle - radius * 0.7), 6, 60), "steel")
    top = middle + radius
    found.sheet(box(length * 0.8, radius * 1.2, 3, (0, 0, top + 18)), "steel", 5.0)
    found.put(motor_parts(78, 230, rng), -length * 0.24, 20, top + 110, 90)
    x, crank = length * 0.2, top + 105
    found.solid(rbox(150, 190, 150, 20, (x, 0, top + 24)), "cast-iron", 0.5)
    found.solid(rod((x, -150, crank), (x, 90, crank), 19, 12), "steel")
    for lean in (-38.0, 38.0):
        barrel = cat(
            disc(62, 150, 20, 60), inv(disc(38, 132, 16, 60)), *(disc(78, 3.5, 16, 72 + 16 * i) for i in range(7))
        )
        piston = cat(disc(37.5, 46, 16, 110), inv(disc(28, 32, 12, 110)))
        head = rbox(150, 120, 52, 10, (0, 0, 210))
        for mesh, what, fill in ((barrel, "cast-iron", 1.0), (piston, "aluminium", 1.0), (head, "aluminium", 0.6)):
            found.solid(move(turn(mesh, "y", lean), x, 0, crank), what, fill)
        found.solid(move(turn(rod((0, 0, 0), (0, 0, 128), 9, 8), "y", lean), x, 0, crank), "steel")
    wheel = cat(gear(165, 36, 40, 20, 0.0), inv(ring([(60, 0), (138, 0), (138, 36), (60, 36)], 24)))
    spokes = [beam((0, 0, 18), (150 * math.cos(a), 150 * math.sin(a), 18), 20, 22) for a in np.arange(5) * 1.257]
    found.solid(move(turn(cat(wheel, *spokes), "x", 90), x, -128, crank), "cast-iron")
    belt = [[x + dx, y, z] for dx, y, z in ((0, -150, crank + 165), (-length * 0.44, -150, top + 160))]
    found.solid(tube(belt, 6, 6), "rubber")
    found.solid(tube([[x, -150, crank - 165], [x - length * 0.44, -150, top + 62]], 6, 6), "rubber")
    copper = [(x + 110, 0, crank + 160), (x + 190, 40, crank + 30), (x + 210, 40, top + 10)]
    found.solid(pipe(copper, 10, 1.5, 8), "copper")
    found.sheet(move(turn(disc(200, 1, 24), "x", 90), x, -175, crank), "steel", 1.0, 0.4)
