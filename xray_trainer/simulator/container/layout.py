"""Where the steel of a container stands: sizes of the four common types, the load space, the hollows of the structure.

Sizes: ISO 668 outside, makers' specifications inside (facts: simulator.md 4.1). mm.
"""

from __future__ import annotations

from itertools import pairwise

from xray_trainer.simulator.box import Box, ContainerSpec
from xray_trainer.simulator.cuboid import Cuboid

LENGTHS = {20: 6058.0, 40: 12192.0}
WIDTH = 2438.0
HEIGHT = 2591.0
HIGH_CUBE = 2896.0
SIDE = WIDTH / 2
CASTING = (178.0, 162.0, 118.0)
MEMBER_LOW, MEMBER_HIGH = 16.0, 138.0  # of a dry box's cross members above the underside
FLOOR = 166.0  # top of a dry box's plywood
TUNNEL = 3350.0  # length of a 40 ft box's gooseneck tunnel, from its front
TUNNEL_HALF = 515.0
POCKETS = (-1025.0, 1025.0)  # of a 20 ft box's fork pockets from its middle
POCKET = 360.0
MACHINERY = 430.0  # length of a reefer's machinery, with its wall
LINING = 66.0  # of a reefer's side walls, from skin to lining
T_FLOOR = (215.0, 279.0)  # a reefer's floor bars above the underside


def lay(spec: ContainerSpec) -> Box:
    """A container's outer faces, its load space, and where its structure can hide something.

    Hollows: "front-wall" is the load space's last 250 mm, behind which a false wall would stand; "side-wall" the foam
    of a reefer's near and far sides; the others lie inside the structure.
    """
    under = spec.underside
    length, height = LENGTHS[spec.feet], HIGH_CUBE if spec.high_cube else HEIGHT
    outer = Cuboid(0.0, length, -SIDE, SIDE, under, under + height)
    return _reefer(spec, outer) if spec.kind == "reefer" else _dry(spec, outer)


def member_places(spec: ContainerSpec) -> tuple[float, ...]:
    """Where a dry box's cross members would stand if they were evenly spaced, mm from its doors."""
    length = LENGTHS[spec.feet]
    count = round((length - 500) / 302)
    return tuple(250 + (length - 500) * i / count for i in range(count + 1))


def _dry(spec: ContainerSpec, outer: Cuboid) -> Box:
    under, top = outer.z0, outer.z1
    space = Cuboid(95.0, outer.x1 - 62.0, -1176.0, 1176.0, under + FLOOR, top - 34.0)
    members = member_places(spec)
    bays = [(a + 12.0, b - 42.0) for a, b in pairwise(members[1:-1])]
    bays = [bay for bay in bays if _free(spec, outer, bay)]
    low, high = under + 34.0, under + 134.0
    hollows = {
        "front-wall": (Cuboid(space.x1 - 250.0, space.x1, space.y0, space.y1, space.z0, space.z1),),
        "roof": tuple(
            Cuboid(x, x + 900.0, -1080.0, 1080.0, top - 84.0, top - 36.0)
            for x in _steps(600.0, outer.x1 - 1600.0, 1050.0)
        ),
        "floor": tuple(Cuboid(a, b, y, y + 760.0, low, high) for a, b in bays for y in (-900.0, 140.0)),
        "doors": tuple(Cuboid(31.0, 65.0, y, y + 860.0, under + 420.0, top - 420.0) for y in (-1010.0, 150.0)),
        "corner-post": _posts(outer, (20.0, 58.0), (outer.x1 - 62.0, outer.x1 - 16.0)),
    }
    return Box(spec, outer, space, hollows)


def _reefer(spec: ContainerSpec, outer: Cuboid) -> Box:
    under, top = outer.z0, outer.z1
    inside = SIDE - 8.0 - LINING
    space = Cuboid(98.0, outer.x1 - MACHINERY, -inside, inside, under + T_FLOOR[1], top - 118.0)
    unit = outer.x1 - MACHINERY
    foam = (under + 330.0, top - 260.0)
    hollows = {
        "front-wall": (Cuboid(space.x1 - 250.0, space.x1, space.y0, space.y1, space.z0, space.z1),),
        "roof": tuple(
            Cuboid(x, x + 900.0, -1040.0, 1040.0, top - 86.0, top - 28.0) for x in _steps(500.0, unit - 1100.0, 1100.0)
        ),
        "floor": tuple(
            Cuboid(x, x + 380.0, y, y + 700.0, under + 150.0, under + 206.0)
            for x in _steps(500.0, unit - 900.0, 940.0)
            for y in (-840.0, 140.0)
        ),
        "doors": tuple(Cuboid(14.0, 84.0, y, y + 900.0, under + 420.0, top - 420.0) for y in (-1030.0, 130.0)),
        "corner-post": _posts(outer, (20.0, 58.0), (outer.x1 - 62.0, outer.x1 - 16.0)),
        "reefer-unit": (
            Cuboid(unit + 70.0, unit + 300.0, -700.0, 700.0, under + 1180.0, under + 1560.0),
            Cuboid(unit + 80.0, unit + 350.0, 320.0, 1020.0, under + 330.0, under + 820.0),
        ),
        "side-wall": tuple(
            Cuboid(x, x + 900.0, y, y + LINING - 6.0, *foam)
            for x in _steps(500.0, unit - 1100.0, 1050.0)
            for y in (-SIDE + 6.0, SIDE - LINING)
        ),
    }
    return Box(spec, outer, space, hollows)


def _free(spec: ContainerSpec, outer: Cuboid, bay: tuple[float, float]) -> bool:
    """Whether a bay under the floor is crossed by neither tunnel nor fork pockets."""
    if spec.feet == 40:
        return bay[1] < outer.x1 - TUNNEL - 60
    middle = outer.centre[0]
    return all(abs((bay[0] + bay[1]) / 2 - middle - pocket) > POCKET for pocket in POCKETS)


def _posts(outer: Cuboid, doors: tuple[float, float], front: tuple[float, float]) -> tuple[Cuboid, ...]:
    """The hollows of the four corner posts, between their castings."""
    low, high = outer.z0 + 140.0, outer.z1 - 140.0
    return tuple(
        Cuboid(x0, x1, y, y + 84.0, low, high) for x0, x1 in (doors, front) for y in (outer.y0 + 16.0, outer.y1 - 100.0)
    )


def _steps(start: float, end: float, step: float) -> list[float]:
    """From start on, by step, as long as not beyond the end."""
    return [start + i * step for i in range(int((end - start) // step) + 1)] if end >= start else []
