"""Fade and clean twin, in the deck of feedback: the scan with and without what was hidden in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.viewer.probe import NBSP
from xray_trainer.desktop.widgets import Button, Slider
from xray_trainer.desktop.widgets.slider import NARROW
from xray_trainer.text import tr

WHOLE = 100  # per cent of the concealment that is shown, at rest


class FadeControls(QWidget):
    """A slider that fades the concealment out and in, and a button that blinks the clean twin.

    Signals: faded(int) per cent that is left of the concealment. blinked(bool) the twin is to blink, or no longer.
    """

    faded = Signal(int)
    blinked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        out, back, twin = told(Action.FADE_OUT), told(Action.FADE_IN), told(Action.TWIN)
        self.slider = Slider(
            tr("Fade"), 0, WHOLE, WHOLE, f"{NBSP}%", key=f"{out.key_text} {back.key_text}", accent=True, length=NARROW,
            tip=tr("Takes what was hidden out of the scan and puts it back; a double click puts all of it back."),
        )  # fmt: skip
        self.twin = Button(tr(twin.name), "clean-twin", key=twin.key_text, tip=tr(twin.sentence), checkable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.slider)
        row.addWidget(self.twin)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.slider.changed.connect(self.faded.emit)
        self.twin.toggled.connect(self.blinked.emit)
        self._offered = False
        self.hide()

    def go_to(self, row: QHBoxLayout) -> None:
        """Stand at the end of a row of the deck."""
        if row.indexOf(self) < 0:
            row.addWidget(self)
            self.setVisible(self._offered)

    def withdraw(self) -> None:
        """There is nothing to fade."""
        self._offered = False
        self.hide()

    def set_available(self, available: bool, why: str = "") -> None:
        """Show them, on or off; `why` is said in the tooltips while they are off."""
        self.slider.set_available(available, why)
        self.twin.set_available(available, why)
        self._offered = True
        self.show()

    def rest(self) -> None:
        """As at first, and nothing is sent."""
        self.slider.set_value(WHOLE)
        self.twin.blockSignals(True)
        self.twin.setChecked(False)
        self.twin.blockSignals(False)
        self.twin.update()
