"""A native set as foreign formats see it: one picture a scan, and what of the truth they cannot carry."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from xray_trainer import files
from xray_trainer.errors import ReadError, TrainerError
from xray_trainer.library.layout import case_path, folded, truth_path
from xray_trainer.library.native import ImageSet
from xray_trainer.model import (
    Box,
    Case,
    Completeness,
    Concealment,
    Defect,
    Plane,
    PlaneKind,
    Polygon,
    Region,
    RotatedBox,
    Scan,
    Sealed,
    Spot,
    Truth,
    WholeLoad,
    bounds,
)
from xray_trainer.text import N_, Message


@dataclass(frozen=True, slots=True)
class Picture:
    """One scan of one case. number : from 1, through the whole set in order. name : the file name of its copy."""

    number: int
    case: Case
    truth: Truth
    index: int
    name: str

    @property
    def scan(self) -> Scan:
        """The scan itself."""
        return self.case.scans[self.index]

    @property
    def plane(self) -> Plane:
        """The plane that others see: the high energy, else the grey one, else the first."""
        return main_plane(self.scan)

    def pieces(self) -> Iterator[tuple[Concealment, Region]]:
        """Each region that a concealment has on this scan."""
        for one in self.truth.concealments:
            for region in one.regions:
                if region.scan == self.index:
                    yield one, region

    def ignored(self) -> Iterator[Region]:
        """The ignore regions on this scan."""
        return (region for region in self.truth.ignore if region.scan == self.index)

    def spot(self, region: Region) -> Spot:
        """A region's shape; a whole load is the box of the whole scan."""
        shape = region.shape
        return Box(0.0, 0.0, float(self.scan.width), float(self.scan.height)) if isinstance(shape, WholeLoad) else shape


def main_plane(scan: Scan) -> Plane:
    """The plane that is shown in black and white: high energy, else grey, else the first."""
    for kind in (PlaneKind.HIGH, PlaneKind.GREY):
        for plane in scan.planes:
            if plane.kind is kind:
                return plane
    return scan.planes[0]


def pictures(image_set: ImageSet) -> tuple[tuple[Picture, ...], tuple[Defect, ...]]:
    """Every scan of every case that can be read, numbered from 1; the cases that cannot, as defects.

    The numbers are those by which the COCO export, and results that follow it, name images.
    """
    found: list[Picture] = []
    defects: list[Defect] = []
    names: set[str] = set()
    number = 0
    for case_id in image_set.order:
        try:
            case = image_set.case(case_id)
            truth = image_set.truth(case_id)
        except TrainerError as error:
            defects.append(Defect("unreadable", error.message, error.file or "", error.location))
            continue
        if isinstance(truth, Sealed):
            sealed = Message(N_("the truth of this case is sealed; the case was left out"))
            defects.append(Defect("sealed", sealed, truth_path(case_id)))
            continue
        gone = _gone(image_set.folder, case)
        if gone is not None:
            defects.append(gone)
            number += len(case.scans)  # a lost file does not change the numbers of the others
            continue
        for index, scan in enumerate(case.scans):
            number += 1
            ending = exported_ending(main_plane(scan))
            found.append(Picture(number, case, truth, index, _free_name(case_id, index, ending, names)))
    return tuple(found), tuple(defects)


def _gone(folder: Path, case: Case) -> Defect | None:
    """A file of a case that is not there, if any."""
    for number, scan in enumerate(case.scans):
        for index, plane in enumerate(scan.planes):
            if not (folder / plane.file.path).is_file():
                sentence = Message(N_("the file {path} is missing; the case was left out"), {"path": plane.file.path})
                return Defect(
                    "missing_file", sentence, case_path(case.id), f"scans[{number}].planes[{index}].file.path"
                )
    return None


def _free_name(case_id: str, index: int, ending: str, taken: set[str]) -> str:
    stem = case_id if index == 0 else f"{case_id}_scan{index + 1}"
    name, number = stem + ending, 1
    while folded(name) in taken:
        number += 1
        name = f"{stem}-{number}{ending}"
    taken.add(folded(name))
    return name


def exported_ending(plane: Plane) -> str:
    """How the name of a plane's copy in an export ends; companded planes are written as what they stand for."""
    return ".png" if plane.levels else PurePosixPath(plane.file.path).suffix


def copy_plane(folder: Path, scan: Scan, plane: Plane, target: Path) -> None:
    """Copy a plane's file out of the set at `folder`; of a companded plane, which others cannot read, its values.

    A damaged file is copied as it is. Raises WriteError, naming the target.
    """
    if plane.levels:
        from xray_trainer.imaging import read_scan, write_plane  # noqa: PLC0415 - heavy, and few sets need it

        with contextlib.suppress(ReadError):
            write_plane(target.parent, target.name, read_scan(replace(scan, planes=(plane,)), folder).main)
            return
    copy_file(folder / plane.file.path, target)


def copy_file(source: Path, target: Path) -> None:
    """Copy bytes. Raises WriteError, naming the target."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise files.write_error(error, target) from error


def write_file(target: Path, data: bytes) -> None:
    """Write a file of an export. Raises WriteError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise files.write_error(error, target) from error


class Lost(StrEnum):
    """What a foreign format may be unable to carry."""

    OUTLINE = "outline"
    TURN = "turn"
    PIECES = "pieces"
    WHOLE_LOAD = "whole_load"
    ACCEPT = "accept"
    IGNORE = "ignore"
    OPTIONAL = "optional"
    WORDS = "words"
    PARTIAL = "partial"
    PAPERS = "papers"
    PLANES = "planes"
    SCANS = "scans"
    TWINS = "twins"


_SENTENCES = {
    Lost.OUTLINE: N_("polygons are written as the boxes round them"),
    Lost.TURN: N_("rotated boxes are written as the upright boxes round them"),
    Lost.PIECES: N_("a concealment of several regions is written as several things"),
    Lost.WHOLE_LOAD: N_("the whole load is written as a box of the whole scan"),
    Lost.ACCEPT: N_("accept regions are not carried"),
    Lost.IGNORE: N_("ignore regions are not carried"),
    Lost.OPTIONAL: N_("optional concealments are written as required ones"),
    Lost.WORDS: N_("names, places, notes, levels, visibility, masses and depths are not carried"),
    Lost.PARTIAL: N_("that the truth is only partial is not carried"),
    Lost.PAPERS: N_("papers, titles, discrepancies and container outlines are not carried"),
    Lost.PLANES: N_("only the first page of its main plane is carried"),
    Lost.SCANS: N_("each scan of this case is written as an image of its own; that they are one case is not carried"),
    Lost.TWINS: N_("clean twins are not carried"),
}
_HAS: dict[Lost, Callable[[Case, Truth], bool]] = {
    Lost.OUTLINE: lambda case, truth: _any_shape(truth, Polygon),
    Lost.TURN: lambda case, truth: _any_shape(truth, RotatedBox),
    Lost.PIECES: lambda case, truth: any(len(one.regions) > 1 for one in truth.concealments),
    Lost.WHOLE_LOAD: lambda case, truth: _any_shape(truth, WholeLoad),
    Lost.ACCEPT: lambda case, truth: any(one.accept_regions for one in truth.concealments),
    Lost.IGNORE: lambda case, truth: bool(truth.ignore),
    Lost.OPTIONAL: lambda case, truth: any(one.optional for one in truth.concealments),
    Lost.WORDS: lambda case, truth: (
        bool(truth.note or truth.level)
        or any(one.name or one.place or one.note or one.level or one.visibility for one in truth.concealments)
        or any(number is not None for one in truth.concealments for number in (one.mass_kg, one.depth_mm))
    ),
    Lost.PARTIAL: lambda case, truth: truth.completeness is Completeness.PARTIAL,
    Lost.PAPERS: lambda case, truth: (
        bool(case.papers or case.title or truth.discrepancies)
        or any(scan.outlines or scan.pitch for scan in case.scans)
    ),
    Lost.PLANES: lambda case, truth: any(len(scan.planes) > 1 or main_plane(scan).page for scan in case.scans),
    Lost.SCANS: lambda case, truth: len(case.scans) > 1,
    Lost.TWINS: lambda case, truth: bool(truth.twins),
}


def _any_shape(truth: Truth, kind: type) -> bool:
    return any(isinstance(region.shape, kind) for one in truth.concealments for region in one.regions)


def losses(found: tuple[Picture, ...], carries: frozenset[Lost] = frozenset()) -> tuple[Defect, ...]:
    """What a format that carries no more than this loses, each case and kind of loss once."""
    return tuple(
        Defect("not_carried", Message(_SENTENCES[kind]), truth_path(one.case.id), kind.value)
        for one in found
        if one.index == 0
        for kind in Lost
        if kind not in carries and _HAS[kind](one.case, one.truth)
    )


def flat(number: float) -> str:
    """A number as text with nothing lost: 12 for 12.0, else all its digits."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(float(number))


def upright(shape: Spot) -> Box:
    """The box round a shape (a box itself, to the last digit)."""
    if isinstance(shape, Box):
        return shape
    x0, y0, x1, y1 = bounds(shape)
    return Box(x0, y0, x1 - x0, y1 - y0)
