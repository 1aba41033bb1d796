"""Scans and single images, from files to pixels."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import numpy as np

from xray_trainer.errors import ReadError
from xray_trainer.imaging import reading
from xray_trainer.imaging.companding import values_of
from xray_trainer.imaging.scan_pixels import Grey16, ScanPixels
from xray_trainer.model import FileRef, Plane, PlaneKind, Scan, Twin
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
    Companded planes come as the uint16 values that their codes stand for.

    Raises
    ------
    ReadError
        As `read_image`; or a file is not the one that the set was made with, lies outside of the set, has another
        width and height than the scan, or holds codes that its table of levels does not have.
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


def read_twin(scan: Scan, twin: Twin, folder: Path, loaded: ScanPixels | None = None) -> ScanPixels:
    """The clean counterpart of a scan. It may only be read once the case has been answered.

    loaded : the scan's own pixels, if they are in memory.

    Raises
    ------
    ReadError
        As `read_scan`; or the twin has a plane that the scan does not have.
    """
    pixels = loaded or read_scan(scan, folder)
    planes = dict(pixels.planes)
    for plane in twin.planes:
        if plane.kind not in planes:
            sentence = N_("this plane of the clean twin is none of the scan's ({kind})")
            raise ReadError(Message(sentence, {"kind": plane.kind.value}), path_in(folder, plane.file))
        planes[plane.kind] = pixels.planes[plane.kind] - _decoded(plane, scan, folder).grey
    return ScanPixels(planes, pixels.bits)


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
    return _expanded(decoded, plane, path) if plane.levels else decoded


def _expanded(decoded: reading.Decoded, plane: Plane, path: Path) -> reading.Decoded:
    """The values of a companded plane, from the codes that its file holds."""
    if decoded.bits not in (8, 16):
        sentence = N_("a plane with a table of levels holds codes of 8 or 16 bit; this file has {bits}")
        raise ReadError(Message(sentence, {"bits": decoded.bits}), path)
    codes = np.right_shift(decoded.grey, np.uint16(8 if decoded.bits == 8 else 0))  # 8-bit samples come ×257
    most = int(codes.max())
    if most >= len(plane.levels):
        sentence = N_("this file holds the code {code}; its table has the codes 0 to {last}")
        raise ReadError(Message(sentence, {"code": most, "last": len(plane.levels) - 1}), path)
    return replace(decoded, grey=values_of(codes, plane.levels), bits=16)


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
