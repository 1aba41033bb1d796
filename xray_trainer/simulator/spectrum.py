"""What a linear accelerator sends out, and what a scintillating detector makes of it.

Source: thick-target bremsstrahlung by the Schiff forward formula (Schiff 1951; Koch & Motz, Rev. Mod. Phys. 31 (1959)
920, formula 2BS at 0°), the electrons slowed and the photons weakened inside a tungsten target of 0.5 mm in 12 slices;
then a filter of 1 cm of steel. Detector: 3 cm of cadmium tungstate, its signal the energy that stays in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from xray_trainer.simulator.attenuation import ELECTRON_MEV, PAIR_MEV, Energies, electrons, processes

LOWEST_MEV = 0.05
STEP_MEV = 0.01
TUNGSTEN = 74
TUNGSTEN_DENSITY = 19.3  # g/cm³
TARGET_CM = 0.05
SLICES = 12
STOPPING = 1.35  # MeV cm²/g, electrons of a few MeV in tungsten
FILTER = 7.88  # g/cm² of steel: 1 cm
CRYSTAL = 7.9 * 3.0  # g/cm² of CdWO4: 3 cm
ELECTRON_BARN = 0.2494672  # π × the classical radius of the electron squared, barn


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """One beam as its detector sees it, on a grid of 10 keV.

    energy : (n,) MeV. photons : (n,) share of the detected photons. deposit : (n,) MeV that one leaves on average.
    """

    energy: Energies
    photons: Energies
    deposit: Energies

    @property
    def signal(self) -> Energies:
        """(n,) share of the signal."""
        found: Energies = self.photons * self.deposit
        found /= found.sum()
        return found

    @property
    def kappa(self) -> float:
        """How much more the signal scatters than a count of the same photons: mean square over squared mean deposit."""
        return float(np.sum(self.photons * self.deposit**2) / np.sum(self.photons * self.deposit) ** 2)


@cache
def spectrum(mv: float) -> Spectrum:
    """The spectrum of an accelerator of `mv` megavolts."""
    energy = np.arange(LOWEST_MEV, mv, STEP_MEV) + STEP_MEV / 2
    crystal = processes({"CdWO4": 1.0}, energy)
    compton = electrons("CdWO4") * _transferred(energy)
    kept = compton + crystal.photo + crystal.pair * np.clip(1 - PAIR_MEV / energy, 0, None)
    photons = _thick_target(mv, energy) * np.exp(-FILTER * processes({"Fe": 1.0}, energy).total)
    photons *= 1 - np.exp(-CRYSTAL * crystal.total)
    return Spectrum(energy, photons / photons.sum(), energy * kept / crystal.total)


def _thick_target(mv: float, energy: Energies) -> Energies:
    own = TUNGSTEN_DENSITY * processes({"W": 1.0}, energy).total
    sliced = TARGET_CM / SLICES
    found = np.zeros_like(energy)
    for number in range(SLICES):
        depth = (number + 0.5) * sliced
        electron = mv - STOPPING * TUNGSTEN_DENSITY * depth
        found += _schiff(electron, energy) * np.exp(-own * (TARGET_CM - depth))
    return found


def _schiff(electron: float, energy: Energies) -> Energies:
    """Photons per energy, forward, of electrons of this kinetic energy (MeV) in a thin tungsten foil; any unit."""
    total = electron + ELECTRON_MEV
    found = np.zeros_like(energy)
    below = energy < electron
    photon = energy[below]
    left = total - photon
    ratio = left / total
    screening = 1 / ((ELECTRON_MEV * photon / (2 * total * left)) ** 2 + (TUNGSTEN ** (1 / 3) / 111) ** 2)
    shape = (1 + ratio**2) * np.log(screening) - (1 + ratio) ** 2
    found[below] = np.clip(shape, 0, None) / photon
    return found


def _transferred(energy: Energies) -> Energies:
    """cm² per electron, times 10²⁴: how much of the photons' energy goes to free electrons in Klein–Nishina collisions
    (Evans, The Atomic Nucleus, chapter 23: the whole cross section less the share that is scattered on)."""
    a = energy / ELECTRON_MEV
    b = 1 + 2 * a
    log = np.log(b)
    whole = 2 * ((1 + a) / a**2 * (2 * (1 + a) / b - log / a) + log / (2 * a) - (1 + 3 * a) / b**2)
    scattered = log / a**3 + 2 * (1 + a) * (2 * a**2 - 2 * a - 1) / (a**2 * b**2) + 8 * a**2 / (3 * b**3)
    return ELECTRON_BARN * (whole - scattered)
