"""The beam of a line scanner: parallel along the scan, a fan in the plane across it.

A ray is told by its column (where along the scan) and its row (its slope in the fan). Nothing is magnified along x;
heights are magnified by mid / depth. Side view: the beam goes along y, heights are z. Top view: the beam goes down
along z, heights are y; so right × up = against the beam in both, and the sign of a mesh's depth is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from xray_trainer.model import View

Number = TypeVar("Number", float, npt.NDArray[np.float64])
Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fan:
    """One view of the world and the pixels it is seen with.

    view : side or top. mid : mm from the source to the container's middle plane, where heights are true to scale.
    source : height of the source (mm: z for a side view, y for a top view). middle : where the middle plane lies
    (y = 0 for a side view; the container's middle z for a top view). left : x of the image's left edge, mm.
    top : height at the middle plane of the image's upper edge, mm. pitch : [x, height] mm between pixels at the middle
    plane. width, height : px. yaw : rad; what lies deeper than the middle is shifted along x by yaw times the
    difference, as the load's walls are never quite parallel to the beam.
    """

    view: View
    mid: float
    source: float
    middle: float
    left: float
    top: float
    pitch: tuple[float, float]
    width: int
    height: int
    yaw: float = 0.0

    def depth(self, y: Number, z: Number) -> Number:
        """Distance from the source along the beam's axis, mm."""
        return self.mid + y - self.middle if self.view is View.SIDE else self.mid + self.middle - z

    def lift(self, y: Number, z: Number) -> Number:
        """The coordinate that becomes rows: z seen from the side, y seen from above; mm."""
        return z if self.view is View.SIDE else y

    def column(self, x: Number, depth: Number) -> Number:
        """Continuous column of a point, px: pixel i covers [i, i + 1)."""
        return (x + self.yaw * (depth - self.mid) - self.left) / self.pitch[0]

    def row(self, lift: Number, depth: Number) -> Number:
        """Continuous row of a point, px, growing downward."""
        return (self.top - self.source - (lift - self.source) * (self.mid / depth)) / self.pitch[1]

    def point(self, column: float, row: float, depth: float) -> tuple[float, float, float]:
        """x, y, z (mm) of what is seen at a pixel in some depth (mm from the source)."""
        x = self.left + column * self.pitch[0] - self.yaw * (depth - self.mid)
        lift = self.source + (self.top - self.source - row * self.pitch[1]) * depth / self.mid
        if self.view is View.SIDE:
            return x, self.middle + depth - self.mid, lift
        return x, lift, self.middle + self.mid - depth

    def slopes(self, per_row: int = 1) -> Rows:
        """Slope d(lift)/d(depth) of the rays through the rows: (height × per_row,), from the top."""
        centres = (np.arange(self.height * per_row) + 0.5) / per_row
        return (self.top - centres * self.pitch[1] - self.source) / self.mid

    def secants(self, per_row: int = 1) -> Rows:
        """Path length over depth of the same rays: √(1 + slope²)."""
        return np.hypot(1.0, self.slopes(per_row))
