"""Loads of single things: where each stands, drawn from projections kept, and what of it would make room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from xray_trainer.simulator import meshes, posed
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.cutting import within
from xray_trainer.simulator.goods.making import Good
from xray_trainer.simulator.load import Block
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.mesh import Item, Mesh, Part, Pose

CELL = 25.0  # mm, of the map of heights things are stacked on
SUPPORTED = 0.6  # share of a base that must lie on something (analyst's rule: less would tip)
LEVEL = 14.0  # mm: what lies this little below a base still carries it
NOWHERE = 1e9
RISE = 0.35  # mm towards the doors that are as unwelcome as 1 mm of height
ASIDE = 700.0  # mm towards the doors that are as unwelcome as another part of the width


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing in its place. box : around it, mm of the world."""

    good: Good
    variant: int
    pose: Pose
    box: Cuboid

    @property
    def item(self) -> Item:
        """Its parts."""
        return self.good(self.variant)


@lru_cache(maxsize=1024)
def measured(good: Good, variant: int) -> tuple[tuple[float, float, float], float]:
    """Length, depth and height of a good, mm, and its mass, kg."""
    item = good(variant)
    x0, x1, y0, y1, z0, z1 = meshes.extent(item, Pose(0, 0, 0))
    return (x1 - x0, y1 - y0, z1 - z0), meshes.mass_kg(item)


def footprint(good: Good, variant: int, yaw: float) -> tuple[float, float, float]:
    """Length, depth and height of a good turned by `yaw` degrees, mm."""
    (length, depth, height), _ = measured(good, variant)
    c, s = abs(math.cos(math.radians(yaw))), abs(math.sin(math.radians(yaw)))
    return c * length + s * depth, s * length + c * depth, height


@dataclass(frozen=True, slots=True, eq=False)
class Stowed:
    """A load of things placed."""

    placed: tuple[Placed, ...]
    packages: int
    blocks: tuple[Block, ...]

    @property
    def mass_kg(self) -> float:
        """Of all that is placed."""
        return sum(measured(one.good, one.variant)[1] for one in self.placed)

    def draw(self, maps: Maps) -> None:
        """Add its matter."""
        for one in self.placed:
            posed.draw(maps, one.item, one.pose)

    def displaced(self, maps: Maps, body: Cuboid) -> float:
        """Add what of the things lies in a body, cut to it, just where it was drawn; gives its kg."""
        mass = 0.0
        for one in self.placed:
            if one.box.common(body) is None:
                continue
            if body.holds(one.box):
                posed.draw(maps, one.item, one.pose)
                mass += measured(one.good, one.variant)[1]
                continue
            cut = _cut(one.item, one.pose, body)
            if cut is not None:
                still = Pose(one.pose.x, one.pose.y, one.pose.z)
                meshes.add(maps, *posed.projection(maps.fan, cut, still))
                mass += meshes.mass_kg(cut)
        return mass


def _cut(item: Item, pose: Pose, body: Cuboid) -> Item | None:
    """What of a posed item lies in a body, turned already and about the pose's spot; None if nothing does."""
    low = np.array([body.x0 - pose.x, body.y0 - pose.y, body.z0 - pose.z])
    high = np.array([body.x1 - pose.x, body.y1 - pose.y, body.z1 - pose.z])
    parts = []
    for part in item.parts:
        turned = Mesh(part.mesh.vertices @ meshes.turn(pose).T, part.mesh.triangles)
        mesh = within(turned, low, high, closed=part.thickness is None)
        if len(mesh.triangles):
            parts.append(Part(mesh, part.material, part.thickness, part.fill))
    if not parts:
        return None
    where = ",".join(f"{value:.2f}" for value in (*low, *high, pose.yaw, pose.pitch, pose.roll))
    return Item(item.name, tuple(parts), f"{item.variant} within {where}")


class Ground:
    """The heights of what stands in a space so far, and where the next thing may stand.

    Things are stowed from the front wall (the space's x1) towards the doors, wall after wall, each as far to the front
    and as low as it goes.
    """

    def __init__(self, space: Cuboid, reach: float, roof: float) -> None:
        """`reach` : mm from the front wall that may be used. roof : highest top, mm above the floor."""
        self.space, self.roof = space, roof
        self.heights = np.zeros((int(reach / CELL), int(space.size[1] / CELL)), np.float32)

    def find(
        self,
        size: tuple[float, float, float],
        rng: np.random.Generator,
        floor_only: bool = False,
        lanes: tuple[float, float] = (0.0, 1.0),
        anywhere: bool = False,
    ) -> tuple[int, int, float] | None:
        """Cells from the front wall and from the near side, and the height a thing of this size would rest at.

        None if there is no place for it. lanes : the part of the width it should better lie in. anywhere : not only in
        rows that lie side by side, so that gaps are filled.
        """
        along, across = _cells(size[0]), _cells(size[1])
        rows, columns = self.heights.shape
        if along > rows or across > columns:
            return None
        window = np.ones((along, across), np.uint8)
        rest = cv2.dilate(self.heights, window, anchor=(0, 0))[: rows - along + 1, : columns - across + 1]
        starts = list(range(0, columns - across + 1, 3)) if anywhere else _lanes(columns, across)
        rest = rest[:, starts]
        cost = np.arange(rest.shape[0])[:, None] * CELL + RISE * rest + rng.uniform(0, 20, rest.shape)
        middles = (np.array(starts) + across / 2) / columns
        cost += np.where((middles < lanes[0]) | (middles > lanes[1]), ASIDE, 0.0)
        cost[rest + size[2] > self.roof] = NOWHERE
        if floor_only:
            cost[rest > 1.0] = NOWHERE
        for _ in range(160):
            best = int(np.argmin(cost))
            i, lane = divmod(best, len(starts))
            if cost[i, lane] >= NOWHERE:
                return None
            height = float(rest[i, lane])
            under = self.heights[i : i + along, starts[lane] : starts[lane] + across]
            if float(np.mean(under >= height - LEVEL)) >= SUPPORTED:
                return i, starts[lane], height
            cost[max(i - 2, 0) : i + 3, lane] = NOWHERE  # a little further it is no better
        return None

    def spot(self, found: tuple[int, int, float], size: tuple[float, float, float]) -> tuple[float, float, float]:
        """World x, y, z of the middle of the base of a thing that stands in a place found, mm."""
        i, j, height = found
        x = self.space.x1 - i * CELL - _cells(size[0]) * CELL / 2
        y = self.space.y0 + (self.space.size[1] - self.heights.shape[1] * CELL) / 2
        return x, y + (j + _cells(size[1]) / 2) * CELL, self.space.z0 + height

    def raise_to(self, found: tuple[int, int, float], size: tuple[float, float, float], flat: bool) -> None:
        """Take a place. Nothing can stand on what is not flat."""
        i, j, height = found
        top = height + size[2] if flat else self.roof
        self.heights[i : i + _cells(size[0]), j : j + _cells(size[1])] = top

    def cover(self, box: Cuboid) -> None:
        """Raise what lies under a thing to its top: its own place only."""
        i0, i1 = (self.space.x1 - box.x1) / CELL, (self.space.x1 - box.x0) / CELL
        near = self.space.y0 + (self.space.size[1] - self.heights.shape[1] * CELL) / 2
        j0, j1 = (box.y0 - near) / CELL, (box.y1 - near) / CELL
        under = self.heights[max(int(i0), 0) : math.ceil(i1), max(int(j0), 0) : math.ceil(j1)]
        np.maximum(under, box.z1 - self.space.z0, out=under)


def _cells(length: float) -> int:
    return max(1, math.ceil((length + 4) / CELL))


def _lanes(columns: int, across: int) -> list[int]:
    """Where rows of things of this depth begin: side by side from both walls inward, so that rows keep their depths."""
    count = columns // across
    slack = columns - count * across
    return sorted({step * across + round(slack * step / max(count - 1, 1)) for step in range(count)})


def blocks_of(placed: Sequence[Placed], hides: frozenset[str], inset: float = 10.0) -> tuple[Block, ...]:
    """Where something can be hidden: in columns of like cartons, as one, and in single things that have room."""
    columns: dict[tuple[str, int, int], list[Placed]] = {}
    for one in placed:
        if one.good.name in hides:
            columns.setdefault((one.good.name, round(one.pose.x), round(one.pose.y)), []).append(one)
    found = []
    for column in columns.values():
        boxes = [one.box for one in column]
        low, high = min(box.z0 for box in boxes), max(box.z1 for box in boxes)
        around = Cuboid(
            max(box.x0 for box in boxes) + inset,
            min(box.x1 for box in boxes) - inset,
            max(box.y0 for box in boxes) + inset,
            min(box.y1 for box in boxes) - inset,
            low + inset,
            high - inset,
        )
        if sum(box.size[2] for box in boxes) < 0.97 * (high - low):
            continue  # not one stack: something else stands between
        mass = sum(measured(one.good, one.variant)[1] for one in column)
        litres = sum(box.litres for box in boxes)
        if min(around.size) > 0:
            found.append(Block(around, mass / litres))
    return tuple(found)


def boxed(size: tuple[float, float, float], spot: tuple[float, float, float]) -> Cuboid:
    """The box of a thing of this size that stands there."""
    (length, depth, height), (x, y, z) = size, spot
    return Cuboid(x - length / 2, x + length / 2, y - depth / 2, y + depth / 2, z, z + height)
