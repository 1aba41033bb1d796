"""Long straight things seen by the beam: slabs, rods, wires and the relief of sheets, exact in both views.

A slab is a box of one material whose bounds may follow x (a wavy rail, a stamped roof, a round bar) or, for its ends,
z (a leaning post). A ray of slope m meets its depths d0..d1 only where it is between its lifts h0..h1, so

    length of path along the depth, averaged over a pixel row of slopes m..m', is (F(m') - F(m)) / (m' - m), with
    F(m) = G(m, h0) - G(m, h1) and G(m, h) = ∫ max(0, m - (h - source) / D) dD from d0 to d1,

which has a closed form: rows are averaged exactly, without sub-rows (facts: simulator_container.md section 2). Columns
are covered exactly too; the yaw smears the ends of a slab by the depths that each row really crosses.

All lengths in mm. Nothing is drawn outside of the window, and what is drawn there is the same as in any other window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from xray_trainer.model import View
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material

Floats: TypeAlias = npt.NDArray[np.float64]
Curve: TypeAlias = Callable[[Floats], Floats]
Bound: TypeAlias = float | Curve
Axis: TypeAlias = Literal["x", "y", "z"]
CM = 0.1  # cm in a mm
PARTS = 4  # sub-columns for bounds and fills that follow x
NARROW = 0.02  # px: smears by the yaw that are smaller are left out
NEAREST = 1.0  # mm from the source: nothing is drawn closer


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns col0..col1 of the image, and the x of their parts, (n × PARTS,), at the slab's middle depth."""

    col0: int
    col1: int
    x: Floats


def slab(
    maps: Maps,
    material: Material,
    x0: Bound,
    x1: Bound,
    y0: Bound,
    y1: Bound,
    z0: Bound,
    z1: Bound,
    fill: Bound = 1.0,
) -> None:
    """Add a box of a material to the maps.

    x0, x1 : numbers, or functions of z for what leans. y0, y1, z0, z1 : numbers, or functions of x, arrays to arrays;
    where they cross there is nothing. fill : share of the slab that is matter, a number or a function of x; negative
    where the slab is a hole in others.
    """
    fan = maps.fan
    if callable(y0) or callable(y1) or callable(z0) or callable(z1):
        _shaped(maps, material, (_number(x0), _number(x1)), (y0, y1, z0, z1), fill)
        return
    depths = sorted((float(fan.depth(y0, z0)), float(fan.depth(y1, z1))))
    lifts = sorted((float(fan.lift(y0, z0)), float(fan.lift(y1, z1))))
    rows = _rows(maps, lifts[0], lifts[1], depths[0], depths[1])
    if rows is None or y0 >= y1 or z0 >= z1:
        return
    if callable(x0) or callable(x1):
        path = _path(fan, rows, lifts, depths)
        _leaning(maps, material, (x0, x1), (z0, z1), depths, path * _number(fill), rows)
        return
    columns = _columns(maps, x0, x1, depths[0], depths[1])
    if columns is None:
        return
    path = _path(fan, rows, lifts, depths) * (_secants(fan, rows) * (CM * material.density))
    ends = _ends(fan, (x0, x1), depths, lifts, rows, columns)
    along = _along(fill, columns.x)
    maps.add(material, (path[:, None] * (ends * along)).astype(np.float32), rows[0], columns.col0)


def rod(
    maps: Maps,
    material: Material,
    axis: Axis,
    start: float,
    end: float,
    centre: tuple[float, float],
    radius: float,
    inner: float = 0.0,
    fill: float = 1.0,
) -> None:
    """Add a round bar, or with an `inner` radius a tube, along x, y or z from `start` to `end`.

    centre : of its section: (y, z) along x, (x, z) along y, (x, y) along z.
    """
    if inner > 0:
        rod(maps, material, axis, start, end, centre, radius, fill=fill)
        rod(maps, material, axis, start, end, centre, inner, fill=-fill)
        return
    a, b = centre
    if axis == "x":
        _round(maps, material, (start, end), (a, b), radius, fill)
        return

    def half(x: Floats) -> Floats:
        return np.sqrt(np.maximum(radius * radius - (x - a) ** 2, 0.0))

    if axis == "y":
        slab(maps, material, a - radius, a + radius, start, end, lambda x: b - half(x), lambda x: b + half(x), fill)
    else:
        slab(maps, material, a - radius, a + radius, lambda x: b - half(x), lambda x: b + half(x), start, end, fill)


def wire(maps: Maps, material: Material, points: npt.ArrayLike, diameter: float) -> None:
    """Add a wire through points (n, 3) mm: its mass is exact, its edges as sharp as the pixels.

    It is drawn as many small lumps along five lines side by side, weighted as a round section is thick.
    """
    fan = maps.fan
    through = np.asarray(points, np.float64)
    steps = np.diff(through, axis=0)
    lengths = np.sqrt((steps**2).sum(axis=1))
    counts = np.maximum(1, np.ceil(lengths / (0.45 * min(fan.pitch))).astype(int))
    which = np.repeat(np.arange(len(counts)), counts)
    share = (np.arange(which.size) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5) / counts[which]
    spots = through[which] + steps[which] * share[:, None]
    grams = (lengths / counts)[which] * (np.pi / 4 * diameter**2 * material.density * CM**3)
    depth = fan.depth(spots[:, 1], spots[:, 2])
    lift = fan.lift(spots[:, 1], spots[:, 2])
    up = steps[which] @ np.array([0.0, 0.0, 1.0] if fan.view is View.SIDE else [0.0, 1.0, 0.0])
    level = steps[which, 0]
    across = np.maximum(np.hypot(up, level), 1e-9)
    near = fan.mid / depth
    grams *= np.hypot(1.0, (lift - fan.source) / depth) * near / (fan.pitch[0] * fan.pitch[1] * CM**2)
    lines = np.array([-0.8, -0.4, 0.0, 0.4, 0.8]) * diameter / 2
    weights = np.sqrt(1 - (lines / (diameter / 2)) ** 2)
    for aside, weight in zip(lines, weights / weights.sum(), strict=True):
        col = fan.column(spots[:, 0] - aside * up / across, depth) - 0.5
        row = fan.row(lift + aside * level / across, depth) - 0.5
        _deposit(maps, material, row, col, grams * weight)


def relief(
    maps: Maps,
    material: Material,
    normal: Literal["y", "z"],
    at: float,
    corner: tuple[float, float],
    step: float,
    thickness: npt.NDArray[np.float32],
) -> None:
    """Add what a sheet is thicker or thinner than its slab says, where the view sees its face; edge-on it is left out.

    normal, at : the sheet is the plane y = at or z = at. thickness : (m, n) mm on a grid of `step` mm whose first value
    is at `corner` (x, and z or y); along its rows x grows, along its columns the other. Between, it is straight.
    """
    fan = maps.fan
    if (fan.view is View.SIDE) != (normal == "y"):
        return
    depth = fan.mid + at - fan.middle if fan.view is View.SIDE else fan.mid + fan.middle - at
    across, along = thickness.shape
    lows, highs = corner[1], corner[1] + (across - 1) * step
    rows = _rows(maps, lows, highs, depth, depth)
    columns = _columns(maps, corner[0], corner[0] + (along - 1) * step, depth, depth)
    if rows is None or columns is None:
        return
    lift = fan.source + fan.slopes()[rows[0] : rows[1]] * depth
    x = columns.x.reshape(-1, PARTS).mean(axis=1)
    i, di = _cells((x - corner[0]) / step, along)
    j, dj = _cells((lift - lows) / step, across)
    level = thickness[:, i] * (1 - di) + thickness[:, i + 1] * di
    weight = (_secants(fan, rows) * (CM * material.density)).astype(np.float32)[:, None]
    inside = ((lift >= lows) & (lift <= highs)).astype(np.float32)[:, None]
    areal = (level[j] * (1 - dj[:, None]) + level[j + 1] * dj[:, None]) * (weight * inside)
    maps.add(material, areal, rows[0], columns.col0)


def obround(centre: float, length: float, width: float) -> Curve:
    """Half the width of a slot with round ends, `length` along x about `centre`; below zero outside of it."""
    radius = width / 2

    def half(x: Floats) -> Floats:
        beyond = np.maximum(np.abs(x - centre) - (length / 2 - radius), 0.0)
        return np.where(beyond < radius, np.sqrt(np.maximum(radius * radius - beyond * beyond, 0.0)), 0.0)

    return half


@dataclass(frozen=True, slots=True)
class Folds:
    """A sheet folded into trapezoids along x.

    outer, slope, inner : lengths along x of one period's parts (it has two slopes); deep : mm between the two flats;
    phase : mm by which the whole is shifted.
    """

    outer: float
    slope: float
    inner: float
    deep: float
    phase: float = 0.0

    @property
    def period(self) -> float:
        """Length of one period, mm."""
        return self.outer + 2 * self.slope + self.inner

    def offset(self, x: Floats) -> Floats:
        """How far the sheet stands back from its outer flat, 0..deep, mm."""
        along = np.mod(x - self.phase, self.period)
        back = np.minimum(along - self.outer, self.period - along)
        return np.clip(back / self.slope, 0.0, 1.0) * self.deep

    def stretch(self, x: Floats) -> Floats:
        """Thickness along the folds' depth per thickness of the sheet: 1 on flats, more on slopes."""
        along = np.mod(x - self.phase, self.period)
        flat = (along < self.outer) | (np.abs(along - self.outer - self.slope - self.inner / 2) < self.inner / 2)
        return np.where(flat, 1.0, float(np.hypot(1.0, self.deep / self.slope)))


def _shaped(
    maps: Maps, material: Material, ends: tuple[float, float], bounds: tuple[Bound, Bound, Bound, Bound], fill: Bound
) -> None:
    """A slab whose depths or lifts follow x."""
    fan = maps.fan
    fixed = [_number(bound) for bound in bounds]
    middle = float(fan.depth((fixed[0] + fixed[1]) / 2, (fixed[2] + fixed[3]) / 2))
    columns = _columns(maps, *ends, middle, middle)
    if columns is None:
        return
    y0, y1, z0, z1 = (bound(columns.x) if callable(bound) else bound for bound in bounds)
    empty = (np.asarray(y1) <= y0) | (np.asarray(z1) <= z0)
    one, other = fan.depth(y0, z0), fan.depth(y1, z1)
    near, far = np.maximum(np.minimum(one, other), NEAREST), np.maximum(one, other)
    low, high = fan.lift(y0, z0), fan.lift(y1, z1)
    rows = _rows(maps, float(np.min(low)), float(np.max(high)), float(np.min(near)), float(np.max(far)))
    if rows is None:
        return
    path = _path(fan, rows, (low, high), (near, far))
    if path.ndim == 1:
        path = path[:, None]
    path = np.where(empty, 0.0, path) if np.any(empty) else path
    smear = (float(np.min(near)), float(np.max(far)))
    whole = _cover(fan, ends, smear, columns)
    if path.shape[1] > 1:
        weights = np.broadcast_to(fill(columns.x) if callable(fill) else np.float64(fill), columns.x.shape)
        areal = (path * weights).reshape(path.shape[0], -1, PARTS).mean(axis=2) * whole
    else:
        areal = path * (whole * _along(fill, columns.x))
    areal *= (_secants(fan, rows) * (CM * material.density))[:, None]
    maps.add(material, areal.astype(np.float32), rows[0], columns.col0)


def _leaning(
    maps: Maps,
    material: Material,
    ends: tuple[Bound, Bound],
    heights: tuple[float, float],
    depths: Sequence[float],
    path: Floats,
    rows: tuple[int, int],
) -> None:
    """A slab whose ends follow z: each row has its own, by its height at the slab's middle depth."""
    fan = maps.fan
    middle = (depths[0] + depths[1]) / 2
    z = fan.source + fan.slopes()[rows[0] : rows[1]] * middle
    z = np.clip(z if fan.view is View.SIDE else np.full_like(z, sum(heights) / 2), *heights)
    x0, x1 = (end(z) if callable(end) else np.full_like(z, end) for end in ends)
    columns = _columns(maps, float(x0.min()), float(x1.max()), depths[0], depths[1])
    if columns is None:
        return
    near, far = np.full_like(z, depths[0]), np.full_like(z, depths[1])
    cols = np.arange(columns.col0, columns.col1)
    cover = _beyond(fan, x0, near, far, cols) - _beyond(fan, x1, near, far, cols)
    path = path * (_secants(fan, rows) * (CM * material.density))
    maps.add(material, (path[:, None] * cover).astype(np.float32), rows[0], columns.col0)


def _round(
    maps: Maps,
    material: Material,
    ends: tuple[float, float],
    centre: tuple[float, float],
    radius: float,
    fill: float,
) -> None:
    """A round bar along x: chords of a circle in the plane of the fan, averaged exactly over the distance of a row."""
    fan = maps.fan
    depth, lift = float(fan.depth(*centre)), float(fan.lift(*centre))
    rows = _rows(maps, lift - radius, lift + radius, depth - radius, depth + radius)
    columns = _columns(maps, *ends, depth - radius, depth + radius)
    if rows is None or columns is None:
        return
    slopes = _edges(fan, rows)
    distance = (fan.source + slopes * depth - lift) / np.hypot(1.0, slopes)
    aside = np.clip(distance / radius, -1.0, 1.0)
    area = radius * radius * (aside * np.sqrt(1 - aside * aside) + np.arcsin(aside))
    path = np.diff(area) / np.diff(distance) * (CM * material.density * fill)
    cover = _cover(fan, ends, (depth - radius, depth + radius), columns)
    maps.add(material, (path[:, None] * cover).astype(np.float32), rows[0], columns.col0)


def _number(bound: Bound) -> float:
    """A bound for deciding where a slab lies: functions of x are asked at their origin."""
    return float(np.asarray(bound(np.zeros(1)))[0]) if callable(bound) else bound


def _rows(maps: Maps, low: float, high: float, near: float, far: float) -> tuple[int, int] | None:
    """Rows of the window that lifts low..high at depths near..far may fall on."""
    fan = maps.fan
    near, far = max(near, NEAREST), max(far, NEAREST)
    upper = min(fan.row(high, near), fan.row(high, far))
    lower = max(fan.row(low, near), fan.row(low, far))
    first, last = max(maps.row0, int(np.floor(upper))), min(maps.row0 + maps.height, int(np.ceil(lower)))
    return (first, last) if first < last else None


def _columns(maps: Maps, x0: float, x1: float, near: float, far: float) -> _Columns | None:
    """Columns of the window that x0..x1 at depths near..far may fall on, at least in part."""
    fan = maps.fan
    left = min(fan.column(x0, near), fan.column(x0, far))
    right = max(fan.column(x1, near), fan.column(x1, far))
    first, last = max(maps.col0, int(np.floor(left))), min(maps.col0 + maps.width, int(np.ceil(right)))
    if first >= last or x0 >= x1:
        return None
    parts = (np.arange(first * PARTS, last * PARTS) + 0.5) / PARTS
    return _Columns(first, last, fan.left + parts * fan.pitch[0] - fan.yaw * ((near + far) / 2 - fan.mid))


def _edges(fan: Fan, rows: tuple[int, int]) -> Floats:
    """Slopes of the edges of rows (n + 1,), falling."""
    return (fan.top - np.arange(rows[0], rows[1] + 1) * fan.pitch[1] - fan.source) / fan.mid


def _secants(fan: Fan, rows: tuple[int, int]) -> Floats:
    return fan.secants()[rows[0] : rows[1]]


def _path(fan: Fan, rows: tuple[int, int], lifts: Sequence[float | Floats], depths: Sequence[float | Floats]) -> Floats:
    """Depth crossed, mm, averaged over each row: (rows,), or (rows, n) for lifts or depths (n,)."""
    slopes = _edges(fan, rows)
    wide = any(isinstance(one, np.ndarray) and one.ndim for one in (*lifts, *depths))
    edges = slopes[:, None] if wide else slopes
    near, far = depths
    below = _under(edges, lifts[0] - fan.source, near, far) - _under(edges, lifts[1] - fan.source, near, far)
    return np.asarray(np.maximum(below[:-1] - below[1:], 0.0) * (fan.mid / fan.pitch[1]))


def _under(slopes: Floats, lift: float | Floats, near: float | Floats, far: float | Floats) -> Floats:
    """∫ max(0, slope - lift / D) dD over D from near to far; lifts from the source."""
    safe = np.where(slopes == 0, 1e-300, slopes)
    rising = np.greater_equal(lift, 0)
    crossing = np.where(rising == (slopes > 0), np.clip(lift / safe, near, far), far)
    from_, to = np.where(rising, crossing, near), np.where(rising, far, crossing)
    return np.asarray(slopes * (to - from_) - lift * np.log(to / from_))


def _ends(
    fan: Fan,
    ends: tuple[float, float],
    depths: Sequence[float],
    lifts: Sequence[float],
    rows: tuple[int, int],
    columns: _Columns,
) -> Floats:
    """How much of each column lies between the ends: (n,), or (rows, n) where the yaw smears them by each row's depths."""
    near, far = depths
    if abs(fan.yaw) * (far - near) < NARROW * fan.pitch[0]:
        return _cover(fan, ends, (near, far), columns)
    slopes = fan.slopes()[rows[0] : rows[1]]
    safe = np.where(slopes == 0, 1e-300, slopes)
    one, other = (lifts[0] - fan.source) / safe, (lifts[1] - fan.source) / safe
    lows, highs = np.clip(np.minimum(one, other), near, far), np.clip(np.maximum(one, other), near, far)
    cols = np.arange(columns.col0, columns.col1)
    reach = abs(fan.yaw) * max(abs(near - fan.mid), abs(far - fan.mid)) / fan.pitch[0] + 1
    left, right = ((end - fan.left) / fan.pitch[0] for end in ends)
    cover = np.ones((slopes.size, cols.size))
    for end, at, sign in ((ends[0], left, 1.0), (ends[1], right, -1.0)):
        some = np.flatnonzero((cols >= at - reach - 1) & (cols <= at + reach))
        if some.size:
            part = slice(int(some[0]), int(some[-1]) + 1)
            beyond = _beyond(fan, np.full_like(slopes, end), lows, highs, cols[part])
            cover[:, part] += beyond - 1.0 if sign > 0 else -beyond
        if sign < 0:
            cover[:, cols > at + reach] = 0.0
        else:
            cover[:, cols < at - reach - 1] = 0.0
    return cover


def _beyond(fan: Fan, x: Floats, lows: Floats, highs: Floats, cols: npt.NDArray[np.int64]) -> Floats:
    """How much of columns (n,) lies right of edges x (rows,), over depths lows..highs (rows,) each: (rows, n)."""
    first = cols + 1.0 - fan.column(x, lows)[:, None]
    last = cols + 1.0 - fan.column(x, highs)[:, None]
    way = last - first
    straight = np.clip((first + last) / 2, 0.0, 1.0)
    smeared = (_climb(last) - _climb(first)) / np.where(np.abs(way) < 1e-9, 1.0, way)
    return np.where(np.abs(way) < 1e-6, straight, smeared)


def _climb(share: Floats) -> Floats:
    """∫ clip(u, 0, 1) du from 0."""
    inside = np.clip(share, 0.0, 1.0)
    return inside * inside / 2 + np.maximum(share - 1.0, 0.0)


def _cover(fan: Fan, ends: tuple[float, float], depths: tuple[float, float], columns: _Columns) -> Floats:
    """How much of each column lies between the ends, averaged over the depths: (n,)."""
    cols = np.arange(columns.col0, columns.col1)
    lows, highs = np.array([depths[0]]), np.array([depths[1]])
    left, right = (_beyond(fan, np.array([end]), lows, highs, cols)[0] for end in ends)
    return np.asarray(left - right)


def _along(fill: Bound, x: Floats) -> float | Floats:
    """The fill of columns: a number, or its mean over the parts of each, (n,)."""
    return fill(x).reshape(-1, PARTS).mean(axis=1) if callable(fill) else fill


def _cells(at: Floats, number: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """Whole and broken part of places on a grid of `number` values."""
    whole = np.clip(np.floor(at), 0, number - 2).astype(np.intp)
    return whole, np.clip(at - whole, 0, 1).astype(np.float32)


def _deposit(maps: Maps, material: Material, row: Floats, col: Floats, grams: Floats) -> None:
    """Share lumps of areal density out over the four pixels round each place (in px from the pixels' centres)."""
    i, j = np.floor(row).astype(np.intp) - maps.row0, np.floor(col).astype(np.intp) - maps.col0
    near = (i >= -1) & (i < maps.height) & (j >= -1) & (j < maps.width)
    if not near.any():
        return
    di, dj = (row - np.floor(row))[near], (col - np.floor(col))[near]
    i, j, grams = i[near], j[near], grams[near]
    top, left = int(i.min()), int(j.min())
    height, width = int(i.max()) - top + 2, int(j.max()) - left + 2
    at = (i - top) * width + (j - left)
    spots = np.concatenate([at, at + 1, at + width, at + width + 1])
    lumps = np.concatenate([grams * (1 - di) * (1 - dj), grams * (1 - di) * dj, grams * di * (1 - dj), grams * di * dj])
    areal = np.bincount(spots, lumps, height * width).reshape(height, width)
    maps.add(material, areal.astype(np.float32), top + maps.row0, left + maps.col0)
