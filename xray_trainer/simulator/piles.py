"""Loads that are piled from soft solids: what they weigh, where something fits into them, how they come out of true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.load import Block
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material
from xray_trainer.simulator.solids import Bricks, Tops, Units

SHORT = 7000.0  # mm: a load space that ends before this is a 20 ft container's
HEAVIEST = 21_200.0, 25_600.0  # kg of cargo in 20 and 40 ft
CROWN = np.linspace(0, 1, 33)  # from a top's highest point to its end
SHARES = np.linspace(0, 1, 25) ** 2  # of a top's drop, as `Tops` counts them

Floats = npt.NDArray[np.float64]


class Matter(Protocol):
    """Solids of one material."""

    @property
    def density(self) -> Floats | float:
        """g/cm³ of each, negative for hollows."""

    def draw(self, maps: Maps, material: Material, within: Cuboid | None = None) -> None:
        """Add their matter, or what of it lies `within` a box."""

    def kg(self, within: Cuboid | None = None) -> float:
        """Their mass, or what lies `within` a box."""


Stuff = tuple[Material, Matter]


@dataclass(frozen=True, slots=True, eq=False)
class Pile:
    """A load of soft solids."""

    stuff: tuple[Stuff, ...]
    packages: int
    mass_kg: float
    blocks: tuple[Block, ...]

    def draw(self, maps: Maps) -> None:
        """Add its matter."""
        self._add(maps, None)

    def displaced(self, maps: Maps, body: Cuboid) -> float:
        """Add what of it lies in `body`, exactly as drawn; gives its kg."""
        self._add(maps, body)
        return max(0.0, sum(matter.kg(body) for _, matter in self.stuff))

    def _add(self, maps: Maps, within: Cuboid | None) -> None:
        """Hollows may take no more away than there is."""
        if not any(map(_hollow, self.stuff)):
            for material, matter in self.stuff:
                matter.draw(maps, material, within)
            return
        own = Maps(maps.fan, maps.row0, maps.col0, maps.height, maps.width)
        for material, matter in self.stuff:
            matter.draw(own, material, within)
        own.areal[:, own.areal.sum(axis=0) < 0] = 0
        maps.add_maps(own)


def _hollow(stuff: Stuff) -> bool:
    return bool(np.any(np.asarray(stuff[1].density) < 0))


def pile(stuff: Sequence[Stuff], packages: int, boxes: Sequence[Cuboid]) -> Pile:
    """A load of solids; `boxes` are the parts of it that are filled evenly."""
    mass = sum(matter.kg() for _, matter in stuff)
    blocks = tuple(
        Block(box, sum(matter.kg(box) for _, matter in stuff) / box.litres) for box in boxes if min(box.size) > 0
    )
    return Pile(tuple(stuff), packages, mass, blocks)


def heaviest(space: Cuboid) -> float:
    """Most kg that a container of this space may carry."""
    return HEAVIEST[0] if space.x1 < SHORT else HEAVIEST[1]


def height_for(space: Cuboid, bulk: float, tallest: float, rng: np.random.Generator) -> float:
    """A height, mm, to which goods of a bulk density (g/cm³) are piled: what the mass allows, sometimes less."""
    length, depth, room = space.size
    allowed = heaviest(space) * 0.97 / (length * depth * bulk * 1e-6)
    return float(min(tallest, room, allowed) * (1 if rng.random() < 0.6 else rng.uniform(0.75, 1)))


def skyline(count: int, share: float, low: float, rng: np.random.Generator) -> Floats:
    """Heights (count,) of columns from the doors as shares of the load's: the `share` next to the doors at `low`, the
    last one lower again now and then, one or two anywhere a little short."""
    heights = np.ones(count)
    lowered = round(share * count)
    heights[:lowered] = low
    if lowered > 1 and rng.random() < 0.6:
        heights[0] = low * rng.uniform(0.6, 0.9)
    return heights


def widths(length: float, count: int, spread: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Middles and widths (count,) of columns that fill a length."""
    wide = 1 + spread * rng.standard_normal(count)
    wide *= length / wide.sum()
    return np.cumsum(wide) - wide / 2, wide


def kept_in(space: Cuboid, x: npt.ArrayLike, half: npt.ArrayLike, margin: float) -> tuple[Floats, Floats]:
    """Middles and half lengths of what would stand out of the space along x, squeezed back into it."""
    x, half = np.asarray(x, np.float64), np.asarray(half, np.float64)
    left, right = np.maximum(space.x0 + margin, x - half), np.minimum(space.x1 - margin, x + half)
    return (left + right) / 2, np.maximum(10.0, (right - left) / 2)


def leans(rows: int, count: int, common: float, own: float, rng: np.random.Generator) -> Floats:
    """dx/dz (rows, count) of columns: neighbours lean alike, all together lean one way, each a little of its own."""
    along = _smooth(rng.standard_normal(count + 8), 1.6)[4:-4] * common
    return rng.normal(0, common * 0.6) + along + rng.normal(0, own, (rows, count))


def _smooth(values: Floats, sigma: float) -> Floats:
    reach = np.arange(-4, 5)
    kernel = np.exp(-(reach**2) / (2 * sigma**2))
    found: Floats = np.convolve(values, kernel / np.sqrt((kernel**2).sum()), "same")
    return found


def crowns(fall: Floats, peak: Floats, corner: Floats, power: Floats) -> tuple[Floats, Floats, Floats]:
    """Tops from their ways down: tables `left`, `right` (n, m) as `Tops` takes them, and drops (n,) mm.

    fall : (n, 2) mm from the highest point to the left and right end. peak : (n,) where it is, -1..1. corner : (n,) mm
    more at the very ends. power : (n,) how the fall grows, 1 straight, 2 round.
    """
    n = peak.size
    drop = fall.max(axis=1) + corner
    tables = np.empty((2, n, SHARES.size))
    for side, sign in enumerate((-1.0, 1.0)):
        u = peak[:, None] + (sign - peak[:, None]) * CROWN
        down = fall[:, side, None] * CROWN ** power[:, None] + corner[:, None] * np.abs(u) ** 6 * CROWN
        for one in range(n):
            tables[side, one] = np.interp(SHARES * drop[one], down[one], u[one])
    return tables[0], tables[1], drop


class Laying:
    """Solids being put together: arrays or numbers that fit each other, in mm and g/cm³."""

    def __init__(self) -> None:
        self._laid: list[list[Floats]] = []

    def add(self, *columns: npt.ArrayLike) -> None:
        """x, half, lean, y0, y1, z0, z1, soft, density, and what else the shape has one number for."""
        self._laid.append([np.asarray(one, np.float64).ravel() for one in np.broadcast_arrays(*columns)])

    def __len__(self) -> int:
        return sum(one[0].size for one in self._laid)

    def _columns(self, count: int) -> list[Floats]:
        if not self._laid:
            return [np.zeros(0) for _ in range(count)]
        return [np.concatenate([one[column] for one in self._laid]) for column in range(count)]

    def bricks(self, plan: float = 0.0) -> Bricks:
        """What was laid as bricks; with a tenth column, bulge."""
        bulged = bool(self._laid) and len(self._laid[0]) == 10
        x, half, lean, y0, y1, z0, z1, soft, density, *more = self._columns(9 + bulged)
        bulge = more[0] if bulged else None
        return Bricks(x, half, lean, y0, y1, z0, z1, soft, density, plan=plan, bulge=bulge)

    def units(self, powers: tuple[float, float, float]) -> Units:
        """What was laid as units."""
        x, half, lean, y0, y1, z0, z1, soft, density = self._columns(9)
        return Units(x, half, lean, y0, y1, z0, z1, soft, density, powers=powers)

    def tops(self, left: Floats, right: Floats, plan: float = 0.0, cut: int = 20) -> Tops:
        """What was laid as tops; four more columns: peak, drop, fall, slant."""
        x, half, lean, y0, y1, z0, z1, soft, density, peak, drop, fall, slant = self._columns(13)
        first = x, half, lean, y0, y1, z0, z1, soft, density
        return Tops(*first, peak=peak, drop=drop, fall=fall, slant=slant, left=left, right=right, plan=plan, cut=cut)


def level_boxes(space: Cuboid, edges: Floats, heights: Floats, low: float = 0.0) -> tuple[Cuboid, ...]:
    """Parts of a load that are filled to one height: `edges` (n + 1,) of columns along x, `heights` (n,) from the
    floor; neighbours within 60 mm are taken together at the lower height, from `low` upward."""
    boxes, start = [], 0
    for end in range(1, heights.size + 1):
        part = heights[start:end]
        if end < heights.size and max(part.max(), heights[end]) - min(part.min(), heights[end]) <= 60:
            continue
        top = min(space.z1, space.z0 + float(part.min()))
        if part.min() > low + 100:
            x0, x1 = max(space.x0, float(edges[start])), min(space.x1, float(edges[end]))
            boxes.append(Cuboid(x0, x1, space.y0, space.y1, space.z0 + low, top))
        start = end
    return tuple(boxes)
