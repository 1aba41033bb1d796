"""Long straight things seen by the beam: slabs, rods, wires and the relief of sheets, exact in both views.

A slab is a box of one material whose bounds may follow x (a wavy rail, a stamped roof, a round bar) or, for its ends,
z (a leaning post). How rays cross it: `crossings`.

All lengths in mm. Nothing is drawn outside of the window, and what is drawn there is the same as in any other window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from xray_trainer.model import View
from xray_trainer.simulator import crossings
from xray_trainer.simulator.crossings import NEAREST, PARTS, Floats
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.materials import Material

Curve: TypeAlias = Callable[[Floats], Floats]
Bound: TypeAlias = float | Curve
Axis: TypeAlias = Literal["x", "y", "z"]
CM = 0.1  # cm in a mm
WIDE = 240  # px: bodies that are longer are shaped by the middles of columns, shorter ones by their parts


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
    rows = crossings.rows_of(maps, lifts[0], lifts[1], depths[0], depths[1])
    if rows is None or y0 >= y1 or z0 >= z1:
        return
    if callable(x0) or callable(x1):
        path = crossings.path(fan, rows, lifts, depths)
        _leaning(maps, material, (x0, x1), (z0, z1), depths, path * _number(fill), rows)
        return
    columns = crossings.columns_of(maps, x0, x1, depths[0], depths[1])
    if columns is None:
        return
    path = crossings.path(fan, rows, lifts, depths) * (crossings.secants_of(fan, rows) * (CM * material.density))
    ends = crossings.ends_cover(fan, (x0, x1), depths, lifts, rows, columns)
    if callable(fill):
        ends = ends * _along(fill, columns)
    else:
        path *= fill
    maps.add(material, _spread(path, ends), rows[0], columns.col0)


def bundle(
    maps: Maps,
    material: Material,
    x0: float,
    x1: float,
    sections: Sequence[tuple[float, float, float, float]],
    fill: float = 1.0,
) -> None:
    """Add many boxes of one length at once, each given as (y0, y1, z0, z1): bars of a floor, tubes of a rack.

    Their ends are smeared alike, by the yaw over all their depths; else this is as exact as so many slabs.
    """
    fan = maps.fan
    depths = [sorted((float(fan.depth(y0, z0)), float(fan.depth(y1, z1)))) for y0, y1, z0, z1 in sections]
    lifts = [sorted((float(fan.lift(y0, z0)), float(fan.lift(y1, z1)))) for y0, y1, z0, z1 in sections]
    smear = min(near for near, _ in depths), max(far for _, far in depths)
    columns = crossings.columns_of(maps, x0, x1, *smear)
    rows = crossings.rows_of(maps, min(low for low, _ in lifts), max(high for _, high in lifts), *smear)
    if columns is None or rows is None:
        return
    whole = np.zeros(rows[1] - rows[0])
    for own_depths, own_lifts in zip(depths, lifts, strict=True):
        own = crossings.rows_of(maps, *own_lifts, *own_depths)
        if own is not None:
            whole[own[0] - rows[0] : own[1] - rows[0]] += crossings.path(fan, own, own_lifts, own_depths)
    whole *= crossings.secants_of(fan, rows) * (CM * material.density * fill)
    maps.add(material, _spread(whole, crossings.cover(fan, (x0, x1), smear, columns)), rows[0], columns.col0)


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

    # Ends well outside: the roundness itself says where the bar ends.
    x0, x1 = a - radius - 2 * maps.fan.pitch[0], a + radius + 2 * maps.fan.pitch[0]
    if axis == "y":
        slab(maps, material, x0, x1, start, end, lambda x: b - half(x), lambda x: b + half(x), fill)
    else:
        slab(maps, material, x0, x1, lambda x: b - half(x), lambda x: b + half(x), start, end, fill)


def wire(maps: Maps, material: Material, points: npt.ArrayLike, diameter: float) -> None:
    """Add a wire through points (n, 3) mm: its mass is exact, its edges as sharp as the pixels.

    It is drawn as many small lumps along five lines side by side, weighted as a round section is thick.
    """
    fan = maps.fan
    through = np.asarray(points, np.float64)
    depth, lift = fan.depth(through[:, 1], through[:, 2]), fan.lift(through[:, 1], through[:, 2])
    rows, cols = fan.row(lift, depth), fan.column(through[:, 0], depth)
    wide = 2 * diameter / min(fan.pitch) + 2
    if rows.max() < maps.row0 - wide or rows.min() > maps.row0 + maps.height + wide:
        return
    if cols.max() < maps.col0 - wide or cols.min() > maps.col0 + maps.width + wide:
        return
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
    weights /= weights.sum()
    col = fan.column(spots[:, 0] - lines[:, None] * (up / across), depth) - 0.5
    row = fan.row(lift + lines[:, None] * (level / across), depth) - 0.5
    _deposit(maps, material, row.ravel(), col.ravel(), (grams * weights[:, None]).ravel())


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
    rows = crossings.rows_of(maps, lows, highs, depth, depth)
    columns = crossings.columns_of(maps, corner[0], corner[0] + (along - 1) * step, depth, depth)
    if rows is None or columns is None:
        return
    lift = fan.source + crossings.slopes_of(fan, rows) * depth
    x = columns.x(1)
    i, di = _cells((x - corner[0]) / step, along)
    j, dj = _cells((lift - lows) / step, across)
    level = thickness[:, i] * (1 - di) + thickness[:, i + 1] * di
    weight = (crossings.secants_of(fan, rows) * (CM * material.density)).astype(np.float32)[:, None]
    inside = ((lift >= lows) & (lift <= highs)).astype(np.float32)[:, None]
    areal = (level[j] * (1 - dj[:, None]) + level[j + 1] * dj[:, None]) * (weight * inside)
    maps.add(material, areal, rows[0], columns.col0)


def _shaped(
    maps: Maps, material: Material, ends: tuple[float, float], bounds: tuple[Bound, Bound, Bound, Bound], fill: Bound
) -> None:
    """A slab whose depths or lifts follow x."""
    fan = maps.fan
    fixed = [_number(bound) for bound in bounds]
    smear = (float(fan.depth(fixed[0], fixed[2])), float(fan.depth(fixed[1], fixed[3])))
    smear = (max(min(smear), NEAREST), max(*smear, NEAREST))
    columns = crossings.columns_of(maps, *ends, *smear)
    if columns is None:
        return
    parts = 1 if (ends[1] - ends[0]) / fan.pitch[0] > WIDE else PARTS
    x = columns.x(parts)
    y0, y1, z0, z1 = (np.asarray(bound(x) if callable(bound) else bound, np.float64) for bound in bounds)
    empty = (y1 <= y0) | (z1 <= z0)
    one, other = fan.depth(y0, z0), fan.depth(y1, z1)
    near, far = np.maximum(np.minimum(one, other), NEAREST), np.maximum(one, other)
    low, high = fan.lift(y0, z0), fan.lift(y1, z1)
    rows = crossings.rows_of(maps, float(np.min(low)), float(np.max(high)), float(np.min(near)), float(np.max(far)))
    if rows is None:
        return
    path = crossings.sheet_path(fan, rows, (low, high), (near, far))
    path = np.where(empty, 0.0, path) if np.any(empty) else path
    whole = crossings.cover(fan, ends, smear, columns) * (_along(fill, columns) if parts == 1 else 1.0)
    if parts > 1:
        path = path * (fill(x) if callable(fill) else fill)
        path = path.reshape(path.shape[0], -1, PARTS).mean(axis=2)
    areal = path * whole
    areal *= (crossings.secants_of(fan, rows) * (CM * material.density))[:, None]
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
    z = fan.source + crossings.slopes_of(fan, rows) * middle
    z = np.clip(z if fan.view is View.SIDE else np.full_like(z, sum(heights) / 2), *heights)
    x0, x1 = (end(z) if callable(end) else np.full_like(z, end) for end in ends)
    columns = crossings.columns_of(maps, float(x0.min()), float(x1.max()), depths[0], depths[1])
    if columns is None:
        return
    near, far = np.full_like(z, depths[0]), np.full_like(z, depths[1])
    cols = columns.numbers()
    cover = crossings.right_of(fan, x0, near, far, cols) - crossings.right_of(fan, x1, near, far, cols)
    path = path * (crossings.secants_of(fan, rows) * (CM * material.density))
    maps.add(material, _spread(path, cover), rows[0], columns.col0)


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
    rows = crossings.rows_of(maps, lift - radius, lift + radius, depth - radius, depth + radius)
    columns = crossings.columns_of(maps, *ends, depth - radius, depth + radius)
    if rows is None or columns is None:
        return
    slopes = crossings.edge_slopes(fan, rows)
    distance = (fan.source + slopes * depth - lift) / np.hypot(1.0, slopes)
    aside = np.clip(distance / radius, -1.0, 1.0)
    area = radius * radius * (aside * np.sqrt(1 - aside * aside) + np.arcsin(aside))
    path = np.diff(area) / np.diff(distance) * (CM * material.density * fill)
    cover = crossings.cover(fan, ends, (depth - radius, depth + radius), columns)
    maps.add(material, _spread(path, cover), rows[0], columns.col0)


def _spread(path: Floats, cover: Floats) -> npt.NDArray[np.float32]:
    """Areal densities of rows (m,) over columns (n,) or (m, n), float32."""
    return np.asarray(path.astype(np.float32)[:, None] * cover.astype(np.float32))


def _number(bound: Bound) -> float:
    """A bound for deciding where a slab lies: functions of x are asked at their origin."""
    return float(np.asarray(bound(np.zeros(1)))[0]) if callable(bound) else bound


def _along(fill: Bound, columns: crossings.Columns) -> float | Floats:
    """The fill of columns: a number, or its mean over the parts of each, (n,)."""
    return fill(columns.x()).reshape(-1, PARTS).mean(axis=1) if callable(fill) else fill


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
