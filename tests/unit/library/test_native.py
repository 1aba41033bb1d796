"""The native folder: opened lazily, saved one small file at a time, refused with a sentence that names the place."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from xray_trainer.errors import FormatError, NewerVersion, ReadError, RequestError, TrainerError
from xray_trainer.library import list_cards, open_image_set, read_card, save_case, save_head, save_set, save_truth
from xray_trainer.library.layout import case_id, category_slug, is_case_id, path_fault
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    FileRef,
    LocalText,
    Plane,
    PlaneKind,
    Polygon,
    Region,
    Scan,
    SetHead,
    Truth,
    codec,
)

BYTES = b"pixels"


def scan(path: str = "scans/a.png") -> Scan:
    return Scan((Plane(PlaneKind.GREY, FileRef(path, len(BYTES), hashlib.sha256(BYTES).hexdigest())),), 100, 50)


def small_set(folder: Path, *ids: str) -> Path:
    (folder / "scans").mkdir(parents=True)
    (folder / "scans" / "a.png").write_bytes(BYTES)
    head = SetHead("11111111-1111-4111-8111-111111111111", LocalText.of("Small"), ids, (Category("gun"),))
    item = Concealment("c1", (Region(Box(1, 2, 3, 4)),), "gun")
    save_set(
        folder,
        head,
        [Case(one, (scan(),)) for one in ids],
        [Truth(one, Basis.SEARCHED, Completeness.COMPLETE, (item,)) for one in ids],
    )
    return folder


def edit(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_a_saved_set_opens_as_it_was(tmp_path: Path) -> None:
    opened = open_image_set(small_set(tmp_path / "s", "a", "скан-2"))
    assert opened.order == ("a", "скан-2") == opened.usable
    assert opened.defects == ()
    assert opened.case("скан-2") == Case("скан-2", (scan(),))
    truth = opened.truth("a")
    assert isinstance(truth, Truth)
    assert truth.concealments[0].regions == (Region(Box(1, 2, 3, 4)),)


def test_unknown_keys_survive_a_save_and_only_that_file_is_written(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a")
    path = folder / "truth" / "a.json"
    edit(path, colour="green")
    others = {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file() and p != path}
    save_truth(folder, Truth("a", Basis.EXPERT, Completeness.PARTIAL))
    held = json.loads(path.read_text("utf-8"))
    assert held["colour"] == "green"
    assert held["basis"] == "expert"
    assert held["format"] == "xray-trainer/truth"
    assert others == {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file() and p != path}


def test_a_newer_major_version_is_refused_and_never_written_over(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a")
    edit(folder / "image_set.json", version=2)
    with pytest.raises(NewerVersion, match="version 2"):
        open_image_set(folder)
    with pytest.raises(NewerVersion):
        save_head(folder, SetHead("x", LocalText(), ()))


def test_errors_name_the_file_and_the_field(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a", "b")
    held = json.loads((folder / "truth" / "a.json").read_text("utf-8"))
    held["concealments"][0]["regions"][0]["shape"]["width"] = "wide"
    (folder / "truth" / "a.json").write_text(json.dumps(held))
    opened = open_image_set(folder)
    with pytest.raises(FormatError) as error:
        opened.truth("a")
    assert error.value.location == "concealments[0].regions[0].shape.width"
    assert error.value.file == str(folder / "truth" / "a.json")
    assert opened.usable == ("a", "b")


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../x.png", "scans/../../x", "C:/x.png", "scans\\x", "scans/NUL.png", ""]
)
def test_a_scan_path_out_of_the_set_is_refused(tmp_path: Path, path: str) -> None:
    folder = small_set(tmp_path / "s", "a", "b")
    held = json.loads((folder / "cases" / "a.json").read_text("utf-8"))
    held["scans"][0]["planes"][0]["file"]["path"] = path
    (folder / "cases" / "a.json").write_text(json.dumps(held))
    opened = open_image_set(folder)
    with pytest.raises(TrainerError) as error:
        opened.case("a")
    assert error.value.location == "scans[0].planes[0].file.path"
    assert opened.usable == ("b",)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_refused(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a", "b")
    (tmp_path / "outside.png").write_bytes(BYTES)
    (folder / "scans" / "a.png").unlink()
    (folder / "scans" / "a.png").symlink_to(tmp_path / "outside.png")
    (folder / "cases" / "b.json").rename(tmp_path / "b.json")
    (folder / "cases" / "b.json").symlink_to(tmp_path / "b.json")
    opened = open_image_set(folder)
    for one in ("a", "b"):
        with pytest.raises(FormatError, match="link"):
            opened.case(one)


def test_a_case_whose_id_is_not_its_file_name_is_refused(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a")
    edit(folder / "cases" / "a.json", id="b")
    with pytest.raises(FormatError) as error:
        open_image_set(folder).case("a")
    assert error.value.location == "id"


def test_missing_files_are_sentences(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a")
    (folder / "truth" / "a.json").unlink()
    truth = open_image_set(folder).truth("a")
    assert truth == Truth("a", Basis.UNKNOWN, Completeness.UNKNOWN)
    (folder / "cases" / "a.json").unlink()
    with pytest.raises(ReadError, match="missing"):
        open_image_set(folder).case("a")
    with pytest.raises(RequestError, match="no case z"):
        open_image_set(folder).case("z")
    with pytest.raises(RequestError, match="no image set"):
        open_image_set(tmp_path)


def test_ids_that_stand_twice_are_told_and_shown_once(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a")
    edit(folder / "image_set.json", order=["a", "a", "../x"])
    opened = open_image_set(folder)
    assert opened.order == ("a",)
    assert [(one.code, one.location) for one in opened.defects] == [
        ("duplicate_id", "order[1]"),
        ("bad_id", "order[2]"),
    ]


def test_a_shape_that_is_none_is_told(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "s", "a")
    bad = Concealment("c1", (Region(Polygon(((0, 0), (1, 1)))),), "gun")
    save_truth(folder, Truth("a", Basis.SEARCHED, Completeness.COMPLETE, (bad,)))
    with pytest.raises(FormatError, match="three points"):
        open_image_set(folder).truth("a")


def test_only_a_slug_can_be_saved_as_a_case(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        save_case(tmp_path, Case("../a", (scan(),)))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("train/Img 1 (2).png", "train-Img-1-2"),
        ("Склад №5/скан.jpg", "Склад-5-скан"),
        ("CON.png", "case-CON"),
        ("...png", "case"),
        ("x" * 200 + ".png", "x" * 80),
    ],
)
def test_case_ids_are_made_from_paths(path: str, expected: str) -> None:
    assert case_id(path) == expected
    assert is_case_id(case_id(path))


def test_case_ids_do_not_clash_where_case_is_ignored() -> None:
    assert case_id("IMG.png", {"img"}) == "IMG-2"
    assert case_id("y" * 90, {"y" * 80}) == "y" * 78 + "-2"


def test_category_slugs_are_ascii() -> None:
    assert category_slug("Cell phone") == "cell-phone"
    assert category_slug("Нож") == "nozh"
    assert category_slug("刀") == "category"
    assert category_slug("刀", {"category"}) == "category-2"
    assert category_slug("Ключ", {"kliuch"}) == "kliuch-2"


@pytest.mark.parametrize("path", ["scans/a b (1).png", "scans/Ключ.png", "cover.png"])
def test_plain_relative_paths_are_allowed(path: str) -> None:
    assert path_fault(path) is None


def test_cards_are_read_without_heavy_imports(tmp_path: Path) -> None:
    folder = small_set(tmp_path / "sets" / "s", "a", "b")
    (tmp_path / "sets" / "broken").mkdir()
    (tmp_path / "sets" / "broken" / "image_set.json").write_text("{")
    assert [card.cases for card in list_cards([tmp_path / "sets", tmp_path / "none"])] == [2]
    card = read_card(folder)
    assert card is not None
    assert card.title.say("en") == "Small"
    program = (
        "import sys, pathlib; from xray_trainer.library import read_card; read_card(pathlib.Path(sys.argv[1]));"
        "print([m for m in ('cv2', 'pydantic', 'numpy', 'sqlalchemy', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_half_a_letter_and_deep_nesting_are_told() -> None:
    value, defects = codec.parse(r'{"id": "\ud800"}', "a.json")
    assert value is None
    assert [one.code for one in defects] == ["not_text"]
    assert codec.parse(r'{"id": "😀"}')[1] == ()
    value, defects = codec.parse('{"id": ' + "[" * 800 + "]" * 800 + "}")
    if not defects:
        _, defects = codec.decode(Truth, value)
    assert defects
