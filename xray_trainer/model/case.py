"""A case: what an officer is given. It never holds its truth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xray_trainer.model.geometry import Box
from xray_trainer.model.local_text import LocalText


class PlaneKind(StrEnum):
    """What one plane of a scan measures."""

    GREY = "grey"  # one energy, or all that a file has
    HIGH = "high"
    LOW = "low"
    MATERIAL = "material"
    COLOUR = "colour"  # the vendor's own colours


class View(StrEnum):
    """From where the beam looks."""

    SIDE = "side"
    TOP = "top"


class DoorEnd(StrEnum):
    """At which end of the scan the container's doors are."""

    LEFT = "left"
    RIGHT = "right"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of an image set: relative POSIX path inside its folder, size in bytes, SHA-256 in hex."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Plane:
    """Where one plane's pixels are stored: a file, and the page in it for files of several.

    levels : of square-root companded planes, whose files hold codes (8 or 16 bit) that index this rising table of
    uint16 values; empty where the file holds the values themselves.
    """

    kind: PlaneKind
    file: FileRef
    page: int = 0
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """The reference to one X-ray image; its pixels are read by imaging.

    width, height : px, after EXIF turning. bits : significant bits of the source (8 or 16).
    pitch : [x, y] mm between pixels, None if unknown. outlines : inner boxes of the containers, from which the hit
    rule's height and area come. gamma : of the standard view, above 1 where the levels are proportional to what
    passes, so that the dark can be read; 1 where the file is toned already.
    """

    planes: tuple[Plane, ...]
    width: int
    height: int
    bits: int = 16
    pitch: tuple[float, float] | None = None
    view: View = View.SIDE
    door_end: DoorEnd = DoorEnd.UNKNOWN
    outlines: tuple[Box, ...] = ()
    gamma: float = 1.0

    @property
    def digest(self) -> str:
        """What identifies the pixels: the SHA-256 of the first plane's file."""
        return self.planes[0].file.sha256 if self.planes else ""


@dataclass(frozen=True, slots=True)
class Declared:
    """One line of the declaration."""

    goods: LocalText = LocalText()
    hs_code: str = ""
    packages: int | None = None
    net_kg: float | None = None
    gross_kg: float | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as the papers name it and as it was found on the door."""

    papers: str = ""
    found: str = ""
    photo: FileRef | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """What the shipper says: declaration, container or plate number, seals, masses in kg."""

    container: str = ""
    plate: str = ""
    type: str = ""
    declared_gross_kg: float | None = None
    weighed_gross_kg: float | None = None
    seals: tuple[Seal, ...] = ()
    lines: tuple[Declared, ...] = ()
    route: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One inspection: scans and papers. `source` is the path as it was where the case was imported from."""

    id: str
    scans: tuple[Scan, ...]
    papers: Papers | None = None
    title: LocalText = LocalText()
    source: str = ""
