"""Packets in the hollows of a container's steel: made to the hollow's measure, laid from below, closed with a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator.concealments.matter import Piece, Plate, Size, around
from xray_trainer.simulator.concealments.spots import Spot
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.hidden import Surroundings
from xray_trainer.simulator.load import Params

HOLLOW_OF = {"door-leaf": "doors"}  # what a place's hollows are called, where it is not the place's own name
PLACES = ("roof", "floor", "door-leaf", "corner-post", "side-wall", "reefer-unit")
SINGLE = ("corner-post", "door-leaf", "reefer-unit")  # places of which one hollow is used
CLOSED = {"floor": 1.5, "roof": 0.8}  # mm of the steel sheet under the packets
GAP = 3.0  # mm between packets
THINNEST, NARROWEST = 10.0, 35.0  # mm of a packet that is made to measure


@dataclass(frozen=True, slots=True)
class Fill:
    """Packets of one size in one hollow. order : axes of the packet's length, width and thickness."""

    hollow: Cuboid
    unit: Size
    many: tuple[int, int, int]

    @property
    def capacity(self) -> int:
        """How many packets it holds."""
        return self.many[0] * self.many[1] * self.many[2]

    def boxes(self, x: float, y: float) -> list[Cuboid]:
        """All packets: the lower first, and of one tier those nearest to x, row by row."""
        found = []
        for i in range(self.many[0]):
            for j in range(self.many[1]):
                for k in range(self.many[2]):
                    x0 = self.hollow.x0 + i * (self.unit[0] + GAP) + self._slack(0)
                    y0 = self.hollow.y0 + j * (self.unit[1] + GAP) + self._slack(1)
                    z0 = self.hollow.z0 + k * (self.unit[2] + GAP)
                    found.append(Cuboid(x0, x0 + self.unit[0], y0, y0 + self.unit[1], z0, z0 + self.unit[2]))
        return sorted(found, key=lambda one: (one.z0, abs(one.centre[0] - x), abs(one.centre[1] - y)))

    def _slack(self, axis: int) -> float:
        return (self.hollow.size[axis] - self.many[axis] * (self.unit[axis] + GAP) + GAP) / 2


def hollows(surroundings: Surroundings, place: str) -> tuple[Cuboid, ...]:
    """The hollows of a place."""
    return surroundings.container.hollows.get(HOLLOW_OF.get(place, place), ())


def capacity(surroundings: Surroundings, place: str, packet: Size, params: Params) -> int:
    """How many packets a place holds."""
    return sum(fill.capacity for fill in _fills(surroundings, place, packet, params))


def draw_place(surroundings: Surroundings, place: str, rng: np.random.Generator) -> Params | None:
    """Numbers of a place in the structure, None where the container has no such hollow."""
    found = hollows(surroundings, place)
    if not found:
        return None
    one = found[int(rng.integers(len(found)))]
    space = surroundings.container.space
    x = rng.uniform(one.x0, one.x1) - space.x0
    return {"x": max(0.0, x), "y": rng.uniform(one.y0, one.y1), "z": max(0.0, one.z0 - space.z0)}


def packets(
    surroundings: Surroundings,
    place: str,
    count: int,
    packet: Size,
    material: str,
    params: Params,
    rng: np.random.Generator,
) -> list[Piece]:
    """At most so many packets in the hollows nearest to the place asked for; none where the container has no hollow."""
    x, y = params["x"] + surroundings.container.space.x0, params["y"]
    fills = _fills(surroundings, place, packet, params)
    pieces: list[Piece] = []
    for fill in fills:
        boxes = fill.boxes(x, y)[: count - len(pieces)]
        pieces += [Plate(material, _settled(box, rng), float(rng.uniform(0.94, 1.06))) for box in boxes]
        if len(pieces) >= count:
            break
    return pieces


def sheets(surroundings: Surroundings, place: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The sheet that holds the packets, one under each hollow that was used."""
    thick, found = CLOSED.get(place, 0.0), list[Piece]()
    for hollow in hollows(surroundings, place) if thick else ():
        own = [piece for piece in pieces if hollow.holds(piece.box)]
        if own:
            box = around(own)
            found.append(Plate("steel", Cuboid(box.x0, box.x1, box.y0, box.y1, hollow.z0, hollow.z0 + thick)))
    return found


def spot(surroundings: Surroundings, pieces: Sequence[Piece]) -> Spot:
    """Where packets lie; cargo makes room where their hollow reaches into the load space."""
    box = around(pieces)
    inside = box.common(surroundings.container.space)
    return Spot(box, () if inside is None else (inside,))


def in_hollow(hollow: Cuboid, count: int, packet: Size, material: str, rng: np.random.Generator) -> list[Piece]:
    """At most so many packets in one hollow, from its floor up, where no sheet is needed under them."""
    fill = _fill(hollow, "", packet)
    boxes = fill.boxes(*hollow.centre[:2])[:count] if fill else []
    return [Plate(material, _settled(box, rng), float(rng.uniform(0.94, 1.06))) for box in boxes]


def _fills(surroundings: Surroundings, place: str, packet: Size, params: Params) -> list[Fill]:
    """The hollows that are used, those nearest to the place asked for first."""
    x, y = params["x"] + surroundings.container.space.x0, params["y"]
    found = [fill for hollow in hollows(surroundings, place) if (fill := _fill(hollow, place, packet)) is not None]
    found.sort(key=lambda fill: abs(fill.hollow.centre[0] - x) + abs(fill.hollow.centre[1] - y))
    return found[:1] if place in SINGLE else found


def _fill(hollow: Cuboid, place: str, packet: Size) -> Fill | None:
    """Packets that suit a hollow: their length along its longest side, as thin as its narrowest asks for."""
    lift = CLOSED.get(place, 0.0) + 0.5
    inner = Cuboid(hollow.x0, hollow.x1, hollow.y0, hollow.y1, hollow.z0 + lift, hollow.z1)
    if min(inner.size) < THINNEST:
        return None
    axes = sorted(range(3), key=lambda axis: -inner.size[axis])
    unit, many = [0.0, 0.0, 0.0], [0, 0, 0]
    for axis, wanted, least in zip(axes, sorted(packet, reverse=True), (NARROWEST, NARROWEST, THINNEST), strict=True):
        room = inner.size[axis] - GAP
        unit[axis] = min(wanted, room)
        many[axis] = int((room + GAP) // (unit[axis] + GAP))
        if unit[axis] < least:
            return None
    return Fill(inner, (unit[0], unit[1], unit[2]), (max(1, many[0]), max(1, many[1]), max(1, many[2])))


def _settled(box: Cuboid, rng: np.random.Generator) -> Cuboid:
    """A packet a little smaller than its room, and a little out of place."""
    slack = [float(one) for one in rng.uniform(0.0, 2.5, 4)]
    return Cuboid(box.x0 + slack[0], box.x1 - slack[1], box.y0 + slack[2], box.y1 - slack[3], box.z0, box.z1)
