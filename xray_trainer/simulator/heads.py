"""The head of a simulated set and the files of its cases, as they lie on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from xray_trainer.errors import ReadError, RequestError, TrainerError
from xray_trainer.files import write_atomically
from xray_trainer.imaging import read_scan
from xray_trainer.library import ImageSet, open_image_set, save_head
from xray_trainer.library.layout import HEAD, case_path, truth_path
from xray_trainer.model import Case, Category, FileRef, Scan, SetHead, Truth
from xray_trainer.simulator.hidden import CATEGORIES
from xray_trainer.simulator.saying import local
from xray_trainer.simulator.wishes import Order
from xray_trainer.text import N_, Message

COVER = "cover.png"
MASTER = "master.key"  # of an exam: what all its seeds are made from
COVER_WIDTH = 640
PANORAMA = 2.6  # width over height of the least wide cover
WHITE, TONE = 60000.0, 0.5  # open air's level, and the cover's tone curve
LICENCE = "CC0-1.0"


def begin(folder: Path, order: Order) -> None:
    """Write the head that lists the whole order, or find it there.

    Raises
    ------
    RequestError
        The folder holds another set, or something else.
    """
    if (folder / HEAD).exists():
        if open_image_set(folder).head.id != order.set_id:
            raise RequestError(Message(N_("another image set lies here already; choose an empty folder")), folder)
        return
    if folder.exists() and (not folder.is_dir() or any(one.name != MASTER for one in folder.iterdir())):
        raise RequestError(Message(N_("this is no empty folder; choose one for the new set")), folder)
    save_head(folder, _head(order))


def finish(folder: Path, order: Order) -> None:
    """Give the set its cover, once its first case is there."""
    head = open_image_set(folder).head
    if head.cover is not None or not order.cases or not is_there(folder, order.cases[0].id):
        return
    picture = _cover(open_image_set(folder), order.cases[0].id)
    write_atomically(folder / COVER, picture)
    cover = FileRef(COVER, len(picture), hashlib.sha256(picture).hexdigest())
    save_head(folder, _head(order, cover))


def _head(order: Order, cover: FileRef | None = None) -> SetHead:
    return SetHead(
        id=order.set_id,
        title=local(Message(N_("Simulated containers {name}"), {"name": order.set_id[:6]})),
        order=tuple(one.id for one in order.cases),
        categories=tuple(Category(slug, local(name)) for slug, name in CATEGORIES),
        description=local(Message(N_("Scans computed from physics; what is hidden in them is known exactly."))),
        author="X-ray Trainer",
        licence=LICENCE,
        cover=cover,
    )


def _cover(image_set: ImageSet, case_id: str) -> bytes:
    scan = image_set.case(case_id).scans[0]
    pixels = read_scan(scan, image_set.folder).main
    if scan.outlines:
        pixels = pixels[_panorama(scan)]
    size = COVER_WIDTH, max(1, round(COVER_WIDTH * pixels.shape[0] / pixels.shape[1]))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    grey = 255 * np.clip(small / WHITE, 0, 1) ** TONE
    _, png = cv2.imencode(".png", grey.astype(np.uint8))
    return bytes(png)


def _panorama(scan: Scan) -> tuple[slice, slice]:
    """The load space and what is right and left of it, at a shape that fills a card's cover and Home's panorama."""
    box = scan.outlines[0]
    height = min(box.height, scan.width / PANORAMA)
    top = max(0.0, box.y + (box.height - height) / 2)
    return slice(round(top), round(top + height)), slice(0, scan.width)


def is_there(folder: Path, case_id: str) -> bool:
    """Whether the case is whole in this folder: its case file, which is written last, and each file that it names."""
    try:
        return all((folder / one.path).stat().st_size == one.size for one in _files(open_image_set(folder), case_id))
    except (TrainerError, OSError):
        return False


def _files(image_set: ImageSet, case_id: str) -> Iterator[FileRef]:
    yield from files_of_case(image_set.case(case_id))
    truth = image_set.truth(case_id)
    if isinstance(truth, Truth):
        yield from (plane.file for twin in truth.twins for plane in twin.planes)


def files_of_case(case: Case) -> Iterator[FileRef]:
    """The files that a case itself names."""
    return (plane.file for scan in case.scans for plane in scan.planes)


def scene_path(case_id: str) -> str:
    """Where the scene of a case is kept, relative to its set."""
    return f"scenes/{case_id}.json"


def copy_case(source: Path, folder: Path, case_id: str) -> None:
    """Copy all files of one case, its case file last.

    Raises
    ------
    ReadError, WriteError
        A file cannot be read or written.
    """
    paths = [one.path for one in _files(open_image_set(source), case_id)]
    for path in (*paths, truth_path(case_id), scene_path(case_id), case_path(case_id)):
        if not (source / path).exists():
            continue
        try:
            data = (source / path).read_bytes()
        except OSError as error:
            reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
            raise ReadError(reason, source / path) from error
        write_atomically(folder / path, data)
