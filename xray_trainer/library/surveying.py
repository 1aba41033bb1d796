"""From what a foreign set says to sound cases: each image opened in the decoding child, each shape put on its scan."""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from xray_trainer.errors import ReadError, RequestError
from xray_trainer.library import layout, sense
from xray_trainer.library.foreign import ForeignCase, Place
from xray_trainer.library.gathering import Gathered
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    Defect,
    LocalText,
    PlaneKind,
    Polygon,
    Region,
    RotatedBox,
    Shape,
    Truth,
    Twin,
    WholeLoad,
)
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    from xray_trainer.imaging import DecodingChild, ImageInfo

MOST_THINGS = 10_000  # of one image

_PARTIAL = N_("{what}; the truth of this case counts as partial, because something was drawn here")
_IGNORED = N_("{what}; where it was drawn is an ignore region now")
_LOSE_NOTHING = frozenset({"unknown_category", "duplicate_id", "reaches_outside", "reversed_box"})
_PART = re.compile(r"[,.\[]")  # what parts the places within a file: "object 3, bndbox/xmin", "shapes[2].points[0]"

Progress: TypeAlias = Callable[[int, int, str], bool]
"""Told how many of how many steps are done and what is at hand; False stops the work."""


class ImportStopped(RequestError):
    """The person stopped the work; nothing was written."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A case that can be shown. Its planes still name the source's files; `embedded` are bytes in their place.

    kept : regions kept as written although they reach outside their scan. scene : see `ForeignCase`.
    """

    case: Case
    truth: Truth
    embedded: bytes | None = None
    kept: tuple[Region, ...] = ()
    scene: str | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """All cases that can be shown, their categories, and everything that is wrong with the source."""

    cases: tuple[Surveyed, ...]
    categories: tuple[Category, ...]
    defects: tuple[Defect, ...]


def survey(gathered: Gathered, completeness: Completeness | None, progress: Progress | None) -> Survey:
    """Open every image and put every shape on its scan. Raises ImportStopped."""
    surveying = _Surveying(gathered)
    sized = _pairs(tuple(surveying.sized(progress)))
    found = tuple(surveying.placed(one, completeness) for one in sized)
    return Survey(found, tuple(surveying.categories.values()), surveying.told())


class _Surveying:
    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.defects = list(gathered.defects)
        self.ids: set[str] = set()
        self.categories: dict[str, Category] = {}  # by their name in the foreign file
        self.became: dict[Place, str] = {}  # what was made of a place where what was drawn cannot be used
        for one in gathered.categories:
            self._category(one.id, one.name)

    def sized(self, progress: Progress | None) -> Iterator[ForeignCase]:
        """The cases whose images can be opened, with the size and bits of each scan."""
        from xray_trainer.imaging import DecodingChild  # noqa: PLC0415 - heavy, and only imports need it

        cases = self.gathered.cases
        with DecodingChild() as child:
            for done, one in enumerate(cases):
                if progress is not None and not progress(done, 2 * len(cases), one.case.source):
                    raise ImportStopped(Message(N_("the import was stopped; nothing was written")))
                found = self._opened(child, one)
                if found is not None:
                    yield found

    def _opened(self, child: "DecodingChild", one: ForeignCase) -> ForeignCase | None:
        scans = []
        for scan in one.case.scans:
            infos: list[ImageInfo] = []
            for plane in scan.planes:
                try:
                    infos.append(self._inspect(child, one, plane.file.path))
                except ReadError as error:
                    self.defects.append(Defect("unreadable", error.message, plane.file.path, error.location))
                    return None
            width, height = infos[0].width, infos[0].height
            if any((info.width, info.height) != (width, height) for info in infos):
                sentence = N_("the planes of this scan differ in size; the case was left out")
                self.defects.append(Defect("size_differs", Message(sentence), scan.planes[-1].file.path))
                return None
            if scan.width and scan.height and (scan.width, scan.height) != (width, height):
                sentence = N_("the annotation says {said} px, the image {path} has {has} px")
                said, has = f"{scan.width} × {scan.height}", f"{width} × {height}"
                values = {"said": said, "has": has, "path": scan.planes[0].file.path}
                self.defects.append(one.place.defect("size_differs", sentence, **values))
            scans.append(replace(scan, width=width, height=height, bits=max(info.bits for info in infos)))
        case = replace(one.case, scans=tuple(scans))
        twins = tuple(twin for twin in one.truth.twins if self._twin_opens(child, twin, case))
        return replace(one, case=case, truth=replace(one.truth, twins=twins))

    def _twin_opens(self, child: "DecodingChild", twin: Twin, case: Case) -> bool:
        """Whether a twin's planes can be opened and fit its scan; if not, that is told."""
        scan = case.scans[twin.scan]
        for plane in twin.planes:
            try:
                info = child.inspect(self.gathered.source.path(plane.file.path))
            except ReadError as error:
                self.defects.append(Defect("unreadable", error.message, plane.file.path, error.location))
                return False
            if (info.width, info.height) != (scan.width, scan.height):
                sentence = Message(N_("this clean twin has another size than its scan; it was left out"))
                self.defects.append(Defect("size_differs", sentence, plane.file.path))
                return False
        return True

    def _inspect(self, child: "DecodingChild", one: ForeignCase, path: str) -> "ImageInfo":
        if one.embedded is None:
            return child.inspect(self.gathered.source.path(path))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"embedded{PurePosixPath(path).suffix}"
            file.write_bytes(one.embedded)
            return child.inspect(file)

    def placed(self, one: ForeignCase, completeness: Completeness | None) -> Surveyed:
        """The case with its id, and the truth with every shape that lies on its scan."""
        wanted = one.case.id if layout.is_case_id(one.case.id) else ""
        if not wanted or layout.folded(wanted) in self.ids:
            wanted = layout.case_id(one.case.source, self.ids)
        self.ids.add(layout.folded(wanted))
        one = self._bounded(one)
        placing = _Placing(one, self.defects)
        items = tuple(
            replace(
                item,
                regions=placing.sound(item.regions, f"concealments[{index}].regions"),
                accept_regions=placing.sound(item.accept_regions, f"concealments[{index}].accept_regions"),
                category=self._named(item.category, placing.place(index)),
            )
            for index, item in enumerate(one.truth.concealments)
        )
        truth = replace(
            one.truth,
            case=wanted,
            concealments=_renumbered(tuple(item for item in items if item.regions)),
            ignore=placing.sound(one.truth.ignore, "ignore"),
        )
        if completeness is not None and truth.completeness is not Completeness.UNKNOWN:
            truth = replace(truth, completeness=completeness)
            if completeness is Completeness.UNKNOWN and truth.basis is Basis.DECLARED:
                truth = replace(truth, basis=Basis.UNKNOWN)
        truth = self._fair(truth, (*one.lost, *placing.lost), one.remains)
        return Surveyed(replace(one.case, id=wanted), truth, one.embedded, tuple(placing.kept), one.scene)

    def _fair(self, truth: Truth, lost: tuple[Place, ...], remains: tuple[Place, ...]) -> Truth:
        """The truth as partial where something was drawn that cannot be used: a mark there may be right."""
        if truth.completeness is Completeness.UNKNOWN:
            return truth
        for place in remains:
            self.became.setdefault(place, _IGNORED)
        if not lost or truth.completeness is not Completeness.COMPLETE:
            return truth
        for place in lost:
            self.became[place] = _PARTIAL
        return replace(truth, completeness=Completeness.PARTIAL)

    def told(self) -> tuple[Defect, ...]:
        """All that is wrong, each loss with what was made of it."""
        return tuple(self._with_outcome(one) for one in self.defects)

    def _with_outcome(self, defect: Defect) -> Defect:
        if defect.code in _LOSE_NOTHING:
            return defect
        ends = (match.start() for match in _PART.finditer(defect.location))
        for end in (*ends, len(defect.location)):
            sentence = self.became.get(Place(defect.file, defect.location[:end]))
            if sentence is not None:
                return replace(defect, message=Message(sentence, {"what": defect.message}))
        return defect

    def _bounded(self, one: ForeignCase) -> ForeignCase:
        """The case without what no annotator drew: only so many things are taken of one image."""
        items, ignore = one.truth.concealments, one.truth.ignore
        if max(len(items), len(ignore)) <= MOST_THINGS:
            return one
        sentence = N_("{number} things are annotated on this image; the first {most} were taken")
        self.defects.append(one.place.defect("too_many", sentence, number=len(items) + len(ignore), most=MOST_THINGS))
        truth = replace(one.truth, concealments=items[:MOST_THINGS], ignore=ignore[:MOST_THINGS])
        return replace(one, truth=truth, lost=(*one.lost, one.place))

    def _named(self, name: str, place: Place) -> str:
        """The slug of the category that a thing is called by in the foreign file."""
        slug = self._category(name, LocalText.of(name)).id
        if not name.strip():
            sentence = N_("this thing has no name; its category is called {category}")
            self.defects.append(place.defect("unknown_category", sentence, category=slug))
        return slug

    def _category(self, name: str, said: LocalText) -> Category:
        if name not in self.categories:
            taken = {one.id for one in self.categories.values()}
            ours = self.gathered.head is not None and sense.is_category_id(name) and name not in taken
            slug = name if ours else layout.category_slug(name, taken)
            self.categories[name] = Category(slug, said)
        return self.categories[name]


class _Placing:
    """Puts the regions of one case on its scans."""

    def __init__(self, one: ForeignCase, defects: list[Defect]) -> None:
        self.one = one
        self.defects = defects
        self.kept: list[Region] = []
        self.lost: list[Place] = []

    def sound(self, regions: tuple[Region, ...], path: str) -> tuple[Region, ...]:
        """Those that lie on their scan; what is wrong with the others is told."""
        found = (self._region(region, f"{path}[{number}]") for number, region in enumerate(regions))
        return tuple(region for region in found if region is not None)

    def place(self, index: int) -> Place:
        """Where a concealment, by its index, stands in the foreign file."""
        return self.one.places.get(f"concealments[{index}].regions[0]", self.one.place)

    def _region(self, region: Region, path: str) -> Region | None:
        place = self.one.places.get(path, self.one.place)
        if not 0 <= region.scan < len(self.one.case.scans):
            self._left_out(place, "unknown_scan", Message(N_("there is no such scan in this case")))
            return None
        scan = self.one.case.scans[region.scan]
        shape = scaled(region.shape, scan.width, scan.height) if self.one.shares else region.shape
        fault = sense.shape_fault(shape)
        if fault is not None:
            self._left_out(place, "bad_shape", fault)
            return None
        if sense.lies_outside(shape, scan.width, scan.height):
            sentence = N_("this lies wholly outside the image of {width} × {height} px; it was left out")
            values = {"width": scan.width, "height": scan.height}
            self._left_out(place, "outside", Message(sentence, values))
            return None
        found = replace(region, shape=shape)
        if sense.reaches_outside(shape, scan.width, scan.height):
            sentence = N_("this reaches outside the image of {width} × {height} px; it was kept as written")
            self.defects.append(place.defect("reaches_outside", sentence, width=scan.width, height=scan.height))
            self.kept.append(found)
        return found

    def _left_out(self, place: Place, code: str, message: Message) -> None:
        self.defects.append(Defect(code, message, place.file, place.location))
        self.lost.append(place)


def scaled(shape: Shape, width: float, height: float) -> Shape:
    """A shape in shares of a scan's sides as one in px (rotated boxes are never given in shares)."""
    if isinstance(shape, Box):
        return Box(shape.x * width, shape.y * height, shape.width * width, shape.height * height)
    if isinstance(shape, Polygon):
        return Polygon(tuple((x * width, y * height) for x, y in shape.points))
    if isinstance(shape, RotatedBox):
        raise TypeError(shape)
    return WholeLoad()


def _renumbered(items: tuple[Concealment, ...]) -> tuple[Concealment, ...]:
    """Concealments with ids of their own: as they are if each is there once, else counted."""
    if all(item.id for item in items) and len({item.id for item in items}) == len(items):
        return items
    return tuple(replace(item, id=f"c{number}") for number, item in enumerate(items, start=1))


_ENERGY = re.compile(r"^(.*)[ _.\-](high|low)$", re.IGNORECASE | re.DOTALL)


def _pairs(cases: tuple[ForeignCase, ...]) -> tuple[ForeignCase, ...]:
    """NAME_high and NAME_low of one size and one depth, in one folder, as the two planes of one scan."""
    halves: dict[tuple[str, str], list[ForeignCase]] = {}
    for one in cases:
        key = _half(one)
        if key is not None:
            halves.setdefault(key, []).append(one)
    found: list[ForeignCase] = []
    for one in cases:
        key = _half(one)
        stem, energy = key or ("", "")
        other = halves.get((stem, "low" if energy == "high" else "high"), [])
        if len(other) != 1 or key is None or len(halves[key]) != 1 or not _fit(one, other[0]):
            found.append(one)
        elif energy == "high":
            found.append(_paired(one, other[0], stem))
    return tuple(found)


def _half(one: ForeignCase) -> tuple[str, str] | None:
    if len(one.files) != 1 or one.embedded is not None or one.case.scans[0].planes[0].kind is not PlaneKind.GREY:
        return None
    path = PurePosixPath(one.files[0])
    match = _ENERGY.match(path.stem)
    return ((path.parent / match.group(1)).as_posix(), match.group(2).lower()) if match and match.group(1) else None


def _fit(one: ForeignCase, other: ForeignCase) -> bool:
    a, b = one.case.scans[0], other.case.scans[0]
    said_twice = bool(one.truth.concealments and other.truth.concealments)
    same = [item.regions for item in one.truth.concealments] == [item.regions for item in other.truth.concealments]
    return (a.width, a.height, a.bits) == (b.width, b.height, b.bits) and (same or not said_twice)


def _paired(high: ForeignCase, low: ForeignCase, stem: str) -> ForeignCase:
    told = high if high.truth.concealments or not low.truth.concealments else low
    planes = (
        replace(high.case.scans[0].planes[0], kind=PlaneKind.HIGH),
        replace(low.case.scans[0].planes[0], kind=PlaneKind.LOW),
    )
    scan = replace(high.case.scans[0], planes=planes)
    case = replace(high.case, scans=(scan,), source=stem + PurePosixPath(high.files[0]).suffix)
    return replace(told, case=case, lost=(*high.lost, *low.lost))
