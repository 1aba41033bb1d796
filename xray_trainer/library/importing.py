"""Import: a foreign set becomes a native one. The source is only read; the new folder appears whole or not at all."""

import io
import os
import uuid
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from xray_trainer import files
from xray_trainer.errors import RequestError, TrainerError
from xray_trainer.library import layout, simulated
from xray_trainer.library.appearing import whole_or_not_at_all
from xray_trainer.library.gathering import Gathered, gather
from xray_trainer.library.layout import HEAD
from xray_trainer.library.native import open_image_set, save_set
from xray_trainer.library.source import Source
from xray_trainer.library.surveying import ImportStopped, Progress, Survey, Surveyed, survey
from xray_trainer.library.told import Told, write_told
from xray_trainer.model import (
    Case,
    Completeness,
    Defect,
    DisplaySettings,
    FileRef,
    LocalText,
    PlaneKind,
    SetHead,
    Truth,
    Viewport,
)
from xray_trainer.text import N_, Message

COVER_SIZE = (868, 224)  # px; the width of Home's card at a scaling of 200 %
COVER = "cover.png"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import gave: the new set's folder (None if there was nothing to show), how many cases, what is wrong."""

    folder: Path | None
    cases: int
    defects: tuple[Defect, ...]


def import_set(
    source: Path, dest: Path, completeness: Completeness | None = None, progress: Progress | None = None
) -> ImportResult:
    """Make a native set at `dest` from a folder, an annotation file or an image.

    completeness : how complete the foreign truth is (complete if not said); images without one stay unknown.

    Raises
    ------
    RequestError
        The source is not there, or `dest` is not free, or lies in the source.
    ImportStopped
        `progress` said so.
    FormatError, ReadError, WriteError
        Nothing here can be imported, or the disk is full or read-only; `dest` is not there.
    """
    source, dest = Path(source), Path(dest)
    _check_place(source, dest)
    if os.path.isfile(source / HEAD) or (source.name == HEAD and source.is_file()):
        return _copy_native(source if source.is_dir() else source.parent, dest, progress)
    gathered = gather(source)
    found = survey(gathered, completeness, progress)
    if not found.cases:
        return ImportResult(None, 0, found.defects)
    with whole_or_not_at_all(dest) as folder:
        _write(folder, gathered, found, source, progress)
    return ImportResult(dest, len(found.cases), found.defects)


def _check_place(source: Path, dest: Path) -> None:
    if not os.path.exists(source):  # Path.exists raises for a name that is too long
        raise RequestError(Message(N_("there is no such file or folder")), source)
    if not layout.is_free(dest):
        raise RequestError(Message(N_("there is something here already; choose a new folder")), dest)
    if source.is_dir() and Path(os.path.realpath(dest)).is_relative_to(os.path.realpath(source)):
        raise RequestError(Message(N_("this lies inside the folder that is imported; choose another place")), dest)


def _write(folder: Path, gathered: Gathered, found: Survey, source: Path, progress: Progress | None) -> None:
    cases: list[Case] = []
    truths: list[Truth] = []
    total = len(found.cases)
    for done, one in enumerate(found.cases):
        if progress is not None and not progress(total + done, 2 * total, one.case.source):
            raise ImportStopped(Message(N_("the import was stopped; nothing was written")))
        cases.append(_with_copies(one, gathered.source, folder))
        truths.append(simulated.bring_in(gathered.source, one.truth, one.scene, folder))
    name = source.resolve().stem if source.is_file() else source.resolve().name
    name = name.encode(errors="replace").decode()  # a folder's name may be in an unknown encoding
    title = LocalText.of(name)
    base = gathered.head or SetHead("", title, ())
    head = replace(
        base,
        id=str(uuid.uuid4()),
        title=base.title or title,
        order=tuple(case.id for case in cases),
        categories=found.categories,
        revision=1,
        cover=_cover(folder, cases[0]),
    )
    save_set(folder, head, cases, truths)
    kept = tuple((layout.truth_path(one.truth.case), region) for one in found.cases for region in one.kept)
    write_told(folder, Told(name, found.defects, kept))


def _with_copies(one: Surveyed, source: Source, folder: Path) -> Case:
    """The case with its planes' files copied, byte by byte, and named by its id."""
    scans = []
    for index, scan in enumerate(one.case.scans):
        planes = []
        for plane in scan.planes:
            ending = PurePosixPath(plane.file.path).suffix.lower()
            name = one.case.id + ("" if index == 0 else f"_scan{index + 1}")
            name += "" if plane.kind is PlaneKind.GREY else f"_{plane.kind.value}"
            path = _free(folder, f"{layout.SCANS}/{name}", ending if ending[1:].isalnum() and ending.isascii() else "")
            (folder / layout.SCANS).mkdir(exist_ok=True)
            if one.embedded is None:
                source.copy(plane.file.path, folder / path)
            else:
                (folder / path).write_bytes(one.embedded)
            ref = FileRef(path, (folder / path).stat().st_size, files.sha256(folder / path))
            planes.append(replace(plane, file=ref))
        scans.append(replace(scan, planes=tuple(planes)))
    return replace(one.case, scans=tuple(scans))


def _free(folder: Path, stem: str, ending: str) -> str:
    """A name that no file has yet (case `a` with two scans and a case `a_scan2` may meet)."""
    path, number = stem + ending, 1
    while (folder / path).exists():
        number += 1
        path = f"{stem}-{number}{ending}"
    return path


def _cover(folder: Path, case: Case) -> FileRef | None:
    """A panorama of the first scan, as the set's card shows it; None if it cannot be drawn."""
    from PIL import Image  # noqa: PLC0415 - imports are not on the way to the first window

    from xray_trainer.imaging import automatic_window, read_scan, render  # noqa: PLC0415 - as above

    width, height = COVER_SIZE
    scan = case.scans[0]
    scale = max(width / scan.width, height / scan.height)
    view = Viewport((scan.width - width / scale) / 2, (scan.height - height / scale) / 2, width / scale, height / scale)
    try:
        pixels = read_scan(scan, folder)
    except TrainerError:
        return None
    low, high = automatic_window(pixels)
    picture = render(pixels, view, DisplaySettings(low=low, high=high), size=COVER_SIZE)
    stream = io.BytesIO()
    Image.fromarray(picture).convert("L").save(stream, "PNG", optimize=True)
    (folder / COVER).write_bytes(stream.getvalue())
    return FileRef(COVER, len(stream.getvalue()), files.sha256(folder / COVER))


def _copy_native(source: Path, dest: Path, progress: Progress | None) -> ImportResult:
    """A native set is copied as it stands, links left out, and what `check` says of it is told."""
    from xray_trainer.library.checking import check  # noqa: PLC0415 - check imports this module's neighbours

    open_image_set(source)
    report = check(source)
    listed = Source(source)
    with whole_or_not_at_all(dest) as folder:
        for done, name in enumerate(listed.files):
            if progress is not None and not progress(done, len(listed.files), name):
                raise ImportStopped(Message(N_("the import was stopped; nothing was written")))
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            listed.copy(name, folder / name)
    return ImportResult(dest, report.usable, report.defects)
