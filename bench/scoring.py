"""Scoring against its peers in one run: cases of boxes against pycocotools, pairs of polygons against shapely.

    python bench/scoring.py [--json]

pycocotools knows neither the hit rule nor optimal pairing; it is what people would otherwise use. Its loading of the
boxes is not timed, nor is the making of our nouns. Polygons are made from the same arrays inside the timed part, on
both sides: `shapely.Polygon` and `xray_trainer.model.Polygon`, which both start from (n, 2) float64.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
from collections.abc import Callable

import numpy as np
from harness import Row, arguments, at_most, median, report

from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Completeness,
    Concealment,
    FileRef,
    Mark,
    Plane,
    PlaneKind,
    Polygon,
    Region,
    Response,
    Scan,
    Truth,
    Verdict,
)
from xray_trainer.scoring import judge, overlap, summarise

CASES, MARKS, CONCEALMENTS, PAIRS = 10_000, 3, 2, 1_000
WIDTH, HEIGHT = 2400, 1000
JUDGING_LIMIT, POLYGON_LIMIT = 3.0, 4.0


def boxes(chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Concealments (cases, 2, 4) and marks (cases, 3, 4) as x, y, width, height; two in three marks lie on one."""
    size = chance.uniform(20, 300, (CASES, CONCEALMENTS, 2))
    corner = chance.uniform(0, 1, (CASES, CONCEALMENTS, 2)) * (np.array([WIDTH, HEIGHT]) - size)
    items = np.concatenate((corner, size), axis=2)
    marks = np.empty((CASES, MARKS, 4))
    marks[:, :2] = items + chance.normal(0, 0.15, items.shape) * np.tile(size, 2)
    marks[:, 2, :2] = chance.uniform(0, 1, (CASES, 2)) * np.array([WIDTH - 200, HEIGHT - 200])
    marks[:, 2, 2:] = chance.uniform(20, 200, (CASES, 2))
    marks[..., 2:] = np.maximum(marks[..., 2:], 5)
    return items, marks


def our_cases(items: np.ndarray, marks: np.ndarray) -> list[tuple[Case, Truth, Response]]:
    """The same boxes as nouns."""
    scan = Scan((Plane(PlaneKind.GREY, FileRef("scan.png", 1, "ab")),), WIDTH, HEIGHT)
    made = []
    for number, (some_items, some_marks) in enumerate(zip(items.tolist(), marks.tolist(), strict=True)):
        name = str(number)
        concealments = tuple(Concealment(str(i), (Region(Box(*box)),), "any") for i, box in enumerate(some_items))
        given = tuple(Mark(str(i), Box(*box), rating=0.9 - 0.1 * i) for i, box in enumerate(some_marks))
        truth = Truth(name, Basis.INSERTED, Completeness.COMPLETE, concealments)
        made.append((Case(name, (scan,)), truth, Response(name, name, Verdict.TO_INSPECTION, 3, given, 30.0)))
    return made


def coco_evaluation(items: np.ndarray, marks: np.ndarray) -> Callable[[], object]:
    """Evaluate and accumulate the same boxes with default parameters."""
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {
            "info": {},
            "images": [{"id": n + 1, "width": WIDTH, "height": HEIGHT} for n in range(CASES)],
            "categories": [{"id": 1, "name": "any"}],
            "annotations": [
                {
                    "id": n * CONCEALMENTS + i + 1,
                    "image_id": n + 1,
                    "category_id": 1,
                    "bbox": box,
                    "area": box[2] * box[3],
                    "iscrowd": 0,
                }
                for n, some in enumerate(items.tolist())
                for i, box in enumerate(some)
            ],
        }
        truth.createIndex()
        results = truth.loadRes(
            [
                {"image_id": n + 1, "category_id": 1, "bbox": box, "score": 0.9 - 0.1 * i}
                for n, some in enumerate(marks.tolist())
                for i, box in enumerate(some)
            ]
        )

    def evaluate() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            evaluation = COCOeval(truth, results, "bbox")
            evaluation.evaluate()
            evaluation.accumulate()

    return evaluate


def polygon_pairs(chance: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pairs of simple polygons of 5 to 15 corners, most not convex, overlapping more or less."""
    import shapely

    pairs: list[tuple[np.ndarray, np.ndarray]] = []
    while len(pairs) < PAIRS:
        one, other = (_star(chance, *radii) for radii in ((50.0, 150.0), (20.0, 150.0)))
        if shapely.Polygon(one).is_valid and shapely.Polygon(other).is_valid:
            pairs.append((one, other))
    return pairs


def _star(chance: np.random.Generator, inner: float, outer: float) -> np.ndarray:
    corners = int(chance.integers(5, 16))
    angle, radius = np.sort(chance.uniform(0, 2 * np.pi, corners)), chance.uniform(inner, outer, corners)
    directions = np.stack((np.cos(angle), np.sin(angle)), axis=1)
    points: np.ndarray = chance.uniform(250, 350, 2) + radius[:, None] * directions
    return points


def our_polygons(pairs: list[tuple[np.ndarray, np.ndarray]]) -> list[float]:
    """IoU of each pair."""
    return [overlap(_noun(mark), _noun(item)).iou for mark, item in pairs]


def _noun(points: np.ndarray) -> Polygon:
    return Polygon(tuple(map(tuple, points.tolist())))


def shapely_polygons(pairs: list[tuple[np.ndarray, np.ndarray]]) -> list[float]:
    """IoU of each pair by shapely, its polygons built from the arrays."""
    import shapely

    found = []
    for one, other in pairs:
        mark, item = shapely.Polygon(one), shapely.Polygon(other)
        shared = mark.intersection(item).area
        found.append(shared / (mark.area + item.area - shared))
    return found


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], n: int) -> tuple[list[float], list[float]]:
    """Both timed n times in ms, one after the other each time, so that a busy machine slows both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(n):
        for work, kept in zip((ours, theirs), times, strict=True):
            start = time.perf_counter_ns()
            work()
            kept.append((time.perf_counter_ns() - start) / 1e6)
    return times


def main() -> int:
    """Measure, print, and say whether the claims hold."""
    args = arguments("Scoring against pycocotools and shapely")
    chance = np.random.default_rng(20_240_611)
    items, marks = boxes(chance)
    given, evaluate = our_cases(items, marks), coco_evaluation(items, marks)
    judged, evaluated = in_turns(lambda: summarise(judge(*one) for one in given), evaluate, 3)
    pairs = polygon_pairs(chance)
    worst = max(abs(a - b) for a, b in zip(our_polygons(pairs), shapely_polygons(pairs), strict=True))
    ours, theirs = in_turns(lambda: our_polygons(pairs), lambda: shapely_polygons(pairs), 9)

    size = f"{CASES:,} cases, {MARKS} marks, {CONCEALMENTS} boxes"
    polygons = f"{PAIRS:,} pairs"
    rows = [
        Row.of("judge and sum up", "X-ray Trainer", size, judged),
        Row.of("evaluate and accumulate", "pycocotools", size, evaluated),
        Row.of("polygon overlap", "X-ray Trainer", polygons, ours),
        Row.of("polygon overlap", "shapely", polygons, theirs),
    ]
    claims = [
        at_most("judging takes this many times pycocotools", median(judged) / median(evaluated), JUDGING_LIMIT),
        at_most("polygon overlap takes this many times shapely", median(ours) / median(theirs), POLYGON_LIMIT),
        at_most("largest difference of polygon IoU from shapely", worst, 1e-9),
    ]
    return report(rows, claims, args, packages=("numpy", "scipy", "pycocotools", "shapely"))


if __name__ == "__main__":
    sys.exit(main())
