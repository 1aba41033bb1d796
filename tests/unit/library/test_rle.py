"""Run-length masks: the same masks as pycocotools, the same areas as their pixels."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from xray_trainer.library import rle
from xray_trainer.model import Polygon, polygon_area

sizes = st.tuples(st.integers(1, 12), st.integers(1, 12))
masks = sizes.flatmap(lambda size: arrays(np.uint8, size, elements=st.integers(0, 1)))


def plain_counts(mask: np.ndarray) -> list[int]:
    counts, value, run = [], 0, 0
    for pixel in mask.T.ravel().tolist():
        if pixel != value:
            counts.append(run)
            value, run = pixel, 0
        run += 1
    return [*counts, run]


@given(masks)
@settings(max_examples=200, deadline=None)
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # pycocotools with numpy 2
def test_the_compressed_spelling_is_that_of_pycocotools(mask: np.ndarray) -> None:
    from pycocotools import mask as oracle

    text = oracle.encode(np.asfortranarray(mask))["counts"].decode()
    assert rle.counts_of(text) == plain_counts(mask)


@given(masks)
@settings(max_examples=100, deadline=None)
def test_outlines_hold_every_pixel_of_a_mask_and_its_holes(mask: np.ndarray) -> None:
    """The filled mask is drawn pixel by pixel, and the outlines cover just that."""
    height, width = mask.shape
    found = rle.polygons(plain_counts(mask), height, width)
    filled = ndimage.binary_fill_holes(mask)
    pixels = shapely.unary_union([shapely.box(x, y, x + 1, y + 1) for y, x in zip(*np.nonzero(filled), strict=True)])
    union = shapely.unary_union([shapely.make_valid(shapely.Polygon(one.points)) for one in found])
    assert union.symmetric_difference(pixels).area == pytest.approx(0)
    assert sum(polygon_area(one.points) for one in found) == pytest.approx(pixels.area)


def test_pixels_that_touch_at_a_corner_stay_one_piece() -> None:
    found = rle.outlines(np.array([[1, 0], [0, 1]], np.uint8))
    assert len(found) == 1
    assert polygon_area(found[0].points) == 2


def test_a_filled_polygon_comes_back_as_it_was() -> None:
    square = Polygon(((2.0, 1.0), (7.0, 1.0), (7.0, 5.0), (2.0, 5.0)))
    (found,) = rle.polygons(rle.runs(square, 10, 20), 10, 20)
    assert sorted(found.points) == sorted(square.points)


@pytest.mark.parametrize("text", ["~", "o", "\x00", "oooooooooooo0"])
def test_what_is_no_mask_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        rle.counts_of(text)


@pytest.mark.parametrize(
    ("counts", "size"), [([5], (2, 2)), ([-1, 5], (2, 2)), ([10**12], (10**6, 10**6)), ([0], (0, 0))]
)
def test_runs_that_do_not_fill_the_mask_are_refused(counts: list[int], size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"."):
        rle.polygons(counts, *size)


def test_a_mask_that_would_fill_the_memory_is_refused() -> None:
    height, width = 10_000, 10_000
    stripes = [0, *[height] * width]
    with pytest.raises(ValueError, match="pieces"):
        rle.polygons(stripes, height, width)


def test_a_large_mask_is_read_by_its_columns_alone() -> None:
    height, width = 9_000, 11_000
    before = 5_000 * height + 100
    (found,) = rle.polygons([before, 50, height * width - before - 50], height, width)
    assert sorted(found.points) == [(5000, 100), (5000, 150), (5001, 100), (5001, 150)]
