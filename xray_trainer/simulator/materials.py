"""Materials by name: their densities, and how much water, iron and lead each counts as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Material:
    """density : g/cm³. basis : g/cm² of water, iron and lead that weaken the beam as 1 g/cm² of this material does."""

    name: str
    density: float
    basis: tuple[float, float, float]


_KNOWN = {
    "water": (1.0, (1.0, 0.0, 0.0)),
    "steel": (7.85, (0.0, 1.0, 0.0)),
    "cast-iron": (7.2, (0.0, 1.0, 0.0)),
    "lead": (11.34, (0.0, 0.0, 1.0)),
    "polyethylene": (0.95, (1.132, -0.129, 0.0039)),
    "abs": (1.05, (1.06, -0.09, 0.003)),
    "pvc": (1.4, (0.72, 0.22, -0.005)),
    "pu-foam": (0.045, (1.0, -0.03, 0.0)),
    "wood": (0.55, (0.968, -0.016, 0.0004)),
    "plywood": (0.72, (0.968, -0.016, 0.0004)),
    "mdf": (0.72, (0.968, -0.016, 0.0004)),
    "paper": (0.80, (0.968, -0.016, 0.0004)),
    "cardboard": (0.65, (0.968, -0.016, 0.0004)),
    "cloth": (0.26, (0.968, -0.016, 0.0004)),
    "felt": (0.15, (0.968, -0.016, 0.0004)),
    "sugar": (0.83, (0.968, -0.016, 0.0004)),
    "cocaine": (1.05, (0.944, 0.012, 0.0002)),
    "heroin": (1.05, (0.995, -0.048, 0.0013)),
    "tobacco": (0.27, (0.944, 0.010, 0.0)),
    "rubber": (1.15, (1.005, -0.034, 0.002)),
    "ivory": (1.85, (0.471, 0.523, -0.008)),
    "bone": (1.5, (0.471, 0.523, -0.008)),
    "tissue": (1.03, (0.99, 0.0, 0.0)),
    "glass": (2.5, (0.675, 0.269, -0.006)),
    "crt-glass": (2.9, (0.6, 0.2, 0.12)),
    "ceramic": (2.2, (0.65, 0.3, -0.006)),
    "aluminium": (2.7, (0.567, 0.368, -0.009)),
    "titanium": (4.5, (0.154, 0.811, -0.008)),
    "copper": (8.96, (-0.116, 1.109, 0.010)),
    "brass": (8.5, (-0.11, 1.1, 0.010)),
    "tin": (7.3, (-0.606, 1.460, 0.189)),
    "tungsten": (18.0, (-0.356, 0.668, 0.723)),
    "uranium": (19.0, (0.670, -1.144, 1.405)),
    "gold": (19.0, (0.1, 0.0, 0.95)),
    "lead-paste": (6.2, (0.05, 0.05, 0.9)),
    "pcb": (1.9, (0.6, 0.35, 0.0)),
    "ferrite": (4.9, (0.2, 0.8, 0.0)),
    "oil": (0.86, (1.1, -0.1, 0.003)),
    "petrol": (0.74, (1.12, -0.12, 0.004)),
    "r134a": (1.2, (0.817, 0.081, -0.0025)),
    "r22": (1.2, (0.638, 0.288, -0.006)),
}


def material(name: str) -> Material:
    """A material by its name. Raises KeyError for a name that is not known."""
    density, basis = _KNOWN[name]
    return Material(name, density, basis)
