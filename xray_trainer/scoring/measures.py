"""How well somebody tells cases with a concealment from cases without, and ranges for what was counted.

Signal detection as Macmillan & Creelman (2005) and Stanislaw & Todorov (1999) write it: a hit is a stopped case with a
concealment, a false alarm a stopped case without. H and F are the shares of hits and of false alarms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

_NORMAL = NormalDist()
Z95 = _NORMAL.inv_cdf(0.975)
_FIELD_SLOPE = 0.6  # of the ROC in z units, in field studies of X-ray inspection (Sterchi 2019, Buser 2020)


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % range of a share, k of n (Wilson 1927); from 0 to 1 when nothing was counted."""
    _check_count(k, n)
    if n == 0:
        return 0.0, 1.0
    share, z2 = k / n, Z95 * Z95
    middle = share + z2 / (2 * n)
    half = Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low, high = ((middle + side * half) / (1 + z2 / n) for side in (-1, 1))
    return 0.0 if k == 0 else low, 1.0 if k == n else high


def jeffreys(k: int, n: int) -> tuple[float, float]:
    """The 95 % range of a share, k of n, from Jeffreys' prior; 0 below for none and 1 above for all."""
    _check_count(k, n)
    low = 0.0 if k == 0 else _beta_quantile(0.025, k + 0.5, n - k + 0.5)
    return low, 1.0 if k == n else _beta_quantile(0.975, k + 0.5, n - k + 0.5)


def clopper_pearson(k: int, n: int) -> tuple[float, float]:
    """The "exact" 95 % range of a share, k of n (Clopper & Pearson 1934): never too narrow, mostly too wide."""
    _check_count(k, n)
    low = 0.0 if k == 0 else _beta_quantile(0.025, k, n - k + 1)
    return low, 1.0 if k == n else _beta_quantile(0.975, k + 1, n - k)


def _check_count(k: int, n: int) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n}")


def _beta_quantile(p: float, a: float, b: float) -> float:
    from scipy.special import betaincinv  # noqa: PLC0415 - scipy is slow to import and only exports come here

    return float(betaincinv(a, b, p))


def log_linear(k: int, n: int) -> float:
    """A share that is never 0 or 1 (Hautus 1995): (k + 0.5) / (n + 1), applied always."""
    return (k + 0.5) / (n + 1)


def d_prime(h: float, f: float) -> float:
    """d' = z(H) - z(F). Raises ValueError for a share of 0 or 1, where it is infinite."""
    return _z(h) - _z(f)


def criterion(h: float, f: float) -> float:
    """c = -(z(H) + z(F)) / 2: above 0 releases when in doubt, below 0 stops. Raises as `d_prime`."""
    return -(_z(h) + _z(f)) / 2


def beta(h: float, f: float) -> float:
    """The likelihood ratio at the criterion, exp(d' · c). Raises as `d_prime`."""
    return math.exp(d_prime(h, f) * criterion(h, f))


def d_a(h: float, f: float, slope: float = _FIELD_SLOPE) -> float:
    """Like d', for a ROC of another slope: fairer between sets with different shares of concealments."""
    return math.sqrt(2 / (1 + slope * slope)) * (_z(h) - slope * _z(f))


def a_prime(h: float, f: float) -> float:
    """A', an area under a ROC guessed from one point (Pollack & Norman 1964); 0.5 is guessing."""
    if h == f:
        return 0.5
    over, low, high = abs(h - f), min(h, f), max(h, f)
    return 0.5 + math.copysign(over * (1 + over) / (4 * high * (1 - low)), h - f)


def b_double_prime_d(h: float, f: float) -> float:
    """B''D (Donaldson 1992), a bias from -1 (stops all) to 1 (releases all); 0 where both shares are certain."""
    releases, stops = (1 - h) * (1 - f), h * f
    return (releases - stops) / (releases + stops) if releases + stops > 0 else 0.0


def variance_gourevitch_galanter(h: float, n_with: int, f: float, n_without: int) -> float:
    """The variance of d' from log-linear shares (Gourevitch & Galanter 1967); that of c is a quarter of it."""
    return _variance_of_z(h, n_with) + _variance_of_z(f, n_without)


def _variance_of_z(share: float, n: int) -> float:
    return share * (1 - share) / (n * _NORMAL.pdf(_z(share)) ** 2)


def variance_miller(h: float, n_with: int, f: float, n_without: int) -> float:
    """The variance of log-linear d', summed over all counts that could have come (Miller 1996)."""
    return _summed_variance_of_z(h, n_with) + _summed_variance_of_z(f, n_without)


def _summed_variance_of_z(share: float, n: int) -> float:
    log_share, log_rest, log_all = math.log(share), math.log1p(-share), math.lgamma(n + 1)
    mean = square = 0.0
    for k in range(n + 1):
        ways = log_all - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        chance, z = math.exp(ways + k * log_share + (n - k) * log_rest), _z(log_linear(k, n))
        mean += chance * z
        square += chance * z * z
    return square - mean * mean


def _z(share: float) -> float:
    return _NORMAL.inv_cdf(share)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """d', c and β from one pair of shares."""

    d_prime: float
    criterion: float
    beta: float


@dataclass(frozen=True, slots=True)
class Detection:
    """All that four counts say, for export: what a report shows of it stands in `summarise`.

    hit_rate, false_alarm_rate : as counted. uncorrected : from these, None where one of them is 0 or 1.
    corrected, h, f, d_a : log-linear. variance, d_prime_range, criterion_range : Gourevitch-Galanter, 95 %.
    """

    hit_rate: float
    false_alarm_rate: float
    uncorrected: Sensitivity | None
    h: float
    f: float
    corrected: Sensitivity
    d_a: float
    variance: float
    miller_variance: float
    d_prime_range: tuple[float, float]
    criterion_range: tuple[float, float]
    a_prime: float
    b_double_prime_d: float


def detection(hits: int, misses: int, false_alarms: int, correct_releases: int) -> Detection | None:
    """What the verdicts on cases with and without a concealment say; None if there were none of either."""
    n_with, n_without = hits + misses, false_alarms + correct_releases
    if n_with == 0 or n_without == 0:
        return None
    _check_count(hits, n_with)
    _check_count(false_alarms, n_without)
    raw_h, raw_f = hits / n_with, false_alarms / n_without
    h, f = log_linear(hits, n_with), log_linear(false_alarms, n_without)
    corrected = _sensitivity(h, f)
    variance = variance_gourevitch_galanter(h, n_with, f, n_without)
    half = Z95 * math.sqrt(variance)
    return Detection(
        hit_rate=raw_h,
        false_alarm_rate=raw_f,
        uncorrected=_sensitivity(raw_h, raw_f) if 0 < raw_h < 1 and 0 < raw_f < 1 else None,
        h=h,
        f=f,
        corrected=corrected,
        d_a=d_a(h, f),
        variance=variance,
        miller_variance=variance_miller(h, n_with, f, n_without),
        d_prime_range=(corrected.d_prime - half, corrected.d_prime + half),
        criterion_range=(corrected.criterion - half / 2, corrected.criterion + half / 2),
        a_prime=a_prime(raw_h, raw_f),
        b_double_prime_d=b_double_prime_d(raw_h, raw_f),
    )


def _sensitivity(h: float, f: float) -> Sensitivity:
    return Sensitivity(d_prime(h, f), criterion(h, f), beta(h, f))
