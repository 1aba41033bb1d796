"""What our COCO export says beside COCO, under the key `xray_trainer`, and how a case is put together again from it.

image       {"case": ID, "scan": INDEX}, with the first scan's also "case_file" and "truth_file": cases/ID.json and
            truth/ID.json, their planes named as they were exported
annotation  {"concealment": ID} or {"ignore": INDEX}
category    {"name": …}     info  {"head": image_set.json}

Where another program moved, renamed or deleted an annotation, what COCO says now wins; notes and papers stay.
"""

from dataclasses import dataclass, replace

from xray_trainer.library import layout, sense
from xray_trainer.library.coco_shapes import box_of, shapes_of
from xray_trainer.library.foreign import ForeignCase, Place, Thing, lost_thing, number
from xray_trainer.library.source import Source
from xray_trainer.model import (
    Box,
    Case,
    Category,
    Concealment,
    Defect,
    FileRef,
    LocalText,
    Plane,
    Region,
    Scan,
    SetHead,
    Shape,
    Truth,
    Twin,
    WholeLoad,
    bounds,
    codec,
)
from xray_trainer.model.codec import Json
from xray_trainer.text import N_

KEY = "xray_trainer"
SAME = 0.01  # px: what other programs round away


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation of ours as the file has it now."""

    ours: dict[str, Json]
    value: dict[str, Json]
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Scanned:
    """An image of ours: its file, what is said beside COCO, its annotations, and those that another program added."""

    path: str
    ours: dict[str, Json]
    annotations: tuple[Annotation, ...]
    added: tuple[Thing, ...]
    place: Place


def head_of(info: Json) -> SetHead | None:
    """The set's head, if an export of ours kept it."""
    ours = info.get(KEY) if isinstance(info, dict) else None
    head, _ = codec.decode(SetHead, ours.get("head")) if isinstance(ours, dict) else (None, ())
    return None if head is None else replace(head, cover=None)


def category(value: dict[str, Json], name: str) -> Category | None:
    """A category with its names in several languages, if an export of ours kept them; None for our crowds' own."""
    ours = value.get(KEY)
    if not isinstance(ours, dict):
        return Category(name, LocalText.of(name))
    if ours.get("ignore"):
        return None
    found, _ = codec.decode(Category, {"id": name, "name": ours.get("name", {})})
    return found or Category(name, LocalText.of(name))


def plain_things(annotations: tuple[Annotation, ...]) -> tuple[tuple[Thing, ...], tuple[Defect, ...]]:
    """Annotations of ours whose case cannot be put together: what plain COCO says of them."""
    things: list[Thing] = []
    defects: list[Defect] = []
    for one in annotations:
        shapes, faults = shapes_of(one.value, one.place)
        defects += faults
        if faults:
            things.append(lost_thing(one.place, box_of(one.value)))
        if shapes:
            things.append(Thing(shapes, one.label, one.place, ignore=bool(one.value.get("iscrowd"))))
    return tuple(things), tuple(defects)


def cases(images: list[Scanned], source: Source) -> tuple[tuple[ForeignCase, ...], tuple[Defect, ...]]:
    """The cases whose scans and planes are all there, in the order of their first scan."""
    by_case: dict[str, dict[int, Scanned]] = {}
    for one in images:
        case_id, scan = one.ours.get("case"), one.ours.get("scan")
        if isinstance(case_id, str) and isinstance(scan, int):
            by_case.setdefault(case_id, {}).setdefault(scan, one)
    found: list[ForeignCase] = []
    defects: list[Defect] = []
    for scans in by_case.values():
        joined = _Joining(scans, source)
        case = joined.case()
        if case is not None:
            found.append(case)
            defects += joined.defects
    return tuple(found), tuple(defects)


def twin_file(plane: Plane, image: Scanned, source: Source) -> str | None:
    """The source's file of a twin's plane as `simulated.export` names it; None if it is not there."""
    named = plane.file.path.startswith(f"{layout.TWINS}/")
    return source.find_image(plane.file.path, image.path) if named else None


def scene_file(image: Scanned, source: Source) -> str | None:
    """The source's file that says how an image's case was made; None if there is none."""
    case_id = image.ours.get("case")
    path = layout.scene_path(case_id) if isinstance(case_id, str) and layout.is_case_id(case_id) else ""
    return path if path in source else None


def side_files(images: list[Scanned], source: Source) -> frozenset[str]:
    """Files that belong to our cases, put together again or not: twins and scenes."""
    found: set[str] = set()
    for image in images:
        truth, _ = codec.decode(Truth, image.ours.get("truth_file")) if "truth_file" in image.ours else (None, ())
        for twin in truth.twins if truth is not None else ():
            found |= {path for plane in twin.planes if (path := twin_file(plane, image, source)) is not None}
        scene = scene_file(image, source)
        found |= {scene} if scene is not None else set()
    return frozenset(found)


class _Joining:
    """One case put together from the images of its scans."""

    def __init__(self, scans: dict[int, Scanned], source: Source) -> None:
        self.scans = scans
        self.source = source
        self.defects: list[Defect] = []
        self.places: dict[str, Place] = {}
        self.lost: list[Place] = []

    def case(self) -> ForeignCase | None:
        first = self.scans.get(0)
        if first is None:
            return None
        case, _ = codec.decode(Case, first.ours.get("case_file"))
        truth, _ = codec.decode(Truth, first.ours.get("truth_file"))
        if case is None or truth is None or set(self.scans) != set(range(len(case.scans))):
            return None
        case, truth = self._sound(case, first.place), self._sound_levels(truth, first.place)
        scans = tuple(self._scan(scan, self.scans[index]) for index, scan in enumerate(case.scans))
        if any(not scan.planes for scan in scans):
            return None
        papers = case.papers
        if papers is not None:  # photos of seals are not exported
            papers = replace(papers, seals=tuple(replace(seal, photo=None) for seal in papers.seals))
        case = replace(case, scans=scans, papers=papers, source=case.source or first.path)
        concealments = self._concealments(truth, case)
        twins = self._twins(truth, first)
        truth = replace(truth, concealments=concealments, ignore=self._ignore(truth), twins=twins)
        added = [thing for image in self.scans.values() for thing in image.added if thing.lost]
        lost = (*self.lost, *(thing.place for thing in added if not thing.shapes))
        remains = tuple(thing.place for thing in added if thing.shapes)
        scene = scene_file(first, self.source)
        return ForeignCase(case, truth, first.place, self.places, lost=lost, remains=remains, scene=scene)

    def _sound(self, case: Case, place: Place) -> Case:
        """The case without outlines, distances and pages that no case can have; they are told."""
        where = f"{place.location}.{KEY}.case_file"
        scans = []
        for index, scan in enumerate(case.scans):
            outlines = tuple(one for one in scan.outlines if sense.shape_fault(one) is None)
            pitch = scan.pitch if scan.pitch is None or min(scan.pitch) > 0 else None
            kinds = [one.kind for one in scan.planes]
            first = (one for index, one in enumerate(scan.planes) if one.kind not in kinds[:index])
            planes = tuple(replace(one, page=max(0, one.page)) for one in first)
            sound = replace(scan, outlines=outlines, pitch=pitch, planes=planes)
            if sound != scan:
                sentence = N_(
                    "an outline, a pitch, a plane or a page here is none that a scan can have; it was left out"
                )
                self.defects.append(Place(place.file, f"{where}.scans[{index}]").defect("bad_number", sentence))
            scans.append(sound)
        return replace(case, scans=tuple(scans))

    def _sound_levels(self, truth: Truth, place: Place) -> Truth:
        """The truth without levels and measures that are none; they are told."""
        items = tuple(_measured(replace(one, level=_level(one.level))) for one in truth.concealments)
        sound = replace(truth, concealments=items, level=_level(truth.level))
        if sound != truth:
            where = Place(place.file, f"{place.location}.{KEY}.truth_file")
            self.defects.append(where.defect("bad_number", _fault_of(truth)))
        return sound

    def _scan(self, scan: Scan, image: Scanned) -> Scan:
        """The scan with its planes as they lie in the source; without planes if one is not there."""
        planes = []
        for plane in scan.planes:
            path = self.source.find_image(plane.file.path, image.path)
            if path is None:
                return replace(scan, planes=())
            planes.append(replace(plane, file=FileRef(path, 0, ""), levels=()))  # exports hold values, never codes
        return replace(scan, planes=tuple(planes))

    def _twins(self, truth: Truth, image: Scanned) -> tuple[Twin, ...]:
        """The twins all of whose files are in the source."""
        found: dict[int, Twin] = {}
        for twin in truth.twins:
            paths = [twin_file(plane, image, self.source) for plane in twin.planes]
            planes = tuple(
                replace(plane, file=FileRef(path, 0, ""), page=0, levels=())
                for plane, path in zip(twin.planes, paths, strict=True)
                if path is not None
            )
            kinds = {plane.kind for plane in planes}
            if len(planes) == len(twin.planes) == len(kinds) and 0 <= twin.scan < len(self.scans):
                found.setdefault(twin.scan, Twin(twin.scan, planes))
        return tuple(found.values())

    def _concealments(self, truth: Truth, case: Case) -> tuple[Concealment, ...]:
        found: list[Concealment] = []
        for item in truth.concealments:
            regions: list[Region] = []
            places: list[Place] = []
            label = item.category
            for index, image in self.scans.items():
                own = tuple(region for region in item.regions if region.scan == index)
                for one in image.annotations:
                    if one.ours.get("concealment") == item.id:
                        now = self._now(own, one, case.scans[index], index)
                        regions += now
                        places += [one.place] * len(now)
                        label = one.label or label
            if not regions:
                continue
            if set(regions) == set(item.regions) and len(regions) == len(item.regions):
                places = [places[regions.index(region)] for region in item.regions]
                regions = list(item.regions)
            self._place(f"concealments[{len(found)}].regions", places)
            found.append(replace(item, regions=tuple(regions), category=label))
        taken = {item.id for item in found}
        for index, image in self.scans.items():
            for thing in image.added:
                if not thing.ignore:
                    name = next(f"c{n}" for n in range(1, len(taken) + 2) if f"c{n}" not in taken)
                    taken.add(name)
                    self._place(f"concealments[{len(found)}].regions", [thing.place] * len(thing.shapes))
                    regions = [Region(shape, index) for shape in thing.shapes]
                    found.append(Concealment(name, tuple(regions), thing.name))
        return tuple(found)

    def _place(self, path: str, places: list[Place]) -> None:
        for number_, place in enumerate(places):
            self.places[f"{path}[{number_}]"] = place

    def _now(self, own: tuple[Region, ...], one: Annotation, scan: Scan, index: int) -> list[Region]:
        """The regions as they were if COCO still says the same, else as it says now."""
        shapes, faults = shapes_of(one.value, one.place)
        if own and not faults and len(shapes) == len(own):
            pairs = zip(own, shapes, strict=True)
            if all(_same(outline(region.shape, scan), outline(shape, scan)) for region, shape in pairs):
                return list(own)
        self._tell(faults, one.place)
        return [Region(shape, index) for shape in shapes]

    def _tell(self, faults: tuple[Defect, ...], place: Place) -> None:
        self.defects += faults
        if faults:
            self.lost.append(place)

    def _ignore(self, truth: Truth) -> tuple[Region, ...]:
        found: list[Region] = []
        for index, image in self.scans.items():
            for one in image.annotations:
                at = one.ours.get("ignore")
                if not isinstance(at, int):
                    continue
                own = truth.ignore[at] if 0 <= at < len(truth.ignore) else None
                if own is not None and own.scan == index and _bbox_is(one.value.get("bbox"), own.shape):
                    now = [own]
                else:
                    shapes, faults = shapes_of(one.value, one.place)
                    self._tell(faults, one.place)
                    now = [Region(shape, index) for shape in shapes]
                for region in now:
                    self.places[f"ignore[{len(found)}]"] = one.place
                    found.append(region)
            for thing in image.added:
                for shape in thing.shapes if thing.ignore else ():
                    self.places[f"ignore[{len(found)}]"] = thing.place
                    found.append(Region(shape, index))
        return tuple(found)


def _measured(one: Concealment) -> Concealment:
    """The concealment, without what is measured of it if that cannot be."""
    return replace(one, visibility=None, mass_kg=None, depth_mm=None) if any(sense.measure_faults(one)) else one


def _fault_of(truth: Truth) -> str:
    levels = (truth.level, *(one.level for one in truth.concealments))
    if any(_level(level) != level for level in levels):
        return N_("a level from 1 to 5 is expected here")
    return N_("a mass, a depth or a visibility here is none that a concealment can have; it was left out")


def _level(level: int | None) -> int | None:
    return level if level is None or 1 <= level <= 5 else None


def outline(shape: Shape, scan: Scan) -> tuple[tuple[float, float], ...]:
    """The corners by which COCO writes a shape; a whole load is the whole scan."""
    if isinstance(shape, WholeLoad):
        return Box(0.0, 0.0, float(scan.width), float(scan.height)).corners()
    return shape.corners()


def _same(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> bool:
    return len(one) == len(other) and all(
        abs(x - u) <= SAME and abs(y - v) <= SAME for (x, y), (u, v) in zip(one, other, strict=True)
    )


def _bbox_is(value: Json, shape: Shape) -> bool:
    if isinstance(shape, WholeLoad):
        return True
    x0, y0, x1, y1 = bounds(shape)
    if not isinstance(value, list) or len(value) != 4:
        return False
    return all(
        side is not None and abs(side - own) <= SAME
        for side, own in zip((number(one) for one in value), (x0, y0, x1 - x0, y1 - y0), strict=True)
    )
