"""The checker: every defect of a set in one run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xray_trainer.errors import FormatError, NewerVersion, RequestError
from xray_trainer.library import ImageSet, check, open_image_set


def edited(path: Path, change: Callable[[Any], None]) -> None:
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def found(folder: Path) -> set[tuple[str, str, str]]:
    return {(one.code, one.file, one.location) for one in check(folder).defects}


def test_a_sound_set_has_no_defect(rich_set: ImageSet) -> None:
    report = check(rich_set.folder)
    assert report.defects == ()
    assert (report.cases, report.usable) == (3, 3)


def test_every_defect_is_told_in_one_run(rich_set: ImageSet) -> None:
    folder = rich_set.folder
    first = folder / "truth" / "контейнер-1.json"

    def spoil(truth: Any) -> None:
        items = truth["concealments"]
        items[0]["regions"][0]["shape"]["x"] = 5000
        items[0]["regions"][1]["shape"]["cx"] = 118
        items[0]["regions"][2]["scan"] = 9
        items[1]["category"] = "unheard-of"
        items[2]["id"] = "m"
        truth["ignore"][0]["shape"]["points"] = [[1, 1], [2, 2], [3, 3]]

    edited(first, spoil)
    (folder / "cover.png").write_bytes(b"another cover")
    cover = {"path": "cover.png", "size": 7, "sha256": "0" * 64}
    edited(folder / "image_set.json", lambda head: head["order"].extend(["clear", "gone"]))
    edited(folder / "image_set.json", lambda head: head.update(cover=cover))
    (folder / "cases" / "stray.json").write_text("{}")
    (folder / "truth" / "stray.json").write_text("{}")
    (folder / "truth" / "clear.json").unlink()
    (folder / "scans" / "b.png").write_bytes(b"other bytes")
    edited(folder / "cases" / "unknown.json", lambda case: case["scans"][0].update(width=7))
    truth = "truth/контейнер-1.json"
    assert found(folder) == {
        ("duplicate_id", "image_set.json", "order[3]"),
        ("other_size", "image_set.json", "cover.size"),
        ("duplicate_id", truth, "concealments[2].id"),
        ("bad_shape", truth, "ignore[0].shape"),
        ("outside", truth, "concealments[0].regions[0].shape"),
        ("reaches_outside", truth, "concealments[0].regions[1].shape"),
        ("unknown_scan", truth, "concealments[0].regions[2].scan"),
        ("unknown_category", truth, "concealments[1].category"),
        ("no_truth", "truth/clear.json", ""),
        ("other_size", "cases/clear.json", "scans[0].planes[0].file.size"),
        ("unreadable", "scans/b.png", ""),
        ("size_differs", "cases/unknown.json", "scans[0].planes[0]"),
        ("missing_file", "cases/gone.json", ""),
        ("unlisted", "cases/stray.json", ""),
        ("unlisted", "truth/stray.json", ""),
    }
    report = check(folder)
    assert (report.cases, report.usable) == (4, 1)


def test_several_wrong_fields_of_one_file_are_all_told(rich_set: ImageSet) -> None:
    path = rich_set.folder / "cases" / "clear.json"
    edited(path, lambda case: case["scans"][0].update(width="wide", height=None, planes=[{"kind": "x-ray"}]))
    places = {where for _, file, where in found(rich_set.folder) if file == "cases/clear.json"}
    assert places == {
        "scans[0].width",
        "scans[0].height",
        "scans[0].planes[0].kind",
        "scans[0].planes[0].file",
    }


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": "xray-trainer/image-set"}', "\xff\xfe"])
def test_a_head_that_cannot_be_read_is_a_defect_beside_those_of_the_cases(rich_set: ImageSet, text: str) -> None:
    (rich_set.folder / "image_set.json").write_bytes(text.encode("latin-1"))
    (rich_set.folder / "scans" / "b.png").unlink()
    report = check(rich_set.folder)
    assert (report.cases, report.usable) == (3, 0)
    assert {one.file for one in report.defects} == {"image_set.json", "cases/clear.json"}
    with pytest.raises(FormatError):
        open_image_set(rich_set.folder)


def test_a_head_of_a_newer_program_is_refused(rich_set: ImageSet) -> None:
    edited(rich_set.folder / "image_set.json", lambda head: head.update(version=2))
    with pytest.raises(NewerVersion):
        check(rich_set.folder)


def test_a_foreign_folder_is_checked_as_an_import_would_without_writing(
    tmp_path: Path, image: Callable[..., Path]
) -> None:
    image(tmp_path / "in" / "a.png")
    (tmp_path / "in" / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 torn")
    report = check(tmp_path / "in")
    assert (report.cases, report.usable) == (2, 1)
    assert [(one.code, one.file) for one in report.defects] == [("unreadable", "torn.jpg")]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in"]


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        check(tmp_path / "none")


def test_a_set_with_one_damaged_case_still_opens(rich_set: ImageSet) -> None:
    (rich_set.folder / "scans" / "b.png").unlink()
    assert open_image_set(rich_set.folder).usable == ("контейнер-1", "unknown")
