"""The reference vectors, through the functions that judge and summarise use.

The vectors' words are mapped to ours: item → concealment, hit → found, oversize → too large. XRAY_TRAINER_VECTORS
names another file of the same form.
"""

import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xray_trainer import scoring
from xray_trainer.model import (
    Basis,
    Box,
    Case,
    Completeness,
    Concealment,
    FileRef,
    HitRule,
    Mark,
    MarkResult,
    Plane,
    PlaneKind,
    Polygon,
    Region,
    Response,
    Scan,
    Spot,
    Truth,
    Verdict,
)

ROOT = Path(__file__).parents[3]
OPEN_VECTORS = ROOT.parent / "shared" / "data" / "reference" / "scoring" / "vectors.json"
NAMED = os.environ.get("XRAY_TRAINER_VECTORS")
NOT_COVERED_YET = ("auc", "froc", "average_precision", "item_analysis", "elo", "calibration")

Row = dict[str, Any]


def _vectors() -> dict[str, Any]:
    path = Path(NAMED) if NAMED else OPEN_VECTORS
    if not NAMED and not path.exists():
        pytest.skip(f"the shared reference vectors are not beside the project ({path})")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _shape(numbers: list[Any]) -> Spot:
    """A box of four numbers [x0, y0, x1, y1], or a polygon of points."""
    if len(numbers) == 4 and not isinstance(numbers[0], list):
        x0, y0, x1, y1 = (float(number) for number in numbers)
        return Box(x0, y0, x1 - x0, y1 - y0)
    return Polygon(tuple((float(x), float(y)) for x, y in numbers))


def _polygon(numbers: list[Any]) -> Polygon:
    shape = _shape(numbers)
    return shape if isinstance(shape, Polygon) else Polygon(shape.corners())


def _assert_overlap(row: Row, mark: Spot, item: Spot, tolerance: float) -> None:
    found = scoring.overlap(mark, item)
    for name in ("iou", "iogt", "iom"):
        if name in row:
            assert getattr(found, name) == pytest.approx(row[name], abs=tolerance), name


def _box_overlap(row: Row, group: Row) -> None:
    _assert_overlap(row, _shape(row["mark"]), _shape(row["item"]), group["tol"])


def _polygon_overlap(row: Row, group: Row) -> None:
    mark, item = _polygon(row["mark"]), _polygon(row["item"])
    both_convex = _is_convex(mark) and _is_convex(item)
    _assert_overlap(row, mark, item, group["tol_if_both_convex"] if both_convex else group["tol"])


def _is_convex(polygon: Polygon) -> bool:
    points = polygon.points
    triples = zip(points, points[1:] + points[:1], points[2:] + points[:2], strict=True)
    turns = [(b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) for a, b, c in triples]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


def _convex_overlap(row: Row, group: Row) -> None:
    _assert_overlap(row, _polygon(row["mark"]), _polygon(row["item"]), group["tol"])


def _self_intersecting(row: Row, group: Row) -> None:
    mark = _polygon(row["mark"])
    outline = scoring.outline_of(mark)
    assert outline.crosses_itself
    if "area" in row:
        assert outline.area == pytest.approx(row["area"], rel=group["tol"])
    _assert_overlap(row, mark, _polygon(row["item"]), group["tol"])


def _rule(params: Row) -> HitRule:
    return HitRule(
        coverage=params["cov"],
        min_share=params["pmin"],
        largest_share=params["cap"],
        growth=params["grow"],
        tolerance=params["tol_f"],
        tolerance_low=params["tol_lo"],
        tolerance_high=params["tol_hi"],
    )


def _acceptance(row: Row, group: Row) -> None:
    container = scoring.Container(group["H"], group["container_area"])
    found = scoring.fit(_shape(row["mark"]), _shape(row["item"]), container, _rule(group["params"]))
    tol = group["tol"]
    assert found.iou == pytest.approx(row["iou"], abs=tol["iou"])
    assert found.iogt == pytest.approx(row["iogt"], abs=tol["iogt"])
    assert found.p_plus == pytest.approx(row["p_plus"], abs=tol["p_plus"])
    assert found.tolerance == pytest.approx(row["tolerance_px"], abs=tol["tolerance_px"])
    assert (found.near, found.too_large, found.counts) == (row["centre_near"], row["oversize"], row["accept"])


def _matching(row: Row, group: Row) -> None:
    height, width = group["H"], group["container_area"] / group["H"]
    plane = Plane(PlaneKind.GREY, FileRef("scan.png", 1, "ab"))
    scan = Scan((plane,), math.ceil(width), math.ceil(height), outlines=(Box(0.0, 0.0, width, height),))
    items = [Concealment(f"item {i}", (Region(_shape(box)),), "any") for i, box in enumerate(row["items"])]
    ignore = tuple(Region(_shape(box)) for box in row["ignore"])
    truth = Truth("c", Basis.INSERTED, Completeness.COMPLETE, tuple(items), ignore)
    marks = tuple(
        Mark(f"mark {i}", _shape(box), rating=float(rating))
        for i, (box, rating) in enumerate(zip(row["marks"], row["conf"], strict=True))
    )
    response = Response("r", "c", Verdict.TO_INSPECTION, 3, marks)
    score = scoring.judge(Case("c", (scan,)), truth, response)

    expected, number = row["expected"], {item.id: i for i, item in enumerate(items)}
    statuses, pairs = [], []
    for i, mark in enumerate(score.marks):
        word = {MarkResult.FOUND: "hit", MarkResult.TOO_LARGE: "oversize"}.get(mark.result, mark.result.value)
        on_item = mark.result in (MarkResult.FOUND, MarkResult.REPEAT)
        statuses.append(f"{word}:{number[mark.concealment or '']}" if on_item else word)
        if mark.result is MarkResult.FOUND:
            pairs.append([i, number[mark.concealment or ""]])
    assert statuses == expected["status"]
    assert sorted(pairs) == sorted(expected["pairs"])
    assert [one.rating for one in score.concealments] == expected["item_rating"]
    assert score.false_marks == expected["false_marks"]
    assert [i for i, one in enumerate(score.concealments) if not one.found] == expected["missed"]


def _sdt(row: Row, group: Row) -> None:
    found = scoring.detection(row["hits"], row["misses"], row["false_alarms"], row["correct_rejections"])
    assert found is not None

    def close(value: float, expected: float) -> None:
        assert value == pytest.approx(expected, abs=group["tol"])

    close(found.hit_rate, row["hit_rate"])
    close(found.false_alarm_rate, row["fa_rate"])
    assert (found.uncorrected is None) == (row["uncorrected"] is None)
    for ours, theirs in ((found.uncorrected, row["uncorrected"]), (found.corrected, row["loglinear"])):
        if ours is not None:
            close(ours.d_prime, theirs["dprime"])
            close(ours.criterion, theirs["c"])
            close(ours.beta, theirs["beta"])
    corrected = row["loglinear"]
    close(found.h, corrected["H"])
    close(found.f, corrected["F"])
    close(found.variance, corrected["dprime_var_gg"])
    close(found.miller_variance, corrected["dprime_var_miller"])
    close(found.d_prime_range[0], corrected["dprime_ci95"][0])
    close(found.d_prime_range[1], corrected["dprime_ci95"][1])
    close(found.a_prime, row["aprime_raw_rates"])
    close(found.b_double_prime_d, row["bppd_raw_rates"])


def _proportion_ci(row: Row, group: Row) -> None:
    intervals = {
        "wilson": scoring.wilson,
        "jeffreys_clamped": scoring.jeffreys,
        "clopper_pearson": scoring.clopper_pearson,
    }
    for name, interval in intervals.items():
        assert interval(row["k"], row["n"]) == pytest.approx(tuple(row[name]), abs=group["tol"]), name


COVERED: dict[str, Callable[[Row, Row], None]] = {
    "box_overlap": _box_overlap,
    "polygon_overlap": _polygon_overlap,
    "convex_overlap": _convex_overlap,
    "self_intersecting": _self_intersecting,
    "acceptance": _acceptance,
    "matching": _matching,
    "sdt": _sdt,
    "proportion_ci": _proportion_ci,
}


@pytest.mark.parametrize("name", COVERED)
def test_every_vector_of_the_group_holds(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    group = _vectors().get(name, {})
    rows = group.get("cases", [])
    assert rows, f"no vectors for {name}"
    for number, row in enumerate(rows):
        try:
            COVERED[name](row, group)
        except AssertionError as error:
            error.add_note(f"{name}[{number}] {row.get('name', row.get('kind', ''))}")
            raise
    with capsys.disabled():
        print(f"\n  {name}: {len(rows)} vectors ran", end="")


def test_every_group_is_covered_or_named_as_not_covered_yet() -> None:
    groups = {name for name in _vectors() if not name.startswith("_")}
    assert groups <= {*COVERED, *NOT_COVERED_YET}
