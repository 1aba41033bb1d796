"""Simulated cases: companded planes, clean twins, visibility and scenes are checked, copied and exported."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xray_trainer.imaging import read_image, read_scan, read_twin, write_planes, write_twin
from xray_trainer.library import ImageSet, check, export_set, import_set, open_image_set, save_set, save_truth
from xray_trainer.model import (
    Band,
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    LocalText,
    PlaneKind,
    Region,
    Scan,
    SetHead,
    Truth,
    Visibility,
)

HIGH, LOW = PlaneKind.HIGH, PlaneKind.LOW
NOISE = {HIGH: (2.25, 0.52), LOW: (2.25, 0.65)}
SEEN = Visibility(3.2, 71.4, 812, 0.31, 0.12, 0.05, 0.4, Band.MEDIUM)
WIDTH, HEIGHT = 120, 60


def exposed(seed: int, dark: bool) -> dict[PlaneKind, np.ndarray]:
    rng = np.random.default_rng(seed)
    planes = {}
    for kind in (HIGH, LOW):
        levels = rng.normal(30000, 120, (HEIGHT, WIDTH))
        if dark:
            levels[20:40, 50:70] *= 0.5
        planes[kind] = levels.clip(0, 65535).astype(np.uint16)
    return planes


@pytest.fixture
def simulated(tmp_path: Path) -> ImageSet:
    folder = tmp_path / "simulated"
    loaded, clean = exposed(1, True), exposed(1, False)
    scan = Scan(write_planes(folder, "scans/a-0", loaded, NOISE), WIDTH, HEIGHT, pitch=(4.0, 4.0))
    empty = Scan(write_planes(folder, "scans/b-0", exposed(2, False)), WIDTH, HEIGHT)
    twin = write_twin(folder, "twins/a-0", 0, loaded, clean, NOISE)
    item = Concealment("c1", (Region(Box(50, 20, 20, 20)),), "drugs", visibility=SEEN, mass_kg=24.5, depth_mm=1200.0)
    truth = Truth("a", Basis.SIMULATED, Completeness.COMPLETE, (item,), twins=(twin,))
    none = Truth("b", Basis.SIMULATED, Completeness.COMPLETE)
    head = SetHead("3" * 8 + "-3333-4333-8333-" + "3" * 12, LocalText.of("Made"), ("a", "b"), (Category("drugs"),))
    save_set(folder, head, (Case("a", (scan,)), Case("b", (empty,))), (truth, none))
    (folder / "scenes").mkdir()
    for name in "ab":
        (folder / "scenes" / f"{name}.json").write_text(json.dumps({"format": "xray-trainer/scene", "seed": 7}))
    return open_image_set(folder)


def edited(path: Path, change: Callable[[Any], object]) -> None:
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def found(folder: Path) -> set[tuple[str, str, str]]:
    return {(one.code, one.file, one.location) for one in check(folder).defects}


def twin_of(image_set: ImageSet, case_id: str = "a") -> np.ndarray:
    truth = image_set.truth(case_id)
    assert isinstance(truth, Truth)
    case = image_set.case(case_id)
    return read_twin(case.scans[0], truth.twins[0], image_set.folder).planes[LOW]


def test_a_simulated_set_is_sound(simulated: ImageSet) -> None:
    report = check(simulated.folder)
    assert report.defects == ()
    assert (report.cases, report.usable) == (2, 2)
    truth = simulated.truth("a")
    assert isinstance(truth, Truth)
    assert truth.concealments[0].visibility == SEEN
    assert (truth.concealments[0].mass_kg, truth.concealments[0].depth_mm) == (24.5, 1200.0)


def test_what_is_wrong_with_levels_is_told(simulated: ImageSet) -> None:
    case = simulated.folder / "cases/a.json"

    def spoil(data: Any) -> None:
        planes = data["scans"][0]["planes"]
        planes[0]["levels"] = [0, 5, 5, 9]
        planes[1]["levels"] = [0, 70000]

    edited(case, spoil)
    assert found(simulated.folder) == {
        ("bad_levels", "cases/a.json", "scans[0].planes[0].levels"),
        ("bad_levels", "cases/a.json", "scans[0].planes[1].levels"),
    }
    edited(case, lambda data: data["scans"][0]["planes"][1].update(levels=list(range(65537))))
    assert (
        "more levels here"
        in {one.location: one.message.say() for one in check(simulated.folder).defects}["scans[0].planes[1].levels"]
    )


def test_a_table_too_short_for_its_codes_is_told(simulated: ImageSet) -> None:
    edited(simulated.folder / "cases/a.json", lambda data: data["scans"][0]["planes"][0].update(levels=[0, 9, 100]))
    report = check(simulated.folder)
    assert [(one.code, one.location) for one in report.defects] == [("bad_levels", "scans[0].planes[0].levels")]
    assert "its table has the codes 0 to 2" in report.defects[0].message.say()
    assert report.usable == 1


def test_what_is_wrong_with_twins_is_told_and_keeps_no_case_from_being_shown(simulated: ImageSet) -> None:
    folder, truth = simulated.folder, simulated.folder / "truth/a.json"
    (folder / "twins/a-0_low.png").write_bytes(b"other")
    assert found(folder) >= {("other_size", "truth/a.json", "twins[0].planes[1].file.size")}
    (folder / "twins/a-0_low.png").unlink()
    assert found(folder) == {("missing_file", "truth/a.json", "twins[0].planes[1].file.path")}
    assert check(folder).usable == 2
    edited(truth, lambda data: data["twins"][0]["planes"].pop())
    edited(truth, lambda data: data["twins"][0]["planes"][0].update(kind="grey"))
    assert found(folder) == {("unknown_plane", "truth/a.json", "twins[0].planes[0].kind")}
    edited(truth, lambda data: data["twins"][0].update(scan=1))
    assert found(folder) == {("unknown_scan", "truth/a.json", "twins[0].scan")}
    edited(truth, lambda data: data["twins"][0].update(scan=-1))
    edited(truth, lambda data: data["twins"].append({"scan": -1, "planes": []}))
    assert found(folder) == {
        ("unknown_scan", "truth/a.json", "twins[0].scan"),
        ("unknown_scan", "truth/a.json", "twins[1].scan"),
        ("duplicate_id", "truth/a.json", "twins[1].scan"),
    }


@pytest.mark.parametrize("path", ["../a.png", "/etc/passwd", "C:/a.png", "nul.png"])
def test_a_twin_is_never_taken_from_outside_of_the_set(simulated: ImageSet, path: str) -> None:
    edited(simulated.folder / "truth/a.json", lambda data: data["twins"][0]["planes"][0]["file"].update(path=path))
    assert found(simulated.folder) == {("bad_path", "truth/a.json", "twins[0].planes[0].file.path")}
    with pytest.raises(Exception, match="path"):
        open_image_set(simulated.folder).truth("a")


def test_measures_that_nothing_can_have_are_told(simulated: ImageSet) -> None:
    def spoil(data: Any) -> None:
        item = data["concealments"][0]
        item["mass_kg"] = -1
        item["visibility"].update(v=101, opaque=1.5, transmission=-0.1, d_prime=-1, area_px=-1, clutter=-1)

    edited(simulated.folder / "truth/a.json", spoil)
    fields = ("v", "opaque", "transmission", "d_prime", "area_px", "clutter")
    places = {f"concealments[0].visibility.{one}" for one in fields} | {"concealments[0].mass_kg"}
    assert found(simulated.folder) == {("bad_number", "truth/a.json", place) for place in places}


def test_a_scene_of_no_case_is_told(simulated: ImageSet) -> None:
    (simulated.folder / "scenes/stray.json").write_text("{}")
    assert found(simulated.folder) == {("unlisted", "scenes/stray.json", "")}


def test_unknown_keys_of_twins_and_visibility_survive_a_save(simulated: ImageSet) -> None:
    path = simulated.folder / "truth/a.json"
    edited(path, lambda data: data["twins"][0].update(made="later"))
    edited(path, lambda data: data["concealments"][0]["visibility"].update(eye=3))
    edited(simulated.folder / "cases/a.json", lambda data: data["scans"][0]["planes"][0].update(gain=1))
    truth = simulated.truth("a")
    assert isinstance(truth, Truth)
    save_truth(simulated.folder, replace(truth, level=2))
    again = json.loads(path.read_text("utf-8"))
    assert again["level"] == 2
    assert again["twins"][0]["made"] == "later"
    assert again["concealments"][0]["visibility"]["eye"] == 3


def test_a_copy_has_twins_and_scenes(simulated: ImageSet, tmp_path: Path) -> None:
    result = import_set(simulated.folder, tmp_path / "copy")
    assert result.defects == ()
    copy = open_image_set(tmp_path / "copy")
    assert np.array_equal(twin_of(simulated), twin_of(copy))
    assert (copy.folder / "scenes/a.json").read_bytes() == (simulated.folder / "scenes/a.json").read_bytes()


def test_coco_carries_all_of_it(simulated: ImageSet, tmp_path: Path) -> None:
    assert export_set(simulated, tmp_path / "coco", "coco") == ()
    shown = read_image(tmp_path / "coco/images/a.png")
    assert np.array_equal(shown.main, read_scan(simulated.case("a").scans[0], simulated.folder).main)
    result = import_set(tmp_path / "coco", tmp_path / "back")
    assert result.defects == ()
    back = open_image_set(tmp_path / "back")
    assert back.order == ("a", "b")
    assert np.array_equal(twin_of(simulated), twin_of(back))
    assert sorted(path.name for path in (back.folder / "scenes").iterdir()) == ["a.json", "b.json"]
    truth, before = back.truth("a"), simulated.truth("a")
    assert isinstance(truth, Truth)
    assert isinstance(before, Truth)
    assert replace(truth, twins=()) == replace(before, twins=())
    assert found(back.folder) == set()


def test_coco_without_its_twins_comes_in_without(simulated: ImageSet, tmp_path: Path) -> None:
    export_set(simulated, tmp_path / "coco", "coco")
    next((tmp_path / "coco/twins").iterdir()).unlink()
    result = import_set(tmp_path / "coco", tmp_path / "back")
    assert (result.cases, result.defects) == (2, ())
    truth = open_image_set(tmp_path / "back").truth("a")
    assert isinstance(truth, Truth)
    assert truth.twins == ()


@pytest.mark.parametrize("format_", ["voc", "yolo", "labelme", "cvat"])
def test_others_get_values_and_are_told_what_they_lose(simulated: ImageSet, tmp_path: Path, format_: str) -> None:
    defects = export_set(simulated, tmp_path / format_, format_)
    assert "twins" in {one.location for one in defects if one.code == "not_carried"}
    picture = next((tmp_path / format_).rglob("a.png"))
    expected = read_scan(simulated.case("a").scans[0], simulated.folder).main
    assert np.array_equal(read_image(picture).main, expected)
    assert not list((tmp_path / format_).rglob("twins"))
