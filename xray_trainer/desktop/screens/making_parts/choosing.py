"""Some of many: a button that says what is chosen, and a list over the window to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.set_wishes import Offer
from xray_trainer.desktop.widgets import Button, Dialog, ElidedLabel, ListRow, Page
from xray_trainer.text import ngettext, tr

_COLUMNS = 2
_WIDTH = 720
_MOST_ROWS = 12
_NAMED = 3  # so many are named on the closed list


class Chooser(QWidget):
    """What is chosen as words, and a button that opens the list. Signals: changed().

    all_of_them : what is said when nothing is left out. title : of the list.
    """

    changed = Signal()

    def __init__(self, title: str, all_of_them: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._all = title, all_of_them
        self._offers: tuple[Offer, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._said = ElidedLabel(all_of_them, parent=self)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button = Button(tr("Choose…"), name=tr("Choose: {what}").format(what=title), parent=self)
        self.button.clicked.connect(self.open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self._said, 1)
        row.addWidget(self.button)
        self.set_offers(())

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """What there is to choose from; nothing yet while the simulator is still being asked."""
        self._offers = tuple(offers)
        self.button.set_available(bool(offers), tr("Being read just now."))
        self._say()

    def set_chosen(self, chosen: Sequence[str]) -> None:
        """These, all if none is named."""
        self._chosen = tuple(chosen)
        self._say()

    def chosen(self) -> tuple[str, ...]:
        """What is chosen, none for all."""
        return self._chosen

    def said(self) -> str:
        """What is chosen, in words."""
        return self._said.text()

    def open(self) -> None:
        """Open the list."""
        dialog = ManyDialog(self, self._title, self._offers, self._chosen)
        dialog.acted.connect(lambda: self._take(dialog.chosen()))
        dialog.open()

    def _take(self, chosen: tuple[str, ...]) -> None:
        self._chosen = () if len(chosen) in (0, len(self._offers)) else chosen
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        names = [one.name for one in self._offers if one.id in self._chosen]
        if not self._chosen:
            self._said.setText(self._all)
        elif len(names) <= _NAMED:
            self._said.setText(", ".join(names))
        else:
            more = len(names) - _NAMED + 1
            tail = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self._said.setText(", ".join([*names[: _NAMED - 1], tail]))


class _Row(ListRow):
    """One that can be on or off: a tick and a fill say that it is on, and no edge, for most are."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "tick")
        self.toggled.connect(lambda on: self.set_icon("tick" if on else ""))

    def sizeHint(self) -> QSize:
        """Room for the tick, whether it is there or not."""
        size = super().sizeHint()
        return size if self._icon_name else QSize(size.width() + theme.sizes().icon + 6, size.height())

    def _edge(self) -> QPen | None:
        return None if self.isChecked() else super()._edge()

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """The words stand at the same place with and without the tick."""
        room = 0 if self._icon_name else theme.sizes().icon + 6
        super().paint_content(painter, rect.adjusted(room, 0, 0, 0))


class ManyDialog(Dialog):
    """Rows that are each switched by themselves. `chosen` gives those that are on."""

    def __init__(self, parent: QWidget, title: str, offers: Sequence[Offer], chosen: Sequence[str]) -> None:
        super().__init__(parent, title, "", act=tr("Use these"), safe=tr("Back"), width=_WIDTH)
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, theme.GAP_GROUP, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP_TIGHT)
        self._rows: dict[str, ListRow] = {}
        down = -(-len(offers) // _COLUMNS)
        for number, offer in enumerate(offers):
            row = _Row(offer.name)
            row.setChecked(not chosen or offer.id in chosen)
            row.set_icon("tick" if row.isChecked() else "")
            row.toggled.connect(lambda _on: self._count())
            grid.addWidget(row, number % down, number // down)
            self._rows[offer.id] = row
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        page = Page(rows, tone=theme.RAISED)
        each = theme.sizes().control + theme.GAP_TIGHT
        page.setFixedHeight(min(down, _MOST_ROWS) * each - theme.GAP_TIGHT)
        self.content.addWidget(page)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP_TIGHT)
        for text, on in ((tr("All"), True), (tr("None"), False)):
            button = Button(text, flat=True)
            button.clicked.connect(lambda _on, switched=on: self._switch(switched))
            line.addWidget(button)
        line.addStretch(1)
        self._said = ElidedLabel("", colour=theme.MUTED, align=Qt.AlignmentFlag.AlignRight)
        line.addWidget(self._said, 1)
        self.content.addLayout(line)
        self._count()

    def chosen(self) -> tuple[str, ...]:
        """What is on, in the order of the list."""
        return tuple(name for name, row in self._rows.items() if row.isChecked())

    def row(self, name: str) -> ListRow:
        """The row of one."""
        return self._rows[name]

    def _switch(self, on: bool) -> None:
        for row in self._rows.values():
            row.setChecked(on)

    def _count(self) -> None:
        on, of = len(self.chosen()), len(self._rows)
        self._said.setText(tr("{n} of {total} chosen").format(n=on, total=of))
        self.act_button.set_available(on > 0, tr("Choose at least one."))
