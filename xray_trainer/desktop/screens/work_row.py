"""The row under Home's panorama: practice without end, and making a set. Nothing of the simulator is loaded for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.widgets import Band, Button, ElidedLabel
from xray_trainer.text import ngettext, tr

_AIR = 24  # px of height round the buttons


class WorkRow(Band):
    """Signals: endless() to begin or go on, wishes() to say of what, make_set()."""

    endless = Signal()
    wishes = Signal()
    make_set = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(theme.sizes().primary + _AIR, parent=parent)
        go, make = told(Action.ENDLESS), told(Action.MAKE_SET)
        self.go = Button(tr(go.name), "play", tall=True, key=go.key_text, tip=tr(go.sentence))
        self.choose = Button(tr("Of what…"), tall=True, flat=True, tip=tr("How hard, what is hidden, which scanner."))
        self._said = ElidedLabel(tr("New containers are made while you read."), colour=theme.MUTED)
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.make = Button(tr("Make a simulated set"), "container", tall=True, key=make.key_text, tip=tr(make.sentence))
        self.go.clicked.connect(lambda: self.endless.emit())
        self.choose.clicked.connect(lambda: self.wishes.emit())
        self.make.clicked.connect(lambda: self.make_set.emit())
        self.row.setSpacing(theme.GAP)
        for widget in (self.go, self.choose):
            self.row.addWidget(widget)
        self.row.addSpacing(theme.GAP_TIGHT)
        self.row.addWidget(self._said, 1)
        self.row.addWidget(self.make)

    def show_stock(self, wishes: str, ready: int) -> None:
        """What is practised without end, and how many containers wait."""
        wait = ngettext("{n} container is ready", "{n} containers are ready", ready).format(n=ready) if ready else ""
        self._said.setText("; ".join(filter(None, (wishes, wait))) or tr("New containers are made while you read."))

    def show_making(self, done: int, total: int) -> None:
        """How far the set is that is being made; (0, 0) when none is."""
        name = tr("Being made: {done} of {total}").format(done=done, total=total) if total else ""
        self.make.setText(name or tr("Make a simulated set"))
        self.make.setAccessibleName(self.make.text())
        self.make.updateGeometry()

    def said(self) -> str:
        """What stands in the middle."""
        return self._said.text()
