"""Materials by name: what they are made of, their densities, and how much water, iron and lead each counts as.

Any matter weakens the beam very nearly as some mixture of water, iron and lead does, so three areal densities a pixel
hold a scene. Its shares come from least squares of the relative residual of the mass attenuation, weighted by a 6 MV
beam behind 15 g/cm² of iron: weighted by the beam in air the error is six times as large, unweighted heavy elements
come out wrong by half (measured). The shares serve the other energies as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from xray_trainer.simulator.attenuation import Energies, processes
from xray_trainer.simulator.spectrum import spectrum

Composition = Mapping[str, float]
BASIS = ("H2O", "Fe", "Pb")
FIT_MV = 6.0
FIT_IRON = 15.0  # g/cm²
GOOD_ENOUGH = 5e-4  # of ln T: a material that two basis materials describe as well as this needs no third map


@dataclass(frozen=True, slots=True)
class Material:
    """density : g/cm³. basis : g/cm² of water, iron and lead that weaken the beam as 1 g/cm² of this material does."""

    name: str
    density: float
    basis: tuple[float, float, float]


_CELLULOSE = {"C6H10O5": 1.0}
_COLLAGEN = {"C102H149N31O38": 1.0}
_GLASS = {"SiO2": 0.72, "Na2O": 0.14, "CaO": 0.10, "MgO": 0.04}
_FIRED = {"SiO2": 0.68, "Al2O3": 0.24, "K2O": 0.04, "Fe2O3": 0.02, "CaO": 0.02}
_TOBACCO = {"C6H10O5": 0.82, "H2O": 0.10, "K": 0.025, "Ca": 0.025, "N": 0.02, "Cl": 0.01}
_TISSUE = {"H": 0.102, "C": 0.143, "N": 0.034, "O": 0.710, "P": 0.002, "S": 0.003, "Cl": 0.002, "K": 0.004}
_IVORY = {"Ca5P3O13H": 0.62, "C102H149N31O38": 0.28, "H2O": 0.10}

# Name: density in g/cm³ (of goods in bulk: as they are filled), shares by mass of formulas.
_KNOWN: dict[str, tuple[float, Composition]] = {
    # metals
    "steel": (7.85, {"Fe": 1.0}),
    "cast-iron": (7.2, {"Fe": 1.0}),
    "stainless": (7.95, {"Fe": 0.71, "Cr": 0.18, "Ni": 0.10, "Mn": 0.01}),
    "aluminium": (2.7, {"Al": 1.0}),
    "aluminium-foil": (2.7, {"Al": 1.0}),
    "titanium": (4.5, {"Ti": 1.0}),
    "copper": (8.96, {"Cu": 1.0}),
    "brass": (8.5, {"Cu": 0.63, "Zn": 0.37}),
    "bronze": (8.8, {"Cu": 0.88, "Sn": 0.12}),
    "zinc": (7.13, {"Zn": 1.0}),
    "nickel": (8.9, {"Ni": 1.0}),
    "tin": (7.3, {"Sn": 1.0}),
    "silver": (10.5, {"Ag": 1.0}),
    "gold": (19.3, {"Au": 1.0}),
    "tungsten": (19.3, {"W": 1.0}),
    "tungsten-alloy": (18.0, {"W": 0.95, "Ni": 0.035, "Fe": 0.015}),
    "lead": (11.34, {"Pb": 1.0}),
    "uranium": (19.0, {"U": 1.0}),
    "lead-paste": (6.2, {"PbO2": 0.46, "PbSO4": 0.46, "H2O": 0.06, "H2SO4": 0.02}),
    "ferrite": (4.9, {"Fe2O3": 0.71, "MnO": 0.20, "ZnO": 0.09}),
    "magnet": (4.9, {"BaFe12O19": 1.0}),
    # plastics, rubber, foam
    "polyethylene": (0.95, {"CH2": 1.0}),
    "polypropylene": (0.90, {"CH2": 1.0}),
    "polystyrene": (1.05, {"CH": 1.0}),
    "eps-foam": (0.02, {"CH": 1.0}),
    "abs": (1.05, {"C15H17N": 1.0}),
    "plastic": (1.0, {"C15H17N": 0.5, "CH2": 0.5}),
    "pvc": (1.4, {"C2H3Cl": 1.0}),
    "pet": (1.38, {"C10H8O4": 1.0}),
    "nylon": (1.14, {"C6H11NO": 1.0}),
    "polycarbonate": (1.2, {"C16H14O3": 1.0}),
    "epoxy": (1.2, {"C21H25O5": 1.0}),
    "pu-foam": (0.045, {"C25H42N2O6": 1.0}),
    "rubber": (1.15, {"C5H8": 0.62, "C": 0.30, "CH2": 0.04, "ZnO": 0.025, "S": 0.015}),
    "bitumen": (1.03, {"CH1.5": 0.95, "S": 0.05}),
    # wood, paper, cloth, hides
    "wood": (0.55, _CELLULOSE),
    "hardwood": (0.70, _CELLULOSE),
    "plywood": (0.72, _CELLULOSE),
    "mdf": (0.72, _CELLULOSE),
    "paper": (0.80, _CELLULOSE),
    "cardboard": (0.65, _CELLULOSE),
    "banknotes": (0.85, {"C6H10O5": 0.97, "TiO2": 0.03}),
    "cloth": (0.26, _CELLULOSE),
    "cotton": (0.41, _CELLULOSE),
    "wool": (0.25, {"C102H149N31O38": 0.97, "S": 0.03}),
    "textile": (0.34, {"C6H10O5": 0.6, "C10H8O4": 0.4}),
    "felt": (0.15, _CELLULOSE),
    "carpet": (0.30, {"CH2": 0.45, "C6H11NO": 0.20, "C5H8": 0.15, "CaCO3": 0.20}),
    "leather": (0.86, {"C102H149N31O38": 0.85, "H2O": 0.15}),
    # food and other goods of plants and animals
    "sugar": (0.83, {"C12H22O11": 1.0}),
    "flour": (0.65, {"C6H10O5": 0.75, "C102H149N31O38": 0.11, "H2O": 0.14}),
    "grain": (0.75, {"C6H10O5": 0.75, "C102H149N31O38": 0.12, "H2O": 0.13}),
    "rice": (0.80, {"C6H10O5": 0.80, "C102H149N31O38": 0.07, "H2O": 0.13}),
    "tea": (0.30, {"C6H10O5": 0.93, "H2O": 0.06, "K": 0.01}),
    "coffee": (0.62, {"C6H10O5": 0.75, "CH2": 0.12, "H2O": 0.11, "K": 0.02}),
    "nuts": (0.60, {"CH2": 0.45, "C6H10O5": 0.30, "C102H149N31O38": 0.20, "H2O": 0.05}),
    "dried-fruit": (0.65, {"C6H12O6": 0.75, "H2O": 0.24, "K": 0.01}),
    "fruit": (0.95, {"H2O": 0.86, "C6H12O6": 0.14}),
    "vegetables": (0.95, {"H2O": 0.90, "C6H10O5": 0.10}),
    "meat": (1.05, {"H2O": 0.68, "C102H149N31O38": 0.19, "CH2": 0.12, "K": 0.01}),
    "fish": (1.04, {"H2O": 0.75, "C102H149N31O38": 0.18, "CH2": 0.06, "K": 0.01}),
    "oil": (0.86, {"CH1.9": 1.0}),
    "cooking-oil": (0.92, {"C57H104O6": 1.0}),
    "tobacco": (0.27, _TOBACCO),
    "cigarettes": (0.27, {"C6H10O5": 0.88, "H2O": 0.08, "K": 0.015, "Ca": 0.015, "N": 0.01}),
    "tissue": (1.03, _TISSUE),
    "fat": (0.92, {"C57H104O6": 1.0}),
    "bone": (1.5, _IVORY),
    "ivory": (1.85, _IVORY),
    "horn": (1.28, _COLLAGEN),
    "wax": (0.90, {"CH2": 1.0}),
    "soap": (0.95, {"C18H35O2Na": 0.88, "H2O": 0.12}),
    # drugs, what they are made with, arms
    "cocaine": (1.05, {"C17H22ClNO4": 1.0}),
    "heroin": (1.05, {"C21H23NO5": 1.0}),
    "opium": (1.1, {"C17H19NO3": 0.25, "C6H10O5": 0.55, "H2O": 0.20}),
    "hashish": (1.0, {"C21H30O2": 0.45, "C6H10O5": 0.45, "H2O": 0.10}),
    "cannabis": (0.35, {"C6H10O5": 0.75, "C21H30O2": 0.15, "H2O": 0.10}),
    "methamphetamine": (0.90, {"C10H16ClN": 1.0}),
    "pills": (0.75, {"C12H22O11": 0.6, "CaHPO4": 0.2, "C8H9NO2": 0.2}),
    "acetic-anhydride": (1.08, {"C4H6O3": 1.0}),
    "ephedrine": (0.70, {"C10H16ClNO": 1.0}),
    "gunpowder": (0.90, {"C6H7N3O11": 1.0}),
    "explosive": (1.6, {"C7H5N3O6": 0.4, "C3H6N6O6": 0.6}),
    "black-powder": (1.0, {"KNO3": 0.75, "C": 0.15, "S": 0.10}),
    # stone, glass, earths
    "glass": (2.5, _GLASS),
    "crt-glass": (2.9, {"SiO2": 0.55, "K2O": 0.08, "Na2O": 0.07, "BaO": 0.16, "PbO": 0.12, "Al2O3": 0.02}),
    "glass-wool": (0.03, _GLASS),
    "mineral-wool": (0.08, {"SiO2": 0.45, "CaO": 0.25, "Al2O3": 0.15, "MgO": 0.10, "Fe2O3": 0.05}),
    "ceramic": (2.2, _FIRED),
    "tile": (2.1, _FIRED),
    "brick": (1.8, _FIRED),
    "concrete": (2.3, {"SiO2": 0.62, "CaO": 0.16, "Al2O3": 0.08, "H2O": 0.06, "Na2O": 0.03, "K2O": 0.05}),
    "cement": (1.3, {"CaO": 0.65, "SiO2": 0.21, "Al2O3": 0.06, "Fe2O3": 0.03, "MgO": 0.03, "CaSO4": 0.02}),
    "plaster": (0.9, {"CaSO6H4": 1.0}),
    "sand": (1.6, {"SiO2": 1.0}),
    "clay": (1.6, {"Al2Si2O9H4": 0.85, "H2O": 0.15}),
    "marble": (2.7, {"CaCO3": 1.0}),
    "granite": (2.65, {"SiO2": 0.72, "Al2O3": 0.15, "K2O": 0.05, "Na2O": 0.04, "CaO": 0.02, "Fe2O3": 0.02}),
    "salt": (1.2, {"NaCl": 1.0}),
    "soda": (1.0, {"Na2CO3": 1.0}),
    "detergent": (0.65, {"Na2CO3": 0.35, "Na2SO4": 0.35, "C18H29SO3Na": 0.20, "H2O": 0.10}),
    "fertiliser": (0.95, {"N2H4O3": 1.0}),
    "barium-sulphate": (2.0, {"BaSO4": 1.0}),
    "titanium-dioxide": (0.8, {"TiO2": 1.0}),
    "charcoal": (0.35, {"C": 0.92, "C6H10O5": 0.08}),
    "lead-ore": (3.5, {"PbS": 0.7, "SiO2": 0.3}),
    # liquids and gases
    "water": (1.0, {"H2O": 1.0}),
    "ice": (0.92, {"H2O": 1.0}),
    "petrol": (0.74, {"CH2.1": 1.0}),
    "diesel": (0.84, {"CH1.85": 1.0}),
    "alcohol": (0.95, {"C2H6O": 0.4, "H2O": 0.6}),
    "ethanol": (0.79, {"C2H6O": 1.0}),
    "drink": (1.03, {"H2O": 0.9, "C12H22O11": 0.1}),
    "milk": (1.03, {"H2O": 0.87, "C12H22O11": 0.05, "CH2": 0.04, "C102H149N31O38": 0.04}),
    "acid": (1.26, {"H2SO4": 0.36, "H2O": 0.64}),
    "sulphuric-acid": (1.83, {"H2SO4": 0.96, "H2O": 0.04}),
    "hydrochloric-acid": (1.18, {"HCl": 0.36, "H2O": 0.64}),
    "acetone": (0.79, {"C3H6O": 1.0}),
    "paint": (1.3, {"H2O": 0.35, "C8H12O3": 0.30, "TiO2": 0.20, "CaCO3": 0.15}),
    "r134a": (1.2, {"C2H2F4": 1.0}),
    "r22": (1.2, {"CHClF2": 1.0}),
    "lpg": (0.54, {"C3H8": 1.0}),
    # parts of machines and electronics
    "pcb": (1.9, {"SiO2": 0.32, "CaO": 0.08, "Al2O3": 0.08, "C21H25O5": 0.31, "Cu": 0.15, "Br": 0.04, "Sn": 0.02}),
    "winding": (5.5, {"Cu": 0.95, "C21H25O5": 0.05}),
    "battery-cell": (2.5, {"Al": 0.15, "Cu": 0.15, "C": 0.25, "NiO2": 0.25, "MnO2": 0.10, "C3H4O3": 0.10}),
    "compressor-oil": (0.98, {"C25H48O8": 1.0}),
    "brake-lining": (2.3, {"Fe": 0.25, "BaSO4": 0.20, "C": 0.25, "SiO2": 0.15, "Cu": 0.05, "C7H6O": 0.10}),
}  # fmt: skip


def names() -> tuple[str, ...]:
    """All materials, in order."""
    return tuple(sorted(_KNOWN))


def composition(name: str) -> Composition:
    """Shares by mass of the formulas that a material is made of. Raises KeyError for a name that is not known."""
    return _KNOWN[name][1]


@cache
def material(name: str) -> Material:
    """A material by its name. Raises KeyError for a name that is not known."""
    density, shares = _KNOWN[name]
    return Material(name, density, basis(shares))


def basis(shares: Composition) -> tuple[float, float, float]:
    """g/cm² of water, iron and lead that weaken the beam as 1 g/cm² of a mixture does; shares by mass of formulas."""
    if len(shares) == 1 and next(iter(shares)) in BASIS:
        pure = next(iter(shares))
        return (float(pure == "H2O"), float(pure == "Fe"), float(pure == "Pb"))
    energy, weight, columns = _fit()
    own = processes(shares, energy).total
    three = _least(columns, own, weight)
    two = np.append(_least(columns[:2], own, weight), 0.0)
    if _error(two, columns, own) <= GOOD_ENOUGH:
        return (float(two[0]), float(two[1]), 0.0)
    return (float(three[0]), float(three[1]), float(three[2]))


@cache
def _fit() -> tuple[Energies, Energies, Energies]:
    """Energies, weights squared, and the mass attenuation of the basis materials (3, n)."""
    beam = spectrum(FIT_MV)
    columns = np.stack([processes({formula: 1.0}, beam.energy).total for formula in BASIS])
    return beam.energy, beam.signal * np.exp(-FIT_IRON * columns[1]), columns


def _least(columns: Energies, own: Energies, weight: Energies) -> Energies:
    relative = columns / own
    return np.asarray(np.linalg.solve((relative * weight) @ relative.T, relative @ weight), np.float64)


def _error(shares: Energies, columns: Energies, own: Energies) -> float:
    """Largest relative error of ln T, seen at two energies behind up to 60 g/cm²."""
    areals = np.array([[2.0], [15.0], [60.0]])
    true, fitted = (np.log(np.exp(-areals * rates) @ _seen()) for rates in (own, shares @ columns))
    return float(np.abs(fitted / true - 1).max())


@cache
def _seen() -> Energies:
    """(n, 2) the signals of two beams on the fit's energies."""
    energy = _fit()[0]
    beams = (spectrum(FIT_MV), spectrum(3.5))
    return np.stack([np.interp(energy, one.energy, one.signal, right=0.0) for one in beams], axis=1)
