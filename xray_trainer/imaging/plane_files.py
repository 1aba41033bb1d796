"""Where the planes of scans and twins are written: grey PNG of 8 or 16 bit, the same bytes for the same pixels."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from xray_trainer import files
from xray_trainer.imaging.companding import Codes, Grey16, Noise, compand, values_of
from xray_trainer.model import FileRef, Plane, PlaneKind, Twin

_PLAIN, _HUFFMAN_ONLY = 0, 2  # zlib's strategies
_LEVEL = 6
_REPEATING = 0.5  # share of pixels like their left neighbour from which on it pays to look for repetitions


def write_plane(folder: Path, path: str, samples: Codes) -> FileRef:
    """Write values or codes as a grey PNG into the set at `folder`, whole or not at all.

    Noise repeats nothing: deflate's search for repetitions would take five times as long and save 4 %. It is left out,
    except where most pixels are like their neighbours, as in a twin's difference.

    Parameters
    ----------
    path : relative to `folder`. samples : (height, width) uint8 or uint16.

    Raises
    ------
    WriteError
        The disk is full, the folder read-only, …; what was there is as it was.
    """
    if samples.ndim != 2 or samples.dtype not in (np.uint8, np.uint16) or not samples.size:
        raise ValueError("samples must be a (height, width) array of uint8 or uint16")
    repeating = float(np.mean(samples[:, 1:] == samples[:, :-1])) >= _REPEATING if samples.shape[1] > 1 else True
    stream = BytesIO()
    picture = Image.fromarray(np.ascontiguousarray(samples))
    picture.save(stream, "PNG", compress_level=_LEVEL, compress_type=_PLAIN if repeating else _HUFFMAN_ONLY)
    data = stream.getvalue()
    files.write_atomically(folder / path, data)
    return FileRef(path, len(data), hashlib.sha256(data).hexdigest())


def write_planes(
    folder: Path, stem: str, planes: Mapping[PlaneKind, Grey16], noise: Mapping[PlaneKind, Noise] | None = None
) -> tuple[Plane, ...]:
    """Write the planes of a scan as STEM_high.png and so on; those whose noise is given, companded.

    Raises WriteError as `write_plane`, ValueError as `compand`.
    """
    written = []
    for kind, plane in planes.items():
        known = None if noise is None else noise.get(kind)
        samples, levels = (plane, ()) if known is None else compand(plane, known)
        written.append(Plane(kind, write_plane(folder, f"{stem}_{kind.value}.png", samples), levels=levels))
    return tuple(written)


def write_twin(
    folder: Path, stem: str, index: int, planes: Mapping[PlaneKind, Grey16], clean: Mapping[PlaneKind, Grey16],
    noise: Mapping[PlaneKind, Noise] | None = None,
) -> Twin:  # fmt: skip
    """Write the clean counterpart of the case's scan `index` as differences, each plane as STEM_high.png and so on.

    Parameters
    ----------
    planes, clean : the scan and its twin before companding, of the same kinds. noise : as the scan was written with:
    the difference is of what a reader gets.
    """
    written = []
    for kind, plane in planes.items():
        known = None if noise is None else noise.get(kind)
        difference = _as_read(plane, known) - _as_read(clean[kind], known)  # modulo 2¹⁶, as uint16 is
        written.append(Plane(kind, write_plane(folder, f"{stem}_{kind.value}.png", difference)))
    return Twin(index, tuple(written))


def _as_read(plane: Grey16, noise: Noise | None) -> Grey16:
    return plane if noise is None else values_of(*compand(plane, noise))
