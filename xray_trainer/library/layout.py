"""Names inside an image set: which paths are allowed, how case ids and category slugs are made.

A set may come from a stick or by mail, so each path in it is data to be checked, on every system by the rules of all:
what Windows takes for a device or a drive is refused on Linux too.
"""

import os
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from xray_trainer.text import N_, Message

HEAD = "image_set.json"
CASES, TRUTH, SCANS = "cases", "truth", "scans"
TWINS, SCENES = "twins", "scenes"  # of simulated cases: the clean counterparts, and how the cases were made
ID_LENGTH = 80
_ID_BYTES = 236  # with an ending this stays under the 255 bytes that file systems allow
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"} | {f"{n}{i}" for n in ("com", "lpt") for i in "0123456789¹²³"})  # fmt: skip  # noqa: E501
_NAME_BYTES, _PATH_LETTERS = 255, 1000
_DRIVE = re.compile(r"^[A-Za-z]:")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*]')


def case_path(case_id: str) -> str:
    """Where a case is kept, relative to its set."""
    return f"{CASES}/{case_id}.json"


def truth_path(case_id: str) -> str:
    """Where a case's truth is kept, relative to its set."""
    return f"{TRUTH}/{case_id}.json"


def scene_path(case_id: str) -> str:
    """Where it is kept how a simulated case was made, relative to its set."""
    return f"{SCENES}/{case_id}.json"


def path_fault(path: str) -> Message | None:
    """Why a path may not stand in a set; None if it is a plain relative POSIX path below the set's folder."""
    if not path:
        return Message(N_("a file's path is expected here"))
    if path.startswith(("/", "\\")) or _DRIVE.match(path):
        return Message(N_("the path {path} is absolute; files are named relative to the set's folder"), {"path": path})
    if "\\" in path:
        return Message(N_("the path {path} has a backslash; folders are divided by / here"), {"path": path})
    parts = path.split("/")
    if any(len(part.encode("utf-8", "replace")) > _NAME_BYTES for part in parts) or len(path) > _PATH_LETTERS:
        return Message(N_("a name here is longer than a disk can keep"))
    if ".." in parts:
        return Message(N_("the path {path} leads out of the set's folder"), {"path": path})
    if any(is_device(part) for part in parts):
        return Message(N_("the path {path} names a device, not a file"), {"path": path})
    if _FORBIDDEN.search(path) or any(part in ("", ".") or part.endswith((".", " ")) for part in parts):
        return Message(N_("the path {path} cannot be kept on every system"), {"path": path})
    return None


def is_device(name: str) -> bool:
    """Whether Windows takes a file of this name for a device (NUL.json is one too)."""
    return name.split(".")[0].rstrip(" ").casefold() in _DEVICES


def leads_out(folder: Path, path: str) -> bool:
    """Whether a link lies on the way from the set's folder to a file in it."""
    here = folder
    for part in PurePosixPath(path).parts:
        here = here / part
        if os.path.islink(here):
            return True
    return not os.path.realpath(here).startswith(os.path.realpath(folder) + os.sep)  # a junction on Windows


# as passports of the region write it (ICAO Doc 9303); Kyrgyz ң ө ү besides
_LATIN = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэңөү", "abvgdeeziiklmnoprstufyenou", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
)


def is_case_id(text: str) -> bool:
    """Whether a text is a case id: Unicode letters, digits, - and _, at most 80, and no device of Windows."""
    return (
        0 < len(text) <= ID_LENGTH
        and len(text.encode()) <= _ID_BYTES
        and all(_fits(letter) for letter in text)
        and not is_device(text)
    )


def _fits(letter: str) -> bool:
    return letter in "-_" or letter.isalnum()


def case_id(path: str, taken: Collection[str] = ()) -> str:
    """The id of the case that was imported from a relative path: everything but letters and digits becomes -.

    `taken` holds the `folded` ids that it must not clash with; where it would, -2, -3, … is added.
    """
    stem = path[: -len(PurePosixPath(path).suffix)] if PurePosixPath(path).suffix else path
    letters = "".join(one if _fits(one) else "-" for one in unicodedata.normalize("NFC", stem))
    slug = _cut(re.sub(r"-{2,}", "-", letters).strip("-"), ID_LENGTH) or "case"
    if is_device(slug):
        slug = f"case-{slug}"
    number, found = 1, slug
    while folded(found) in taken:
        number += 1
        ending = f"-{number}"
        found = _cut(slug, ID_LENGTH - len(ending)) + ending
    return found


def is_free(folder: Path) -> bool:
    """Whether a new folder may take this name: nothing is there, or a folder that is known to be empty."""
    try:
        return not os.path.lexists(folder) or not any(folder.iterdir())
    except OSError:  # a file, a lost link, a folder that may not be read
        return False


def folded(text: str) -> str:
    """What file systems that ignore case take for the same name."""
    return unicodedata.normalize("NFC", text).casefold()


def _cut(text: str, length: int) -> str:
    text = text[:length]
    while len(text.encode()) > _ID_BYTES - 6:
        text = text[:-1]
    return text


def category_slug(name: str, taken: Collection[str] = ()) -> str:
    """An ASCII slug for a category's name, Cyrillic in Latin letters; `category` if nothing is left; -2 if taken."""
    latin = unicodedata.normalize("NFC", name).lower().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")[:ID_LENGTH] or "category"
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
