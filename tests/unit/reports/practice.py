"""A practice as nouns and files, for the reports' tests: real scans on disk, real truths, responses and scores."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from xray_trainer.model import (
    Basis,
    Box,
    Case,
    CaseScore,
    Completeness,
    Concealment,
    ConcealmentScore,
    FileRef,
    HitRule,
    LocalText,
    Mark,
    MarkResult,
    MarkScore,
    Outcome,
    Plane,
    PlaneKind,
    Polygon,
    Region,
    Response,
    Scan,
    Truth,
    Verdict,
)
from xray_trainer.reports import Item, Report, self_assessment
from xray_trainer.scoring import summarise

WHEN_MS = 1_795_536_000_000  # 24 November 2026, 16:00 UTC
WIDTH, HEIGHT = 1600, 420
NAMES = {
    "cigarettes": "Cigarettes",
    "weapons": "Weapons",
    "drugs-load": "Drugs in the load",
    "drugs-structure": "Drugs in the structure",
    "cash": "Cash",
}
NOTES = {
    "cigarettes": "Cartons are stacked behind the first row: their edges run through where the declared tiles would "
    "show a coarse grain.",
    "weapons": "Two dense outlines lie across the boards of the pallet. Nothing else in this load is as dark.",
    "drugs-load": "One sack in the third layer is even where its neighbours are grainy.",
    "drugs-structure": "The floor beam is filled: it should be as light as the one beside it.",
    "cash": "Bundles give a fine, regular pattern inside the box.",
}
PLACES = {"cigarettes": "load", "weapons": "floor", "drugs-load": "lower load", "drugs-structure": "floor", "cash": ""}


def category_name(category: str) -> str:
    """What the set calls a category."""
    return NAMES.get(category, category)


def draw_scan(path: Path, seed: int, hidden: Box | None) -> Scan:
    """A 16-bit PNG with a container's walls, pallets of boxes and, perhaps, something dark among them."""
    chance = np.random.default_rng(seed)
    picture = np.full((HEIGHT, WIDTH), 58000.0)
    picture[20:-20, 30:-30] *= 0.86
    picture[20:26, 30:-30] *= 0.6
    picture[-34:-20, 30:-30] *= 0.45
    for left in range(60, WIDTH - 180, 150):
        top = int(chance.integers(70, 200))
        picture[top:-44, left : left + 132] *= chance.uniform(0.45, 0.75)
        for row in range(top, HEIGHT - 60, 34):
            picture[row : row + 2, left : left + 132] *= 0.8
        for column in range(left, left + 132, 44):
            picture[top:-44, column : column + 2] *= 0.85
        picture[-44:-36, left : left + 132] *= 0.5
    if hidden is not None:
        x, y = int(hidden.x), int(hidden.y)
        picture[y : y + int(hidden.height), x : x + int(hidden.width)] *= 0.55
    picture *= 1 + 0.015 * chance.standard_normal(picture.shape)
    data = cv2.imencode(".png", np.clip(picture, 0, 65535).astype(np.uint16))[1].tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    file = FileRef(f"scans/{path.name}", len(data), hashlib.sha256(data).hexdigest())
    return Scan((Plane(PlaneKind.GREY, file),), WIDTH, HEIGHT, outlines=(Box(30, 20, WIDTH - 60, HEIGHT - 40),))


@dataclass(frozen=True)
class Answer:
    """What the trainee did with one case; category None for a case without a concealment."""

    category: str | None
    verdict: Verdict
    confidence: int = 2
    found: bool = False
    false_marks: int = 0
    seconds: float = 40.0
    completeness: Completeness = Completeness.COMPLETE


def item(folder: Path, number: int, answer: Answer, scan: Scan | None = None) -> Item:
    """One case with its truth, response and score, its scan drawn unless one is given."""
    chance = np.random.default_rng(1000 + number)
    hidden = Box(float(chance.integers(200, 1300)), float(chance.integers(200, 330)), 74.0, 46.0)
    case_id = f"case-{number:03d}"
    scan = scan or draw_scan(folder / "scans" / f"{case_id}.png", number, hidden if answer.category else None)
    case = Case(case_id, (scan,), title=LocalText.of(f"Container {4000 + 37 * number}"))
    truth = _truth(case_id, hidden, answer)
    marks = [Mark("m0", hidden.moved(6, -4), category=answer.category)] if answer.found else []
    beside = hidden.moved(-180 if hidden.x > 600 else 150, -70)
    marks += [Mark(f"f{k}", Polygon(beside.moved(0, 30 * k).corners())) for k in range(answer.false_marks)]
    response = Response(f"r{number}", case_id, answer.verdict, answer.confidence, tuple(marks), answer.seconds,
                        submitted_ms=WHEN_MS, offset_min=360)  # fmt: skip
    return Item(case, truth, response, _score(case_id, answer), folder)


def _truth(case_id: str, hidden: Box, answer: Answer) -> Truth:
    if answer.category is None:
        return Truth(case_id, Basis.SEARCHED, answer.completeness)
    concealment = Concealment("c0", (Region(hidden),), answer.category, place=PLACES.get(answer.category, ""),
                              note=LocalText.of(NOTES.get(answer.category, "")))  # fmt: skip
    return Truth(case_id, Basis.SEARCHED, answer.completeness, (concealment,))


def _score(case_id: str, answer: Answer) -> CaseScore:
    found = (MarkScore("m0", MarkResult.FOUND, "c0", 0.7, 0.8, 1.0),) if answer.found else ()
    marks = found + tuple(MarkScore(f"f{k}", MarkResult.FALSE) for k in range(answer.false_marks))
    if answer.completeness is Completeness.UNKNOWN:
        return CaseScore(case_id, answer.verdict, answer.confidence, None, None, seconds=answer.seconds)
    concealments = (
        () if answer.category is None
        else (ConcealmentScore("c0", answer.category, answer.found, rating=2.0 if answer.found else None),)
    )  # fmt: skip
    told = answer.completeness is Completeness.COMPLETE
    return CaseScore(case_id, answer.verdict, answer.confidence, _outcome(answer), answer.category is not None, marks,
                     concealments, answer.false_marks if told else 0, answer.seconds)  # fmt: skip


def _outcome(answer: Answer) -> Outcome:
    if answer.category is None:
        if answer.verdict.stops:
            return Outcome.STOPPED
        return Outcome.RELEASED_WITH_MARKS if answer.false_marks else Outcome.RELEASED
    if answer.verdict.stops:
        return Outcome.FOUND if answer.found else Outcome.STOPPED_WRONG_PLACE
    return Outcome.LOCATED_RELEASED if answer.found else Outcome.MISSED


def answers(cases: int, seed: int = 7) -> list[Answer]:
    """So many plausible answers: half with a concealment, some missed, some stopped without need."""
    chance = np.random.default_rng(seed)
    categories = list(NAMES)
    made = []
    for _ in range(cases):
        there = chance.random() < 0.5
        category = categories[int(chance.choice(5, p=[0.4, 0.25, 0.17, 0.12, 0.06]))] if there else None
        found = there and chance.random() < 0.7
        wrong = chance.random() < 0.15
        verdict = (
            Verdict.CANNOT_DECIDE if chance.random() < 0.06
            else Verdict.TO_INSPECTION if found or (not there and wrong) or (there and wrong)
            else Verdict.NO_SUSPICION
        )  # fmt: skip
        marks = int(not found and verdict is Verdict.TO_INSPECTION)
        made.append(Answer(category, verdict, int(chance.choice([1, 2, 3], p=[0.2, 0.35, 0.45])), found, marks,
                           float(round(chance.lognormal(3.7, 0.45), 1))))  # fmt: skip
    return made


def report(items: list[Item], person: str = "Aigerim Toktosunova", title: str = "Starter set") -> Report:
    """The self-assessment of these cases."""
    summary = summarise([one.score for one in items])
    return self_assessment(person, title, items, summary, HitRule(), category_name, WHEN_MS)


def practice(folder: Path, cases: int = 24, seed: int = 7, scans: int = 24) -> list[Item]:
    """A practice of so many cases with a scan for each of the first `scans`, which the rest share."""
    items: list[Item] = []
    for number, answer in enumerate(answers(cases, seed), start=1):
        scan = items[number % scans].case.scans[0] if number > scans else None
        items.append(item(folder, number, answer, scan))
    return items


def without_scans(items: list[Item]) -> list[Item]:
    """The same practice after the stick with the set is gone."""
    return [replace(one, folder=None) for one in items]
