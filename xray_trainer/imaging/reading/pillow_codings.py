"""PNG, TIFF, JPEG, JPEG 2000, BMP, GIF and WebP, decoded by Pillow, each by the one plugin named here.

Pillow keeps 16-bit grey exactly but gives 16-bit colour as its high bytes; `colour16` fetches the low ones too.
"""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from PIL import (
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from xray_trainer.errors import ReadError
from xray_trainer.imaging.reading import colour16, rows
from xray_trainer.imaging.reading.coding import (
    MEGAPIXELS,
    Coding,
    Decoded,
    ImageInfo,
    check_size,
    ends_early,
    no_such_page,
)
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Our own limit is checked first and is the lower one for what Pillow would refuse; where Pillow checks again (TIFF's
# tiles, a GIF's frames), it checks against the same.
Image.MAX_IMAGE_PIXELS = MEGAPIXELS * 1_000_000

# What Pillow's plugins and decoders have been seen to raise on damaged files, their crash corpus included.
PILLOW_ERRORS = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, AttributeError,
    AssertionError, ZeroDivisionError, NotImplementedError, RuntimeError, struct.error, zlib.error,
    Image.DecompressionBombError,
)  # fmt: skip

_GREY_MODES = frozenset({"1", "L", "I;16", "I;16B", "I;16L", "I;16N", "I", "F"})
_COLOUR_MODES = frozenset({"RGB", "RGBX", "RGBA", "RGBa", "LA", "La", "CMYK", "YCbCr"})
_PALETTE_MODES = frozenset({"P", "PA"})
_BITS = {"1": 1, "I": 32, "F": 32}
_MOST_PAGES = 1000


class _PillowIsQuiet:
    """While a file is read, Pillow's warnings are not told: what matters is refused, the rest is not for readers.

    The list of warning filters belongs to the whole process, so threads that read at once share one change of it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._before: warnings.catch_warnings[None] | None = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._lock:
            if not self._readers:
                self._before = warnings.catch_warnings()
                self._before.__enter__()
                warnings.filterwarnings("ignore", module=r"PIL\b")
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                if not self._readers and self._before:
                    self._before.__exit__(None, None, None)


_pillow_is_quiet = _PillowIsQuiet()


@contextmanager
def _damage_told(name: str, stream: BinaryIO, file: str, opened: list[ImageFile.ImageFile]) -> Iterator[None]:
    """What Pillow raises becomes one sentence about the file."""
    with _pillow_is_quiet.reading():
        try:
            yield
        except MemoryError as error:
            raise ReadError(Message(N_("this image needs more memory than may be used for it")), file) from error
        except PILLOW_ERRORS as error:
            raise _damage(name, stream, file, opened[0] if opened else None, error) from error


def _damage(
    name: str, stream: BinaryIO, file: str, image: ImageFile.ImageFile | None, error: BaseException
) -> ReadError:
    """What is wrong with a file whose head (no `image`) or pixels Pillow could not read."""
    if image is None:
        if name == "TIFF" and rows.tiff_is_cut_short(stream):
            return ends_early(file)
        sentence = N_("the head of this {format} file is damaged or of a kind that is not read here")
        return ReadError(Message(sentence, {"format": name}), file)
    counted = rows.count(name, stream, image)
    if counted:
        return ends_early(file, *counted)
    if "truncated" in str(error).lower():
        return ends_early(file)
    return ReadError(Message(N_("the pixels of this {format} file are damaged"), {"format": name}), file)


def _open(plugin: type[ImageFile.ImageFile], name: str, stream: BinaryIO, file: str, page: int) -> ImageFile.ImageFile:
    """The file's head, read; its size, depth and colours found fit to be decoded."""
    stream.seek(0)
    image = plugin(stream)  # without a file name Pillow never maps the file, which another may cut short meanwhile
    if page:
        _turn_to(image, name, file, page)
    check_size(*image.size, file)
    if image.mode not in _GREY_MODES | _COLOUR_MODES | _PALETTE_MODES:
        raise ReadError(Message(N_("images of the kind {mode} are not read here"), {"mode": image.mode}), file)
    return image


def _turn_to(image: ImageFile.ImageFile, name: str, file: str, page: int) -> None:
    pages = _pages(image, name)
    if not 0 <= page < pages:
        raise no_such_page(file, page, pages)
    image.seek(page)


def _pages(image: ImageFile.ImageFile, name: str) -> int:
    """How many pages can be reached; what moves has one, its first frame."""
    if name != "TIFF":
        return 1
    here, pages = image.tell(), 0
    try:
        while pages < _MOST_PAGES:
            image.seek(pages)
            pages += 1
    except PILLOW_ERRORS:
        pages = max(1, pages)
    image.seek(here)
    return pages


def _inspect(plugin: type[ImageFile.ImageFile], name: str, stream: BinaryIO, file: str, page: int) -> ImageInfo:
    opened: list[ImageFile.ImageFile] = []
    with _damage_told(name, stream, file, opened):
        image = _open(plugin, name, stream, file, page)
        opened.append(image)
        bits, mode = _depth(image, name, stream, file)[0], _mode(image)
        _load(image, file)
        most = _most(image) if name == "PNG" and image.mode in ("L", "I;16") else None
        width, height = image.size
        if _orientation(image, name) >= 5:
            width, height = height, width
        pages = 1 if name != "TIFF" else max(page + 1, _pages(_opened_anew(plugin, stream), name))
    return ImageInfo(width, height, bits, pages, name, mode, most)


def _most(image: Image.Image) -> int:
    """The greatest sample of a grey image."""
    _, most = image.getextrema()
    return int(most) if isinstance(most, int | float) else 0


def _opened_anew(plugin: type[ImageFile.ImageFile], stream: BinaryIO) -> ImageFile.ImageFile:
    """The same file opened anew: a decoded image no longer turns its pages."""
    stream.seek(0)
    return plugin(stream)


def _decode(plugin: type[ImageFile.ImageFile], name: str, stream: BinaryIO, file: str, page: int) -> Decoded:
    opened: list[ImageFile.ImageFile] = []
    with _damage_told(name, stream, file, opened):
        image = _open(plugin, name, stream, file, page)
        opened.append(image)
        bits, deep_colour = _depth(image, name, stream, file)
        from xray_trainer.imaging.reading import grey  # noqa: PLC0415 - inspecting does without numpy

        if deep_colour:
            levels = colour16.luminance(lambda: _open(plugin, name, stream, file, page), name, stream, file)
        else:
            inverted = name == "TIFF" and rows.tag(image, TiffImagePlugin.PHOTOMETRIC_INTERPRETATION, 1) == 0
            _load(image, file)
            levels = _grey(image, bits)
            if inverted and image.mode.startswith("I;16"):  # Pillow turns 8-bit "white is zero", but not 16-bit
                levels = grey.WHITE - levels
        orientation = _orientation(image, name)
    return Decoded(grey.upright(levels, orientation), bits)


def _mode(image: Image.Image) -> str:
    if image.mode in _PALETTE_MODES:
        return "palette"
    return "colour" if image.mode in _COLOUR_MODES - {"LA", "La"} else "grey"


def _depth(image: ImageFile.ImageFile, name: str, stream: BinaryIO, file: str) -> tuple[int, bool]:
    """Significant bits a sample; and whether the samples are colours (or grey with opacity) of more than 8 bit."""
    if name == "PNG":
        bits = rows.png_depth(stream)
    elif name == "TIFF":
        found = rows.tag(image, TiffImagePlugin.BITSPERSAMPLE, 1)
        bits = max(found) if isinstance(found, tuple) and found else int(found) if isinstance(found, int) else 8
    elif name == "JPEG 2000":
        bits = colour16.jpeg2000_depth(stream) or (16 if image.mode == "I;16" else 8)
    else:
        bits = _BITS.get(image.mode, 8)
    deep_colour = bits > 8 and image.mode in _COLOUR_MODES
    if deep_colour and image.mode == "CMYK":
        return 8, False  # ink is only ever read to 8 bit
    if deep_colour and name == "TIFF" and rows.tag(image, TiffImagePlugin.PLANAR_CONFIGURATION, 1) == 2:
        raise ReadError(Message(N_("16-bit colour in separate planes is not read here")), file)
    return bits, deep_colour


def _load(image: ImageFile.ImageFile, file: str) -> None:
    """Decode all pixels. Pillow leaves black what no strip or tile covers; that is refused."""
    if isinstance(image, TiffImagePlugin.TiffImageFile) and image.tile and image.tile[0].codec_name == "raw":
        covered = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (t.extents for t in image.tile) if box)
        if covered < image.size[0] * image.size[1]:
            raise ends_early(file, covered // max(1, image.size[0]), image.size[1])
    image.load()


def _grey(image: Image.Image, bits: int) -> npt.NDArray[np.uint16]:
    """Decoded pixels as (height, width) uint16, not yet turned upright."""
    import numpy as np  # noqa: PLC0415 - inspecting does without numpy

    from xray_trainer.imaging.reading import grey  # noqa: PLC0415

    if image.mode in ("I", "F"):
        return grey.scaled(np.asarray(image))
    if image.mode in _GREY_MODES:
        samples = np.asarray(image)
        if image.mode == "1":
            return samples.astype(np.uint16) * np.uint16(grey.WHITE)
        if image.mode == "L":
            return grey.widened(samples, 255)
        if not 8 < bits < 16:
            return samples.astype(np.uint16, copy=False)
        if isinstance(image, Jpeg2KImagePlugin.Jpeg2KImageFile):  # shifted up to 16 bit by Pillow
            samples = samples >> (16 - bits)
        return grey.widened(samples, (1 << bits) - 1)
    if image.mode in _PALETTE_MODES:
        image = image.convert("RGBA" if image.mode == "PA" or "transparency" in image.info else "RGB")
    elif image.mode in ("CMYK", "YCbCr", "RGBX"):
        image = image.convert("RGB")
    return grey.luminance(np.asarray(image), premultiplied=image.mode in ("La", "RGBa"))


def _orientation(image: Image.Image, name: str) -> int:
    """EXIF's orientation; 1 if it is unreadable. Pillow has turned TIFF already."""
    if name == "TIFF":
        return 1
    try:
        found = image.getexif().get(ExifTags.Base.Orientation, 1)
    except PILLOW_ERRORS:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _coding(name: str, plugin: type[ImageFile.ImageFile], begins: Callable[[bytes], bool]) -> Coding:
    return Coding(name, begins, partial(_inspect, plugin, name), partial(_decode, plugin, name))


CODINGS = (
    _coding("PNG", PngImagePlugin.PngImageFile, _starts(b"\x89PNG\r\n\x1a\n")),
    _coding("TIFF", TiffImagePlugin.TiffImageFile, _starts(b"II*\0", b"MM\0*", b"II+\0")),
    _coding("JPEG", JpegImagePlugin.JpegImageFile, _starts(b"\xff\xd8\xff")),
    _coding(
        "JPEG 2000",
        Jpeg2KImagePlugin.Jpeg2KImageFile,
        _starts(b"\xff\x4f\xff\x51", b"\x00\x00\x00\x0cjP  \r\n\x87\n"),
    ),
    _coding("BMP", BmpImagePlugin.BmpImageFile, _starts(b"BM")),
    _coding("GIF", GifImagePlugin.GifImageFile, _starts(b"GIF87a", b"GIF89a")),
    _coding("WebP", WebPImagePlugin.WebPImageFile, lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
)
