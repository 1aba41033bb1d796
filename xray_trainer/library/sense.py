"""What the shape of the JSON cannot say about a head, a case or a truth: ids, paths, sizes, places of regions."""

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path

from xray_trainer.library.layout import HEAD, case_path, folded, is_case_id, leads_out, path_fault, truth_path
from xray_trainer.model import (
    Box,
    Case,
    Concealment,
    Defect,
    FileRef,
    Plane,
    Point,
    Polygon,
    Region,
    RotatedBox,
    Scan,
    SetHead,
    Shape,
    Truth,
    WholeLoad,
    bounds,
    polygon_area,
)
from xray_trainer.text import N_, Message

_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_CATEGORY = re.compile(r"^[A-Za-z0-9_.-]+$")
FAR = 1e7  # px; no detector is that long, and squares of larger numbers lose whole pixels
LARGEST_SIDE = 1_000_000  # px
LEVELS = 65536  # of 16 bit
MOST_POINTS = 20_000  # of a polygon; the outline of a whole lorry, traced pixel by pixel, has about ten thousand
_FLAT = 1e-6  # px off the line from which on points count as beside it
EDGE = 0.05  # px by which a shape may reach over the edge untold: YOLO's six digits on the longest scans


def head_defects(head: SetHead, folder: Path) -> tuple[Defect, ...]:
    """Ids that are no ids or stand twice, categories that stand twice, a cover that is not there."""
    found: list[Defect] = []
    seen: set[str] = set()
    for index, one in enumerate(head.order):
        place = f"order[{index}]"
        if not is_case_id(one):
            reason = N_("{case} cannot be a case's id: letters, digits, - and _, at most 80")
            found.append(Defect("bad_id", Message(reason, {"case": one}), HEAD, place))
        elif folded(one) in seen:
            reason = N_("the case {case} stands here a second time")
            found.append(Defect("duplicate_id", Message(reason, {"case": one}), HEAD, place))
        seen.add(folded(one))
    names: set[str] = set()
    for index, category in enumerate(head.categories):
        place = f"categories[{index}].id"
        if not is_category_id(category.id):
            reason = N_("{category} cannot be a category's id: ASCII letters, digits, - and _")
            found.append(Defect("bad_id", Message(reason, {"category": category.id}), HEAD, place))
        elif category.id in names:
            reason = N_("the category {category} stands here a second time")
            found.append(Defect("duplicate_id", Message(reason, {"category": category.id}), HEAD, place))
        names.add(category.id)
    if head.cover is not None:
        wrong = tuple(_file_defects(head.cover, folder, HEAD, "cover"))
        found += wrong
        if not wrong and not (folder / head.cover.path).is_file():
            found.append(Defect("missing_file", Message(N_("the cover {path} is missing"), {"path": head.cover.path}), HEAD, "cover.path"))  # fmt: skip  # noqa: E501
    return tuple(found)


def is_category_id(text: str) -> bool:
    """Whether a text is a category's id: ASCII letters, digits, -, _ and full stops."""
    return bool(_CATEGORY.match(text))


def case_defects(case: Case, case_id: str, folder: Path) -> tuple[Defect, ...]:
    """What keeps a case from being shown: another id than its file's, no scan, paths out of the set, absurd sizes."""
    file = case_path(case_id)
    found: list[Defect] = []
    if case.id != case_id:
        reason = N_("the id is {id}, but the file's name says {name}")
        found.append(Defect("other_id", Message(reason, {"id": case.id, "name": case_id}), file, "id"))
    if not case.scans:
        found.append(Defect("no_scan", Message(N_("a case needs at least one scan")), file, "scans"))
    for index, scan in enumerate(case.scans):
        found += _scan_defects(scan, folder, file, f"scans[{index}]")
    for index, seal in enumerate(case.papers.seals if case.papers else ()):
        if seal.photo is not None:
            found += _file_defects(seal.photo, folder, file, f"papers.seals[{index}].photo")
    return tuple(found)


def _scan_defects(scan: Scan, folder: Path, file: str, place: str) -> Iterator[Defect]:
    if not scan.planes:
        yield Defect("no_scan", Message(N_("a scan needs at least one plane")), file, f"{place}.planes")
    yield from _plane_defects(scan.planes, folder, file, f"{place}.planes")
    for name, side in (("width", scan.width), ("height", scan.height)):
        if not 0 < side <= LARGEST_SIDE:
            yield Defect("bad_number", Message(N_("no scan has such a size")), file, f"{place}.{name}")
    if not 1 <= scan.bits <= 16:
        yield Defect("bad_number", Message(N_("1 to 16 bits are expected here")), file, f"{place}.bits")
    if scan.pitch is not None and min(scan.pitch) <= 0:
        yield Defect("bad_number", Message(N_("a distance in mm above 0 is expected here")), file, f"{place}.pitch")
    if scan.gamma <= 0:
        yield Defect("bad_number", Message(N_("a number above 0 is expected here")), file, f"{place}.gamma")
    for index, outline in enumerate(scan.outlines):
        fault = shape_fault(outline)
        if fault:
            yield Defect("bad_shape", fault, file, f"{place}.outlines[{index}]")


def _plane_defects(planes: tuple[Plane, ...], folder: Path, file: str, place: str) -> Iterator[Defect]:
    kinds = [plane.kind for plane in planes]
    for index, plane in enumerate(planes):
        where = f"{place}[{index}]"
        yield from _file_defects(plane.file, folder, file, f"{where}.file")
        if plane.kind in kinds[:index]:
            yield Defect("duplicate_id", Message(N_("this plane stands here a second time")), file, f"{where}.kind")
        if plane.page < 0:
            yield Defect("bad_number", Message(N_("pages are counted from 0")), file, f"{where}.page")
        fault = _levels_fault(plane.levels)
        if fault:
            yield Defect("bad_levels", fault, file, f"{where}.levels")


def _levels_fault(levels: tuple[int, ...]) -> Message | None:
    """Why a table cannot be that of a companded plane; None if it is sound, or none."""
    if len(levels) > LEVELS:
        return Message(N_("there are more levels here than values that they could have"))
    if any(not 0 <= level < LEVELS for level in levels):
        return Message(N_("levels from 0 to 65535 are expected here"))
    if any(one >= following for one, following in itertools.pairwise(levels)):
        return Message(N_("each level must be greater than the one before"))
    return None


def _file_defects(ref: FileRef, folder: Path, file: str, place: str) -> Iterator[Defect]:
    fault = path_fault(ref.path)
    if fault:
        yield Defect("bad_path", fault, file, f"{place}.path")
    elif leads_out(folder, ref.path):
        reason = N_("{path} is a link; a set holds its own files")
        yield Defect("link", Message(reason, {"path": ref.path}), file, f"{place}.path")
    if not _SHA256.match(ref.sha256):
        yield Defect("bad_digest", Message(N_("64 digits and letters a-f are expected here")), file, f"{place}.sha256")


def truth_defects(truth: Truth, case_id: str, folder: Path) -> tuple[Defect, ...]:
    """What keeps a truth from being used: another case's id, ids that stand twice, shapes and paths that are none."""
    file = truth_path(case_id)
    found: list[Defect] = []
    if truth.case != case_id:
        reason = N_("the case is {id}, but the file's name says {name}")
        found.append(Defect("other_id", Message(reason, {"id": truth.case, "name": case_id}), file, "case"))
    seen: set[str] = set()
    for index, one in enumerate(truth.concealments):
        place = f"concealments[{index}]"
        if one.id in seen:
            reason = N_("the concealment {id} stands here a second time")
            found.append(Defect("duplicate_id", Message(reason, {"id": one.id}), file, f"{place}.id"))
        seen.add(one.id)
        if not one.regions:
            found.append(Defect("no_region", Message(N_("a concealment needs at least one region")), file, f"{place}.regions"))  # fmt: skip  # noqa: E501
        if one.level is not None and not 1 <= one.level <= 5:
            found.append(Defect("bad_number", Message(N_("a level from 1 to 5 is expected here")), file, f"{place}.level"))  # fmt: skip  # noqa: E501
        found += (Defect("bad_number", fault, file, f"{place}.{field}") for field, fault in measure_faults(one))
    found += _twin_defects(truth, folder, file)
    for place, region in regions_of(truth):
        fault = shape_fault(region.shape)
        if fault:
            found.append(Defect("bad_shape", fault, file, f"{place}.shape"))
        if region.scan < 0:
            found.append(Defect("unknown_scan", Message(N_("scans are counted from 0")), file, f"{place}.scan"))
    return tuple(found)


def _twin_defects(truth: Truth, folder: Path, file: str) -> Iterator[Defect]:
    seen: set[int] = set()
    for index, twin in enumerate(truth.twins):
        place = f"twins[{index}]"
        if twin.scan < 0:
            yield Defect("unknown_scan", Message(N_("scans are counted from 0")), file, f"{place}.scan")
        if twin.scan in seen:
            sentence = N_("the twin of scan {scan} stands here a second time")
            yield Defect("duplicate_id", Message(sentence, {"scan": twin.scan}), file, f"{place}.scan")
        seen.add(twin.scan)
        yield from _plane_defects(twin.planes, folder, file, f"{place}.planes")


def measure_faults(one: Concealment) -> Iterator[tuple[str, Message]]:
    """What is measured of a concealment and cannot be, with the field's path below it."""
    if one.mass_kg is not None and one.mass_kg < 0:
        yield "mass_kg", Message(N_("a mass of at least 0 kg is expected here"))
    seen = one.visibility
    if seen is None:
        return
    for name, share in (("transmission", seen.transmission), ("opaque", seen.opaque)):
        if not 0 <= share <= 1:
            yield f"visibility.{name}", Message(N_("a share from 0 to 1 is expected here"))
    if not 0 <= seen.v <= 100:
        yield "visibility.v", Message(N_("a visibility from 0 to 100 is expected here"))
    for name, number in (("d_prime", seen.d_prime), ("area_px", seen.area_px), ("clutter", seen.clutter)):
        if number < 0:
            yield f"visibility.{name}", Message(N_("a number of at least 0 is expected here"))


def regions_of(truth: Truth) -> Iterator[tuple[str, Region]]:
    """Every region of a truth with its field path."""
    for index, one in enumerate(truth.concealments):
        for number, region in enumerate(one.regions):
            yield f"concealments[{index}].regions[{number}]", region
        for number, region in enumerate(one.accept_regions):
            yield f"concealments[{index}].accept_regions[{number}]", region
    for number, region in enumerate(truth.ignore):
        yield f"ignore[{number}]", region


def shape_fault(shape: Shape) -> Message | None:
    """Why nothing can lie in this shape; None if it is sound."""
    if isinstance(shape, WholeLoad):
        return None
    if isinstance(shape, Polygon):
        if len(shape.points) < 3:
            return Message(N_("a polygon needs at least three points"))
        if len(shape.points) > MOST_POINTS:
            return Message(N_("a polygon of so many points is no outline of anything"))
        numbers = [number for point in shape.points for number in point]
    elif isinstance(shape, Box):
        numbers = [shape.x, shape.y, shape.width, shape.height]
    else:
        numbers = [shape.cx, shape.cy, shape.width, shape.height, shape.angle]
    if not all(math.isfinite(number) for number in numbers):
        return Message(N_("a number here is not finite"))
    if max(abs(number) for number in numbers) > FAR:
        return Message(N_("this lies far outside any scan"))
    if isinstance(shape, Box | RotatedBox) and min(shape.width, shape.height) <= 0:
        return Message(N_("a box needs a width and a height above 0"))
    if isinstance(shape, Polygon) and polygon_area(shape.points) <= 0 and _in_line(shape.points):
        return Message(N_("this polygon has no area"))
    return None


def _in_line(points: tuple[Point, ...]) -> bool:
    """Whether all points lie on one line. A polygon that crosses itself may have no signed area, and yet an inside."""
    x0, y0 = points[0]
    x1, y1 = max(points, key=lambda point: math.dist(point, points[0]))
    far = math.dist((x0, y0), (x1, y1))
    return all(abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) <= _FLAT * far for x, y in points)


def lies_outside(shape: Shape, width: float, height: float) -> bool:
    """Whether a sound shape lies wholly outside a scan of this size in px."""
    if isinstance(shape, WholeLoad):
        return False
    x0, y0, x1, y1 = bounds(shape)
    return x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height


def reaches_outside(shape: Shape, width: float, height: float) -> bool:
    """Whether a sound shape reaches over the edge of a scan of this size in px (by more than rounding)."""
    if isinstance(shape, WholeLoad):
        return False
    x0, y0, x1, y1 = bounds(shape)
    return x0 < -EDGE or y0 < -EDGE or x1 > width + EDGE or y1 > height + EDGE
