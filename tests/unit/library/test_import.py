"""Import: whole or not at all, the source untouched, real sets understood."""

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from xray_trainer import files
from xray_trainer.errors import FormatError, RequestError, WriteError
from xray_trainer.library import (
    ImportStopped,
    check,
    exact_truth_responses,
    import_set,
    list_cards,
    open_image_set,
    read_card,
)
from xray_trainer.model import Basis, Completeness, HitRule, Truth
from xray_trainer.scoring import judge

ImageWriter = Callable[..., Path]


def folder_of_images(folder: Path, image: ImageWriter, *names: str) -> Path:
    for name in names:
        image(folder / name)
    return folder


def test_bytes_are_copied_untouched_and_the_source_is_only_read(tmp_path: Path, image: ImageWriter) -> None:
    source = folder_of_images(tmp_path / "in", image, "a b (1).png", "A B (1).PNG", "Склад/скан.png")
    before = {path: (path.stat().st_mtime_ns, files.sha256(path)) for path in source.rglob("*.*")}
    result = import_set(source, tmp_path / "out")
    assert result.defects == ()
    assert {path: (path.stat().st_mtime_ns, files.sha256(path)) for path in source.rglob("*.*")} == before
    opened = open_image_set(tmp_path / "out")
    assert set(opened.order) == {"a-b-1", "A-B-1-2", "Склад-скан"} or set(opened.order) == {
        "A-B-1",
        "a-b-1-2",
        "Склад-скан",
    }
    digests = {opened.case(one).scans[0].digest for one in opened.order}
    assert digests == {digest for _, digest in before.values()}
    for one in opened.order:
        ref = opened.case(one).scans[0].planes[0].file
        assert files.sha256(opened.folder / ref.path) == ref.sha256
    card = read_card(tmp_path / "out")
    assert card is not None
    assert card.title.say("en") == "in"
    assert Path(card.cover).is_file()


def test_a_stopped_import_leaves_nothing(tmp_path: Path, image: ImageWriter) -> None:
    source = folder_of_images(tmp_path / "in", image, "a.png", "b.png")
    steps: list[tuple[int, int, str]] = []

    def stop_while_copying(done: int, total: int, name: str) -> bool:
        steps.append((done, total, name))
        return done < 3

    with pytest.raises(ImportStopped):
        import_set(source, tmp_path / "sets" / "out", progress=stop_while_copying)
    assert steps == [(0, 4, "a.png"), (1, 4, "b.png"), (2, 4, "a.png"), (3, 4, "b.png")]
    assert list((tmp_path / "sets").iterdir()) == []


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, image: ImageWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder_of_images(tmp_path / "in", image, "a.png", "b.png")
    copy = shutil.copyfile

    def full(source_file: Path, target: Path) -> object:
        if "b.png" in str(source_file):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return copy(source_file, target)

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(WriteError, match="disk is full"):
        import_set(source, tmp_path / "sets" / "out")
    assert list((tmp_path / "sets").iterdir()) == []
    assert list_cards([tmp_path / "sets"]) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_a_sentence(tmp_path: Path, image: ImageWriter) -> None:
    source = folder_of_images(tmp_path / "in", image, "a.png")
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(WriteError, match="may not write"):
        import_set(source, tmp_path / "locked" / "out")


def test_places_that_cannot_be_written_to_are_refused(tmp_path: Path, image: ImageWriter) -> None:
    source = folder_of_images(tmp_path / "in", image, "a.png")
    with pytest.raises(RequestError, match="something here already"):
        import_set(source, source)
    with pytest.raises(RequestError, match="inside the folder"):
        import_set(source, source / "out")
    with pytest.raises(RequestError, match="no such file"):
        import_set(tmp_path / "none", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatError, match="no images"):
        import_set(tmp_path / "empty", tmp_path / "out")
    assert import_set(source, tmp_path / "empty").cases == 1, "an empty folder is free"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_left_out_and_told(tmp_path: Path, image: ImageWriter) -> None:
    source = folder_of_images(tmp_path / "in", image, "a.png")
    secret = image(tmp_path / "secret" / "s.png")
    (source / "link.png").symlink_to(secret)
    (source / "folder").symlink_to(secret.parent)
    result = import_set(source, tmp_path / "out")
    assert result.cases == 1
    assert {(one.code, one.file) for one in result.defects} == {("link", "link.png"), ("link", "folder")}


def test_nothing_to_show_makes_no_folder_but_tells_why(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.png").write_bytes(b"")
    result = import_set(source, tmp_path / "out")
    assert (result.folder, result.cases) == (None, 0)
    assert [one.file for one in result.defects] == ["a.png"]
    assert not (tmp_path / "out").exists()


def test_what_was_told_at_import_is_kept_and_does_not_come_back(tmp_path: Path, image: ImageWriter) -> None:
    source = folder_of_images(tmp_path / "in", image, "a.png")
    box = "<bndbox><xmin>100</xmin><ymin>5</ymin><xmax>150</xmax><ymax>20</ymax></bndbox>"
    (source / "a.xml").write_text(
        f"<annotation><filename>a.png</filename><object><name>Gun</name>{box}</object></annotation>"
    )
    result = import_set(source, tmp_path / "out")
    assert [one.code for one in result.defects] == ["reaches_outside"]
    assert check(tmp_path / "out").defects == ()
    (tmp_path / "out" / "import.json").unlink()
    assert [one.code for one in check(tmp_path / "out").defects] == ["reaches_outside"]


def test_a_native_set_is_copied_as_it_stands(tmp_path: Path, image: ImageWriter) -> None:
    import_set(folder_of_images(tmp_path / "in", image, "a.png", "b.png"), tmp_path / "set")
    (tmp_path / "set" / "cases" / "b.json").write_text("{")
    result = import_set(tmp_path / "set", tmp_path / "copy")
    assert result.cases == 1
    assert [(one.code, one.file) for one in result.defects] == [("not_json", "cases/b.json")]
    assert open_image_set(tmp_path / "copy").usable == ("a",)
    assert open_image_set(tmp_path / "copy").head == open_image_set(tmp_path / "set").head


def test_sixray_gives_23_cases_whose_truth_scores_as_found(shared_data: Path, tmp_path: Path) -> None:
    source = shared_data / "real_xray" / "sixray_voc"
    result = import_set(source, tmp_path / "six", Completeness.PARTIAL)
    assert [(one.code, one.file) for one in result.defects] == [
        ("missing_image", "Annotations_without_image/1100.xml"),
        ("missing_image", "Annotations_without_image/1101.xml"),
    ]
    opened = open_image_set(tmp_path / "six")
    assert len(opened.usable) == 23
    responses = exact_truth_responses(opened)
    for response in responses:
        truth = opened.truth(response.case)
        assert isinstance(truth, Truth)
        assert (truth.basis, truth.completeness) == (Basis.DECLARED, Completeness.PARTIAL)
        score = judge(opened.case(response.case), truth, response, HitRule())
        assert [one.found for one in score.concealments] == [True]
    assert check(tmp_path / "six").defects == ()


def test_brazilian_cargo_imports_as_unknown_truth_with_its_declared_heading(shared_data: Path, tmp_path: Path) -> None:
    result = import_set(shared_data / "real_xray" / "rfb_cargo" / "ncm_single", tmp_path / "rfb")
    assert result.defects == ()
    opened = open_image_set(tmp_path / "rfb")
    assert len(opened.usable) == result.cases == 30
    for one in opened.order:
        papers, truth = opened.case(one).papers, opened.truth(one)
        assert papers is not None
        assert papers.lines[0].hs_code == one[:4]
        assert isinstance(truth, Truth)
        assert truth.completeness is Completeness.UNKNOWN
    assert exact_truth_responses(opened) == ()


def test_names_that_are_no_text_and_half_letters_are_told(tmp_path: Path, image: ImageWriter) -> None:
    source = folder_of_images(tmp_path / "in", image, "a.png")
    if sys.platform == "linux":
        shutil.copyfile(source / "a.png", os.fsencode(source) + b"/\xff.png")
    labels = '{"imagePath": "a.png", "shapes": [{"label": "\\ud800", "points": [[1, 1], [9, 9]]}]}'
    (source / "a.json").write_text(labels)
    result = import_set(source, tmp_path / "out")
    assert result.cases == 1
    assert {"not_text", "not_annotated"} <= {one.code for one in result.defects}
    assert ("bad_path" in {one.code for one in result.defects}) == (sys.platform == "linux")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes there")
def test_a_pipe_is_not_waited_for(tmp_path: Path, image: ImageWriter) -> None:
    import_set(folder_of_images(tmp_path / "in", image, "a.png", "b.png"), tmp_path / "out")
    for name in ("cases/a.json", "scans/b.png"):
        (tmp_path / "out" / name).unlink()
        os.mkfifo(tmp_path / "out" / name)
    report = check(tmp_path / "out")
    assert [(one.code, one.file) for one in report.defects] == [
        ("unreadable", "cases/a.json"),
        ("missing_file", "cases/b.json"),
    ]
    assert open_image_set(tmp_path / "out").usable == ()


def test_json_that_is_nested_too_deeply_is_told(tmp_path: Path, image: ImageWriter) -> None:
    import_set(folder_of_images(tmp_path / "in", image, "a.png"), tmp_path / "out")
    for depth in (300, 700, 5000):
        text = '{"format": "xray-trainer/case", "version": 1, "id": ' + "[" * depth + "]" * depth + "}"
        (tmp_path / "out" / "cases" / "a.json").write_text(text)
        assert [one.file for one in check(tmp_path / "out").defects] == ["cases/a.json"]
