"""The rear of a tractor: frame, fifth wheel, drive axles."""

from __future__ import annotations

import numpy as np

from xray_trainer.simulator.maps import Maps


def draw(pin: float, plate: float, rng: np.random.Generator, maps: Maps) -> None:
    """Add it; pin : x of the king-pin, plate : height of the fifth wheel's upper face, mm."""
