"""What an author drew and cannot be used: a mark there is never false, and the import says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.library.made_sets import brought_in, told, truth_of
from tests.unit.library.test_formats import bndbox, coco, note, voc
from xray_trainer.library import import_set, open_image_set
from xray_trainer.model import Box, Completeness, Region

ImageWriter = Callable[..., Path]


def voc_set(tmp_path: Path, image: ImageWriter, *boxes: str) -> Path:
    source = tmp_path / "voc"
    image(source / "a.png")
    image(source / "other.png")
    (source / "a.xml").write_text(voc("Gun", *boxes), "utf-8")
    (source / "other.xml").write_text(voc("Gun"), "utf-8")
    return source


@pytest.mark.parametrize(
    "lost", [bndbox("nan", 1, 2, 3), bndbox(300, 10, 310, 20), bndbox(5, 5, 5, 9), "", bndbox(1, 2, 3, 1e9)]
)
def test_a_case_that_lost_what_was_drawn_on_it_is_partial_and_says_so(
    tmp_path: Path, image: ImageWriter, lost: str
) -> None:
    opened, result = brought_in(voc_set(tmp_path, image, bndbox(1, 1, 9, 9), lost))
    truth = truth_of(opened, "a")
    assert truth.completeness is Completeness.PARTIAL
    assert len(truth.concealments) == 1
    assert truth_of(opened, "other").completeness is Completeness.COMPLETE
    (defect,) = result.defects
    assert "counts as partial" in defect.message.say()
    assert "çöûñtš åš pårtîål" in defect.message.say_in("qps")


def test_a_truth_that_was_told_to_be_partial_or_unknown_stays_so(tmp_path: Path, image: ImageWriter) -> None:
    source = voc_set(tmp_path, image, bndbox("nan", 1, 2, 3))
    for told_so in (Completeness.PARTIAL, Completeness.UNKNOWN):
        result = import_set(source, tmp_path / told_so, told_so)
        truth = truth_of(open_image_set(tmp_path / told_so), "a")
        assert truth.completeness is told_so
        assert result.defects[0].message.say() == "a finite number is expected here"


def test_a_voc_box_written_backwards_is_taken_and_told(tmp_path: Path, image: ImageWriter) -> None:
    opened, result = brought_in(voc_set(tmp_path, image, bndbox(9, 1, 1, 9), bndbox(20, 9, 29, 1), bndbox(1, 1, 9, 9)))
    truth = truth_of(opened, "a")
    shapes = [one.regions[0].shape for one in truth.concealments]
    assert shapes == [Box(1, 1, 8, 8), Box(20, 1, 9, 8), Box(1, 1, 8, 8)]
    assert truth.completeness is Completeness.COMPLETE
    assert told(result.defects) == [
        ("reversed_box", "a.xml", "object 1, bndbox"),
        ("reversed_box", "a.xml", "object 2, bndbox"),
    ]


def test_what_is_left_of_a_broken_shape_is_an_ignore_region(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "coco"
    image(source / "a.png")
    broken = note(segmentation=[[1, 2, "x", 4, 5, 6]], bbox=[10, 10, 20, 20])
    (source / "all.json").write_text(json.dumps(coco(annotations=[broken])))
    opened, result = brought_in(source)
    truth = truth_of(opened, opened.order[0])
    assert truth.ignore == (Region(Box(10, 10, 20, 20)),)
    assert truth.completeness is Completeness.COMPLETE
    assert result.defects[0].message.say().endswith("where it was drawn is an ignore region now")


def test_a_yolo_line_that_cannot_be_read_leaves_the_box_round_its_corners(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "yolo"
    image(source / "images" / "a.png")
    image(source / "images" / "b.png")
    (source / "labels").mkdir()
    (source / "classes.txt").write_text("gun\n")
    (source / "labels" / "a.txt").write_text("0 0.5 0.5 nan 0.25 0.75 0.25 0.75 0.5\n")
    (source / "labels" / "b.txt").write_text("0 0.5 0.5 nan 0.25\n0 0.5 0.5 0.5 0.5\n")
    opened, _ = brought_in(source)
    first, second = (truth_of(opened, one) for one in opened.order)
    assert [region.shape for region in first.ignore] == [Box(60, 15, 30, 15)]
    assert first.completeness is Completeness.COMPLETE
    assert second.completeness is Completeness.PARTIAL
