"""Things made of triangles, seen by the beam: closed solids by signed depth, thin sheets (`sheets`) by exact mass.

A ray's path in a closed solid is the sum of the depths where it leaves through a back face less those where it enters
through a front face, so each triangle adds its own depth, signed by the way it faces, on the pixels it covers, and
nothing needs sorting. Overlapping solids add; a hole is a mesh whose faces are turned inward; a cap may be any fan of
triangles over a loop, for what it covers twice cancels. Every solid must be closed: an open one draws streaks.

Edges are followed exactly through the fan (between two points the depth is harmonic in the rows, linear along a row),
so triangles of any depth are exact where the scan lines cross them. Rows are sampled on a few scan lines
a pixel, the same ones for all triangles (else faces would not cancel); columns are averaged exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator import sheets
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import SMALLEST, Areal, Maps
from xray_trainer.simulator.materials import Material
from xray_trainer.simulator.mesh import Item, Mesh, Part, Pose

LINES = (3, 8)  # least and most scan lines a pixel row
TALL, TALL_LINES = 200, 2  # px: things taller than this take fewer
ENOUGH = 180  # scan lines over a thing's height: small things take more a row, or their ends would be cut by chance
SPANS = (
    8_000  # triangle and scan line pairs worked on at a time: their arrays stay in the cache and are not mapped anew
)
NARROWEST = 1e-6  # px: spans narrower than this add nothing
CM = 0.1  # cm in a mm

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Box2 = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Vertices as the beam sees them. cols, rows : (n,) continuous px. depth : (n,) mm from the source."""

    cols: Floats
    rows: Floats
    depth: Floats


def draw(maps: Maps, item: Item, pose: Pose) -> None:
    """Add an item to the maps, exactly where the pose says. What lies beyond the window costs little."""
    if not meets(maps, item, pose):
        return
    add(maps, *project(maps.fan, item, pose))


def add(
    maps: Maps, row0: int, col0: int, areal: npt.NDArray[np.floating], channels: tuple[int, ...] = (0, 1, 2)
) -> None:
    """Add maps (k, h, w) g/cm² of k basis materials whose upper left pixel is (row0, col0) of the whole image."""
    top, left = max(row0, maps.row0), max(col0, maps.col0)
    bottom = min(row0 + areal.shape[1], maps.row0 + maps.height)
    right = min(col0 + areal.shape[2], maps.col0 + maps.width)
    if top < bottom and left < right:
        mine = maps.areal[:, top - maps.row0 : bottom - maps.row0, left - maps.col0 : right - maps.col0]
        for channel, own in zip(channels, areal, strict=True):
            mine[channel] += own[top - row0 : bottom - row0, left - col0 : right - col0]


def project(fan: Fan, item: Item, pose: Pose) -> tuple[int, int, Areal]:
    """Project an item: its upper row, left column, and (3, h, w) float32 g/cm² of water, iron and lead.

    The maps hold all of the item, within the fan's image or not: sums are the same whatever window they are cut to.
    """
    drawn = [(what, *_one_material(fan, parts, pose)) for what, parts in _by_material(item.parts)]
    drawn = [one for one in drawn if one[3].size]
    if not drawn:
        return 0, 0, np.zeros((3, 0, 0), np.float32)
    row0, col0 = min(one[1] for one in drawn), min(one[2] for one in drawn)
    height = max(one[1] + one[3].shape[0] for one in drawn) - row0
    width = max(one[2] + one[3].shape[1] for one in drawn) - col0
    areal = np.zeros((3, height, width), np.float32)
    for what, row, col, own in drawn:
        for channel, share in enumerate(what.basis):
            if abs(share) > SMALLEST:
                areal[channel, row - row0 :, col - col0 :][: own.shape[0], : own.shape[1]] += np.float32(share) * own
    return row0, col0, areal


def mass_kg(item: Item) -> float:
    """An item's mass from its meshes: volume times density, or area times thickness times density."""
    return sum(_size_mm3(part) * part.material.density * part.fill for part in item.parts) * 1e-6


def extent(item: Item, pose: Pose) -> tuple[float, float, float, float, float, float]:
    """The upright box round a posed item: x0, x1, y0, y1, z0, z1 mm."""
    x, y, z = placed(np.concatenate([part.mesh.vertices for part in item.parts]), pose)
    return float(x.min()), float(x.max()), float(y.min()), float(y.max()), float(z.min()), float(z.max())


def meets(maps: Maps, item: Item, pose: Pose) -> bool:
    """Whether any of an item may lie in the window: by the ball round its vertices, in no time."""
    reach = max((float(np.sqrt((part.mesh.vertices**2).sum(1).max())) for part in item.parts), default=0.0)
    return ball_meets(maps, pose, reach)


def ball_meets(maps: Maps, pose: Pose, reach: float) -> bool:
    """Whether anything at most `reach` mm from a pose's origin may lie in the window."""
    row0, row1, col0, col1 = ball(maps.fan, pose, reach)
    return row1 > maps.row0 and row0 < maps.row0 + maps.height and col1 > maps.col0 and col0 < maps.col0 + maps.width


def ball(fan: Fan, pose: Pose, reach: float) -> tuple[float, float, float, float]:
    """Rows and columns (from, to, from, to) that hold all points at most `reach` mm from a pose's origin."""
    depth, lift = fan.depth(pose.y, pose.z), fan.lift(pose.y, pose.z)
    corners = [(lift + up * reach, depth + deep * reach) for up in (-1, 1) for deep in (-1, 1)]
    rows = [fan.row(up, max(deep, 1.0)) for up, deep in corners]
    slack = reach * (1 + abs(fan.yaw)) / fan.pitch[0] + 1
    middle = fan.column(pose.x, depth)
    return min(rows) - 1, max(rows) + 1, middle - slack, middle + slack


def turn(pose: Pose) -> Floats:
    """A pose's turn as a (3, 3) matrix: yaw about z, then pitch about y, then roll about x."""
    yaw, pitch, roll = np.radians([pose.yaw, pose.pitch, pose.roll])
    about_z = np.array([[np.cos(yaw), -np.sin(yaw), 0], [np.sin(yaw), np.cos(yaw), 0], [0, 0, 1]])
    about_y = np.array([[np.cos(pitch), 0, np.sin(pitch)], [0, 1, 0], [-np.sin(pitch), 0, np.cos(pitch)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(roll), -np.sin(roll)], [0, np.sin(roll), np.cos(roll)]])
    return np.asarray(about_x @ about_y @ about_z, np.float64)


def placed(vertices: Floats, pose: Pose) -> tuple[Floats, Floats, Floats]:
    """World x, y, z (n,) mm of an item's vertices (n, 3)."""
    x, y, z = np.ascontiguousarray(vertices.T)
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = turn(pose).tolist()
    return (
        x * xx + y * xy + z * xz + pose.x,
        x * yx + y * yy + z * yz + pose.y,
        x * zx + y * zy + z * zz + pose.z,
    )


def seen(fan: Fan, vertices: Floats, pose: Pose) -> Seen:
    """An item's vertices (n, 3) mm as the beam sees them."""
    x, y, z = placed(vertices, pose)
    depth = fan.depth(y, z)
    return Seen(fan.column(x, depth), fan.row(fan.lift(y, z), depth), depth)


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """Several meshes as one."""
    starts = np.cumsum([0] + [len(mesh.vertices) for mesh in meshes[:-1]])
    return Mesh(
        np.concatenate([mesh.vertices for mesh in meshes]),
        np.concatenate([mesh.triangles + np.int32(at) for mesh, at in zip(meshes, starts, strict=True)]),
    )


def _size_mm3(part: Part) -> float:
    a, b, c = np.moveaxis(part.mesh.vertices[part.mesh.triangles], 1, 0)
    if part.thickness is None:
        return float((a * np.cross(b, c)).sum()) / 6
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum()) / 2 * part.thickness


def _by_material(parts: Sequence[Part]) -> Iterator[tuple[Material, list[Part]]]:
    groups: dict[Material, list[Part]] = {}
    for part in parts:
        if len(part.mesh.triangles) and part.fill:
            groups.setdefault(part.material, []).append(part)
    yield from groups.items()


def _one_material(fan: Fan, parts: Sequence[Part], pose: Pose) -> tuple[int, int, Areal]:
    """All parts of one material: row, column, (h, w) g/cm² of the material itself, never below nothing."""
    solid = [part for part in parts if part.thickness is None]
    thin = [part for part in parts if part.thickness is not None]
    layers: list[tuple[int, int, Floats]] = []
    if solid:
        layers.append(_solids(fan, solid, pose))
    if thin:
        layers.extend(_sheets(fan, thin, pose))
    row0, col0 = min(one[0] for one in layers), min(one[1] for one in layers)
    row1 = max(one[0] + one[2].shape[0] for one in layers)
    col1 = max(one[1] + one[2].shape[1] for one in layers)
    found = np.zeros((row1 - row0, col1 - col0))
    for row, col, own in layers:
        found[row - row0 :, col - col0 :][: own.shape[0], : own.shape[1]] += own
    if any(part.fill > 0 for part in parts):
        np.maximum(found, 0.0, out=found)  # what is drilled deeper than it is thick
    return row0, col0, found.astype(np.float32)


def _solids(fan: Fan, parts: Sequence[Part], pose: Pose) -> tuple[int, int, Floats]:
    mesh = joined([part.mesh for part in parts])
    fills = np.repeat([part.fill for part in parts], [len(part.mesh.triangles) for part in parts])
    points = seen(fan, mesh.vertices, pose)
    row0, row1, col0, col1 = _bounds(points)
    lines = TALL_LINES if row1 - row0 > TALL else min(max(-(-ENOUGH // (row1 - row0)), LINES[0]), LINES[1])
    chords = signed_depth(
        Seen(points.cols - col0, (points.rows - row0) * lines - 0.5, points.depth),
        mesh.triangles,
        fills * (parts[0].material.density * CM),
        ((row1 - row0) * lines, col1 - col0),
    )
    areal = chords.reshape(row1 - row0, lines, col1 - col0).mean(1)
    areal *= _secants(fan, row0, row1)[:, None]
    return row0, col0, areal


def _sheets(fan: Fan, parts: Sequence[Part], pose: Pose) -> Iterator[tuple[int, int, Floats]]:
    sizes = [len(part.mesh.triangles) for part in parts]
    mesh = joined([part.mesh for part in parts])
    thickness = np.repeat([part.thickness or 0.0 for part in parts], sizes)
    weight = np.repeat([part.fill * part.material.density * CM for part in parts], sizes)
    yield from sheets.project(fan, placed(mesh.vertices, pose), mesh.triangles, thickness, weight)


def _secants(fan: Fan, row0: int, row1: int) -> Floats:
    """Path length over depth along the rows row0 to row1, within the fan's image or not."""
    slopes = (fan.top - (np.arange(row0, row1) + 0.5) * fan.pitch[1] - fan.source) / fan.mid
    return np.asarray(np.hypot(1.0, slopes), np.float64)


def _bounds(points: Seen) -> Box2:
    return (
        int(np.floor(points.rows.min())),
        int(np.floor(points.rows.max())) + 1,
        int(np.floor(points.cols.min())),
        int(np.floor(points.cols.max())) + 1,
    )


def signed_depth(points: Seen, triangles: npt.NDArray[np.int32], weights: Floats, shape: tuple[int, int]) -> Floats:
    """Weighted depth inside closed solids: (lines, columns) float64, averaged over each column's width.

    points : `rows` counted in scan lines here, line k lying at k. triangles : (m, 3). weights : (m,), times mm.
    """
    lines, columns = shape
    stride = columns + 3  # what is deposited right of the last column is never seen
    deposits = np.zeros(lines * stride)
    edges = _Edges.of(points, triangles, weights)
    room = min(int(edges.count.sum()), SPANS + int(edges.count.max(initial=0)))
    where, what = np.empty((6, room), np.int64), np.empty((6, room))
    for start, stop in edges.passes():
        size = edges.deposit(start, stop, stride, where, what)
        if size:
            sheets.add_up(deposits, where[:, :size].ravel(), what[:, :size].ravel())
    chords = deposits.reshape(lines, stride)[:, :columns]
    np.cumsum(chords, axis=1, out=chords)
    np.cumsum(chords, axis=1, out=chords)
    return chords


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Triangles by the scan lines they cross, as their edges: long (highest to lowest vertex) and two short ones.

    first, count : (m,) lines. weight : (m,), its sign telling the way round. middle : (m,) line of the middle vertex.
    line, per_line, col, dcol, depth, ddepth : (3 m,) of the long, the upper and the lower edges: start, one over its
    lines, and so on. zero : mm, taken off all depths.
    """

    first: Ints
    count: Ints
    weight: Floats
    middle: Floats
    line: Floats
    per_line: Floats
    col: Floats
    dcol: Floats
    depth: Floats
    ddepth: Floats
    zero: float

    @classmethod
    def of(cls, points: Seen, triangles: npt.NDArray[np.int32], weights: Floats) -> _Edges:
        a, b, c = (np.ascontiguousarray(column) for column in triangles.T)
        high, mid, low = points.rows[a], points.rows[b], points.rows[c]
        first = np.ceil(np.minimum(np.minimum(high, mid), low)).astype(np.int64)
        count = np.ceil(np.maximum(np.maximum(high, mid), low)).astype(np.int64) - first
        order = np.flatnonzero(count > 0)
        order = order[np.argsort(first[order], kind="stable")]  # each pass then adds to few lines
        a, b, c, first, count = a[order], b[order], c[order], first[order], count[order]
        parity = np.ones(len(order))
        for _ in range(2):  # sorts three by their rows, each swap turning the triangle round
            a, b = _swapped(points.rows, a, b, parity)
            b, c = _swapped(points.rows, b, c, parity)
        begin, end = np.concatenate([a, a, b]), np.concatenate([c, b, c])
        line, col, depth = points.rows[begin], points.cols[begin], points.depth[begin]
        tall = points.rows[end] - line
        return cls(
            first,
            count,
            weights[order] * parity,
            points.rows[b],
            line,
            np.divide(1.0, tall, out=np.zeros_like(tall), where=tall > 0),
            col,
            points.cols[end] - col,
            depth,
            points.depth[end] - depth,
            float(points.depth.mean()),
        )

    def passes(self) -> Iterator[tuple[int, int]]:
        """Triangles from, to, of at most about SPANS spans."""
        ends = np.cumsum(self.count)
        start = 0
        while start < len(ends):
            before = int(ends[start - 1]) if start else 0
            stop = max(int(np.searchsorted(ends, before + SPANS, "right")), start + 1)
            yield start, stop
            start = stop

    def deposit(self, start: int, stop: int, stride: int, where: Ints, what: Floats) -> int:
        """Write where (flat, in lines of `stride`) and what to add, to be summed twice along each line; gives how much.

        A span that begins at column P + f with value v and slope m adds, with g = 1 - f, second differences of its
        pixel averages: v g + m g²/2, v (f - g) + m (1/2 + f g) and m f²/2 - v f at P, P + 1 and P + 2.
        """
        count = self.count[start:stop]
        total = int(count.sum())
        which = np.repeat(np.arange(start, stop), count)
        begins = np.cumsum(count) - count
        line = np.arange(total) - np.repeat(begins - self.first[start:stop], count)
        col0, depth0 = self._at(which, line)
        size = len(self.first)
        col1, depth1 = self._at(which + np.where(line < self.middle[which], size, 2 * size), line)
        wide = col1 - col0
        keep = np.abs(wide) > NARROWEST
        if not keep.all():
            which, line, col0, col1, wide = which[keep], line[keep], col0[keep], col1[keep], wide[keep]
            depth0, depth1 = depth0[keep], depth1[keep]
        weight = self.weight[which]
        depth0 *= weight
        depth1 *= weight
        slope = (depth1 - depth0) / wide
        size = len(slope)
        line *= stride
        _ramp(where[:3, :size], what[:3, :size], line, col0, depth0, slope)
        _ramp(where[3:, :size], what[3:, :size], line, col1, np.negative(depth1, out=depth1), np.negative(slope))
        return size

    def _at(self, edge: Ints, line: Ints) -> tuple[Floats, Floats]:
        """Column and depth (less `zero`) where edges cross lines: the depth between two points is harmonic in rows."""
        depth, ddepth = self.depth[edge], self.ddepth[edge]
        share = (line - self.line[edge]) * self.per_line[edge]
        share = share * depth / (depth + ddepth - share * ddepth)
        return self.col[edge] + share * self.dcol[edge], (depth - self.zero) + share * ddepth


def _swapped(
    rows: Floats, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32], parity: Floats
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    wrong = rows[a] > rows[b]
    parity[wrong] *= -1
    return np.where(wrong, b, a), np.where(wrong, a, b)


def _ramp(where: Ints, what: Floats, line: Ints, col: Floats, value: Floats, slope: Floats) -> None:
    whole = col.astype(np.int64)
    f = col - whole
    half = 0.5 * slope
    np.add(line, whole, out=where[0])
    np.add(where[0], 1, out=where[1])
    np.add(where[0], 2, out=where[2])
    first, second, third = what
    np.multiply(half, f, out=third)
    third -= value
    third *= f
    g = np.subtract(1.0, f, out=f)
    np.multiply(half, g, out=first)
    first += value
    first *= g
    np.subtract(slope, first, out=second)  # the three add up to the slope
    second -= third
