"""How vehicle and detector move against each other, and what that does to a picture: all of it bends alike.

The areal densities are bent, before the beam: so what two pictures of one motion differ by is bent in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.profiles import Sway

Column = npt.NDArray[np.float32]
Points = npt.NDArray[np.float64]
ROWS = 64  # bent at once, so that where they are taken from stays in the cache


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """rows, columns : (width,) float32 px: pixel (row, column) of the picture shows what lies at (row + rows[column],
    column + columns[column]) of the still scene."""

    rows: Column
    columns: Column

    def bend(self, still: npt.NDArray[np.float32], row0: int = 0, col0: int = 0) -> npt.NDArray[np.float32]:
        """Bend maps (height, width) or (n, height, width) float32, a window whose upper left is (row0, col0).

        Linear in between, which never makes matter negative. Beyond a map its edge goes on.
        """
        maps = still if still.ndim == 3 else still[None]
        used = [number for number, one in enumerate(maps) if one.any()]
        found = np.zeros(maps.shape, np.float32) if len(used) < len(maps) else np.empty(maps.shape, np.float32)
        height, width = still.shape[-2:]
        across = np.arange(width, dtype=np.float32) + self.columns[col0 : col0 + width]
        across = np.repeat(across[None], min(ROWS, height), 0)
        moved = self.rows[col0 : col0 + width]
        for top in range(0, height, ROWS):
            down = np.arange(top, min(top + ROWS, height), dtype=np.float32)[:, None] + moved
            for number in used:
                cv2.remap(
                    maps[number],
                    across[: len(down)],
                    down,
                    cv2.INTER_LINEAR,
                    dst=found[number, top : top + ROWS],
                    borderMode=cv2.BORDER_REPLICATE,
                )
        return found if still.ndim == 3 else found[0]

    def carry(self, points: Points) -> Points:
        """Where points (n, 2) x, y px of the still scene are in the picture. Right to 0.02 px."""
        at = np.arange(len(self.rows)) + 0.5
        x = points[:, 0]
        for _ in range(3):
            x = points[:, 0] - np.interp(x, at, self.columns)
        return np.stack((x, points[:, 1] - np.interp(x, at, self.rows)), axis=1)

    @property
    def furthest(self) -> int:
        """Whole px by which anything is moved at most: what a window must be larger."""
        return int(np.ceil(max(np.abs(self.rows).max(), np.abs(self.columns).max()))) + 1


def motion(sway: Sway, width: int, rng: np.random.Generator, tilt: float = 0.0, bounce: float = 1.0) -> Motion:
    """Draw a motion for a picture of `width` columns.

    tilt : of this picture, px a px, the middle held. bounce : times all that a scanner moves of its own accord; 0 keeps
    all straight but for the tilt.
    """
    along = np.linspace(-1, 1, width)
    rows = sway.slow * wave(rng, width, 340) + sway.fast * wave(rng, width, 150)
    rows += sway.jitter * rng.standard_normal(width)
    rows += sway.bow * rng.standard_normal() * (along**2 - 1 / 3) + 0.4 * sway.bow * rng.standard_normal() * along**3
    period = rng.uniform(70, 130)
    swing = np.sin(2 * np.pi * np.arange(width) / period + rng.uniform(0, 2 * np.pi)) * (
        1 + 0.3 * wave(rng, width, 500)
    )
    rows += sway.wobble * swing
    columns = sway.speed * wave(rng, width, 200)
    return Motion((bounce * rows + tilt * along * width / 2).astype(np.float32), (bounce * columns).astype(np.float32))


def wave(rng: np.random.Generator, width: int, knots: float) -> Points:
    """A smooth random line (width,) of rms 1 on average, bending every `knots` px: a cubic spline."""
    heights = rng.standard_normal(int(width / knots) + 4)
    at = np.arange(width) / knots + 1
    left = at.astype(int)
    t = at - left
    found = heights[left - 1] * (1 - t) ** 3 + heights[left + 2] * t**3
    found += heights[left] * (4 - 6 * t**2 + 3 * t**3) + heights[left + 1] * (1 + 3 * t + 3 * t**2 - 3 * t**3)
    found /= 4.154  # the rms of the four weights, over a step
    return np.asarray(found, np.float64)
