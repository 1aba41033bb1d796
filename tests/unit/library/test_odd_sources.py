"""Foreign sets as a mentor's own computer makes them, and as nobody would: encodings of Windows, absurd amounts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.library.made_sets import brought_in, told, truth_of
from tests.unit.library.test_formats import bndbox, voc
from xray_trainer.library import ImageSet, export_set
from xray_trainer.library.surveying import MOST_THINGS
from xray_trainer.model import Box, Completeness

ImageWriter = Callable[..., Path]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le-mark", "cp1251"])
def test_voc_in_every_encoding_that_windows_writes(tmp_path: Path, image: ImageWriter, encoding: str) -> None:
    source = tmp_path / "voc"
    image(source / "Контейнер 1 [A].JPG")
    declared = {"cp1251": '<?xml version="1.0" encoding="windows-1251"?>', "utf-16": '<?xml version="1.0" encoding="utf-16"?>'}  # fmt: skip  # noqa: E501
    text = (declared.get(encoding, "") + voc("Пистолет", bndbox(1, 2, 11, 22))).replace("><", ">\r\n<")
    data = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-mark" else text.encode(encoding)
    (source / "Контейнер 1 [A].xml").write_bytes(data)
    opened, result = brought_in(source)
    assert result.defects == ()
    (item,) = truth_of(opened, "Контейнер-1-A").concealments
    assert (item.category, item.regions[0].shape) == ("pistolet", Box(1, 2, 10, 20))
    assert opened.head.category_name("pistolet", "ru") == "Пистолет"


def test_texts_of_windows_in_utf16_are_read_too(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "yolo"
    image(source / "a.png")
    (source / "a.txt").write_text("1 0.5 0.5 0.5 0.5\r\n", "utf-16")
    (source / "classes.txt").write_text("нож\r\nключ\r\n", "utf-16")
    opened, result = brought_in(source)
    assert result.defects == ()
    assert truth_of(opened, "a").concealments[0].category == "kliuch"
    coco = tmp_path / "coco"
    image(coco / "a.png")
    data = {
        "images": [{"id": 3, "file_name": "a.png"}],
        "annotations": [{"id": 1, "image_id": 3, "category_id": 7, "bbox": [1, 2, 3, 4]}],
        "categories": [{"id": 7, "name": "gun"}],
    }
    (coco / "a.json").write_text(json.dumps(data), "utf-16")
    opened, result = brought_in(coco)
    assert result.defects == ()
    assert truth_of(opened, "a").concealments[0].regions[0].shape == Box(1, 2, 3, 4)


def test_a_thing_without_a_name_is_kept_and_told(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "voc"
    image(source / "a.png")
    (source / "a.xml").write_text(voc("", bndbox(1, 2, 11, 22)))
    opened, result = brought_in(source)
    assert told(result.defects) == [("unknown_category", "a.xml", "object 1")]
    assert truth_of(opened, "a").concealments[0].category == "category"


def test_a_label_file_too_large_for_one_is_told_and_its_image_unknown_not_clear(
    tmp_path: Path, image: ImageWriter
) -> None:
    source = tmp_path / "yolo"
    image(source / "a.png")
    image(source / "b.png")
    (source / "a.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    (source / "b.txt").write_text("0 0.5 0.5 0.5 0.5\n" * 300_000)
    (source / "classes.txt").write_text("gun")
    opened, result = brought_in(source)
    assert told(result.defects) == [("unreadable", "b.txt", "")]
    assert truth_of(opened, "b").completeness is Completeness.UNKNOWN


def test_more_things_than_anyone_annotates_are_cut_and_told(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "yolo"
    image(source / "a.png")
    (source / "a.txt").write_text("0 0.5 0.5 0.5 0.5\n" * (MOST_THINGS + 5))
    (source / "classes.txt").write_text("gun")
    opened, result = brought_in(source)
    assert told(result.defects) == [("too_many", "a.txt", "")]
    assert len(truth_of(opened, "a").concealments) == MOST_THINGS


def test_what_no_case_can_have_does_not_come_back_with_our_own_coco(tmp_path: Path, rich_set: ImageSet) -> None:
    export_set(rich_set, tmp_path / "coco", "coco")
    path = tmp_path / "coco" / "annotations" / "instances.json"
    data = json.loads(path.read_text("utf-8"))
    ours = data["images"][0]["xray_trainer"]
    scan = ours["case_file"]["scans"][0]
    scan["outlines"][0]["width"] = -1
    scan["pitch"] = [0, 0]
    scan["planes"].append(scan["planes"][0])
    ours["truth_file"]["level"] = 9
    path.write_text(json.dumps(data), "utf-8")
    _, result = brought_in(tmp_path / "coco")
    assert {one.code for one in result.defects} == {"bad_number"}
