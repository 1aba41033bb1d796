"""Wheel ends: twin tyres on their rims, drum, hub, brake and half of the axle; origin on the ground under the hub."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    cat,
    circle,
    extrude,
    inv,
    lathe,
    loft,
    lump,
    move,
    ring,
    scale,
    torus,
    tube,
    turn,
)
from xray_trainer.simulator.vehicle.fittings import across, along, bolts, coil, disc, hose, rod
from xray_trainer.simulator.vehicle.pool import part

HUB = 500.0  # mm above the ground: a loaded tyre of radius 515 is pressed flat a little
TRACK = 935.0  # mm from the middle to between the twins
TWIN = 163.0  # mm from there to a tyre's middle
SIDES = 44


def tyre_profile(rng: np.random.Generator, half: float, radius: float) -> list[tuple[float, float]]:
    """Closed (radius, width) profile of a tyre's rubber with its grooves, about the rim's middle."""
    wall, tread = rng.uniform(11, 15), rng.uniform(17, 26)
    rise = radius - 286
    outside = [
        (286, -0.70 * half),
        (286 + 0.18 * rise, -0.86 * half),
        (286 + 0.50 * rise, -half),
        (286 + 0.78 * rise, -0.93 * half),
        (radius - 10, -0.80 * half),
    ]
    grooves = np.array([-0.25, 0.25]) * half + rng.normal(0, 3, 2)
    deep, wide = rng.uniform(6, 14), rng.uniform(7, 11)
    top: list[tuple[float, float]] = []
    for at in grooves.tolist():
        top += [(radius, at - wide), (radius - deep, at), (radius, at + wide)]
    mirrored = [(r, -w) for r, w in reversed(outside)]
    inside = [
        (radius - tread - 12, 0.74 * half),
        (286 + 0.62 * rise, 0.97 * half - wall),
        (286 + 0.16 * rise, 0.80 * half - wall),
    ]
    return [*outside, *top, *mirrored, *((r, w) for r, w in reversed(inside)), *((r, -w) for r, w in inside)]


def tyre(made: Assembly, rng: np.random.Generator, y: float, half: float = 142.0, radius: float = 515.0) -> None:
    """One tyre across at depth y, pressed flat below, its hub at HUB."""
    body = ring(tyre_profile(rng, half, radius), SIDES)

    def place(mesh: Mesh) -> Mesh:
        return _pressed(across(turn(mesh, "z", float(rng.uniform(0, 360))), 0, y, HUB))

    made.solid(place(lump(body, 1.0, rng, 260)), "rubber")
    belt = 0.74 * half
    crown = [(radius - 17, -belt), (radius - 14, 0.0), (radius - 17, belt)]
    made.sheet(place(_open_ring(crown)), "steel", round(rng.uniform(1.2, 1.7), 2))
    shell = [(radius - 22, belt), (286 + 0.45 * (radius - 286), half - 7), (300, 0.74 * half)]
    for turned in (1, -1):
        made.sheet(place(scale(_open_ring(shell), z=turned)), "steel", 0.35)
        bead = move(torus(292, 8, 36, 4), 0, 0, turned * 0.72 * half)
        made.solid(place(bead), "steel", 0.62)


def _open_ring(profile: list[tuple[float, float]]) -> Mesh:
    around = circle(1.0, SIDES)
    return loft([np.column_stack([r * around, np.full(SIDES, z)]) for r, z in profile], caps=False)


def _pressed(mesh: Mesh) -> Mesh:
    """Flattened where it meets the ground at z = 0."""
    vertices = mesh.vertices.copy()
    low = vertices[:, 2] < 0
    vertices[low, 2] *= 0.1
    return Mesh(vertices, mesh.triangles)


def rim(made: Assembly, rng: np.random.Generator, y: float, dish: float, half: float = 112.0) -> None:
    """A steel rim with its dished disc. dish : mm from the rim's middle to the disc's mounting face, + outward."""
    wall = rng.uniform(6.5, 8.5)
    outer = [(300, -half), (291, -half + 12), (283, -half + 30), (261, -half + 62), (261, half - 62), (283, half - 30),
             (291, half - 12), (300, half)]  # fmt: skip
    inner = [(r - wall, w * (1 - wall / 900)) for r, w in reversed(outer)]
    made.solid(across(ring([*outer, *inner], 36), 0, y, HUB), "steel")
    thick, sign = rng.uniform(10, 13), np.sign(dish)
    face = [(141, 0.0), (185, 0.0), (205, -14 * sign), (235, -0.55 * dish), (256, -0.72 * dish)]
    lower = [(r, dish + w - thick / 2) for r, w in face]
    upper = [(r, dish + w + thick / 2) for r, w in reversed(face)]
    disc_ring = ring([*lower, *upper], 32)
    count, hole = (8, 31.0) if rng.random() < 0.5 else (10, 27.0)
    start = rng.uniform(0, 360)
    holes = [
        inv(turn(move(disc(hole, 34, 10, dish - 40 * sign - 17), 216, 0, 0), "z", start + k * 360 / count))
        for k in range(count)
    ]
    made.solid(across(cat(disc_ring, *holes), 0, y, HUB), "steel")


def hub_and_drum(made: Assembly, rng: np.random.Generator, y: float) -> None:
    """Hub, bolts, drum and shoes; y : depth of the mounting face, the outside towards -y."""
    hub = [
        (60, -190),
        (88, -190),
        (92, -60),
        (110, -40),
        (168, -14),
        (168, 6),
        (100, 10),
        (92, 60),
        (84, 96),
        (0.1, 104),
    ]
    made.solid(across(cat(lathe(hub, 28), inv(disc(52, 240, 16, -170))), 0, y, HUB), "cast-iron")
    for count, radius, size, length, out in ((10, 167.5, 22, 46, 26), (8, 66.0, 10, 14, 102)):
        angle = np.arange(count) * (2 * np.pi / count) + rng.uniform(0, 1)
        spots = [(radius * float(np.cos(a)), radius * float(np.sin(a))) for a in angle]
        made.solid(move(bolts(spots, size, length, rng), 0, y - out, HUB), "steel")
    deep = rng.uniform(185, 205)
    drum = [(210, 40), (226, 40), (227, 60), (234, 64), (234, 78), (226, 82), (225, deep), (232, deep + 4),
            (232, deep + 16), (210, deep + 16)]  # fmt: skip
    made.solid(across(ring([(r, -w) for r, w in drum], 40), 0, y, HUB), "cast-iron")
    made.solid(
        across(ring([(100, -24), (212, -24), (224, -40), (210, -42), (205, -38), (100, -38)], 36), 0, y, HUB),
        "cast-iron",
    )
    for start in (12.0, 192.0):
        lining = _arc(192, 208, 156, 62, 11)
        web = _arc(120, 180, 12, 50, 9)
        table = _arc(180, 190, 150, 62, 11)
        spin = start + rng.normal(0, 3)
        made.solid(across(turn(move(lining, 0, 0, -deep), "z", spin), 0, y, HUB), "rubber", 1.9)
        for z in (-deep + 40, -deep + 100):
            made.solid(across(turn(move(web, 0, 0, z), "z", spin), 0, y, HUB), "cast-iron")
        made.solid(across(turn(move(table, 0, 0, -deep + 2), "z", spin), 0, y, HUB), "cast-iron")
    spring = disc(9, 150, 8, -75)
    made.solid(across(move(turn(spring, "x", 90), 60, 0, -deep + 70), 0, y, HUB), "steel", 0.4)
    made.sheet(across(lathe([(232, 0), (150, 6), (80, 6)], 28), 0, y + deep + 20, HUB), "steel", 1.2)


def _arc(inner: float, outer: float, wide: float, half_angle: float, steps: int) -> Mesh:
    """A piece of a ring about z from z = 0 up, about the x axis."""
    angle = np.radians(np.linspace(-half_angle, half_angle, steps))
    points = [(outer * np.cos(a), outer * np.sin(a)) for a in angle]
    points += [(inner * np.cos(a), inner * np.sin(a)) for a in reversed(angle)]
    return extrude(points, wide)


def axle(made: Assembly, rng: np.random.Generator, y: float) -> None:
    """Half an axle tube from the middle to depth y, S-cam shaft and spider."""
    made.solid(across(cat(disc(73, -y, 24), inv(disc(60, -y, 24))), 0, 0, HUB), "steel")
    made.solid(across(lathe([(110, 0), (118, 10), (112, 34), (76, 60), (73, 60)], 20), 0, y + 210, HUB), "cast-iron")
    angle = rng.uniform(-30, 30)
    x, z = 112 * np.sin(np.radians(angle)), HUB + 112 * np.cos(np.radians(angle))
    made.solid(rod((x, y + 40, z), (x, y + 520, z), 20, 10), "steel")
    chamber(made, rng, x + rng.uniform(60, 95), y + 500, z + rng.normal(0, 8))
    made.solid(move(_arm(rng), x, y + 490, z), "cast-iron")


def _arm(rng: np.random.Generator) -> Mesh:
    body = tube([(0, 0, -18), (20, 0, -60), (46, 0, -150)], [34, 24, 18], 10, 0.6)
    return lump(turn(body, "y", float(rng.normal(0, 12))), 2.0, rng, 80)


def chamber(made: Assembly, rng: np.random.Generator, x: float, y: float, z: float) -> None:
    """A brake chamber lying along x, with its spring part in most."""
    radius, thick = rng.uniform(74, 84), round(rng.uniform(3, 4), 1)

    def lie(mesh: Mesh) -> Mesh:
        return move(turn(turn(turn(mesh, "y", 90), "y", pitch), "z", yaw), x, y, z - 120)

    pitch, yaw = float(rng.normal(0, 9)), float(rng.normal(0, 4))
    bowl = [(0.1, 0), (radius * 0.75, 2), (radius * 0.93, 20), (radius, 62), (radius, 84)]
    made.sheet(lie(lathe(bowl, 24)), "steel", thick)
    made.solid(lie(ring([(radius, 76), (radius + 12, 76), (radius + 12, 92), (radius, 92)], 24)), "steel")
    made.solid(lie(disc(radius * 0.9, 5, 20, 60)), "rubber")
    end = 92.0
    if rng.random() < 0.7:
        long = rng.uniform(110, 150)
        can = [(radius, 92), (radius, 110), (radius * 0.96, long + 60), (radius * 0.8, long + 92), (0.1, long + 96)]
        made.sheet(lie(lathe(can, 24)), "steel", thick)
        made.solid(lie(move(coil(radius * 0.68, long - 10, 4.5, 6.5), 0, 0, 118)), "steel")
        made.solid(lie(disc(radius * 0.86, 14, 20, 106)), "aluminium")
        end = long + 96
    else:
        made.sheet(lie(lathe([(radius, 92), (radius * 0.94, 130), (0.1, 148)], 24)), "steel", thick)
        end = 148.0
    made.solid(lie(move(cat(disc(8, 130, 8), disc(20, 34, 8, 0)), 0, 0, -130)), "steel")
    for off in (-30.0, 30.0):
        start = lie(disc(1, 1, 4)).vertices[0] + np.array([end * 0.6, off, radius])
        hose(made, start + np.array([(0, 0, 0), (40, 10, 90), (-60, 60, 190), (-190, 150, 250)]), 7)


def _twins(made: Assembly, rng: np.random.Generator) -> None:
    """Twin wheels: the discs back to back at the mounting face."""
    radius = rng.uniform(508, 520)
    for side in (-1.0, 1.0):
        y = -TRACK + side * TWIN
        tyre(made, rng, y, 142.0, radius + rng.normal(0, 2))
        rim(made, rng, y, side * (TWIN - 6))
    hub_and_drum(made, rng, -TRACK - 12)


def _trailer_end(made: Assembly, rng: np.random.Generator) -> None:
    _twins(made, rng)
    axle(made, rng, -TRACK + 30)


def _trailer_single(made: Assembly, rng: np.random.Generator) -> None:
    y = -1030.0
    tyre(made, rng, y, 192.0, rng.uniform(516, 528))
    rim(made, rng, y, 116, 155.0)
    hub_and_drum(made, rng, y - 104)
    axle(made, rng, y - 60)


def _drive_end(made: Assembly, rng: np.random.Generator) -> None:
    _twins(made, rng)
    axle(made, rng, -TRACK + 30)
    casing = [(0.1, -20), (150, -16), (205, 40), (190, 110), (110, 190), (84, 300), (70, 660)]
    made.solid(across(lathe(casing, 24), 0, 0, HUB), "cast-iron", 0.28)
    made.solid(
        along(
            lathe([(60, -260), (95, -240), (120, -160), (175, -80), (190, 40), (160, 110), (0.1, 170)], 22), 0, 0, HUB
        ),
        "cast-iron",
        0.22,
    )


TWIN_END = part(_trailer_end)
SINGLE_END = part(_trailer_single)
DRIVE_END = part(_drive_end)
