"""The checker: every defect of a set in one run, native or foreign."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from xray_trainer import files
from xray_trainer.errors import ReadError
from xray_trainer.library import sense
from xray_trainer.library.gathering import gather
from xray_trainer.library.layout import CASES, HEAD, SCENES, TRUTH, case_path, is_case_id, truth_path
from xray_trainer.library.native import ImageSet, open_image_set
from xray_trainer.library.stored import NEWER, error_of, load
from xray_trainer.library.surveying import survey
from xray_trainer.library.told import kept_regions
from xray_trainer.model import Case, Defect, FileRef, LocalText, Plane, Region, Scan, SetHead, Truth, Twin
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    from xray_trainer.imaging import DecodingChild, ImageInfo


@dataclass(frozen=True, slots=True)
class CheckReport:
    """cases : how many the set has. usable : how many of them open in the window, whatever their truth."""

    cases: int
    usable: int
    defects: tuple[Defect, ...]


def check(path: Path) -> CheckReport:
    """Every defect of the native set in a folder, or of a foreign set as an import would tell them; nothing is written.

    Of a set whose head cannot be read no case opens; what is wrong with its cases is told all the same.

    Raises
    ------
    RequestError, FormatError
        There is nothing here that could be a set.
    NewerVersion
        A newer program wrote its head.
    """
    path = Path(path)
    if os.path.isfile(path / HEAD) or (path.name == HEAD and os.path.isfile(path)):
        folder = path.parent if path.name == HEAD and os.path.isfile(path) else path
        head = load(SetHead, folder, HEAD)
        if head.noun is None:
            return _without_head(folder, head.defects)
        return _Check(open_image_set(folder)).run()
    gathered = gather(path)
    found = survey(gathered, None, None)
    return CheckReport(len(gathered.cases), len(found.cases), found.defects)


def _without_head(folder: Path, wrong: tuple[Defect, ...]) -> CheckReport:
    """What can be said of a set without a readable head: its defects, and those of the cases that lie there."""
    if wrong[0].code == NEWER:
        raise error_of(wrong[0], folder)
    here = folder / CASES
    stems = sorted(one.stem for one in here.glob("*.json")) if here.is_dir() and not here.is_symlink() else []
    order = tuple(one for one in stems if is_case_id(one))
    report = _Check(ImageSet(folder, SetHead("", LocalText(), order), wrong), knows_categories=False).run()
    return CheckReport(report.cases, 0, report.defects)


def _code_defects(info: "ImageInfo", plane: Plane, file: str, place: str) -> Iterator[Defect]:
    """What keeps a companded plane's codes from being read."""
    if info.bits not in (8, 16):
        sentence = N_("a plane with a table of levels holds codes of 8 or 16 bit; this file has {bits}")
        yield Defect("bad_levels", Message(sentence, {"bits": info.bits}), file, place)
    elif info.most is not None and info.most >= len(plane.levels):
        sentence = N_("this file holds the code {code}; its table has the codes 0 to {last}")
        values = {"code": info.most, "last": len(plane.levels) - 1}
        yield Defect("bad_levels", Message(sentence, values), file, f"{place}.levels")


class _Check:
    def __init__(self, image_set: ImageSet, *, knows_categories: bool = True) -> None:
        self.set = image_set
        self.knows_categories = knows_categories
        self.folder = image_set.folder
        self.defects = list(image_set.defects)
        self.kept = kept_regions(image_set.folder)
        self.categories = {one.id for one in image_set.head.categories}

    def run(self) -> CheckReport:
        """All checks, case by case, then what stands in the folders beside the order."""
        from xray_trainer.imaging import DecodingChild  # noqa: PLC0415 - heavy, and only checks need it

        usable = 0
        with DecodingChild() as child:
            told = any(one.location.startswith("cover") for one in self.set.defects)
            if self.set.head.cover is not None and not told:
                self.defects += self._stored_file(self.set.head.cover, HEAD, "cover")
            for case_id in self.set.order:
                case, sound = self._case(child, case_id)
                usable += sound
                self._truth(child, case_id, case)
        self.defects += self._unlisted()
        return CheckReport(len(self.set.order), usable, tuple(self.defects))

    def _case(self, child: "DecodingChild", case_id: str) -> tuple[Case | None, bool]:
        """The case, if its file can be read, and whether it opens in the window."""
        found = load(Case, self.folder, case_path(case_id))
        if found.noun is None:
            self.defects += found.defects
            return None, False
        wrong = sense.case_defects(found.noun, case_id, self.folder)
        self.defects += wrong
        if wrong:
            return found.noun, False
        before = len(self.defects)
        for index, scan in enumerate(found.noun.scans):
            for number, plane in enumerate(scan.planes):
                self._plane(child, scan, plane, case_path(case_id), f"scans[{index}].planes[{number}]")
        sound = len(self.defects) == before
        for index, seal in enumerate(found.noun.papers.seals if found.noun.papers else ()):
            if seal.photo is not None:
                self.defects += self._stored_file(seal.photo, case_path(case_id), f"papers.seals[{index}].photo")
        return found.noun, sound

    def _plane(self, child: "DecodingChild", scan: Scan, plane: Plane, file: str, place: str) -> None:
        wrong = tuple(self._stored_file(plane.file, file, f"{place}.file"))
        self.defects += wrong
        if any(one.code == "missing_file" for one in wrong):
            return
        try:
            info = child.inspect(self.folder / plane.file.path)
        except ReadError as error:
            self.defects.append(Defect("unreadable", error.message, plane.file.path, error.location))
            return
        if (info.width, info.height) != (scan.width, scan.height):
            sentence = N_("the case says {said} px, the image {path} has {has} px")
            said, has = f"{scan.width} × {scan.height}", f"{info.width} × {info.height}"
            values = {"said": said, "has": has, "path": plane.file.path}
            self.defects.append(Defect("size_differs", Message(sentence, values), file, place))
        if plane.levels:
            self.defects += _code_defects(info, plane, file, place)

    def _stored_file(self, ref: FileRef, file: str, place: str) -> Iterator[Defect]:
        path = self.folder / ref.path
        values = {"path": ref.path}
        try:
            if path.exists() and not path.is_file():
                yield Defect("missing_file", Message(N_("{path} is no plain file"), values), file, f"{place}.path")
                return
            size = path.stat().st_size
            digest = files.sha256(path)
        except FileNotFoundError:
            yield Defect("missing_file", Message(N_("the file {path} is missing"), values), file, f"{place}.path")
            return
        except OSError as error:
            sentence = N_("the file {path} cannot be read ({reason})")
            values = {"path": ref.path, "reason": error.strerror or str(error)}
            yield Defect("missing_file", Message(sentence, values), file, f"{place}.path")
            return
        if size != ref.size:
            sentence = N_("the file {path} has {size} bytes, not the {expected} that are named here")
            values = {"path": ref.path, "size": str(size), "expected": str(ref.size)}
            yield Defect("other_size", Message(sentence, values), file, f"{place}.size")
        elif digest != ref.sha256:
            sentence = N_("the file {path} is not the one that is named here: its digest differs")
            yield Defect("other_digest", Message(sentence, values), file, f"{place}.sha256")

    def _truth(self, child: "DecodingChild", case_id: str, case: Case | None) -> None:
        file = truth_path(case_id)
        if not (self.folder / file).exists() and not (self.folder / file).is_symlink():
            if case is not None and not (self.folder / f"{TRUTH}/{case_id}.sealed").is_file():
                sentence = N_("the case {case} has no truth; it is shown and never scored")
                self.defects.append(Defect("no_truth", Message(sentence, {"case": case_id}), file))
            return
        found = load(Truth, self.folder, file)
        self.defects += found.defects
        if found.noun is None:
            return
        wrong = sense.truth_defects(found.noun, case_id, self.folder)
        self.defects += wrong
        for index, one in enumerate(found.noun.concealments):
            if self.knows_categories and one.category not in self.categories:
                sentence = N_("the set's head does not know the category {category}")
                place = f"concealments[{index}].category"
                self.defects.append(Defect("unknown_category", Message(sentence, {"category": one.category}), file, place))  # fmt: skip  # noqa: E501
        faulty = {one.location for one in wrong}
        for place, region in sense.regions_of(found.noun):
            if case is not None and not any(where.startswith(place) for where in faulty):
                self._region(region, case, file, place)

        for index, twin in enumerate(found.noun.twins):
            if case is not None and not any(where.startswith(f"twins[{index}]") for where in faulty):
                self._twin(child, twin, case, file, f"twins[{index}]")

    def _twin(self, child: "DecodingChild", twin: Twin, case: Case, file: str, place: str) -> None:
        if twin.scan >= len(case.scans):
            sentence = Message(N_("the case has no scan {scan}"), {"scan": twin.scan})
            self.defects.append(Defect("unknown_scan", sentence, file, f"{place}.scan"))
            return
        scan = case.scans[twin.scan]
        kinds = {plane.kind for plane in scan.planes}
        for number, plane in enumerate(twin.planes):
            where = f"{place}.planes[{number}]"
            if plane.kind not in kinds:
                sentence = Message(N_("the scan has no plane {kind}"), {"kind": plane.kind.value})
                self.defects.append(Defect("unknown_plane", sentence, file, f"{where}.kind"))
            self._plane(child, scan, plane, file, where)

    def _region(self, region: Region, case: Case, file: str, place: str) -> None:
        if region.scan >= len(case.scans):
            sentence = N_("the case has no scan {scan}")
            self.defects.append(Defect("unknown_scan", Message(sentence, {"scan": region.scan}), file, f"{place}.scan"))
            return
        scan = case.scans[region.scan]
        values = {"width": scan.width, "height": scan.height}
        if sense.lies_outside(region.shape, scan.width, scan.height):
            sentence = N_("this lies wholly outside the scan of {width} × {height} px")
            self.defects.append(Defect("outside", Message(sentence, values), file, f"{place}.shape"))
        elif sense.reaches_outside(region.shape, scan.width, scan.height) and (file, region) not in self.kept:
            sentence = N_("this reaches outside the scan of {width} × {height} px")
            self.defects.append(Defect("reaches_outside", Message(sentence, values), file, f"{place}.shape"))

    def _unlisted(self) -> Iterator[Defect]:
        """Files of cases and truths that the order does not name."""
        listed = set(self.set.order)
        for folder, sentence in (
            (CASES, N_("the order in image_set.json does not name this case")),
            (TRUTH, N_("this is the truth of no case of the set")),
            (SCENES, N_("no case of the set was made like this")),
        ):
            here = self.folder / folder
            if here.is_symlink():
                yield Defect("link", Message(N_("this is a link; a set holds its own files")), folder)
                continue
            for path in sorted(here.iterdir()) if here.is_dir() else ():
                if path.suffix == ".json" and path.stem not in listed and not path.name.startswith("."):
                    stem = PurePosixPath(path.name).stem
                    code = "unlisted" if is_case_id(stem) else "bad_id"
                    yield Defect(code, Message(sentence), f"{folder}/{path.name}")
