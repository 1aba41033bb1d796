"""What a vehicle's way past the beam does to a picture: tilt, bounce, uneven speed. Everything bends together."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.scene import ViewSpec

Picture = npt.NDArray[np.float32]
SLOW, QUICK = (260.0, 420.0), (85.0, 130.0)  # px between the knots of the two movements of a vehicle on its springs
QUICK_SHARE = 0.4  # of the bounce's rms
SPEED = 0.8  # px rms along the scan


@dataclass(frozen=True, slots=True)
class Bend:
    """Where each column's pixels come from: along : (width,) columns, down : (width,) rows added, float32."""

    along: npt.NDArray[np.float32]
    down: npt.NDArray[np.float32]

    def apply(self, picture: Picture) -> Picture:
        """The bent picture, (height, width) float32; what comes from beyond the edge is the edge."""
        height, width = picture.shape
        columns = np.broadcast_to(self.along, (height, width))
        rows = np.arange(height, dtype=np.float32)[:, None] + self.down
        bent = cv2.remap(picture, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(np.maximum(bent, 0, out=bent), np.float32)


def bend(view: ViewSpec, fan: Fan, rng: np.random.Generator) -> Bend | None:
    """How one view of a scene is bent; None if it is not at all."""
    if not (view.tilt or view.bounce):
        return None
    columns = np.arange(fan.width, dtype=np.float64)
    slow = _wave(fan.width, rng.uniform(*SLOW), rng)
    quick = _wave(fan.width, rng.uniform(*QUICK), rng)
    speed = _wave(fan.width, rng.uniform(*SLOW), rng)
    down = view.tilt * (columns - fan.width / 2) + view.bounce / fan.pitch[1] * (slow + QUICK_SHARE * quick)
    along = columns + min(1.0, view.bounce) * SPEED * speed
    return Bend(along.astype(np.float32), down.astype(np.float32))


def _wave(width: int, knots: float, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """A smooth random line of rms about 1: (width,)."""
    count = int(width / knots) + 4
    heights = rng.standard_normal(64)[:count] if count <= 64 else rng.standard_normal(count)
    at = np.arange(width) / knots + 1
    whole = np.floor(at).astype(int)
    part = at - whole
    before, here, after, later = (heights[whole + shift] for shift in (-1, 0, 1, 2))
    return np.asarray(
        here
        + 0.5 * part * (after - before + part * (2 * before - 5 * here + 4 * after - later + part * (3 * (here - after) + later - before)))
    )
