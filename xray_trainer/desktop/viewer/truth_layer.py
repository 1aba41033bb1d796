"""Truth over the marks, after submission: what was found, missed, marked in vain, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xray_trainer.desktop.viewer import ink, shaping
from xray_trainer.desktop.viewer.editor import Numbered
from xray_trainer.desktop.viewer.ink import Badge, Line, Plate
from xray_trainer.desktop.viewer.layout import Drawn, Lens, corners_of
from xray_trainer.desktop.viewer.marks_layer import MarkWords, share_text
from xray_trainer.desktop.viewer.plates import Side
from xray_trainer.model import (
    CaseScore,
    Completeness,
    Concealment,
    MarkResult,
    Region,
    Truth,
    WholeLoad,
)
from xray_trainer.text import language, tr


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown after submission."""

    truth: Truth
    score: CaseScore
    index: int  # of the scan in its case

    @property
    def known(self) -> bool:
        """Whether the truth says enough to be drawn."""
        return self.truth.completeness is not Completeness.UNKNOWN


def drawn_truth(*, shown: Shown, marks: Sequence[Numbered], lens: Lens, words: MarkWords) -> list[Drawn]:
    """Concealments by what became of them, and over them the marks; nothing where the truth is unknown."""
    if not shown.known:
        return [_own(one, lens, words) for one in marks]
    called = {one.mark.id: one.mark.category for one in marks}
    drawn = [
        _region(concealment, region, number == 0, shown, called, lens, words)
        for concealment in shown.truth.concealments
        for number, region in enumerate(region for region in concealment.regions if region.scan == shown.index)
    ]
    results = {one.mark: one.result for one in shown.score.marks}
    return drawn + [_judged(one, results.get(one.mark.id), lens, words) for one in marks]


def concealment_name(concealment: Concealment, words: MarkWords) -> str:
    """What a concealment is called: its own name, else its category's."""
    return concealment.name.say(language()) or words.category_name(concealment.category)


def within_sentence(name: str) -> str:
    """A name as it stands after a colon: its first letter small, unless the word is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _region(
    concealment: Concealment, region: Region, first: bool, shown: Shown, called: dict[str, str | None],
    lens: Lens, words: MarkWords,
) -> Drawn:  # fmt: skip
    hollow = isinstance(region.shape, WholeLoad)
    line, badge, text = _outcome(concealment, shown, called, words)
    corners = corners_of(shape=region.shape, frame=shaping.load_frame(words.scan), lens=lens)
    plate = (Plate(text, badge=badge), Side.CORNER if hollow else Side.ABOVE)
    if hollow:
        line = Line(line.colour, line.width, line.dashes)  # a fill over the whole load would veil the scan
    return Drawn(corners, line, (plate,) if first else (), hollow=hollow)


def _outcome(
    concealment: Concealment, shown: Shown, called: dict[str, str | None], words: MarkWords
) -> tuple[Line, Badge | None, str]:
    name = within_sentence(concealment_name(concealment, words))
    found = any(one.found for one in shown.score.concealments if one.concealment == concealment.id)
    if concealment.optional:
        return ink.OPTIONAL, None, tr("Not counted: {name}").format(name=name)
    if not found:
        return ink.MISSED, Badge.MISSED, tr("Missed: {name}").format(name=name)
    paired = [one for one in shown.score.marks if one.concealment == concealment.id]
    if any(one.result is MarkResult.FOUND for one in paired):
        return ink.FOUND, Badge.FOUND, tr("Found: {name}").format(name=name)
    wrong = next((one for one in paired if one.result is MarkResult.WRONG_CATEGORY), None)
    if wrong is None:
        return ink.FOUND, Badge.FOUND, tr("Found: {name}").format(name=name)
    said = called.get(wrong.mark)
    if not said:
        return ink.WRONG_KIND, Badge.FOUND, tr("Found: {name}, kind not said").format(name=name)
    other = within_sentence(words.category_name(said))
    return ink.WRONG_KIND, Badge.FOUND, tr("Found: {name}, not {other}").format(name=name, other=other)


def _own(one: Numbered, lens: Lens, words: MarkWords) -> Drawn:
    hollow = isinstance(one.mark.shape, WholeLoad)
    corners = corners_of(shape=one.mark.shape, frame=shaping.load_frame(words.scan), lens=lens)
    return Drawn(corners, ink.OWN_QUIET, mark=one.mark.id, hollow=hollow)


def _judged(one: Numbered, result: MarkResult | None, lens: Lens, words: MarkWords) -> Drawn:
    own = _own(one, lens, words)
    side = Side.CORNER if own.hollow else Side.ABOVE
    if own.hollow and result in (MarkResult.FALSE, MarkResult.TOO_LARGE):
        return _signed(own, ink.FALSE, Plate(tr("Not the whole load"), badge=Badge.FALSE), side)
    if result is MarkResult.FALSE:
        return _signed(own, ink.FALSE, Plate(tr("False mark"), badge=Badge.FALSE), side)
    if result is MarkResult.REPEAT:
        return _signed(own, ink.REPEAT, Plate(tr("Marked twice"), badge=Badge.REPEAT), side)
    if result is MarkResult.TOO_LARGE:
        share = share_text(shaping.share_of_container(shape=one.mark.shape, scan=words.scan), words.scan)
        return _signed(own, ink.FALSE, Plate(tr("Too large: {share}").format(share=share), badge=Badge.FALSE), side)
    if result is MarkResult.IGNORED:
        return _signed(own, ink.OWN_QUIET, Plate(tr("Not counted"), number=str(one.number)), side)
    return own


def _signed(own: Drawn, line: Line, plate: Plate, side: Side) -> Drawn:
    return Drawn(own.corners, line, ((plate, side),), own.mark, hollow=own.hollow)
