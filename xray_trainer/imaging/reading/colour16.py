"""Colour, or grey with opacity, of more than 8 bit, which Pillow alone reduces to 8."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from PIL import ImageFile

from xray_trainer.errors import ReadError
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Pillow's unpacker for samples of the one byte order takes the high byte; the other order's takes what is the low one.
_LOW_BYTE = {"16B": "16L", "16L": "16B", "16N": "16B"}
_CODESTREAM = b"\xff\x4f\xff\x51"  # start of codestream, image and tile size (ISO/IEC 15444-1, A.4.1 and A.5.1)


def luminance(
    again: Callable[[], ImageFile.ImageFile], name: str, stream: BinaryIO, file: str
) -> npt.NDArray[np.uint16]:
    """Grey of a file's pixels in full depth: (height, width) uint16, not yet turned upright.

    again : opens the file anew; Pillow decodes a file twice, for the high and for the low bytes.
    """
    import numpy as np  # noqa: PLC0415 - inspecting does without numpy

    from xray_trainer.imaging.reading import grey  # noqa: PLC0415

    if name == "JPEG 2000":
        return _jpeg2000(again, stream, file)
    image = again()
    raw_mode = _raw_mode(image)
    if raw_mode.startswith("LA;16"):  # as many bytes a pixel as RGBA: grey high, low, opacity high, low
        _set_raw_mode(image, "RGBA")
        image.load()
        samples = np.asarray(image)
        return grey.luminance(np.ascontiguousarray(samples).view(">u2").astype(np.uint16))
    low = again()
    _set_raw_mode(low, raw_mode[:-3] + _LOW_BYTE[raw_mode[-3:]])
    premultiplied = raw_mode.startswith("RGBa")
    if premultiplied:  # Pillow would divide by the opacity, in 8 bit
        for one in (image, low):
            _set_raw_mode(one, _raw_mode(one).replace("RGBa", "RGBA"))
    image.load()
    low.load()
    return grey.luminance(np.asarray(image), np.asarray(low), premultiplied)


def _raw_mode(image: ImageFile.ImageFile) -> str:
    args = image.tile[0].args
    return str(args[0]) if isinstance(args, tuple) else str(args)


def _set_raw_mode(image: ImageFile.ImageFile, raw_mode: str) -> None:
    image.tile = [
        tile._replace(args=(raw_mode, *tile.args[1:]) if isinstance(tile.args, tuple) else raw_mode)
        for tile in image.tile
    ]


def jpeg2000_depth(stream: BinaryIO) -> int:
    """Bits of the deepest component, from the codestream's head; 0 if it is not found."""
    stream.seek(0)
    data = stream.read(1 << 20)
    start = data.find(_CODESTREAM)
    if start < 0 or len(data) < start + 42:
        return 0
    (components,) = struct.unpack_from(">H", data, start + 40)
    depths = data[start + 42 : start + 42 + 3 * components : 3]
    return max(((depth & 0x7F) + 1 for depth in depths), default=0)


def _jpeg2000(again: Callable[[], ImageFile.ImageFile], stream: BinaryIO, file: str) -> npt.NDArray[np.uint16]:
    """By OpenCV, once Pillow has decoded the file and found it whole."""
    import cv2  # noqa: PLC0415 - only this rare kind needs OpenCV to be read
    import numpy as np  # noqa: PLC0415

    from xray_trainer.imaging.reading import grey  # noqa: PLC0415

    image = again()
    image.load()
    stream.seek(0)
    depth = jpeg2000_depth(stream)
    stream.seek(0)
    colours = cv2.imdecode(np.frombuffer(stream.read(), np.uint8), cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION)
    if colours is None or colours.dtype != np.uint16 or colours.ndim != 3 or colours.shape[:2] != image.size[::-1]:
        raise ReadError(Message(N_("JPEG 2000 colour of {bits} bit is not read here"), {"bits": depth}), file)
    order = [2, 1, 0, 3][: colours.shape[2]]
    samples = np.asarray(colours[..., order], np.uint16)
    return grey.luminance(grey.widened(samples, (1 << depth) - 1))
