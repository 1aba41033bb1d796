"""A scan made ready for insertions: what it transmits, what of that is scatter, what its noise is, what lies there.

Plain multiplication makes items 20 to 57 % too dark behind cargo, because the cargo has hardened the beam, and too
smooth. So each pixel's cargo is estimated first, as so much water and so much steel (threat image projection for
containers: Rogers et al., ICCST 2016; the hardening is ours).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.imaging import ScanPixels
from xray_trainer.model import PlaneKind
from xray_trainer.simulator.beam import Beam, beam, ratios
from xray_trainer.simulator.materials import material

Signal = npt.NDArray[np.float32]
Window = tuple[slice, slice]
FOREIGN_MV = (6.0, 3.5)  # taken for scanners that are not known; single-energy scans use the first
WATER_SHARE = 0.7  # of the cargo's weakening, where one energy cannot tell
TONE_8_BIT = 0.6  # grey = 255 T^0.6, as measured on real container scans
DARKEST = 1e-5  # transmission below which nothing is measured
SCATTER, FLOOR = 0.002, 6e-5  # of the broad mean, and of the mean
BROAD = (65.0, 110.0)  # px: the reach of scatter along x and across
REDUCED = 8  # the broad mean is found on a grid this much coarser
SMOOTH = 2.0  # px: over which the two energies are compared
KAPPA_PHOTONS = 2.0 / 1.0e5  # variance over signal of a scanner that is not known
ELECTRONIC = 2.5e-5  # of air
SPREAD = 0.05  # of signal: less tells nothing of how noise grows with it


@dataclass(frozen=True, slots=True)
class Noise:
    """Variance of a plane's signal (1 in air): slope · signal + base."""

    slope: float
    base: float


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A scan ready for insertions.

    signal : (height, width) float32 for each plane, 1 in air. scatter : the part of it that is scatter. white : level
    of air. tone : exponent of the file's grey over transmission. noise, beams : of each plane; the
    cargo's shares come from both, or are assumed with one. assumed : what was taken for granted, as slugs.
    """

    pixels: ScanPixels
    signal: Mapping[PlaneKind, Signal]
    scatter: Mapping[PlaneKind, Signal]
    white: Mapping[PlaneKind, float]
    tone: float
    noise: Mapping[PlaneKind, Noise]
    beams: Mapping[PlaneKind, Beam]
    assumed: tuple[str, ...]

    @property
    def main(self) -> PlaneKind:
        """The plane of the higher energy, or the only one."""
        return PlaneKind.HIGH if PlaneKind.HIGH in self.signal else PlaneKind.GREY

    def primary(self, kind: PlaneKind, window: Window) -> Signal:
        """What reached the detector straight: (h, w) float32, above 0."""
        straight = self.signal[kind][window] - self.scatter[kind][window]
        return np.asarray(np.maximum(straight, np.float32(DARKEST)), np.float32)

    def cargo(self, window: Window) -> Signal:
        """What lies in a window: (3, h, w) float32 g/cm² of water, iron and lead."""
        high = self.beams[self.main]
        logs = -np.log(cv2.GaussianBlur(self.primary(self.main, window), (0, 0), 0.8))
        water, steel = material("water"), material("steel")
        share: npt.NDArray[np.floating] | float = WATER_SHARE
        if PlaneKind.LOW in self.signal:
            share = self._water_share(window, high)
        found = np.zeros((3, *logs.shape), np.float32)
        found[0] = share * high.equivalent(water, np.maximum(logs, 0))
        found[1] = (1 - share) * high.equivalent(steel, np.maximum(logs, 0))
        return found

    def _water_share(self, window: Window, high: Beam) -> Signal:
        """From the ratio of both energies' weakening, smoothed: 1 like water, 0 like steel."""
        low = self.beams[PlaneKind.LOW]
        smooth = {
            kind: -np.log(cv2.GaussianBlur(self.primary(kind, window), (0, 0), SMOOTH))
            for kind in (self.main, PlaneKind.LOW)
        }
        logs = np.maximum(smooth[self.main], 0.02)
        ratio = smooth[PlaneKind.LOW] / logs
        at_water, at_steel = (ratios(high, low, material(name), logs) for name in ("water", "steel"))
        return np.clip((ratio - at_steel) / np.maximum(at_water - at_steel, 1e-3), 0, 1).astype(np.float32)


def prepare(
    pixels: ScanPixels,
    white: Mapping[PlaneKind, float] | None = None,
    noise: Mapping[PlaneKind, Noise] | None = None,
    megavolts: tuple[float, ...] = (),
) -> Ground:
    """Make a scan ready; what its scanner is like is estimated where it is not given."""
    kinds = [kind for kind in (PlaneKind.HIGH, PlaneKind.GREY, PlaneKind.LOW) if kind in pixels.planes]
    assumed = []
    tone = 1.0
    if pixels.bits <= 8:
        tone = TONE_8_BIT
        assumed.append("tone")
    if not megavolts:
        assumed.append("energy")
    if PlaneKind.LOW not in pixels.planes:
        assumed.append("material")
    whites = dict(white) if white else {kind: _air(pixels.planes[kind]) for kind in kinds}
    signals = {kind: _signal(pixels.planes[kind], whites[kind], tone) for kind in kinds}
    energies = megavolts or FOREIGN_MV
    return Ground(
        pixels=pixels,
        signal=signals,
        scatter={kind: _scatter(signals[kind]) for kind in kinds},
        white=whites,
        tone=tone,
        noise=dict(noise) if noise else {kind: _noise(signals[kind]) for kind in kinds},
        beams={kind: beam(energies[-1] if kind is PlaneKind.LOW else energies[0]) for kind in kinds},
        assumed=tuple(assumed),
    )


def _air(plane: npt.NDArray[np.uint16]) -> float:
    """The level of open air: where the lightest pixels gather, not the lightest of all."""
    return max(1.0, float(np.percentile(plane[::4, ::4], 99.0)))


def _signal(plane: npt.NDArray[np.uint16], white: float, tone: float) -> Signal:
    table = np.arange(65536, dtype=np.float64) / white
    if tone != 1.0:
        table = table ** (1 / tone)
    return np.maximum(table, DARKEST).astype(np.float32)[plane]


def _scatter(signal: Signal) -> Signal:
    height, width = signal.shape
    small = cv2.resize(signal, (max(1, width // REDUCED), max(1, height // REDUCED)), interpolation=cv2.INTER_AREA)
    broad = cv2.GaussianBlur(small, (0, 0), BROAD[0] / REDUCED, sigmaY=BROAD[1] / REDUCED)
    found = (SCATTER * cv2.resize(broad, (width, height)) + FLOOR / 2 * float(small.mean())) / (1 + SCATTER + FLOOR)
    return np.asarray(np.minimum(found, 0.5 * signal), np.float32)


def _noise(signal: Signal) -> Noise:
    """From flat parts: the variance of neighbours' differences over their mean, by least squares."""
    height, width = (side // 16 * 16 for side in signal.shape)
    if height < 32 or width < 32:
        return Noise(KAPPA_PHOTONS, ELECTRONIC**2)
    blocks = signal[:height, :width].reshape(height // 16, 16, width // 16, 16).swapaxes(1, 2).reshape(-1, 16, 16)
    means = blocks.mean(axis=(1, 2), dtype=np.float64)
    steps = np.diff(blocks, axis=2)
    spread = np.median(np.abs(steps - np.median(steps, axis=(1, 2), keepdims=True)), axis=(1, 2)) / 0.6745
    variance = spread.astype(np.float64) ** 2 / 2
    edges = np.quantile(means, np.linspace(0, 1, 13))
    at, least = [], []
    for low, high in pairwise(edges):
        inside = (means >= low) & (means <= high)
        if inside.sum() >= 8:
            at.append(float(means[inside].mean()))
            least.append(float(np.quantile(variance[inside], 0.2)))
    if len(at) < 3 or max(at) - min(at) < SPREAD:
        return Noise(KAPPA_PHOTONS, ELECTRONIC**2)
    slope, base = np.polyfit(at, least, 1)
    return Noise(max(float(slope), 0.0), max(float(base), 0.0))
