"""Whose practice it is: a question over the window, with everybody who practises on this computer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.widgets import Dialog, Field, Label, ListRow, Page
from xray_trainer.model import Trainee
from xray_trainer.text import tr

_MOST_ROWS = 5


class PeopleDialog(Dialog):
    """Choose a person, or add one. Signals: chosen(str) with an id, added(str) with a name; refused() if neither."""

    chosen = Signal(str)
    added = Signal(str)

    def __init__(self, parent: QWidget, people: Sequence[Trainee], current: str) -> None:
        super().__init__(
            parent,
            tr("Whose practice is this?"),
            tr("Each person's answers are kept apart, on this computer only."),
            act=tr("Add this person"),
            safe=tr("Leave as it is"),
        )
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, theme.GAP_GROUP, 0)
        column.setSpacing(theme.GAP_TIGHT)
        for person in people:
            row = ListRow(person.name, "person")
            row.setChecked(person.id == current)
            row.clicked.connect(lambda _on, chosen=person.id: self._choose(chosen))
            column.addWidget(row)
        column.addStretch(1)
        if people:
            page = Page(rows, tone=theme.RAISED)
            each = theme.sizes().control + theme.GAP_TIGHT
            page.setFixedHeight(min(len(people), _MOST_ROWS) * each - theme.GAP_TIGHT)
            self.content.addWidget(page)
        self.content.addWidget(Label(tr("Somebody new"), colour=theme.MUTED))
        self._name = Field(name=tr("Name"))
        self._name.setMaxLength(120)
        self._name.textChanged.connect(self._name_changed)
        self._name.returnPressed.connect(self.act_button.click)
        self.content.addWidget(self._name)
        self.acted.connect(lambda: self.added.emit(self._typed()))
        self._name_changed("")

    def _typed(self) -> str:
        return " ".join(self._name.text().split())

    def _name_changed(self, _typed: str) -> None:
        self.act_button.set_available(bool(self._typed()), tr("Type a name first."))

    def _choose(self, person: str) -> None:
        self.close_quietly()
        self.chosen.emit(person)
