"""The scan with and without what was hidden in it: the clean twin, faded in by hand or blinking against the scan.

Twins are not on this side of the program before an answer is in: whoever shows feedback reads them, and gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from xray_trainer.desktop.bands.fade import WHOLE, FadeControls
from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.imaging import ScanPixels

BLINK_MS = 250  # each picture: two blinks a second, below the three flashes that WCAG 2.3.1 allows
STEP = 5  # per cent a key press


class Fading(QObject):
    """Moves the canvas between the scan that is shown and its clean twin.

    Without motion the twin does not blink: it is shown for as long as the key is held or the button is on.
    """

    def __init__(self, canvas: ScanCanvas, controls: FadeControls, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._controls = canvas, controls
        self._twins: Mapping[int, ScanPixels] = {}
        self._held = False
        self._twin_asked = self._twin_shown = False  # whether scan and twin take turns, and whose turn it is
        self._blink = QTimer(self)
        self._blink.setInterval(BLINK_MS)
        self._blink.timeout.connect(self._turn)
        controls.faded.connect(lambda _left: self._show())
        controls.blinked.connect(lambda _on: self._start_or_stop())

    def expect(self) -> None:
        """There are twins, and they are being read."""
        self.clear()
        self._controls.set_available(False, tr("The scan without it is being read."))

    def give(self, twins: Mapping[int, ScanPixels]) -> None:
        """The clean counterparts of the case's scans, by their index."""
        self._twins = twins
        self.dress()

    def refuse(self, why: str) -> None:
        """The twins cannot be read."""
        self._controls.set_available(False, why)

    def clear(self) -> None:
        """There is no twin, and no way to ask for one."""
        self._twins = {}
        self._held = False
        self._controls.rest()
        self._controls.withdraw()
        self.dress()

    def dress(self) -> None:
        """Give the scan on the canvas its twin, if there is one."""
        scan = self._canvas.index()
        self._canvas.set_twin(self._twins.get(scan))
        if self._twins:
            self._controls.set_available(scan in self._twins, tr("Nothing was hidden in this view."))
        self._start_or_stop()

    def step(self, steps: int) -> bool:
        """Fade by a key: -1 takes some of the concealment out. False where there is nothing to fade."""
        if not self._there:
            return False
        self._controls.slider.step(steps * STEP)
        return True

    def hold(self, held: bool) -> bool:
        """The twin blinks while its key is held. False where there is none."""
        self._held = held and self._there
        self._start_or_stop()
        return self._there

    @property
    def blinking(self) -> bool:
        """Whether scan and twin take turns just now."""
        return self._blink.isActive()

    @property
    def _there(self) -> bool:
        return self._canvas.index() in self._twins

    def _start_or_stop(self) -> None:
        asked = self._there and (self._held or self._controls.twin.isChecked())
        if asked != self._twin_asked:
            self._twin_shown = asked
        self._twin_asked = asked
        if asked and self._canvas.motion():
            if not self._blink.isActive():
                self._blink.start()
        else:
            self._blink.stop()
        self._show()

    def _turn(self) -> None:
        self._twin_shown = not self._twin_shown
        self._show()

    def _show(self) -> None:
        left = self._controls.slider.value() / WHOLE
        gone = (1.0 if self._twin_shown else 0.0) if self._twin_asked else 1.0 - left
        self._canvas.set_gone(gone, blinking=self._twin_asked)
