"""From the maps of one view to the transmissions that the scanner meets, and to scans of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.model import DoorEnd, PlaneKind
from xray_trainer.simulator import detector
from xray_trainer.simulator.beam import Exposed, beam, transmissions
from xray_trainer.simulator.bending import Bend
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.profiles import Profile

Planes = Mapping[PlaneKind, npt.NDArray[np.uint16]]
Picture = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """Noise-free transmissions at the profile's energies; low is None for a single one."""

    high: Exposed
    low: Exposed | None


@dataclass(frozen=True, slots=True, eq=False)
class Optics:
    """How the maps of one view become a scan of it: the beam, the scanner, the way of the vehicle."""

    fan: Fan
    profile: Profile
    door_end: DoorEnd
    bend: Bend | None

    def expose(self, maps: Maps) -> Passed:
        """What passes through these maps, in their own geometry."""
        energies = filter(None, (self.profile.high_mv, self.profile.low_mv))
        high, *low = transmissions([beam(one) for one in energies], maps.areal)
        return Passed(high, low[0] if low else None)

    def changed(self, before: Passed, maps: Maps, changes: Sequence[Maps]) -> Passed:
        """The same with changes to the maps that `before` was exposed with."""
        high, low = _copy(before.high), None if before.low is None else _copy(before.low)
        for change in changes:
            part = maps.window(change.row0, change.col0, change.height, change.width)
            for other in changes:
                part.add_maps(other)
            passed = self.expose(part)
            _paste(high, passed.high, change)
            if low is not None and passed.low is not None:
                _paste(low, passed.low, change)
        return Passed(high, low)

    def after(self, maps: Maps, change: Maps) -> Picture:
        """What passes at the high energy in the window of one change: (height, width) of that window."""
        part = maps.window(change.row0, change.col0, change.height, change.width)
        part.add_maps(change)
        return beam(self.profile.high_mv).transmission(part.areal).signal

    def seen(self, picture: Passed) -> Passed:
        """As it passes the scanner: turned to the door end, and bent."""
        low = picture.low
        return Passed(self._seen(picture.high), None if low is None else self._seen(low))

    def _seen(self, exposed: Exposed) -> Exposed:
        return Exposed(self.turned(exposed.signal), self.turned(exposed.second))

    def turned(self, picture: Picture) -> Picture:
        """One picture turned to the door end and bent."""
        if self.door_end is DoorEnd.RIGHT:
            picture = np.ascontiguousarray(picture[:, ::-1])
        return picture if self.bend is None else self.bend.apply(picture)

    def column_seen(self, column: float) -> float:
        """Where a column of the maps lies in the scan (before it is bent)."""
        return self.fan.width - column if self.door_end is DoorEnd.RIGHT else column

    def scan(self, seen: Passed, seed: int) -> Planes:
        """The scan of a picture: each plane (height, width) uint16. Pictures of one seed share their noise."""
        return detector.expose(self.profile, seen.high, seen.low, seed)


def _copy(exposed: Exposed) -> Exposed:
    return Exposed(exposed.signal.copy(), exposed.second.copy())


def _paste(exposed: Exposed, part: Exposed, window: Maps) -> None:
    rows = slice(window.row0, window.row0 + window.height)
    cols = slice(window.col0, window.col0 + window.width)
    exposed.signal[rows, cols], exposed.second[rows, cols] = part.signal, part.second
