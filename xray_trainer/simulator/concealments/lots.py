"""Kinds of concealment that are a lot of alike things, packed together where something can be hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from xray_trainer.simulator.concealments import spots, structure
from xray_trainer.simulator.concealments.matter import (
    Piece,
    Plate,
    Size,
    Stash,
    Turned,
    mass_of,
    size_of,
    standing,
    stash,
)
from xray_trainer.simulator.concealments.matter import around as hull_of
from xray_trainer.simulator.concealments.packing import Packed, packed
from xray_trainer.simulator.concealments.spots import Spot
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.goods import VARIANTS, goods
from xray_trainer.simulator.hidden import ConcealmentKind, Hidden, Surroundings
from xray_trainer.simulator.load import Limits, Params
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.mesh import Item
from xray_trainer.text import N_, Message

Ids: TypeAlias = Mapping[str, str]  # message ids by place
WHOLE = "whole-load"
MANY = 100_000
SHAPE, LEAST = ("long", "deep", "high"), 0.1  # sides of a block, and the least share of the room that one may be
STRETCH = 3.0  # a block is at most so much longer than it is deep or high: nobody lays a row from end to end
TALL = 1.5  # and at most so much higher than it is long or deep
ELBOW = 60.0  # mm that are free round what stands on the floor
LID, REST = 30.0, 100.0  # mm of the boards over a hollow, and how far they lie on the goods beside it
STUFF, LOOSE = "paper", 0.3  # what wrapped things lie in, and how dense it is at least against the cargo
AS_IT_IS: Params = {"way": 0, **dict.fromkeys(SHAPE, 1.0), "dense": 1.0}
DENSE = (0.85, 1.08)  # how heavy they are with it, against the cargo
FILLED = 0.4  # share of its spaces that a load must take to be nothing but the concealment
SHARE = 0.92  # of a body of cargo: the largest block that is put into it


@dataclass(frozen=True, slots=True)
class Packet:
    """How such things are packed for a hollow of the structure. size : mm, as far as the hollow allows."""

    size: Size
    material: str
    counts: tuple[int, int]
    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Lot:
    """Alike things.

    good : their name among the goods. counts : the least and the most. ways : how they may lie, degrees. gap : mm
    between them. loose : degrees that each is turned out of line. models : variants that lie together. flips :
    whether some are turned round. stands : on the floor, with nothing upon them. roofed : by boards that carry the
    goods above; else these make room up to the roof. tiers : at most so many upon each
    other. packet : what they come in where they are put into hollows. wrapped : in the cargo, they lie in stuff as
    dense as the cargo. one, many : what they are called, in a sentence; of {count} and {mass}. cues : by place,
    what gives them away.
    """

    good: str
    counts: tuple[int, int]
    one: str
    many: str
    cues: Ids
    ways: tuple[Turned, ...] = ((0.0, 0.0, 0.0),)
    gap: float = 5.0
    loose: float = 1.0
    models: int = 1
    flips: bool = True
    stands: bool = False
    roofed: bool = False
    tiers: int = 99
    wrapped: bool = False
    packet: Packet | None = None

    def item(self, variant: int) -> Item:
        """One of the things."""
        return goods()[self.good](variant % VARIANTS)

    def choose(self, around: Surroundings, place: str, rng: np.random.Generator) -> Params | None:
        """How many, of which model, where."""
        variant, count = int(rng.integers(VARIANTS)), counted(rng, self.counts)
        if place in structure.PLACES:
            return self._choose_hollow(around, place, rng)
        if place == WHOLE:
            hull = load_hull(around)
            if not around.loads or hull.litres < FILLED * sum(space.litres for space in around.spaces):
                return None
            count = MANY
        shape = self._shape(rng)
        block = self.block(around, place, count, variant, shape)
        if block is None or block.count < self.counts[0]:
            shape = {**shape, **dict.fromkeys(SHAPE, 1.0)}
            block = self.block(around, place, count, variant, shape)
        if block is None or block.count < self.counts[0]:
            return None
        at = self._draw_spot(around, place, block, rng)
        if at is None:
            return None
        left_out = round(rng.uniform(0, 0.06) * block.count) if place == WHOLE else 0
        return {"count": block.count - left_out, "variant": variant, **shape, **at}

    def _shape(self, rng: np.random.Generator) -> Params:
        """How they lie, in how flat, long or narrow a block, and how dense what they are wrapped in makes it."""
        shares = np.exp(rng.uniform(np.log(LEAST), 0.0, 3))
        return {
            "way": int(rng.integers(len(self.ways))),
            **dict(zip(SHAPE, (float(share) for share in shares), strict=True)),
            "dense": rng.uniform(*DENSE),
        }

    def _turned(self, params: Params) -> Turned:
        return self.ways[int(params.get("way", 0)) % len(self.ways)]

    def _unit(self, variant: int, turned: Turned) -> Size:
        """The room that one of them takes, whichever model it is and however it is turned, mm."""
        yaw, pitch, roll = turned
        sizes = [
            size_of(self.item(variant + number), (yaw + out, pitch, roll))
            for number in range(self.models)
            for out in (-self.loose, 0.0, self.loose)
        ]
        return max(one[0] for one in sizes), max(one[1] for one in sizes), max(one[2] for one in sizes)

    def block(self, around: Surroundings, place: str, count: int, variant: int, shape: Params) -> Packed | None:
        """How they are packed there; fewer where all do not fit."""
        unit = self._unit(variant, self._turned(shape))
        if place == WHOLE:
            full = filled(unit, load_hull(around).size, self.gap)
            return replace(full, count=min(full.count, count)) if full else None
        pitch = unit[0] + self.gap, unit[1] + self.gap, unit[2] + self.gap
        room = room_for(around, place)
        room = room[0], room[1], min(room[2], self.tiers * pitch[2])
        long, deep, high = (
            min(most, max(shape.get(name, 1.0) * most, least))
            for name, most, least in zip(SHAPE, room, pitch, strict=True)
        )
        high = min(high, max(TALL * max(long, deep), pitch[2]))
        long = min(long, max(STRETCH * max(deep, high), pitch[0]))
        return packed(count, unit, (long, deep, high), self.gap)

    def build(self, around: Surroundings, place: str, params: Params, rng: np.random.Generator) -> Hidden:
        """The lot in its place."""
        variant = int(params["variant"])
        if place in structure.PLACES and self.packet is not None:
            packet, wanted = self.packet, int(params["count"])
            packets = structure.packets(around, place, wanted, packet.size, packet.material, params, rng)
            if packets:
                named = packet.one, packet.many, self.cues[place]
                found = noted(named, around, place, packets, len(packets), structure.spot(around, packets))
                return found.among(structure.sheets(around, place, packets))
        block = self.block(around, place, int(params["count"]), variant, params)
        if block is None:  # a scene by hand that asks for more than there is room for: one of them on the floor
            unit = self._unit(variant, self._turned(params))
            block = Packed(1, 1, 1, 1, (unit[0] + self.gap, unit[1] + self.gap, unit[2]))
        spot = self._spot(around, place, block, params)
        pieces = self.pieces(block, spot, variant, self._turned(params), rng)
        named = self.one, self.many, self.cues.get(place) or next(iter(self.cues.values()))
        if self.stands and place != "top":
            spot, boards = _hollow(around, pieces, self.roofed)
            return noted(named, around, place, pieces, block.count, spot).among(boards)
        found = noted(named, around, place, pieces, block.count, spot)
        return found.among(_stuff(around, spot, found.mass_kg, params)) if self.wrapped and place == "cargo" else found

    def _choose_hollow(self, around: Surroundings, place: str, rng: np.random.Generator) -> Params | None:
        at = structure.draw_place(around, place, rng)
        if self.packet is None or at is None:
            return None
        count = min(counted(rng, self.packet.counts), structure.capacity(around, place, self.packet.size, at))
        return {"count": count, "variant": 0, **AS_IT_IS, **at} if count else None

    def _draw_spot(self, around: Surroundings, place: str, block: Packed, rng: np.random.Generator) -> Params | None:
        draw = {
            "doors": spots.draw_behind_doors,
            "top": spots.draw_on_top,
            WHOLE: spots.draw_whole_load,
        }.get(place, spots.draw_in_cargo)
        return draw(around, block.size, rng)

    def _spot(self, around: Surroundings, place: str, block: Packed, params: Params) -> Spot:
        if place == WHOLE:
            return whole_load(around, block)
        if place == "doors" or (place == "cargo" and self.stands):
            return _of(block, spots.on_floor(around, block.size, params))
        if place == "top":
            return spots.on_top(around, block.size, params)
        return _of(block, spots.in_cargo(around, block.size, params))

    def pieces(self, block: Packed, spot: Spot, variant: int, turned: Turned, rng: np.random.Generator) -> list[Piece]:
        """The things in their poses."""
        found: list[Piece] = []
        models = [self.item(variant + number) for number in range(self.models)]
        for x, y, z in block.spots(spot.box):
            item = models[int(rng.integers(self.models))] if self.models > 1 else models[0]
            yaw, pitch, roll = turned
            half = 180.0 * int(rng.integers(2)) if self.flips else 0.0
            # few angles, so that projections are met again
            out = self.loose * float(rng.integers(-2, 3)) / 2
            x += 0.4 * self.gap * float(rng.uniform(-1, 1))
            found.append(standing(item, x, y, z, (yaw + half + out, pitch, roll)))
        return found


def kind(
    name: str, title: Message, category: str, lot: Lot, places: tuple[str, ...], not_in: tuple[str, ...] = ()
) -> ConcealmentKind:
    """A kind of concealment that is such a lot."""
    most = MANY if WHOLE in places else max(lot.counts[1], lot.packet.counts[1] if lot.packet else 1)
    own: Limits = {
        "count": (1, most),
        "variant": (0, VARIANTS - 1),
        **dict.fromkeys(SHAPE, (0.0, 1.0)),
        **spots.WHERE,
        "way": (0, len(lot.ways) - 1),
        "dense": (0.5, 2.0),
    }
    return ConcealmentKind(name, title, category, places, lot.choose, lot.build, own, not_in)


def counted(rng: np.random.Generator, counts: tuple[int, int]) -> int:
    """A number between two, small ones as likely as large ones."""
    low, high = counts
    return round(float(np.exp(rng.uniform(np.log(low), np.log(high)))))


def room_for(around: Surroundings, place: str) -> tuple[float, float, float]:
    """The largest block that a place takes: length, depth, height, mm."""
    space = around.container.space.size
    if place == "doors":
        return min(1300.0, space[0], spots.behind_doors(around)), SHARE * space[1], 0.6 * space[2]
    if place == "top":
        return 0.3 * space[0], SHARE * space[1], 0.36 * space[2]
    body = spots.largest(around)
    if min(body) <= 0:
        return 0.3 * space[0], 0.5 * space[1], 0.5 * space[2]
    return min(SHARE * body[0], 5000.0), SHARE * body[1], SHARE * body[2]


def load_hull(around: Surroundings) -> Cuboid:
    """The box round all cargo."""
    return spots.hull(spots.bodies_of_cargo(around) or around.spaces or (around.container.space,))


def filled(unit: Size, room: Size, gap: float) -> Packed | None:
    """A room filled with such units, one tier less where they would reach the roof."""
    pitch = unit[0] + gap, unit[1] + gap, unit[2] + 2.0
    along, across, tiers = int(room[0] // pitch[0]), int(room[1] // pitch[1]), int(room[2] // pitch[2])
    if min(along, across, tiers) < 1:
        return None
    return Packed(along * across * tiers, along, across, tiers, pitch)


def whole_load(around: Surroundings, block: Packed) -> Spot:
    """From the front wall of the load on, across the middle; all of the loads make room."""
    hull, space = load_hull(around), around.container.space
    length, depth, height = block.size
    middle = (space.y0 + space.y1) / 2
    box = Cuboid(hull.x1 - length, hull.x1, middle - depth / 2, middle + depth / 2, space.z0, space.z0 + height)
    return Spot(box, tuple(around.spaces))


def _of(block: Packed, spot: Spot) -> Spot:
    """The cargo that makes room for a block, no more than it takes, where one body of cargo does."""
    if len(spot.displaces) == 1 and spot.displaces[0].holds(spot.box):
        return replace(spot, displaces=block.bodies(spot.box, spot.displaces[0]))
    return spot


def _hollow(around: Surroundings, pieces: Sequence[Piece], roofed: bool) -> tuple[Spot, list[Piece]]:
    """Room on the floor round what stands there, and the boards that carry the goods over it."""
    box, space = hull_of(pieces), around.container.space
    room = _wider(box, ELBOW, space, box.z0, box.z1 + ELBOW)
    if spots.things(around):
        return Spot(box, spots.cleared(around, room)), []
    if not roofed:
        return Spot(box, (_wider(box, ELBOW, space, box.z0, space.z1),)), []
    lid = _wider(room, REST, space, room.z1, room.z1 + LID)
    carried = any(body.common(lid.moved(dz=LID)) is not None for body in spots.bodies_of_cargo(around))
    return Spot(box, (room, lid) if carried else (room,)), [Plate("wood", lid)] if carried else []


def _wider(box: Cuboid, by: float, within: Cuboid, z0: float, z1: float) -> Cuboid:
    """A box wider on all sides, of other heights, within another."""
    return Cuboid(box.x0 - by, box.x1 + by, box.y0 - by, box.y1 + by, z0, z1).common(within) or box


def _stuff(around: Surroundings, spot: Spot, things_kg: float, params: Params) -> list[Piece]:
    """Rags, paper or goods round wrapped things, so that all together is about as heavy as the cargo that made room."""
    dense = spots.density(around, spot.box)
    missing = params.get("dense", 1.0) * dense - things_kg / spot.box.litres
    fill = min(1.0, max(missing, LOOSE * dense) / material(STUFF).density)
    return [Plate(STUFF, spot.box, fill)] if fill > 0.01 else []


def noted(
    named: tuple[str, str, str], around: Surroundings, place: str, pieces: list[Piece], count: int, spot: Spot
) -> Stash:
    """The stash with its note. named : what one is called, what many, and what gives them away."""
    one, many, cue = named
    what = Message(one if count == 1 else many, {"count": count, "mass": kilograms(mass_of(pieces))})
    note = said(what, place, spot.box, around, cue)
    return stash(pieces, spot.displaces, note, whole_load=place == WHOLE)


def said(what: Message, place: str, box: Cuboid, around: Surroundings, cue: str) -> tuple[Message, ...]:
    """What it is and where, and what gives it away."""
    where = spots.told(place, box, around)
    return Message(N_("{what}: {where}."), {"what": what, "where": where}), Message(cue)


def kilograms(mass: float) -> str:
    """A mass as an instructor says it."""
    return f"{mass:.0f}" if mass >= 10 else f"{mass:.1f}"
