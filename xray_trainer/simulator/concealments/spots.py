"""Where something can be hidden: in the cargo, behind the doors, on top, in the structure. Nothing floats there.

Positions of a scene are told as an officer tells them: x from the doors' inner face, z above the floor, y from the
middle; mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator.concealments.matter import Size
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.hidden import Surroundings
from xray_trainer.simulator.load import Limits, Params
from xray_trainer.text import N_, Message

ROOM = 8.0  # mm left free round what lies in the cargo
SUNK = 30.0  # mm that what lies on the cargo sinks into it
EVEN = 0.55  # share of the space round its blocks that a load fills, if it can be taken as one block
WHERE: Limits = {"x": (0.0, 12_500.0), "y": (-1_250.0, 1_250.0), "z": (0.0, 2_800.0)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a block: the box, and the cargo that makes room for it."""

    box: Cuboid
    displaces: tuple[Cuboid, ...] = ()


def bodies_of_cargo(around: Surroundings) -> tuple[Cuboid, ...]:
    """Boxes that are evenly filled with cargo: the loads' own blocks, and all of a load where it is filled densely."""
    found: list[Cuboid] = []
    for load in around.loads:
        boxes = [block.box for block in load.blocks]
        found += boxes
        if len(boxes) > 1:
            whole = hull(boxes)
            if sum(box.litres for box in boxes) >= EVEN * whole.litres:
                found.append(whole)
    inside = around.container.space
    return tuple(common for box in found if (common := box.common(inside)) is not None)


def largest(around: Surroundings) -> Size:
    """Length, depth and height of the largest body of cargo, zeros where there is none."""
    bodies = bodies_of_cargo(around)
    return max((body.size for body in bodies), key=lambda size: size[0] * size[1] * size[2], default=(0.0, 0.0, 0.0))


def draw_in_cargo(around: Surroundings, size: Size, rng: np.random.Generator) -> Params | None:
    """Numbers of a place for a block of this size within the cargo, None where it fits nowhere."""
    bodies = [body for body in bodies_of_cargo(around) if _fits(size, body)]
    if not bodies:
        return None
    volumes = np.array([body.litres for body in bodies])
    body = bodies[
        int(np.searchsorted(np.cumsum(volumes / volumes.sum()), rng.uniform(), "right").clip(0, len(bodies) - 1))
    ]
    length, depth, height = size
    space = around.container.space
    return {
        "x": rng.uniform(body.x0 + length / 2, body.x1 - length / 2) - space.x0,
        "y": rng.uniform(body.y0 + depth / 2, body.y1 - depth / 2),
        "z": rng.uniform(body.z0, body.z1 - height) - space.z0,
    }


def draw_whole_load(around: Surroundings, size: Size, rng: np.random.Generator) -> Params | None:
    """No numbers are needed: it is where the loads are."""
    return {"x": 0.0, "y": 0.0, "z": 0.0}


def in_cargo(around: Surroundings, size: Size, params: Params) -> Spot:
    """The place in the cargo that is nearest to the one asked for; on the floor where no cargo is large enough."""
    space = around.container.space
    wanted = params["x"] + space.x0, params["y"], params["z"] + space.z0
    found = [_moved_into(body, size, wanted) for body in bodies_of_cargo(around) if _fits(size, body)]
    if not found:
        box = _moved_into(space, size, (wanted[0], wanted[1], space.z0))
        return Spot(box, (Cuboid(box.x0, box.x1, box.y0, box.y1, box.z0, space.z1),))
    middle = (wanted[0], wanted[1], wanted[2] + size[2] / 2)
    box = min(found, key=lambda one: sum((a - b) ** 2 for a, b in zip(one.centre, middle, strict=True)))
    return Spot(box, (grown(box, space),))


def on_floor(around: Surroundings, size: Size, params: Params) -> Spot:
    """On the floor at x and y; what cargo is there and above makes room, for it could not hang over it."""
    space = around.container.space
    box = _moved_into(space, size, (params["x"] + space.x0, params["y"], space.z0))
    column = grown(box, space)
    return Spot(box, (Cuboid(column.x0, column.x1, column.y0, column.y1, space.z0, space.z1),))


def draw_behind_doors(around: Surroundings, size: Size, rng: np.random.Generator) -> Params | None:
    """Numbers of a place on the floor behind the doors: in the gap before the load, or where its last row was."""
    space = around.container.space
    if not _fits(size, space):
        return None
    gap = min((body.x0 for body in bodies_of_cargo(around)), default=space.x0) - space.x0
    x = size[0] / 2 + rng.uniform(15, max(40.0, min(gap, 1200.0) - size[0]))
    half = (space.y1 - space.y0 - size[1]) / 2
    return {"x": x, "y": rng.uniform(-half, half), "z": 0.0}


def draw_on_top(around: Surroundings, size: Size, rng: np.random.Generator) -> Params | None:
    """Numbers of a place on the cargo, mostly near the doors, where somebody climbed up."""
    space = around.container.space
    bodies = [body for body in bodies_of_cargo(around) if body.size[0] >= size[0] and body.size[1] >= size[1]]
    if not bodies or size[2] > 0.45 * (space.z1 - space.z0):
        return None
    first = min(bodies, key=lambda body: (body.x0, -body.z1))
    last = max(body.x1 for body in bodies)
    reach = first.x0 + size[0] / 2 + (last - first.x0 - size[0]) * rng.uniform() ** 2.5
    half = (space.y1 - space.y0 - size[1]) / 2
    return {"x": reach - space.x0, "y": rng.uniform(-half, half), "z": space.z1 - space.z0 - size[2]}


def on_top(around: Surroundings, size: Size, params: Params) -> Spot:
    """On the cargo at x and y, sunk in a little, and at most under the roof; without cargo there, on the floor."""
    space = around.container.space
    box = _moved_into(space, size, (params["x"] + space.x0, params["y"], space.z1))
    under = [
        body
        for body in bodies_of_cargo(around)
        if body.common(Cuboid(box.x0, box.x1, box.y0, box.y1, space.z0, space.z1))
    ]
    if not under:
        return on_floor(around, size, params)
    rest = min(max(body.z1 for body in under) - SUNK, space.z1 - size[2] - ROOM)
    box = box.moved(dz=max(rest, space.z0) - box.z0)
    column = grown(box, space)
    return Spot(box, (Cuboid(column.x0, column.x1, column.y0, column.y1, box.z0, space.z1),))


def density(around: Surroundings, box: Cuboid) -> float:
    """Bulk density of the cargo in a box, g/cm³; 0 where there is none."""
    found = [
        (common.litres, block.density)
        for load in around.loads
        for block in load.blocks
        if (common := block.box.common(box)) is not None
    ]
    litres = sum(own for own, _ in found)
    return sum(own * dense for own, dense in found) / litres if litres > 0 else 0.0


def grown(box: Cuboid, within: Cuboid) -> Cuboid:
    """The box and the little room round it, within another."""
    larger = Cuboid(box.x0 - ROOM, box.x1 + ROOM, box.y0 - ROOM, box.y1 + ROOM, box.z0, box.z1 + ROOM)
    return larger.common(within) or box


def hull(boxes: Sequence[Cuboid]) -> Cuboid:
    """The box round several."""
    return Cuboid(
        min(one.x0 for one in boxes),
        max(one.x1 for one in boxes),
        min(one.y0 for one in boxes),
        max(one.y1 for one in boxes),
        min(one.z0 for one in boxes),
        max(one.z1 for one in boxes),
    )


def told(place: str, box: Cuboid, around: Surroundings) -> Message:
    """Where that is, as part of a sentence: "in the cargo, 4.2 m from the doors and 0.8 m above the floor"."""
    space = around.container.space
    values = {
        "x": f"{max(0.0, box.centre[0] - space.x0) / 1000:.1f}",
        "z": f"{max(0.0, box.centre[2] - space.z0) / 1000:.1f}",
    }
    return Message(_TOLD[place], values)


_TOLD = {
    "cargo": N_("in the cargo, {x} m from the doors and {z} m above the floor"),
    "doors": N_("behind the doors, {x} m inside"),
    "top": N_("on top of the cargo, {x} m from the doors"),
    "floor": N_("under the floor, {x} m from the doors"),
    "roof": N_("in the roof, {x} m from the doors"),
    "front-wall": N_("at the front wall, {x} m from the doors"),
    "side-wall": N_("in the side wall, {x} m from the doors"),
    "corner-post": N_("in a corner post, {z} m above the floor"),
    "door-leaf": N_("in the hollow of a door, {z} m above the floor"),
    "reefer-unit": N_("in the refrigeration unit at the front, {z} m above the floor"),
    "whole-load": N_("they are all of the load, which the papers call by another name"),
}


def _fits(size: Size, body: Cuboid) -> bool:
    return all(mine <= theirs for mine, theirs in zip(size, body.size, strict=True))


def _moved_into(body: Cuboid, size: Size, wanted: tuple[float, float, float]) -> Cuboid:
    """A box of that size with the middle x, middle y and base z nearest to the wanted within the body."""
    length, depth, height = size
    x0 = min(max(wanted[0] - length / 2, body.x0), max(body.x0, body.x1 - length))
    y0 = min(max(wanted[1] - depth / 2, body.y0), max(body.y0, body.y1 - depth))
    z0 = min(max(wanted[2], body.z0), max(body.z0, body.z1 - height))
    return Cuboid(x0, x0 + length, y0, y0 + depth, z0, z0 + height)
