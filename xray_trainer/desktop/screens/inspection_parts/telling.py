"""Feedback: what was there, told in the deck and in the outcome bar."""

from __future__ import annotations

from xray_trainer.desktop.bands.deck import Deck
from xray_trainer.desktop.bands.explained import Row, rows_of, whole_case
from xray_trainer.desktop.bands.outcome import OutcomeBar
from xray_trainer.model import CaseScore, Region, Response, Sealed, Shape, Truth, WholeLoad, bounds


class Telling:
    """Fills the bands of feedback, and knows where on the scans each row of it lies."""

    def __init__(self, deck: Deck, outcome: OutcomeBar) -> None:
        self._deck, self._outcome = deck, outcome
        self._truth: Truth | Sealed | None = None
        self._response: Response | None = None
        self._rows: tuple[Row, ...] = ()

    @property
    def on(self) -> bool:
        """Whether feedback is shown."""
        return self._truth is not None

    def clear(self) -> None:
        """Nothing is told."""
        self._truth, self._response, self._rows = None, None, ()

    def begin(self, truth: Truth | Sealed, score: CaseScore | None, response: Response, *, last: bool) -> None:
        """Tell of a response; the first miss is explained first, else the first row, else the case."""
        self._truth, self._response = truth, response
        self._rows = rows_of(truth, score, response, self._deck.marks.category_name)
        known = isinstance(truth, Truth) and truth.has_concealment is not None
        self._deck.what.show_rows(self._rows, len(truth.required) if known and isinstance(truth, Truth) else None)
        self._deck.slim.show_rows(self._rows, whole_case(truth)[0])
        self._outcome.show_outcome(truth, score, response, last=last)
        self.explain(next((row.key for row in self._rows if row.strong), self._rows[0].key if self._rows else ""))

    def explain(self, key: str) -> None:
        """Explain one row; the case as a whole where there is no such row."""
        row = next((one for one in self._rows if one.key == key), None)
        self._deck.what.show_chosen(key)
        if row is not None:
            self._deck.explanation.explain(row.title, row.parts)
        elif self._truth is not None:
            self._deck.explanation.explain(*whole_case(self._truth))

    def place_of(self, key: str, scan: int) -> tuple[int, tuple[float, float] | None] | None:
        """On which scan a row lies (on `scan` if it can be) and where there in scan px; None if it has no place."""
        concealments = self._truth.concealments if isinstance(self._truth, Truth) else ()
        regions = [region for one in concealments if one.id == key for region in one.regions]
        marks = self._response.marks if self._response is not None else ()
        regions += [Region(mark.shape, mark.scan) for mark in marks if mark.id == key]
        if not regions:
            return None
        region = next((one for one in regions if one.scan == scan), regions[0])
        return region.scan, middle_of(region.shape)


def middle_of(shape: Shape) -> tuple[float, float] | None:
    """The middle of a shape in scan px; None for the whole load."""
    if isinstance(shape, WholeLoad):
        return None
    left, top, right, bottom = bounds(shape)
    return (left + right) / 2, (top + bottom) / 2
