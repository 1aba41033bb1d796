"""Image files as 16-bit grey. One file a coding; to add one, write it and name it in `CODINGS`.

Only codings named here are ever tried, whatever else the decoding libraries know.
"""

from __future__ import annotations

import os
import stat
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from xray_trainer.errors import ReadError
from xray_trainer.imaging.reading import netpbm, pillow_codings, unsupported
from xray_trainer.imaging.reading.coding import HEAD_BYTES, Coding, Decoded, ImageInfo
from xray_trainer.text import N_, Message

CODINGS: tuple[Coding, ...] = (*pillow_codings.CODINGS, netpbm.CODING)
MOST_BYTES = 1 << 31  # no scan of 200 megapixels needs more

__all__ = ["CODINGS", "Coding", "Decoded", "ImageInfo", "decode_bytes", "decode_image", "inspect_image", "read_bytes"]


def inspect_image(path: Path, page: int = 0) -> ImageInfo:
    """Decode a file's page (from 0) and say what it holds.

    Raises
    ------
    ReadError
        Missing, empty, unreadable, damaged, cut short, over the limit of pixels, or of a kind that is not read here.
    """
    with _opened(path) as stream:
        return _coding_of(stream, str(path)).inspect(stream, str(path), page)


def decode_image(path: Path, page: int = 0) -> Decoded:
    """The pixels of a file's page (from 0). Raises ReadError as `inspect_image`."""
    with _opened(path) as stream:
        return _coding_of(stream, str(path)).decode(stream, str(path), page)


def decode_bytes(data: bytes, file: str, page: int = 0) -> Decoded:
    """The pixels of a file that is in memory; `file` names it in errors. Raises ReadError as `inspect_image`."""
    stream = BytesIO(data)
    return _coding_of(stream, file).decode(stream, file, page)


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises ReadError if it is missing, no plain file, empty, unreadable or over 2 GB."""
    with _opened(path) as stream:
        try:
            return stream.read()
        except OSError as error:
            raise _unreadable(error, str(path)) from error


def _opened(path: Path) -> BinaryIO:
    """A plain file that holds something; never a folder, pipe or device, which might not even return."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise ReadError(Message(N_("this is not a file")), path)
        if found.st_size == 0:
            raise ReadError(Message(N_("this file is empty")), path)
        if found.st_size > MOST_BYTES:
            raise ReadError(Message(N_("this file is larger than 2 GB")), path)
        return path.open("rb")
    except FileNotFoundError as error:
        raise ReadError(Message(N_("this file is not there")), path) from error
    except OSError as error:
        raise _unreadable(error, str(path)) from error
    except ValueError as error:  # a name with a zero character
        raise ReadError(Message(N_("this is not a name that a file can have")), str(path)) from error


def _unreadable(error: OSError, file: str) -> ReadError:
    if isinstance(error, PermissionError):
        return ReadError(Message(N_("this program may not read this file")), file)
    return ReadError(Message(N_("cannot be read ({reason})"), {"reason": error.strerror or str(error)}), file)


def _coding_of(stream: BinaryIO, file: str) -> Coding:
    try:
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
    except OSError as error:
        raise _unreadable(error, file) from error
    for coding in CODINGS:
        if coding.begins(head):
            return coding
    known = ", ".join(coding.name for coding in CODINGS)
    kind = unsupported.name_of(head)
    if kind:
        sentence = N_("this file is of the kind {kind}; images are read from {known}")
        raise ReadError(Message(sentence, {"kind": kind, "known": known}), file)
    raise ReadError(Message(N_("this is not an image of a kind that is read here ({known})"), {"known": known}), file)
