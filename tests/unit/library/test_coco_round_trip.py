"""Whatever geometry a truth has, it is the same after a COCO export and its import."""

import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.library.made_sets import HEIGHT, WIDTH, scan
from xray_trainer.library import export_set, open_image_set, save_set
from xray_trainer.library.gathering import gather
from xray_trainer.library.sense import shape_fault
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    LocalText,
    Polygon,
    Region,
    RotatedBox,
    SetHead,
    Shape,
    Truth,
    WholeLoad,
)

xs, ys = st.floats(-20, WIDTH + 20, width=32), st.floats(-20, HEIGHT + 20, width=32)
sides = st.floats(0.5, 50, width=32)
shapes: st.SearchStrategy[Shape] = st.one_of(
    st.builds(Box, st.floats(0, WIDTH - 1), st.floats(0, HEIGHT - 1), sides, sides),
    st.builds(RotatedBox, st.floats(0, WIDTH), st.floats(0, HEIGHT), sides, sides, st.floats(-360, 360)),
    st.lists(st.tuples(xs, ys), min_size=3, max_size=8).map(lambda points: Polygon(tuple(points))),
    st.just(WholeLoad()),
)


def sound(region: Region) -> bool:
    shape = region.shape
    inside = isinstance(shape, WholeLoad) or any(
        0 < x < WIDTH and 0 < y < HEIGHT for x, y in (*shape.corners(), _middle(shape))
    )
    return shape_fault(shape) is None and inside


def _middle(shape: Box | RotatedBox | Polygon) -> tuple[float, float]:
    corners = shape.corners()
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


regions = st.lists(st.builds(Region, shapes, st.integers(0, 1)).filter(sound), min_size=1, max_size=4).map(tuple)
words = st.text(string.ascii_letters + "юңө ", max_size=12).map(LocalText.of)
concealments = st.lists(
    st.builds(
        Concealment,
        st.text(string.ascii_lowercase, min_size=1, max_size=6),
        regions,
        st.sampled_from(["gun", "knife"]),
        name=words,
        place=st.sampled_from(["", "floor", "roof"]),
        note=words,
        level=st.none() | st.integers(1, 5),
        accept_regions=st.just(()) | regions,
        optional=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda one: one.id,
).map(tuple)


@pytest.fixture(scope="module")
def two_scans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    folder = tmp_path_factory.mktemp("two") / "set"
    return folder, Case("c", (scan(folder, "a.png"), scan(folder, "b.png")))


@given(concealments, st.just(()) | regions, st.sampled_from([Completeness.COMPLETE, Completeness.PARTIAL]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_native_to_coco_to_native_loses_nothing(
    two_scans: tuple[Path, Case],
    items: tuple[Concealment, ...],
    ignore: tuple[Region, ...],
    completeness: Completeness,
) -> None:
    folder, case = two_scans
    truth = Truth("c", Basis.EXPERT, completeness, items, ignore)
    head = SetHead("id", LocalText.of("t"), ("c",), (Category("gun"), Category("knife")))
    save_set(folder, head, [case], [truth])
    with tempfile.TemporaryDirectory() as name:
        assert export_set(open_image_set(folder), Path(name) / "coco", "coco") == ()
        gathered = gather(Path(name) / "coco")
    assert gathered.defects == ()
    (back,) = gathered.cases
    assert {one.id: one for one in back.truth.concealments} == {one.id: one for one in items}
    assert sorted(map(str, back.truth.ignore)) == sorted(map(str, ignore))
    assert back.truth.completeness is completeness
