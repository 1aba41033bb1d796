"""Scanners by name: energies, dose, geometry, sharpness and faults.

Families A and B have the geometry and the faults measured on real scans of two makes. The others are typical of their
class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from xray_trainer.model import View


@dataclass(frozen=True, slots=True)
class Sight:
    """From where one view looks. mid : mm from the source to the container's middle plane. source : the source's height
    (z for a side view, y for a top view), mm. pitch : [x, height] mm between pixels at the middle plane."""

    mid: float
    source: float
    pitch: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spread:
    """What the optics and the detector do to a point.

    along, across : sigma in px along the scan and along the detector. crosstalk : share that each neighbour in a
    column gets. scatter : (share of the signal, sigma in rows, sigma in columns) of what is scattered far, in one or
    more parts. floor : share of the picture's mean that is everywhere. lag : (share, factor): k columns on, a column
    still gives share × factor^k of itself.
    """

    along: float = 0.40
    across: float = 0.45
    crosstalk: float = 0.05
    scatter: tuple[tuple[float, float, float], ...] = ((0.002, 110.0, 65.0),)
    floor: float = 6e-5
    lag: tuple[float, float] = (0.0015, 0.6)


@dataclass(frozen=True, slots=True)
class Grain:
    """What varies from pixel to pixel, row to row, column to column; rms shares of air or of the signal.

    electronic : additive, a pixel. along, across : how far neighbours share their noise: sigma along the scan in px,
    and the share of each neighbour in a column. pulse, wander, drift : of a column's dose: white, over 40 px, over
    700 px. burst : how much less or more the pulses vary from scan to scan, as choices. gain : of a row, half each
    channel's own, half that of a module of `module` rows. gain_drift : how much of it changes along the scan.
    offset : additive, a row. texture : of short columns, another each 90 rows.
    """

    electronic: float = 2.5e-5
    along: float = 0.0
    across: float = 0.0
    pulse: float = 0.0012
    wander: float = 0.0
    drift: float = 0.0008
    burst: tuple[float, ...] = (1.0,)
    gain: float = 0.0008
    module: int = 16
    gain_drift: float = 0.4
    offset: float = 1.5e-5
    texture: float = 0.0


@dataclass(frozen=True, slots=True)
class Faults:
    """What is broken, a picture on average.

    dead : rows replaced by their neighbours' mean. bad : rows with stretches too light. lift : how much too light,
    of 255 grey at T^0.6. stuck : chance of a row with drop-outs. weak : most columns of too small a dose. seam : chance
    of a module's edge with ticks in the dark. sparkle : a band of unquiet rows near the lower edge.
    """

    dead: int = 1
    bad: float = 0.0
    lift: float = 0.0
    stuck: float = 0.0
    weak: int = 0
    seam: float = 0.0
    sparkle: bool = False


@dataclass(frozen=True, slots=True)
class Sway:
    """How the picture is bent, as vehicle or detector moves; px unless said.

    slow, fast : rms of the rows' shift, over some 350 and some 150 columns. jitter : from column to column.
    tilt : rms, px a px, for whoever draws a scene. bow : rms of a bend over the whole picture. speed : rms of the
    columns' own shift. wobble : amplitude of the detector's swing, its period 70-130 columns.
    """

    slow: float = 0.4
    fast: float = 0.15
    jitter: float = 0.02
    tilt: float = 0.002
    bow: float = 0.8
    speed: float = 0.4
    wobble: float = 0.0


@dataclass(frozen=True, slots=True)
class Profile:
    """One scanner.

    high, low : MV of its pulses; without `low` it sees one energy. photons : detected a pixel and pulse in air.
    underside : mm from the ground to the container's underside that suits the pictures it was measured on.
    """

    name: str
    high: float
    low: float | None
    photons: float
    side: Sight
    top: Sight | None = None
    underside: float = 1400.0
    spread: Spread = Spread()
    grain: Grain = Grain()
    faults: Faults = Faults()
    sway: Sway = Sway()

    def sight(self, view: View) -> Sight | None:
        """The geometry of a view; None if the scanner has no such view."""
        return self.side if view is View.SIDE else self.top


_GANTRY = Sight(mid=7000.0, source=2000.0, pitch=(4.0, 4.0))
_ABOVE = Sight(mid=6500.0, source=0.0, pitch=(4.0, 4.0))
_MILD = Faults(dead=1, bad=0.5, lift=3.0, stuck=0.1, weak=1, seam=0.1)

_ALL = (
    Profile("gantry-6-3.5", 6.0, 3.5, 1.5e5, _GANTRY, _ABOVE, faults=_MILD),
    Profile("gantry-9-6", 9.0, 6.0, 3e5, _GANTRY, _ABOVE, faults=_MILD),
    Profile("dual-6-4", 6.0, 4.0, 1.5e5, Sight(7000.0, 1200.0, (4.5, 4.2)), faults=_MILD),
    Profile(
        "mobile-6",
        6.0,
        None,
        4e4,
        Sight(6000.0, 1000.0, (5.0, 4.6)),
        spread=Spread(along=0.6, across=0.5),
        grain=Grain(pulse=0.0015, wander=0.001, drift=0.0015, gain=0.0011, offset=3e-5, texture=0.0006),
        faults=Faults(dead=1, bad=1.0, lift=4.0, stuck=0.2, weak=2, seam=0.15),
        sway=Sway(slow=0.8, fast=0.4, jitter=0.05, tilt=0.004, bow=1.5, speed=1.2, wobble=0.6),
    ),
    # Both families: source and near face fitted to the rails, pitch to the castings, edges, noise and faults measured
    # on the real pictures. The sigmas of edges are less what drawing itself adds (0.35 px).
    Profile(
        "family-a",
        6.0,
        None,
        5.5e4,
        Sight(mid=6000.0 + 1219.0, source=300.0, pitch=(4.7, 4.05)),
        underside=1330.0,
        spread=Spread(0.85, 0.45, 0.0, ((0.006, 18.0, 18.0), (0.0015, 110.0, 110.0)), 0.0, (0.008, 0.5)),
        grain=Grain(
            electronic=1.1e-4,
            along=0.62,
            across=0.28,
            pulse=0.0004,
            wander=0.0006,
            drift=0.0018,
            burst=(0.6, 1.0, 1.6),
            gain=0.0010,
            module=32,
            offset=4e-5,
            texture=0.0011,
        ),
        faults=Faults(dead=1, bad=1.2, lift=5.0, stuck=0.25, weak=2, seam=0.25),
        sway=Sway(slow=0.8, fast=0.5, jitter=0.05, tilt=0.0055, bow=2.6, speed=0.8),
    ),
    Profile(
        "family-b",
        6.0,
        None,
        9.5e3,
        Sight(mid=6450.0 + 1219.0, source=530.0, pitch=(4.7, 4.5)),
        underside=1460.0,
        spread=Spread(0.90, 0.15, 0.0, ((0.006, 18.0, 18.0), (0.0015, 110.0, 110.0)), 0.0, (0.008, 0.5)),
        grain=Grain(
            electronic=1.1e-4,
            along=0.72,
            across=-0.1,  # its maker sharpens across
            pulse=0.0010,
            wander=0.0006,
            drift=0.0018,
            burst=(0.6, 1.0, 1.6),
            gain=0.0031,
            module=32,
            offset=1.6e-4,
            texture=0.0013,
        ),
        faults=Faults(dead=1, bad=5.0, lift=9.0, stuck=0.5, weak=2, seam=0.25, sparkle=True),
        sway=Sway(slow=0.8, fast=0.5, jitter=0.05, tilt=0.0055, bow=2.6, speed=0.8),
    ),
)
PROFILES: Mapping[str, Profile] = MappingProxyType({one.name: one for one in _ALL})


def profile(name: str) -> Profile:
    """A scanner by its name. Raises KeyError for a name that is not known."""
    return PROFILES[name]
