"""What a coding of pixels is: a name, how its files begin, and how they are decoded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from xray_trainer.errors import ReadError
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MEGAPIXELS = 200  # a lorry scan has 36; twenty wagons at 5 mm have 150. As uint16 this is 400 MB


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """What a file holds: width and height in px after EXIF turning, significant bits a sample, pages.

    format : "PNG", "TIFF", … mode : "grey", "colour" or "palette". Of a moving picture, the first frame is
    the only page. most : the greatest sample of a grey PNG of 8 or 16 bit, else None.
    """

    width: int
    height: int
    bits: int
    pages: int
    format: str
    mode: str
    most: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Pixels as grey: (height, width) uint16, 8-bit sources ×257; `bits` significant in the source."""

    grey: npt.NDArray[np.uint16]
    bits: int


@dataclass(frozen=True, slots=True)
class Coding:
    """One way in which pixels are stored.

    begins : whether a file that begins with these bytes (up to `HEAD_BYTES`) is of this coding.
    inspect, decode : of a seekable stream at its start, the file's name (for errors), and the page (from 0).
        Both decode every pixel; `inspect` keeps none.
    """

    name: str
    begins: Callable[[bytes], bool]
    inspect: Callable[[BinaryIO, str, int], ImageInfo]
    decode: Callable[[BinaryIO, str, int], Decoded]


HEAD_BYTES = 512


def check_size(width: int, height: int, file: str) -> None:
    """Refuse what would fill the memory, before anything is decoded."""
    if width < 1 or height < 1:
        raise ReadError(Message(N_("this image has no pixels")), file)
    if width * height > MEGAPIXELS * 1_000_000:
        raise ReadError(
            Message(
                N_("this image is {width} × {height} px; images of up to {limit} megapixels are read"),
                {"width": width, "height": height, "limit": MEGAPIXELS},
            ),
            file,
        )


def ends_early(file: str, got: int | None = None, expected: int | None = None) -> ReadError:
    """A file that stops before its last row; with the rows counted where that can be known."""
    if got is None or expected is None:
        return ReadError(Message(N_("this image ends before its last row")), file)
    return ReadError(
        Message(N_("this image ends after {got} of {expected} rows"), {"got": got, "expected": expected}), file
    )


def no_such_page(file: str, page: int, pages: int) -> ReadError:
    """A page was asked for that the file does not have; pages are told from 1."""
    return ReadError(
        Message(N_("page {page} is asked for, but this file has {pages}"), {"page": page + 1, "pages": pages}), file
    )
