"""The native image set: a folder with image_set.json, cases/, truth/ and scans/ (docs/formats.md).

A set of ten thousand cases opens as fast as one of ten: only the head is read, a case when it is asked for.
"""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from xray_trainer import files
from xray_trainer.errors import ReadError, RequestError, TrainerError
from xray_trainer.library import sense
from xray_trainer.library.layout import HEAD, TRUTH, case_path, is_case_id, leads_out, truth_path
from xray_trainer.library.stored import error_of, load, save
from xray_trainer.model import Basis, Case, Completeness, Defect, Sealed, SetHead, Truth
from xray_trainer.text import N_, Message


class ImageSet:
    """An image set on disk. `defects` are those of its head; those of a case are raised when it is read."""

    def __init__(self, folder: Path, head: SetHead, defects: tuple[Defect, ...] = ()) -> None:
        self.folder = folder
        self.head = head
        self.defects = defects

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of all cases, in order, each once, even those whose files are damaged."""
        return tuple(dict.fromkeys(one for one in self.head.order if is_case_id(one)))

    def case(self, case_id: str) -> Case:
        """Read one case.

        Raises
        ------
        RequestError
            The set has no case of this id.
        ReadError, FormatError
            The file is missing or does not hold a case; file and field path are named.
        """
        self._known(case_id)
        found = load(Case, self.folder, case_path(case_id))
        defects = found.defects or (
            sense.case_defects(found.noun, case_id, self.folder) if found.noun is not None else ()
        )
        if defects or found.noun is None:
            raise error_of(defects[0], self.folder)
        return found.noun

    def truth(self, case_id: str) -> Truth | Sealed:
        """Read the truth of one case; unknown if the set says nothing of it, `Sealed` if this program may not read it.

        Raises
        ------
        RequestError
            The set has no case of this id.
        ReadError, FormatError
            The file cannot be read or does not hold a truth; file and field path are named.
        """
        self._known(case_id)
        if not (self.folder / truth_path(case_id)).exists():
            sealed = self._sealed(case_id)
            return sealed or Truth(case_id, Basis.UNKNOWN, Completeness.UNKNOWN)
        found = load(Truth, self.folder, truth_path(case_id))
        defects = found.defects or (
            sense.truth_defects(found.noun, case_id, self.folder) if found.noun is not None else ()
        )
        if defects or found.noun is None:
            raise error_of(defects[0], self.folder)
        return found.noun

    def _sealed(self, case_id: str) -> Sealed | None:
        path = f"{TRUTH}/{case_id}.sealed"
        if not (self.folder / path).is_file() or leads_out(self.folder, path):
            return None
        try:
            return Sealed(case_id, files.sha256(self.folder / path))
        except OSError as error:
            reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
            raise ReadError(reason, self.folder / path) from error

    def _known(self, case_id: str) -> None:
        if case_id not in self._ids:
            raise RequestError(Message(N_("this set has no case {case}"), {"case": case_id}), self.folder)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self.order)

    @cached_property
    def usable(self) -> tuple[str, ...]:
        """The ids of the cases that can be shown: their file is sound and their scans are there in full size."""
        return tuple(one for one in self.order if self._opens(one))

    def _opens(self, case_id: str) -> bool:
        try:
            case = self.case(case_id)
            return all(
                (path := self.folder / plane.file.path).is_file() and path.stat().st_size == plane.file.size
                for scan in case.scans
                for plane in scan.planes
            )
        except (TrainerError, OSError):
            return False


def open_image_set(folder: Path) -> ImageSet:
    """Open the native set in a folder.

    Raises
    ------
    RequestError
        There is no image set in this folder.
    NewerVersion, FormatError, ReadError
        The head cannot be read; file and field path are named.
    """
    folder = Path(folder)
    if folder.name == HEAD and folder.is_file():
        folder = folder.parent
    if not (folder / HEAD).is_file():
        raise RequestError(Message(N_("there is no image set here (a set has a file {name})"), {"name": HEAD}), folder)
    found = load(SetHead, folder, HEAD)
    if found.noun is None:
        raise error_of(found.defects[0], folder)
    return ImageSet(folder, found.noun, found.defects + sense.head_defects(found.noun, folder))


def save_head(folder: Path, head: SetHead) -> None:
    """Write a set's head; see `stored.save` for what it raises."""
    save(head, folder, HEAD)


def save_case(folder: Path, case: Case) -> None:
    """Write one case. Raises RequestError if its id is no case id, and as `stored.save`."""
    _allow(case.id)
    save(case, folder, case_path(case.id))


def save_truth(folder: Path, truth: Truth) -> None:
    """Write the truth of one case. Raises RequestError if its case is no case id, and as `stored.save`."""
    _allow(truth.case)
    save(truth, folder, truth_path(truth.case))


def save_set(folder: Path, head: SetHead, cases: Iterable[Case] = (), truths: Iterable[Truth] = ()) -> None:
    """Write cases and truths, then the head, so that a head never lists what is not there yet."""
    for case in cases:
        save_case(folder, case)
    for truth in truths:
        save_truth(folder, truth)
    save_head(folder, head)


def _allow(case_id: str) -> None:
    if not is_case_id(case_id):
        reason = N_("{case} cannot be a case's id: letters, digits, - and _, at most 80")
        raise RequestError(Message(reason, {"case": case_id}))
