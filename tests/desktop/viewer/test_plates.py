from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xray_trainer.desktop.viewer.plates import Request, Side, clipped, overlap, place

STAGE = (1200.0, 400.0)


def test_a_plate_stands_above_its_shape_and_flips_below_at_the_upper_edge():
    above = place(request=Request(120, 24, (300, 200, 80, 60)), stage=STAGE, shapes=[], plates=[])
    assert above is not None
    assert above[1] + above[3] <= 200
    below = place(request=Request(120, 24, (300, 5, 80, 60)), stage=STAGE, shapes=[], plates=[])
    assert below is not None
    assert below[1] >= 65


def test_a_plate_covers_no_other_mark_where_there_is_room():
    shapes = [(300, 200, 80, 60), (290, 160, 200, 34)]
    found = place(request=Request(120, 24, shapes[0]), stage=STAGE, shapes=shapes, plates=[])
    assert found is not None
    assert all(overlap(found, one) == 0 for one in shapes)


def test_two_plates_of_one_place_do_not_lie_on_each_other():
    request = Request(120, 24, (300, 200, 80, 60))
    first = place(request=request, stage=STAGE, shapes=[], plates=[])
    assert first is not None
    second = place(request=request, stage=STAGE, shapes=[], plates=[first])
    assert second is not None
    assert overlap(first, second) == 0


def test_a_shape_off_the_stage_has_no_plate():
    assert place(request=Request(120, 24, (1300, 200, 80, 60)), stage=STAGE, shapes=[], plates=[]) is None


rectangles = st.tuples(st.floats(-300, 1400), st.floats(-300, 600), st.floats(1, 900), st.floats(1, 500))


@given(shape=rectangles, side=st.sampled_from(list(Side)), others=st.lists(rectangles, max_size=6))
def test_a_plate_is_always_wholly_on_the_stage(shape, side, others):
    found = place(request=Request(150, 24, shape, side), stage=STAGE, shapes=[shape, *others], plates=others)
    assert (found is None) == (clipped(shape, STAGE) is None)
    if found is not None:
        assert found[0] >= 0
        assert found[1] >= 0
        assert found[0] + found[2] <= STAGE[0]
        assert found[1] + found[3] <= STAGE[1]
