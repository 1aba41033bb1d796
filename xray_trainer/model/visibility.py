"""How visible a concealment is on its scan, as measured when it was made; nobody who has yet to answer may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How hard a concealment is to see, by its visibility."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Visibility:
    """A matched filter's detectability, and what it is made of.

    d_prime : against noise and clutter. v : 0 (nobody sees it) to 100. area_px : how many px the concealment changes.
    contrast : mean of ln(S without it / S with it) there, S being the noise-free signal of 1 in air. transmission :
    median S without it. opaque : share (0-1) of its px through which nothing is told from nothing. clutter : of what
    lies round it, in units of the signal. band : by v.
    """

    d_prime: float
    v: float
    area_px: int
    contrast: float
    transmission: float
    opaque: float
    clutter: float
    band: Band
