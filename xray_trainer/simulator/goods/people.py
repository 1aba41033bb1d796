"""A person hiding in a load: one continuous body with its bones, lungs, clothes and what is in the pockets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from xray_trainer.simulator.goods.making import Assembly, good
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    Points,
    beam,
    box,
    circle,
    curve,
    inv,
    lathe,
    loft,
    move,
    rbox,
    rod,
    superellipsoid,
    torus,
    tube,
    turn,
)

Joint = tuple[float, float]  # x forward and z up, mm, of a body in its middle plane
_BONE = 0.34  # bone shares the flesh's space: what it adds to it


@dataclass(frozen=True, slots=True)
class Posture:
    """Where the joints are, for a person of 1.72 m."""

    hip: Joint
    chest: Joint
    neck: Joint
    head: Joint
    knee: Joint
    ankle: Joint
    toe: Joint
    elbow: Joint
    hand: Joint
    lying: bool = False


CROUCHED = Posture(
    (-60, 240), (70, 500), (140, 690), (190, 850), (285, 520), (180, 95), (350, 40), (260, 470), (430, 400)
)
SEATED = Posture((0, 115), (-85, 380), (-70, 590), (-35, 755), (330, 405), (500, 70), (670, 60), (60, 360), (300, 330))
CURLED = Posture(
    (0, 0), (-60, 280), (-10, 490), (60, 640), (380, 200), (330, -230), (430, -330), (190, 330), (270, 560), lying=True
)


def _section(spots: Points, wide: Points, deep: Points, n: int = 18) -> Mesh:
    """A trunk along (k, 2) spots of the middle plane: half widths to the sides, half depths fore and aft."""
    along = np.gradient(spots, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    around = circle(1.0, n)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    loops = [
        np.column_stack(
            [spot[0] + d * around[:, 0] * normal[0], w * around[:, 1], spot[1] + d * around[:, 0] * normal[1]]
        )
        for spot, normal, w, d in zip(spots, across, wide, deep, strict=True)
    ]
    return loft(loops)


def _spine(body: Posture) -> Points:
    return curve([body.hip, body.chest, body.neck], 6)


def _trunk(found: Assembly, body: Posture, stout: float) -> None:
    spine = _spine(body)
    low = spine[0] - (spine[1] - spine[0]) * 0.9
    spots = np.concatenate([low[None], spine])
    u = np.linspace(0, 1, len(spots))
    knots = [0.0, 0.06, 0.2, 0.42, 0.66, 0.84, 0.95, 1.0]
    wide = np.interp(u, knots, [70, 150, 174, 150 * stout, 168, 196, 112, 62])
    deep = np.interp(u, knots, [60, 106, 118, 112 * stout, 122, 94, 68, 58])
    trunk = _section(spots, wide, deep)
    found.solid(trunk, "tissue")
    found.sheet(_section(spots[1:-1], wide[1:-1] + 8, deep[1:-1] + 8), "cloth", 5.0)
    lean = math.degrees(math.atan2(body.neck[0] - body.chest[0], body.neck[1] - body.chest[1]))
    middle = spine[8]
    for y in (-72.0, 72.0):
        lung = turn(superellipsoid(70, 52, 125, n=12, m=8), "y", lean)
        found.solid(move(lung, float(middle[0]) + 8, y, float(middle[1]) + 15), "tissue", -0.68)
    back = spine + np.column_stack([-np.gradient(spine[:, 1]), np.gradient(spine[:, 0])]) * 1.15
    path = np.column_stack([back[:, 0], np.zeros(len(back)), back[:, 1]])
    for step in range(len(path) - 1):  # vertebrae
        a, b = path[step], path[step] * 0.25 + path[step + 1] * 0.75
        found.solid(rod(_at(a), _at(b), 21.0, 8), "bone", _BONE)
    for step in range(9):
        centre = spine[5] + (spine[11] - spine[5]) * step / 8
        w, d = 128 - 3.2 * abs(step - 3) ** 1.4, 92 - 2.5 * abs(step - 3) ** 1.4
        angle = np.linspace(0.45, 2 * math.pi - 0.45, 14)
        hoop = np.column_stack([d * np.cos(angle), w * np.sin(angle), -26 * np.cos(angle)])
        bent = turn(tube(hoop, 4.6, 5), "y", lean)
        found.solid(move(bent, float(centre[0]), 0.0, float(centre[1])), "bone", _BONE)
    pelvis = turn(torus(88, 19, 14, 6), "y", lean + 35)
    found.solid(move(pelvis, float(spine[1][0]), 0.0, float(spine[1][1])), "bone", _BONE * 1.3)
    belt = spine[2]
    found.solid(box(10, 46, 34, (float(belt[0]) + 118, 0.0, float(belt[1]) - 40)), "brass", 0.35)


def _at(point: Points) -> tuple[float, float, float]:
    return float(point[0]), float(point[1]), float(point[2])


def _head(found: Assembly, body: Posture) -> None:
    x, z = body.head
    tilt = math.degrees(math.atan2(body.head[0] - body.neck[0], body.head[1] - body.neck[1])) * 0.5
    for mesh, material, fill in (
        (superellipsoid(96, 76, 112, n=20, m=14), "tissue", 0.97),
        (move(superellipsoid(90, 70, 92, n=20, m=14), -3, 0, 15), "bone", 0.42),
        (inv(move(superellipsoid(83.5, 63.5, 85.5, n=20, m=14), -3, 0, 15)), "bone", 0.42),
        (tube([(-10, -56, -40), (52, -42, -82), (78, 0, -92), (52, 42, -82), (-10, 56, -40)], 9.0, 6), "bone", 0.5),
        (rbox(26, 74, 20, 8, (66, 0, -52)), "bone", 0.6),
        (superellipsoid(22, 28, 16, n=8, m=6), "tissue", -0.35),
    ):
        found.solid(move(turn(mesh, "y", tilt), x, 0.0, z), material, fill)
    bend = [(body.neck[0], 0, body.neck[1] - 24), (x - 18, 0, z - 92)]
    found.solid(tube(bend, [61, 55], 12), "tissue", 0.9)


def _limb(found: Assembly, spots: list[tuple[float, float, float]], radii: list[float], bone: float) -> None:
    path, size = curve(spots, 6), curve(np.array(radii)[:, None], 6)[:, 0]
    size[0] *= 0.45  # it begins as a dome within the trunk, not as a step
    size[1] *= 0.88
    found.solid(tube(path, size, 12), "tissue")
    found.sheet(tube(path[1:-1], size[1:-1] + 5, 12, caps=False), "cloth", 4.0)
    for a, b in pairwise(spots):
        found.solid(rod(a, b, bone, 8), "bone", _BONE)
        found.solid(move(superellipsoid(bone * 1.9, bone * 1.9, bone * 1.9, n=8, m=6), *b), "bone", _BONE * 0.8)


def _legs_and_arms(found: Assembly, body: Posture, rng: np.random.Generator) -> None:
    for side in (-1.0, 1.0):
        slip = rng.normal(0, 22, 6)
        hip, knee, ankle, toe = (
            (body.hip[0] + 0.16 * (body.knee[0] - body.hip[0]), body.hip[1] + 0.16 * (body.knee[1] - body.hip[1])),
            body.knee,
            body.ankle,
            body.toe,
        )
        y = side * 92.0
        spots = [
            (hip[0], y, hip[1]),
            (knee[0] + slip[0], y + side * abs(slip[1]), knee[1] + slip[2] * 0.3),
            (ankle[0] + slip[3] * 0.5, y + slip[4] * 0.5, ankle[1]),
        ]
        _limb(found, spots, [88.0, 60.0, 42.0], 14.0)
        foot = spots[-1]
        tip = (toe[0] + slip[3] * 0.5, foot[1] + side * 20, toe[1])
        found.solid(tube([(foot[0] - 42, foot[1], foot[2] - 12), foot, tip], [30, 42, 27], 8, 0.8), "tissue", 0.85)
        heel = (foot[0] - 45, foot[1], foot[2] - 46 if not body.lying else foot[2])
        sole = (tip[0] + 25, tip[1], tip[2] - 22 if not body.lying else tip[2])
        found.solid(beam(heel, sole, 88, 17), "rubber")
        found.sheet(tube([foot, tip], [47, 34], 8, 0.8), "cloth", 8.0)
        shoulder = (body.neck[0] - 8, side * 196.0, body.neck[1] - 62)
        elbow = (body.elbow[0] + slip[5], side * 232.0, body.elbow[1])
        hand = (body.hand[0] + slip[1], side * (60.0 + abs(slip[0])), body.hand[1])
        _limb(found, [shoulder, elbow, hand], [54.0, 45.0, 31.0], 10.5)
        found.solid(move(superellipsoid(62, 22, 38, n=10, m=6), hand[0] + 50, hand[1], hand[2]), "tissue", 0.9)


def _belongings(found: Assembly, body: Posture, rng: np.random.Generator) -> None:
    x, z = body.hip
    phone = move(turn(box(9, 72, 148), "y", 30), x + 60, 150, z + 20)
    found.solid(phone, "pcb", 1.0)
    if rng.random() < 0.6:
        profile = [(44, 0), (45, 190), (38, 235), (14, 282), (14, 300)]
        full = [(43, 3), (44, rng.uniform(70, 190))]
        floor = body.ankle[1] - 80 if not body.lying else -250.0
        found.sheet(move(lathe(profile, 16), x - 150, -190, floor), "polyethylene", 0.4)
        found.solid(move(lathe(full, 16), x - 150, -190, floor), "water")


@good
def person(found: Assembly, rng: np.random.Generator) -> None:
    """A person of 55 to 72 kg: crouching, sitting with drawn knees, or curled up on one side; facing +x."""
    body = (CROUCHED, SEATED, CURLED)[int(rng.integers(3))]
    own = Assembly()
    _trunk(own, body, rng.uniform(0.92, 1.25))
    _head(own, body)
    _legs_and_arms(own, body, rng)
    _belongings(own, body, rng)
    tall = rng.uniform(0.96, 1.05)
    if body.lying:
        own = own.altered(lambda mesh: turn(mesh, "x", 90.0))
    found.put(own.altered(lambda mesh: Mesh(mesh.vertices * tall, mesh.triangles)))
