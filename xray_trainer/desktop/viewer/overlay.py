"""All that lies over the scan: marks, what is being drawn, truth. Laid out once for many repaints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QObject, QVariantAnimation
from PySide6.QtGui import QPainter

from xray_trainer.desktop.viewer.editor import MarkEditor
from xray_trainer.desktop.viewer.layout import Layout, Lens, lay_out
from xray_trainer.desktop.viewer.marks_layer import MarkWords, drawn_marks, drawn_sketch
from xray_trainer.desktop.viewer.truth_layer import Shown, drawn_truth
from xray_trainer.model import CaseScore, HitRule, Scan, Truth

FADE_MS = 200


class Overlay:
    """Keeps the layout until `forget`, so that a step of window or level paints only what was laid out before.

    Parameters
    ----------
    owner : the widget, which owns the animation.
    update : called for each step of the fade.
    """

    def __init__(self, owner: QObject, editor: MarkEditor, update: Callable[[], None]) -> None:
        self._editor = editor
        self._scan: Scan | None = None
        self._index = 0
        self._shown: Shown | None = None
        self._layouts: tuple[Layout, Layout | None] | None = None
        self._fade = QVariantAnimation(owner)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(update)
        self.category_name: Callable[[str], str] = str
        self.confidence: int | None = None
        self.rule: HitRule | None = None
        self.hidden = False
        self.motion = True
        self.filled = True  # whether shapes may tint the scan

    def set_scan(self, scan: Scan, index: int) -> None:
        """Another scan of the case; truth that was shown is shown on it too."""
        self._scan, self._index = scan, index
        if self._shown is not None:
            self._shown = Shown(self._shown.truth, self._shown.score, index)
        self.forget()

    def show_truth(self, truth: Truth, score: CaseScore) -> None:
        """Lay the truth over the marks, fading in unless motion is off."""
        self._shown = Shown(truth, score, self._index)
        self._fade.stop()
        if self.motion:
            self._fade.start()
        self.forget()

    def hide_truth(self) -> None:
        """Marks only."""
        self._shown = None
        self._fade.stop()
        self.forget()

    def forget(self) -> None:
        """Lay out again at the next paint."""
        self._layouts = None

    def layout(self, lens: Lens | None) -> Layout:
        """What is drawn when all fading is done."""
        if lens is None or self._scan is None:
            return Layout()
        before, after = self._laid_out(lens, self._scan)
        return before if after is None else after

    def paint(self, painter: QPainter, lens: Lens | None) -> None:
        """Marks, and truth as far as it has faded in."""
        if lens is None or self._scan is None or self.hidden:
            return
        before, after = self._laid_out(lens, self._scan)
        if after is None and not before.drawn:
            return
        fading = self._fade.state() == QAbstractAnimation.State.Running
        seen = float(self._fade.currentValue()) if fading else 1.0
        painter.save()
        if after is None:
            before.paint(painter)
        else:
            if fading:
                painter.setOpacity(1.0 - seen)
                before.paint(painter)
            painter.setOpacity(seen)
            after.paint(painter, filled=self.filled)
        painter.restore()

    def _laid_out(self, lens: Lens, scan: Scan) -> tuple[Layout, Layout | None]:
        if self._layouts is None:
            editor, size = self._editor, lens.size
            words = MarkWords(scan, self.category_name, self.confidence, self.rule)
            marks = editor.marks()
            drawn = drawn_marks(
                marks=marks, chosen=editor.chosen, vertex=editor.vertex, grips=editor.editable, lens=lens, words=words
            )
            if editor.sketch is not None:
                drawn.append(drawn_sketch(sketch=editor.sketch, lens=lens, words=words))
            after = None
            if self._shown is not None:
                judged = drawn_truth(shown=self._shown, marks=marks, lens=lens, words=words)
                after = lay_out(drawn=judged, size=size)
            self._layouts = lay_out(drawn=drawn, size=size), after
        return self._layouts
