"""The fixed words of a report, and the hit rule told in sentences."""

from __future__ import annotations

from xray_trainer.model import HitRule
from xray_trainer.reports.model import Headings
from xray_trainer.reports.numerals import decimal
from xray_trainer.text import tr


def headings() -> Headings:
    """The fixed words in the reader's language."""
    return Headings(
        product=tr("X-ray Trainer"),
        person=tr("Name"),
        image_set=tr("Image set"),
        when=tr("Finished"),
        reading=tr("What this says"),
        next_step=tr("Next"),
        by_category=tr("Concealments by category"),
        category=tr("Category"),
        found=tr("Found"),
        likely_range=tr("Your true rate"),
        misses=tr("What was missed"),
        no_misses=tr("No concealment was missed."),
        place=tr("Place"),
        legend_truth=tr("what was there"),
        legend_mark=tr("your mark"),
        cases=tr("Case by case"),
        case_number=tr("No."),
        case=tr("Case"),
        said=tr("You said"),
        outcome=tr("Outcome"),
        false_marks=tr("False marks"),
        seconds=tr("Time"),
        rule=tr("When a mark counts"),
        notes=tr("Notes"),
        page=tr("Page {page} of {pages}"),
        crop_unreadable=tr("The scan is damaged or missing, so it cannot be shown."),
        axis_per_hundred=tr("in 100"),
        axis_seconds=tr("seconds"),
        axis_cases=tr("case"),
        right=tr("right"),
        wrong=tr("wrong"),
    )


def rule_lines(rule: HitRule) -> tuple[str, ...]:
    """Every number of the hit rule, in sentences."""
    return (
        tr(
            "A mark counts when it covers at least {coverage} in 100 of the concealment, or when its centre lies "
            "in the concealment or in the margin around it."
        ).format(coverage=_in_100(rule.coverage)),
        tr(
            "The margin is {tolerance} in 100 of the side of a square as large as the concealment, but no less "
            "than {low} and no more than {high} in 100 of the container's inner height."
        ).format(tolerance=_in_100(rule.tolerance), low=_in_100(rule.tolerance_low), high=_in_100(rule.tolerance_high)),
        tr(
            "It is too large to act on when less than {share} in 100 of it lies on the concealment and its "
            "margin; or when it takes in more than {largest} in 100 of the container and is more than {growth} "
            "times as large as the concealment with its margin."
        ).format(share=_in_100(rule.min_share), largest=_in_100(rule.largest_share), growth=decimal(rule.growth, 2)),
        tr("A second mark on a concealment that is already found is a repeat: neither right nor false."),
        tr("Place comes before category: the right place called by another category still counts as found."),
        tr("“Cannot decide” counts as stopped, and is told apart."),
    )


def _in_100(share: float) -> str:
    return decimal(100 * share, 2)
