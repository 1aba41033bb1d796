"""Ellipsoids by the thousand: fruit, birds, pieces of meat, hollows.

Each is seen along the ray through its middle, which gives its shadow and chords in closed form and keeps its mass.
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

PIXELS = 2_000_000  # worked on at a time: bounds the memory
STEP = 3  # px: ellipsoids whose stamps differ by less share one size
CM = 0.1  # cm in a mm

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Shadows:
    """Ellipsoids as the beam sees them, (n,) each. col, row : middles, px. xx, xq, qq : squared half widths and their
    product, mm², in the plane across the ray. tall : px a mm upward. through : half of the longest chord, mm."""

    col: Floats
    row: Floats
    xx: Floats
    xq: Floats
    qq: Floats
    tall: Floats
    through: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Ellipsoids:
    """Arrays (n,). x, y, z : middles, mm. a, b, c : half axes along x, y and z before they are turned by `turn` rad
    about y (z toward x). density : g/cm³, negative for hollows."""

    x: Floats
    y: Floats
    z: Floats
    a: Floats
    b: Floats
    c: Floats
    turn: Floats
    density: Floats

    def kg(self, within: Cuboid | None = None) -> float:
        """Their mass, or that of those whose middles lie `within` a box."""
        mass = self.a * self.b * self.c * self.density * (4e-6 / 3 * np.pi)
        return float(mass[self._in(within)].sum())

    def draw(self, maps: Maps, material: Material, within: Cuboid | None = None) -> None:
        """Add their matter, or that of those whose middles lie `within` a box."""
        seen = self._seen(maps.fan)
        half_w = np.sqrt(seen.xx) / maps.fan.pitch[0] + 0.5
        half_h = np.sqrt(seen.qq) * seen.tall + 0.5
        row, col = seen.row - maps.row0, seen.col - maps.col0
        near = (row + half_h > 0) & (row - half_h < maps.height) & (col + half_w > 0) & (col - half_w < maps.width)
        which = np.flatnonzero(near & self._in(within))
        if not which.size:
            return
        wide = (np.ceil(2 * half_w[which] / STEP) * STEP).astype(np.int64)
        high = (np.ceil(2 * half_h[which] / STEP) * STEP).astype(np.int64)
        edge = int(max(wide.max(), high.max())) + 2
        shape = maps.height + 2 * edge, maps.width + 2 * edge
        areal, waiting = np.zeros(shape[0] * shape[1]), _Waiting()
        for part, size in _alike(which, high, wide):
            top = np.round(row[part] - size[0] / 2).astype(np.int64)
            left = np.round(col[part] - size[1] / 2).astype(np.int64)
            chords = _chords(seen, part, top - row[part], left - col[part], size, maps.fan.pitch[0])
            chords *= (CM * self.density[part]).astype(np.float32)[:, None, None]
            at = ((top + edge) * shape[1] + left + edge)[:, None, None]
            at = at + np.arange(size[0])[:, None] * shape[1] + np.arange(size[1])
            waiting.put(at, chords, areal)
        waiting.sum_up(areal)
        inner = areal.reshape(shape)[edge : edge + maps.height, edge : edge + maps.width]
        maps.add(material, inner.astype(np.float32), maps.row0, maps.col0)

    def _in(self, within: Cuboid | None) -> npt.NDArray[np.bool_]:
        if within is None:
            return np.ones(self.x.shape, np.bool_)
        along = (self.x >= within.x0) & (self.x < within.x1)
        deep = (self.y >= within.y0) & (self.y < within.y1)
        return along & deep & (self.z >= within.z0) & (self.z < within.z1)

    def _seen(self, fan: Fan) -> Shadows:
        """Squared axes C turn into the shadow's along a ray: x stays, lift becomes lift - slope × depth."""
        sine, cosine = np.sin(self.turn), np.cos(self.turn)
        xx = self.a**2 * cosine**2 + self.c**2 * sine**2
        zz = self.a**2 * sine**2 + self.c**2 * cosine**2
        xz = (self.c**2 - self.a**2) * sine * cosine
        depth, lift = fan.depth(self.y, self.z), fan.lift(self.y, self.z)
        slope = (lift - fan.source) / depth
        if fan.view is View.SIDE:
            qq, xq = zz + slope**2 * self.b**2, xz
        else:
            qq, xq = self.b**2 + slope**2 * zz, slope * xz
        through = self.a * self.b * self.c / np.sqrt(xx * qq - xq**2) * np.hypot(1, slope)
        return Shadows(
            fan.column(self.x, depth), fan.row(lift, depth), xx, xq, qq, fan.mid / depth / fan.pitch[1], through
        )


class _Waiting:
    """Stamps that are not yet on the picture: put down many at a time."""

    def __init__(self) -> None:
        self._at: list[Ints] = []
        self._chords: list[npt.NDArray[np.float32]] = []
        self._pixels = 0

    def put(self, at: Ints, chords: npt.NDArray[np.float32], areal: Floats) -> None:
        """Stamps (m, h, w): flat places and values."""
        self._at.append(at.ravel())
        self._chords.append(chords.ravel())
        self._pixels += at.size
        if self._pixels > PIXELS:
            self.sum_up(areal)

    def sum_up(self, areal: Floats) -> None:
        """Put down what waits."""
        if self._pixels:
            areal += np.bincount(np.concatenate(self._at), np.concatenate(self._chords), areal.size)
        self._at, self._chords, self._pixels = [], [], 0


def _alike(which: Ints, high: Ints, wide: Ints) -> Iterator[tuple[Ints, tuple[int, int]]]:
    """Those of one size of stamp together, few enough at a time."""
    key = high * 10_000 + wide
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    for start, end in zip(starts, [*starts[1:], order.size], strict=True):
        size = int(high[order[start]]) + 1, int(wide[order[start]]) + 1
        most = max(1, PIXELS // (size[0] * size[1]))
        for low in range(start, end, most):
            yield which[order[low : min(end, low + most)]], size


def _chords(
    seen: Shadows, part: Ints, top: Floats, left: Floats, size: tuple[int, int], pitch: float
) -> npt.NDArray[np.float32]:
    """Chords (m, h, w) mm at the pixels' middles; `top`, `left` (m,) px from an ellipsoid's middle to its stamp."""
    x = ((left[:, None] + np.arange(size[1]) + 0.5) * pitch).astype(np.float32)
    q = (-(top[:, None] + np.arange(size[0]) + 0.5) / seen.tall[part, None]).astype(np.float32)
    xx, xq, qq = seen.xx[part], seen.xq[part], seen.qq[part]
    area = xx * qq - xq**2
    by_x = (qq / area).astype(np.float32)[:, None] * x * x
    by_q = (xx / area).astype(np.float32)[:, None] * q * q
    both = (-2 * xq / area).astype(np.float32)[:, None] * q
    inside = 1 - by_x[:, None, :] - by_q[:, :, None] - both[:, :, None] * x[:, None, :]
    np.maximum(inside, 0, out=inside)
    np.sqrt(inside, out=inside)
    inside *= (2 * seen.through[part]).astype(np.float32)[:, None, None]
    found: npt.NDArray[np.float32] = inside
    return found
