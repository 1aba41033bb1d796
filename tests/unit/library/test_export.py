"""What leaves in a foreign format comes back: all of it from COCO, and what the others can carry."""

import json
from pathlib import Path

import pytest

from tests.unit.library.made_sets import brought_in, truth_of
from xray_trainer.errors import RequestError
from xray_trainer.library import ImageSet, export_set
from xray_trainer.model import Box, Completeness, Region, RotatedBox, bounds


def test_coco_brings_everything_of_a_native_set_back(rich_set: ImageSet, tmp_path: Path) -> None:
    assert export_set(rich_set, tmp_path / "out", "coco") == ()
    back, result = brought_in(tmp_path / "out")
    assert result.defects == ()
    assert back.order == rich_set.order
    for case_id in rich_set.order:
        assert back.truth(case_id) == rich_set.truth(case_id)
        before, after = rich_set.case(case_id), back.case(case_id)
        assert after.papers == before.papers
        assert after.title == before.title
        assert [(s.width, s.height, s.bits, s.pitch, s.outlines) for s in after.scans] == [
            (s.width, s.height, s.bits, s.pitch, s.outlines) for s in before.scans
        ]
        assert [[(p.kind, p.file.sha256) for p in s.planes] for s in after.scans] == [
            [(p.kind, p.file.sha256) for p in s.planes] for s in before.scans
        ]
    head, old = back.head, rich_set.head
    assert (head.title, head.categories, head.author, head.licence) == (
        old.title,
        old.categories,
        old.author,
        old.licence,
    )


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # pycocotools with numpy 2
def test_a_coco_export_is_plain_coco_for_others(rich_set: ImageSet, tmp_path: Path) -> None:
    from pycocotools.coco import COCO

    export_set(rich_set, tmp_path / "out", "coco")
    told_to_others = COCO(str(tmp_path / "out" / "annotations" / "instances.json"))
    assert [one["id"] for one in told_to_others.loadImgs(told_to_others.getImgIds())] == [1, 2, 3, 4]
    for one in told_to_others.loadAnns(told_to_others.getAnnIds()):
        mask = told_to_others.annToMask(one)
        assert mask.shape == (60, 120)
        assert mask.sum() == pytest.approx(one["area"], rel=0.35)
    for entry in told_to_others.dataset["images"]:
        assert (tmp_path / "out" / "images" / entry["file_name"]).is_file()


def test_an_annotation_that_another_program_moved_is_taken_as_it_is_now(rich_set: ImageSet, tmp_path: Path) -> None:
    export_set(rich_set, tmp_path / "out", "coco")
    path = tmp_path / "out" / "annotations" / "instances.json"
    data = json.loads(path.read_text("utf-8"))
    optional = next(one for one in data["annotations"] if one["xray_trainer"].get("concealment") == "m")
    optional["segmentation"], optional["bbox"] = [[1, 1, 9, 1, 9, 9, 1, 9]], [1, 1, 8, 8]
    data["annotations"] = [one for one in data["annotations"] if one["xray_trainer"].get("concealment") != "load"]
    data["annotations"].append({"id": 99, "image_id": 1, "category_id": 1, "bbox": [5, 5, 6, 6], "iscrowd": 0})
    path.write_text(json.dumps(data), "utf-8")
    back, _ = brought_in(tmp_path / "out")
    found = {one.id: one for one in truth_of(back, "контейнер-1").concealments}
    assert found["m"].regions == (Region(Box(1, 1, 8, 8)),)
    assert found["m"].optional
    assert "load" not in found
    assert found["c1"].regions == (Region(Box(5, 5, 6, 6)),)
    assert found["gun-1"].note.say("en") == "Dense, with a hole"


@pytest.mark.parametrize("format_name", ["voc", "yolo", "labelme", "cvat"])
def test_other_formats_carry_what_they_can_and_tell_the_rest(
    rich_set: ImageSet, tmp_path: Path, format_name: str
) -> None:
    defects = export_set(rich_set, tmp_path / "out", format_name)
    assert {one.code for one in defects} == {"not_carried"}
    lost = {one.location for one in defects}
    assert {"accept", "words", "papers", "planes", "partial", "whole_load", "scans"} <= lost
    assert ("turn" in lost) == (format_name == "voc")
    assert ("ignore" in lost) == (format_name in ("voc", "yolo"))
    assert ("optional" in lost) == (format_name == "yolo")
    back, _ = brought_in(tmp_path / "out")
    assert len(back.order) == (3 if format_name == "yolo" else 4)
    first = next(one for one in back.order if one.endswith("контейнер-1"))
    found = [region.shape for one in truth_of(back, first).concealments for region in one.regions]
    assert len(found) == 4
    x0, y0, x1, y1 = bounds(found[0])  # type: ignore[arg-type]
    assert (x0, y0, x1, y1) == pytest.approx((10.25, 5.5, 30.375, 15.5))
    if format_name == "cvat":
        assert found[1] == RotatedBox(60, 30, 20, 8, 30)
    unknown = [one for one in back.order if one.endswith("unknown")]
    assert [truth_of(back, one).completeness for one in unknown] == [Completeness.UNKNOWN] * len(unknown)
    clear = next(one for one in back.order if one.endswith("clear"))
    assert truth_of(back, clear).has_concealment is False


def test_an_export_appears_whole_or_not_at_all(rich_set: ImageSet, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("kept")
    with pytest.raises(RequestError, match="something here already"):
        export_set(rich_set, tmp_path / "full", "coco")
    with pytest.raises(RequestError, match="no format word"):
        export_set(rich_set, tmp_path / "out", "word")
    with pytest.raises(RequestError, match="own folder"):
        export_set(rich_set, rich_set.folder / "out", "voc")
    with pytest.raises(RequestError, match="written to a file"):
        export_set(rich_set, tmp_path / "full", "responses")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["full", "rich"]


def test_a_case_whose_scan_is_lost_is_left_out_and_the_numbers_stay(rich_set: ImageSet, tmp_path: Path) -> None:
    (rich_set.folder / "scans" / "b.png").unlink()
    defects = export_set(rich_set, tmp_path / "out", "coco")
    assert [(one.code, one.file) for one in defects] == [("missing_file", "cases/clear.json")]
    data = json.loads((tmp_path / "out" / "annotations" / "instances.json").read_text("utf-8"))
    assert [one["id"] for one in data["images"]] == [1, 2, 4]
