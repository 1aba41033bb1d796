"""The vendor's own colours of a scan, darkened where an item was put into it."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from xray_trainer.errors import ReadError
from xray_trainer.files import write_atomically
from xray_trainer.model import FileRef, Plane
from xray_trainer.text import N_, Message


def darkened(
    source: Path, plane: Plane, target: Path, path: str, before: npt.NDArray[np.uint16], after: npt.NDArray[np.uint16]
) -> Plane:
    """Write the coloured picture of a scan with each pixel as much darker as the grey one became.

    Parameters
    ----------
    source, target : folders of the set it comes from and of the one it goes to. path : of the new file there.
    before, after : (height, width) the scan's grey levels without and with the item.

    Raises
    ------
    ReadError, WriteError
        The picture cannot be read or written.
    """
    try:
        with Image.open(source / plane.file.path) as picture:
            colours = np.asarray(picture.convert("RGB"), np.float32)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise ReadError(Message(N_("this picture cannot be read")), source / plane.file.path) from error
    if colours.shape[:2] != before.shape:
        raise ReadError(Message(N_("this picture has another size than the scan")), source / plane.file.path)
    share = after.astype(np.float32) / np.maximum(before, 1)
    new = np.clip(np.rint(colours * share[:, :, None]), 0, 255).astype(np.uint8)
    stream = BytesIO()
    Image.fromarray(new).save(stream, "PNG")
    data = stream.getvalue()
    write_atomically(target / path, data)
    return Plane(plane.kind, FileRef(path, len(data), hashlib.sha256(data).hexdigest()))
