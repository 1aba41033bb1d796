"""What concealments are made of: plates of one material, posed things, and several of them as one concealment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from xray_trainer.simulator import meshes, posed, slabs
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import material
from xray_trainer.simulator.mesh import Item, Pose
from xray_trainer.text import Message

Size = tuple[float, float, float]  # length along x, depth along y, height along z, mm
Turned = tuple[float, float, float]  # yaw, pitch, roll, degrees


class Piece(Protocol):
    """One body of a concealment."""

    @property
    def box(self) -> Cuboid:
        """Around it, mm."""

    @property
    def mass_kg(self) -> float:
        """Its mass."""

    def draw(self, maps: Maps) -> None:
        """Add its matter."""


@dataclass(frozen=True, slots=True)
class Plate:
    """An upright body of one material, by its name. fill : share of the body that is matter."""

    name: str
    box: Cuboid
    fill: float = 1.0

    @property
    def mass_kg(self) -> float:
        """Its mass."""
        return self.box.litres * material(self.name).density * self.fill

    def draw(self, maps: Maps) -> None:
        """Add its matter."""
        box = self.box
        slabs.slab(maps, material(self.name), box.x0, box.x1, box.y0, box.y1, box.z0, box.z1, self.fill)


@dataclass(frozen=True, slots=True)
class Thing:
    """An item in its pose, and the box around it."""

    item: Item
    pose: Pose
    box: Cuboid

    @property
    def mass_kg(self) -> float:
        """Its mass."""
        return _mass(self.item)

    def draw(self, maps: Maps) -> None:
        """Add its matter."""
        posed.draw(maps, self.item, self.pose)


@dataclass(frozen=True, slots=True, eq=False)
class Stash:
    """Pieces that are one concealment. things_kg : of what is forbidden, without what it is packed in."""

    pieces: tuple[Piece, ...]
    box: Cuboid
    mass_kg: float
    things_kg: float
    displaces: tuple[Cuboid, ...]
    note: tuple[Message, ...]
    whole_load: bool = False

    def draw(self, maps: Maps) -> None:
        """Add its matter (not yet less what it displaces)."""
        for piece in self.pieces:
            piece.draw(maps)

    def among(self, stuff: Sequence[Piece]) -> Stash:
        """The same among what is packed round it; the note tells the mass of the things alone."""
        pieces = (*self.pieces, *stuff)
        return replace(self, pieces=pieces, box=around(pieces), mass_kg=mass_of(pieces))


def stash(
    pieces: Sequence[Piece], displaces: Sequence[Cuboid], note: Sequence[Message], whole_load: bool = False
) -> Stash:
    """One concealment of these pieces."""
    mass = mass_of(pieces)
    return Stash(tuple(pieces), around(pieces), mass, mass, tuple(displaces), tuple(note), whole_load)


def mass_of(pieces: Sequence[Piece]) -> float:
    """Mass of all pieces, kg."""
    return sum(piece.mass_kg for piece in pieces)


def around(pieces: Sequence[Piece]) -> Cuboid:
    """The box round all pieces."""
    boxes = [piece.box for piece in pieces]
    return Cuboid(
        min(one.x0 for one in boxes),
        max(one.x1 for one in boxes),
        min(one.y0 for one in boxes),
        max(one.y1 for one in boxes),
        min(one.z0 for one in boxes),
        max(one.z1 for one in boxes),
    )


def standing(item: Item, x: float, y: float, z: float, turned: Turned = (0.0, 0.0, 0.0)) -> Thing:
    """The item with the middle of its turned box at x, y and its lowest point at z."""
    own = _extent(item, turned)
    (mid_x, mid_y, _), (length, depth, height) = own.centre, own.size
    pose = Pose(x - mid_x, y - mid_y, z - own.z0, *turned)
    box = Cuboid(x - length / 2, x + length / 2, y - depth / 2, y + depth / 2, z, z + height)
    return Thing(item, pose, box)


def size_of(item: Item, turned: Turned = (0.0, 0.0, 0.0)) -> Size:
    """Length, depth and height of the item's turned box, mm."""
    return _extent(item, turned).size


@lru_cache(maxsize=512)
def _extent(item: Item, turned: Turned) -> Cuboid:
    return Cuboid(*meshes.extent(item, Pose(0.0, 0.0, 0.0, *turned)))


@lru_cache(maxsize=512)
def _mass(item: Item) -> float:
    return meshes.mass_kg(item)
