"""Window, level, gamma, inverse and white against their definition, for every one of 65536 levels."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from xray_trainer.imaging import tone
from xray_trainer.model import DisplaySettings

LEVELS = np.arange(65536, dtype=np.float64)


def exact(how: DisplaySettings) -> npt.NDArray[np.float64]:
    """The definition before rounding: white · t, t = clip((v - low) / (high - low), 0, 1) ^ (1 / gamma)."""
    share = np.clip((LEVELS - how.low) / (how.high - how.low), 0, 1) ** (1 / how.gamma)
    return how.white * (1 - share if how.inverse else share)


settings = some.builds(
    DisplaySettings,
    low=some.one_of(some.floats(-70000, 70000), some.integers(0, 65535).map(float)),
    high=some.one_of(some.floats(-70000, 140000), some.integers(0, 65535).map(float)),
    gamma=some.one_of(some.just(1.0), some.floats(0.1, 8)),
    inverse=some.booleans(),
    white=some.integers(0, 255),
)


@given(settings)
@example(DisplaySettings())
@example(DisplaySettings(low=0, high=255))
@example(DisplaySettings(low=1, high=2, gamma=8, white=50))
@example(DisplaySettings(low=100.5, high=101.5, gamma=2.2, inverse=True))
def test_every_level_has_the_grey_of_the_definition(how: DisplaySettings) -> None:
    shown = tone.greys(how)
    assert shown.shape == (65536,)
    if how.high - how.low >= 1e-3:
        wanted = exact(how)
        near = np.abs(shown - wanted) <= 0.5 + 1e-6  # a tie may go either way by the last bit of a power
        steep = np.abs(np.gradient(wanted)) > 100  # under a level wide: where it stands is below a float's sight
        assert (near | steep).all()
    steps = np.diff(shown.astype(int))
    assert (steps <= 0).all() if how.inverse else (steps >= 0).all()


@given(settings)
def test_screen_colours_are_the_greys(how: DisplaySettings) -> None:
    colours = tone.screen_colours(how).view(np.uint32)
    grey = tone.greys(how).astype(np.uint32)
    assert np.array_equal(grey * 0x010101 | 0xFF000000, colours)


def test_ends_are_black_and_white_and_swap_when_inverse() -> None:
    how = DisplaySettings(low=1000, high=50000)
    shown = tone.greys(how)
    assert (shown[:1001] == 0).all()
    assert (shown[50000:] == 230).all()
    turned = tone.greys(DisplaySettings(low=1000, high=50000, inverse=True))
    assert np.array_equal(230 - shown, turned)


def test_gamma_above_1_lightens_the_dark() -> None:
    assert tone.greys(DisplaySettings(gamma=2))[16384] > tone.greys(DisplaySettings())[16384]


@pytest.mark.parametrize("high", [300.0, 200.0])
def test_a_window_without_width_is_a_threshold(high: float) -> None:
    shown = tone.greys(DisplaySettings(low=300, high=high))
    assert (shown[:300] == 0).all()
    assert (shown[300:] == 230).all()


def test_the_standard_view_shows_black_white_and_all_greys_between() -> None:
    shown = tone.greys(DisplaySettings())
    assert sorted(set(shown.tolist())) == list(range(231))
