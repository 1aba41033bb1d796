"""Everything that a source says, whatever its formats: each image once, by the first format that knows it."""

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from xray_trainer.errors import FormatError, TrainerError
from xray_trainer.library.foreign import ForeignCase, ForeignSet
from xray_trainer.library.formats import Format, formats
from xray_trainer.library.source import Source
from xray_trainer.library.xml import parse_xml
from xray_trainer.model import Category, Defect, SetHead, codec
from xray_trainer.text import N_, Message

_UNDERSTOOD = frozenset({".json", ".xml"})
_TOLD = _UNDERSTOOD | {".csv", ".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".tfrecord", ".parquet", ".mat", ".h5"}
_QUIET_TEXT = frozenset({".txt", ".md", ".names", ".data", ".yaml", ".yml", ".pdf", ".docx", ".html"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in a source. head : what an export of ours kept of the set's head."""

    source: Source
    cases: tuple[ForeignCase, ...]
    categories: tuple[Category, ...]
    defects: tuple[Defect, ...]
    head: SetHead | None = None


def gather(path: Path) -> Gathered:
    """Read a folder, or one annotation file or image, in all formats that know something of it.

    Raises
    ------
    RequestError
        There is no such file or folder.
    FormatError
        Nothing in it can be shown as a case; the first defect says why.
    """
    if path.is_file() and path.suffix.lower() in (".yaml", ".yml"):
        path = path.parent  # YOLO's data.yaml names the folder round it
    source = Source(path)
    gathering = _Gathering(source)
    for one in formats():
        gathering.ask(one)
    gathering.tell_unclaimed()
    gathering.fill_with_plain()
    return gathering.gathered()


class _Gathering:
    """What has been found so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.cases: list[ForeignCase] = []
        self.categories: dict[str, Category] = {}
        self.defects = list(source.defects)
        self.head: SetHead | None = None
        self.claimed: set[str] = set()
        self.taken: dict[str, str] = {}
        self.annotated = False

    def ask(self, one: Format) -> None:
        """Take what this format says of images that no format before it knew."""
        files = tuple(name for name in one.claims(self.source) if name not in self.claimed)
        if not files:
            return
        self.annotated = True
        self.claimed |= set(files)
        found: ForeignSet = one.read(self.source, files)
        self.defects += found.defects
        self.head = self.head or found.head
        self.claimed |= found.side_files
        again = 0
        for case in found.cases:
            if any(file in self.taken for file in case.files):
                again += 1
                continue
            self.cases.append(case)
            for file in case.files:
                self.taken[file] = one.title
        if len(found.cases) > again:
            self.categories |= {one.id: one for one in found.categories if one.id not in self.categories}
        if again:
            other = next(self.taken[file] for case in found.cases for file in case.files if file in self.taken)
            sentence = N_("{number} images here are annotated as {format} too; their {other} annotation was taken")
            values = {"number": again, "format": one.title, "other": other}
            self.defects.append(Defect("second_format", Message(sentence, values), files[0]))

    def tell_unclaimed(self) -> None:
        """Files that look like an annotation, or hold one, but that no format knows."""
        for name in self.source.files:
            suffix = PurePosixPath(name).suffix.lower()
            alone = name == self.source.only and suffix in _QUIET_TEXT
            if name not in self.claimed and (suffix in _TOLD or alone):
                self.claimed.add(name)
                self.defects.append(self._not_understood(name, suffix))

    def _not_understood(self, name: str, suffix: str) -> Defect:
        faults: tuple[Defect, ...] = ()
        try:
            if suffix == ".json":
                _, faults = codec.parse(self.source.text(name), name)
            elif suffix == ".xml":
                _, faults = parse_xml(self.source, name)
        except TrainerError as error:
            return Defect("unreadable", error.message, name)
        if faults:
            return faults[0]
        sentence = N_("this file is in no format that this program reads; it was left out")
        return Defect("unknown_format", Message(sentence), name)

    def fill_with_plain(self) -> None:
        """Images that nothing was said of: of unknown truth, and told where others have an annotation."""
        only = self.source.only
        asked = self.source.images if only is None else (only,)
        left = tuple(one for one in asked if one not in self.taken and one not in self.claimed)
        plain = next(one for one in formats() if one.name == "plain")
        cases = plain.read(self.source, left).cases
        if self.annotated:  # folders are the annotation's own there, and declare nothing
            sentence = N_("no annotation names this image; its truth is unknown")
            self.defects += [Defect("not_annotated", Message(sentence), one) for one in left]
            cases = tuple(replace(one, case=replace(one.case, papers=None)) for one in cases)
        elif only is None:
            self._tell_others()
        self.cases += cases

    def _tell_others(self) -> None:
        """Files of a plain folder that are neither images nor papers of its author, each kind once."""
        kinds: dict[str, list[str]] = {}
        images = set(self.source.images)
        for name in self.source.files:
            suffix = PurePosixPath(name).suffix.lower()
            if suffix and suffix not in _QUIET_TEXT and not (name in self.claimed or name in images):
                kinds.setdefault(suffix, []).append(name)
        sentence = N_("{number} files that end in {ending} are no images; they were left out")
        for ending, names in kinds.items():
            message = Message(sentence, {"number": len(names), "ending": ending})
            self.defects.append(Defect("other_files", message, names[0]))

    def gathered(self) -> Gathered:
        """All of it."""
        if not self.cases and not self.defects:
            raise FormatError(Message(N_("there are no images here")), self.source.root)
        return Gathered(self.source, tuple(self.cases), tuple(self.categories.values()), tuple(self.defects), self.head)
