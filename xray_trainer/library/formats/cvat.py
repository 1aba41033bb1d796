"""CVAT for images: one XML file for many. Boxes may be turned; a label `ignore`, or an attribute, makes ignore regions.

Shapes of one label and one group_id are pieces of one thing. Tracks of videos are not read, and told.
"""

import math
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from xray_trainer.library import rle
from xray_trainer.library.foreign import (
    NO_IMAGE,
    NOT_A_NUMBER,
    ForeignCase,
    ForeignSet,
    Place,
    Thing,
    box_between,
    box_round,
    case_of,
    lost_thing,
    number,
    whole,
)
from xray_trainer.library.formats import Format
from xray_trainer.library.layout import path_fault
from xray_trainer.library.native import ImageSet
from xray_trainer.library.pictures import Lost, Picture, copy_plane, flat, losses, pictures, write_file
from xray_trainer.library.source import Source
from xray_trainer.library.xml import parse_xml
from xray_trainer.model import Box, Category, Completeness, Defect, LocalText, Polygon, RotatedBox, Shape, Spot
from xray_trainer.text import N_

IGNORE, OPTIONAL = "ignore", "optional"
ELLIPSE_CORNERS = 64
_NO_AREA = frozenset({"points", "polyline", "cuboid", "skeleton"})


def claims(source: Source) -> tuple[str, ...]:
    """XML files with <annotations> of images or tracks."""
    files = source.with_suffix(".xml")
    images = set(source.containing(files, b"<annotations", b"<image"))
    tracks = set(source.containing(files, b"<annotations", b"<track"))
    return tuple(name for name in files if name in images | tracks)


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """Every image that is listed and there, with its shapes."""
    cases: list[ForeignCase] = []
    defects: list[Defect] = []
    labels: dict[str, Category] = {}
    taken: dict[str, Place] = {}
    for name in files:
        root, faults = parse_xml(source, name)
        defects += faults
        if root is None:
            continue
        for label in root.iterfind("meta//labels/label/name"):
            if label.text and label.text != IGNORE:
                labels.setdefault(label.text, Category(label.text, LocalText.of(label.text)))
        tracks = root.findall("track")
        if tracks:
            sentence = N_("{number} tracks of a video are not read; export the task as CVAT for images")
            defects.append(Place(name, "track").defect("unsupported", sentence, number=len(tracks)))
        for index, element in enumerate(root.findall("image"), start=1):
            place = Place(name, f"image {index}")
            image = _image(source, element, place, defects)
            if image is None:
                continue
            if image in taken:
                sentence = N_("the image {name} is already annotated at {other}; this one was left out")
                other = f"{taken[image].file}, {taken[image].location}"
                defects.append(place.defect("duplicate", sentence, name=image, other=other))
                continue
            taken[image] = place
            size = whole(element.get("width")), whole(element.get("height"))
            cases.append(case_of(image, tuple(_things(element, place, defects)), place, size))
    return ForeignSet(tuple(cases), tuple(labels.values()), tuple(defects))


def _image(source: Source, element: Element, place: Place, defects: list[Defect]) -> str | None:
    said = (element.get("name") or "").replace("\\", "/")
    fault = path_fault(said)
    if fault is not None:
        defects.append(Defect("bad_path", fault, place.file, f"{place.location}, name"))
    wanted = said if fault is None else PurePosixPath(said).name
    subset = element.get("subset") or ""
    image = source.find_image(f"{subset}/{wanted}", place.file) if subset and wanted else None
    image = image or (source.find_image(wanted, place.file) if wanted else None)
    if image is None:
        defects.append(place.defect("missing_image", NO_IMAGE, name=said))
    return image


def _things(element: Element, place: Place, defects: list[Defect]) -> Iterator[Thing]:
    groups: dict[tuple[object, ...], list[Thing]] = {}
    lost: list[Thing] = []
    for index, one in enumerate(child for child in element if child.tag != "tag"):
        where = Place(place.file, f"{place.location}, {one.tag} {index + 1}")
        if one.tag in _NO_AREA:
            sentence = N_("a shape of the kind {kind} has no area; it was left out")
            defects.append(where.defect("no_area", sentence, kind=one.tag))
            lost.append(lost_thing(where, _left_of(one)))
            continue
        try:
            shapes = _shapes(one)
        except ValueError:
            defects.append(where.defect("bad_number", NOT_A_NUMBER))
            lost.append(lost_thing(where, _left_of(one)))
            continue
        if not shapes:
            sentence = N_("a shape of the kind {kind} is not known here; it was left out")
            defects.append(where.defect("unsupported", sentence, kind=one.tag))
            lost.append(lost_thing(where, _left_of(one)))
            continue
        said = {item.get("name"): (item.text or "").strip().lower() == "true" for item in one.iterfind("attribute")}
        label = one.get("label") or ""
        ignore = label == IGNORE or said.get(IGNORE, False)
        group = one.get("group_id")
        key: tuple[object, ...] = (group, label, ignore) if group and group != "0" else (None, index)
        groups.setdefault(key, []).append(Thing(shapes, label, where, said.get(OPTIONAL, False), ignore))
    for pieces in groups.values():
        first = pieces[0]
        shapes = tuple(shape for piece in pieces for shape in piece.shapes)
        yield Thing(shapes, first.name, first.place, first.optional, first.ignore)
    yield from lost


def _left_of(one: Element) -> tuple[Box, ...]:
    """The box round what can be read of an element: of its points, or of a mask's own box."""
    if one.tag == "mask":
        left, top, width, height = (number(one.get(name)) for name in ("left", "top", "width", "height"))
        if left is None or top is None or width is None or height is None:
            return ()
        return box_round(((left, top), (left + width, top + height)))
    pairs = (pair.split(",") for pair in (one.get("points") or "").split(";"))
    return box_round((number(pair[0]), number(pair[1])) for pair in pairs if len(pair) == 2)


def _number(element: Element, name: str) -> float:
    """An attribute as a finite number. Raises ValueError."""
    found = number(element.get(name))
    if found is None:
        raise ValueError(name)
    return found


def _shapes(one: Element) -> tuple[Shape, ...]:
    """The shapes of one element; () for an unknown one. Raises ValueError if a number is none."""
    if one.tag == "box":
        box = box_between(*(_number(one, side) for side in ("xtl", "ytl", "xbr", "ybr")))
        turn = _number(one, "rotation") if one.get("rotation") else 0.0
        if not turn:
            return (box,)
        return (RotatedBox(box.x + box.width / 2, box.y + box.height / 2, box.width, box.height, turn),)
    if one.tag == "polygon":
        return (Polygon(tuple(_points(one.get("points") or ""))),)
    if one.tag == "ellipse":
        cx, cy, rx, ry = (_number(one, name) for name in ("cx", "cy", "rx", "ry"))
        turn = math.radians(_number(one, "rotation") if one.get("rotation") else 0.0)
        return (Polygon(tuple(_ellipse(cx, cy, rx, ry, turn))),)
    if one.tag == "mask":
        left, top, width, height = (int(_number(one, name)) for name in ("left", "top", "width", "height"))
        return _mask(one.get("rle") or "", left, top, width, height)
    return ()


def _points(text: str) -> Iterator[tuple[float, float]]:
    for pair in text.rstrip("; \n").split(";"):
        numbers = [number(one) for one in pair.split(",")]
        if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
            raise ValueError(pair)
        yield numbers[0], numbers[1]


def _ellipse(cx: float, cy: float, rx: float, ry: float, turn: float) -> Iterator[tuple[float, float]]:
    for index in range(ELLIPSE_CORNERS):
        at = 2 * math.pi * index / ELLIPSE_CORNERS
        u, v = rx * math.cos(at), ry * math.sin(at)
        yield cx + u * math.cos(turn) - v * math.sin(turn), cy + u * math.sin(turn) + v * math.cos(turn)


def _mask(text: str, left: int, top: int, width: int, height: int) -> tuple[Shape, ...]:
    """CVAT runs row by row within the mask's box; turned, it is COCO's column by column."""
    counts = [int(one) for one in text.split(",")]
    found = rle.polygons(counts, width, height)
    return tuple(Polygon(tuple((left + y, top + x) for x, y in reversed(one.points))) for one in found)


def write(image_set: ImageSet, folder: Path) -> tuple[Defect, ...]:
    """annotations.xml and images/. A case of unknown truth is not listed in it, only its image is there."""
    found, defects = pictures(image_set)
    root = Element("annotations")
    SubElement(root, "version").text = "1.1"
    labels = SubElement(SubElement(SubElement(root, "meta"), "task"), "labels")
    for slug in dict.fromkeys([*(one.id for one in image_set.head.categories), *_used(found)]):
        SubElement(SubElement(labels, "label"), "name").text = slug
    if any(one.truth.ignore for one in found):
        SubElement(SubElement(labels, "label"), "name").text = IGNORE
    for one in found:
        copy_plane(image_set.folder, one.scan, one.plane, folder / "images" / one.name)
        if one.truth.completeness is not Completeness.UNKNOWN:
            _write_image(root, one)
    indent(root)
    write_file(folder / "annotations.xml", tostring(root, "utf-8", xml_declaration=True))
    return defects + losses(found, frozenset({Lost.OUTLINE, Lost.TURN, Lost.PIECES, Lost.IGNORE, Lost.OPTIONAL}))


def _used(found: tuple[Picture, ...]) -> list[str]:
    return sorted({item.category for one in found for item in one.truth.concealments})


def _write_image(root: Element, one: Picture) -> None:
    size = {"width": str(one.scan.width), "height": str(one.scan.height)}
    image = SubElement(root, "image", {"id": str(one.number - 1), "name": one.name, **size})
    for group, item in enumerate(one.truth.concealments, start=1):
        regions = [region for region in item.regions if region.scan == one.index]
        for region in regions:
            element = _element(image, one.spot(region), item.category, group if len(regions) > 1 else 0)
            if item.optional:
                SubElement(element, "attribute", {"name": OPTIONAL}).text = "true"
    for region in one.ignored():
        _element(image, one.spot(region), IGNORE, 0)


def _element(image: Element, shape: Spot, label: str, group: int) -> Element:
    said = {"label": label, "source": "manual", "occluded": "0"}
    if isinstance(shape, Polygon):
        points = ";".join(f"{flat(x)},{flat(y)}" for x, y in shape.points)
        element = SubElement(image, "polygon", {**said, "points": points, "z_order": "0"})
    else:
        if isinstance(shape, RotatedBox):
            said["rotation"] = flat(shape.angle % 360)
            shape = Box(shape.cx - shape.width / 2, shape.cy - shape.height / 2, shape.width, shape.height)
        sides = {"xtl": shape.x, "ytl": shape.y, "xbr": shape.x + shape.width, "ybr": shape.y + shape.height}
        element = SubElement(image, "box", {**said, **{k: flat(v) for k, v in sides.items()}, "z_order": "0"})
    if group:
        element.set("group_id", str(group))
    return element


FORMAT = Format("cvat", "CVAT for images", 20, claims, read, write)
