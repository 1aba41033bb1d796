"""Each foreign format in and out: small sets made here, and what is wrong in them told with its place."""

import base64
import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.library.made_sets import brought_in, told, truth_of
from xray_trainer.library import import_set, open_image_set
from xray_trainer.library.yaml_names import names_in
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Completeness,
    PlaneKind,
    Polygon,
    Region,
    RotatedBox,
    bounds,
)

ImageWriter = Callable[..., Path]


def voc(name: str, *boxes: str, filename: str = "x.jpg", size: tuple[int, int] = (120, 60)) -> str:
    objects = "".join(f"<object><name>{name}</name>{box}</object>" for box in boxes)
    return (
        f"<annotation><filename>{filename}</filename>"
        f"<size><width>{size[0]}</width><height>{size[1]}</height></size>{objects}</annotation>"
    )


def bndbox(x0: object, y0: object, x1: object, y1: object, extra: str = "") -> str:
    return f"{extra}<bndbox><xmin>{x0}</xmin><ymin>{y0}</ymin><xmax>{x1}</xmax><ymax>{y1}</ymax></bndbox>"


def test_voc_takes_coordinates_as_written_and_matches_by_the_files_own_name(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "voc"
    image(source / "JPEGImages" / "скан 1.png")
    image(source / "JPEGImages" / "other.png")
    (source / "Annotations").mkdir()
    text = voc("Cell phone", bndbox(10.5, 5, 40.25, 20), bndbox(1, 1, 9, 9, "<difficult>1</difficult>"))
    (source / "Annotations" / "скан 1.xml").write_text(text.replace("x.jpg", "other.png"), "utf-8")
    (source / "Annotations" / "elsewhere.xml").write_text(voc("Gun", bndbox(1, 2, 3, 4), filename="other.png"), "utf-8")
    opened, result = brought_in(source)
    assert result.defects == ()
    assert set(opened.order) == {"JPEGImages-скан-1", "JPEGImages-other"}
    truth = truth_of(opened, "JPEGImages-скан-1")
    assert truth.basis is Basis.DECLARED
    assert truth.completeness is Completeness.COMPLETE
    assert [one.regions[0].shape for one in truth.concealments] == [Box(10.5, 5, 29.75, 15), Box(1, 1, 8, 8)]
    assert [one.optional for one in truth.concealments] == [False, True]
    assert truth.concealments[0].category == "cell-phone"
    assert opened.head.category_name("cell-phone", "en") == "Cell phone"
    assert opened.case("JPEGImages-скан-1").source == "JPEGImages/скан 1.png"


def test_voc_tells_every_defect_and_keeps_the_rest(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "voc"
    for name in ("a", "b", "bare"):
        image(source / f"{name}.png")
    (source / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n torn")
    inside, partly, outside = bndbox(1, 1, 9, 9), bndbox(100, 40, 200, 50), bndbox(300, 10, 310, 20)
    bad = (inside, partly, outside, bndbox("nan", 1, 2, 3), bndbox(5, 5, 5, 9), "")
    (source / "a.xml").write_text(voc("Gun", *bad), "utf-8")
    (source / "b.xml").write_text("<annotation><filename>b.png</filename>", "utf-8")
    (source / "gone.xml").write_text(voc("Gun", inside), "utf-8")
    (source / "torn.xml").write_text(voc("Gun", inside), "utf-8")
    opened, result = brought_in(source)
    assert opened.order == ("a", "b", "bare")
    assert truth_of(opened, "bare").completeness is Completeness.UNKNOWN
    shapes = [one.regions[0].shape for one in truth_of(opened, "a").concealments]
    assert shapes == [Box(1, 1, 8, 8), Box(100, 40, 100, 10)]
    assert set(told(result.defects)) == {
        ("bad_number", "a.xml", "object 4, bndbox/xmin"),
        ("no_shape", "a.xml", "object 6"),
        ("not_xml", "b.xml", "line 1, column 38"),
        ("missing_image", "gone.xml", "filename"),
        ("not_annotated", "b.png", ""),
        ("not_annotated", "bare.png", ""),
        ("unreadable", "torn.png", ""),
        ("reaches_outside", "a.xml", "object 2"),
        ("outside", "a.xml", "object 3"),
        ("bad_shape", "a.xml", "object 5"),
    }


def test_an_xml_bomb_is_not_opened(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "voc"
    image(source / "a.png")
    bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]>' + voc("&y;", bndbox(1, 1, 9, 9))
    (source / "a.xml").write_text(bomb, "utf-8")
    _, result = brought_in(source)
    assert told(result.defects) == [("xml_bomb", "a.xml", ""), ("not_annotated", "a.png", "")]


def coco(**changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "images": [{"id": 7, "file_name": "a.png", "width": 120, "height": 60}],
        "categories": [{"id": 3, "name": "Gun"}],
        "annotations": [{"id": 1, "image_id": 7, "category_id": 3, "bbox": [1, 2, 30, 40], "iscrowd": 0}],
    }
    return base | changes


_numbers = itertools.count(1)


def note(**values: object) -> dict[str, object]:
    return {"id": next(_numbers), "image_id": 7, "category_id": 3, "iscrowd": 0, **values}


def test_coco_polygons_masks_and_crowds(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "coco"
    image(source / "images" / "a.png")
    triangle, square = [10, 10, 30, 10, 20, 30], [40, 10, 50, 10, 50, 20, 40, 20]
    counts = [60 * 10 + 5, 4, 56, 4, 60 * 120 - 669]
    mask = {"size": [60, 120], "counts": counts}
    annotations = [
        note(segmentation=[triangle, square], bbox=[10, 10, 40, 20]),
        note(segmentation=mask, bbox=[10, 5, 2, 4]),
        note(segmentation=mask, bbox=[10, 5, 2, 4], iscrowd=1),
        note(bbox=[1, 2, 30, 40]),
    ]
    (source / "set.json").write_text(json.dumps(coco(annotations=annotations)), "utf-8")
    opened, result = brought_in(source, Completeness.PARTIAL)
    assert result.defects == ()
    truth = truth_of(opened, "images-a")
    assert truth.completeness is Completeness.PARTIAL
    assert len(truth.concealments[0].regions) == 2
    assert bounds(truth.concealments[1].regions[0].shape) == (10, 5, 12, 9)  # type: ignore[arg-type]
    assert bounds(truth.ignore[0].shape) == (10, 5, 12, 9)  # type: ignore[arg-type]
    assert truth.concealments[2].regions[0].shape == Box(1, 2, 30, 40)


def test_coco_defects_are_told_with_their_field(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "coco"
    image(source / "a.png")
    image(tmp_path / "secret.png")
    images = [
        {"id": 7, "file_name": "a.png", "width": 120, "height": 60},
        {"id": 7, "file_name": "a.png"},
        {"id": 8, "file_name": "../secret.png"},
        {"id": 9, "file_name": str(tmp_path / "secret.png")},
        {"id": 10},
    ]
    annotations = [
        note(bbox=[1, 2, float("nan"), 4]),
        note(bbox=[1, 2, 3]),
        note(bbox="box"),
        note(bbox=[1, 2, 3, 4], category_id=99),
        note(bbox=[1, 2, 3, 4], image_id=55),
        note(segmentation=[[1, 2, 3]]),
        note(segmentation={"size": [60, 120], "counts": "garbage~~"}),
        note(segmentation={"size": [10**9, 10**9], "counts": [10**18]}),
        7,
        note(bbox=[500, 500, 3, 4]),
    ]
    (source / "set.json").write_text(json.dumps(coco(images=images, annotations=annotations)), "utf-8")
    opened, result = brought_in(source)
    assert opened.order == ("a",)
    assert [one.category for one in truth_of(opened, "a").concealments] == ["category-99"]
    places = told(result.defects)
    for expected in (
        ("duplicate_id", "images[1].id"),
        ("bad_path", "images[2].file_name"),
        ("missing_image", "images[2].file_name"),
        ("bad_path", "images[3].file_name"),
        ("wrong_shape", "images[4]"),
        ("bad_number", "annotations[0].bbox[2]"),
        ("wrong_shape", "annotations[1].bbox"),
        ("wrong_shape", "annotations[2].bbox"),
        ("unknown_category", "annotations[3].category_id"),
        ("unknown_image", "annotations[4].image_id"),
        ("wrong_shape", "annotations[5].segmentation[0]"),
        ("bad_mask", "annotations[6].segmentation"),
        ("bad_mask", "annotations[7].segmentation"),
        ("wrong_shape", "annotations[8]"),
        ("outside", "annotations[9]"),
    ):
        assert (expected[0], "set.json", expected[1]) in places


def test_yolo_boxes_segments_and_background(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "yolo"
    for name in ("a", "b", "c"):
        image(source / "images" / "train" / f"{name}.png")
    image(source / "images" / "val" / "d.png")
    labels = source / "labels" / "train"
    labels.mkdir(parents=True)
    (labels / "a.txt").write_text("0 0.5 0.5 0.25 0.5\n1 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2\n5 0.5 0.5 0.1 0.1\nword\n")
    (labels / "b.txt").write_text("")
    (labels / "lost.txt").write_text("0 0.5 0.5 0.25 0.5\n")
    (source / "data.yaml").write_text("train: images/train\nnc: 2\nnames:\n  0: Gun  # first\n  1: 'Cell phone'\n")
    opened, result = brought_in(source)
    truth = truth_of(opened, "images-train-a")
    assert truth.concealments[0].regions[0].shape == Box(45, 15, 30, 30)
    polygon = truth.concealments[1].regions[0].shape
    assert isinstance(polygon, Polygon)
    assert polygon.points[2] == pytest.approx((24, 12))
    assert [one.category for one in truth.concealments] == ["gun", "cell-phone", "class-5"]
    assert truth_of(opened, "images-train-b").has_concealment is False
    assert truth_of(opened, "images-train-c").has_concealment is False, "background: its folder is labelled"
    assert truth_of(opened, "images-val-d").completeness is Completeness.UNKNOWN, "nobody labelled its folder"
    assert set(told(result.defects)) == {
        ("unknown_category", "labels/train/a.txt", "line 3"),
        ("bad_number", "labels/train/a.txt", "line 4, value 1"),
        ("missing_image", "labels/train/lost.txt", ""),
        ("not_annotated", "images/val/d.png", ""),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("names: ['a', \"b, c\", d e]", ("a", "b, c", "d e")),
        ("nc: 2\nnames: [ a,\n  b ]\n", ("a", "b")),
        ("names:\n- a\n- 'it''s' # yes\nnc: 2", ("a", "it's")),
        ('names:\n  0: a\n  2: "c"\nroboflow:\n  1: no\n', ("a", "class 1", "c")),
        ("names: {0: a, 1: 'b'}", ("a", "b")),
        ("names: {0: ножи}", ("ножи",)),
        ("nc: 3", ()),
        ("names: [a", ()),
    ],
)
def test_the_names_in_a_data_yaml(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def test_labelme_shapes_groups_and_embedded_images(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "labelme"
    inside = image(tmp_path / "e.png").read_bytes()
    image(source / "a.png")
    shapes = [
        {"label": "Gun", "points": [[10, 20], [30, 5]], "shape_type": "rectangle", "group_id": 1},
        {"label": "Gun", "points": [[40, 10], [50, 10], [45, 20]], "shape_type": "polygon", "group_id": 1},
        {"label": "Ball", "points": [[60, 30], [60, 40]], "shape_type": "circle", "flags": {"optional": True}},
        {"label": "dirt", "points": [[1, 1], [9, 9]], "shape_type": "rectangle", "flags": {"ignore": True}},
        {"label": "wire", "points": [[1, 1], [9, 9]], "shape_type": "line"},
        {"label": "odd", "points": [[1, "a"]], "shape_type": "polygon"},
    ]
    (source / "a.json").write_text(json.dumps({"shapes": shapes, "imagePath": "..\\pics\\a.png", "imageData": None}))
    data = base64.b64encode(inside).decode()
    (source / "b.json").write_text(json.dumps({"shapes": [], "imagePath": "gone.png", "imageData": data}))
    opened, result = brought_in(source)
    truth = truth_of(opened, "a")
    assert truth.concealments[0].regions[0].shape == Box(10, 5, 20, 15)
    assert len(truth.concealments[0].regions) == 2
    assert truth.concealments[1].optional
    assert bounds(truth.concealments[1].regions[0].shape) == pytest.approx((50, 20, 70, 40))  # type: ignore[arg-type]
    assert truth.ignore == (Region(Box(1, 1, 8, 8)), Region(Box(1, 1, 8, 8)))  # the second is the line's place
    assert truth.completeness is Completeness.PARTIAL  # for the odd point
    scan = opened.case("b").scans[0]
    assert (opened.folder / scan.planes[0].file.path).read_bytes() == inside
    assert told(result.defects) == [
        ("no_area", "a.json", "shapes[4]"),
        ("bad_number", "a.json", "shapes[5].points[0]"),
    ]


def test_cvat_turned_boxes_masks_and_what_has_no_area(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "cvat"
    image(source / "images" / "a.png")
    xml = """<annotations><version>1.1</version><image id="0" name="a.png" width="120" height="60">
      <box label="Gun" xtl="10" ytl="20" xbr="30" ybr="30" rotation="45"/>
      <polygon label="Gun" points="1,2;3,4;5,1"/>
      <box label="ignore" xtl="1" ytl="1" xbr="5" ybr="5"/>
      <mask label="Bag" left="10" top="20" width="4" height="2" rle="0,4,0,4"/>
      <polyline label="Gun" points="1,2;3,4"/>
      <box label="Gun" xtl="nan" ytl="1" xbr="5" ybr="5"/>
    </image><track id="0" label="Gun"/></annotations>"""
    (source / "annotations.xml").write_text(xml)
    opened, result = brought_in(source)
    truth = truth_of(opened, "images-a")
    assert truth.concealments[0].regions[0].shape == RotatedBox(20, 25, 20, 10, 45)
    assert bounds(truth.concealments[2].regions[0].shape) == (10, 20, 14, 22)  # type: ignore[arg-type]
    assert truth.ignore == (Region(Box(1, 1, 4, 4)), Region(Box(1, 2, 2, 2)))  # the second is the line's place
    assert truth.completeness is Completeness.PARTIAL  # for the box that is none
    assert [one.code for one in result.defects] == ["unsupported", "no_area", "bad_number"]


def test_plain_folders_declare_goods_and_say_no_truth(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "plain"
    for name in ("0805/a.png", "0901 coffee/b.png", "tyres/c.png", "images/d.png", "e.png"):
        image(source / name)
    (source / "notes.txt").write_text("nothing")
    opened, result = brought_in(source, Completeness.COMPLETE)
    assert result.defects == ()
    papers = {one: opened.case(one).papers for one in opened.order}
    lines = {one: [(line.hs_code, line.goods.say("en")) for line in p.lines] if p else [] for one, p in papers.items()}
    assert lines == {
        "0805-a": [("0805", "")],
        "0901-coffee-b": [("0901", "coffee")],
        "e": [],
        "images-d": [],
        "tyres-c": [("", "tyres")],
    }
    assert all(truth_of(opened, one).completeness is Completeness.UNKNOWN for one in opened.order)
    assert opened.head.cover is not None


def test_high_and_low_are_two_planes_of_one_scan(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "pairs"
    for name in ("x_high.png", "x_low.png", "y_high.png"):
        image(source / name, deep=True)
    image(source / "z_high.png")
    image(source / "z_low.png", 30, 30)
    opened, _ = brought_in(source)
    assert opened.order == ("x", "y_high", "z_high", "z_low")
    scan = opened.case("x").scans[0]
    assert [plane.kind for plane in scan.planes] == [PlaneKind.HIGH, PlaneKind.LOW]
    assert scan.bits == 16


def test_an_image_annotated_twice_is_taken_once(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "both"
    image(source / "a.png")
    (source / "a.xml").write_text(voc("Gun", bndbox(1, 1, 9, 9)), "utf-8")
    (source / "a.txt").write_text("0 0.5 0.5 0.25 0.5\n")
    (source / "classes.txt").write_text("Gun\n")
    opened, result = brought_in(source)
    assert len(truth_of(opened, "a").concealments) == 1
    assert [one.code for one in result.defects] == ["second_format"]


def test_one_annotation_file_or_image_can_be_imported(tmp_path: Path, image: ImageWriter) -> None:
    source = tmp_path / "coco"
    image(source / "a.png")
    image(source / "unrelated.png")
    (source / "set.json").write_text(json.dumps(coco()), "utf-8")
    result = import_set(source / "set.json", tmp_path / "one")
    assert (result.cases, result.defects) == (1, ())
    result = import_set(source / "unrelated.png", tmp_path / "two")
    assert open_image_set(tmp_path / "two").order == ("unrelated",)
    assert isinstance(open_image_set(tmp_path / "two").case("unrelated"), Case)
