"""Two renderers of one scan, as the canvas and the overview have, do not write into each other's samples."""

import numpy as np

from xray_trainer.imaging import Renderer, ScanPixels
from xray_trainer.model import DisplaySettings, PlaneKind, Viewport


def test_what_a_sibling_draws_leaves_the_other_picture_alone() -> None:
    plane = np.random.default_rng(3).integers(0, 65536, (700, 2400), dtype=np.uint16)
    one = Renderer(ScanPixels({PlaneKind.GREY: plane}, 16))
    other = one.sibling()
    part, whole = Viewport(100.0, 20.0, 1900.0, 600.0), Viewport(0.0, 0.0, 2400.0, 700.0)
    first, again, small = (np.empty(size, np.uint32) for size in ((400, 1300), (400, 1300), (100, 376)))
    one.draw(part, DisplaySettings(), first)
    other.draw(whole, DisplaySettings(), small)
    one.draw(part, DisplaySettings(), again)
    assert (first == again).all()
