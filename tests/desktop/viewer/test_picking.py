from __future__ import annotations

from xray_trainer.desktop.viewer.picking import Hit, Outline, Part, contains, find_hit, nearest_edge


def square(mark, x, y, side, **more):
    return Outline(mark, ((x, y), (x + side, y), (x + side, y + side), (x, y + side)), **more)


def test_of_nested_marks_the_smallest_is_taken():
    outlines = [square("small", 140, 140, 20), square("large", 100, 100, 100)]
    assert find_hit(outlines=outlines, chosen=None, point=(150, 150)) == Hit("small", Part.BODY)
    assert find_hit(outlines=outlines, chosen=None, point=(110, 150)) == Hit("large", Part.BODY)
    assert find_hit(outlines=outlines, chosen=None, point=(300, 300)) is None


def test_of_equal_marks_the_uppermost_is_taken():
    outlines = [square("below", 100, 100, 50), square("above", 110, 110, 50)]
    assert find_hit(outlines=outlines, chosen=None, point=(130, 130)) == Hit("above", Part.BODY)


def test_a_mark_is_taken_by_its_line_from_outside_too():
    assert find_hit(outlines=[square("m", 100, 100, 50)], chosen=None, point=(97, 120)) == Hit("m", Part.BODY)
    assert find_hit(outlines=[square("m", 100, 100, 50)], chosen=None, point=(94, 120)) is None


def test_a_mark_is_taken_by_its_plate():
    outlines = [square("m", 100, 100, 50, plate=(100, 70, 120, 24))]
    assert find_hit(outlines=outlines, chosen=None, point=(180, 80)) == Hit("m", Part.BODY)


def test_handles_count_only_on_the_chosen_mark_and_reach_sixteen_px():
    outlines = [square("m", 100, 100, 100, handles=((100, 100), (150, 100)))]
    assert find_hit(outlines=outlines, chosen="m", point=(107, 93)) == Hit("m", Part.HANDLE, 0)
    assert find_hit(outlines=outlines, chosen="m", point=(143, 107)) == Hit("m", Part.HANDLE, 1)
    assert find_hit(outlines=outlines, chosen=None, point=(107, 107)) == Hit("m", Part.BODY)


def test_a_small_chosen_mark_can_still_be_moved():
    corners = ((100, 100), (112, 100), (112, 112), (100, 112))
    outlines = [Outline("m", corners, handles=corners)]
    assert find_hit(outlines=outlines, chosen="m", point=(106, 106)) == Hit("m", Part.BODY)
    assert find_hit(outlines=outlines, chosen="m", point=(116, 116)) == Hit("m", Part.HANDLE, 2)


def test_vertices_come_before_the_middles_of_edges():
    corners = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0))
    outlines = [Outline("p", corners, vertices=corners)]
    assert find_hit(outlines=outlines, chosen="p", point=(99, 2)) == Hit("p", Part.VERTEX, 1)
    assert find_hit(outlines=outlines, chosen="p", point=(51, 1)) == Hit("p", Part.MIDPOINT, 0)


def test_the_whole_load_is_taken_by_its_rim_alone():
    outlines = [square("load", 0, 0, 500, hollow=True)]
    assert find_hit(outlines=outlines, chosen=None, point=(250, 250)) is None
    assert find_hit(outlines=outlines, chosen=None, point=(250, 2)) == Hit("load", Part.BODY)


def test_a_hollow_shape_does_not_hold_its_notch():
    notched = ((0, 0), (10, 0), (10, 10), (5, 2), (0, 10))
    assert contains(corners=notched, point=(1, 4))
    assert not contains(corners=notched, point=(5, 8))


def test_the_nearest_edge_is_named_by_the_corner_before_it():
    corners = ((0, 0), (10, 0), (10, 10), (0, 10))
    assert nearest_edge(corners=corners, point=(11, 5)) == (1, 1.0)
    assert nearest_edge(corners=corners, point=(-2, 5)) == (3, 2.0)
