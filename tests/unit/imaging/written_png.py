"""PNG files written chunk by chunk, so that they may hold what no writer would write."""

import struct
import zlib
from pathlib import Path


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write_png(path: Path, width: int, height: int, bits: int, kind: int, rows: bytes) -> None:
    """kind : PNG's colour type. rows : each a filter byte and its samples; they need not be all."""
    write_deflated_png(path, width, height, bits, kind, zlib.compress(rows, 0))


def write_deflated_png(path: Path, width: int, height: int, bits: int, kind: int, deflated: bytes) -> None:
    """As `write_png`, of rows that are compressed already."""
    head = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    chunks = _chunk(b"IHDR", head), _chunk(b"IDAT", deflated), _chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def deflated_zeros(length: int, parts: int) -> bytes:
    """So many zero bytes, a multiple of `parts`, as a zlib stream made at once: one part, repeated."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    part = squeeze.compress(bytes(length // parts)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    check = struct.pack(">HH", length % 65521, 1)  # Adler-32 of zeros (RFC 1950)
    return b"\x78\x01" + part * parts + b"\x03\x00" + check
