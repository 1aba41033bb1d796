"""Shapes have the volume of what they stand for, and can be cut."""

import math
from itertools import pairwise

import numpy as np
import pytest

from xray_trainer.simulator.cutting import within
from xray_trainer.simulator.mesh import Mesh
from xray_trainer.simulator.shapes import (
    area,
    beam,
    box,
    disc,
    gear,
    helix,
    inv,
    kept,
    lathe,
    lump,
    move,
    pipe,
    quad,
    rbox,
    ring,
    scale,
    signed_volume,
    superellipsoid,
    torus,
    tube,
    turn,
    upright,
)

CYLINDER = math.pi * 10**2 * 40
SHAPES = [
    (box(10, 20, 30), 6000.0, 1e-12),
    (disc(10, 40, 12), CYLINDER, 1e-12),
    (lathe([(10, 0), (10, 40)], 24), CYLINDER, 1e-12),
    (lathe([(0, 0), (10, 0), (0, 20)], 48), math.pi * 100 * 20 / 3, 1e-9),
    (ring([(5, 0), (10, 0), (10, 5), (5, 5)], 16), math.pi * 75 * 5, 1e-12),
    (ring([(5, 5), (10, 5), (10, 0), (5, 0)], 16), math.pi * 75 * 5, 1e-12),
    (torus(20, 3, 48, 16), 2 * math.pi**2 * 20 * 9, 1e-9),
    (tube([(0, 0, 0), (0, 50, 0)], 5, 12), math.pi * 25 * 50, 1e-12),
    (pipe([(0, 0, 0), (0, 50, 0)], 5, 1), math.pi * 9 * 50, 1e-12),
    (superellipsoid(10, 20, 30, n=24, m=12), 4 / 3 * math.pi * 6000, 2e-3),
    (beam((0, 0, 0), (100, 50, 20), 10, 5), math.sqrt(100**2 + 50**2 + 20**2) * 50, 1e-12),
    (beam((0, 0, 0), (0, 0, 100), 10, 10, 1), 3600.0, 1e-12),
    (upright([(0, 0), (10, 0), (10, 10)], 5), 250.0, 1e-12),
    (upright([(0, 0), (10, 10), (10, 0)], 5), 250.0, 1e-12),
    (helix(10, 50, 5, 1, 8, 24), math.pi * math.hypot(5 * 2 * math.pi * 10, 50), 0.02),
    (gear(50, 20, 24, 10), math.pi * (50**2 - 10**2) * 20, 0.02),
]


@pytest.mark.parametrize(("mesh", "volume", "bound"), SHAPES)
def test_a_shape_has_its_volume(mesh: Mesh, volume: float, bound: float) -> None:
    assert signed_volume(mesh) == pytest.approx(volume, rel=bound)


def test_what_is_moved_turned_or_mirrored_stays_wound_outward() -> None:
    body = rbox(100, 80, 50, 6, bulge=3)
    volume = signed_volume(body)
    assert signed_volume(turn(move(body, 5, 6, 7), "x", 33)) == pytest.approx(volume)
    assert signed_volume(scale(body, x=-1.0)) == pytest.approx(volume)
    assert signed_volume(inv(body)) == pytest.approx(-volume)


def test_the_turn_is_counter_clockwise_from_the_axis_tip() -> None:
    point = Mesh(np.array([[1.0, 0.0, 0.0]]), np.zeros((0, 3), np.int32))
    assert turn(point, "z", 90).vertices[0] == pytest.approx([0.0, 1.0, 0.0])
    assert turn(point, "y", 90).vertices[0] == pytest.approx([0.0, 0.0, -1.0])


def test_pieces_of_a_solid_add_up_to_the_solid() -> None:
    body = lump(superellipsoid(100, 80, 60, n=16, m=8), 10, np.random.default_rng(1))
    edges = [-150.0, -30.0, 17.0, 44.0, 150.0]
    low_high = list(pairwise(edges))
    pieces = [
        signed_volume(within(body, np.array([a, c, e]), np.array([b, d, f])))
        for a, b in low_high
        for c, d in low_high
        for e, f in low_high
    ]
    assert sum(pieces) == pytest.approx(signed_volume(body), rel=1e-6)
    assert min(pieces) > -1.0


def test_pieces_of_a_sheet_add_up_to_the_sheet() -> None:
    pane = quad((0, 0, 0), (100, 0, 10), (100, 50, 30), (0, 50, 5))
    left = within(pane, np.array([-1.0, -1, -1]), np.array([37.0, 99, 99]), closed=False)
    right = within(pane, np.array([37.0, -1, -1]), np.array([101.0, 99, 99]), closed=False)
    assert area(left) + area(right) == pytest.approx(area(pane))
    assert area(kept(pane, lambda middles: middles[:, 0] > 50)) < area(pane)
