"""The picture on screen: exact where it can be, the same whatever part is drawn, and quick."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from xray_trainer.imaging import SURROUND, Renderer, ScanPixels, render
from xray_trainer.imaging.pyramid import Pyramid
from xray_trainer.model import DisplaySettings, PlaneKind, Viewport

Grey16 = npt.NDArray[np.uint16]
Argb = npt.NDArray[np.uint32]
HEIGHT, WIDTH = 413, 1237  # odd, so that every level has a last pixel that stands for itself
STANDARD = DisplaySettings()
NOISE = np.random.default_rng(1).integers(0, 65536, (HEIGHT, WIDTH), dtype=np.uint16)
NOISE_SCAN = ScanPixels({PlaneKind.GREY: NOISE})


def drawn(renderer: Renderer, viewport: Viewport, width: int, height: int, how: DisplaySettings = STANDARD) -> Argb:
    out = np.zeros((height, width), np.uint32)
    renderer.draw(viewport, how, out)
    return out


def plain(levels: npt.NDArray[np.generic]) -> Argb:
    """The standard view of levels, by its definition."""
    grey = np.floor(levels.astype(np.float64) / 65535 * 230 + 0.5).astype(np.uint32)
    return grey * 0x010101 | 0xFF000000


# --- exact scales ------------------------------------------------------------------------------------------------


def test_at_full_size_every_pixel_is_the_scans_own() -> None:
    renderer = Renderer(NOISE_SCAN)
    assert np.array_equal(plain(NOISE[20:320, 7:507]), drawn(renderer, Viewport(7, 20, 500, 300), 500, 300))
    assert np.array_equal(plain(NOISE[20:320, 7:507]), drawn(renderer, Viewport(7.49, 20.2, 500, 300), 500, 300))


@pytest.mark.parametrize("scale", [2, 3, 8])
def test_enlarged_pixels_are_squares_without_smoothing(scale: int) -> None:
    picture = drawn(Renderer(NOISE_SCAN), Viewport(5, 9, 40, 30), 40 * scale, 30 * scale)
    assert np.array_equal(plain(np.kron(NOISE[9:39, 5:45], np.ones((scale, scale), int))), picture)


def test_enlarged_by_a_fraction_shows_the_pixel_under_each_centre() -> None:
    picture = drawn(Renderer(NOISE_SCAN), Viewport(5.3, 9.1, 70, 50), 100, 75)
    across = np.floor(5.3 + (np.arange(100) + 0.5) * 0.7).astype(int)
    down = np.floor(9.1 + (np.arange(75) + 0.5) * (50 / 75)).astype(int)
    assert np.array_equal(plain(NOISE[np.ix_(down, across)]), picture)


@pytest.mark.parametrize("halvings", [1, 2, 3])
def test_at_a_half_a_quarter_and_so_on_each_pixel_is_a_mean(halvings: int) -> None:
    size = 2**halvings
    level = NOISE.astype(int)[: HEIGHT // size * size, : WIDTH // size * size]
    for _ in range(halvings):
        level = (level[::2, ::2] + level[1::2, ::2] + level[::2, 1::2] + level[1::2, 1::2] + 2) >> 2
    picture = drawn(Renderer(NOISE_SCAN), Viewport(8, 16, 100 * size, 40 * size), 100, 40)
    left, top = 8 // size, 16 // size
    assert np.array_equal(plain(level[top : top + 40, left : left + 100]), picture)


def test_last_pixels_of_odd_levels_stand_for_themselves() -> None:
    half = Pyramid(NOISE).level(1, 1)
    assert half.shape == (207, 619)
    assert half[-1, -1] == NOISE[-1, -1]
    assert abs(half[0, -1] - (int(NOISE[0, -1]) + int(NOISE[1, -1])) / 2) <= 0.5
    assert abs(half[-1, 0] - (int(NOISE[-1, 0]) + int(NOISE[-1, 1])) / 2) <= 0.5
    assert Pyramid(NOISE).level(2, 0).shape == (413, 310)
    tiny = Pyramid(NOISE[:1, :3]).level(3, 3)
    assert tiny.shape == (1, 1)


# --- between ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.05, 1.3, 1.7, 2.6, 3.125, 5.9])
def test_reduced_greys_are_means_over_about_their_area(scale: float) -> None:
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    smooth = (30000 + 20000 * np.sin(across / 90) * np.cos(down / 70)).astype(np.uint16)
    width, height = int(WIDTH / scale), int(HEIGHT / scale)
    picture = drawn(
        Renderer(ScanPixels({PlaneKind.GREY: smooth})), Viewport(0, 0, width * scale, height * scale), width, height
    )
    x, y = (np.arange(width) + 0.5) * scale - 0.5, (np.arange(height) + 0.5) * scale - 0.5
    ideal = plain(30000 + 20000 * np.sin(x / 90)[None] * np.cos(y / 70)[:, None])
    difference = np.abs((picture & 255).astype(int) - (ideal & 255).astype(int))
    assert difference[1:-1, 1:-1].max() <= 1


def test_mean_grey_is_kept_at_every_scale() -> None:
    for scale in (1.1, 1.49, 1.9, 2.7, 3.7, 6.3):
        width, height = int(WIDTH / scale), int(HEIGHT / scale)
        out = render(NOISE_SCAN, Viewport(0, 0, width * scale, height * scale), STANDARD, (width, height))
        assert abs(out.mean() - 115) < 1


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("scale", [1.25, 1.99, 6000 / 1920, 5.2])
def test_one_pixel_wires_stay_visible_when_fitted(scale: float, across: bool) -> None:
    """200 dark wires of one pixel, 6000 px to 1920: plain viewers lose a third to a half of them."""
    chance = np.random.default_rng(4)
    wires = np.sort(chance.choice(np.arange(8, 5992, 12), 200, replace=False)) + chance.integers(0, 4, 200)
    scan = np.full((6000, 30) if across else (30, 6000), 56000, np.uint16)
    if across:
        scan[wires] = 12000
    else:
        scan[:, wires] = 12000
    length = int(6000 / scale)
    size = (6, length) if across else (length, 6)
    viewport = Viewport(0, 0, size[0] * 30 / 6, length * scale) if across else Viewport(0, 0, length * scale, 30)
    picture = render(ScanPixels({PlaneKind.GREY: scan}), viewport, STANDARD, size)[..., 0].astype(int)
    line = picture[:, 3] if across else picture[3]
    ground = round(56000 / 65535 * 230)
    depths = [ground - line[max(0, int(at / scale) - 1) : int(at / scale) + 2].min() for at in wires]
    assert min(depths) >= 10


# --- the picture of a part is the part of the picture --------------------------------------------------------------

scales = some.one_of(
    some.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0]), some.sampled_from([0.3, 1.37, 1.5, 3.1]), some.floats(0.2, 9)
)
places = some.one_of(
    some.integers(-60, 1100).map(float), some.floats(-60, 1100), some.integers(-600, 9000).map(lambda n: n / 10)
)
displays = some.builds(
    DisplaySettings,
    low=some.floats(-5000, 60000),
    high=some.floats(0, 70000),
    gamma=some.floats(0.3, 3),
    inverse=some.booleans(),
    white=some.sampled_from([230, 255]),
)


@settings(max_examples=150, deadline=None)
@given(some.data())
def test_the_picture_of_a_part_equals_the_part_of_the_picture(data: some.DataObject) -> None:
    """To the last bit at every scale, the same in both directions or not, with any settings."""
    scale_x = data.draw(scales)
    scale_y = data.draw(some.one_of(some.just(scale_x), scales))
    width, height = data.draw(some.integers(2, 1200)), data.draw(some.integers(2, 400))
    x, y, how = data.draw(places), data.draw(places), data.draw(displays)
    left, top = data.draw(some.integers(0, width - 1)), data.draw(some.integers(0, height - 1))
    part_width, part_height = data.draw(some.integers(1, width - left)), data.draw(some.integers(1, height - top))
    whole = drawn(Renderer(NOISE_SCAN), Viewport(x, y, width * scale_x, height * scale_y), width, height, how)
    viewport = Viewport(x + left * scale_x, y + top * scale_y, part_width * scale_x, part_height * scale_y)
    part = drawn(Renderer(NOISE_SCAN), viewport, part_width, part_height, how)
    assert np.array_equal(whole[top : top + part_height, left : left + part_width], part)


@settings(max_examples=12, deadline=None)
@given(some.data())
def test_a_used_renderer_draws_like_a_new_one(data: some.DataObject) -> None:
    used = Renderer(NOISE_SCAN)
    for _ in range(4):
        viewport = Viewport(*(data.draw(places) for _ in range(2)), *(data.draw(some.floats(1, 900)) for _ in range(2)))
        size, how = (data.draw(some.integers(1, 300)), data.draw(some.integers(1, 200))), data.draw(displays)
        assert np.array_equal(drawn(Renderer(NOISE_SCAN), viewport, *size, how), drawn(used, viewport, *size, how))
        assert np.array_equal(drawn(Renderer(NOISE_SCAN), viewport, *size), drawn(used, viewport, *size))


# --- beyond the scan -----------------------------------------------------------------------------------------------


def test_beyond_the_scan_lies_the_surround() -> None:
    picture = drawn(Renderer(NOISE_SCAN), Viewport(-10, -20, WIDTH + 30, HEIGHT + 50), WIDTH + 30, HEIGHT + 50)
    assert np.array_equal(plain(NOISE), picture[20 : 20 + HEIGHT, 10 : 10 + WIDTH])
    picture[20 : 20 + HEIGHT, 10 : 10 + WIDTH] = SURROUND
    assert (picture == SURROUND).all()


@pytest.mark.parametrize("x", [-5000.0, 5000.0])
def test_a_viewport_off_the_scan_is_all_surround(x: float) -> None:
    assert (drawn(Renderer(NOISE_SCAN), Viewport(x, 0, 100, 100), 50, 50) == SURROUND).all()


def test_a_scan_smaller_than_a_screen_pixel_is_drawn() -> None:
    picture = drawn(
        Renderer(ScanPixels({PlaneKind.GREY: np.full((3, 3), 65535, np.uint16)})), Viewport(0, 0, 60, 60), 20, 20
    )
    assert picture[0, 0] == 0xFFE6E6E6
    picture[0, 0] = SURROUND
    assert (picture == SURROUND).all()


@pytest.mark.parametrize(
    "out", [np.zeros((4, 4), np.uint8), np.zeros((4, 8), np.uint32)[:, ::2], np.zeros((4, 4, 4), np.uint32)]
)
def test_an_unfit_target_is_refused(out: Argb) -> None:
    with pytest.raises(ValueError, match="out must be"):
        Renderer(NOISE_SCAN).draw(Viewport(0, 0, 4, 4), STANDARD, out)


@pytest.mark.parametrize("side", [0.0, -3.0, float("nan"), float("inf")])
def test_a_viewport_without_area_is_refused(side: float) -> None:
    with pytest.raises(ValueError, match="no area"):
        Renderer(NOISE_SCAN).draw(Viewport(0, 0, side, 4), STANDARD, np.zeros((4, 4), np.uint32))


def test_the_scan_is_never_altered() -> None:
    before = NOISE.copy()
    renderer = Renderer(NOISE_SCAN)
    for scale in (0.4, 1, 1.6, 2, 7):
        drawn(renderer, Viewport(-3, -4, 500 * scale, 300 * scale), 500, 300)
    assert np.array_equal(before, NOISE)
    with pytest.raises(ValueError, match="read-only"):
        NOISE_SCAN.main[0, 0] = 1


def test_rgb_of_one_shot_equals_the_screen() -> None:
    viewport = Viewport(3, 4, 300, 200)
    picture = render(NOISE_SCAN, viewport, STANDARD, (200, 150))
    assert picture.shape == (150, 200, 3)
    screen = drawn(Renderer(NOISE_SCAN), viewport, 200, 150)
    assert np.array_equal(screen & 255, picture[..., 2])
    assert np.array_equal(picture[..., 0], picture[..., 2])


def test_probe_reads_every_plane_and_nothing_beyond() -> None:
    low = NOISE[::-1].copy()
    renderer = Renderer(ScanPixels({PlaneKind.LOW: low, PlaneKind.HIGH: NOISE}))
    assert renderer.value_at(12.9, 3.1) == {PlaneKind.HIGH: NOISE[3, 12], PlaneKind.LOW: low[3, 12]}
    assert np.array_equal(plain(NOISE[:4, :4]), drawn(renderer, Viewport(0, 0, 4, 4), 4, 4))
    for x, y in ((-0.1, 0), (0, -0.1), (WIDTH, 0), (0, HEIGHT)):
        assert renderer.value_at(x, y) is None
