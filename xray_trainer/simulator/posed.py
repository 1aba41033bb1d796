"""Items drawn again and again: projections kept, and moved over the image by whole pixels.

Nothing is magnified along x, and little changes when an item moves a little in depth or height, so one projection
serves an item of one turn all along the scan, and for a step of `STEP` in depth and height. To draw the same whether
kept or not, items always stand on these steps for their shape (at most 20 mm in 7 m beside their own magnification:
0.3 %), and on whole pixels for their place (at most half a pixel beside it). The fan's yaw is rounded likewise, and its
upper edge does not tell projections apart. All are rounded to half precision. Callers do well to turn things by few
different angles.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator import meshes
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Areal, Maps
from xray_trainer.simulator.mesh import Item, Pose

ROOM = 150_000_000  # bytes of projections kept
STEP = 40.0  # mm, in depth and in height
YAW_STEP = 2e-3  # rad: half of it, 0.5 m before or behind an item's middle, is 0.1 px


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    variant: str
    fan: Fan
    pose: Pose


@dataclass(frozen=True, slots=True, eq=False)
class _Projection:
    """An upper left pixel, and what lies from there. channels : basis materials of which there is any.

    areal : (channels, h, w) float16 g/cm²: right to 0.05 %, and twice as many are kept.
    """

    row: int
    col: int
    channels: tuple[int, ...]
    areal: npt.NDArray[np.float16]


class _Kept:
    """Projections by what they are of, the longest unused leaving first."""

    def __init__(self, room: int) -> None:
        self.room, self.bytes = room, 0
        self._found: OrderedDict[_Key, _Projection] = OrderedDict()

    def get(self, key: _Key) -> _Projection | None:
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
        return found

    def keep(self, key: _Key, projection: _Projection) -> None:
        self._found[key] = projection
        self.bytes += projection.areal.nbytes
        while self.bytes > self.room and len(self._found) > 1:
            self.bytes -= self._found.popitem(last=False)[1].areal.nbytes

    def __len__(self) -> int:
        return len(self._found)

    def clear(self) -> None:
        self._found.clear()
        self.bytes = 0


_kept = _Kept(ROOM)


def draw(maps: Maps, item: Item, pose: Pose) -> None:
    """Add an item, its place rounded to whole pixels. Items of equal name and variant must be the same item."""
    key, down, right = _known_as(maps.fan, item, pose)
    found = _kept.get(key)
    if found is None:
        if not meshes.meets(maps, item, pose):
            return
        found = _projected(key, item)
    meshes.add(maps, found.row + down, found.col + right, found.areal, found.channels)


def projection(fan: Fan, item: Item, pose: Pose) -> tuple[int, int, Areal]:
    """Row, column and (3, h, w) float32 g/cm² of an item, from those kept if it is there."""
    key, down, right = _known_as(fan, item, pose)
    found = _kept.get(key) or _projected(key, item)
    areal = np.zeros((3, *found.areal.shape[1:]), np.float32)
    areal[list(found.channels)] = found.areal
    return found.row + down, found.col + right, areal


def kept() -> tuple[int, int]:
    """How many projections are kept, and their bytes."""
    return len(_kept), _kept.bytes


def _projected(key: _Key, item: Item) -> _Projection:
    row, col, areal = meshes.project(key.fan, item, key.pose)
    channels = tuple(np.flatnonzero(areal.any(axis=(1, 2))).tolist())
    found = _Projection(row, col, channels, areal[list(channels)].astype(np.float16))
    _kept.keep(key, found)
    return found


def _known_as(fan: Fan, item: Item, pose: Pose) -> tuple[_Key, int, int]:
    """By what a projection is kept, and the rows and columns from where it is kept to where it is to be."""
    y, z = round(pose.y / STEP) * STEP, round(pose.z / STEP) * STEP
    yaw = round(fan.yaw / YAW_STEP) * YAW_STEP
    level = replace(fan, left=0.0, top=fan.source, width=0, height=0, yaw=yaw)
    still = replace(pose, x=-yaw * (fan.depth(y, z) - fan.mid), y=y, z=z)
    depth = fan.depth(pose.y, pose.z)
    right = round(fan.column(pose.x, depth))
    down = round(fan.row(fan.lift(pose.y, pose.z), depth) - level.row(fan.lift(y, z), fan.depth(y, z)))
    return _Key(item.name, item.variant, level, still), down, right


def clear() -> None:
    """Forget all that is kept."""
    _kept.clear()
