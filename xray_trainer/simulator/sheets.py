"""Thin sheets seen by the beam: each triangle's mass laid exactly on the pixels that it covers.

A triangle of area A (cm²) and thickness t (cm) puts ρ t A × secant × magnification / pixel area into the image,
whatever its pose; it is spread evenly over its projection. Triangles are walked by rows if taller than wide, else by
columns (walking level ones by rows leaves dashes). Edge-on ones are widened to the sheet's own extent, no further, and
their mass keeps the triangle's own profile along the walk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.fan import Fan

DEEPEST = 450.0  # mm: triangles that reach deeper are divided, their magnification varying too much
SLABS = 12_000  # triangle and pixel row pairs worked on at a time
SPARSE = 3  # places for each value from which on it is quicker to add them one by one
THINNEST = 1e-3  # px: the least width over which matter is spread

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Corners = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Flat:
    """Projected triangles, to be walked along one image axis.

    along, across : (m, 3) continuous px. mass : (m,) g/cm² × px. least : (m,) px, the least width across.
    """

    along: Corners
    across: Corners
    mass: Floats
    least: Floats

    def chosen(self, which: npt.NDArray[np.bool_]) -> _Flat:
        return _Flat(self.along[which], self.across[which], self.mass[which], self.least[which])


def project(
    fan: Fan,
    points: tuple[Floats, Floats, Floats],
    triangles: npt.NDArray[np.int32],
    thickness: Floats,
    weight: Floats,
) -> Iterator[tuple[int, int, Floats]]:
    """Project sheets: one or two layers of (row, column, (h, w) float64 g/cm²), to be added.

    points : world x, y, z (n,) mm. triangles : (m, 3). thickness : (m,) mm. weight : (m,), 0.1 × g/cm³ × fill.
    """
    corners = np.stack(points, axis=1)[triangles]
    corners, thickness, weight = _divided(fan, corners, thickness, weight)
    x, y, z = np.moveaxis(corners, 2, 0)
    depth = fan.depth(y, z)
    cols, rows = fan.column(x, depth), fan.row(fan.lift(y, z), depth)
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    twice = np.sqrt((normal**2).sum(1))
    normal /= np.maximum(twice, 1e-12)[:, None]
    magnified = fan.mid / depth.mean(1)
    slope = (fan.top - rows.mean(1) * fan.pitch[1] - fan.source) / fan.mid
    mass = weight * thickness * twice / 2 * np.hypot(1.0, slope) * magnified / (fan.pitch[0] * fan.pitch[1])
    thick_x = thickness * np.abs(normal[:, 0]) / fan.pitch[0]
    thick_rows = thickness * np.abs(fan.lift(normal[:, 1], normal[:, 2])) * magnified / fan.pitch[1]
    tall = np.ptp(rows, axis=1) >= np.ptp(cols, axis=1)
    by_rows, by_cols = _Flat(rows, cols, mass, thick_x), _Flat(cols, rows, mass, thick_rows)
    if tall.any():
        yield _walked(by_rows.chosen(tall))
    if not tall.all():
        col, row, areal = _walked(by_cols.chosen(~tall))
        yield row, col, areal.T


def add_up(sums: Floats, where: Ints, what: Floats) -> None:
    """Add values at indices, several at one if need be, in the order given: counted where dense, else one by one."""
    low = int(where.min())
    if int(where.max()) - low < SPARSE * len(where):
        counted = np.bincount(where - low, what)
        sums[low : low + len(counted)] += counted
    else:
        np.add.at(sums, where, what)


def _divided(fan: Fan, corners: Corners, thickness: Floats, weight: Floats) -> tuple[Corners, Floats, Floats]:
    """Divide triangles that reach over DEEPEST, each in four, until none does."""
    while True:
        deep = np.ptp(fan.depth(corners[:, :, 1], corners[:, :, 2]), axis=1) > DEEPEST
        if not deep.any():
            return corners, thickness, weight
        a, b, c = np.moveaxis(corners[deep], 1, 0)
        ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
        parts = [np.stack(one, axis=1) for one in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        corners = np.concatenate([corners[~deep], *parts])
        thickness = np.concatenate([thickness[~deep], np.tile(thickness[deep], 4)])
        weight = np.concatenate([weight[~deep], np.tile(weight[deep], 4)])


def _walked(flat: _Flat) -> tuple[int, int, Floats]:
    """Lay the triangles' mass down: first index along the walk, first across, (along, across) float64."""
    order = np.argsort(flat.along, axis=1)
    along = np.take_along_axis(flat.along, order, axis=1)
    across = np.take_along_axis(flat.across, order, axis=1)
    origin = int(np.floor(along[:, 0].min()))
    pad = flat.least.max() / 2 + THINNEST
    left = int(np.floor(across.min() - pad))
    size = int(np.floor(along[:, 2].max())) + 1 - origin
    stride = int(np.floor(across.max() + pad)) + 3 - left
    sums = np.zeros(size * stride)
    along, across = along - origin, across - left
    for upper in (True, False):
        for where, what in _slabs(along, across, flat.mass, flat.least, upper, stride):
            add_up(sums, where, what)
    laid = sums.reshape(size, stride)
    np.cumsum(laid, axis=1, out=laid)
    return origin, left, laid[:, : stride - 1]


def _slabs(
    along: Corners, across: Corners, mass: Floats, least: Floats, upper: bool, stride: int
) -> Iterator[tuple[Ints, Floats]]:
    """Of each triangle the half before or behind its middle corner, cut at whole pixels: where and what to add."""
    near, far = (0, 1) if upper else (1, 2)
    cells = np.floor(along[:, far]).astype(np.int64) - np.floor(along[:, near]).astype(np.int64) + 1
    ends = np.cumsum(cells)
    start = 0
    while start < len(ends):
        stop = max(int(np.searchsorted(ends, (int(ends[start - 1]) if start else 0) + SLABS, "right")), start + 1)
        count = cells[start:stop]
        which = np.repeat(np.arange(start, stop), count)
        begin, end = along[which, near], along[which, far]
        cell = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count) + np.floor(begin).astype(np.int64)
        low, high = np.maximum(begin, cell), np.minimum(end, cell + 1)
        wide, middle = np.maximum(high - low, 0.0), (low + high) / 2
        first, whole = along[which, 0], np.maximum(along[which, 2] - along[which, 0], 1e-9)
        share_long = (middle - first) / whole
        share = np.clip((middle - begin) / np.maximum(end - begin, 1e-9), 0.0, 1.0)
        one = across[which, 0] + share_long * (across[which, 2] - across[which, 0])
        other = across[which, near] + share * (across[which, far] - across[which, near])
        matter = mass[which] * (share if upper else 1 - share) * wide * 2 / whole
        yield _spread(cell * stride, one, other, matter, np.maximum(least[which], THINNEST))
        start = stop


def _spread(line: Ints, one: Floats, other: Floats, matter: Floats, least: Floats) -> tuple[Ints, Floats]:
    """Matter spread evenly between two points of a line, at least so wide: first differences of its pixel sums."""
    half, middle = np.maximum(np.abs(other - one), least) / 2, (one + other) / 2
    value = matter / (2 * half)
    where = np.empty((4, len(line)), np.int64)
    what = np.empty((4, len(line)))
    for at, edge, step in ((0, middle - half, value), (2, middle + half, -value)):
        whole = np.floor(edge)
        np.add(line, whole.astype(np.int64), out=where[at])
        np.add(where[at], 1, out=where[at + 1])
        what[at + 1] = step * (edge - whole)
        what[at] = step - what[at + 1]
    return where.ravel(), what.ravel()
