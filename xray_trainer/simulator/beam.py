"""What passes through a scene: the areal densities of water, iron and lead summed over the energies of a beam.

All beams share twenty bins of energy, so that the exponentials, which take most of the time, serve two beams at once.
Against the 10 keV grid ln T is off by 0.25 % at most, 0.1 % on average (tests/unit/simulator/test_beam.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.attenuation import Energies, processes
from xray_trainer.simulator.materials import BASIS, Material, material
from xray_trainer.simulator.spectrum import spectrum

Map = npt.NDArray[np.float32]
KNOWN_MV = (3.5, 4.0, 6.0, 9.0)
LEAD_EDGE = 0.088  # MeV: the bins meet at the K edge of lead
EDGES = np.concatenate(([0.05], np.geomspace(LEAD_EDGE, 1.0, 9), 1 + 8 * np.linspace(0, 1, 12)[1:] ** 1.3))
CHUNK = 3072  # px at once: fits the cache, and is too little for BLAS to start threads, which would change the sums
FAINTEST = 1e-6  # of air: the bins are fitted down to it
PULL, HELD = 1e-5, 1e4  # weights, beside a relative error of ln T, of a bin's own share and of the sum in air
DEEPEST = 30.0  # ln 1/T to which curves reach


@dataclass(frozen=True, slots=True, eq=False)
class Exposed:
    """What passes, as a share of air. signal : (h, w) float32 transmission, 1 in air. second : (h, w) float32, the same
    sum with squared deposits: divided by the photons of a pixel in air it is the variance of the signal."""

    signal: Map
    second: Map


@dataclass(frozen=True, slots=True, eq=False)
class Beam:
    """The bins of one energy. weights, squares : (20,) float64, signal and second moment in air by bin."""

    mv: float
    weights: Energies
    squares: Energies

    @property
    def kappa(self) -> float:
        """The second moment in air."""
        return float(self.squares.sum())

    def transmission(self, areal: Map) -> Exposed:
        """What passes areal densities (3, h, w) float32 of water, iron and lead, g/cm²."""
        return transmissions((self,), areal)[0]

    def logs(self, material: Material, areal: Energies) -> Energies:
        """ln 1/T behind `areal` (n,) g/cm² of one material, (n,) float64."""
        passed = np.exp(-np.outer(areal, np.array(material.basis) @ bins()))
        return -np.log(passed @ self.weights)

    def equivalent(self, material: Material, logs: npt.NDArray[np.floating]) -> Energies:
        """g/cm² of a material that weakens the beam to ln 1/T = `logs`, any shape; float64. Beyond 0..30 it is held."""
        areal, known = curve(self.mv, material)
        return np.asarray(np.interp(logs, known, areal), np.float64)


@cache
def beam(mv: float) -> Beam:
    """The beam of an accelerator of `mv` megavolts, at most 9."""
    own = spectrum(mv)
    squares = own.photons * own.deposit**2 / np.sum(own.photons * own.deposit) ** 2
    return Beam(mv, _fitted(own.energy, own.signal), _fitted(own.energy, squares))


@cache
def bins() -> Energies:
    """Mass attenuation (3, 20) of water, iron and lead in the bins, cm²/g: means over the known beams' signals."""
    energy = spectrum(max(KNOWN_MV)).energy
    signal = np.zeros_like(energy)
    for mv in KNOWN_MV:
        signal[: spectrum(mv).energy.size] += spectrum(mv).signal
    whole = _binned(energy, signal)
    return np.stack([_binned(energy, signal * processes({one: 1.0}, energy).total) / whole for one in BASIS])


def transmissions(beams: Sequence[Beam], areal: Map) -> tuple[Exposed, ...]:
    """What passes of several beams through areal densities (3, h, w) float32 of water, iron and lead, g/cm²."""
    shape = areal.shape[1:]
    flat = areal.reshape(3, -1)
    falls = np.ascontiguousarray(-bins().T, np.float32)
    sums = np.array([row for one in beams for row in (one.weights, one.squares)], np.float32)
    found = np.empty((len(sums), flat.shape[1]), np.float32)
    kept, passed = np.empty((len(falls), CHUNK), np.float32), np.empty((len(sums), CHUNK), np.float32)
    for start in range(0, flat.shape[1], CHUNK):
        part = flat[:, start : start + CHUNK]
        if part.any():
            powers, own = kept[:, : part.shape[1]], passed[:, : part.shape[1]]
            np.matmul(falls, part, out=powers)
            np.exp(powers, out=powers)
            np.matmul(sums, powers, out=own)
            found[:, start : start + CHUNK] = own
        else:
            found[:, start : start + CHUNK] = sums.sum(axis=1, keepdims=True)
    maps = found.reshape(len(beams), 2, *shape)
    return tuple(Exposed(signal, second) for signal, second in maps)


@cache
def curve(mv: float, material: Material) -> tuple[Energies, Energies]:
    """How a beam weakens behind one material: g/cm² and ln 1/T, both (600,), rising, from 0 to ln 1/T = 30."""
    own = beam(mv)
    most = 1.0
    while own.logs(material, np.array([most]))[0] < DEEPEST:
        most *= 1.5
    areal = most * np.linspace(0, 1, 600) ** 2
    return areal, own.logs(material, areal)


def ratios(high: Beam, low: Beam, material: Material, logs: npt.NDArray[np.floating]) -> Energies:
    """R = ln T_low / ln T_high of a material where ln 1/T_high is `logs` (any shape, above 0), float64."""
    areal, at = curve(high.mv, material)
    known = low.logs(material, areal[1:]) / at[1:]
    return np.asarray(np.interp(logs, at[1:], known), np.float64)


def _fitted(energy: Energies, values: Energies) -> Energies:
    """(20,) what each bin counts. A bin's own share, mended by least squares of the relative error of ln T, so that
    behind a range of matter the bins sum to what the 10 keV grid does. The sum in air is kept."""
    whole = values.sum()
    own = _binned(energy, values) / whole
    used = own > 1e-9
    matter = _range_of_matter()
    true = np.exp(-matter @ np.stack([processes({one: 1.0}, energy).total for one in BASIS])) @ values / whole
    matter, true = matter[true > FAINTEST], true[true > FAINTEST]
    scale = 1 / np.maximum(-np.log(true), 1e-3)
    rows = np.exp(-matter @ bins()[:, used]) * own[used] * (scale / true)[:, None]
    pull = np.sqrt(PULL * len(rows)) * np.eye(int(used.sum()))
    wanted = np.concatenate((scale, pull.diagonal(), [HELD]))
    found: Energies = np.zeros(own.shape)
    found[used] = own[used] * np.linalg.lstsq(np.concatenate((rows, pull, [HELD * own[used]])), wanted, rcond=None)[0]
    found *= whole / found.sum()
    return found


@cache
def _range_of_matter() -> Energies:
    """(n, 3) g/cm² of water, iron and lead: one behind the other, and plastics, plants and light metals alone."""
    depths = (0.0, 0.3, 1.0, 3.0, 10.0, 30.0, 90.0, 200.0)
    stacked = np.array(list(product(depths, depths, (0.0, 0.1, 0.5, 2.0, 8.0, 30.0))))[1:]
    alone = [
        np.array(material(name).basis) * depth for name in ("polyethylene", "wood", "aluminium") for depth in depths[1:]
    ]
    return np.concatenate((stacked, alone))


def _binned(energy: Energies, values: Energies) -> Energies:
    number = len(EDGES) - 1
    found: Energies = np.zeros(number)
    np.add.at(found, np.clip(np.searchsorted(EDGES, energy) - 1, 0, number - 1), values)
    return found
