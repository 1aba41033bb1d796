"""One file of a native set: JSON with its own format and version, read with every defect, written with nothing lost."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from xray_trainer.errors import FormatError, NewerVersion, ReadError, TrainerError
from xray_trainer.files import write_atomically
from xray_trainer.library.layout import leads_out
from xray_trainer.model import Case, Defect, SetHead, Truth, codec
from xray_trainer.model.codec import Json
from xray_trainer.text import N_, Message

Noun = TypeVar("Noun")

VERSION = 1
LARGEST = 30_000_000  # bytes; a truth of ten thousand concealments has a tenth of that
FORMATS: dict[type, str] = {
    SetHead: "xray-trainer/image-set",
    Case: "xray-trainer/case",
    Truth: "xray-trainer/truth",
}
_VERSION = re.compile(r"^(\d{1,9})(\.\d+)*$")
MISSING, LINK, NEWER, OTHER_FORMAT = "missing_file", "link", "newer_version", "other_format"


@dataclass(frozen=True, slots=True)
class Stored(Generic[Noun]):
    """What was found in a file: the noun (None if it cannot be had), the JSON as it stands, and what is wrong."""

    noun: Noun | None
    value: Json
    defects: tuple[Defect, ...]


def load(noun: type[Noun], folder: Path, path: str) -> Stored[Noun]:
    """Read the file at a relative path of a set as a noun; never raises."""
    defect: Defect | None = None
    if leads_out(folder, path):
        return Stored(None, None, (Defect(LINK, Message(N_("this is a link; a set holds its own files")), path),))
    try:
        size = _size(folder / path)
        if size is None:
            return Stored(None, None, (Defect("unreadable", Message(N_("this is no plain file")), path),))
        if size > LARGEST:
            sentence = N_("this file is larger than a file of a set can be")
            return Stored(None, None, (Defect("unreadable", Message(sentence), path),))
        data = (folder / path).read_bytes()
    except FileNotFoundError:
        return Stored(None, None, (Defect(MISSING, Message(N_("this file is missing")), path),))
    except OSError as error:
        reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
        return Stored(None, None, (Defect("unreadable", reason, path),))
    value, defects = codec.parse(data, path)
    if defects:
        return Stored(None, None, defects)
    defect = format_defect(value, FORMATS[noun], path)
    if defect:
        return Stored(None, value, (defect,))
    found, defects = codec.decode(noun, value, path)
    return Stored(found, value, defects)


def _size(path: Path) -> int | None:
    """Size in bytes; None for what is no plain file (reading a pipe would wait for ever). Raises OSError."""
    found = path.stat()
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def format_defect(value: Json, expected: str, path: str) -> Defect | None:
    """What is wrong with a file's `format` and `version`, if anything."""
    if not isinstance(value, dict):
        return Defect(codec.WRONG_SHAPE, Message(N_("an object with named fields is expected here")), path)
    if value.get("format") != expected:
        wanted = Message(N_("this is not a file of the format {format}"), {"format": expected})
        return Defect(OTHER_FORMAT, wanted, path, "format")
    version = value.get("version")
    match = _VERSION.match(str(version)) if isinstance(version, str | int) and not isinstance(version, bool) else None
    if match is None:
        return Defect(codec.WRONG_SHAPE, Message(N_("a version number such as 1 is expected here")), path, "version")
    if int(match.group(1)) > VERSION:
        newer = Message(
            N_("this file has version {version}; this program knows {known}. A newer X-ray Trainer opens it."),
            {"version": version, "known": VERSION},
        )
        return Defect(NEWER, newer, path, "version")
    return None


def error_of(defect: Defect, folder: Path | None = None) -> TrainerError:
    """The error that a defect amounts to for whoever needs the file."""
    kinds: dict[str, type[TrainerError]] = {MISSING: ReadError, "unreadable": ReadError, NEWER: NewerVersion}
    file = folder / defect.file if folder is not None else defect.file
    return kinds.get(defect.code, FormatError)(defect.message, file, defect.location)


def save(noun: SetHead | Case | Truth, folder: Path, path: str) -> None:
    """Write a noun into its file, atomically; keys that this program does not know stay.

    Raises
    ------
    NewerVersion
        The file there was written by a newer program; it is left as it is.
    WriteError
        The disk is full or read-only; the file is as it was.
    """
    kind = type(noun)
    before = load(kind, folder, path)
    for defect in before.defects:
        if defect.code in (NEWER, LINK):
            raise error_of(defect, folder)
    plain = codec.encode(noun, over=before.value)
    head: dict[str, Json] = {"format": FORMATS[kind], "version": VERSION}
    write_atomically(folder / path, codec.text(head | {k: v for k, v in plain.items() if k not in head}).encode())
