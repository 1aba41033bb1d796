"""Simulated dual-energy scans of containers: scenes, exact truth, papers, twins, sets, insertion.

    simulate(folder, Wishes(cases=12), Master.of(7))      a set of simulated cases
    render_scene(read_scene(path))                        one scene: its scans, twins and truth

Names are fetched when first used: nothing here is on the way to the first window.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xray_trainer.simulator.checking import decode_scene, encode_scene, read_scene
    from xray_trainer.simulator.exams import simulate_exam
    from xray_trainer.simulator.making import Made, merge, simulate
    from xray_trainer.simulator.rendering import Rendered, render_scene
    from xray_trainer.simulator.scene import Scene
    from xray_trainer.simulator.seeds import Master
    from xray_trainer.simulator.wishes import Wishes

_HOMES = {
    name: module
    for module, names in {
        "checking": "decode_scene encode_scene read_scene",
        "exams": "simulate_exam",
        "making": "Made merge simulate",
        "rendering": "Rendered render_scene",
        "scene": "Scene",
        "seeds": "Master",
        "wishes": "Wishes",
    }.items()
    for name in names.split()
}

__all__ = [
    "Made", "Master", "Rendered", "Scene", "Wishes", "decode_scene", "encode_scene", "merge", "read_scene",
    "render_scene", "simulate", "simulate_exam",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
