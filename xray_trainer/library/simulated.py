"""What a simulated case has beside case, truth and scans: clean twins, and the scene by which it was made."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from xray_trainer import files
from xray_trainer.library import layout
from xray_trainer.library.pictures import Picture, copy_file
from xray_trainer.library.source import Source
from xray_trainer.model import FileRef, Plane, Truth, Twin


def twin_name(case_id: str, scan: int, plane: Plane) -> str:
    """The path of a twin's plane in an export: none that an image of the set could have (ids hold no full stop)."""
    ending = PurePosixPath(plane.file.path).suffix
    return f"{layout.TWINS}/{case_id}.{scan}.{plane.kind.value}{ending}"


def export(folder: Path, one: Picture, dest: Path) -> Truth:
    """Copy a case's twins and scene into an export; the truth as it names them there. Files that are gone stay out.

    Raises WriteError.
    """
    case_id, twins = one.case.id, []
    for twin in one.truth.twins:
        if not all((folder / plane.file.path).is_file() for plane in twin.planes):
            continue
        planes = []
        for plane in twin.planes:
            name = twin_name(case_id, twin.scan, plane)
            copy_file(folder / plane.file.path, dest / name)
            planes.append(replace(plane, file=replace(plane.file, path=name)))
        twins.append(Twin(twin.scan, tuple(planes)))
    scene = layout.scene_path(case_id)
    if (folder / scene).is_file() and not layout.leads_out(folder, scene):
        copy_file(folder / scene, dest / scene)
    return replace(one.truth, twins=tuple(twins))


def bring_in(source: Source, truth: Truth, scene: str | None, folder: Path) -> Truth:
    """Copy a case's twins and scene from a source into a new set; the truth as it names them there.

    Raises ReadError if the source cannot be read, OSError.
    """
    twins = []
    for twin in truth.twins:
        planes = []
        for plane in twin.planes:
            path = twin_name(truth.case, twin.scan, plane)
            source.copy(plane.file.path, folder / path)
            ref = FileRef(path, (folder / path).stat().st_size, files.sha256(folder / path))
            planes.append(replace(plane, file=ref))
        twins.append(Twin(twin.scan, tuple(planes)))
    if scene is not None:
        source.copy(scene, folder / layout.scene_path(truth.case))
    return replace(truth, twins=tuple(twins))
