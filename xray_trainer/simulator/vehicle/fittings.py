"""Small steel things that vehicles are held together with: bolts, bushes, plates, sections, hoses; in mm."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator import shapes
from xray_trainer.simulator.goods.making import Assembly
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import cat, helix, inv, loft, move, tube, turn, upright

Points = npt.NDArray[np.float64]
Outline = Sequence[tuple[float, float]]


@lru_cache(maxsize=32)
def _unit_disc(n: int) -> Mesh:
    return shapes.disc(1.0, 1.0, n)


@lru_cache(maxsize=1)
def _unit_box() -> Mesh:
    return shapes.box(1.0, 1.0, 1.0)


def disc(radius: float, height: float, n: int = 24, z: float = 0.0) -> Mesh:
    """An upright cylinder from z up, as `shapes.disc` but scaled from one that is made already."""
    unit = _unit_disc(n)
    return Mesh(unit.vertices * np.array([radius, radius, height]) + np.array([0.0, 0.0, z]), unit.triangles)


def box(length: float, depth: float, height: float, at: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Mesh:
    """A box along the axes, as `shapes.box` but scaled from one that is made already."""
    unit = _unit_box()
    return Mesh(unit.vertices * np.array([length, depth, height]) + np.array(at), unit.triangles)


def rod(a: tuple[float, float, float], b: tuple[float, float, float], radius: float, n: int = 10) -> Mesh:
    """A round bar from a to b, as `shapes.rod` but turned from one that is made already."""
    start, axis = np.array(a, np.float64), np.array(b, np.float64) - np.array(a, np.float64)
    length = float(np.linalg.norm(axis))
    axis /= length
    side = np.cross(axis, [0.0, 0.0, 1.0] if abs(axis[2]) < 0.9 else [0.0, 1.0, 0.0])
    side /= np.linalg.norm(side)
    unit = _unit_disc(n)
    frame = np.array([side * radius, np.cross(axis, side) * radius, axis * length])
    return Mesh(unit.vertices @ frame + start, unit.triangles)


def across(mesh: Mesh, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Mesh:
    """A body about z laid along y, its upper end towards the outside (-y), and moved."""
    return move(turn(mesh, "x", 90), x, y, z)


def along(mesh: Mesh, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Mesh:
    """A body about z laid along x, its upper end forward (+x), and moved."""
    return move(turn(mesh, "y", 90), x, y, z)


def bolt(size: float, length: float) -> Mesh:
    """A hexagon bolt about z: head on top, from z = 0 up; nut and thread end below."""
    return _bolt(round(size), round(length / 4) * 4)


@lru_cache(maxsize=256)
def _bolt(size: int, length: int) -> Mesh:
    return cat(
        disc(size * 0.9, size * 0.65, 6),
        disc(size * 0.5, length + size, 6, -length - size),
        disc(size * 0.9, size * 0.8, 6, -length - size * 0.8),
    )


def bolts(spots: list[tuple[float, float]], size: float, length: float, rng: np.random.Generator) -> Mesh:
    """Bolts across at (x, z), some missing, each of its own length; heads outside at y = 0."""
    kept = [spot for spot in spots if rng.random() > 0.12] or spots[:1]
    plain = across(turn(bolt(size, length), "z", rng.uniform(0, 60)))
    longer = rng.uniform(1, 1.3, len(kept))
    vertices = np.repeat(plain.vertices[None], len(kept), axis=0)
    vertices[:, :, 1] *= longer[:, None]
    vertices[:, :, ::2] += np.array(kept)[:, None, :]
    count = len(plain.vertices)
    triangles = plain.triangles[None] + (np.arange(len(kept), dtype=np.int32) * count)[:, None, None]
    return Mesh(vertices.reshape(-1, 3), triangles.reshape(-1, 3))


def grid(
    columns: int, rows: int, wide: float, high: float, x: float = 0.0, z: float = 0.0
) -> list[tuple[float, float]]:
    """Middles of so many columns and rows over a field about (x, z)."""
    return [
        (x + wide * (c / max(columns - 1, 1) - 0.5), z + high * (r / max(rows - 1, 1) - 0.5))
        for c in range(columns)
        for r in range(rows)
    ]


def plate(outline: Outline, thick: float, y: float = 0.0, radius: float = 12.0) -> Mesh:
    """An upright plate in x and z with round corners."""
    return move(upright(rounded_corners(outline, radius), thick), 0.0, y)


def rounded_corners(outline: Outline, radius: float, steps: int = 4) -> Points:
    """An outline whose corners are rounded, each by at most half of its sides."""
    here = np.asarray(outline, np.float64)
    sides = np.stack((np.roll(here, 1, 0) - here, np.roll(here, -1, 0) - here))
    lengths = np.sqrt((sides**2).sum(axis=2))
    cut = np.minimum(radius, 0.45 * lengths.min(axis=0))
    start, stop = here + sides * (cut / lengths)[:, :, None]
    t = np.linspace(0, 1, steps)[:, None]
    found = (1 - t) ** 2 * start[:, None] + 2 * t * (1 - t) * here[:, None] + t**2 * stop[:, None]
    return np.asarray(found.reshape(-1, 2), np.float64)


def bush(outer: float, wide: float, sides: int = 20) -> tuple[Mesh, Mesh]:
    """A ring across with its rubber: (steel, rubber), about y = 0."""
    low = -wide / 2
    steel = cat(
        disc(outer, wide, sides, low),
        inv(disc(outer * 0.8, wide, sides, low)),
        disc(outer * 0.45, wide + 24, 12, low - 12),
    )
    rubber = cat(disc(outer * 0.8, wide, sides, low), inv(disc(outer * 0.45, wide, 12, low)))
    return across(steel), across(rubber)


def put_bush(made: Assembly, outer: float, wide: float, x: float, y: float, z: float) -> None:
    """Add a ring with its rubber at a spot."""
    steel, rubber = bush(outer, wide)
    made.solid(move(steel, x, y, z), "steel")
    made.solid(move(rubber, x, y, z), "rubber")


def section_c(height: float, flange: float, wall: float, lip: float = 0.0) -> Outline:
    """A channel's outline about its height, open to the right."""
    h = height / 2
    if lip:
        return [
            (0, -h), (flange, -h), (flange, -h + lip), (flange - wall, -h + lip), (flange - wall, -h + wall),
            (wall, -h + wall), (wall, h - wall), (flange - wall, h - wall), (flange - wall, h - lip),
            (flange, h - lip), (flange, h), (0, h),
        ]  # fmt: skip
    return [
        (0, -h), (flange, -h), (flange, -h + wall), (wall, -h + wall), (wall, h - wall), (flange, h - wall),
        (flange, h), (0, h),
    ]  # fmt: skip


def section_i(height: float, flange: float, web: float, thick: float) -> Outline:
    """An I-beam's outline about its middle."""
    h, f, w = height / 2, flange / 2, web / 2
    return [
        (-f, -h), (f, -h), (f, -h + thick), (w, -h + thick), (w, h - thick), (f, h - thick),
        (f, h), (-f, h), (-f, h - thick), (-w, h - thick), (-w, -h + thick), (-f, -h + thick),
    ]  # fmt: skip


def swept(section: Outline, path: list[tuple[float, float, float]], heights: list[float] | None = None) -> Mesh:
    """A section in (x, z) carried along a path in depth: (x, y, z) of its middle, with a height factor a point."""
    shape = np.asarray(section, np.float64)
    loops = [
        np.column_stack([shape[:, 0] + x, np.full(len(shape), y), shape[:, 1] * high + z])
        for (x, y, z), high in zip(path, heights or [1.0] * len(path), strict=True)
    ]
    return loft(loops)


def weld(path: Points, radius: float, rng: np.random.Generator) -> Mesh:
    """A lumpy bead along a path."""
    points = np.asarray(path, np.float64)
    count = max(4, int(np.linalg.norm(np.diff(points, axis=0), axis=1).sum() / 14))
    at = np.linspace(0, len(points) - 1, count)
    fine = np.column_stack([np.interp(at, np.arange(len(points)), points[:, axis]) for axis in range(3)])
    return tube(fine, radius * rng.uniform(0.6, 1.3, count), 5)


def hose(made: Assembly, points: Points, radius: float, n: int = 6) -> None:
    """A rubber hose through points, rounded."""
    made.solid(tube(curve(points), radius, n), "rubber", 0.7)


def curve(points: npt.ArrayLike, steps: int = 6) -> Points:
    """A smooth path through (k, 3) points."""
    p = np.asarray(points, np.float64)
    p = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    found = []
    for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True):
        found.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * (b - c) + d - a) * t**3))
    return np.concatenate([*found, p[-2:-1]])


def coil(radius: float, length: float, turns: float, wire: float) -> Mesh:
    """A spring about z, coarse enough to be drawn often."""
    return helix(radius, length, turns, wire, 5, 10)
