"""Outlines that slabs follow along x: slots with round ends, sheets folded into trapezoids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from xray_trainer.simulator.crossings import Floats


def obround(centre: float, length: float, width: float) -> Callable[[Floats], Floats]:
    """Half the width of a slot with round ends, `length` along x about `centre`; 0 outside of it."""
    radius = width / 2

    def half(x: Floats) -> Floats:
        beyond = np.maximum(np.abs(x - centre) - (length / 2 - radius), 0.0)
        return np.where(beyond < radius, np.sqrt(np.maximum(radius * radius - beyond * beyond, 0.0)), 0.0)

    return half


def upright_slot(centre: float, width: float, height: float) -> Callable[[Floats], Floats]:
    """Half the height of an upright slot with round ends, `width` along x about `centre`; 0 outside of it."""
    radius = width / 2

    def half(x: Floats) -> Floats:
        inside = radius * radius - (x - centre) ** 2
        return np.where(inside > 0, height / 2 - radius + np.sqrt(np.maximum(inside, 0.0)), 0.0)

    return half


@dataclass(frozen=True, slots=True)
class Folds:
    """A sheet folded into trapezoids along x.

    outer, slope, inner : lengths along x of one period's parts (it has two slopes); deep : mm between the two flats;
    phase : mm by which the whole is shifted.
    """

    outer: float
    slope: float
    inner: float
    deep: float
    phase: float = 0.0

    @property
    def period(self) -> float:
        """Length of one period, mm."""
        return self.outer + 2 * self.slope + self.inner

    def offset(self, x: Floats) -> Floats:
        """How far the sheet stands back from its outer flat, 0..deep, mm."""
        along = np.mod(x - self.phase, self.period)
        back = np.minimum(along - self.outer, self.period - along)
        return np.clip(back / self.slope, 0.0, 1.0) * self.deep

    def stretch(self, x: Floats) -> Floats:
        """Thickness along the folds' depth per thickness of the sheet: 1 on flats, more on slopes."""
        along = np.mod(x - self.phase, self.period)
        flat = (along < self.outer) | (np.abs(along - self.outer - self.slope - self.inner / 2) < self.inner / 2)
        return np.where(flat, 1.0, float(np.hypot(1.0, self.deep / self.slope)))
