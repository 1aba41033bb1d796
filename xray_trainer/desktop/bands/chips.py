"""The deck in one line: papers, and marks as chips; or, in feedback, what was there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.explained import Row
from xray_trainer.desktop.bands.mark_row import MarkChip
from xray_trainer.desktop.bands.papers import one_line
from xray_trainer.desktop.widgets import ElidedLabel, Hairline, Heading, Label
from xray_trainer.model import Draft, Papers
from xray_trainer.text import tr


class MarkChips(QWidget):
    """Marks side by side: with names while there is room, then without, then only the last ones.

    Signals: chosen(str mark id).
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)
        self._row.addWidget(Heading(tr("Marks")))
        self._none = Label(tr("none yet"), colour=theme.MUTED)
        self._more = Label(colour=theme.MUTED)
        self._row.addWidget(self._none)
        self._row.addWidget(self._more)
        self._chips: list[MarkChip] = []
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_draft(self, draft: Draft, chosen: str | None, category_name: Callable[[str | None], str]) -> None:
        """Show the marks of a draft."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for number, mark in enumerate(draft.marks, 1):
            chip = MarkChip(number, mark, category_name(mark.category), draft.confidence, chosen=mark.id == chosen)
            chip.clicked.connect(lambda _on, one=mark.id: self.chosen.emit(one))
            self._row.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self._none.setVisible(not draft.marks)

    def fit(self, room: int) -> None:
        """Show as much as fits into `room` px."""
        for named in (True, False):
            for chip in self._chips:
                chip.show_name(named)
                chip.setVisible(True)
            self._more.setVisible(False)
            if self._wanted() <= room:
                return
        for hidden, chip in enumerate(self._chips[:-1], 1):
            chip.setVisible(False)
            self._more.setVisible(True)
            self._more.setText(f"+{hidden}")
            if self._wanted() <= room:
                return

    def _wanted(self) -> int:
        self._row.invalidate()
        return self._row.sizeHint().width()


class SlimDeck(QWidget):
    """What stays of the deck in one line.

    Signals: chosen(str mark id).
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = self.row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, 0, theme.GAP_GROUP, 0)
        row.setSpacing(theme.GAP)
        self._head = Heading(tr("Papers"))
        self._number = Label()
        self._line = ElidedLabel(colour=theme.MUTED)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._rule = Hairline()
        self.chips = MarkChips()
        self.chips.chosen.connect(self.chosen.emit)
        for widget in (self._head, self._number):
            row.addWidget(widget)
        row.addWidget(self._line, 1)
        row.addWidget(self._rule)
        row.addWidget(self.chips)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._papers: Papers | None = None

    def show_papers(self, papers: Papers | None) -> None:
        """Papers in one line."""
        self._papers = papers
        self._head.setText(tr("Papers"))
        self._number.setText("" if papers is None else papers.container or papers.plate)
        self._number.setVisible(bool(self._number.text()))
        self._line.setText(one_line(papers))
        self._show_marks(True)

    def show_draft(self, draft: Draft, chosen: str | None, category_name: Callable[[str | None], str]) -> None:
        """Marks as chips."""
        self.chips.show_draft(draft, chosen, category_name)
        self.fit()

    def show_rows(self, rows: tuple[Row, ...], nothing: str) -> None:
        """Feedback in one line; `nothing` where there are no rows."""
        self._head.setText(tr("What was there"))
        self._number.setVisible(False)
        self._line.setText("; ".join(f"{row.name}: {row.result}" for row in rows) or nothing)
        self._show_marks(False)

    def fit(self) -> None:
        """Chips take at most two thirds of the line."""
        self.chips.fit(self.width() * 2 // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()

    def _show_marks(self, shown: bool) -> None:
        self._rule.setVisible(shown)
        self.chips.setVisible(shown)
