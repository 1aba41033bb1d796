"""Container numbers as ISO 6346 makes them: owner, category, serial, check digit; and the codes of size and type.

The owners' codes are made up: letters that no large line or lessor is known by, so that no simulated container is
anybody's.
"""

from __future__ import annotations

import string

import numpy as np

from xray_trainer.simulator.box import ContainerSpec

OWNERS = ("BQX", "KQA", "TQV", "JQM", "VQK", "NQZ", "SQX", "GQJ", "XQB", "ZQK", "OQX", "AQJ", "HQV", "LQW")
CATEGORY = "U"  # a freight container
LENGTH = 11

# ISO 6346 annex A: letters count 10 to 38, the multiples of 11 left out.
_VALUES = dict(zip(string.ascii_uppercase, (n for n in range(10, 39) if n % 11), strict=True)) | {
    digit: int(digit) for digit in string.digits
}
_TYPES = {
    ("dry", 20, False): "22G1",
    ("dry", 20, True): "25G1",
    ("dry", 40, False): "42G1",
    ("dry", 40, True): "45G1",
    ("reefer", 20, False): "22R1",
    ("reefer", 20, True): "25R1",
    ("reefer", 40, False): "42R1",
    ("reefer", 40, True): "45R1",
}


def remainder(ten: str) -> int:
    """The weighted sum of the first ten signs modulo 11; 10 counts as the check digit 0."""
    return sum(_VALUES[sign] << place for place, sign in enumerate(ten)) % 11


def check_digit(ten: str) -> int:
    """The check digit of the first ten signs. Raises KeyError for a sign that is no capital or digit."""
    return remainder(ten) % 10


def is_valid(number: str) -> bool:
    """Whether a container number has the form of ISO 6346 and the check digit that belongs to it."""
    formed = len(number) == LENGTH and number[:4].isalpha() and number[4:].isdigit() and number.isascii()
    return formed and number[3] in "UJZ" and number.isupper() and check_digit(number[:-1]) == int(number[-1])


def number(rng: np.random.Generator) -> str:
    """A valid number of a freight container. Serials whose remainder is 10 are avoided, as the standard advises."""
    owner = OWNERS[int(rng.integers(len(OWNERS)))] + CATEGORY
    serial = int(rng.integers(100_000, 999_000))
    while remainder(f"{owner}{serial}") == 10:
        serial += 1
    return f"{owner}{serial}{check_digit(f'{owner}{serial}')}"


def with_wrong_digit(right: str, rng: np.random.Generator) -> str:
    """The same number with another last digit."""
    return f"{right[:-1]}{(int(right[-1]) + int(rng.integers(1, 10))) % 10}"


def type_code(spec: ContainerSpec) -> str:
    """Its code of size and type."""
    return _TYPES[spec.kind, spec.feet, spec.high_cube]
