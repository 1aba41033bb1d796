"""What a foreign format says of a set, in the project's own nouns, before any image was opened."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Category,
    Completeness,
    Concealment,
    Defect,
    FileRef,
    LocalText,
    Papers,
    Plane,
    PlaneKind,
    Region,
    Scan,
    SetHead,
    Shape,
    Truth,
)
from xray_trainer.text import N_, Message


class Place(NamedTuple):
    """Where something stands: the annotation file, and the line or field path in it."""

    file: str
    location: str = ""

    def defect(self, code: str, sentence: str, **values: object) -> Defect:
        """A defect at this place."""
        return Defect(code, Message(sentence, values), self.file, self.location)


@dataclass(frozen=True, slots=True)
class ForeignCase:
    """One case as a foreign set has it.

    case : its planes name files of the source; size and digest are not known yet, width and height 0 where the
    annotation does not say; `id` is "" unless the format carries ours. truth : categories as the file names them.
    places : where each region of `sense.regions_of(truth)` stands in the annotation file.
    shares : coordinates are shares of the scan's width and height. embedded : the image's bytes where the annotation
    file holds them. lost : where something was drawn that cannot be used. remains : where what can still be used of
    it stands as an ignore region. scene : the file of the source that says how a simulated case was made; the planes of
    the truth's twins name files of the source too.
    """

    case: Case
    truth: Truth
    place: Place = Place("")
    places: Mapping[str, Place] = field(default_factory=dict)
    shares: bool = False
    embedded: bytes | None = None
    lost: tuple[Place, ...] = ()
    remains: tuple[Place, ...] = ()
    scene: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The source's image files that this case is made of."""
        return tuple(plane.file.path for scan in self.case.scans for plane in scan.planes)


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """A foreign set: cases, the names of its categories, what is wrong, files that belong to the annotation.

    head : what an export of ours kept of the set's head.
    """

    cases: tuple[ForeignCase, ...]
    categories: tuple[Category, ...] = ()
    defects: tuple[Defect, ...] = ()
    side_files: frozenset[str] = frozenset()
    head: SetHead | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """One annotated thing on one image, as most formats have it: a shape, a name, where it stands.

    lost : it cannot be taken as it was drawn; `shapes` are what is left of it, if anything.
    """

    shapes: tuple[Shape, ...]
    name: str
    place: Place
    optional: bool = False
    ignore: bool = False
    note: str = ""
    lost: bool = False


def lost_thing(place: Place, shapes: tuple[Shape, ...] = ()) -> Thing:
    """What the author drew and cannot be used: an ignore region where there are shapes of it left, else nothing.

    A mark where something was drawn must not count as false because we could not read what it was.
    """
    return Thing(shapes, "", place, ignore=True, lost=True)


def box_round(points: Iterable[tuple[float | None, float | None]]) -> tuple[Box, ...]:
    """The box round those points whose numbers can be read; none if they have no area."""
    sound = [(x, y) for x, y in points if x is not None and y is not None]
    if not sound:
        return ()
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*sound, strict=True))
    return (Box(left, top, right - left, bottom - top),) if right > left and bottom > top else ()


def case_of(
    image: str,
    things: tuple[Thing, ...],
    place: Place,
    size: tuple[int, int] = (0, 0),
    *,
    completeness: Completeness = Completeness.COMPLETE,
    shares: bool = False,
    embedded: bytes | None = None,
    papers: Papers | None = None,
) -> ForeignCase:
    """A case of one grey image with the things annotated on it."""
    concealments: list[Concealment] = []
    ignore: list[Region] = []
    places: dict[str, Place] = {}
    for thing in things:
        if thing.ignore:
            for shape in thing.shapes:
                places[f"ignore[{len(ignore)}]"] = thing.place
                ignore.append(Region(shape))
            continue
        for number in range(len(thing.shapes)):
            places[f"concealments[{len(concealments)}].regions[{number}]"] = thing.place
        concealments.append(
            Concealment(
                f"c{len(concealments) + 1}",
                tuple(Region(shape) for shape in thing.shapes),
                thing.name,
                note=LocalText.of(thing.note),
                optional=thing.optional,
            )
        )
    scan = Scan((Plane(PlaneKind.GREY, FileRef(image, 0, "")),), *size)
    basis = Basis.UNKNOWN if completeness is Completeness.UNKNOWN else Basis.DECLARED
    truth = Truth("", basis, completeness, tuple(concealments), tuple(ignore))
    lost = tuple(thing.place for thing in things if thing.lost and not thing.shapes)
    remains = tuple(thing.place for thing in things if thing.lost and thing.shapes)
    case = Case("", (scan,), papers, source=image)
    return ForeignCase(case, truth, place, places, shares, embedded, lost, remains)


def box_between(x0: float, y0: float, x1: float, y1: float) -> Box:
    """The box between two corners, in whichever order they stand."""
    return Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def number(value: object) -> float | None:
    """A finite number from a JSON value or a text; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def whole(value: object) -> int:
    """A size in px from a JSON value or a text; 0 if it is none."""
    found = number(value)
    return int(found) if found is not None and 0 < found < 1e9 else 0


NOT_A_NUMBER = N_("a finite number is expected here")
NO_IMAGE = N_("the image {name} is not there; this annotation was left out")
