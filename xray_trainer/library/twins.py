"""The clean twin of a case, written out as images."""

from __future__ import annotations

from pathlib import Path

from xray_trainer.errors import RequestError
from xray_trainer.imaging import read_scan, read_twin, write_plane
from xray_trainer.imaging.scan_pixels import Grey16
from xray_trainer.library.native import ImageSet
from xray_trainer.model import PlaneKind, Truth
from xray_trainer.text import N_, Message


def write_twins(image_set: ImageSet, case_id: str, out: Path, difference: bool = False) -> tuple[Path, ...]:
    """Write the case's scans without what is concealed in them, as 16-bit PNG.

    Parameters
    ----------
    out : a file NAME.png for the first scan's main plane; else a folder for every plane of every scan.
    difference : (scan - twin) modulo 2¹⁶ instead, which is what the concealment and nothing else changes.

    Raises
    ------
    RequestError
        The case has no twin, or its truth cannot be read here.
    ReadError, FormatError, WriteError
        A file cannot be read or written.
    """
    case, truth = image_set.case(case_id), image_set.truth(case_id)
    if not isinstance(truth, Truth):
        raise RequestError(Message(N_("the truth of this case is sealed, and its twin with it")), image_set.folder)
    if not truth.twins:
        raise RequestError(Message(N_("the case {case} has no clean twin"), {"case": case_id}), image_set.folder)
    planes: dict[tuple[int, PlaneKind], Grey16] = {}
    for twin in truth.twins:
        scan = case.scans[twin.scan]
        loaded = read_scan(scan, image_set.folder)
        clean = read_twin(scan, twin, image_set.folder, loaded)
        for kind, plane in clean.planes.items():
            planes[twin.scan, kind] = loaded.planes[kind] - plane if difference else plane
    if out.suffix.lower() == ".png":
        first = next((one for one in planes if one[1] in (PlaneKind.HIGH, PlaneKind.GREY)), next(iter(planes)))
        write_plane(out.parent, out.name, planes[first])
        return (out,)
    names = {place: f"{case_id}-{place[0]}-{place[1]}.png" for place in planes}
    for place, plane in planes.items():
        write_plane(out, names[place], plane)
    return tuple(out / one for one in names.values())
