"""The screen after a session: one sentence, counts, what was found by kind, and every miss with its explanation.

It shows a `reports.Report` as it is; nothing is computed here. It loads the reports' room, so the window imports it
only when a session ends. A change of language or text size builds it again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.screens.miss import MissView
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import (
    Band,
    Button,
    ElidedLabel,
    Hairline,
    IconButton,
    Label,
    Page,
    PrimaryButton,
    TopBar,
    WrapLabel,
)
from xray_trainer.desktop.widgets.range_bar import RangeBar
from xray_trainer.model import Estimate
from xray_trainer.reports.model import CategoryRow, ConfidenceRow, Count, Report
from xray_trainer.text import N_, tr

FORMATS = ("pdf", "html", "csv")
_FORMAT_NAMES = {
    "pdf": (N_("PDF"), N_("Pages to print or to send.")),
    "html": (N_("Web page"), N_("One file that any browser opens.")),
    "csv": (N_("Table"), N_("One row a case, for a spreadsheet (CSV).")),
}
_BLANK_BELOW = 5
_SIDE_BY_SIDE = 880  # px of width from which kinds stand beside misses
_LEFT, _LEFT_NARROW = 480, 380
_MOST_COUNTS = 4


class Summary(QWidget):
    """What a session comes to.

    Signals
    -------
    save_report(str) : "pdf", "html" or "csv". home() keys()

    crops : pictures of the report's misses, in their order; those that come later go through `set_crop`.
    """

    save_report = Signal(str)
    home = Signal()
    keys = Signal()

    def __init__(self, report: Report, crops: Sequence[QImage | None] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report, self._misses = report, list[MissView]()
        self._show: Callable[[], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = TopBar(report.title, back=tr("Home"), parent=self)
        for note in (report.set_title, report.person, report.when):
            if note:
                bar.add_note(note)
        bar.keys_wanted.connect(self.keys)
        bar.back_wanted.connect(self.home)
        column.addWidget(bar)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._make_sentence())
        inner.addWidget(_Counts(report.counts[:_MOST_COUNTS]))
        inner.addWidget(_TwoPanels(self._make_left(), self._make_right()), 1)
        self._page = Page(page, tone=theme.PANEL, parent=self)
        column.addWidget(self._page, 1)
        column.addWidget(self._make_foot())
        for index, image in enumerate(crops):
            self.set_crop(index, image)

    def set_crop(self, index: int, image: QImage | None) -> None:
        """Show the picture of a miss."""
        if index < len(self._misses):
            self._misses[index].set_image(image)

    def say(self, sentence: str, show: Callable[[], object] | None = None) -> None:
        """Say at the foot what was done: where a report was saved. show : opens the folder that it is in."""
        self._said.setText(sentence)
        self._show = show
        self._show_button.setVisible(show is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads home; arrows and paging scroll."""
        bar = self._page.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.home.emit()
        elif step is not None:
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Enter leads home."""
        super().showEvent(event)
        self.home_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_sentence(self) -> Band:
        band = Band(tone=theme.SURROUND)
        band.row.setContentsMargins(theme.GAP_GROUP, theme.GAP_DIALOG, theme.GAP_GROUP, theme.GAP_DIALOG)
        words = QVBoxLayout()
        words.setSpacing(theme.GAP_TIGHT)
        words.addWidget(WrapLabel(self._report.headline, weight=Weight.STRONG, title=True))
        if self._report.next_step:
            words.addWidget(WrapLabel(self._report.next_step, colour=theme.MUTED))
        band.row.addLayout(words, 1)
        return band

    def _make_left(self) -> QWidget:
        panel, report = _Panel(), self._report
        texts = [row.text for row in report.categories] + [row.text for row in report.confidence]
        widest = max((theme.metrics().horizontalAdvance(text) for text in texts), default=0)
        if report.categories:
            panel.column.addWidget(_Head(tr("Found, by kind"), tr("hollow: fewer than 10, too early to say")))
            panel.column.addLayout(_rows([_of_category(row) for row in report.categories], widest))
        if report.confidence:
            panel.column.addSpacing(theme.GAP)
            panel.column.addWidget(_Head(tr("How sure, how often right"), tr("white: what the words promise")))
            panel.column.addLayout(_rows([_of_confidence(row) for row in report.confidence], widest))
            panel.column.addSpacing(theme.GAP)
        for paragraph in (*report.reading, *report.notes):
            panel.column.addWidget(WrapLabel(paragraph, colour=theme.MUTED))
        panel.column.addStretch(1)
        return panel

    def _make_right(self) -> QWidget:
        panel, report = _Panel(), self._report
        panel.column.addWidget(_Head(report.headings.misses, report.misses_note))
        if not report.misses:
            panel.column.addWidget(WrapLabel(report.headings.no_misses))
        for number, miss in enumerate(report.misses):
            if number:
                panel.column.addWidget(Hairline(upright=False, length=None))
            self._misses.append(MissView(miss))
            panel.column.addWidget(self._misses[-1])
        panel.column.addStretch(1)
        return panel

    def _make_foot(self) -> Band:
        foot = Band(theme.sizes().primary + 20, line="top", parent=self)
        foot.row.addWidget(Label(tr("Save the report"), colour=theme.MUTED))
        for kind in FORMATS:
            name, tip = _FORMAT_NAMES[kind]
            button = Button(tr(name), "save" if kind == "pdf" else "", tall=True, tip=tr(tip))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click, Enter still leads home
            button.clicked.connect(lambda _on, chosen=kind: self.save_report.emit(chosen))
            foot.row.addWidget(button)
        self._said = ElidedLabel(colour=theme.MUTED, mode=Qt.TextElideMode.ElideMiddle)
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot.row.addWidget(self._said, 1)
        self._show_button = IconButton("folder", tr("Show the folder"), tip=tr("In the computer's own file window."))
        self._show_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._show_button.clicked.connect(lambda: self._show() if self._show is not None else None)
        self._show_button.hide()
        foot.row.addWidget(self._show_button)
        self.home_button = PrimaryButton(tr("Home"), key="Enter")
        self.home_button.clicked.connect(lambda: self.home.emit())
        foot.row.addWidget(self.home_button)
        return foot


class _Panel(QWidget):
    """A column with the page's margins."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.GAP_GROUP, theme.GAP_GROUP, theme.GAP_GROUP, theme.GAP_DIALOG)
        self.column.setSpacing(theme.GAP)


class _Head(QWidget):
    """A panel's name, with a note beside it where there is room, else below."""

    def __init__(self, name: str, note: str) -> None:
        super().__init__()
        self._name = WrapLabel(name, weight=Weight.STRONG)
        self._note = WrapLabel(note, colour=theme.MUTED)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._name)
        self._line.addWidget(self._note)
        self._note.setVisible(bool(note))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside, or below."""
        super().resizeEvent(event)
        name = theme.metrics(Weight.STRONG).horizontalAdvance(self._name.text()) + 2
        note = theme.metrics().horizontalAdvance(self._note.text()) + 2
        beside = bool(self._note.text()) and self.width() >= name + theme.GAP + note
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(theme.GAP if beside else 0)
        self._name.setMinimumWidth(name if beside else 0)
        self._name.setMaximumWidth(name if beside else 1 << 20)


def _of_category(row: CategoryRow) -> tuple[str, str, RangeBar, bool]:
    return row.name, row.text, _bar(row.rate, early=row.few, blank=row.shown < _BLANK_BELOW), row.few


def _of_confidence(row: ConfidenceRow) -> tuple[str, str, RangeBar, bool]:
    blank = row.answered < _BLANK_BELOW
    return row.name, row.text, _bar(row.rate, early=row.few, blank=blank, promise=row.promise), row.few


def _bar(rate: Estimate | None, *, early: bool, blank: bool, promise: float | None = None) -> RangeBar:
    if rate is None:
        return RangeBar(0, 0, 0, blank=True, promise=promise)
    return RangeBar(rate.value, rate.low, rate.high, early=early, blank=blank, promise=promise)


def _rows(rows: list[tuple[str, str, RangeBar, bool]], count_width: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GAP_GROUP)
    grid.setVerticalSpacing(theme.GAP)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(2, count_width)
    for index, (name, said, bar, few) in enumerate(rows):
        grid.addWidget(ElidedLabel(name), index, 0)
        grid.addWidget(bar, index, 1)
        count = Label(said, colour=theme.MUTED if few else theme.TEXT)
        grid.addWidget(count, index, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return grid


class _Counts(QWidget):
    """The main numbers, side by side."""

    def __init__(self, counts: Sequence[Count]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for count in counts:
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(theme.GAP_GROUP, 10, theme.GAP_GROUP, 10)
            column.setSpacing(2)
            column.addWidget(WrapLabel(count.label, colour=theme.MUTED))
            column.addWidget(WrapLabel(count.text, weight=Weight.STRONG, title=True))
            column.addWidget(WrapLabel(count.note, colour=theme.MUTED))
            column.addStretch(1)
            row.addWidget(cell, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines between the cells and below them."""
        painter = QPainter(self)
        line = theme.colour(theme.LINE)
        for cell in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if cell.x() > 0:
                painter.fillRect(cell.x(), 0, 1, self.height(), line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)


class _TwoPanels(QWidget):
    """Two panels side by side, or one above the other where there is little room."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._left = left
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._right = right
        self._grid.addWidget(left, 0, 0)
        self._grid.addWidget(right, 0, 1)
        self._grid.setColumnStretch(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the panels."""
        super().resizeEvent(event)
        beside = self.width() >= _SIDE_BY_SIDE
        at = (0, 1) if beside else (1, 0)
        index = self._grid.indexOf(self._right)
        if self._grid.getItemPosition(index)[:2] != at:  # type: ignore[index]
            self._grid.addWidget(self._right, *at)
        wide = _LEFT if self.width() >= 1200 else _LEFT_NARROW
        self._left.setMinimumWidth(wide if beside else 0)
        self._left.setMaximumWidth(wide if beside else 1 << 20)

    def sizeHint(self) -> QSize:
        """As the grid says."""
        return self._grid.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline between the panels."""
        painter = QPainter(self)
        if self._right.x() > 0:
            painter.fillRect(self._right.x(), 0, 1, self.height(), theme.colour(theme.LINE))
        else:
            painter.fillRect(0, self._right.y(), self.width(), 1, theme.colour(theme.LINE))
