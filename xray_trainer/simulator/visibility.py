"""How visible a concealment is: a matched filter's detectability against noise and the clutter around it.

The measure is that of a non-prewhitening matched filter whose template is the concealment's own signal; it orders
cases as the eye does, since neither noise nor clutter alone limits an officer, but what the signal stands out from
(Schwaninger, Michel & Bolfing 2005-2007: view difficulty, superposition, clutter, opacity).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.float32]
HALF_SEEN, SPREAD = 2.0, 0.6  # d' seen half of the time, and the slope in ln d'; to be refitted from answers
SEARCH = 25.0  # px: the side of an item that is hard to search for
BLUR = 0.6  # of the item's size: what the template and the background are high-passed with
OPAQUE = 2e-3  # transmission below which nothing is told from nothing
TEXTURE = 4.0  # px: what is finer is texture
LARGEST = 96  # px: templates larger than this are correlated on a reduced grid


@dataclass(frozen=True, slots=True)
class Seen:
    """d_prime and its parts. value : 0-100. area : px that changed. contrast : mean ln change there.

    change : mean transmission taken away. transmission : median without the concealment. opaque : share of its pixels
    through which nothing passes. noise, clutter : standard deviations in units of the signal.
    """

    d_prime: float
    value: float
    area: int
    contrast: float
    change: float
    transmission: float
    opaque: float
    noise: float
    clutter: float


def visibility(without: Grey, with_it: Grey, variance: Grey, mask: npt.NDArray[np.bool_], gain: float) -> Seen:
    """Measure one concealment in a window around it.

    Parameters
    ----------
    without, with_it : (height, width) float32, noise-free signals of 1 in air, after blur and scatter; the window
        should reach one item's size beyond the item on each side.
    variance : of the noise of `without`. mask : the pixels that the concealment changes. gain : what is left of the
        channels' gain differences, as a share.
    """
    floor = np.float32(1e-6)
    contrast = np.log(np.maximum(without, floor) / np.maximum(with_it, floor))
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return Seen(0.0, 0.0, 0, 0.0, 0.0, float(np.median(without)), 1.0, 0.0, 0.0)
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(cols[0]), int(cols[-1]) + 1
    sigma = BLUR * math.sqrt((bottom - top) * (right - left))
    relative = variance / np.maximum(without, floor) ** 2 + np.float32((0.7 * gain) ** 2)
    template = contrast - _blurred(contrast, sigma)
    background = -np.log(np.maximum(without, floor))
    background -= _blurred(background, sigma)
    inner = template[top:bottom, left:right]
    signal = float((inner * contrast[top:bottom, left:right]).sum())
    noise = math.sqrt(float((inner**2 * relative[top:bottom, left:right]).sum()))
    clutter = _clutter(background, inner)
    d_prime = max(0.0, signal) / max(math.hypot(noise, clutter), 1e-12)
    area = int(mask.sum())
    return Seen(
        d_prime=d_prime,
        value=value(d_prime, area),
        area=area,
        contrast=float(contrast[mask].mean()),
        change=float((without - with_it)[mask].mean()),
        transmission=float(np.median(without[mask])),
        opaque=float((without[mask] < OPAQUE).mean()),
        noise=noise / max(signal, 1e-12),
        clutter=clutter / max(signal, 1e-12),
    )


def unlikeness(seen: Seen, without: Grey, with_it: Grey, mask: npt.NDArray[np.bool_]) -> Seen:
    """What tells goods that are declared as something else: how unlike the declared ones they look.

    Seeing them is easy, so d' says nothing. Instead the distributions of ln S and of its fine texture are compared, as
    distances between their quantiles in units of their own spread; d_prime then holds twice the mean of both.
    """
    if not seen.area:
        return seen
    logs = [np.log(np.maximum(one, np.float32(1e-6))) for one in (without, with_it)]
    fine = [np.abs(one - _blurred(one, TEXTURE)) for one in logs]
    distance = (_apart(*(one[mask] for one in logs)) + _apart(*(one[mask] for one in fine))) / 2
    d_prime = HALF_SEEN * distance
    return replace(seen, d_prime=d_prime, value=value(d_prime, seen.area))


def _apart(first: Grey, second: Grey) -> float:
    """Mean distance between the quantiles of two samples, in units of their spread."""
    at = np.linspace(0.02, 0.98, 49)
    one, other = np.quantile(first, at), np.quantile(second, at)
    spread = max(1e-6, float(np.std(one) + np.std(other)) / 2)
    return float(np.mean(np.abs(one - other))) / spread


def value(d_prime: float, area: int) -> float:
    """V of 0-100: how likely somebody who looks there sees it, less where it is small and must be searched for."""
    if d_prime <= 0:
        return 0.0
    chance = 0.5 * math.erfc(-(math.log(d_prime / HALF_SEEN) / SPREAD) / math.sqrt(2))
    return 100 * chance * (1 - math.exp(-math.sqrt(area) / SEARCH))


def _blurred(values: Grey, sigma: float) -> Grey:
    """A Gaussian blur; on a reduced grid where sigma is large, for the cost grows with it."""
    step = max(1, int(sigma / 6))
    if step == 1:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma), np.float32)
    height, width = values.shape
    small = cv2.resize(values, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / step)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _clutter(background: Grey, template: Grey) -> float:
    """Standard deviation of the template's answer over all places of the window."""
    step = int(max(1, -(-max(template.shape) // LARGEST)))
    if step > 1:
        background, template = _reduced(background, step), _reduced(template, step)
    if background.shape[0] <= template.shape[0] or background.shape[1] <= template.shape[1]:
        return 0.0
    answers: Grey = np.asarray(cv2.matchTemplate(background, template, cv2.TM_CCORR), np.float32)
    return float(np.std(answers)) * step * step


def _reduced(values: Grey, step: int) -> Grey:
    height, width = values.shape
    size = max(1, width // step), max(1, height // step)
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)
