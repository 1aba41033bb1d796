"""A scan that fades into its clean twin: only what is on screen is mixed."""

from __future__ import annotations

import numpy as np
import pytest

from xray_trainer.imaging import FadingRenderer, Renderer, ScanPixels
from xray_trainer.model import DisplaySettings, PlaneKind, Viewport

HIGH, LOW = PlaneKind.HIGH, PlaneKind.LOW
PLAIN = DisplaySettings(white=255)
RNG = np.random.default_rng(5)
LOADED = RNG.integers(0, 40000, (300, 700), dtype=np.uint16)
CLEAN = LOADED.copy()
CLEAN[100:200, 300:450] += 20000
SCAN, TWIN = ScanPixels({HIGH: LOADED, LOW: LOADED // 2}), ScanPixels({HIGH: CLEAN, LOW: CLEAN // 2})
VIEWS = (Viewport(0, 0, 700, 300), Viewport(250, 80, 233, 100), Viewport(290, 90, 70, 30), Viewport(-50, -20, 900, 400))


def drawn(renderer: Renderer, view: Viewport) -> np.ndarray:
    out = np.empty((100, 233), np.uint32)
    renderer.draw(view, PLAIN, out)
    return out


@pytest.mark.parametrize("view", VIEWS)
def test_its_ends_are_the_scan_and_the_twin(view: Viewport) -> None:
    fading = FadingRenderer(Renderer(SCAN), TWIN)
    assert np.array_equal(drawn(Renderer(SCAN), view), drawn(fading, view))
    fading.gone = 1.0
    assert np.array_equal(drawn(Renderer(TWIN), view), drawn(fading, view))
    fading.gone = 0.0
    assert np.array_equal(drawn(Renderer(SCAN), view), drawn(fading, view))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("gone", [0.25, 0.5, 0.9])
def test_between_it_shows_the_mix_of_what_is_on_screen(view: Viewport, gone: float) -> None:
    fading = FadingRenderer(Renderer(SCAN), TWIN)
    fading.gone = gone
    blue = [(one & 255).astype(float) for one in (drawn(Renderer(SCAN), view), drawn(Renderer(TWIN), view))]
    mixed = (drawn(fading, view) & 255).astype(float)
    assert np.abs(mixed - ((1 - gone) * blue[0] + gone * blue[1])).max() <= 1.5


def test_the_probe_reads_what_is_shown() -> None:
    fading = FadingRenderer(Renderer(SCAN), TWIN)
    fading.gone = 0.5
    level = int(LOADED[150, 400])
    assert fading.value_at(400.5, 150.5) == {HIGH: level + 10000, LOW: round((level // 2 + (level + 20000) // 2) / 2)}
    assert fading.value_at(-1, 0) is None


def test_a_twin_of_another_size_or_of_other_planes_is_refused() -> None:
    for twin in (ScanPixels({HIGH: CLEAN[:-1], LOW: CLEAN[:-1]}), ScanPixels({HIGH: CLEAN})):
        with pytest.raises(ValueError, match="twin"):
            FadingRenderer(Renderer(SCAN), twin)


def test_source_pixels_stay_as_they_are() -> None:
    before, clean = LOADED.copy(), CLEAN.copy()
    fading = FadingRenderer(Renderer(SCAN), TWIN)
    for gone in (0.3, 1.0, 0.7):
        fading.gone = gone
        drawn(fading, VIEWS[2])
    assert np.array_equal(before, LOADED)
    assert np.array_equal(clean, CLEAN)
