"""From changed pixels to tight polygons."""

import cv2
import numpy as np
import pytest

from xray_trainer.model import polygon_area
from xray_trainer.simulator.regions import outline


def held(polygons: tuple, shape: tuple[int, int], fine: int = 8) -> np.ndarray:
    """The share of each pixel that lies in one of the polygons: (height, width)."""
    picture = np.zeros((shape[0] * fine, shape[1] * fine), np.uint8)
    for one in polygons:
        cv2.fillPoly(picture, [np.round(np.array(one.points) * fine - 0.5).astype(np.int32)], 1)
    return cv2.resize(picture.astype(np.float32), shape[::-1], interpolation=cv2.INTER_AREA)


@pytest.mark.parametrize("seed", range(8))
def test_polygons_hold_what_changed_and_little_else(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mask = np.zeros((120, 160), bool)
    for _ in range(5):
        y, x, h, w = rng.integers(0, 90), rng.integers(0, 120), *rng.integers(2, 30, 2)
        mask[y : y + h, x : x + w] = True
    polygons = outline(mask, row0=10, col0=20)
    covered = held(polygons, (140, 190))[10:130, 20:180] > 0.5
    assert (covered & mask).sum() >= 0.95 * mask.sum()
    assert sum(polygon_area(one.points) for one in polygons) <= 1.6 * mask.sum()


def test_a_line_of_one_pixel_keeps_its_width() -> None:
    mask = np.zeros((40, 40), bool)
    mask[7, 3:30] = True
    (line,) = outline(mask)
    assert 27 <= polygon_area(line.points) <= 1.35 * 27


def test_nothing_changed_has_no_region_and_specks_beside_a_thing_have_none() -> None:
    mask = np.zeros((60, 60), bool)
    assert outline(mask) == ()
    mask[10:40, 10:40] = True
    mask[50, 50] = True
    assert len(outline(mask)) == 1
    mask[:] = False
    mask[5, 5] = True
    assert len(outline(mask)) == 1  # a speck alone is all there is
