"""The pixels of one scan in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from xray_trainer.model import PlaneKind

Grey16 = npt.NDArray[np.uint16]
_SHOWN_FIRST = (PlaneKind.HIGH, PlaneKind.GREY, PlaneKind.LOW, PlaneKind.MATERIAL)


@dataclass(frozen=True, slots=True, eq=False)
class ScanPixels:
    """Planes of equal size, as they were measured; never altered.

    planes : (height, width) uint16 arrays, read-only here; 8-bit sources are widened (×257).
    bits : significant bits of the source.
    """

    planes: Mapping[PlaneKind, Grey16]
    bits: int = 16

    def __post_init__(self) -> None:
        shapes = {plane.shape for plane in self.planes.values()}
        if len(shapes) != 1 or any(plane.dtype != np.uint16 or plane.ndim != 2 for plane in self.planes.values()):
            raise ValueError("planes must be (height, width) uint16 arrays of one size")
        object.__setattr__(self, "planes", MappingProxyType({k: _read_only(p) for k, p in self.planes.items()}))

    @property
    def main(self) -> Grey16:
        """The plane shown in black and white: the high energy, else the only one."""
        return next(self.planes[kind] for kind in (*_SHOWN_FIRST, *self.planes) if kind in self.planes)

    @property
    def height(self) -> int:
        """Height in px."""
        return int(self.main.shape[0])

    @property
    def width(self) -> int:
        """Width in px."""
        return int(self.main.shape[1])


def _read_only(plane: Grey16) -> Grey16:
    view = plane.view()
    view.flags.writeable = False
    return view
