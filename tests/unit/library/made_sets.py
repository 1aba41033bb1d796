"""Small files of a few pixels, made for the tests."""

from pathlib import Path

import numpy as np
from PIL import Image

from xray_trainer import files
from xray_trainer.model import Box, FileRef, Plane, PlaneKind, Scan

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
