"""Soft solids that dense loads are piled from: every line through them along x is one stretch, with soft ends.

A solid says where its left and right faces are at any (y, z). A ray of the fan keeps to one x (but for the yaw), so its
rows see these faces: the stretch of depth in which a ray is inside the solid's box is exact, it is cut into a few
pieces, and in each piece both faces move evenly from one node to the next. The mean of a step whose edge moves evenly
is a ramp; so nothing ever comes out in terraces, whichever way a face leans, and a lean, a yaw and softness only widen
the ramps. Both views are the same sum.

A sum of ramps is known by its second differences: each ramp's ends are put down on three pixels each (so that the mean
over every pixel is exact), and two running sums along the rows make the picture, at a cost that does not depend on
how wide the solids are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.model import View
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material

LINES = 2  # rays a pixel row, of solids that are not tall
TALL = 24.0  # px over which no solid needs more than one
PIECES = 120_000  # rays times pieces worked on at a time: bounds the memory
NARROWEST = 0.02  # px: narrowest ramp
LEVEL = 1e-12  # least slope of a ray
GRID, FLAT_GRID = 16, 4  # points along y and z when a mass is found, of round and of straight solids
TIP = 0.97  # of the half depth: where the ends of a superellipse are cut off
CM = 0.1  # cm in a mm

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Solids:
    """Many solids of one shape. Arrays (n,), mm.

    x, half : middle and half length along x at the middle of the height. lean : dx/dz of that middle. y0..z1 : the box
    that holds them. soft : width over which an end fades. density : g/cm³, negative where matter is taken away.
    """

    x: Floats
    half: Floats
    lean: Floats
    y0: Floats
    y1: Floats
    z0: Floats
    z1: Floats
    soft: Floats
    density: Floats

    @property
    def reach(self) -> Floats:
        """How far each may extend from its middle along x."""
        return self.half + np.abs(self.lean) * (self.z1 - self.z0) / 2 + self.soft / 2

    def pieces(self, view: View) -> int:
        """Pieces a ray's way is cut into."""
        return 1

    @property
    def grid(self) -> int:
        """Points along y and along z when a mass is found."""
        return GRID

    def faces(self, which: Ints, y: Floats, z: Floats) -> tuple[Floats, Floats]:
        """Left and right ends at points of the solids `which` (m, 1); y, z (m, k). Empty where right ≤ left."""
        middle = self.middle(which, z)
        return middle - self.half[which], middle + self.half[which]

    def middle(self, which: Ints, z: Floats) -> Floats:
        """Middle along x at a height."""
        return self.x[which] + self.lean[which] * (z - (self.z0[which] + self.z1[which]) / 2)

    def place(self, which: Ints, y: Floats, z: Floats) -> tuple[Floats, Floats]:
        """Points as shares of the half depth and half height, -1 to 1."""
        v = (2 * y - self.y0[which] - self.y1[which]) / (self.y1[which] - self.y0[which])
        t = (2 * z - self.z0[which] - self.z1[which]) / (self.z1[which] - self.z0[which])
        return np.clip(v, -1, 1), np.clip(t, -1, 1)

    def draw(self, maps: Maps, material: Material, within: Cuboid | None = None) -> None:
        """Add their matter, or what of it lies `within` a box."""
        _Drawing(self, maps, within).add(material)

    def kg(self, within: Cuboid | None = None) -> float:
        """Their mass, or the mass of what lies `within` a box."""
        box = _Bounds.of(self, within)
        which = np.flatnonzero(box.some)
        many = self.grid
        grid = np.sin(np.linspace(-np.pi / 2, np.pi / 2, many + 1))
        middles = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 2 * many + 1)[1::2])
        weight = np.outer(np.diff(grid), np.diff(grid)).ravel() / 4
        total = 0.0
        for part in np.array_split(which, max(1, which.size * many * many // PIECES)):
            one = part[:, None]
            y = _spread(box.y0[one], box.y1[one], np.repeat(middles, many))
            z = _spread(box.z0[one], box.z1[one], np.tile(middles, many))
            left, right = self.faces(one, y, z)
            if within is not None:
                left, right = np.clip(left, within.x0, within.x1), np.clip(right, within.x0, within.x1)
            length = np.maximum(right - left, 0) @ weight
            area = (box.y1[part] - box.y0[part]) * (box.z1[part] - box.z0[part])
            total += float(np.sum(length * area * self.density[part]))
        return total * 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Bricks(Solids):
    """Bags, bales, drums, cartons and parts of piles: upright, one plan from bottom to top.

    plan : power of the superellipse seen from above, 0 for a rectangle (2 a circle, 3 a big bag, 6 a bale).
    bulge : (n,) share of the half length by which ends are drawn in at top and bottom.
    """

    plan: float = 0.0
    bulge: Floats | None = None

    def pieces(self, view: View) -> int:
        """As many as the roundest way through needs."""
        if view is View.SIDE:
            return (14 if self.plan < 3 else 8) if self.plan else 1
        return 1 if self.bulge is None else 4

    @property
    def grid(self) -> int:
        """Few where all is straight."""
        return GRID if self.plan or self.bulge is not None else FLAT_GRID

    def faces(self, which: Ints, y: Floats, z: Floats) -> tuple[Floats, Floats]:
        """Left and right ends."""
        middle, half = self.middle(which, z), self.half[which]
        v, t = self.place(which, y, z)
        if self.plan:
            half = half * outline(v, self.plan)
        if self.bulge is not None:
            half = half * (1 - self.bulge[which] * t**6)
        return middle - half, middle + half


@dataclass(frozen=True, slots=True, eq=False)
class Units(Solids):
    """Cartons, pieces and sacks that are round a little: |x|ᵃ + |y|ᵇ + |z|ᶜ ≤ 1. powers : a, b, c."""

    powers: tuple[float, float, float] = (4.0, 4.0, 4.0)

    def pieces(self, view: View) -> int:
        """As many as the roundest way through needs."""
        return 10

    def faces(self, which: Ints, y: Floats, z: Floats) -> tuple[Floats, Floats]:
        """Left and right ends."""
        a, b, c = self.powers
        v, t = self.place(which, y, z)
        left = np.maximum(1 - np.abs(TIP * v) ** b - np.abs(TIP * t) ** c, 0) ** (1 / a)
        middle, half = self.middle(which, z), self.half[which] * left
        return middle - half, middle + half


@dataclass(frozen=True, slots=True, eq=False)
class Tops(Solids):
    """Upper ends of piles, with a surface that is highest somewhere and falls to all sides.

    The surface's height seen along x is `peak` (n,) mm less what `left` and `right` (n, m) say: at (j / (m - 1))² of
    `drop` (n,) mm below the peak the pile reaches from left[j] to right[j], -1..1 of its half length; beyond the
    drop all of it. In depth it falls by `fall` (n,) mm in a half ellipse, which gives real piles their crisp outline,
    and slants by `slant` (n,) mm from its middle to its far side. z1 must be the highest point. plan : as for bricks.
    """

    peak: Floats
    drop: Floats
    fall: Floats
    slant: Floats
    left: Floats
    right: Floats
    plan: float = 0.0
    cut: int = 20

    def pieces(self, view: View) -> int:
        """As many as the roundest way through needs."""
        return self.cut

    def faces(self, which: Ints, y: Floats, z: Floats) -> tuple[Floats, Floats]:
        """Left and right ends."""
        v, _ = self.place(which, y, z)
        sunk = self.fall[which] * (1 - np.sqrt(1 - 0.98 * v**2)) - self.slant[which] * v
        steps = self.left.shape[1] - 1
        at = np.sqrt(np.clip((self.peak[which] - sunk - z) / self.drop[which], 0, 1)) * steps
        low = np.minimum(at.astype(np.int64), steps - 1)
        share = at - low
        half, middle = self.half[which], self.middle(which, z)
        if self.plan:
            half = half * outline(v, self.plan)
        left = self.left[which, low] * (1 - share) + self.left[which, low + 1] * share
        right = self.right[which, low] * (1 - share) + self.right[which, low + 1] * share
        return middle + half * left, middle + half * right


def lines(solids: Solids, fan: Fan) -> int:
    """Rays a pixel row that solids are drawn with, all of them or a part."""
    low, high = (solids.z0, solids.z1) if fan.view is View.SIDE else (solids.y0, solids.y1)
    return 1 if high.size and float((high - low).min()) > TALL * fan.pitch[1] else LINES


def outline(v: Floats, power: float) -> Floats:
    """Half width of a superellipse at `v`, -1..1, as a share. Of all but the circle the outermost tip is cut off: it is
    no wider than a hair, and no few pieces could follow it."""
    found: Floats = np.sqrt(1 - v**2) if power == 2 else (1 - np.abs(TIP * v) ** power) ** (1 / power)
    return found


def _on_pixels(at: Floats) -> tuple[Ints, Floats]:
    """A point's pixel and the two after it, and its shares there, (3, m): with these as second differences, two running
    sums give the mean over each pixel of a slope of 1 that begins at the point."""
    pixel = at.astype(np.int64)
    part = at - pixel
    squared = part * part
    return np.stack((pixel, pixel + 1, pixel + 2)), np.stack(
        (0.5 - part + squared / 2, 0.5 + part - squared, squared / 2)
    )


def _spread(low: Floats, high: Floats, share: Floats) -> Floats:
    return (low + high) / 2 + (high - low) / 2 * share


@dataclass(frozen=True, slots=True, eq=False)
class _Bounds:
    """Boxes of solids, cut to a box. some : (n,) which of them are not empty."""

    y0: Floats
    y1: Floats
    z0: Floats
    z1: Floats
    some: npt.NDArray[np.bool_]

    @staticmethod
    def of(solids: Solids, within: Cuboid | None) -> _Bounds:
        if within is None:
            return _Bounds(solids.y0, solids.y1, solids.z0, solids.z1, solids.z1 > solids.z0)
        y0, y1 = np.maximum(solids.y0, within.y0), np.minimum(solids.y1, within.y1)
        z0, z1 = np.maximum(solids.z0, within.z0), np.minimum(solids.z1, within.z1)
        reach = solids.reach
        along = (solids.x + reach > within.x0) & (solids.x - reach < within.x1)
        return _Bounds(y0, y1, z0, z1, along & (y1 > y0) & (z1 > z0))


class _Drawing:
    """Solids on their way into a window of the image."""

    def __init__(self, solids: Solids, maps: Maps, within: Cuboid | None) -> None:
        self.solids, self.maps, self.fan, self.within = solids, maps, maps.fan, within
        box, fan = _Bounds.of(solids, within), maps.fan
        self.lines = lines(solids, fan)
        if fan.view is View.SIDE:
            self.lift = box.z0, box.z1
            self.depth = fan.mid + box.y0 - fan.middle, fan.mid + box.y1 - fan.middle
        else:
            self.lift = box.y0, box.y1
            self.depth = fan.mid + fan.middle - box.z1, fan.mid + fan.middle - box.z0
        self.first, self.last = self._lines()
        self.which = np.flatnonzero(box.some & (self.last > self.first) & self._in_columns())

    def _lines(self) -> tuple[Ints, Ints]:
        """First and one past the last ray of each solid, within the window."""
        near, far = self.depth
        low, high = self.lift[0] - self.fan.source, self.lift[1] - self.fan.source
        steepest, flattest = high / np.where(high > 0, near, far), low / np.where(low > 0, far, near)
        zero, step = self.fan.top - self.fan.source, self.fan.pitch[1] / self.lines
        first = np.ceil((zero - steepest * self.fan.mid) / step - 0.5).astype(np.int64)
        last = np.floor((zero - flattest * self.fan.mid) / step - 0.5).astype(np.int64) + 1
        top, bottom = self.maps.row0 * self.lines, (self.maps.row0 + self.maps.height) * self.lines
        return np.maximum(first, top), np.minimum(last, bottom)

    def _in_columns(self) -> npt.NDArray[np.bool_]:
        reach = self.solids.reach + np.abs(self.fan.yaw) * np.maximum(
            np.abs(self.depth[0] - self.fan.mid), np.abs(self.depth[1] - self.fan.mid)
        )
        left = (self.solids.x - reach - self.fan.left) / self.fan.pitch[0]
        right = (self.solids.x + reach - self.fan.left) / self.fan.pitch[0]
        self.leftmost = left
        found: npt.NDArray[np.bool_] = (right > self.maps.col0 - 1) & (left < self.maps.col0 + self.maps.width + 1)
        return found

    def add(self, material: Material) -> None:
        """Put down all ramps' ends, sum them up, add."""
        if not self.which.size:
            return
        which, maps = self.which, self.maps
        row0 = int(self.first[which].min()) // self.lines
        row1 = (int(self.last[which].max()) - 1) // self.lines + 1
        col0 = min(int(np.floor(self.leftmost[which].min())) - 2, maps.col0)
        width = maps.col0 + maps.width + 4 - col0
        ends = np.zeros((row1 - row0) * width)
        for index, value in self._ends(row0, col0, width):
            ends += np.bincount(index, value, ends.size)
        areal = ends.reshape(-1, width).cumsum(axis=1).cumsum(axis=1)
        maps.add(material, areal[:, maps.col0 - col0 : -4].astype(np.float32), row0, maps.col0)

    def _ends(self, row0: int, col0: int, width: int) -> Iterator[tuple[Ints, Floats]]:
        """Second differences: where in the flat picture, how much; (m,) each."""
        pieces = self.solids.pieces(self.fan.view)
        slopes, secants = self.fan.slopes(self.lines), self.fan.secants(self.lines)
        for solid, line in self._rays(max(1, PIECES // pieces)):
            slope = slopes[line]
            depth, weight = self._nodes(solid, slope, pieces)
            weight *= (CM / self.lines) * secants[line, None] * self.solids.density[solid, None]
            left, right, ramp = self._faces(solid, depth, slope)
            pixels: list[Ints] = []
            values: list[Floats] = []
            offset = np.repeat((line // self.lines - row0) * width, pieces)
            for edge, soft, sign in ((left, ramp[0], 1.0), (right, ramp[1], -1.0)):
                wide = np.maximum(np.hypot(np.diff(edge, axis=1), soft), NARROWEST).ravel()
                centre = (edge[:, :-1] + edge[:, 1:]).ravel() / 2 - col0
                height = sign * weight.ravel() / wide
                for at, much in ((centre - wide / 2, height), (centre + wide / 2, -height)):
                    pixel, share = _on_pixels(np.clip(at, 0, width - 3.001))
                    pixels.append(pixel + offset)
                    values.append(share * much)
            yield np.concatenate(pixels, axis=None), np.concatenate(values, axis=None)

    def _rays(self, most: int) -> Iterator[tuple[Ints, Ints]]:
        """Solids and rays that meet, (m,) each."""
        many = (self.last - self.first)[self.which]
        groups = np.cumsum(many) // most
        for group in np.unique(groups):
            which = self.which[groups == group]
            count = many[groups == group]
            start = np.repeat(np.cumsum(count) - count, count)
            yield np.repeat(which, count), np.repeat(self.first[which], count) + np.arange(count.sum()) - start

    def _nodes(self, solid: Ints, slope: Floats, pieces: int) -> tuple[Floats, Floats]:
        """Depths (m, pieces + 1) at which a ray's way through each solid is cut, and lengths (m, pieces), mm."""
        slope = np.where(np.abs(slope) < LEVEL, LEVEL, slope)
        low, high = (self.lift[0][solid] - self.fan.source) / slope, (self.lift[1][solid] - self.fan.source) / slope
        start = np.maximum(np.minimum(low, high), self.depth[0][solid])
        end = np.maximum(np.minimum(np.maximum(low, high), self.depth[1][solid]), start)
        share = np.array([0.0, 1.0]) if pieces == 1 else (1 - np.cos(np.pi * np.arange(pieces + 1) / pieces)) / 2
        depth = start[:, None] + (end - start)[:, None] * share
        return depth, np.diff(depth, axis=1)

    def _faces(self, solid: Ints, depth: Floats, slope: Floats) -> tuple[Floats, Floats, tuple[Floats, Floats]]:
        """Left and right columns (m, k) at the nodes, and the softness of each piece's ends (m, k - 1), px."""
        fan, lift = self.fan, self.fan.source + slope[:, None] * depth
        if fan.view is View.SIDE:
            y, z = depth - fan.mid + fan.middle, lift
        else:
            y, z = lift, fan.mid + fan.middle - depth
        left, right = self.solids.faces(solid[:, None], y, z)
        right = np.maximum(left, right)
        soft = np.broadcast_to(self.solids.soft[solid, None], left[:, 1:].shape) / fan.pitch[0]
        ramps = soft, soft
        if self.within is not None:
            x0, x1 = self.within.x0, self.within.x1
            inside = (left > x0) & (left < x1), (right > x0) & (right < x1)
            ramps = soft * (inside[0][:, 1:] & inside[0][:, :-1]), soft * (inside[1][:, 1:] & inside[1][:, :-1])
            left, right = np.clip(left, x0, x1), np.clip(right, x0, x1)
        shift = fan.yaw * (depth - fan.mid) - fan.left
        return (left + shift) / fan.pitch[0], (right + shift) / fan.pitch[0], ramps
