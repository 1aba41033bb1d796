"""The window that the console chooses by itself."""

import numpy as np

from xray_trainer.imaging import ScanPixels, automatic_window
from xray_trainer.model import PlaneKind, Viewport


def scan(levels: object) -> ScanPixels:
    return ScanPixels({PlaneKind.GREY: np.asarray(levels, np.uint16)})


def test_window_leaves_out_half_a_percent_at_each_end() -> None:
    low, high = automatic_window(scan(np.arange(10000).reshape(100, 100) + 20000))
    assert abs(low - 20050) <= 1
    assert abs(high - 29950) <= 1


def test_window_of_what_is_on_screen() -> None:
    levels = np.full((100, 200), 60000)
    levels[:, :50] = np.arange(5000).reshape(100, 50)
    whole, part = automatic_window(scan(levels)), automatic_window(scan(levels), Viewport(-10, -10, 60, 500))
    assert whole[1] == 60000
    assert abs(part[0] - 25) <= 1
    assert abs(part[1] - 4975) <= 1
    assert automatic_window(scan(levels), Viewport(500, 0, 10, 10)) == whole


def test_a_flat_part_keeps_a_window() -> None:
    for level in (0, 40, 30000, 65535):
        low, high = automatic_window(scan(np.full((20, 20), level)))
        assert high - low == 256
        assert 0 <= low <= level <= high <= 65535
