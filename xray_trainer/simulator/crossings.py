"""How rays of the fan cross what is bounded by depths, lifts and ends: exact means over pixel rows and columns.

A ray of slope m meets depths d0..d1 only where it is between lifts h0..h1. Averaged over a pixel row of slopes m..m',
its way along the depth is (F(m') - F(m)) / (m' - m), with F(m) = G(m, h0) - G(m, h1) and

    G(m, h) = ∫ max(0, m - (h - source) / D) dD from d0 to d1,

which has a closed form, so no sub-rows are needed. Ends are covered as far as they reach into each column, smeared by
the yaw over the depths that a row really crosses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps

Floats: TypeAlias = npt.NDArray[np.float64]
PARTS = 4  # sub-columns for bounds and fills that follow x
NARROW = 0.25  # px: smears by the yaw that are smaller are the same for all rows
STILL = 1e-6  # px: smears that are smaller are none
NEAREST = 1.0  # mm from the source: nothing is drawn closer
SUBROWS = 3  # rays a row that tell which depths it crosses, where these matter
LITTLE = 1e-9  # mm: of rays that cross nothing
SLICE, SLICES = 0.25, 3  # px that a slice of a thin slab is smeared over rows; how many slices at most
LEAST = 8  # rows for which the quick way of level sheets pays


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns col0..col1 of the image, for a slab whose middle lies at some depth."""

    fan: Fan
    col0: int
    col1: int
    depth: float

    def numbers(self) -> npt.NDArray[np.int64]:
        """Each column, (n,)."""
        return np.arange(self.col0, self.col1)

    def x(self, parts: int = PARTS) -> Floats:
        """World x of the parts of each column at that depth, (n × parts,)."""
        places = (np.arange(self.col0 * parts, self.col1 * parts) + 0.5) / parts
        return self.fan.left + places * self.fan.pitch[0] - self.fan.yaw * (self.depth - self.fan.mid)


def rows_of(maps: Maps, low: float, high: float, near: float, far: float) -> tuple[int, int] | None:
    """Rows of the window that lifts low..high at depths near..far may fall on."""
    fan = maps.fan
    near, far = max(near, NEAREST), max(far, NEAREST)
    upper = min(fan.row(high, near), fan.row(high, far))
    lower = max(fan.row(low, near), fan.row(low, far))
    first, last = max(maps.row0, math.floor(upper)), min(maps.row0 + maps.height, math.ceil(lower))
    return (first, last) if first < last else None


def columns_of(maps: Maps, x0: float, x1: float, near: float, far: float) -> Columns | None:
    """Columns of the window that x0..x1 at depths near..far may fall on, at least in part."""
    fan = maps.fan
    left = min(fan.column(x0, near), fan.column(x0, far))
    right = max(fan.column(x1, near), fan.column(x1, far))
    first, last = max(maps.col0, math.floor(left)), min(maps.col0 + maps.width, math.ceil(right))
    if first >= last or x0 >= x1:
        return None
    return Columns(fan, first, last, (near + far) / 2)


def edge_slopes(fan: Fan, rows: tuple[int, int]) -> Floats:
    """Slopes of the edges of rows (n + 1,), falling."""
    return _slopes(fan)[0][rows[0] : rows[1] + 1]


def slopes_of(fan: Fan, rows: tuple[int, int]) -> Floats:
    """Slopes of the middles of rows (n,)."""
    return _slopes(fan)[1][rows[0] : rows[1]]


def secants_of(fan: Fan, rows: tuple[int, int]) -> Floats:
    """Path over depth in rows (n,)."""
    return _slopes(fan)[2][rows[0] : rows[1]]


@lru_cache(maxsize=4)
def _slopes(fan: Fan) -> tuple[Floats, Floats, Floats, Floats]:
    """Slopes of the edges of all rows, of their middles, their secants, and the slopes of SUBROWS rays in each."""
    edges = np.asarray((fan.top - np.arange(fan.height + 1) * fan.pitch[1] - fan.source) / fan.mid, np.float64)
    found = edges, fan.slopes(), fan.secants(), fan.slopes(SUBROWS)
    for one in found:
        one.flags.writeable = False
    return found


def path(fan: Fan, rows: tuple[int, int], lifts: Sequence[float | Floats], depths: Sequence[float | Floats]) -> Floats:
    """Depth crossed, mm, averaged over each row: (rows,), or (rows, n) for lifts or depths (n,)."""
    slopes = edge_slopes(fan, rows)
    near, far = depths
    if any(isinstance(one, np.ndarray) for one in (*lifts, *depths)):
        edges = slopes[:, None]
        below = _under(edges, lifts[0] - fan.source, near, far) - _under(edges, lifts[1] - fan.source, near, far)
    else:
        low, high = _under(slopes, np.array([[lifts[0] - fan.source], [lifts[1] - fan.source]]), near, far)
        below = low - high
    return np.asarray(np.maximum(below[:-1] - below[1:], 0.0) * (fan.mid / fan.pitch[1]))


def sheet_path(
    fan: Fan, rows: tuple[int, int], lifts: Sequence[float | Floats], depths: Sequence[float | Floats]
) -> Floats:
    """The same, (rows, n), quicker where rows cross the slab from its lower to its upper face in all columns."""
    low, high = lifts
    if any(np.ndim(one) for one in depths) or not (np.ndim(low) and np.ndim(high)):
        return path(fan, rows, lifts, depths)
    near, far = (float(one) for one in depths)
    edges = edge_slopes(fan, rows)
    smear = float(np.abs(edges).max()) * (far - near) / fan.pitch[1]
    if smear < SLICES * SLICE:
        return _sliced(fan, edges[:, None], (low, high), (near, far), max(1, int(np.ceil(smear / SLICE))))
    safe = np.where(edges == 0, 1e-300, edges)
    deepest = np.maximum((np.max(high) - fan.source) / safe, (np.min(low) - fan.source) / safe)
    nearest = np.minimum((np.min(low) - fan.source) / safe, (np.max(high) - fan.source) / safe)
    through = (nearest >= near) & (deepest <= far)
    whole = np.flatnonzero(through[:-1] & through[1:] & (edges[:-1] * edges[1:] > 0))
    if whole.size < LEAST:
        return path(fan, rows, lifts, depths)
    first, last = int(whole[0]), int(whole[-1]) + 1
    found = np.empty((rows[1] - rows[0], np.size(low)))
    if first > 0:
        found[:first] = path(fan, (rows[0], rows[0] + first), lifts, depths)
    if last < found.shape[0]:
        found[last:] = path(fan, (rows[0] + last, rows[1]), lifts, depths)
    inverse = np.abs(np.log(edges[first:last] / edges[first + 1 : last + 1])) * (fan.mid / fan.pitch[1])
    np.multiply(inverse[:, None], np.maximum(np.subtract(high, low), 0.0), out=found[first:last])
    return found


def _sliced(
    fan: Fan, edges: Floats, lifts: Sequence[float | Floats], depths: tuple[float, float], slices: int
) -> Floats:
    """The same for what is thin in depth: how far each row is filled at a few depths, times their thickness."""
    thick = (depths[1] - depths[0]) / slices
    found = np.zeros((edges.shape[0] - 1, np.size(lifts[0])))
    for i in range(slices):
        depth = depths[0] + (i + 0.5) * thick
        low, high = ((lift - fan.source) / depth for lift in lifts)
        filled = np.minimum(edges[:-1], high)
        filled -= np.maximum(edges[1:], low)
        found += np.maximum(filled, 0.0, out=filled)
    found *= thick * fan.mid / fan.pitch[1]
    return found


def _under(slopes: Floats, lift: float | Floats, near: float | Floats, far: float | Floats) -> Floats:
    """∫ max(0, slope - lift / D) dD over D from near to far; lifts from the source."""
    safe = np.where(slopes == 0, 1e-300, slopes)
    rising = np.greater_equal(lift, 0)
    meets = np.where(rising, slopes > 0, slopes < 0)
    crossing = np.where(meets, np.minimum(np.maximum(lift / safe, near), far), far)
    from_, to = np.where(rising, crossing, near), np.where(rising, far, crossing)
    return np.asarray(slopes * (to - from_) - lift * np.log(to / from_))


def ends_cover(
    fan: Fan,
    ends: tuple[float, float],
    depths: Sequence[float],
    lifts: Sequence[float],
    rows: tuple[int, int],
    columns: Columns,
) -> Floats:
    """How much of each column lies between the ends: (n,), or (rows, n) where the yaw smears each row in its way."""
    near, far = depths
    if abs(fan.yaw) * (far - near) < NARROW * fan.pitch[0]:
        return cover(fan, ends, (near, far), columns)
    slopes = _slopes(fan)[3][rows[0] * SUBROWS : rows[1] * SUBROWS]
    safe = np.where(slopes == 0, 1e-300, slopes)
    one, other = (lifts[0] - fan.source) / safe, (lifts[1] - fan.source) / safe
    crossed = np.stack((np.minimum(one, other), np.maximum(one, other)))
    np.minimum(np.maximum(crossed, near, out=crossed), far, out=crossed)
    shares = (crossed[1] - crossed[0] + LITTLE).reshape(-1, SUBROWS)
    shares /= shares.sum(axis=1)[:, None]
    cols = columns.numbers()
    reach = abs(fan.yaw) * max(abs(near - fan.mid), abs(far - fan.mid)) / fan.pitch[0] + 1
    at = [(end - fan.left) / fan.pitch[0] for end in ends]
    parts = [_within(columns, place - reach - 1, place + reach) for place in at]
    found = np.ones((rows[1] - rows[0], cols.size))
    found[:, : parts[0].start] = 0.0
    found[:, parts[1].stop :] = 0.0
    places = np.concatenate([cols[part] + (1.0 - place) for part, place in zip(parts, at, strict=True)])
    if places.size:
        crossed -= fan.mid
        crossed *= fan.yaw / fan.pitch[0]
        right = _smeared(places, crossed, shares)
        found[:, parts[0]] += right[:, : parts[0].stop - parts[0].start] - 1.0
        found[:, parts[1]] -= right[:, parts[0].stop - parts[0].start :]
    return found


def _within(columns: Columns, left: float, right: float) -> slice:
    """Which of the columns lie between two places."""
    first = min(max(math.ceil(left), columns.col0), columns.col1)
    return slice(first - columns.col0, max(min(math.floor(right) + 1, columns.col1), first) - columns.col0)


def _smeared(places: Floats, shifts: Floats, shares: Floats) -> Floats:
    """How much of columns lies right of an edge that each ray shifts: (rows, n).

    places : (n,) px from the edge, unshifted, to each column's right side. shifts : (2, rays) px where a ray begins
    and ends. shares : (rows, rays a row) by which the rays of a row count.
    """
    beyond = places - shifts[:, :, None]
    inside = np.minimum(np.maximum(beyond, 0.0), 1.0)
    way = shifts[0] - shifts[1]
    still = np.abs(way) < STILL
    beyond -= inside  # what is above 1, and what is below 0
    np.maximum(beyond, 0.0, out=beyond)
    straight = inside[0, still] if still.any() else None
    inside *= inside
    inside *= 0.5
    inside += beyond
    found = inside[1]
    found -= inside[0]
    found *= (1.0 / np.where(still, 1.0, way))[:, None]
    if straight is not None:
        found[still] = straight
    found *= shares.reshape(-1)[:, None]
    return np.asarray(np.add.reduce(found.reshape(*shares.shape, -1), axis=1))


def right_of(fan: Fan, x: Floats, lows: Floats, highs: Floats, cols: npt.NDArray[np.int64]) -> Floats:
    """How much of columns (n,) lies right of edges x (rows,), over depths lows..highs (rows,) each: (rows, n)."""
    first = cols + 1.0 - fan.column(x, lows)[:, None]
    last = cols + 1.0 - fan.column(x, highs)[:, None]
    way = last - first
    if abs(fan.yaw) * float(np.max(highs - lows)) < STILL * fan.pitch[0]:
        return np.minimum(np.maximum((first + last) / 2, 0.0), 1.0)
    still = np.abs(way) < STILL
    straight = np.minimum(np.maximum((first + last) / 2, 0.0), 1.0)
    smeared = (_climb(last) - _climb(first)) / np.where(still, 1.0, way)
    return np.where(still, straight, smeared)


def _climb(share: Floats) -> Floats:
    """∫ clip(u, 0, 1) du from 0."""
    inside = np.minimum(np.maximum(share, 0.0), 1.0)
    return inside * inside / 2 + np.maximum(share - 1.0, 0.0)


def cover(fan: Fan, ends: tuple[float, float], depths: tuple[float, float], columns: Columns) -> Floats:
    """How much of each column lies between the ends, averaged over the depths: (n,)."""
    cols = columns.numbers() + 1.0
    one, other = (fan.yaw * (depth - fan.mid) - fan.left for depth in depths)
    edges = np.array([[ends[0]], [ends[1]]])
    first, last = cols - (edges + one) / fan.pitch[0], cols - (edges + other) / fan.pitch[0]
    if abs(one - other) < STILL * fan.pitch[0]:
        beyond = np.minimum(np.maximum(first, 0.0), 1.0)
    else:
        beyond = (_climb(last) - _climb(first)) * (fan.pitch[0] / (one - other))
    return np.asarray(beyond[0] - beyond[1])
