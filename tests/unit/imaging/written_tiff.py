"""TIFF files of every kind that the tests need, written from the specification (TIFF 6.0; BigTIFF)."""

import struct
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.generic]
_KINDS = {"short": (3, "H", 2), "long": (4, "I", 4), "long8": (16, "Q", 8)}


def _pages(pixels: Pixels | list[Pixels]) -> list[Pixels]:
    return pixels if isinstance(pixels, list) else [pixels]


def write_tiff(
    path: Path,
    pixels: Pixels | list[Pixels],
    *,
    order: str = "<",
    big: bool = False,
    deflate: bool = False,
    rows_per_strip: int = 0,
    tile: int = 0,
    planar: bool = False,
    photometric: int | None = None,
    extra: int | None = None,
    orientation: int | None = None,
    packed_bits: int = 0,
    head_last: bool = False,
) -> Path:
    """(height, width) or (height, width, samples) arrays, one a page.

    packed_bits : samples of so many bits (12), two in three bytes. head_last : the tables after the pixels.
    """
    file = bytearray(struct.pack(f"{order}2sHHHQ" if big else f"{order}2sHI", *_head(order, big)))
    link = 8 if big else 4
    for page in _pages(pixels):
        blocks = [
            zlib.compress(block) if deflate else block
            for block in _blocks(page, order, rows_per_strip, tile, planar, packed_bits)
        ]
        tags = _tags(page, blocks, deflate, rows_per_strip, tile, planar, photometric, extra, orientation, packed_bits)
        link = _append(file, link, tags, blocks, order, big, head_last)
    path.write_bytes(file)
    return path


def _head(order: str, big: bool) -> tuple[object, ...]:
    mark = b"II" if order == "<" else b"MM"
    return (mark, 43, 8, 0, 0) if big else (mark, 42, 0)


def _blocks(page: Pixels, order: str, rows_per_strip: int, tile: int, planar: bool, packed_bits: int) -> list[bytes]:
    height, width = page.shape[:2]
    layers = [page[..., number] for number in range(page.shape[2])] if planar else [page]
    blocks = []
    for layer in layers:
        if tile:
            for top in range(0, height, tile):
                for left in range(0, width, tile):
                    part = layer[top : top + tile, left : left + tile]
                    full = np.zeros((tile, tile, *layer.shape[2:]), layer.dtype)
                    full[: part.shape[0], : part.shape[1]] = part
                    blocks.append(_bytes(full, order, packed_bits))
        else:
            step = rows_per_strip or height
            blocks += [_bytes(layer[top : top + step], order, packed_bits) for top in range(0, height, step)]
    return blocks


def _bytes(part: Pixels, order: str, packed_bits: int) -> bytes:
    if packed_bits != 12:
        return part.astype(part.dtype.newbyteorder(order)).tobytes()
    first, second = part[:, 0::2].astype(int), part[:, 1::2].astype(int)
    three = np.stack([first >> 4, (first & 15) << 4 | second >> 8, second & 255], axis=-1)
    return three.astype(np.uint8).tobytes()


def _tags(page, blocks, deflate, rows_per_strip, tile, planar, photometric, extra, orientation, packed_bits):  # type: ignore[no-untyped-def]
    height, width = page.shape[:2]
    samples = page.shape[2] if page.ndim == 3 else 1
    kind = {"u": 1, "i": 2, "f": 3}[page.dtype.kind]
    tags = {
        256: ("long", [width]),
        257: ("long", [height]),
        258: ("short", [packed_bits or page.dtype.itemsize * 8] * samples),
        259: ("short", [8 if deflate else 1]),
        262: ("short", [photometric if photometric is not None else 2 if samples > 2 else 1]),
        277: ("short", [samples]),
        284: ("short", [2 if planar else 1]),
        339: ("short", [kind] * samples),
    }
    if extra is not None:
        tags[338] = ("short", [extra])
    if orientation:
        tags[274] = ("short", [orientation])
    if tile:
        tags |= {322: ("long", [tile]), 323: ("long", [tile]), 324: ("at", []), 325: ("long", list(map(len, blocks)))}
    else:
        tags |= {273: ("at", []), 278: ("long", [rows_per_strip or height]), 279: ("long", list(map(len, blocks)))}
    return tags


def _append(file, link, tags, blocks, order, big, head_last):  # type: ignore[no-untyped-def]
    """Put one page behind what is there; give the place of the next page's address."""
    word, count, entry = ("Q", "Q", 20) if big else ("I", "H", 12)
    inline = 8 if big else 4
    table = struct.calcsize("=" + count) + entry * len(tags) + struct.calcsize("=" + word)
    tags = {
        number: (("long8" if big else "long") if kind == "at" else kind, values or [0] * len(blocks), kind == "at")
        for number, (kind, values) in tags.items()
    }
    sizes = [len(values) * _KINDS[kind][2] for kind, values, _ in tags.values()]
    outside = sum(size for size in sizes if size > inline)
    pixels = sum(map(len, blocks))
    start = len(file)
    table_at = start + pixels if head_last else start
    blocks_at = start if head_last else start + table + outside
    offsets, at = [], blocks_at
    for block in blocks:
        offsets.append(at)
        at += len(block)
    struct.pack_into(order + word, file, link, table_at)
    head, spill = bytearray(struct.pack(order + count, len(tags))), bytearray()
    for number in sorted(tags):
        kind, values, places = tags[number]
        values = offsets if places else values
        code, letter, _ = _KINDS[kind]
        data = struct.pack(f"{order}{len(values)}{letter}", *values)
        head += struct.pack(f"{order}HH{word}", number, code, len(values))
        if len(data) > inline:
            head += struct.pack(order + word, table_at + table + len(spill))
            spill += data
        else:
            head += data.ljust(inline, b"\0")
    next_link = table_at + len(head)
    head += bytes(struct.calcsize("=" + word))
    body = b"".join(blocks)
    file += body + head + spill if head_last else head + spill + body
    return next_link
