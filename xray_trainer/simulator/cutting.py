"""Meshes cut to a box, exactly."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import Points, cross


def within(mesh: Mesh, low: Points, high: Points, closed: bool = True) -> Mesh:
    """What of a mesh lies in an upright box from `low` to `high`, (3,) mm.

    Triangles are divided where they cross the box's planes. A closed solid's points outside are then moved onto the
    box: seen from any point inside it, its surface still winds round as often as before, so what is left is exactly
    the solid in the box. Of an open sheet what lies outside is left out.
    """
    corners = mesh.vertices[mesh.triangles]
    for axis in range(3):
        for level in (float(low[axis]), float(high[axis])):
            corners = _divided(corners, axis, level)
    if closed:
        corners = np.clip(corners, low, high)
        e, f = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        corners = corners[(cross(e, f) ** 2).sum(axis=1) > 1e-9]
    else:
        middles = corners.mean(axis=1)
        corners = corners[((middles > low) & (middles < high)).all(axis=1)]
    return Mesh(corners.reshape(-1, 3), np.arange(len(corners) * 3, dtype=np.int32).reshape(-1, 3))


def _divided(corners: Points, axis: int, level: float) -> Points:
    """Triangles (m, 3, 3), those that cross a plane divided there."""
    above = corners[:, :, axis] > level
    count = above.sum(axis=1)
    crossing = (count == 1) | (count == 2)
    whole, cut, side = corners[~crossing], corners[crossing], above[crossing]
    if not len(cut):
        return corners
    lone = np.where(count[crossing] == 1, np.argmax(side, axis=1), np.argmin(side, axis=1))
    rows = np.arange(len(cut))
    a, b, c = (cut[rows, (lone + step) % 3] for step in range(3))

    def meeting(p: Points, q: Points) -> Points:
        share = (level - p[:, axis]) / (q[:, axis] - p[:, axis])
        point = p + share[:, None] * (q - p)
        point[:, axis] = level
        return point

    ab, ac = meeting(a, b), meeting(a, c)
    pieces = [np.stack(three, axis=1) for three in ((a, ab, ac), (ab, b, c), (ab, c, ac))]
    return np.concatenate([whole, *pieces])
