"""What was there, a row each; and beside it, what the chosen one is and why it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import icons, theme
from xray_trainer.desktop.bands.measures import how_visible, mass_and_depth
from xray_trainer.desktop.bands.panel import Panel, Scroller
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import BadgeKind, Label, PaintedButton, WrapLabel, paint_badge
from xray_trainer.model import (
    Basis,
    CaseScore,
    Completeness,
    Concealment,
    MarkResult,
    MarkScore,
    Response,
    Sealed,
    Truth,
    WholeLoad,
)
from xray_trainer.reports import words
from xray_trainer.text import N_, language, ngettext, tr

_BADGE = 18
_GAP = 6
_FALSE = {
    MarkResult.FALSE: N_("false mark"),
    MarkResult.TOO_LARGE: N_("too large"),
    MarkResult.REPEAT: N_("repeat"),
    MarkResult.IGNORED: N_("not counted"),
}
_WHY_SO = {
    MarkResult.FALSE: N_("Nothing was hidden where this mark is. Look again at what made you draw it."),
    MarkResult.TOO_LARGE: N_(
        "This mark takes in so much of the container that it would not tell the inspection where to open."
    ),
    MarkResult.REPEAT: N_("This concealment was marked already; a second mark neither helps nor harms."),
    MarkResult.IGNORED: N_(
        "What is known of this container does not say whether this mark is right, so it is not counted."
    ),
}
_BASES = {
    Basis.SEARCHED: N_("The container was opened and searched."),
    Basis.EXPERT: N_("Experienced officers read the scan."),
    Basis.INSERTED: N_("The concealment was put into a scan of a real container."),
    Basis.SIMULATED: N_("The scan is simulated, so all that is in it is known."),
    Basis.DECLARED: N_("The set's author declared it."),
    Basis.UNKNOWN: N_("How it is known is not said."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what was there. key : of the concealment or mark. parts : titled parts of its explanation."""

    key: str
    badge: BadgeKind | None
    name: str
    result: str
    title: str
    parts: tuple[tuple[str, str], ...]
    strong: bool = False


def rows_of(
    truth: Truth | Sealed, score: CaseScore | None, response: Response, category_name: Callable[[str | None], str]
) -> tuple[Row, ...]:
    """Every concealment, then every mark that found none, as rows with their explanations."""
    if isinstance(truth, Sealed):
        return ()
    marks = {} if score is None else {one.mark: one for one in score.marks}
    found = [] if score is None else [one.concealment for one in score.concealments if one.found]
    rows = [
        _concealment(one, truth, score is not None and score.outcome is not None, one.id in found,
                     [mark for mark in marks.values() if mark.concealment == one.id], category_name)
        for one in truth.concealments
    ]  # fmt: skip
    for number, mark in enumerate(response.marks, 1):
        result = marks[mark.id].result if mark.id in marks else None
        if result in _FALSE:
            whole = isinstance(mark.shape, WholeLoad) and result is not MarkResult.IGNORED
            rows.append(_whole_load(mark.id) if whole else _mark(number, category_name(mark.category), mark.id, result))
    return tuple(rows)


def _concealment(
    one: Concealment, truth: Truth, scored: bool, found: bool, marks: list[MarkScore],
    category_name: Callable[[str | None], str],
) -> Row:  # fmt: skip
    category = category_name(one.category)
    name = one.name.say(language()) or category
    name = name[:1].upper() + name[1:]
    other_kind = any(mark.result is MarkResult.WRONG_CATEGORY for mark in marks)
    if found:
        badge, result = BadgeKind.FOUND, tr("found, other kind") if other_kind else tr("found")
        title = tr("Found: {name}").format(name=_within(name))
    elif one.optional or not scored:
        badge, result, title = None, tr("not counted"), name
    else:
        badge, result, title = BadgeKind.MISSED, tr("missed"), tr("Missed: {name}").format(name=_within(name))
    where = words.place(one.place)
    what = ", ".join(part for part in (category if category != name else "", where, mass_and_depth(one)) if part)
    parts = [
        (tr("What it is"), what),
        (tr("Its kind"), tr("You called it something else: it is {category}.").format(category=category)
         if found and other_kind else ""),
        (tr("Why it shows"), one.note.say(language())),
        (tr("How visible"), how_visible(one)),
        (tr("What the papers said"), _papers(truth)),
    ]  # fmt: skip
    if not any(text for _, text in parts):
        parts = [("", tr("The set came without an explanation. Compare this place with what lies round it."))]
    return Row(
        one.id, badge, name, result, title, tuple((head, text) for head, text in parts if text), strong=not found
    )


def _mark(number: int, category: str, key: str, result: MarkResult) -> Row:
    name = (
        tr("Your mark {number}: {category}").format(number=number, category=category)
        if category
        else tr("Your mark {number}").format(number=number)
    )
    badge = {MarkResult.REPEAT: BadgeKind.REPEAT, MarkResult.IGNORED: None}.get(result, BadgeKind.FALSE)
    return Row(key, badge, name, tr(_FALSE[result]), name, ((tr(_FALSE[result]).capitalize(), tr(_WHY_SO[result])),))


def _whole_load(key: str) -> Row:
    """A whole-load mark that found nothing: too large for a place is not what it was meant as."""
    name, why = tr("Whole load"), tr("The load as a whole is what the papers declare; look for one place in it.")
    return Row(key, BadgeKind.FALSE, name, tr(_FALSE[MarkResult.FALSE]), name, ((tr("False mark"), why),))


def _within(name: str) -> str:
    """A name within a sentence: a small letter first, unless the word is all capitals (a brand, an abbreviation)."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _papers(truth: Truth) -> str:
    notes = (one.note.say(language()) or one.kind.replace("_", " ") for one in truth.discrepancies)
    return " ".join(note for note in notes if note)


def whole_case(truth: Truth | Sealed) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Title and titled parts about the case as a whole, shown where no row is chosen."""
    if isinstance(truth, Sealed):
        return tr("The answer is sealed"), (("", tr("Your mentor opens it after the results have come in.")),)
    if truth.completeness is Completeness.UNKNOWN:
        title = tr("What this container held is not known")
    elif truth.concealments:
        title = tr("What was there")
    elif truth.completeness is Completeness.COMPLETE:
        title = tr("Nothing was hidden here")
    else:
        title = tr("Not all of what was there is known")
    basis = tr(_BASES[truth.basis]) if truth.completeness is not Completeness.UNKNOWN else ""
    parts = (
        (tr("How it is known"), basis),
        (tr("The author's note"), truth.note.say(language())),
        (tr("What the papers said"), _papers(truth)),
    )
    return title, tuple((head, text) for head, text in parts if text)


class _RowButton(PaintedButton):
    """Badge, name, result; chosen = ground."""

    def __init__(self, row: Row) -> None:
        super().__init__(row.name, tip=tr("Show it on the scan, and say why."), checkable=True)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{row.name}, {row.result}")

    def sizeHint(self) -> QSize:
        """All of it."""
        text = theme.metrics(Weight.STRONG).horizontalAdvance(self._row.name)
        result = theme.metrics().horizontalAdvance(self._row.result)
        return QSize(2 * _GAP + _BADGE + 8 + text + 12 + result, self.control_height())

    def fill(self) -> str | None:
        """No ground at rest."""
        return super().fill() if self.isChecked() or self.underMouse() or self.isDown() else None

    def _edge(self) -> None:
        """No edge: weight and ground tell which is chosen."""

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Left to right; the name elides."""
        middle = rect.center().y()
        at = QRectF(_GAP, round(middle - _BADGE / 2), _BADGE, _BADGE)
        if self._row.badge is not None:
            paint_badge(painter, self._row.badge, at)
        else:
            icons.paint(painter, "info", at, theme.MUTED)
        result = theme.metrics().horizontalAdvance(self._row.result)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(theme.WHITE if self.isChecked() else theme.MUTED))
        painter.drawText(rect.adjusted(0, 0, -_GAP, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         self._row.result)  # fmt: skip
        weight = Weight.STRONG if self.isChecked() else Weight.TEXT
        painter.setFont(theme.font(weight))
        painter.setPen(theme.colour(self.ink()))
        left = _GAP + _BADGE + 8
        room = round(rect.width()) - left - result - _GAP - 12
        text = theme.metrics(weight).elidedText(self._row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)


class WhatWasThere(Panel):
    """A row a concealment, and a row a mark that found none.

    Signals: chosen(str) the key of a row.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("What was there"), 348)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._scroller = Scroller(inside, self.heading)
        self.body.addWidget(self._scroller, 1)
        self._buttons: dict[str, _RowButton] = {}

    def show_rows(self, rows: tuple[Row, ...], concealments: int | None) -> None:
        """Show rows; `concealments` is None where they are not known."""
        for button in self._buttons.values():
            self._list.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        if concealments is None:
            self.note.setText(tr("not known"))
        elif not concealments:
            self.note.setText(tr("no concealment"))
        else:
            self.note.setText(
                ngettext("{n} concealment", "{n} concealments", concealments).format(n=concealments)
            )  # fmt: skip
        before: QWidget = self._scroller
        for number, row in enumerate(rows):
            button = _RowButton(row)
            button.clicked.connect(lambda _on, key=row.key: self.chosen.emit(key))
            self._list.insertWidget(number, button)
            button.show()
            self.setTabOrder(before, button)  # a new widget would come last in the window
            before = button
            self._buttons[row.key] = button

    def show_chosen(self, key: str | None) -> None:
        """Which row is chosen."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def keys(self) -> tuple[str, ...]:
        """The rows, in order."""
        return tuple(self._buttons)

    def button(self, key: str) -> PaintedButton:
        """The button of a row."""
        return self._buttons[key]


class Explanation(Panel):
    """A title, and short titled parts under it."""

    def __init__(self) -> None:
        super().__init__("", 320, grows=True)
        self.name = tr("Explanation")
        inside = QWidget()
        self._parts = QGridLayout(inside)
        self._parts.setContentsMargins(0, 3, theme.GAP, 0)
        self._parts.setHorizontalSpacing(theme.GAP_GROUP)
        self._parts.setVerticalSpacing(theme.GAP_TIGHT)
        self._parts.setColumnStretch(1, 1)
        self._labels: list[QWidget] = []
        self._told: tuple[tuple[str, str], ...] = ()
        self._scroller = Scroller(inside, self.note)
        self.body.addWidget(self._scroller, 1)
        self.heading.hide()  # the title may be long: the note elides
        self.note.setFont(theme.font(Weight.STRONG))
        self.note.set_colour(theme.TEXT)

    def explain(self, title: str, parts: tuple[tuple[str, str], ...]) -> None:
        """Show another explanation: titles at the left, texts beside them."""
        self.note.setText(title)
        self._told = parts
        for label in self._labels:
            self._parts.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for row, (head, text) in enumerate(parts):
            self._put(Label(head, colour=theme.MUTED), row, 0)
            self._put(WrapLabel(text), row, 1)
        for row in range(self._parts.rowCount()):
            self._parts.setRowStretch(row, 0)
        self._parts.setRowStretch(len(parts), 1)
        self._scroller.verticalScrollBar().setValue(0)

    def text(self) -> str:
        """Everything that is told."""
        return "\n".join([self.note.text(), *(f"{head}: {text}" for head, text in self._told)])

    def _put(self, label: QWidget, row: int, column: int) -> None:
        self._parts.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        label.show()
        self._labels.append(label)
