"""Responses files and detectors' results: what is sound is kept, all else is told with its place."""

import json
from pathlib import Path

import pytest

from xray_trainer.errors import FormatError, NewerVersion, ReadError
from xray_trainer.library import ImageSet, exact_truth_responses, export_set, read_responses, write_responses
from xray_trainer.library.responses import MOST_DEFECTS, MOST_MARKS
from xray_trainer.model import PROBABLE, Box, Defect, Polygon, RotatedBox, Verdict, WholeLoad, bounds


def document(*responses: object, **changes: object) -> dict[str, object]:
    return {
        "format": "xray-trainer/responses",
        "version": 1,
        "trainee": "A",
        "responses": list(responses),
        **changes,
    }


def answer(case: str = "clear", *marks: object, **changes: object) -> dict[str, object]:
    return {"case": case, "verdict": "to_inspection", "confidence": 2, "seconds": 31.5, "marks": list(marks), **changes}


def mark(**changes: object) -> dict[str, object]:
    box = {"type": "box", "x": 1, "y": 2, "width": 3, "height": 4}
    return {"scan": 0, "shape": box, "category": "gun", "confidence": 3, **changes}


def written(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), "utf-8")
    return path


def told(defects: tuple[Defect, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.location) for one in defects]


def test_a_sound_file_is_read_whole(rich_set: ImageSet, tmp_path: Path) -> None:
    polygon = {"type": "polygon", "points": [[1, 2], [3, 4], [5, 1]]}
    marks = (
        mark(),
        mark(shape=polygon, category=None, rating=0.7),
        {"shape": {"type": "whole_load"}, "scan": 1},
    )
    path = written(tmp_path / "r.json", document(answer("контейнер-1", *marks), answer("clear", confidence=1)))
    found = read_responses(path, rich_set)
    assert found.defects == ()
    assert found.trainee == "A"
    first = found.responses[0]
    assert (first.verdict, first.confidence, first.seconds) == (Verdict.TO_INSPECTION, 2, 31.5)
    assert [one.shape for one in first.marks] == [Box(1, 2, 3, 4), Polygon(((1, 2), (3, 4), (5, 1))), WholeLoad()]
    assert [one.rating for one in first.marks] == [None, 0.7, None]
    assert first.scans == tuple(scan.digest for scan in rich_set.case("контейнер-1").scans)
    path = tmp_path / "again.json"
    write_responses(path, "A", found.responses)
    again = read_responses(path, rich_set)
    assert again.defects == ()
    assert [(one.case, one.verdict, one.marks) for one in again.responses] == [
        (one.case, one.verdict, one.marks) for one in found.responses
    ]


def test_a_bad_mark_or_response_does_not_spoil_the_others(rich_set: ImageSet, tmp_path: Path) -> None:
    def box(**sides: float) -> dict[str, object]:
        return {"type": "box", "x": 1, "y": 2, "width": 3, "height": 4} | sides

    marks = (
        mark(),
        mark(shape=box(x=float("nan"))),
        mark(shape=box(width=-3)),
        mark(shape={"type": "circle", "r": 3}),
        mark(scan=4),
        mark(category="unheard-of"),
        mark(confidence=7),
        mark(shape=box(x=110, width=50)),
        mark(shape=box(x=500)),
        "mark",
        mark(rating="high"),
    )
    path = written(
        tmp_path / "r.json",
        document(
            answer("контейнер-1", *marks),
            answer("контейнер-1", verdict="no_suspicion"),
            answer("nobody"),
            answer("clear", verdict="perhaps"),
            7,
            {"case": "clear", "confidence": 3},
            answer("clear", marks={}, seconds=-5),
        ),
    )
    found = read_responses(path, rich_set)
    assert [one.case for one in found.responses] == ["контейнер-1", "clear"]
    kept = found.responses[0].marks
    assert [one.id for one in kept] == ["m1", "m6", "m7", "m8", "m9", "m11"]
    assert (kept[2].confidence, kept[5].rating) == (None, None)
    places = told(found.defects)
    assert places == [
        ("wrong_shape", "responses[0].marks[1].shape.x"),
        ("bad_shape", "responses[0].marks[2].shape"),
        ("wrong_shape", "responses[0].marks[3].shape"),
        ("unknown_scan", "responses[0].marks[4].scan"),
        ("unknown_category", "responses[0].marks[5].category"),
        ("wrong_shape", "responses[0].marks[6].confidence"),
        ("reaches_outside", "responses[0].marks[7].shape"),
        ("outside", "responses[0].marks[8].shape"),
        ("wrong_shape", "responses[0].marks[9]"),
        ("wrong_shape", "responses[0].marks[10].rating"),
        ("duplicate", "responses[1].case"),
        ("unknown_case", "responses[2].case"),
        ("wrong_shape", "responses[3].verdict"),
        ("wrong_shape", "responses[4]"),
        ("wrong_shape", "responses[5].verdict"),
        ("bad_number", "responses[6].seconds"),
        ("wrong_shape", "responses[6].marks"),
    ]
    assert all(one.file == str(path) for one in found.defects)


@pytest.mark.parametrize("confidence", [None, 0, 4, 2.5, "2", []])
def test_a_response_without_a_sound_confidence_is_kept_as_probable_and_told(
    rich_set: ImageSet, tmp_path: Path, confidence: object
) -> None:
    given = answer("clear", mark(), confidence=confidence, seconds="long")
    found = read_responses(written(tmp_path / "r.json", document(given)), rich_set)
    assert [(one.case, one.confidence, one.seconds, len(one.marks)) for one in found.responses] == [
        ("clear", PROBABLE, None, 1)
    ]
    assert {place for _, place in told(found.defects)} == {"responses[0].confidence", "responses[0].seconds"}


def test_a_mark_that_crosses_itself_has_an_inside_and_one_in_a_line_has_none(
    rich_set: ImageSet, tmp_path: Path
) -> None:
    def polygon(*points: tuple[float, float]) -> dict[str, object]:
        return mark(shape={"type": "polygon", "points": points})

    bow_tie = polygon((0, 0), (10, 10), (10, 0), (0, 10))
    line = polygon((0, 0), (5, 5), (10, 10), (2, 2))
    found = read_responses(written(tmp_path / "r.json", document(answer("clear", bow_tie, line))), rich_set)
    assert [one.id for one in found.responses[0].marks] == ["m1"]
    assert told(found.defects) == [("bad_shape", "responses[0].marks[1].shape")]


@pytest.mark.parametrize(
    ("value", "error", "location"),
    [
        ({"format": "other"}, FormatError, "format"),
        (document(version=2), NewerVersion, "version"),
        (document(version="x"), FormatError, "version"),
        (document(responses={}), FormatError, "responses"),
        (7, FormatError, ""),
    ],
)
def test_another_file_is_refused(
    rich_set: ImageSet, tmp_path: Path, value: object, error: type[FormatError], location: str
) -> None:
    with pytest.raises(error) as caught:
        read_responses(written(tmp_path / "r.json", value), rich_set)
    assert caught.value.location == location
    assert caught.value.file == str(tmp_path / "r.json")


def test_a_missing_file_is_refused(rich_set: ImageSet, tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read_responses(tmp_path / "none.json", rich_set)


def test_detectors_results_follow_the_numbers_of_the_coco_export(rich_set: ImageSet, tmp_path: Path) -> None:
    export_set(rich_set, tmp_path / "coco", "coco")
    data = json.loads((tmp_path / "coco" / "annotations" / "instances.json").read_text("utf-8"))
    images = {one["file_name"]: one["id"] for one in data["images"]}
    kinds = {one["name"]: one["id"] for one in data["categories"]}
    top = next(number for name, number in images.items() if "scan2" in name)
    clear = images["clear.png"]
    results = [
        {"image_id": top, "category_id": kinds["gun"], "bbox": [1, 2, 3, 4], "score": 0.9},
        {"image_id": clear, "category_id": kinds["load"], "segmentation": [[1, 1, 5, 1, 5, 5]], "score": 0.3},
        {"image_id": 99, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.9},
        {"image_id": clear, "category_id": 77, "bbox": [1, 2, 3, 4], "score": 0.1},
        {"image_id": clear, "category_id": 1, "bbox": [1, 2, float("nan"), 4], "score": 0.9},
        {"image_id": clear, "category_id": 1, "bbox": [1, 2, 3, 4], "score": None},
        {"image_id": clear, "category_id": 1, "bbox": [100, 2, 90, 4], "score": 0.2},
        "result",
    ]
    found = read_responses(written(tmp_path / "results.json", results), rich_set, threshold=0.5)
    by_case = {one.case: one for one in found.responses}
    assert set(by_case) == set(rich_set.order), "a case without results was looked at, and nothing was found"
    stopped = by_case["контейнер-1"]
    assert (stopped.verdict, stopped.marks[0].scan, stopped.marks[0].rating) == (Verdict.TO_INSPECTION, 1, 0.9)
    assert stopped.marks[0].category == "gun"
    assert by_case["clear"].verdict is Verdict.NO_SUSPICION
    assert [one.category for one in by_case["clear"].marks] == ["load", None, "gun"]
    assert by_case["unknown"].marks == ()
    assert told(found.defects) == [
        ("unknown_case", "[2].image_id"),
        ("unknown_category", "[3].category_id"),
        ("bad_number", "[4].bbox[2]"),
        ("bad_number", "[5].score"),
        ("reaches_outside", "[6]"),
        ("wrong_shape", "[7]"),
    ]
    lower = read_responses(tmp_path / "results.json", rich_set, threshold=0.3)
    assert {one.case: one.verdict for one in lower.responses}["clear"] is Verdict.TO_INSPECTION


def test_exact_truth_has_one_mark_a_concealment_on_its_largest_region(rich_set: ImageSet, tmp_path: Path) -> None:
    found = {one.case: one for one in exact_truth_responses(rich_set)}
    assert set(found) == {"контейнер-1", "clear"}
    exact = found["контейнер-1"]
    assert (exact.verdict, exact.confidence) == (Verdict.TO_INSPECTION, 3)
    assert [(one.category, one.shape) for one in exact.marks] == [
        ("gun", Box(10.25, 5.5, 20.125, 10)),
        ("load", WholeLoad()),
    ]
    assert (found["clear"].verdict, found["clear"].marks) == (Verdict.NO_SUSPICION, ())
    assert export_set(rich_set, tmp_path / "r.json", "responses") == ()
    assert len(read_responses(tmp_path / "r.json", rich_set).responses) == 2


def test_a_turned_box_is_marked_by_its_polygon(rich_set: ImageSet) -> None:
    from dataclasses import replace

    from xray_trainer.library import save_truth
    from xray_trainer.model import Region, Truth

    truth = rich_set.truth("контейнер-1")
    assert isinstance(truth, Truth)
    turned = RotatedBox(60, 30, 20, 8, 30)
    item = replace(truth.concealments[0], regions=(Region(turned),))
    save_truth(rich_set.folder, replace(truth, concealments=(item,)))
    (exact,) = (one for one in exact_truth_responses(rich_set) if one.case == "контейнер-1")
    assert [one.shape for one in exact.marks] == [Polygon(turned.corners())]


def test_more_results_than_anyone_reads_are_cut_and_told_and_the_surest_still_counts(
    rich_set: ImageSet, tmp_path: Path
) -> None:
    one = {"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.1}
    results = [one] * (MOST_MARKS + 2) + [one | {"score": 0.9}]
    found = read_responses(written(tmp_path / "results.json", results), rich_set)
    assert told(found.defects) == [("too_many", f"[{MOST_MARKS}]")]
    assert (len(found.responses[0].marks), found.responses[0].verdict) == (MOST_MARKS, Verdict.TO_INSPECTION)


def test_a_detectors_mask_has_the_size_of_its_image(rich_set: ImageSet, tmp_path: Path) -> None:
    result = {"image_id": 1, "category_id": 1, "score": 0.9}
    fits = result | {"segmentation": {"size": [60, 120], "counts": [60, 30, 30, 30, 7050]}}
    other = result | {"segmentation": {"size": [61, 120], "counts": [0, 7320]}}
    found = read_responses(written(tmp_path / "results.json", [fits, other]), rich_set)
    assert told(found.defects) == [("bad_mask", "[1].segmentation")]
    assert [bounds(one.shape) for one in found.responses[0].marks] == [(1, 0, 3, 30)]


def test_a_file_of_rubbish_is_given_up_and_one_of_more_values_than_fit_is_not_opened(
    rich_set: ImageSet, tmp_path: Path
) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(document(*[7] * (MOST_DEFECTS + 5))))
    found = read_responses(path, rich_set)
    assert [one.code for one in found.defects] == [*["wrong_shape"] * MOST_DEFECTS, "too_many"]
    path.write_text(json.dumps(document()).replace("[]", "[" + "[]," * 8_000_000 + "[]]"))
    with pytest.raises(FormatError):
        read_responses(path, rich_set)
