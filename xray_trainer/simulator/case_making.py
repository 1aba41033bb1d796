"""One case of a simulated set: composed, exposed, and written with its truth, its twin and its scene."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xray_trainer.files import write_atomically
from xray_trainer.imaging import compand, write_plane
from xray_trainer.library import save_case, save_truth
from xray_trainer.library.layout import SCANS
from xray_trainer.model import Case, Plane, Scan, Truth, Twin, codec
from xray_trainer.simulator import detector
from xray_trainer.simulator.composing import compose
from xray_trainer.simulator.exposing import Planes
from xray_trainer.simulator.heads import scene_path
from xray_trainer.simulator.profiles import Profile, profile
from xray_trainer.simulator.rendering import Rendered, Shot, render
from xray_trainer.simulator.checking import encode_scene
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.truths import truth_of
from xray_trainer.simulator.wishes import Asked, Wishes

TWINS = "twins"
GAMMA = 2.0  # of the standard view: transmissions of a hundredth can be read


@dataclass(frozen=True, slots=True)
class Written:
    """A case and its truth, as they were written."""

    case: Case
    truth: Truth


def make_case(folder: Path, wishes: Wishes, master: Master, asked: Asked) -> None:
    """Compose one case by what was asked and write it.

    Raises
    ------
    RequestError
        Nothing that fits the wishes was found.
    WriteError
        The disk is full or the folder read-only; no part of the case counts.
    """
    composed = compose(wishes, master.branch(wishes.words()).branch("case", asked.index), asked.band)
    write_case(folder, asked.id, render(composed.staged, composed.drawn))


def write_case(folder: Path, case_id: str, rendered: Rendered) -> Written:
    """Write all files of one case: pixels, twin, truth, scene, and last the case, by which it counts as there."""
    scene = rendered.staged.scene
    scanner = profile(scene.profile)
    scans = tuple(_write_scan(folder, case_id, number, shot, scanner) for number, shot in enumerate(rendered.shots))
    twins = tuple(
        Twin(number, _write_planes(folder, f"{TWINS}/{case_id}-{number}", _difference(shot), None))
        for number, shot in enumerate(rendered.shots)
        if shot.twin is not None
    )
    truth = truth_of(case_id, rendered, twins)
    case = Case(id=case_id, scans=scans, papers=scene.papers)
    save_truth(folder, truth)
    write_atomically(folder / scene_path(case_id), codec.text(encode_scene(scene)).encode())
    save_case(folder, case)
    return Written(case, truth)


def _write_scan(folder: Path, case_id: str, number: int, shot: Shot, scanner: Profile) -> Scan:
    planes = _write_planes(folder, f"{SCANS}/{case_id}-{number}", shot.planes, scanner)
    height, width = next(iter(shot.planes.values())).shape
    return Scan(
        planes=planes,
        width=width,
        height=height,
        pitch=shot.optics.fan.pitch,
        view=shot.optics.fan.view,
        door_end=shot.optics.door_end,
        outlines=(shot.outline,),
        gamma=GAMMA,
    )


def _write_planes(folder: Path, stem: str, planes: Planes, scanner: Profile | None) -> tuple[Plane, ...]:
    """Planes as PNG files; with a scanner's noise they are companded, differences stay as they are."""
    written = []
    for kind, pixels in planes.items():
        path = f"{stem}-{kind}.png"
        if scanner is None:
            written.append(Plane(kind, write_plane(folder, path, pixels)))
        else:
            codes, levels = compand(pixels, *detector.noise_of_levels(scanner, kind))
            written.append(Plane(kind, write_plane(folder, path, codes), levels=levels))
    return tuple(written)


def _difference(shot: Shot) -> Planes:
    """What is added to the scan to get its twin, modulo 2¹⁶."""
    assert shot.twin is not None
    return {kind: shot.twin[kind] - plane for kind, plane in shot.planes.items()}
