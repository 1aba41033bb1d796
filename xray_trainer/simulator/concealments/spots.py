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
from xray_trainer.simulator.load import Limits, Load, Params
from xray_trainer.simulator.stowing import Stowed
from xray_trainer.text import N_, Message

ROOM = 8.0  # mm left free round what lies in the cargo
SUNK = 30.0  # mm that what lies on the cargo sinks into it
EVEN = 0.8  # share of its depth that each part of a load fills, if it gives way like one body
COVERED = 0.92  # share of a place in the cargo that cargo fills: nothing bridges a gap
BESIDE = 100.0  # mm that single goods may reach beyond their blocks
CARRIED = 0.6  # share of a base that must lie on something
LEVEL = 60.0  # mm: what lies this little below a base still carries it
TOUCH = 20.0  # mm that boxes of things beside each other may have in common
CLEAR = 40.0  # mm left between the doors, a thing behind them and the goods
DRAWS = 12  # places that are tried
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
        if len(boxes) > 1 and _even(load):
            found.append(hull(boxes))
    inside = around.container.space
    return tuple(common for box in found if (common := box.common(inside)) is not None)


def things(around: Surroundings) -> tuple[Cuboid, ...]:
    """Boxes of the single goods, where a load is made of such."""
    return tuple(one.box for load in around.loads if isinstance(load, Stowed) for one in load.placed)


def _even(load: Load) -> bool:
    """Whether a load fills its space so that it gives way like one body: bags and cartons, no drums or machines."""
    boxes = [block.box for block in load.blocks]
    if not boxes or isinstance(load, Stowed):
        return False
    return min(box.size[1] for box in boxes) >= EVEN * hull(boxes).size[1]


def _covered(around: Surroundings, box: Cuboid) -> float:
    """Share of a box that the loads' blocks fill."""
    blocks = (block.box.common(box) for load in around.loads for block in load.blocks)
    return sum(common.litres for common in blocks if common is not None) / box.litres


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
    shares = np.cumsum(volumes / volumes.sum())
    length, depth, height = size
    space = around.container.space
    for _ in range(DRAWS):
        body = bodies[int(np.searchsorted(shares, rng.uniform(), "right").clip(0, len(bodies) - 1))]
        x = rng.uniform(body.x0 + length / 2, body.x1 - length / 2)
        y = rng.uniform(body.y0 + depth / 2, body.y1 - depth / 2)
        z = rng.uniform(body.z0, body.z1 - height)
        box = Cuboid(x - length / 2, x + length / 2, y - depth / 2, y + depth / 2, z, z + height)
        if _covered(around, box) >= COVERED:
            return {"x": x - space.x0, "y": y, "z": z - space.z0}
    return None


def draw_whole_load(around: Surroundings, size: Size, rng: np.random.Generator) -> Params | None:
    """No numbers are needed: it is where the loads are."""
    return {"x": 0.0, "y": 0.0, "z": 0.0}


def in_cargo(around: Surroundings, size: Size, params: Params) -> Spot:
    """The place in the cargo that is nearest to the one asked for; on the floor where no cargo is large enough."""
    space = around.container.space
    wanted = params["x"] + space.x0, params["y"], params["z"] + space.z0
    found = [_moved_into(body, size, wanted) for body in bodies_of_cargo(around) if _fits(size, body)]
    if not found:
        return on_floor(around, size, params)
    middle = (wanted[0], wanted[1], wanted[2] + size[2] / 2)
    box = min(found, key=lambda one: sum((a - b) ** 2 for a, b in zip(one.centre, middle, strict=True)))
    return Spot(box, (grown(box, space),))


def on_floor(around: Surroundings, size: Size, params: Params) -> Spot:
    """On the floor at x and y; goods above rest on it. Of a load of single goods, those in the way are gone."""
    space = around.container.space
    box = _moved_into(space, size, (params["x"] + space.x0, params["y"], space.z0))
    if any(isinstance(load, Stowed) for load in around.loads):
        return Spot(box, cleared(around, box))
    return Spot(box, (grown(box, space),))


def cleared(around: Surroundings, box: Cuboid) -> tuple[Cuboid, ...]:
    """The single goods that stand in a box or upon such goods, from below."""
    gone: list[Cuboid] = []
    for one in sorted(things(around), key=lambda one: (one.z0, one.x0, one.y0)):
        if one.common(box) is not None or any(_upon(one, low) for low in gone):
            gone.append(one)
    return tuple(gone)


def _upon(one: Cuboid, low: Cuboid) -> bool:
    """Whether a thing stands on another, though perhaps not directly."""
    flat = min(one.x1, low.x1) - max(one.x0, low.x0), min(one.y1, low.y1) - max(one.y0, low.y0)
    return one.z0 >= low.z1 - TOUCH and min(flat) > TOUCH


def behind_doors(around: Surroundings) -> float:
    """Length of the room behind the doors, mm: all of the space where goods there give way, else up to the first."""
    space = around.container.space
    firsts = [box.x0 for box in things(around)]
    firsts += [block.box.x0 - BESIDE for load in around.loads if not _even(load) for block in load.blocks]
    return min((first - space.x0 - CLEAR for first in firsts), default=space.x1 - space.x0)


def draw_behind_doors(around: Surroundings, size: Size, rng: np.random.Generator) -> Params | None:
    """Numbers of a place on the floor behind the doors: in the gap before the load, or where its last row was.

    Nothing is put under drums, machines or other single goods.
    """
    space = around.container.space
    if not _fits(size, space):
        return None
    if size[0] > behind_doors(around):
        return None
    gap = min((body.x0 for body in bodies_of_cargo(around)), default=space.x1) - space.x0
    x = size[0] / 2 + rng.uniform(15, max(40.0, min(gap, 1200.0) - size[0]))
    half = (space.y1 - space.y0 - size[1]) / 2
    return {"x": x, "y": rng.uniform(-half, half), "z": 0.0}


def draw_on_top(around: Surroundings, size: Size, rng: np.random.Generator) -> Params | None:
    """Numbers of a place on the cargo, mostly near the doors, where somebody climbed up."""
    space = around.container.space
    bodies = bodies_of_cargo(around)
    if not bodies or size[2] > 0.45 * (space.z1 - space.z0) or not _fits(size, space):
        return None
    first, last = min(body.x0 for body in bodies), max(body.x1 for body in bodies)
    half = (space.y1 - space.y0 - size[1]) / 2
    for _ in range(DRAWS):
        reach = first + size[0] / 2 + max(0.0, last - first - size[0]) * rng.uniform() ** 2.5
        at = {"x": reach - space.x0, "y": rng.uniform(-half, half), "z": space.z1 - space.z0 - size[2]}
        if _carried(around, on_top(around, size, at).box):
            return at
    return None


def _carried(around: Surroundings, box: Cuboid) -> bool:
    """Whether enough of what lies there lies on cargo, and none of it within single goods."""
    if any(one.common(box) is not None for one in things(around)):
        return False
    base = Cuboid(box.x0, box.x1, box.y0, box.y1, box.z0 - LEVEL, box.z0)
    blocks = (block.box.common(base) for load in around.loads for block in load.blocks)
    return sum(one.size[0] * one.size[1] for one in blocks if one is not None) >= CARRIED * box.size[0] * box.size[1]


def on_top(around: Surroundings, size: Size, params: Params) -> Spot:
    """On the cargo at x and y, sunk in a little, and at most under the roof; without cargo there, on the floor."""
    space = around.container.space
    box = _moved_into(space, size, (params["x"] + space.x0, params["y"], space.z1))
    single = things(around)
    cargo = single or tuple(block.box for load in around.loads for block in load.blocks)
    column = Cuboid(box.x0, box.x1, box.y0, box.y1, space.z0, space.z1)
    under = [body.z1 for body in cargo if body.common(column)]
    if not under:
        return on_floor(around, size, params)
    rest = min(max(under) + (1.0 if single else -SUNK), space.z1 - size[2] - ROOM)
    box = box.moved(dz=max(rest, space.z0) - box.z0)
    if single:
        return Spot(box, cleared(around, box))
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
