"""The small PNG in which LabelMe keeps a mask."""

import io
from typing import TYPE_CHECKING

from xray_trainer.errors import ReadError
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def read_mask(data: bytes, largest: int) -> "npt.NDArray[np.uint8]":
    """The mask as a (height, width) uint8 array, 0 where nothing is.

    Raises
    ------
    ReadError
        It is no PNG, is not whole, or has more than `largest` pixels.
    """
    import numpy as np  # noqa: PLC0415 - only masks need it
    from PIL import Image  # noqa: PLC0415

    unreadable = ReadError(Message(N_("the mask in this file cannot be read")))
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        raise unreadable
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if not 0 < width * height <= largest:
        raise unreadable
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            return np.asarray(image.convert("L"), np.uint8)
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises for damaged PNG files
        raise unreadable from error
