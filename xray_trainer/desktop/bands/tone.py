"""Window, level and gamma as sliders: in the dock, and once more under "More" where the dock has no room for them."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.viewer.probe import NBSP
from xray_trainer.desktop.widgets import Slider
from xray_trainer.desktop.widgets.slider import NARROW, WIDE
from xray_trainer.model import FULL_SCALE, DisplaySettings
from xray_trainer.text import tr

_GAMMA_STEPS = 10  # slider steps a doubling
_KEY_STEP = 2  # percent of the full scale that a key moves window and level by


def gamma_of(step: int) -> float:
    """The gamma at a step of its slider: 0 is 1, ten steps double it."""
    return float(2.0 ** (step / _GAMMA_STEPS))


class ToneSliders(QWidget):
    """Three sliders over one DisplaySettings.

    Signals: changed(DisplaySettings) by hand.
    """

    changed = Signal(object)

    def __init__(self, direction: QBoxLayout.Direction = QBoxLayout.Direction.LeftToRight) -> None:
        super().__init__()
        self._settings = DisplaySettings()
        percent = f"{NBSP}%"
        self.window_slider = Slider(tr("Window"), 1, 100, 100, percent, key="Q/A",
                                    tip=tr("How many greys lie between black and white."))  # fmt: skip
        self.level_slider = Slider(tr("Level"), 0, 100, 50, percent, key="R/F",
                                   tip=tr("Which grey lies in the middle; lower sees denser cargo."))  # fmt: skip
        self.gamma_slider = Slider(tr("Gamma"), -20, 20, 0, key="T/Y", tip=tr("Higher lightens the middle greys."),
                                   say=lambda step: f"{gamma_of(step):.2f}")  # fmt: skip
        row = QBoxLayout(direction, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_GROUP if direction is QBoxLayout.Direction.LeftToRight else 0)
        for slider in self._all():
            row.addWidget(slider)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.window_slider.changed.connect(
            lambda value: self._set(self._settings.with_window(level=self._settings.level, window=_levels(value)))
        )
        self.level_slider.changed.connect(
            lambda value: self._set(self._settings.with_window(level=_levels(value), window=self._settings.window))
        )
        self.gamma_slider.changed.connect(lambda step: self._set(replace(self._settings, gamma=gamma_of(step))))

    def show_settings(self, settings: DisplaySettings) -> None:
        """Show settings that came from elsewhere."""
        self._settings = settings
        self.window_slider.set_value(round(100 * settings.window / FULL_SCALE))
        self.level_slider.set_value(round(100 * settings.level / FULL_SCALE))
        self.gamma_slider.set_value(round(_GAMMA_STEPS * math.log2(max(settings.gamma, 1e-3))))

    def set_short(self, short: bool) -> None:
        """Shorter grooves."""
        for slider in self._all():
            slider.set_length(NARROW if short else WIDE)

    def step_window(self, steps: int) -> None:
        """Wider (or narrower) by the steps of a key."""
        self.window_slider.step(_KEY_STEP * steps)

    def step_level(self, steps: int) -> None:
        """Higher (or lower) by the steps of a key."""
        self.level_slider.step(_KEY_STEP * steps)

    def step_gamma(self, steps: int) -> None:
        """Lighter (or darker) by the steps of a key."""
        self.gamma_slider.step(steps)

    def _all(self) -> tuple[Slider, ...]:
        return self.window_slider, self.level_slider, self.gamma_slider

    def _set(self, settings: DisplaySettings) -> None:
        self._settings = settings
        self.changed.emit(settings)


def _levels(percent: int) -> float:
    return percent / 100 * FULL_SCALE
