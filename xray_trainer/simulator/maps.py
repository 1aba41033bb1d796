"""What the beam meets: areal densities of three basis materials on the pixels of one view.

Every material counts as so much water, iron and lead (`materials`), so three maps hold any scene, and what is
added to a scene is added to its maps.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.materials import Material

Areal = npt.NDArray[np.float32]
SMALLEST = 1e-4  # shares of a basis material below this are not drawn


class Maps:
    """A window of the fan's image: rows row0..row0+height, columns col0..col0+width.

    `areal` : (3, height, width) float32, g/cm² of water, iron and lead along each pixel's ray.
    """

    __slots__ = ("areal", "col0", "fan", "row0")

    def __init__(self, fan: Fan, row0: int = 0, col0: int = 0, height: int | None = None, width: int | None = None):
        self.fan = fan
        self.row0, self.col0 = row0, col0
        self.areal = np.zeros(
            (3, fan.height if height is None else height, fan.width if width is None else width), np.float32
        )

    @classmethod
    def of(cls, fan: Fan, row0: int, col0: int, areal: Areal) -> Maps:
        """A window that holds this array, (3, height, width) float32, itself."""
        found = cls(fan, row0, col0, 0, 0)
        found.areal = areal
        return found

    @property
    def height(self) -> int:
        """Rows of the window."""
        return int(self.areal.shape[1])

    @property
    def width(self) -> int:
        """Columns of the window."""
        return int(self.areal.shape[2])

    def add(self, material: Material, areal: npt.NDArray[np.floating], row: int, col: int) -> None:
        """Add matter: `areal` (h, w) g/cm² of the material itself, its upper left at (row, col) of the whole image.

        What lies beyond the window is left out. Negative values take matter away.
        """
        top, left = max(row, self.row0), max(col, self.col0)
        bottom = min(row + areal.shape[0], self.row0 + self.height)
        right = min(col + areal.shape[1], self.col0 + self.width)
        if top >= bottom or left >= right:
            return
        part = areal[top - row : bottom - row, left - col : right - col]
        for channel, share in enumerate(material.basis):
            if abs(share) > SMALLEST:
                mine = self.areal[channel, top - self.row0 : bottom - self.row0, left - self.col0 : right - self.col0]
                mine += np.float32(share) * part

    def add_maps(self, other: Maps, sign: float = 1.0) -> None:
        """Add (or, with a negative sign, take away) what another window of the same fan holds, where both lie."""
        top, left = max(self.row0, other.row0), max(self.col0, other.col0)
        bottom = min(self.row0 + self.height, other.row0 + other.height)
        right = min(self.col0 + self.width, other.col0 + other.width)
        if top < bottom and left < right:
            mine = self.areal[:, top - self.row0 : bottom - self.row0, left - self.col0 : right - self.col0]
            theirs = other.areal[:, top - other.row0 : bottom - other.row0, left - other.col0 : right - other.col0]
            if sign == 1.0:
                mine += theirs
            else:
                mine += np.float32(sign) * theirs

    def window(self, row0: int, col0: int, height: int, width: int) -> Maps:
        """A copy of a part that lies inside this window."""
        rows = slice(row0 - self.row0, row0 - self.row0 + height)
        cols = slice(col0 - self.col0, col0 - self.col0 + width)
        return Maps.of(self.fan, row0, col0, self.areal[:, rows, cols].copy())
