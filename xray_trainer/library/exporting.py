"""Export: a native set in another program's format, or as the responses that find everything in it."""

import os
import uuid
from pathlib import Path

from xray_trainer.errors import RequestError, TrainerError
from xray_trainer.library import layout
from xray_trainer.library.appearing import whole_or_not_at_all
from xray_trainer.library.native import ImageSet
from xray_trainer.library.responses import write_responses
from xray_trainer.model import (
    ALMOST_CERTAIN,
    Case,
    Completeness,
    Concealment,
    Defect,
    Mark,
    Polygon,
    Region,
    Response,
    RotatedBox,
    Sealed,
    Truth,
    Verdict,
    WholeLoad,
    area,
)
from xray_trainer.text import N_, Message

FORMATS = ("coco", "voc", "yolo", "labelme", "cvat")
RESPONSES = "responses"


def export_set(image_set: ImageSet, dest: Path, format: str) -> tuple[Defect, ...]:  # noqa: A002 - the option's name
    """Write the set to a new folder (`responses`: to a file), and say what could not be carried.

    Raises
    ------
    RequestError
        There is no such format, or `dest` is not free.
    WriteError
        The disk is full or read-only; `dest` is not there.
    """
    dest = Path(dest)
    if format == RESPONSES:
        return _export_responses(image_set, dest)
    from xray_trainer.library.formats import formats  # noqa: PLC0415 - formats import what this room writes with

    chosen = next((one for one in formats() if one.name == format and one.write is not None), None)
    if chosen is None or chosen.write is None:
        known = ", ".join((*FORMATS, RESPONSES))
        sentence = N_("there is no format {name}; these can be written: {known}")
        raise RequestError(Message(sentence, {"name": format, "known": known}))
    if not layout.is_free(dest):
        raise RequestError(Message(N_("there is something here already; choose a new folder")), dest)
    if Path(os.path.realpath(dest)).is_relative_to(os.path.realpath(image_set.folder)):
        raise RequestError(Message(N_("this lies inside the set's own folder; choose another place")), dest)
    with whole_or_not_at_all(dest) as folder:
        defects = chosen.write(image_set, folder)
    return image_set.defects + defects


def _export_responses(image_set: ImageSet, dest: Path) -> tuple[Defect, ...]:
    if os.path.isdir(dest):
        raise RequestError(Message(N_("this is a folder; responses are written to a file")), dest)
    defects = [
        Defect("unreadable", error.message, error.file or "", error.location)
        for case_id in image_set.order
        if (error := _fault(image_set, case_id)) is not None
    ]
    write_responses(dest, "", exact_truth_responses(image_set))
    return image_set.defects + tuple(defects)


def _fault(image_set: ImageSet, case_id: str) -> TrainerError | None:
    try:
        image_set.case(case_id)
        image_set.truth(case_id)
    except TrainerError as error:
        return error
    return None


def exact_truth_responses(image_set: ImageSet) -> tuple[Response, ...]:
    """The responses that find every concealment: one mark each, on its largest region.

    Optional concealments get no mark; cases of unknown truth, and cases that cannot be read, no response.
    """
    found: list[Response] = []
    for case_id in image_set.order:
        if _fault(image_set, case_id) is not None:
            continue
        case, truth = image_set.case(case_id), image_set.truth(case_id)
        if isinstance(truth, Sealed) or truth.completeness is Completeness.UNKNOWN:
            continue
        found.append(_exact(case, truth))
    return tuple(found)


def _exact(case: Case, truth: Truth) -> Response:
    marks = tuple(_mark(case, one, number) for number, one in enumerate(truth.required, start=1))
    return Response(
        id=str(uuid.uuid4()),
        case=case.id,
        verdict=Verdict.TO_INSPECTION if marks else Verdict.NO_SUSPICION,
        confidence=ALMOST_CERTAIN,
        marks=marks,
        scans=tuple(scan.digest for scan in case.scans),
    )


def _mark(case: Case, one: Concealment, number: int) -> Mark:
    region = max(one.regions, key=lambda region: _size(case, region))
    shape = Polygon(region.shape.corners()) if isinstance(region.shape, RotatedBox) else region.shape
    return Mark(f"m{number}", shape, region.scan, one.category)


def _size(case: Case, region: Region) -> float:
    if isinstance(region.shape, WholeLoad):
        scan = case.scans[region.scan] if region.scan < len(case.scans) else case.scans[0]
        return float(scan.width * scan.height)
    return area(region.shape)
