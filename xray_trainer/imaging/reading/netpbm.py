"""PGM and PPM, plain and binary, of any depth up to 16 bit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from xray_trainer.errors import ReadError
from xray_trainer.imaging.reading.coding import Coding, Decoded, ImageInfo, check_size, ends_early, no_such_page
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_SPACE = rb"(?:\s|#[^\n\r]*[\n\r])"
_HEAD = re.compile(rb"P([2356])" + rb"".join(_SPACE + rb"+(\d{1,10})" for _ in range(3)) + rb"\s")
_LONGEST_HEAD = 1 << 16  # bytes, comments included


@dataclass(frozen=True, slots=True)
class _Head:
    """samples : a pixel. most : the value of white. start : where the pixels begin."""

    plain: bool
    samples: int
    width: int
    height: int
    most: int
    start: int

    @property
    def bits(self) -> int:
        return self.most.bit_length()


def _begins(head: bytes) -> bool:
    return head[:1] == b"P" and head[1:2] in b"2356" and (head[2:3].isspace() or head[2:3] == b"#") and len(head) > 2


def _head(stream: BinaryIO, file: str) -> _Head:
    found = _HEAD.match(stream.read(_LONGEST_HEAD))
    if not found:
        raise ReadError(Message(N_("the head of this {format} file is damaged"), {"format": "PGM/PPM"}), file)
    kind = int(found[1])
    width, height, most = int(found[2]), int(found[3]), int(found[4])
    check_size(width, height, file)
    if not 0 < most < 65536:
        raise ReadError(
            Message(N_("this file says that white is {value}; 1 to 65535 is possible"), {"value": most}), file
        )
    return _Head(kind in (2, 3), 3 if kind in (3, 6) else 1, width, height, most, found.end())


def _inspect(stream: BinaryIO, file: str, page: int) -> ImageInfo:
    decoded = _decode(stream, file, page)
    stream.seek(0)
    mode = "colour" if _head(stream, file).samples == 3 else "grey"
    height, width = decoded.grey.shape
    return ImageInfo(width, height, decoded.bits, 1, "PGM/PPM", mode)


def _decode(stream: BinaryIO, file: str, page: int) -> Decoded:
    import numpy as np  # noqa: PLC0415 - a child that only looks at other codings starts sooner without it

    from xray_trainer.imaging.reading import grey  # noqa: PLC0415

    head = _head(stream, file)
    if page:
        raise no_such_page(file, page, 1)
    row, wanted = head.width * head.samples, head.width * head.height * head.samples
    stream.seek(head.start)
    if head.plain:
        samples = _plain_samples(stream.read(wanted * 7 + _LONGEST_HEAD), wanted, file)
    else:
        kind = np.dtype(">u2" if head.most > 255 else "u1")
        data = stream.read(wanted * kind.itemsize)
        samples = np.frombuffer(data[: len(data) // kind.itemsize * kind.itemsize], kind)
    if len(samples) < wanted:
        raise ends_early(file, len(samples) // row, head.height)
    wide = grey.widened(samples.astype(np.uint16), head.most)
    if head.samples == 1:
        return Decoded(wide.reshape(head.height, head.width), head.bits)
    return Decoded(grey.luminance(wide.reshape(head.height, head.width, 3)), head.bits)


def _plain_samples(text: bytes, wanted: int, file: str) -> npt.NDArray[np.uint16]:
    """Numbers written as text, comments left out."""
    import numpy as np  # noqa: PLC0415 - as above

    words = re.sub(rb"#[^\n\r]*", b"", text).split(maxsplit=wanted)[:wanted]
    try:
        return np.array(words, np.uint16) if words else np.zeros(0, np.uint16)
    except (ValueError, OverflowError) as error:
        raise ReadError(Message(N_("a pixel of this file is not a number from 0 to 65535")), file) from error


CODING = Coding("PGM/PPM", _begins, _inspect, _decode)
