"""The simulator: rendering scenes of every kind of load, making sets on two cores, inserting items.

    python bench/simulator.py [--json]

Scenes are 40 ft, dual-energy, on a chassis, with a concealment, read from files. They are rendered in one process of
its own: with nothing kept (every cache of the simulator emptied before each), then other scenes of the same kinds with
the posed parts of the first ones kept. A render gives the scan and its clean twin; the nearest public simulator took
over 36 s for the projection of such a scan alone (shared facts: trimesh with embree, 4.8 million rays, 22 hits each).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from harness import Row, arguments, at_least, at_most, median, report, timed

from xray_trainer.model import PlaneKind
from xray_trainer.simulator import composing, encode_scene, posed, read_scene, rendering
from xray_trainer.simulator.hidden import concealment_kinds
from xray_trainer.simulator.load import load_kinds
from xray_trainer.simulator.scene import ConcealmentSpec, Scene, VehicleSpec
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.staging import Stage, stage
from xray_trainer.simulator.wishes import Wishes

SCANNER = "gantry-6-3.5"
LEAST_PX = 3000, 1300
COLD_MEDIAN_S, COLD_MOST_S, KEPT_MEDIAN_S, DETECTOR_S, PEAK_MB = 5.0, 12.0, 2.0, 0.6, 800.0
CASES, SPEED_UP, INSERTIONS_A_SECOND, INSERTIONS = 20, 1.6, 50.0, 60
ITEM = "pistol"


def scene_files(folder: Path, first: int) -> list[Path]:
    """A scene of each kind of load, each of a seed of its own, so that no two share container, lorry or yaw."""
    files = []
    for seed, kind in enumerate(load_kinds(), first):
        wishes = Wishes(loads=(kind,), profiles=(SCANNER,), feet=(40,))
        scene = with_concealment(composing.compose(wishes, Master.of(seed), None).staged, seed)
        view = scene.views[0]
        right, bottom = view.left + max(view.right - view.left, 4.0 * LEAST_PX[0]), view.top - 4.0 * LEAST_PX[1]
        vehicle = scene.vehicle or VehicleSpec("skeletal", seed, 800.0)
        scene = replace(scene, views=(replace(view, right=right, bottom=bottom),), vehicle=vehicle)
        files.append(folder / f"{kind}-{first}.json")
        files[-1].write_text(json.dumps(encode_scene(scene)))
    return files


def with_concealment(staged: Stage, seed: int) -> Scene:
    """The scene with the first kind of concealment from the seed's on that fits into it, however visible."""
    kinds, rng = list(concealment_kinds().values()), np.random.default_rng(seed)
    for kind in kinds[seed % len(kinds) :] + kinds:
        for place in kind.places:
            params = kind.choose(staged.surroundings, place, rng)
            if params is not None:
                spec = ConcealmentSpec(kind.name, place, seed, composing.rounded(params))
                return replace(staged.scene, concealments=(spec,))
    raise SystemExit(f"nothing fits into {staged.scene.loads}")


def forget() -> None:
    """Empty every cache of the simulator."""
    posed.clear()
    for name, module in list(sys.modules.items()):
        if name.startswith("xray_trainer.simulator"):
            for one in list(vars(module).values()):
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


def child(cold: list[Path], kept: list[Path]) -> dict[str, object]:
    """What one process measures."""
    cv2.setNumThreads(1)
    first, later, detector = [], [], []
    shape = (0, 0)
    for path in cold:
        forget()
        start = time.perf_counter()
        rendered = rendering.render_scene(read_scene(path))
        first.append(1e3 * (time.perf_counter() - start))
        shape = rendered.shots[0].planes[PlaneKind.HIGH].shape
        del rendered
    for path in cold:
        rendering.render_scene(read_scene(path))
    for path in kept:
        scene = read_scene(path)
        start = time.perf_counter()
        staged = stage(scene)
        rendering.render(staged, {})
        later.append(1e3 * (time.perf_counter() - start))
        drawn = rendering.draw(staged, 0)
        detector.append(median(timed(lambda d=drawn: d.optics.scan(d.optics.expose(d.maps), 7), 3)))
        del drawn, staged  # one scene at a time, as a program that makes them holds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "cold": first,
        "kept": later,
        "detector": detector,
        "peak_mb": peak,
        "shape": list(shape),
        "insert": insertions(kept),
    }


def insertions(files: list[Path]) -> list[float]:
    """Ms of each of many insertions into one scan."""
    from xray_trainer.imaging import ScanPixels
    from xray_trainer.simulator.insertion import find
    from xray_trainer.simulator.insertion.ground import prepare
    from xray_trainer.simulator.insertion.projecting import project

    rendered = rendering.render_scene(read_scene(files[0]))
    shot = rendered.shots[0]
    ground = prepare(ScanPixels(dict(shot.planes), 16), megavolts=(6.0, 3.5))
    thing, rng, taken = find(ITEM), np.random.default_rng(1), []
    fan = shot.optics.fan
    for _ in range(INSERTIONS):
        at = rng.uniform(0.2, 0.8) * fan.width, rng.uniform(0.3, 0.6) * fan.height
        start = time.perf_counter()
        project(ground, thing.draw(fan, *at, fan.mid), rng)
        taken.append(1e3 * (time.perf_counter() - start))
    return taken


def set_s(jobs: int, folder: Path) -> float:
    """Seconds that a set of cases takes."""
    words = ["simulate", str(folder / f"set{jobs}"), "--cases", str(CASES), "--seed", "11", "--jobs", str(jobs)]
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "xray_trainer.cli", *words],
        check=True,
        capture_output=True,
        env=os.environ | {"OPENCV_FOR_THREADS_NUM": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    return time.perf_counter() - start


def options(parser: argparse.ArgumentParser) -> None:
    """What the measuring process is told."""
    parser.add_argument("--cold", nargs="*", type=Path, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--kept", nargs="*", type=Path, default=None, help=argparse.SUPPRESS)


def main() -> int:
    """Measure, print, and say whether the claims hold."""
    args = arguments("Rendering scenes, making sets, inserting items", options)
    if args.cold is not None:
        json.dump(child(args.cold, args.kept), sys.stdout)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold, kept = scene_files(folder, 100), scene_files(folder, 5000)
        words = [sys.executable, __file__, "--cold", *map(str, cold), "--kept", *map(str, kept)]
        found = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        one, two = set_s(1, folder), set_s(2, folder)
    size = "×".join(map(str, reversed(found["shape"])))
    rows = [
        *(
            Row.of("render with nothing kept", path.stem.rpartition("-")[0], size, (ms,))
            for path, ms in zip(cold, found["cold"], strict=True)
        ),
        Row.of("render with nothing kept", "all kinds of load", size, found["cold"]),
        Row.of("render with posed parts kept", "all kinds of load", size, found["kept"]),
        Row.of("transmission and detector", "two energies", size, found["detector"]),
        Row.of("insertion", ITEM, size, found["insert"]),
        Row.of("a set", "one process", f"{CASES} cases", (1e3 * one,)),
        Row.of("a set", "two processes", f"{CASES} cases", (1e3 * two,)),
    ]
    claims = [
        at_most("a scene takes seconds, nothing kept (median)", median(found["cold"]) / 1e3, COLD_MEDIAN_S),
        at_most("a scene takes seconds, nothing kept (longest)", max(found["cold"]) / 1e3, COLD_MOST_S),
        at_most("a scene takes seconds, posed parts kept (median)", median(found["kept"]) / 1e3, KEPT_MEDIAN_S),
        at_most("transmission and detector take seconds", median(found["detector"]) / 1e3, DETECTOR_S),
        at_most("peak of the rendering process, MB", found["peak_mb"], PEAK_MB),
        at_least("two processes are so many times as fast as one", one / two, SPEED_UP),
        at_least("insertions a second", 1e3 / median(found["insert"]), INSERTIONS_A_SECOND),
    ]
    return report(rows, claims, args, packages=("numpy", "opencv-python-headless"))


if __name__ == "__main__":
    sys.exit(main())
