"""What hangs the axles from the beams: leaf packs, air springs, hangers, equalisers, torque arms, mudguards.

Springs, torque arms and mudguards have their origin on the ground under the axle, hangers and equalisers at the lower
edge of the beam; all are written for the near side at their true depth.
"""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import cat, inv, lathe, loft, lump, move, sheet, tube, turn
from xray_trainer.simulator.vehicle.fittings import (
    across,
    along,
    bolt,
    bolts,
    box,
    disc,
    grid,
    hose,
    plate,
    put_bush,
    rod,
)
from xray_trainer.simulator.vehicle.pool import part
from xray_trainer.simulator.vehicle.wheels import HUB, TRACK

BEAM = 500.0  # mm from the middle to a beam's web
LEAF = 78.0  # mm, width of a leaf


def leaf(
    half: tuple[float, float], camber: float, power: float, thick: float, top: float, y: float, thin: float = 0.45
) -> Mesh:
    """One leaf from -half[0] to half[1], its middle's upper face at `top`; its ends rise by camber × |u| ** power."""
    at = np.array([-1, -0.9, -0.72, -0.5, -0.25, 0, 0.25, 0.5, 0.72, 0.9, 1.0])
    loops = []
    for u in at:
        x = u * (half[0] if u < 0 else half[1])
        z = top + camber * abs(x / 540) ** power
        t = thick * (1 - thin * max(abs(u) - 0.86, 0) / 0.14)
        loops.append([(x, y - LEAF / 2, z - t), (x, y + LEAF / 2, z - t), (x, y + LEAF / 2, z), (x, y - LEAF / 2, z)])
    return loft(loops)


def _seat(made: Assembly, rng: np.random.Generator, low: float, high: float) -> None:
    """The casting between axle and spring, its upper plate, and the U-bolts round them."""
    y = -BEAM
    foot = plate([(-110, HUB + 40), (110, HUB + 40), (92, low), (-92, low)], 84, y, 20)
    hollow = inv(plate([(-70, HUB + 56), (70, HUB + 56), (60, low - 18), (-60, low - 18)], 60, y, 14))
    made.solid(lump(cat(foot, hollow), 1.5, rng, 120), "cast-iron")
    thick = rng.uniform(22, 40)
    made.solid(lump(box(rng.uniform(180, 220), 104, thick, (0, y, high)), 2.0, rng, 90), "cast-iron")
    reach, size = rng.uniform(34, 90), rng.uniform(9.5, 12)
    for x in (-74.0, 74.0):
        for side in (-52.0, 52.0):
            foot_z = HUB - rng.uniform(95, 110)
            made.solid(rod((x, y + side, foot_z), (x, y + side, high + thick + reach), size, 8), "steel")
            made.solid(move(disc(size * 1.75, size * 1.9, 6), x, y + side, high + thick), "steel")
        made.solid(rod((x, y - 62, HUB - 102), (x, y + 62, HUB - 102), size, 8), "steel")
    made.solid(plate([(-105, HUB - 100), (105, HUB - 100), (105, HUB - 78), (-105, HUB - 78)], 130, y, 6), "steel")


def leaf_pack(made: Assembly, rng: np.random.Generator) -> None:
    """Seven to ten leaves over the axle, clips, seat and U-bolts."""
    count, thick = int(rng.integers(7, 10)), rng.uniform(11.5, 13.5)
    half, camber, power = rng.uniform(540, 590), rng.uniform(30, 80), rng.uniform(1.7, 2.4)
    low = HUB + 96
    top = low + count * (thick + 1)
    y = -BEAM
    for k in range(count):
        share = 1.0 if k < 2 else 1 - rng.uniform(0.075, 0.09) * (k - 1)
        ends = (half * share + rng.normal(0, 5), half * share + rng.normal(0, 5))
        gap = 1.2 + (2.2 if k else 0)
        rise = camber - k * rng.uniform(0.6, 2.2)
        made.solid(leaf(ends, rise, power, thick, top - k * (thick + gap * 0.5), y + rng.normal(0, 1.2)), "steel")
    for x in (-0.55 * half, 0.52 * half):
        high = top + camber * abs(x / 540) ** power
        for side in (-1, 1):
            made.solid(
                box(34, 6, thick * count * 0.62, (x, y + side * (LEAF / 2 + 3), high - thick * count * 0.55)), "steel"
            )
        made.solid(across(disc(7, LEAF + 26, 8, -LEAF / 2 - 13), x, y, high + 12), "steel")
    _seat(made, rng, low, top)
    _bump(made, rng, top + 40)
    _torque_arm(made, rng)


def _bump(made: Assembly, rng: np.random.Generator, z: float) -> None:
    """Over the axle: a block of rubber, a square post, an A-frame or a short fanned pack."""
    kind, y = int(rng.integers(4)), -BEAM
    if kind == 0:
        made.solid(move(lathe([(48, z), (62, z + 14), (58, z + 60), (34, z + 82)], 18), 0, y), "rubber")
    elif kind == 1:
        made.solid(cat(box(86, 86, 90, (0, y, z)), inv(box(74, 74, 90, (0, y, z)))), "steel")
        made.solid(box(96, 96, 34, (0, y, z + 90)), "rubber")
    elif kind == 2:
        for sign in (-1, 1):
            made.solid(
                plate([(sign * 110, z), (sign * 84, z), (sign * 18, z + 120), (sign * 46, z + 120)], 60, y, 6),
                "steel",
                0.5,
            )
        made.solid(box(120, 70, 14, (0, y, z + 116)), "steel")
        made.solid(box(92, 64, 30, (0, y, z + 86)), "rubber")
    else:
        for k in range(3):
            made.solid(leaf((190 - 36 * k, 190 - 34 * k), 220 - 40 * k, 1.6, 8, z + 10 * k, y), "steel")


def _torque_arm(made: Assembly, rng: np.random.Generator) -> None:
    """From the axle back to the hanger's foot."""
    y, z = -BEAM + rng.normal(0, 4), HUB - rng.uniform(20, 60)
    start, end = (-110.0, y, z), (-650.0 + rng.normal(0, 6), y, z + rng.uniform(20, 60))
    wall = rng.uniform(5, 8)
    made.solid(cat(rod(start, end, 28, 16), inv(rod(start, end, 28 - wall, 12))), "steel")
    for spot in (start, end):
        put_bush(made, rng.uniform(40, 52), 72, *spot)
    if rng.random() < 0.7:
        for x in (-560.0, -520.0):
            made.solid(along(disc(36, 22, 10), x, y, z + (end[2] - z) * (x + 110) / -540), "steel")
            made.solid(across(bolt(11, 50), x + 11, y - 20, z + 56), "steel")


def air_spring(made: Assembly, rng: np.random.Generator) -> None:
    """A trailing Z-spring with bellows behind the axle and a shock absorber."""
    y = -BEAM
    thick = rng.uniform(36, 46)
    path = [
        (-660, HUB + 105),
        (-420, HUB + 112),
        (-120, HUB + 100),
        (140, HUB + 96),
        (260, HUB + 70),
        (330, HUB + 10),
        (520, HUB - 8),
    ]
    loops = []
    for k, (x, z) in enumerate(path):
        t = thick * (1.0 if 1 < k < 5 else 0.75)
        loops.append([(x, y - 50, z - t / 2), (x, y + 50, z - t / 2), (x, y + 50, z + t / 2), (x, y - 50, z + t / 2)])
    made.solid(loft(loops), "steel")
    put_bush(made, 46, 110, -680, y, HUB + 105)
    radius, high = rng.uniform(138, 160), rng.uniform(190, 240)
    bag = [(0.55 * radius, 0), (radius, 28), (radius, high - 70), (0.92 * radius, high - 20), (0.72 * radius, high)]
    made.sheet(move(lathe(bag, 32), 470, y, HUB + 60), "rubber", 6.5, 1.6)
    made.sheet(
        move(lathe([(0.62 * radius, -40), (0.55 * radius, 40), (0.4 * radius, 70)], 26), 470, y, HUB + 50), "steel", 3.0
    )
    made.solid(box(2.1 * radius, 2 * radius, 10, (470, y, HUB + 60 + high)), "steel")
    stand = rng.uniform(90, 120)
    made.solid(
        cat(box(180, 150, stand, (470, y, HUB + 70 + high)), inv(box(166, 136, stand, (470, y, HUB + 70 + high)))),
        "steel",
    )
    low, top = (120.0, y + 70, HUB - 60), (-150.0, y + 60, HUB + 330)
    made.solid(
        cat(rod(low, (-15, y + 65, HUB + 135), 34, 16), inv(rod(low, (-15, y + 65, HUB + 135), 30, 14))), "steel"
    )
    made.solid(rod(low, top, 11, 8), "steel")
    made.solid(cat(rod((20, y + 66, HUB + 85), top, 42, 16), inv(rod((20, y + 66, HUB + 85), top, 39, 16))), "steel")
    for spot in (low, top):
        put_bush(made, 34, 60, *spot)
    _seat(made, rng, HUB + 74, HUB + 124)
    hose(
        made,
        np.array([(470, y, HUB + 62 + high), (430, y + 50, HUB + 120 + high), (250, y + 130, HUB + 180 + high)]),
        7,
    )


def hanger(made: Assembly, rng: np.random.Generator) -> None:
    """A bracket under the beam, its foot holding a torque arm; origin at the beam's lower edge."""
    _bracket(made, rng, rng.uniform(385, 410))


def air_hanger(made: Assembly, rng: np.random.Generator) -> None:
    """The shorter bracket that holds the eye of an air-sprung axle's arm."""
    _bracket(made, rng, rng.uniform(275, 300))


def _bracket(made: Assembly, rng: np.random.Generator, drop: float) -> None:
    half = rng.uniform(95, 140)
    waist, foot = half * rng.uniform(0.55, 0.8), rng.uniform(42, 52)
    thick, apart = rng.uniform(8, 11), LEAF / 2 + rng.uniform(14, 20)
    bow = rng.normal(0, 8)
    outline = [
        (-half, 0), (half, 0), (half * 0.96, -40), (waist + bow, -0.42 * drop), (foot * 1.05, -0.8 * drop),
        (foot, -drop), (foot * 0.5, -drop - foot * 0.8), (-foot * 0.5, -drop - foot * 0.8), (-foot, -drop),
        (-foot * 1.05, -0.8 * drop), (-waist + bow, -0.42 * drop), (-half * 0.96, -40),
    ]  # fmt: skip
    for side in (-1, 1):
        made.solid(plate(outline, thick, -BEAM + side * apart, 26), "steel")
    span = [(-half, -6), (-half + 7, -6), (-waist + bow + 7, -0.42 * drop), (-waist + bow, -0.42 * drop)]
    closing = int(rng.integers(3))
    if closing:
        low = [
            (-waist + bow, -0.42 * drop),
            (-waist + bow + 7, -0.42 * drop),
            (-foot + 6, -0.78 * drop),
            (-foot - 1, -0.78 * drop),
        ]
        made.solid(plate(span, 2 * apart, -BEAM, 1), "steel")
        if closing == 2:
            made.solid(plate(low, 2 * apart, -BEAM, 1), "steel")
    if rng.random() < 0.7:
        shelf = -rng.uniform(0.2, 0.34) * drop
        made.solid(box(1.5 * waist, 2 * apart, 7, (bow, -BEAM, shelf)), "steel")
    heads = bolts(grid(4, 1, 1.5 * half, 0, 0, -26), 15, 2 * apart + 20, rng)
    made.solid(move(heads, 0, -BEAM - apart - thick), "steel")
    put_bush(made, foot * 0.86, 2 * apart - 8, 0, -BEAM, -drop)
    made.solid(across(disc(13, 2 * apart + 70, 8, -apart - 35), 0, -BEAM, -drop), "steel")
    wear = -0.36 * drop
    for x in (-waist * 0.5, waist * 0.5):
        made.solid(across(disc(13, 2 * apart + 50, 10, -apart - 25), bow + x, -BEAM, wear + rng.normal(0, 8)), "steel")


def spring_bracket(made: Assembly, rng: np.random.Generator) -> None:
    """A cast bracket on a tractor's rail that holds the eye of a spring; origin at the eye."""
    half, up = rng.uniform(50, 70), rng.uniform(190, 240)
    cheek = [(-half, up), (half, up), (half * 0.9, 90), (44, 10), (26, -40), (-26, -40), (-44, 10), (-half * 0.9, 90)]
    for side in (-1, 1):
        made.solid(lump(plate(cheek, 13, -BEAM + side * (LEAF / 2 + 12), 18), 1.5, rng, 90), "cast-iron")
    made.solid(box(2 * half, LEAF + 10, 14, (0, -BEAM, 100)), "cast-iron")
    put_bush(made, 36, LEAF, 0, -BEAM, 0)
    made.solid(across(disc(13, LEAF + 80, 8, -LEAF / 2 - 40), 0, -BEAM, 0), "steel")
    made.solid(move(bolts(grid(2, 2, 1.2 * half, 80, 0, up - 60), 16, 60, rng), 0, -BEAM - 60), "steel")


def equaliser(made: Assembly, rng: np.random.Generator) -> None:
    """The rocker between two springs; origin at the beam's lower edge over its pin."""
    z, half, tilt = -rng.uniform(195, 225), rng.uniform(165, 215), float(rng.normal(0, 3.5))
    thick, apart, boss = rng.uniform(9, 13), LEAF / 2 + 7, rng.uniform(46, 60)
    bow = [
        (-half, 34), (-half * 0.55, 52), (0, boss), (half * 0.55, 52), (half, 34), (half + 8, -4), (half * 0.7, -14),
        (boss * 0.9, -boss * 0.7), (0, -boss), (-boss * 0.9, -boss * 0.7), (-half * 0.7, -14), (-half - 8, -4),
    ]  # fmt: skip
    meshes = []
    if rng.random() < 0.34:
        meshes.append(lump(plate(bow, 2 * apart * 0.7, 0, 14), 2.5, rng, 110))
    else:
        meshes += [plate(bow, thick, side * apart, 14) for side in (-1, 1)]
        hood = np.array([(-half, 34), (-half * 0.55, 52), (-boss * 0.8, boss * 0.9)])
        for sign in (-1.0, 1.0):
            outer = [(sign * x, up) for x, up in hood]
            inner = [(sign * x, up - rng.uniform(8, 13)) for x, up in hood[::-1]]
            meshes.append(plate(outer + inner, 2 * apart, 0, 2))
    meshes.append(
        across(cat(disc(boss, 2 * apart + 8, 24, -apart - 4), inv(disc(boss * 0.62, 2 * apart + 8, 18, -apart - 4))))
    )
    meshes.append(across(disc(boss * 0.4, 2 * apart + 70, 12, -apart - 35)))
    for sign in (-1, 1):
        meshes.append(across(disc(9, 2 * apart + 40, 8, -apart - 20), sign * half * 0.78, 0, -26))
        if rng.random() < 0.75:
            strap = np.array(
                [
                    (sign * half * 0.4, 0, 62),
                    (sign * half * 0.8, 0, 74),
                    (sign * half * 1.05, 0, 40),
                    (sign * half * 1.02, 0, -10),
                ]
            )
            meshes.append(tube(strap, 9, 6, 2.2))
    made.solid(move(turn(cat(*meshes), "y", tilt), 0, -BEAM, z), "cast-iron")
    put = cat(disc(boss * 0.6, 2 * apart, 16, -apart), inv(disc(boss * 0.42, 2 * apart, 12, -apart)))
    made.solid(across(put, 0, -BEAM, z), "rubber")


def mudguard(made: Assembly, rng: np.random.Generator) -> None:
    """A plastic arc over the wheels with ribs and lips, on two stays."""
    radius, y0, y1 = rng.uniform(585, 650), -TRACK - 335, -TRACK + 310
    flat, flare = rng.uniform(0.72, 1.0), rng.uniform(0, 90)
    angle = np.radians(np.linspace(rng.uniform(8, 20), 180 - rng.uniform(8, 20), 25))
    outward = flare * np.maximum(np.abs(np.cos(angle)) - 0.78, 0) * 4
    x = (radius + outward) * np.cos(angle)
    z = HUB + np.minimum(radius * np.sin(angle), radius * (0.86 + 0.14 * flat) + 30)
    depth = np.linspace(y0, y1, 10)
    ribs = 3.0 * np.sin(np.arange(10) * np.pi / 2)[None, :] * np.ones((25, 1))
    grid_points = np.empty((25, 10, 3))
    grid_points[:, :, 0] = x[:, None] + ribs * np.cos(angle)[:, None]
    grid_points[:, :, 1] = depth[None, :]
    grid_points[:, :, 2] = z[:, None] + ribs * np.sin(angle)[:, None]
    thick = round(rng.uniform(2.0, 3.2), 1)
    made.sheet(sheet(grid_points), "polyethylene", thick)
    drop = rng.uniform(10, 24)
    for col in (0, -1):
        edge = grid_points[:, col]
        lip = np.stack(
            [edge, edge - np.column_stack([drop * np.cos(angle), np.zeros(25), drop * np.sin(angle)])], axis=1
        )
        made.sheet(sheet(lip), "polyethylene", thick + 1)
    for at in (rng.uniform(36, 50), 180 - rng.uniform(36, 50)):
        a = np.radians(at)
        sx, sz = (radius + 16) * np.cos(a), HUB + (radius + 16) * np.sin(a)
        size = rng.uniform(19, 25)
        made.solid(across(cat(disc(size, 640, 16), inv(disc(size - 3, 640, 14))), sx, y1 + 60, sz), "steel")
        for y in (y0 + 130, y1 - 140):
            made.solid(across(cat(disc(size + 12, 36, 16), inv(disc(size, 36, 14))), sx, y, sz), "polyethylene", 1.5)
            made.solid(box(24, 30, 60, (sx, y, sz - 66)), "steel", 0.4)
        bracket = [(sx - 45, sz - 55), (sx + 45, sz - 55), (sx + 52, sz + 60), (sx - 38, sz + 70)]
        made.solid(plate(bracket, 8, y1 + 66, 16), "steel")
        made.solid(move(bolts(grid(2, 2, 52, 74, sx, sz + 4), 14, 24, rng), 0, y1 + 60), "steel")


def flap(made: Assembly, rng: np.random.Generator) -> None:
    """A rubber flap behind a wheel, hanging a little bent; origin at its upper edge."""
    bend = rng.normal(0, 40)
    t = np.linspace(0, 1, 8)
    side = rng.uniform(7, 11)
    line = np.column_stack([bend * t**2 + 8 * np.sin(5 * t + rng.uniform(0, 3)), -rng.uniform(380, 520) * t])
    half = np.array([side / 2, 0])
    outline = np.concatenate([line - half, (line + half)[::-1]])
    made.solid(plate([tuple(p) for p in outline.tolist()], 560, -TRACK, 0.1), "rubber")
    made.solid(box(40, 580, 6, (0, -TRACK, 0)), "steel")


LEAF_PACK = part(leaf_pack)
AIR_SPRING = part(air_spring)
HANGER = part(hanger)
AIR_HANGER = part(air_hanger)
SPRING_BRACKET = part(spring_bracket)
EQUALISER = part(equaliser)
MUDGUARD = part(mudguard, 0.7)
FLAP = part(flap, 2.0)
