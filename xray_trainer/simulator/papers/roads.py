"""Roads of Central Asia, and the plates and seals that are met there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Country = Literal["KG", "KZ", "UZ", "TJ", "CN"]
LETTERS = "ABCEHKMOPTXZ"  # those that plates of the region use and nobody confuses


@dataclass(frozen=True, slots=True)
class Road:
    """A way that goods take. lorries : whose lorries come this way. through : where goods change lorries."""

    words: str
    lorries: tuple[Country, ...]
    through: str


ROADS = (
    Road("Kashgar - Irkeshtam - Osh", ("CN", "KG"), "Irkeshtam"),
    Road("Kashgar - Torugart - Naryn - Bishkek", ("CN", "KG"), "Torugart"),
    Road("Urumqi - Khorgos - Almaty", ("CN", "KZ"), "Khorgos"),
    Road("Khorgos - Almaty - Bishkek", ("KZ", "KG"), "Almaty"),
    Road("Lianyungang - Dostyk - Almaty", ("KZ",), "Dostyk"),
    Road("Bishkek - Taraz - Shymkent - Tashkent", ("KG", "UZ", "KZ"), "Shymkent"),
    Road("Osh - Dostuk - Andijan - Tashkent", ("KG", "UZ"), "Andijan"),
    Road("Dushanbe - Isfara - Batken - Osh", ("TJ", "KG"), "Batken"),
    Road("Termez - Samarkand - Tashkent - Shymkent", ("UZ", "KZ"), "Tashkent"),
    Road("Nizhny Pyanj - Dushanbe - Khujand - Osh", ("TJ", "KG"), "Khujand"),
    Road("Bandar Abbas - Sarakhs - Bukhara - Tashkent", ("UZ", "KZ"), "Sarakhs"),
    Road("Mersin - Poti - Baku - Aktau - Almaty", ("KZ",), "Aktau"),
    Road("Poti - Baku - Turkmenbashi - Tashkent - Osh", ("UZ", "KG"), "Tashkent"),
    Road("Novosibirsk - Semey - Almaty - Bishkek", ("KZ", "KG"), "Almaty"),
    Road("Moscow - Uralsk - Shymkent - Tashkent", ("KZ", "UZ"), "Uralsk"),
    Road("Riga - Astana - Almaty - Osh", ("KZ", "KG"), "Almaty"),
)
_FORMS: dict[Country, tuple[str, ...]] = {  # L a letter, D a digit, R the two digits of a region
    "KG": ("R KG DDD LLL",),
    "KZ": ("DDD LL R", "DDD LLL R"),
    "UZ": ("R DDD LLL", "R L DDD LL"),
    "TJ": ("DDDD LL R",),
    "CN": ("XIN A DDDDD", "XIN L DDDDD"),  # the character of Xinjiang as drivers' papers spell it
}
_REGIONS: dict[Country, tuple[int, ...]] = {
    "KG": tuple(range(1, 10)),
    "KZ": tuple(range(1, 21)),
    "UZ": (1, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90),
    "TJ": (1, 2, 3, 4, 5),
    "CN": (1,),
}
_SEALS: dict[Country, tuple[str, ...]] = {
    "KG": ("KGZ DDDDDDD", "KG-DDDDDD"),
    "KZ": ("KZ DDDDDDDD", "KTJ DDDDDD"),
    "UZ": ("UZ DDDDDD", "UTY-DDDDDDD"),
    "TJ": ("TJ DDDDDD",),
    "CN": ("CN DDDDDDDD", "XJ DDDDDD"),
}
CARRIER_SEALS = ("H.DDDDDDD", "LL DDDDDDD", "FX DDDDDDDD", "BDDDDDDD")
OLD_SEALS = ("DDD-DD", "No DDDD")  # lead on wire: a number of the pliers, nothing more


def road(rng: np.random.Generator) -> Road:
    """One of the roads."""
    return ROADS[int(rng.integers(len(ROADS)))]


def plate(country: Country, rng: np.random.Generator) -> str:
    """A plate of the form of that country."""
    form = _pick(_FORMS[country], rng)
    regions = _REGIONS[country]
    return filled(form.replace("R", f"{regions[int(rng.integers(len(regions)))]:02}"), rng, "L")


def customs_seal(country: Country, rng: np.random.Generator) -> str:
    """The number of a seal that a customs service of that country puts on."""
    return filled(_pick(_SEALS[country], rng), rng)


def carrier_seal(rng: np.random.Generator) -> str:
    """The number of a bolt seal that a shipper or carrier puts on."""
    return filled(_pick(CARRIER_SEALS, rng), rng, "L")


def old_seal(rng: np.random.Generator) -> str:
    """What stands on a lead seal of the old kind."""
    return filled(_pick(OLD_SEALS, rng), rng)


def filled(form: str, rng: np.random.Generator, letter: str = "") -> str:
    """A form with digits for D and, where `letter` is given, letters for it."""
    signs = []
    for sign in form:
        if sign == "D":
            signs.append(str(int(rng.integers(10))))
        elif sign == letter:
            signs.append(LETTERS[int(rng.integers(len(LETTERS)))])
        else:
            signs.append(sign)
    return "".join(signs)


def _pick(forms: tuple[str, ...], rng: np.random.Generator) -> str:
    return forms[int(rng.integers(len(forms)))]
