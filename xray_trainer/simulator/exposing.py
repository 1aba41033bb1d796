"""From the maps of one view to its scan, its clean twin, and what each concealment changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.model import DoorEnd, PlaneKind
from xray_trainer.simulator import bending, detector
from xray_trainer.simulator.beam import Exposed, beam
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.profiles import Profile

Planes = Mapping[PlaneKind, npt.NDArray[np.uint16]]
CHANGED = 0.01  # of its own transmission: a pixel that changes by more belongs to the concealment


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Noise-free transmissions of one view, as the scanner would see them: turned to the door end, and bent.

    high, low : at the profile's energies, low None for a single one.
    """

    high: Exposed
    low: Exposed | None

    def scan(self, profile: Profile, seed: int) -> Planes:
        """The scan of this picture: each plane (height, width) uint16. Pictures of one seed share their noise."""
        return detector.expose(profile, self.high, self.low, seed)


@dataclass(frozen=True, slots=True, eq=False)
class Optics:
    """How the maps of a view become a picture of it."""

    fan: Fan
    profile: Profile
    door_end: DoorEnd
    bend: bending.Bend | None

    def expose(self, maps: Maps, changes: Sequence[Maps] = ()) -> tuple[Picture, Picture]:
        """The clean picture, and the same with changes; the same object twice if there are none."""
        high = beam(self.profile.high_mv).transmission(maps.areal)
        low = beam(self.profile.low_mv).transmission(maps.areal) if self.profile.low_mv else None
        clean = Picture(self._seen(high), None if low is None else self._seen(low))
        if not changes:
            return clean, clean
        high = self._changed(high, maps, changes, self.profile.high_mv)
        if low is not None and self.profile.low_mv:
            low = self._changed(low, maps, changes, self.profile.low_mv)
        return clean, Picture(self._seen(high), None if low is None else self._seen(low))

    def _changed(self, before: Exposed, maps: Maps, changes: Sequence[Maps], mv: float) -> Exposed:
        """The exposure again where the changes lie."""
        signal, second = before.signal.copy(), before.second.copy()
        for change in changes:
            part = maps.window(change.row0, change.col0, change.height, change.width)
            for other in changes:
                part.add_maps(other)
            np.maximum(part.areal.sum(axis=0), 0)
            exposed = beam(mv).transmission(part.areal)
            rows = slice(change.row0, change.row0 + change.height)
            cols = slice(change.col0, change.col0 + change.width)
            signal[rows, cols], second[rows, cols] = exposed.signal, exposed.second
        return Exposed(signal, second)

    def _seen(self, exposed: Exposed) -> Exposed:
        signal, second = exposed.signal, exposed.second
        if self.door_end is DoorEnd.RIGHT:
            signal, second = np.ascontiguousarray(signal[:, ::-1]), np.ascontiguousarray(second[:, ::-1])
        if self.bend is not None:
            signal, second = self.bend.apply(signal), self.bend.apply(second)
        return Exposed(signal, second)

    def column_seen(self, column: float) -> float:
        """Where a column of the maps lies in the picture (before it is bent)."""
        return self.fan.width - column if self.door_end is DoorEnd.RIGHT else column
