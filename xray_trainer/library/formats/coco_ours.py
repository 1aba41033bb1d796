"""What our COCO export says beside COCO, under the key `xray_trainer`, and how a case is put together again from it.

image       {"case": ID, "scan": INDEX}, with the first scan's also "case_file" and "truth_file": cases/ID.json and
            truth/ID.json, their planes named as they were exported
annotation  {"concealment": ID} or {"ignore": INDEX}
category    {"name": …}     info  {"head": image_set.json}

Where another program moved, renamed or deleted an annotation, what COCO says now wins; notes and papers stay.
"""

from dataclasses import dataclass, replace

from xray_trainer.library import sense
from xray_trainer.library.coco_shapes import shapes_of
from xray_trainer.library.foreign import ForeignCase, Place, Thing, number
from xray_trainer.library.source import Source
from xray_trainer.model import (
    Box,
    Case,
    Category,
    Concealment,
    Defect,
    FileRef,
    LocalText,
    Region,
    Scan,
    SetHead,
    Shape,
    Truth,
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


class _Joining:
    """One case put together from the images of its scans."""

    def __init__(self, scans: dict[int, Scanned], source: Source) -> None:
        self.scans = scans
        self.source = source
        self.defects: list[Defect] = []
        self.places: dict[str, Place] = {}

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
        return ForeignCase(
            case, replace(truth, concealments=concealments, ignore=self._ignore(truth)), first.place, self.places
        )

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
        """The truth without levels that are none; they are told."""
        items = tuple(replace(one, level=_level(one.level)) for one in truth.concealments)
        sound = replace(truth, concealments=items, level=_level(truth.level))
        if sound != truth:
            where = Place(place.file, f"{place.location}.{KEY}.truth_file")
            self.defects.append(where.defect("bad_number", N_("a level from 1 to 5 is expected here")))
        return sound

    def _scan(self, scan: Scan, image: Scanned) -> Scan:
        """The scan with its planes as they lie in the source; without planes if one is not there."""
        planes = []
        for plane in scan.planes:
            path = self.source.find_image(plane.file.path, image.path)
            if path is None:
                return replace(scan, planes=())
            planes.append(replace(plane, file=FileRef(path, 0, "")))
        return replace(scan, planes=tuple(planes))

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
        self.defects += faults
        return [Region(shape, index) for shape in shapes]

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
                    self.defects += faults
                    now = [Region(shape, index) for shape in shapes]
                for region in now:
                    self.places[f"ignore[{len(found)}]"] = one.place
                    found.append(region)
            for thing in image.added:
                for shape in thing.shapes if thing.ignore else ():
                    self.places[f"ignore[{len(found)}]"] = thing.place
                    found.append(Region(shape, index))
        return tuple(found)


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
