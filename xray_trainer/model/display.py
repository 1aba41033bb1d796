"""How a scan is shown: the part of it that is on screen, and the console's settings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xray_trainer.model.case import Scan

FULL_SCALE = 65535.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """The part of a scan that is on screen: left, top, width, height in scan px (may reach beyond the scan)."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """The console's settings. The defaults are the standard view.

    low, high : the 16-bit grey levels shown black and white. gamma : 1 is straight; above 1 lightens the dark.
    inverse : dark where little is in the way. white : the grey that open air is shown with (of 255); the standard
    spares the eye in a dark room and lets white marks show.
    """

    low: float = 0.0
    high: float = FULL_SCALE
    gamma: float = 1.0
    inverse: bool = False
    white: int = 230

    @property
    def window(self) -> float:
        """Width of the grey window in levels."""
        return self.high - self.low

    @property
    def level(self) -> float:
        """Centre of the grey window in levels."""
        return (self.low + self.high) / 2

    def with_window(self, *, level: float, window: float) -> DisplaySettings:
        """The same settings with another centre and width of the window (at least one level wide)."""
        half = max(1.0, window) / 2
        return replace(self, low=level - half, high=level + half)


def standard_view(scan: Scan) -> DisplaySettings:
    """The settings that a scan is first shown with."""
    return DisplaySettings(gamma=scan.gamma)
