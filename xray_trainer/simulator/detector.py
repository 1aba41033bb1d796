"""From what passes to what is stored: interlace, sharpness, scatter, lag, noise, gains, faults, 16 bit, in this order.

Signals are shares of air, and scatter is normalised as an air calibration does, which contains it: otherwise all thin
metal has the wrong colour. Noise and faults come from streams of the scan's seed, one for each purpose, whose number of
draws depends on the picture's size alone: scan and twin share them.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.model import PlaneKind
from xray_trainer.simulator import faults
from xray_trainer.simulator.beam import Exposed
from xray_trainer.simulator.motion import wave
from xray_trainer.simulator.profiles import Grain, Profile, Spread

Map = npt.NDArray[np.float32]
Stored = npt.NDArray[np.uint16]
Line = npt.NDArray[np.float32]
AIR = 60000  # stored value of air; 9 % of headroom above
BITS = 16
COARSE = 8  # far scatter is computed on a grid this many times as coarse
ROWS = 64  # at once, so that they stay in the cache
SHORT, SHORT_SIGMA = 90, 0.6  # rows of one column texture, px of its columns
ONE = np.ones(1, np.float32)
LATER = np.array([0.0, 0.5, 0.5], np.float32)  # the low pulse comes half a column after the high one
EARLIER = np.array([0.5, 0.5, 0.0], np.float32)  # and is put back between its neighbours
DETECTOR, HIGH, LOW = 0, 1, 2  # whose stream
NOISE, LINES, BROKEN = 0, 1, 2  # what for


def blurred(profile: Profile, signal: Map, interlaced: bool = False) -> Map:
    """The signal (h, w) float32 as detected, without noise: sharpness, lag and scatter; air stays what it is.

    interlaced : for the low energy of a scanner of two, whose columns are measured between those of the high one.
    The second moment goes the same way.
    """
    kernel = np.convolve(LATER, EARLIER) if interlaced else ONE
    return _spread(profile.spread, signal, kernel)


def noise_variance(profile: Profile, second: Map, interlaced: bool = False) -> Map:
    """Variance (h, w) float32 of a pixel's noise: photons and electronics. second : the second moment, `blurred`."""
    share = np.float32(0.5 if interlaced else 1.0)
    return second * (share / np.float32(profile.photons)) + share * np.float32(profile.grain.electronic**2)


def expose(profile: Profile, high: Exposed, low: Exposed | None, seed: int) -> dict[PlaneKind, Stored]:
    """The planes (h, w) uint16 that the scanner stores: HIGH and LOW, or GREY for one energy."""
    return expose_alike(profile, ((high, low),), seed)[0]


def expose_alike(
    profile: Profile, pictures: Sequence[tuple[Exposed, Exposed | None]], seed: int
) -> tuple[dict[PlaneKind, Stored], ...]:
    """The planes of several pictures (high, low) of one size, each as `expose` gives it: their noise is drawn once."""
    height, width = pictures[0][0].signal.shape
    broken = faults.draw(profile.faults, height, width, profile.grain.module, _stream(seed, DETECTOR, BROKEN))
    highs = _planes(profile, [high for high, _ in pictures], seed, HIGH, broken)
    lows = _planes(profile, [low for _, low in pictures if low is not None], seed, LOW, broken)
    if not lows:
        return tuple({PlaneKind.GREY: plane} for plane in highs)
    return tuple({PlaneKind.HIGH: one, PlaneKind.LOW: other} for one, other in zip(highs, lows, strict=True))


def _planes(
    profile: Profile, pictures: Sequence[Exposed], seed: int, pulse: int, broken: faults.Broken
) -> list[Stored]:
    if not pictures:
        return []
    kernel = LATER if pulse == LOW else ONE
    noise = _noise(profile.grain, pictures[0].signal.shape, _stream(seed, pulse, NOISE))
    signals = []
    for picture in pictures:
        signal = _spread(profile.spread, picture.signal, kernel)
        second = _spread(profile.spread, picture.second, kernel)
        for top in range(0, len(signal), ROWS):
            own = noise_variance(profile, second[top : top + ROWS])
            np.sqrt(own, out=own)
            own *= noise[top : top + ROWS]
            signal[top : top + ROWS] += own
        signals.append(_filtered(signal, EARLIER, ONE) if pulse == LOW else signal)
    del noise
    _lines(profile.grain, signals, _stream(seed, pulse, LINES))
    for signal in signals:
        faults.apply(broken, signal)
    return [_stored(signal) for signal in signals]


def _spread(spread: Spread, signal: Map, kernel: Line) -> Map:
    """Sharpness along (times `kernel`) and across, and what is scattered far."""
    decay = spread.lag[0] * spread.lag[1] ** np.arange(7)
    after = np.concatenate((np.zeros(6), [1.0], decay[1:]))[::-1] / (
        1 + decay[1:].sum()
    )  # a column's past is on its left
    along = np.convolve(np.convolve(_gaussian(spread.along), after), kernel).astype(np.float32)
    aside = np.array([spread.crosstalk, 1 - 2 * spread.crosstalk, spread.crosstalk])
    across = np.convolve(_gaussian(spread.across), aside).astype(np.float32)
    found = _filtered(signal, along, across)
    shares = sum(share for share, _, _ in spread.scatter) + spread.floor
    if shares > 0:
        far = _far(spread, signal)
        cv2.addWeighted(found, 1 / (1 + shares), far, 1 / (1 + shares), 0.0, dst=found)
    return found


def _far(spread: Spread, signal: Map) -> Map:
    """All that is scattered far, (h, w) float32."""
    height, width = signal.shape
    small = (max(width // COARSE, 1), max(height // COARSE, 1))
    coarse = cv2.resize(signal, small, interpolation=cv2.INTER_AREA)
    found = np.full(coarse.shape, spread.floor * float(coarse.mean()), np.float32)
    for share, rows, columns in spread.scatter:
        sigma = (columns * small[0] / width, rows * small[1] / height)
        found += np.float32(share) * cv2.GaussianBlur(
            coarse, (0, 0), sigma[0], sigmaY=sigma[1], borderType=cv2.BORDER_REPLICATE
        )
    return np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _noise(grain: Grain, shape: tuple[int, ...], rng: np.random.Generator) -> Map:
    """Normal noise (h, w) of variance one, shared by neighbours where the detector does so."""
    found = rng.standard_normal(shape, np.float32)
    if grain.along or grain.across:
        across = np.array([grain.across, 1.0, grain.across])
        across /= np.sqrt(np.sum(across**2))
        return _filtered(found, _unit(grain.along).astype(np.float32), across.astype(np.float32))
    return found


def _lines(grain: Grain, signals: Sequence[Map], rng: np.random.Generator) -> None:
    """Columns of unequal dose, rows of unequal gain and offset, short columns; in place, alike in all pictures."""
    height, width = signals[0].shape
    dose = np.asarray(1 + grain.pulse * float(rng.choice(grain.burst)) * rng.standard_normal(width), np.float64)
    dose += grain.wander * wave(rng, width, 40) + grain.drift * wave(rng, width, 700)
    gain = _rows(grain, height, rng)
    moving = grain.gain_drift * _rows(grain, height, rng)
    doses = dose.astype(np.float32)
    slow, tone = wave(rng, width, 600), 1 + 0.4 * wave(rng, width, 300)
    offset = np.asarray(grain.offset * rng.standard_normal(height), np.float64)
    knots = rng.standard_normal((height // SHORT + 2, width), np.float32)
    knots = np.float32(grain.texture) * _filtered(knots, _unit(SHORT_SIGMA).astype(np.float32), ONE)
    for top in range(0, height, ROWS):
        rows = slice(top, min(top + ROWS, height))
        factor = (1 + gain[rows])[:, None].astype(np.float32) + np.outer(moving[rows], slow).astype(np.float32)
        if grain.texture:
            at = np.arange(rows.start, rows.stop) / SHORT
            left = at.astype(int)
            t = (at - left).astype(np.float32)[:, None]
            factor += knots[left] * (1 - t) + knots[left + 1] * t
        factor *= doses
        added = np.outer(offset[rows], tone).astype(np.float32)
        for signal in signals:
            own = signal[rows]
            own *= factor
            own += added


def _rows(grain: Grain, height: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Rows' residual gains (height,): half a channel's own, half its module's."""
    modules = np.repeat(rng.standard_normal(height // grain.module + 1), grain.module)[:height]
    return np.asarray(grain.gain * (rng.standard_normal(height) + modules) / np.sqrt(2), np.float64)


def _filtered(signal: Map, along: Line, across: Line) -> Map:
    return np.asarray(cv2.sepFilter2D(signal, -1, along, across, borderType=cv2.BORDER_REPLICATE), np.float32)


def _stored(signal: Map) -> Stored:
    found = np.empty(signal.shape, np.uint16)
    for top in range(0, len(signal), ROWS):
        own = signal[top : top + ROWS]
        own *= np.float32(AIR)
        np.rint(own, out=own)
        np.clip(own, 0, 2**BITS - 1, out=own)
        found[top : top + ROWS] = own
    return found


def _gaussian(sigma: float) -> npt.NDArray[np.float64]:
    reach = int(np.ceil(3.5 * sigma)) if sigma else 0
    found = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 1e-9)) ** 2)
    return np.asarray(found / found.sum(), np.float64)


def _unit(sigma: float) -> npt.NDArray[np.float64]:
    """A Gaussian that leaves the variance of white noise as it is."""
    found = _gaussian(sigma)
    return np.asarray(found / np.sqrt(np.sum(found**2)), np.float64)


def _stream(seed: int, whose: int, purpose: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, whose, purpose))))
