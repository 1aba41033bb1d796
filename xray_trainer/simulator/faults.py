"""What is broken in a detector: rows too light, with drop-outs or unquiet, columns too weak, edges of modules.

Where and how is drawn from the scan's seed before the picture is looked at, so a scan and its twin share it. Strengths
are measured in the grey of real pictures, 255 at T^0.6: what is added there is strong in the dark and nothing in air.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.simulator.motion import wave
from xray_trainer.simulator.profiles import Faults

Map = npt.NDArray[np.float32]
GREY = 0.6  # grey = 255 · T^0.6
HALF_TOO = 0.35  # chance that a bad row's neighbour is half as bad


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """Rows whose grey is lifted: first row and (rows, width) float32 of the lift, share of white."""

    row: int
    lift: Map


@dataclass(frozen=True, slots=True, eq=False)
class Broken:
    """One detector's faults on one scan. dead : rows. light : what is lifted. factors : rows (first row, (rows, width)
    factors of the signal). columns : (column, factor)."""

    dead: tuple[int, ...]
    light: tuple[Light, ...]
    factors: tuple[tuple[int, Map], ...]
    columns: tuple[tuple[int, float], ...]


def draw(faults: Faults, height: int, width: int, module: int, rng: np.random.Generator) -> Broken:
    """Draw the faults of a picture of (height, width) px, whose modules are `module` rows."""
    light = [_bad_row(faults, height, width, rng) for _ in range(int(rng.poisson(faults.bad)))]
    factors = []
    if rng.random() < faults.stuck:
        factors.append((int(rng.integers(height)), _drop_outs(width, rng)))
    if rng.random() < faults.seam:
        light.append(_seam(height, width, module, rng))
    if faults.sparkle:
        factors.append((int(height * rng.uniform(0.93, 0.95)), _sparkle(width, rng)))
    dead = tuple(int(row) for row in rng.integers(1, max(height - 1, 2), faults.dead))
    columns = [(int(rng.integers(width)), 1 - float(rng.uniform(0.01, 0.06))) for _ in range(faults.weak)]
    return Broken(dead, tuple(light), tuple(factors), tuple(columns[: int(rng.integers(faults.weak + 1))]))


def apply(broken: Broken, signal: Map) -> None:
    """Break a plane (height, width) float32 in place; 1 is air."""
    height = len(signal)
    for column, factor in broken.columns:
        signal[:, column] *= np.float32(factor)
    for row, factors in broken.factors:
        rows = signal[row : row + len(factors)]
        rows *= factors[: len(rows)]
    for one in broken.light:
        rows = signal[one.row : one.row + len(one.lift)]
        grey = np.clip(rows, 0, 1) ** np.float32(GREY)
        lifted = grey + one.lift[: len(rows)] * np.sqrt(1 - grey)
        rows += np.clip(lifted, 0, 1) ** np.float32(1 / GREY) - grey ** np.float32(1 / GREY)
    for row in broken.dead:
        if 0 < row < height - 1:
            signal[row] = (signal[row - 1] + signal[row + 1]) / 2


def _bad_row(faults: Faults, height: int, width: int, rng: np.random.Generator) -> Light:
    """A stretch of a row too light, broken along the scan; sometimes half of it in the next row too."""
    length = min(width, int(rng.exponential(0.45 * width)) + 8)
    start = int(rng.integers(width))
    strength = rng.exponential(faults.lift) / 255
    spots = wave(rng, width, float(rng.uniform(4, 60))) > rng.uniform(-2.5, 0.3)
    along = np.arange(width)
    run = spots & (along >= start) & (along < start + length)
    lift = strength * run * (1 + 0.35 * rng.standard_normal(width))
    both = [lift, lift / 2] if rng.random() < HALF_TOO else [lift]
    return Light(int(rng.integers(height)), np.clip(both, 0, None).astype(np.float32))


def _drop_outs(width: int, rng: np.random.Generator) -> Map:
    """A row that now and then loses part of its signal."""
    lost = wave(rng, width, float(rng.uniform(3, 12))) > rng.uniform(1.0, 1.8)
    return np.where(lost, rng.uniform(0.1, 0.8), 1.0).astype(np.float32)[None]


def _seam(height: int, width: int, module: int, rng: np.random.Generator) -> Light:
    """Upright ticks along the edge of a module."""
    tall = int(rng.integers(6, 17))
    ticks = np.abs(rng.standard_normal(width)) * (rng.random(width) < rng.uniform(0.1, 0.4))
    lift = rng.uniform(2, 5) / 255 * np.repeat(ticks[None], tall, 0) * rng.uniform(0.6, 1, (tall, 1))
    edge = module * int(rng.integers(1, max(height // module, 2)))
    return Light(edge, lift.astype(np.float32))


def _sparkle(width: int, rng: np.random.Generator) -> Map:
    """Four or five unquiet rows, their air a little dark (grey 247-250), one of them with dark spikes."""
    rows = int(rng.integers(4, 6))
    grey = rng.uniform(0.975, 0.985) + rng.uniform(0.02, 0.03) * rng.standard_normal((rows, width))
    spikes = (rng.random(width) < rng.uniform(0.02, 0.15)) * rng.uniform(0.1, 0.85, width)
    grey[int(rng.integers(rows))] -= spikes
    return (np.clip(grey, 0.05, 1.1) ** (1 / GREY)).astype(np.float32)
