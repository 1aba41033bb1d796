"""What lies in a folder (or is one file) that is to be imported: listed once, read only, links and devices left out."""

import codecs
import os
import re
import shutil
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from xray_trainer.errors import ReadError, RequestError
from xray_trainer.model import Defect
from xray_trainer.text import N_, Message

# those that imaging does not read are here too, so that it says why
IMAGE_SUFFIXES = frozenset(
    f".{ending}"
    for ending in (
        "png", "jpg", "jpeg", "jpe", "jfif", "jp2", "j2k", "tif", "tiff", "bmp", "gif", "webp", "pgm", "ppm", "pnm",
        "dcm", "dcs", "dicom", "sgi", "fli", "flc", "psd", "ico", "pcx", "tga", "heic", "avif", "jxl", "exr", "dds",
    )
)  # fmt: skip
LARGEST_ANNOTATION = 200_000_000  # bytes; as plain Python values a file takes about five times its size
MOST_FILES = 500_000
NEIGHBOURS_DEPTH = 3  # folders below an annotation file's own in which its images are looked for
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ANNOTATION_FOLDERS = frozenset({"annotations", "labels", "labeltxt", "_annotations"})


class Source:
    """Files by their relative POSIX path, in the order in which a person counts (img2 before img10).

    `only` is the one file that was asked for, if it is not a folder; of its neighbours only images are listed then.
    """

    def __init__(self, path: Path) -> None:
        path = Path(os.path.abspath(path))
        if not os.path.exists(path):
            raise RequestError(Message(N_("there is no such file or folder")), path)
        self.defects: tuple[Defect, ...] = ()
        self.only: str | None = None
        if path.is_dir():
            self.root = path
            self.files = self._listed()
        elif path.is_file():
            self.root = _root_of(path)
            self.only = path.relative_to(self.root).as_posix()
            self.files = (self.only,) if _is_image(path.name) else self._neighbours()
        else:
            raise RequestError(Message(N_("this is neither a file nor a folder")), path)

    def _listed(self, depth: int | None = None) -> tuple[str, ...]:
        found: list[str] = []
        defects: list[Defect] = []
        for folder, inner, names in os.walk(self.root, onerror=_Unreadable(defects)):
            here = Path(folder).relative_to(self.root)
            for name in inner:
                if (Path(folder) / name).is_symlink():
                    defects.append(_link((here / name).as_posix()))
            deep = depth is not None and len(here.parts) >= depth
            inner[:] = [name for name in inner if not _is_hidden(name) and not deep]
            for name in names:
                path = (here / name).as_posix()
                if _is_hidden(name):
                    continue
                if not _is_text(path):
                    sentence = N_("the name of this file is in an unknown encoding; it was left out")
                    defects.append(Defect("bad_path", Message(sentence), ascii(path)))
                elif (Path(folder) / name).is_symlink():
                    defects.append(_link(path))
                elif _is_regular(Path(folder) / name):
                    found.append(path)
            if len(found) > MOST_FILES:
                reason = N_("more than {number} files lie here; choose the folder of one set")
                raise RequestError(Message(reason, {"number": MOST_FILES}), self.root)
        self.defects = tuple(defects)
        return tuple(sorted(found, key=counted))

    def _neighbours(self) -> tuple[str, ...]:
        """The one file and the images from which it may choose: beside it, or in folders beside its own."""
        listed = self._listed(NEIGHBOURS_DEPTH)
        self.defects = ()
        return tuple(one for one in listed if one == self.only or _is_image(one))

    @cached_property
    def images(self) -> tuple[str, ...]:
        """Files that are images by their ending."""
        return tuple(one for one in self.files if _is_image(one))

    def with_suffix(self, *suffixes: str) -> tuple[str, ...]:
        """Files with one of these endings, in small letters."""
        return tuple(one for one in self.files if PurePosixPath(one).suffix.lower() in suffixes)

    def path(self, name: str) -> Path:
        """Where a listed file is on disk."""
        return self.root / name

    def read(self, name: str) -> bytes:
        """The bytes of an annotation file. Raises ReadError if it cannot be read or is too large to be one."""
        try:
            size = self.path(name).stat().st_size
            if size > LARGEST_ANNOTATION:
                raise ReadError(Message(N_("this file is larger than an annotation file can be")), name)
            return self.path(name).read_bytes()
        except OSError as error:
            reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
            raise ReadError(reason, name) from error

    def copy(self, name: str, target: Path) -> None:
        """Copy a file's bytes to the disk, past its cache; `target`'s folder is made.

        Raises ReadError if the source cannot be read; OSError if the target cannot be written.
        """
        try:
            with self.path(name).open("rb") as stream:
                stream.read(1)
        except OSError as error:
            reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
            raise ReadError(reason, name) from error
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.path(name), target)
        with target.open("rb+") as copied:
            os.fsync(copied.fileno())

    def text(self, name: str) -> bytes:
        """The bytes of a text as `read` gives them; what Windows calls Unicode (UTF-16 with its mark) as UTF-8."""
        data = self.read(name)
        return data.decode("utf-16", "replace").encode() if data.startswith(_UTF_16) else data

    def containing(self, names: Iterable[str], *words: bytes, without: tuple[bytes, ...] = ()) -> Iterator[str]:
        """Those of these files that hold all the words, and none of others (told apart before they are parsed)."""
        for name in names:
            try:
                data = self.text(name)
            except ReadError:
                continue
            if all(word in data for word in words) and not any(word in data for word in without):
                yield name

    def find_image(self, name: str, near: str) -> str | None:
        """The listed image that an annotation file `near` means by `name`; None if there is none or several fit.

        Beside the annotation file, from the root, else the image of that name whose folders fit best.
        """
        wanted = PurePosixPath(name.replace("\\", "/"))
        for base in (PurePosixPath(near).parent, PurePosixPath()):
            path = (base / wanted).as_posix()
            if path in self._images:
                return path
        known = self._by_name.get(wanted.name.casefold(), [])
        if not known and not _is_image(wanted.name):  # X-AnyLabeling leaves the ending out
            known = self._by_stem.get(wanted.name.casefold(), [])
        return self._nearest([one for one in known if _ends_with(one, wanted)] or known, near)

    def image_of_stem(self, near: str) -> str | None:
        """The listed image that has an annotation file's own name, with another ending."""
        return self._nearest(self._by_stem.get(PurePosixPath(near).stem.casefold(), []), near)

    def _nearest(self, candidates: list[str], near: str) -> str | None:
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        beside = [one for one in candidates if PurePosixPath(one).parent == PurePosixPath(near).parent]
        if len(beside) == 1:
            return beside[0]
        words = {word for part in PurePosixPath(near).parts for word in re.split(r"[_.\-]", part.lower())}
        words |= {part.lower() for part in PurePosixPath(near).parts}
        fit = {one: sum(part.lower() in words for part in PurePosixPath(one).parts[:-1]) for one in candidates}
        best = [one for one, count in fit.items() if count == max(fit.values())]
        return best[0] if len(best) == 1 else None

    def __contains__(self, name: str) -> bool:
        """Whether a file is listed."""
        return name in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.files)

    @cached_property
    def _images(self) -> frozenset[str]:
        return frozenset(self.images)

    @cached_property
    def _by_name(self) -> defaultdict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for one in self.images:
            index[PurePosixPath(one).name.casefold()].append(one)
        return index

    @cached_property
    def _by_stem(self) -> defaultdict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for one in self.images:
            index[PurePosixPath(one).stem.casefold()].append(one)
        return index


def counted(path: str) -> list[tuple[int, int, str]]:
    """A key that sorts numbers in names by their value."""
    parts = re.split(r"(\d{1,18})", path.casefold())
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]


def _root_of(file: Path) -> Path:
    """An annotation file in `annotations/` chooses from the images in the folders beside that."""
    parent = file.parent
    return parent.parent if parent.name.casefold() in _ANNOTATION_FOLDERS else parent


def _ends_with(path: str, wanted: PurePosixPath) -> bool:
    parts, ending = PurePosixPath(path.casefold()).parts, PurePosixPath(wanted.as_posix().casefold()).parts
    return len(parts) >= len(ending) and parts[len(parts) - len(ending) :] == ending


def _is_image(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in IMAGE_SUFFIXES


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in ("__MACOSX", "Thumbs.db", "desktop.ini", "@eaDir")


def _is_text(path: str) -> bool:
    """Whether a path's bytes on the disk are text (what is none comes as lone surrogates)."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _link(path: str) -> Defect:
    return Defect("link", Message(N_("this is a link; it was left out")), path)


class _Unreadable:
    """Keeps what os.walk could not open."""

    def __init__(self, defects: list[Defect]) -> None:
        self.defects = defects

    def __call__(self, error: OSError) -> None:
        reason = Message(N_("this folder cannot be read ({reason})"), {"reason": error.strerror or str(error)})
        self.defects.append(Defect("unreadable", reason, str(error.filename)))
