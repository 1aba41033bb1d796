"""One case of a simulated set: composed, exposed, and written with its truth, its twin and its scene."""

from __future__ import annotations

from pathlib import Path

from xray_trainer.files import write_atomically
from xray_trainer.imaging import write_planes, write_twin
from xray_trainer.library import save_case, save_truth
from xray_trainer.library.layout import SCANS
from xray_trainer.model import Case, Plane, Scan, codec
from xray_trainer.simulator.checking import encode_scene
from xray_trainer.simulator.composing import compose
from xray_trainer.simulator.exposing import noise_in_levels
from xray_trainer.simulator.heads import scene_path
from xray_trainer.simulator.profiles import profile
from xray_trainer.simulator.rendering import Rendered, Shot, render
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.truths import truth_of
from xray_trainer.simulator.wishes import Asked, Wishes

TWINS = "twins"
GAMMA = 2.0  # of the standard view: transmissions of a hundredth can be read


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


def write_case(folder: Path, case_id: str, rendered: Rendered) -> None:
    """Write all files of one case: pixels, twin, scene, truth, and last the case, by which it counts as there."""
    scene = rendered.staged.scene
    noise = noise_in_levels(profile(scene.profile))
    scans, twins = [], []
    for number, shot in enumerate(rendered.shots):
        planes = write_planes(folder, f"{SCANS}/{case_id}-{number}", shot.planes, noise)
        scans.append(_scan(shot, planes))
        if shot.twin is not None:
            twins.append(write_twin(folder, f"{TWINS}/{case_id}-{number}", number, shot.planes, shot.twin, noise))
    truth = truth_of(case_id, rendered, tuple(twins))
    write_atomically(folder / scene_path(case_id), codec.text(encode_scene(scene)).encode())
    save_truth(folder, truth)
    save_case(folder, Case(id=case_id, scans=tuple(scans), papers=scene.papers))


def _scan(shot: Shot, planes: tuple[Plane, ...]) -> Scan:
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
