"""How strongly matter weakens X-rays: mass attenuation of elements and their compounds, from resources/attenuation.txt.

Coherent scatter is left out: it turns a photon too little to keep it from a detector of this size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from xray_trainer import paths

Energies = npt.NDArray[np.float64]
ELECTRON_MEV = 0.510998950  # rest energy of an electron
AVOGADRO = 0.602214076  # 10²⁴ a mole
PAIR_MEV = 2 * ELECTRON_MEV  # pairs are made above it in the field of a nucleus, above twice it in that of an electron


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element's table.

    weight : atomic weight. energy : (n,) float64 MeV, rising; the two sides of an absorption edge lie 0.1 keV apart or
    less. incoherent, photo, pair_nuclear, pair_electron : (n,) float64 cm²/g.
    """

    symbol: str
    number: int
    weight: float
    energy: Energies
    incoherent: Energies
    photo: Energies
    pair_nuclear: Energies
    pair_electron: Energies


@dataclass(frozen=True, slots=True, eq=False)
class Processes:
    """What weakens the beam at some energies: float64 arrays of one shape, cm²/g."""

    incoherent: Energies
    photo: Energies
    pair: Energies

    @property
    def total(self) -> Energies:
        """All of it together, cm²/g."""
        return self.incoherent + self.photo + self.pair


@cache
def elements() -> Mapping[str, Element]:
    """The table's elements by symbol."""
    text = (paths.resources() / "attenuation.txt").read_text(encoding="ascii")
    rows: dict[tuple[str, int, float], list[list[float]]] = {}
    own: list[list[float]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        words = line.split()
        if words[0].isalpha():
            own = rows.setdefault((words[0], int(words[1]), float(words[2])), [])
        else:
            own.append([float(word) for word in words])
    return {key[0]: Element(*key, *np.array(table).T) for key, table in rows.items()}


@cache
def weights(formula: str) -> Mapping[str, float]:
    """Shares by mass of a formula such as "C17H22ClNO4"; numbers may have decimals. Raises KeyError for an element that
    the table lacks."""
    counts: dict[str, float] = {}
    rest = formula
    while rest:
        size = 2 if rest[1:2].islower() else 1
        symbol, rest = rest[:size], rest[size:]
        digits = len(rest) - len(rest.lstrip("0123456789."))
        counts[symbol] = counts.get(symbol, 0.0) + float(rest[:digits] or 1)
        rest = rest[digits:]
    masses = {symbol: count * elements()[symbol].weight for symbol, count in counts.items()}
    whole = sum(masses.values())
    return {symbol: mass / whole for symbol, mass in masses.items()}


def electrons(formula: str) -> float:
    """Electrons in a gram of a formula, in units of 10²⁴: times a cross section in barn this is cm²/g."""
    parts = weights(formula).items()
    return AVOGADRO * sum(share * elements()[symbol].number / elements()[symbol].weight for symbol, share in parts)


def processes(shares: Mapping[str, float], energy: Energies) -> Processes:
    """Mass attenuation of a mixture at `energy` (n,) MeV.

    shares : by mass, of elements or of formulas; they need not add up to one, they are scaled to.
    """
    whole = sum(shares.values())
    sums = np.zeros((3, energy.size))
    for formula, share in shares.items():
        for symbol, part in weights(formula).items():
            found = _of_element(symbol, energy.tobytes())
            sums += share * part / whole * np.stack((found.incoherent, found.photo, found.pair))
    return Processes(*sums)


@cache
def _of_element(symbol: str, energies: bytes) -> Processes:
    """`energies` : the bytes of a float64 array, so that equal grids are looked up once."""
    energy = np.frombuffer(energies)
    table = elements()[symbol]
    at, known = np.log(energy), np.log(table.energy)
    return Processes(
        np.exp(_smooth(at, known, np.log(table.incoherent))),
        np.exp(np.interp(at, known, np.log(table.photo))),
        _pair(energy, table.energy, table.pair_nuclear, PAIR_MEV)
        + _pair(energy, table.energy, table.pair_electron, 2 * PAIR_MEV),
    )


def _pair(energy: Energies, table: Energies, values: Energies, threshold: float) -> Energies:
    """Pair production starts like the cube of the energy above its threshold, so that share is taken out before
    interpolating, as XCOM itself does."""
    found = np.zeros_like(energy)
    above, given = energy > threshold, values > 0
    slow = np.log(values[given] / (1 - threshold / table[given]) ** 3)
    at = np.log(np.maximum(energy[above], table[given][0]))
    found[above] = np.exp(_smooth(at, np.log(table[given]), slow)) * (1 - threshold / energy[above]) ** 3
    return found


def _smooth(at: Energies, known: Energies, values: Energies) -> Energies:
    """Cubic interpolation, its slopes those of the parabolas through three neighbours. A point close to the one
    before is left out (both sides of an edge): the process is smooth there, and of neighbours so close the rounding of
    four digits would make a wild slope."""
    kept = np.append(True, np.diff(known) > 0.02)
    known, values = known[kept], values[kept]
    slope = np.gradient(values, known, edge_order=2)
    right = np.clip(np.searchsorted(known, at), 1, known.size - 1)
    left = right - 1
    width = known[right] - known[left]
    t = (at - known[left]) / width
    rise = values[right] - values[left]
    bend_left, bend_right = slope[left] * width - rise, rise - slope[right] * width
    return values[left] + t * rise + t * (1 - t) * ((1 - t) * bend_left + t * bend_right)
