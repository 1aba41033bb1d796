"""What can be inserted: goods made of triangles, and cut-outs that a mentor keeps in a folder.

A cut-out is an image of one item with open air round it, NAME.png or NAME.tif; a pair NAME_high and NAME_low of two
energies knows its material. It is taken to be seen at the scan's own scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xray_trainer.errors import RequestError
from xray_trainer.imaging import read_image
from xray_trainer.imaging.scan_pixels import ScanPixels
from xray_trainer.model import PlaneKind, View
from xray_trainer.simulator import meshes
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.goods import goods
from xray_trainer.simulator.insertion.ground import prepare
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.mesh import Item, Pose
from xray_trainer.text import N_, Message

ENDINGS = (".png", ".tif", ".tiff")
FAINTEST = 0.02  # ln T: less is air
HIGH, LOW = "_high", "_low"
VARIANT = re.compile(r"^(?P<name>.+?)(?::(?P<variant>\d{1,4}))?$")


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """An item ready to be put somewhere: either a good, or a cut-out's areal densities."""

    name: str
    item: Item | None = None
    cut_out: Maps | None = None

    def draw(self, fan: Fan, column: float, row: float, depth: float, turn: float = 0.0) -> Maps:
        """Its areal densities with its middle at a pixel. depth : mm from the source."""
        if self.cut_out is not None:
            return _placed(self.cut_out, fan, column, row)
        assert self.item is not None
        pose = _pose(self.item, fan, column, row, depth, turn)
        row0, col0, areal = meshes.project(fan, self.item, pose)
        found = Maps(fan, row0, col0, areal.shape[1], areal.shape[2])
        found.areal += areal
        return found

    def body(self, fan: Fan, column: float, row: float, depth: float) -> Cuboid:
        """The box round it in the world, its middle seen at a pixel (not turned)."""
        assert self.item is not None
        low, high = _extent(self.item)
        half = (high - low) / 2
        x, y, z = fan.point(column, row, depth)
        return Cuboid(x - half[0], x + half[0], y - half[1], y + half[1], z - half[2], z + half[2])


def names(folder: Path | None = None) -> tuple[str, ...]:
    """All items by name: goods, then the cut-outs of a folder."""
    return tuple(goods()) + tuple(sorted(_cut_outs(folder)))


def find(name: str, folder: Path | None = None) -> Thing:
    """An item by name ("rifle", "rifle:3" for its fourth variant), or by the path of a cut-out.

    Raises
    ------
    RequestError
        There is none of this name.
    ReadError
        The cut-out cannot be read.
    """
    path = Path(name)
    if path.suffix.lower() in ENDINGS and path.exists():
        return _read((path,))
    match = VARIANT.match(name)
    if match and match["name"] in goods():
        return Thing(name, item=goods()[match["name"]](int(match["variant"] or 0)))
    files = _cut_outs(folder).get(name)
    if files:
        return _read(files)
    known = ", ".join(names(folder))
    raise RequestError(Message(N_("there is no item {name}; known are {known}"), {"name": name, "known": known}))


def _cut_outs(folder: Path | None) -> dict[str, tuple[Path, ...]]:
    if folder is None or not folder.is_dir():
        return {}
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted(one for one in folder.iterdir() if one.suffix.lower() in ENDINGS):
        name = path.stem.removesuffix(HIGH).removesuffix(LOW)
        found[name] = (*found.get(name, ()), path)
    return found


def _read(files: tuple[Path, ...]) -> Thing:
    """A cut-out as areal densities, in a fan of its own pixels."""
    pair = {one.stem[-len(HIGH) :]: one for one in files}
    if len(files) == 2 and HIGH in pair:
        other = next(one for one in files if one is not pair[HIGH])
        high, low = read_image(pair[HIGH]), read_image(other)
        pixels = ScanPixels({PlaneKind.HIGH: high.main, PlaneKind.LOW: low.main}, high.bits)
    else:
        pixels = read_image(files[0])
    ground = prepare(pixels)
    height, width = pixels.height, pixels.width
    areal = ground.cargo((slice(0, height), slice(0, width)))
    areal[:, -np.log(ground.signal[ground.main]) < FAINTEST] = 0
    maps = Maps(_flat_fan(width, height))
    maps.areal += areal
    return Thing(files[0].stem, cut_out=maps)


def _flat_fan(width: int, height: int) -> Fan:
    return Fan(View.SIDE, 7000.0, 0.0, 0.0, 0.0, 0.0, (1.0, 1.0), width, height)


def _placed(cut_out: Maps, fan: Fan, column: float, row: float) -> Maps:
    found = Maps(fan, round(row - cut_out.height / 2), round(column - cut_out.width / 2), cut_out.height, cut_out.width)
    found.areal += cut_out.areal
    return found


def _pose(item: Item, fan: Fan, column: float, row: float, depth: float, turn: float) -> Pose:
    """Where an item stands so that its middle is seen at a pixel."""
    low, high = _extent(item)
    x, y, z = fan.point(column, row, depth)
    return Pose(x, y, z - (low[2] + high[2]) / 2, yaw=turn)


def _extent(item: Item) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The least and the most of its coordinates, mm."""
    vertices = np.concatenate([part.mesh.vertices for part in item.parts])
    return vertices.min(axis=0), vertices.max(axis=0)
