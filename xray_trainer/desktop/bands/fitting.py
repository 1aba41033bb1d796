"""Bands that give things up in a fixed order until what is left fits their width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop.widgets import Band

Step: TypeAlias = Callable[[bool], None]
"""One thing to give up: called with True to give it up, with False to take it back."""


class FittingBand(Band):
    """A band that never asks the window for more width than it has.

    Subclasses set `steps` in the order in which things go, and call `refit` when their content changes.
    """

    steps: Sequence[Step] = ()
    given_up = 0

    def __init__(self, height: int, *, line: str = "bottom", tips_below: bool = False) -> None:
        super().__init__(height, line=line, tips_below=tips_below)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def rows(self) -> Sequence[QBoxLayout]:
        """The layouts that must fit side to side."""
        return (self.row,)

    def refit(self) -> None:
        """Give up as little as is needed at this width."""
        for step in self.steps:
            step(False)
        self.given_up = 0
        for step in self.steps:
            if self._wanted() <= self.width():
                break
            step(True)
            self.given_up += 1
        self._wanted()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.refit()

    def _wanted(self) -> int:
        for widget in reversed(self.findChildren(QWidget)):  # inner layouts tell outer ones only in the event loop
            inner = widget.layout()
            if inner is not None:
                inner.activate()
        wanted = 0
        outer = self.row.contentsMargins()
        for row in self.rows():
            row.invalidate()
            margins = 0 if row is self.row else outer.left() + outer.right()
            wanted = max(wanted, row.sizeHint().width() + margins)
        return wanted
