from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xray_trainer.desktop.viewer import viewport
from xray_trainer.desktop.viewer.viewport import Stage, View
from xray_trainer.model import Scan, Viewport

STAGE = Stage(1366, 436, 3000, 700)
stages = st.builds(
    Stage,
    width=st.integers(200, 2000),
    height=st.integers(120, 1200),
    scan_width=st.integers(50, 12000),
    scan_height=st.integers(20, 4000),
    units=st.sampled_from([(1.0, 1.0), (1.0, 1.6), (2.5, 1.0)]),
)
shares = st.floats(0.0, 1.0)


def at_scale(stage: Stage, share: float, on: tuple[float, float]) -> View:
    """A view at a scale between the least and the largest, with that part of the scan in the middle."""
    scale = stage.least_scale * (viewport.LARGEST_SCALE / stage.least_scale) ** share
    return viewport.centred(stage=stage, scale=scale, on=(on[0] * stage.scan_width, on[1] * stage.scan_height))


def test_fit_shows_the_whole_scan_in_the_middle():
    view = viewport.fitted(stage=STAGE)
    assert view.scale == pytest.approx(1366 / 3000)
    part = viewport.viewport_of(view=view, stage=STAGE)
    assert part.x == pytest.approx(0.0)
    assert part.width == pytest.approx(3000)
    assert part.y + part.height / 2 == pytest.approx(350, abs=1 / view.scale)


def test_fit_gives_a_container_its_true_shape_where_the_pitch_differs():
    scan = Scan((), 1000, 500, pitch=(4.0, 8.0))
    stage = Stage(1000, 2000, 1000, 500, viewport.units_of(scan))
    view = viewport.fitted(stage=stage)
    left, top = viewport.to_stage(point=(0, 0), view=view, stage=stage)
    right, bottom = viewport.to_stage(point=(1000, 500), view=view, stage=stage)
    assert (right - left) / (bottom - top) == pytest.approx((1000 * 4) / (500 * 8))


@pytest.mark.parametrize("pitch", [None, (0.0, 5.0), (math.nan, 1.0), (-1.0, 1.0), (1.0, 1000.0)])
def test_a_pitch_that_makes_no_sense_is_not_used(pitch):
    assert viewport.units_of(Scan((), 10, 10, pitch=pitch)) == (1.0, 1.0)


@given(stage=stages, share=shares, on=st.tuples(shares, shares), at=st.tuples(shares, shares))
def test_zooming_in_leaves_the_scan_point_under_the_pointer(stage, share, on, at):
    view = at_scale(stage, share, on)
    pointer = (at[0] * stage.width, at[1] * stage.height)
    before = viewport.to_scan(point=pointer, view=view, stage=stage)
    scale = viewport.stepped(scale=view.scale, factor=viewport.STEP, stage=stage)
    if scale <= stage.fit_scale or not (0 <= before[0] <= stage.scan_width and 0 <= before[1] <= stage.scan_height):
        return
    after = viewport.zoomed(view=view, stage=stage, scale=scale, at=pointer)
    place = viewport.to_stage(point=before, view=after, stage=stage)
    if after.scale > view.scale:
        assert place == pytest.approx(pointer, abs=0.51)


@given(stage=stages, at=st.tuples(shares, shares), steps=st.integers(1, 12))
def test_zooming_in_and_out_again_at_one_point_gives_the_same_view(stage, at, steps):
    start = viewport.fitted(stage=stage)
    pointer = viewport.to_stage(point=(at[0] * stage.scan_width, at[1] * stage.scan_height), view=start, stage=stage)
    view, scales = start, [start.scale]
    for _ in range(steps):
        scales.append(viewport.stepped(scale=view.scale, factor=viewport.STEP, stage=stage))
        view = viewport.zoomed(view=view, stage=stage, scale=scales[-1], at=pointer)
    for scale in reversed(scales[:-1]):
        view = viewport.zoomed(view=view, stage=stage, scale=scale, at=pointer)
    assert view == start


@given(stage=stages, factor=st.sampled_from([viewport.STEP, 1 / viewport.STEP]), share=shares)
def test_steps_stay_within_the_limits(stage, factor, share):
    scale = stage.least_scale * (viewport.LARGEST_SCALE / stage.least_scale) ** share
    for _ in range(60):
        scale = viewport.stepped(scale=scale, factor=factor, stage=stage)
    assert scale == pytest.approx(viewport.LARGEST_SCALE if factor > 1 else stage.least_scale)


def test_a_step_stops_at_one_to_one_and_at_the_fit():
    assert viewport.stepped(scale=0.9, factor=1.25, stage=STAGE) == 1.0
    assert viewport.stepped(scale=1.2, factor=0.8, stage=STAGE) == 1.0
    fit = STAGE.fit_scale
    assert viewport.stepped(scale=fit * 1.1, factor=0.8, stage=STAGE) == fit
    assert viewport.stepped(scale=1.0, factor=1.25, stage=STAGE) == 1.25


@pytest.mark.parametrize("scale", [1.0, 2.0, 5.0, 32.0])
def test_at_whole_scales_scan_pixels_begin_on_screen_pixels(scale):
    view = viewport.centred(stage=STAGE, scale=scale, on=(1234.56, 345.67))
    x, y = viewport.to_stage(point=(1300, 350), view=view, stage=STAGE)
    assert (x, y) == pytest.approx((round(x), round(y)), abs=1e-6)


@given(stage=stages, share=shares, on=st.tuples(shares, shares), dx=st.floats(-9000, 9000), dy=st.floats(-9000, 9000))
def test_panning_never_shows_more_ground_beside_the_scan(stage, share, on, dx, dy):
    view = viewport.panned(view=at_scale(stage, share, on), stage=stage, dx=dx, dy=dy)
    part = viewport.viewport_of(view=view, stage=stage)
    px = (part.width / stage.width, part.height / stage.height)
    for start, length, scan, one in (
        (part.x, part.width, stage.scan_width, px[0]),
        (part.y, part.height, stage.scan_height, px[1]),
    ):
        if length <= scan:
            assert -one <= start <= scan - length + one
        else:
            assert start == pytest.approx((scan - length) / 2, abs=one)


def test_a_folding_band_leaves_every_scan_point_in_its_place():
    view = viewport.centred(stage=STAGE, scale=1.0, on=(1500, 350))
    higher = Stage(1366, 504, 3000, 700)
    after = viewport.refolded(view=view, old=STAGE, new=higher, shift=(0.0, -68.0))
    place = viewport.to_stage(point=(1400, 300), view=view, stage=STAGE)
    assert viewport.to_stage(point=(1400, 300), view=after, stage=higher) == pytest.approx((place[0], place[1] + 68))
    back = viewport.refolded(view=after, old=higher, new=STAGE, shift=(0.0, 68.0))
    assert back == view


def test_a_fit_that_folding_would_cut_is_made_anew():
    stage = Stage(1366, 330, 3000, 700)
    view = viewport.fitted(stage=stage)
    lower = Stage(1366, 250, 3000, 700)
    assert viewport.refolded(view=view, old=stage, new=lower, shift=(0, 0)) == viewport.fitted(stage=lower)


def test_a_fit_stays_a_fit_and_the_middle_stays_when_the_window_changes():
    wider = Stage(1920, 748, 3000, 700)
    fit = viewport.fitted(stage=STAGE)
    assert viewport.recentred(view=fit, old=STAGE, new=wider) == viewport.fitted(stage=wider)
    close = viewport.centred(stage=STAGE, scale=2.0, on=(1500, 350))
    after = viewport.recentred(view=close, old=STAGE, new=wider)
    middle = viewport.to_scan(point=(960, 374), view=after, stage=wider)
    assert middle == pytest.approx((1500, 350), abs=0.5)


def test_a_viewport_of_another_screen_is_shown_whole_about_its_middle():
    part = Viewport(1000, 200, 300, 300)
    view = viewport.view_of(viewport=part, stage=STAGE)
    shown = viewport.viewport_of(view=view, stage=STAGE)
    assert shown.height == pytest.approx(300)
    assert shown.x + shown.width / 2 == pytest.approx(1150, abs=1)


def test_the_viewport_comes_back_exactly():
    view = viewport.centred(stage=STAGE, scale=2.44, on=(1500, 350))
    again = viewport.view_of(viewport=viewport.viewport_of(view=view, stage=STAGE), stage=STAGE)
    assert (again.x, again.y, again.scale) == pytest.approx((view.x, view.y, view.scale), abs=1e-6)


def test_a_point_off_the_stage_is_brought_in_and_one_on_it_moves_nothing():
    view = viewport.centred(stage=STAGE, scale=1.0, on=(1500, 350))
    assert viewport.shown(view=view, stage=STAGE, point=(1500, 350), margin=24) == view
    moved = viewport.shown(view=view, stage=STAGE, point=(2300, 350), margin=24)
    assert viewport.to_stage(point=(2300, 350), view=moved, stage=STAGE)[0] == pytest.approx(1366 - 24, abs=1)
