"""COCO's shapes: a bbox, polygons or a mask, of annotations and of detectors' results alike."""

from xray_trainer.library import rle
from xray_trainer.library.foreign import NOT_A_NUMBER, Place, number
from xray_trainer.model import Box, Defect, Polygon
from xray_trainer.model.codec import Json
from xray_trainer.text import N_


def shapes_of(
    one: dict[str, Json], place: Place, size: tuple[int, int] = (0, 0)
) -> tuple[tuple[Box | Polygon, ...], tuple[Defect, ...]]:
    """The pieces of one annotation: its segmentation, else its box; and what is wrong with them.

    size : width and height of its image in px, which a mask must have too; (0, 0) if not known.
    """
    segmentation = one.get("segmentation")
    found: tuple[Box | Polygon, ...] = ()
    faults: tuple[Defect, ...] = ()
    if segmentation:
        found, faults = _segmentation(segmentation, Place(place.file, f"{place.location}.segmentation"), size)
    if found or faults:
        box = _rectangle(found)
        return ((box,) if box is not None and _same(box, one.get("bbox")) else found), faults
    if one.get("bbox"):
        return _bbox(one["bbox"], Place(place.file, f"{place.location}.bbox"))
    return (), (place.defect("no_shape", N_("there is neither a bbox nor a segmentation here; it was left out")),)


def box_of(one: dict[str, Json]) -> tuple[Box, ...]:
    """The bbox of an annotation, where that can be read though its segmentation cannot."""
    found, _ = _bbox(one.get("bbox"), Place(""))
    return found


def _bbox(value: Json, place: Place) -> tuple[tuple[Box, ...], tuple[Defect, ...]]:
    if not isinstance(value, list) or len(value) != 4:
        return (), (place.defect("wrong_shape", N_("four numbers are expected here: left, top, width, height")),)
    sides = [number(side) if not isinstance(side, str) else None for side in value]
    if any(side is None for side in sides):
        where = Place(place.file, f"{place.location}[{sides.index(None)}]")
        return (), (where.defect("bad_number", NOT_A_NUMBER),)
    x, y, width, height = (side for side in sides if side is not None)
    return (Box(x, y, width, height),), ()


def _segmentation(value: Json, place: Place, image: tuple[int, int]) -> tuple[tuple[Polygon, ...], tuple[Defect, ...]]:
    if isinstance(value, dict):
        return _mask(value, place, image)
    if not isinstance(value, list):
        return (), (place.defect("wrong_shape", N_("polygons or a mask are expected here")),)
    lists = value if all(isinstance(item, list) for item in value) else [value]
    found: list[Polygon] = []
    defects: list[Defect] = []
    for index, item in enumerate(lists):
        where = Place(place.file, f"{place.location}[{index}]")
        numbers = [number(one) for one in item] if isinstance(item, list) else []
        if any(one is None for one in numbers):
            defects.append(Place(place.file, f"{where.location}[{numbers.index(None)}]").defect("bad_number", NOT_A_NUMBER))  # fmt: skip  # noqa: E501
        elif len(numbers) < 6 or len(numbers) % 2:
            sentence = N_("a polygon needs at least three points, each of two numbers")
            defects.append(where.defect("wrong_shape", sentence))
        else:
            flat = [one for one in numbers if one is not None]
            found.append(Polygon(tuple(zip(flat[0::2], flat[1::2], strict=True))))
    return tuple(found), tuple(defects)


def _mask(
    value: dict[str, Json], place: Place, image: tuple[int, int]
) -> tuple[tuple[Polygon, ...], tuple[Defect, ...]]:
    size, counts = value.get("size"), value.get("counts")
    try:
        if not (isinstance(size, list) and len(size) == 2 and isinstance(size[0], int) and isinstance(size[1], int)):
            raise ValueError(size)  # noqa: TRY301 - every fault of a mask is told in one way
        if all(image) and (size[1], size[0]) != image:
            sentence = N_("this mask is {mask} px, its image {image} px; it was left out")
            said, has = f"{size[1]} × {size[0]}", f"{image[0]} × {image[1]}"
            return (), (place.defect("bad_mask", sentence, mask=said, image=has),)
        if isinstance(counts, str):
            lengths = rle.counts_of(counts)
        elif isinstance(counts, list) and all(type(one) is int for one in counts):
            lengths = [one for one in counts if isinstance(one, int)]
        else:
            raise ValueError(counts)  # noqa: TRY301
        found = rle.polygons(lengths, size[0], size[1])
    except ValueError:
        return (), (place.defect("bad_mask", N_("this run-length mask does not fit its size")),)
    if not found:
        return (), (place.defect("bad_shape", N_("this mask is empty")),)
    return found, ()


def _rectangle(pieces: tuple[Box | Polygon, ...]) -> Box | None:
    """The upright box that one polygon of four corners is, if it is one."""
    if len(pieces) != 1 or not isinstance(pieces[0], Polygon) or len(pieces[0].points) != 4:
        return None
    (a, b, c, d) = pieces[0].points
    if a[0] == d[0] and b[0] == c[0] and a[1] == b[1] and c[1] == d[1] and a[0] < b[0] and a[1] < d[1]:
        return Box(a[0], a[1], b[0] - a[0], d[1] - a[1])
    return None


def _same(box: Box, value: Json) -> bool:
    if not isinstance(value, list) or len(value) != 4:
        return False
    sides = [number(one) for one in value]
    return all(
        side is not None and abs(side - own) < 0.01
        for side, own in zip(sides, (box.x, box.y, box.width, box.height), strict=True)
    )
