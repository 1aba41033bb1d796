"""Small files of a few pixels, made for the tests."""

from pathlib import Path

import numpy as np
from PIL import Image

from xray_trainer import files
from xray_trainer.library import ImageSet, ImportResult, check, import_set, open_image_set
from xray_trainer.model import Box, Completeness, Defect, FileRef, Plane, PlaneKind, Scan, Truth

WIDTH, HEIGHT = 120, 60


def write_image(path: Path, width: int = WIDTH, height: int = HEIGHT, *, deep: bool = False) -> Path:
    """A made-up image: a ramp, different in every file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ramp = np.add.outer(np.arange(height), np.arange(width) * 3 + len(str(path)) % 7)
    pixels = (ramp * 257 % 65536).astype(np.uint16) if deep else (ramp % 256).astype(np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def scan(folder: Path, *names: str, kinds: tuple[PlaneKind, ...] = (PlaneKind.GREY,)) -> Scan:
    """A 16-bit scan whose planes lie in scans/."""
    planes = []
    for name, kind in zip(names, kinds, strict=True):
        path = write_image(folder / "scans" / name, deep=True)
        planes.append(Plane(kind, FileRef(f"scans/{name}", path.stat().st_size, files.sha256(path))))
    return Scan(tuple(planes), WIDTH, HEIGHT, pitch=(4.0, 5.0), outlines=(Box(2, 2, 100, 50),))


def brought_in(source: Path, completeness: Completeness | None = None) -> tuple[ImageSet, ImportResult]:
    """The set that an import makes; its check says nothing that the import has not said."""
    dest = source.parent / f"{source.name}-native"
    result = import_set(source, dest, completeness)
    assert result.folder == dest
    report = check(dest)
    assert report.defects == ()
    assert report.usable == report.cases == result.cases
    return open_image_set(dest), result


def told(defects: tuple[Defect, ...]) -> list[tuple[str, str, str]]:
    return [(one.code, one.file, one.location) for one in defects]


def truth_of(image_set: ImageSet, case_id: str) -> Truth:
    truth = image_set.truth(case_id)
    assert isinstance(truth, Truth)
    return truth
