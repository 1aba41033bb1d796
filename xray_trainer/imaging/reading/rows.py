"""How far a damaged file reaches, read from its own tables, so that its error can say so."""

from __future__ import annotations

import os
import struct
import zlib
from typing import BinaryIO

from PIL import ImageFile, TiffImagePlugin

# What a damaged table leads to: tags that are missing, of another type, or nonsense; chunks that do not unpack.
_TABLE_ERRORS = (
    OSError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, struct.error, zlib.error,
)  # fmt: skip
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of PNG's colour types


def tag(image: ImageFile.ImageFile, number: int, default: object) -> object:
    """A TIFF tag of the open page; `default` if it is missing."""
    return image.tag_v2.get(number, default) if isinstance(image, TiffImagePlugin.TiffImageFile) else default


def count(name: str, stream: BinaryIO, image: ImageFile.ImageFile) -> tuple[int, int] | None:
    """Whole rows that the file holds, and rows that it should; None if it is not cut short or it cannot be known."""
    try:
        if name == "PNG":
            return _png(stream)
        if name == "TIFF":
            return _tiff(stream, image)
        if name == "BMP":
            return _bmp(stream)
    except _TABLE_ERRORS:
        return None
    return None


def _size(stream: BinaryIO) -> int:
    return stream.seek(0, os.SEEK_END)


def png_depth(stream: BinaryIO) -> int:
    """Bits a sample from PNG's first chunk."""
    stream.seek(24)
    depth = stream.read(1)
    return depth[0] if depth else 8


def _png(stream: BinaryIO) -> tuple[int, int] | None:
    stream.seek(16)
    width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", stream.read(13))
    if interlaced:
        return None
    row = 1 + (width * depth * _CHANNELS[colours] + 7) // 8
    stream.seek(8)
    inflate, held = zlib.decompressobj(), 0
    while len(head := stream.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        if kind == b"IEND":
            return None  # whole, but damaged otherwise
        if kind != b"IDAT":
            stream.seek(length + 4, os.SEEK_CUR)
            continue
        data = stream.read(length)
        while data and held < row * height:
            held += len(inflate.decompress(data, 1 << 20))
            data = inflate.unconsumed_tail
        stream.seek(4, os.SEEK_CUR)
    return (held // row, height) if held < row * height else None


def tiff_is_cut_short(stream: BinaryIO) -> bool:
    """Whether the table of contents, which often comes last, lies beyond the end of the file."""
    stream.seek(0)
    head = stream.read(16)
    order = "<" if head[:2] == b"II" else ">"
    big = head[2:3] == b"\x2b"  # BigTIFF, of which only the little-endian kind is read here
    try:
        (at,) = struct.unpack_from(f"{order}Q", head, 8) if big else struct.unpack_from(f"{order}I", head, 4)
    except struct.error:
        return True
    return bool(at >= _size(stream))


def _tiff(stream: BinaryIO, image: ImageFile.ImageFile) -> tuple[int, int] | None:
    if not isinstance(image, TiffImagePlugin.TiffImageFile) or tag(image, TiffImagePlugin.PLANAR_CONFIGURATION, 1) != 1:
        return None
    tags, end = image.tag_v2, _size(stream)
    width, height = int(tags[TiffImagePlugin.IMAGEWIDTH]), int(tags[TiffImagePlugin.IMAGELENGTH])
    if TiffImagePlugin.STRIPOFFSETS in tags:
        offsets, sizes = tags[TiffImagePlugin.STRIPOFFSETS], tags[TiffImagePlugin.STRIPBYTECOUNTS]
        per_strip, across = int(tags.get(TiffImagePlugin.ROWSPERSTRIP, height)), 1
    else:
        offsets, sizes = tags[TiffImagePlugin.TILEOFFSETS], tags[TiffImagePlugin.TILEBYTECOUNTS]
        per_strip = int(tags[TiffImagePlugin.TILELENGTH])
        across = -(-width // int(tags[TiffImagePlugin.TILEWIDTH]))
    for number, (offset, size) in enumerate(zip(offsets, sizes, strict=False)):
        if offset + size > end:
            got = number // across * per_strip
            if across == 1 and tags.get(TiffImagePlugin.COMPRESSION, 1) == 1:
                rows = min(per_strip, height - got)
                got += max(0, end - offset) * rows // size
            return (got, height) if got < height else None
    return None


def _bmp(stream: BinaryIO) -> tuple[int, int] | None:
    stream.seek(10)
    start, _, width, height, _, bits, compression = struct.unpack("<IIiiHHI", stream.read(24))
    row = (width * bits + 31) // 32 * 4
    held = (_size(stream) - start) // row
    return (max(0, held), abs(height)) if compression == 0 and held < abs(height) else None
