"""Outlines of thousands of corners are judged in seconds, and as exactly as small ones."""

import math
import time

import numpy as np
import pytest
import shapely

from xray_trainer.model import Point, Polygon
from xray_trainer.scoring.hit_rule import Container, fit
from xray_trainer.scoring.outline import outline_of
from xray_trainer.scoring.overlap import padded_share

CONTAINER = Container(500.0, 600_000.0)


def star(corners: int, deep: float = 80.0) -> Polygon:
    """A ring of teeth: no edge crosses another, but every scan line crosses many."""
    turns = [2 * math.pi * index / corners for index in range(corners)]
    return Polygon(
        tuple(
            (600 + (200 + deep * (index % 2)) * math.cos(turn), 250 + (200 + deep * (index % 2)) * math.sin(turn))
            for index, turn in enumerate(turns)
        )
    )


def scribble(corners: int) -> tuple[Point, ...]:
    numbers = np.random.default_rng(5).uniform(0, 500, (corners, 2))
    return tuple((float(x), float(y)) for x, y in numbers)


@pytest.mark.parametrize("corners", [200, 1500])
def test_padded_share_of_many_crossings_is_that_of_exact_geometry(corners: int) -> None:
    mark, item = star(corners), star(corners, 40.0)
    exact = shapely.Polygon(mark.points).intersection(shapely.Polygon(item.points).buffer(3.0, 64))
    share = padded_share(mark, item, 3.0)
    assert share == pytest.approx(exact.area / shapely.Polygon(mark.points).area, abs=2e-3)


def test_a_scribble_is_known_to_cross_itself_at_once() -> None:
    started = time.monotonic()
    outline = outline_of(Polygon(scribble(20_000)))
    assert outline.crosses_itself
    assert outline.area == pytest.approx(shapely.MultiPoint(scribble(20_000)).convex_hull.area)
    assert time.monotonic() - started < 5


def test_a_ring_of_ten_thousand_teeth_does_not_cross_itself_and_is_judged_in_seconds() -> None:
    ring = star(10_000)
    started = time.monotonic()
    assert not outline_of(ring).crosses_itself
    assert fit(ring, ring, CONTAINER).iou == pytest.approx(1)
    assert time.monotonic() - started < 20
