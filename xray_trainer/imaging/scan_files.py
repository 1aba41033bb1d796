"""Scans and single images, from files to pixels."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from xray_trainer.errors import ReadError
from xray_trainer.imaging import reading
from xray_trainer.imaging.scan_pixels import Grey16, ScanPixels
from xray_trainer.model import FileRef, Plane, PlaneKind, Scan
from xray_trainer.text import N_, Message

_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def read_image(path: Path, page: int = 0) -> ScanPixels:
    """Any image file as one grey plane: EXIF turned, colour as luminance, transparent as white, all in 16 bit.

    Raises
    ------
    ReadError
        The file is missing, empty, damaged, cut short, too large, or of a kind that is not read here.
    """
    decoded = reading.decode_image(path, page)
    return ScanPixels({PlaneKind.GREY: decoded.grey}, decoded.bits)


def read_scan(scan: Scan, folder: Path) -> ScanPixels:
    """The planes of a scan whose files lie in the set at `folder`, each proved to be the file the set was made with.

    The vendor's own colours give a grey plane if the scan has nothing else; beside measured planes they are left out.

    Raises
    ------
    ReadError
        As `read_image`; or a file is not the one that the set was made with, lies outside of the set, or has another
        width and height than the scan.
    """
    measured = tuple(plane for plane in scan.planes if plane.kind is not PlaneKind.COLOUR)
    planes: dict[PlaneKind, Grey16] = {}
    bits = 0
    for plane in measured or scan.planes[:1]:
        decoded = _decoded(plane, scan, folder)
        planes[plane.kind if measured else PlaneKind.GREY] = decoded.grey
        bits = max(bits, decoded.bits)
    if not planes:
        raise ReadError(Message(N_("this scan names no file")), folder)
    return ScanPixels(planes, bits)


def _decoded(plane: Plane, scan: Scan, folder: Path) -> reading.Decoded:
    path = path_in(folder, plane.file)
    data = reading.read_bytes(path)
    if len(data) != plane.file.size or hashlib.sha256(data).hexdigest() != plane.file.sha256.lower():
        raise ReadError(Message(N_("this file is not the one the set was made with")), path)
    decoded = reading.decode_bytes(data, str(path), plane.page)
    height, width = decoded.grey.shape
    if (width, height) != (scan.width, scan.height):
        raise ReadError(
            Message(
                N_("this image is {width} × {height} px; the case says {scan_width} × {scan_height}"),
                {"width": width, "height": height, "scan_width": scan.width, "scan_height": scan.height},
            ),
            path,
        )
    return decoded


def path_in(folder: Path, file: FileRef) -> Path:
    """Where a file of a set lies. Raises ReadError for a path that leads, or links, out of the set's folder."""
    written = PurePosixPath(file.path)
    windows = PureWindowsPath(file.path)
    reason = ""
    if not written.parts or "\0" in file.path:
        reason = N_("this is not a name that a file can have")
    elif written.is_absolute() or windows.drive or windows.root:
        reason = N_("a set names its files by paths within its folder; this one is absolute")
    elif ".." in written.parts or ".." in windows.parts:
        reason = N_("a set names its files by paths within its folder; this one leads out of it")
    elif os.name == "nt" and any(_WINDOWS_DEVICE.match(part) for part in windows.parts):
        reason = N_("this is not a name that a file can have")
    if reason:
        raise ReadError(Message(reason), file.path)
    path = folder.joinpath(*written.parts)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:  # a circle of links
        raise ReadError(
            Message(N_("a set's files lie in its folder; this one is a link that leads out of it")), path
        ) from error
    if not inside:
        raise ReadError(Message(N_("a set's files lie in its folder; this one is a link that leads out of it")), path)
    return path
