"""A plain folder of images: their truth is unknown. A folder inside it says what goods were declared."""

import re
from pathlib import PurePosixPath

from xray_trainer.library.foreign import ForeignSet, Place, case_of
from xray_trainer.library.formats import Format
from xray_trainer.library.source import Source
from xray_trainer.model import Completeness, Declared, LocalText, Papers

_HEADING = re.compile(r"^(\d{4,10})(?:[ _\-]+(.+))?$")  # an HS code, and perhaps a word on it
_LAYOUT = frozenset(
    ("images", "image", "img", "imgs", "jpegimages", "scans", "pictures", "train", "val", "valid", "test", "default")
)


def claims(source: Source) -> tuple[str, ...]:
    """Images are no annotation: nothing is claimed, and this format is asked for what is left."""
    return ()


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """A case of unknown truth for each of these images."""
    return ForeignSet(
        tuple(
            case_of(image, (), Place(""), completeness=Completeness.UNKNOWN, papers=declared(image)) for image in files
        )
    )


def declared(image: str) -> Papers | None:
    """What the innermost folder of an image declares: an HS code of 4 to 10 digits, or goods by name."""
    folders = [part for part in PurePosixPath(image).parts[:-1] if part.casefold() not in _LAYOUT]
    if not folders:
        return None
    heading = _HEADING.match(folders[-1])
    if heading:
        return Papers(lines=(Declared(LocalText.of(heading.group(2) or ""), heading.group(1)),))
    return Papers(lines=(Declared(LocalText.of(folders[-1])),))


FORMAT = Format("plain", "plain folder of images", 1000, claims, read)
