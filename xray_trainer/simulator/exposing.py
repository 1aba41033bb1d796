"""From the maps of one view to the transmissions that the scanner meets, and to scans of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.model import DoorEnd, PlaneKind
from xray_trainer.simulator import detector
from xray_trainer.simulator.beam import Exposed, beam, transmissions
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.motion import Motion
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
    """How the maps of one view become a scan of it: the beam, the scanner, the way of the vehicle past it."""

    fan: Fan
    profile: Profile
    door_end: DoorEnd
    motion: Motion

    @property
    def margin(self) -> int:
        """Px by which a window of the still scene must be larger than what it shall show."""
        return self.motion.furthest

    def seen(self, still: Maps) -> Maps:
        """Maps as they pass the scanner: turned to the door end, and bent by the vehicle's motion."""
        col0, areal = still.col0, still.areal
        if self.door_end is DoorEnd.RIGHT:
            col0 = self.fan.width - still.col0 - still.width
            areal = np.ascontiguousarray(areal[:, :, ::-1])
        return Maps.of(self.fan, still.row0, col0, self.motion.bend(areal, still.row0, col0))

    def column_seen(self, column: float) -> float:
        """Where a column of the still scene lies in the scan (before it is bent)."""
        return self.fan.width - column if self.door_end is DoorEnd.RIGHT else column

    def expose(self, maps: Maps) -> Passed:
        """What passes through maps as they are seen."""
        energies = filter(None, (self.profile.high, self.profile.low))
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
        return beam(self.profile.high).transmission(part.areal).signal

    def scan(self, passed: Passed, seed: int) -> Planes:
        """The scan: each plane (height, width) uint16. Scans of one seed share their noise."""
        return self.scans((passed,), seed)[0]

    def scans(self, pictures: Sequence[Passed], seed: int) -> tuple[Planes, ...]:
        """The same of several pictures at once, whose shared noise is drawn once."""
        return detector.expose_alike(self.profile, [(one.high, one.low) for one in pictures], seed)


def noise_in_levels(profile: Profile) -> dict[PlaneKind, tuple[float, float]]:
    """For each plane (base, slope) of the noise's variance in stored levels: base + slope · level."""
    kinds = (PlaneKind.GREY,) if profile.low is None else (PlaneKind.HIGH, PlaneKind.LOW)
    found = {}
    for kind, mv in zip(kinds, filter(None, (profile.high, profile.low)), strict=True):
        share = beam(mv).kappa / profile.photons
        found[kind] = (profile.grain.electronic * detector.AIR) ** 2, share * detector.AIR
    return found


def _copy(exposed: Exposed) -> Exposed:
    return Exposed(exposed.signal.copy(), exposed.second.copy())


def _paste(exposed: Exposed, part: Exposed, window: Maps) -> None:
    rows = slice(window.row0, window.row0 + window.height)
    cols = slice(window.col0, window.col0 + window.width)
    exposed.signal[rows, cols], exposed.second[rows, cols] = part.signal, part.second
