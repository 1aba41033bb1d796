"""LabelMe (and X-AnyLabeling): one JSON file an image; the image may be inside it.

Shapes of one label and one group_id are pieces of one thing. A flag `ignore` makes an ignore region; `optional`, and
X-AnyLabeling's `difficult`, an optional thing. Points and lines have no area and are left out, and told.
"""

import base64
import binascii
import math
from pathlib import Path, PurePosixPath

from xray_trainer.errors import ReadError
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
from xray_trainer.library.pictures import Lost, Picture, copy_plane, losses, pictures, write_file
from xray_trainer.library.rle import outlines
from xray_trainer.library.source import Source
from xray_trainer.model import Box, Completeness, Defect, Point, Polygon, Shape, Spot, codec
from xray_trainer.model.codec import Json
from xray_trainer.text import N_

CIRCLE_CORNERS = 64
LARGEST_MASK = 50_000_000  # px


def claims(source: Source) -> tuple[str, ...]:
    """JSON files with shapes and the name of an image."""
    return tuple(source.containing(source.with_suffix(".json"), b'"shapes"', b'"imagePath"'))


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """Every file whose image is there, beside it or inside it."""
    cases: list[ForeignCase] = []
    defects: list[Defect] = []
    taken: dict[str, str] = {}
    for name in files:
        value, faults = codec.parse(source.text(name), name)
        defects += faults
        if isinstance(value, dict):
            case = _case(source, value, name, defects)
            if case is not None and case.embedded is None and case.files[0] in taken:
                sentence = N_("the image {name} is already annotated in {other}; this file was left out")
                other = taken[case.files[0]]
                defects.append(Place(name).defect("duplicate", sentence, name=case.files[0], other=other))
            elif case is not None:
                taken[case.files[0]] = name
                cases.append(case)
        elif not faults:
            defects.append(Place(name).defect(codec.WRONG_SHAPE, N_("an object with named fields is expected here")))
    return ForeignSet(tuple(cases), defects=tuple(defects))


def _case(source: Source, value: dict[str, Json], name: str, defects: list[Defect]) -> ForeignCase | None:
    said = value.get("imagePath")
    said = said.replace("\\", "/") if isinstance(said, str) else ""
    image = source.find_image(said, name) if said and path_fault(said) is None else None
    if image is None and said and path_fault(said) is not None:  # ../x.jpg is usual; only its name is followed
        image = source.find_image(PurePosixPath(said).name, name)
    image = image or source.image_of_stem(name)
    embedded: bytes | None = None
    if image is None:
        embedded = _embedded(value.get("imageData"), Place(name, "imageData"), defects)
        if embedded is None:
            defects.append(Place(name, "imagePath").defect("missing_image", NO_IMAGE, name=said or name))
            return None
        image = PurePosixPath(name).with_suffix(_ending(embedded)).as_posix()
    shapes = value.get("shapes")
    if not isinstance(shapes, list):
        defects.append(Place(name, "shapes").defect(codec.WRONG_SHAPE, N_("a list is expected here")))
    things = _things(shapes, name, defects) if isinstance(shapes, list) else (lost_thing(Place(name, "shapes")),)
    size = whole(value.get("imageWidth")), whole(value.get("imageHeight"))
    return case_of(image, things, Place(name), size, embedded=embedded)


def _things(shapes: list[Json], name: str, defects: list[Defect]) -> tuple[Thing, ...]:
    """The things that are drawn, shapes of one group as one."""
    groups: dict[tuple[object, ...], list[Thing]] = {}
    lost: list[Thing] = []
    for index, one in enumerate(shapes):
        place = Place(name, f"shapes[{index}]")
        if not isinstance(one, dict):
            defects.append(place.defect(codec.WRONG_SHAPE, N_("an object with named fields is expected here")))
            lost.append(lost_thing(place))
            continue
        thing = _thing(one, place, defects)
        if thing is None:
            lost.append(lost_thing(place, _left_of(one)))
        else:
            group = one.get("group_id")
            key = (group, thing.name, thing.ignore) if isinstance(group, int) else (None, index)
            groups.setdefault(key, []).append(thing)
    return (*(_joined(pieces) for pieces in groups.values()), *lost)


def _left_of(one: dict[str, Json]) -> tuple[Box, ...]:
    """The box round what can be read of a shape's points; those of a circle say too little."""
    points = one.get("points")
    if not isinstance(points, list) or one.get("shape_type") == "circle":
        return ()
    pairs = (pair for pair in points if isinstance(pair, list) and len(pair) == 2)
    return box_round((number(x), number(y)) for x, y in pairs)


def _joined(pieces: list[Thing]) -> Thing:
    first = pieces[0]
    shapes = tuple(shape for piece in pieces for shape in piece.shapes)
    return Thing(shapes, first.name, first.place, first.optional, first.ignore, first.note)


def _embedded(data: Json, place: Place, defects: list[Defect]) -> bytes | None:
    if not isinstance(data, str) or not data:
        return None
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        defects.append(place.defect("bad_data", N_("the image in this file is not whole")))
        return None


def _ending(data: bytes) -> str:
    endings = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"BM": ".bmp", b"II*\0": ".tif", b"MM\0*": ".tif"}
    return next((ending for start, ending in endings.items() if data.startswith(start)), ".png")


def _thing(one: dict[str, Json], place: Place, defects: list[Defect]) -> Thing | None:
    points = _points(one.get("points"), Place(place.file, f"{place.location}.points"), defects)
    if points is None:
        return None
    kind = one.get("shape_type") or "polygon"
    shapes = _shapes(str(kind), points, one.get("mask"), place, defects)
    if not shapes:
        return None
    flags = one.get("flags")
    flags = flags if isinstance(flags, dict) else {}
    note = one.get("description")
    return Thing(
        shapes,
        str(one.get("label") or ""),
        place,
        optional=one.get("difficult") is True or flags.get("optional") is True,
        ignore=flags.get("ignore") is True,
        note=note if isinstance(note, str) else "",
    )


def _points(value: Json, place: Place, defects: list[Defect]) -> list[Point] | None:
    if not isinstance(value, list):
        defects.append(place.defect(codec.WRONG_SHAPE, N_("a list is expected here")))
        return None
    points: list[Point] = []
    for index, one in enumerate(value):
        where = Place(place.file, f"{place.location}[{index}]")
        if not isinstance(one, list) or len(one) != 2:
            defects.append(where.defect(codec.WRONG_SHAPE, N_("two numbers are expected here")))
            return None
        x, y = (None if isinstance(side, str) else number(side) for side in one)
        if x is None or y is None:
            defects.append(where.defect("bad_number", NOT_A_NUMBER))
            return None
        points.append((x, y))
    return points


def _shapes(kind: str, points: list[Point], mask: Json, place: Place, defects: list[Defect]) -> tuple[Shape, ...]:
    if kind in ("polygon", "rotation") or (kind == "rectangle" and len(points) > 2):
        corners = tuple(points)
        xs, ys = sorted({x for x, _ in corners}), sorted({y for _, y in corners})
        if kind == "rectangle" and len(corners) == 4 and len(xs) == len(ys) == 2:
            return (box_between(xs[0], ys[0], xs[1], ys[1]),)
        return (Polygon(corners),)
    if kind in ("rectangle", "circle", "mask") and len(points) != 2:
        defects.append(place.defect(codec.WRONG_SHAPE, N_("two points are expected here")))
        return ()
    if kind == "rectangle":
        return (box_between(*points[0], *points[1]),)
    if kind == "circle":
        (cx, cy), radius = points[0], math.dist(*points)
        turns = (2 * math.pi * index / CIRCLE_CORNERS for index in range(CIRCLE_CORNERS))
        return (Polygon(tuple((cx + radius * math.cos(turn), cy + radius * math.sin(turn)) for turn in turns)),)
    if kind == "mask":
        return _mask(mask, points[0], Place(place.file, f"{place.location}.mask"), defects)
    sentence = N_("a shape of the kind {kind} has no area; it was left out")
    defects.append(place.defect("no_area", sentence, kind=kind))
    return ()


def _mask(value: Json, corner: Point, place: Place, defects: list[Defect]) -> tuple[Shape, ...]:
    """A small PNG whose white pixels are the thing; its upper left pixel lies at `corner`."""
    from xray_trainer.library.png_mask import read_mask  # noqa: PLC0415 - only masks need an image library

    data = _embedded(value, place, defects)
    if data is None:
        return ()
    try:
        pieces = outlines(read_mask(data, LARGEST_MASK))
    except ReadError as error:
        defects.append(Defect("bad_mask", error.message, place.file, place.location))
        return ()
    except ValueError:
        defects.append(place.defect("bad_mask", N_("this mask has too many pieces")))
        return ()
    if not pieces:
        defects.append(place.defect("bad_mask", N_("this mask is empty")))
    return tuple(one.moved(*corner) for one in pieces)


def write(image_set: ImageSet, folder: Path) -> tuple[Defect, ...]:
    """An image and a JSON file a scan, side by side. A case of unknown truth has no JSON file."""
    found, defects = pictures(image_set)
    for one in found:
        copy_plane(image_set.folder, one.scan, one.plane, folder / one.name)
        if one.truth.completeness is not Completeness.UNKNOWN:
            path = folder / f"{PurePosixPath(one.name).stem}.json"
            write_file(path, codec.text(_json(one)).encode())
    return defects + losses(found, frozenset({Lost.OUTLINE, Lost.TURN, Lost.PIECES, Lost.IGNORE, Lost.OPTIONAL}))


def _json(one: Picture) -> Json:
    shapes: list[Json] = []
    for group, item in enumerate(one.truth.concealments, start=1):
        regions = [region for region in item.regions if region.scan == one.index]
        for region in regions:
            flags: dict[str, Json] = {"optional": True} if item.optional else {}
            shapes.append(_shape(one.spot(region), item.category, flags, group if len(regions) > 1 else None))
    shapes += [_shape(one.spot(region), "ignore", {"ignore": True}, None) for region in one.ignored()]
    return {
        "version": "5.5.0",
        "flags": {},
        "shapes": shapes,
        "imagePath": one.name,
        "imageData": None,
        "imageHeight": one.scan.height,
        "imageWidth": one.scan.width,
    }


def _shape(shape: Spot, label: str, flags: dict[str, Json], group: int | None) -> Json:
    corners = shape.corners()
    points = (corners[0], corners[2]) if isinstance(shape, Box) else corners
    return {
        "label": label,
        "points": [list(point) for point in points],
        "group_id": group,
        "description": "",
        "shape_type": "rectangle" if isinstance(shape, Box) else "polygon",
        "flags": flags,
    }


FORMAT = Format("labelme", "LabelMe", 50, claims, read, write)
