"""How a result is told to the person it is about.

Counts before percentages; no rate and no range of fewer than ten; "likely between" for a 95 % interval; no decimals,
but for d'; a word on the tendency only where it is clear; always the next step. Nobody is compared with anybody.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from xray_trainer.model import ALMOST_CERTAIN, DOUBTFUL, PROBABLE, Estimate, Outcome, Summary, Verdict
from xray_trainer.reports.model import FEW, CategoryRow, ConfidenceRow
from xray_trainer.reports.numerals import decimal, half_up, in_100, number
from xray_trainer.text import N_, ngettext, tr

MANY = 30  # from here on a range is told without "with this few"
TENDENCY = 0.3  # a criterion within ± this is no tendency
MOST_WORTH_ASKING = 200  # more containers than this nobody is told to look at "to be sure"
PROMISES = {DOUBTFUL: 0.60, PROBABLE: 0.75, ALMOST_CERTAIN: 0.95}  # what the three words promise to be right

_VERDICTS = {
    Verdict.NO_SUSPICION: N_("No suspicion"),
    Verdict.TO_INSPECTION: N_("To inspection"),
    Verdict.CANNOT_DECIDE: N_("Cannot decide"),
}
_CONFIDENCES = {DOUBTFUL: N_("Doubtful"), PROBABLE: N_("Probable"), ALMOST_CERTAIN: N_("Almost certain")}
_OUTCOMES = {
    Outcome.FOUND: N_("Found"),
    Outcome.STOPPED_WRONG_PLACE: N_("Stopped, wrong place"),
    Outcome.LOCATED_RELEASED: N_("Marked, but let go"),
    Outcome.MISSED: N_("Missed"),
    Outcome.RELEASED: N_("Rightly let go"),
    Outcome.RELEASED_WITH_MARKS: N_("Let go, with marks"),
    Outcome.STOPPED: N_("Stopped without need"),
}
_PLACES = {
    "floor": N_("in the floor"),
    "roof": N_("in the roof"),
    "ceiling": N_("in the roof"),
    "front wall": N_("in the front wall"),
    "side wall": N_("in the side wall"),
    "wall": N_("in a wall"),
    "doors": N_("behind the doors"),
    "door leaf": N_("in the hollow of a door"),
    "corner post": N_("in a corner post"),
    "reefer unit": N_("in the refrigeration unit"),
    "top": N_("on top of the cargo"),
    "whole load": N_("the whole load"),
    "door": N_("in the doors"),
    "load": N_("in the load"),
    "cargo": N_("in the load"),
    "upper load": N_("in the upper load"),
    "lower load": N_("in the lower load"),
    "structure": N_("in the container's structure"),
    "frame": N_("in the container's frame"),
}


def verdict(value: Verdict) -> str:
    """The verdict as it stands on its button."""
    return tr(_VERDICTS[value])


def confidence(value: int) -> str:
    """How sure, as it stands on its button."""
    return tr(_CONFIDENCES[value]) if value in _CONFIDENCES else ""


def outcome(value: Outcome | None) -> str:
    """What became of a case."""
    return tr("Not scored") if value is None else tr(_OUTCOMES[value])


def place(slug: str) -> str:
    """Where in the container: words for the known places, the author's own word for others."""
    plain = slug.replace("_", " ").replace("-", " ").strip()
    return tr(_PLACES[plain.lower()]) if plain.lower() in _PLACES else plain


def said(given: Verdict, sure: int) -> str:
    """Verdict and confidence in one phrase; for "cannot decide", how sure says nothing more."""
    if given is Verdict.CANNOT_DECIDE or sure not in _CONFIDENCES:
        return verdict(given)
    return tr("{verdict}, {confidence}").format(verdict=verdict(given), confidence=confidence(sure).lower())


def of(count: int, total: int) -> str:
    """`18 of 25`; a dash where there was nothing to count."""
    if not total:
        return "–"
    return tr("{count} of {total}").format(count=number(count), total=number(total))


def likely(total: int, rate: Estimate | None) -> str:
    """The range of a rate, out of 100; "too few to say" below ten."""
    if not total:
        return tr("none in these cases")
    if total < FEW or rate is None:
        return tr("too few to say")
    return tr("likely between {low} and {high} in\u00a0100").format(low=in_100(rate.low), high=in_100(rate.high))


def headline(summary: Summary) -> str:
    """The one sentence of the report."""
    if not summary.cases:
        return tr("No case has been answered yet.")
    found = ngettext(
        "You found {found} of {n} concealment", "You found {found} of {n} concealments", summary.concealments
    ).format(found=number(summary.found), n=number(summary.concealments))
    stopped = ngettext(
        "you stopped {stopped} of {n} container that held none",
        "you stopped {stopped} of {n} containers that held none",
        summary.without,
    ).format(stopped=number(summary.stopped_without), n=number(summary.without))
    if summary.concealments and summary.without:
        return tr("{found}, and {stopped}.").format(found=found, stopped=stopped)
    if summary.concealments:
        return tr("{sentence}.").format(sentence=found)
    if summary.without:
        return tr("{sentence}.").format(sentence=stopped[:1].upper() + stopped[1:])
    return ngettext(
        "You looked at {n} container; what it holds is not known, so it cannot be scored.",
        "You looked at {n} containers; what they hold is not known, so they cannot be scored.",
        summary.cases,
    ).format(n=number(summary.cases))


def found_sentence(found: int, total: int, rate: Estimate | None) -> str:
    """What the found concealments allow one to say; nothing if there were none."""
    if not total:
        return ""
    counts = ngettext("You found {found} of {n} concealment.", "You found {found} of {n} concealments.", total).format(
        found=number(found), n=number(total)
    )
    return f"{counts} {_range_sentence(total, rate)}"


def _range_sentence(total: int, rate: Estimate | None) -> str:
    if total < FEW or rate is None:
        return tr("That is too few to say how often you find them.")
    pattern = (
        tr("With this few, your true rate is likely between {low} and {high} in\u00a0100.")
        if total < MANY
        else tr("Your true rate is likely between {low} and {high} in\u00a0100.")
    )
    return pattern.format(low=in_100(rate.low), high=in_100(rate.high))


def stopped_sentence(stopped: int, total: int, rate: Estimate | None) -> str:
    """What the needless inspections allow one to say; nothing if no case was without a concealment."""
    if not total:
        return ""
    counts = tr("Containers without a concealment that you stopped: {stopped} of {n}.").format(
        stopped=number(stopped), n=number(total)
    )
    if total < FEW or rate is None:
        return f"{counts} {tr('That is too few to say how often you stop one.')}"
    return f"{counts} {_range_sentence(total, rate)}"


def cannot_decide_sentence(count: int, cases: int) -> str:
    """How often the image was left undecided."""
    if not cases:
        return ""
    if not count:
        return tr("You decided every case from the image.")
    return ngettext(
        "In {n} case of {cases} you could not decide from the image; it counts as stopped.",
        "In {n} cases of {cases} you could not decide from the image; they count as stopped.",
        count,
    ).format(n=number(count), cases=number(cases))


def telling_apart(summary: Summary) -> str:
    """d' in words, where both kinds of case are at least ten; nothing otherwise."""
    measure = summary.d_prime
    if measure is None or min(summary.with_concealment, summary.without) < FEW:
        return ""
    if measure.low <= 0:
        return _too_close(measure, summary.with_concealment + summary.without)
    if measure.value < 0.5:
        pattern = tr(
            "You hardly tell containers with a concealment from those without ({value} on a scale where 0 is guessing"
            " and 3 is excellent)."
        )
    elif measure.value < 1.2:
        pattern = tr(
            "You tell some containers with a concealment from those without ({value} on a scale where 0 is guessing "
            "and 3 is excellent)."
        )
    elif measure.value < 2:
        pattern = tr(
            "You tell containers with a concealment from those without well ({value} on a scale where 0 is guessing "
            "and 3 is excellent)."
        )
    elif measure.value <= 3:
        pattern = tr(
            "You tell containers with a concealment from those without very well ({value} on a scale where 0 is "
            "guessing and 3 is excellent)."
        )
    else:
        pattern = tr(
            "You tell containers with a concealment from those without excellently ({value} on a scale where 0 is "
            "guessing and 3 is excellent)."
        )
    return pattern.format(value=decimal(measure.value))


def _too_close(measure: Estimate, cases: int) -> str:
    """Guessing is not ruled out: how many more containers would tell, if that is a number worth asking for."""
    half = (measure.high - measure.low) / 2
    if measure.value > 0:
        more = 10 * math.ceil(max(1.0, cases * ((half / measure.value) ** 2 - 1)) / 10)
        if more <= MOST_WORTH_ASKING:
            return tr(
                "Whether you tell containers with a concealment from those without is too close to call yet: {n} more"
                " containers would tell."
            ).format(n=number(more))
    return tr("Whether you tell containers with a concealment from those without is too close to call yet.")


def tendency(summary: Summary) -> str:
    """The criterion in words: only outside ±.3, with its interval clear of 0, and at least ten cases of both kinds."""
    measure = summary.criterion
    if measure is None or min(summary.with_concealment, summary.without) < FEW:
        return ""
    if measure.value > TENDENCY and measure.low > 0:
        return tr(
            "You release when in doubt. Stopping a few more doubtful ones would find more, and also stop more that "
            "hold nothing."
        )
    if measure.value < -TENDENCY and measure.high < 0:
        return tr("You stop when in doubt: you miss little, but many containers that hold nothing are opened.")
    return ""


def confidence_sentence(row: ConfidenceRow) -> str:
    """Whether one of the three words kept its promise; nothing below ten."""
    if row.few:
        return ""
    return tr("When you said “{word}” you were right {right} of {n} times; the word promises {promised}.").format(
        word=row.name.lower(),
        right=number(row.right),
        n=number(row.answered),
        promised=number(half_up(row.promise * row.answered)),
    )


def false_marks_note(false_marks: int, cases: int) -> str:
    """False marks against the cases in which they can be told."""
    if not cases:
        return tr("cannot be told here")
    counted = ngettext("in {n} container", "in {n} containers", cases).format(n=number(cases))
    if cases < FEW or not false_marks:
        return counted
    if false_marks >= cases:
        return tr("{counted}: about {n} in each").format(counted=counted, n=number(false_marks / cases))
    return tr("{counted}: about 1 in every {n}").format(counted=counted, n=number(cases / false_marks))


def next_step(summary: Summary, categories: Sequence[CategoryRow]) -> str:
    """What to do next: always something, named."""
    if not summary.cases:
        return tr("Open an image set and answer a first case.")
    if not summary.concealments and not summary.without:
        return tr("Practise on a set whose truth is known: it shows you what you found and what you missed.")
    missed = max(categories, key=lambda row: (row.shown - row.found, -row.found), default=None)
    if missed is not None and missed.found < missed.shown:
        return tr(
            "Look at your misses below once more, then practise {category}: {found} of {shown} found so far."
        ).format(category=missed.name, found=number(missed.found), shown=number(missed.shown))
    if summary.stopped_without:
        return tr(
            "Next, say what each shadow is before you stop a container; those stopped without need are in the list of"
            " cases."
        )
    if 0 < summary.concealments < FEW:
        lacking = FEW - summary.concealments
        return ngettext(
            "Go on: after {n} more concealment a range can be told.",
            "Go on: after {n} more concealments a range can be told.",
            lacking,
        ).format(n=number(lacking))
    return tr("Nothing was missed. Take a harder set next.")
