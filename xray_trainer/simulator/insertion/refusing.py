"""What would look pasted is refused: floating, over a post, beyond the container, darker than the image can be."""

from __future__ import annotations

import numpy as np

from xray_trainer.model import Box
from xray_trainer.simulator.insertion.ground import Ground, Signal
from xray_trainer.simulator.insertion.projecting import Inserted
from xray_trainer.text import N_, Message

OPEN = 0.62  # transmission above which there is nothing but walls
BELOW, NEAR = 30, 4  # px under an item that are looked at for what carries it
CARRIED = 0.25  # share of its columns that must stand on something
POST_WIDTH, POST_DEPTH = (3, 40), 0.55  # px; how much darker (in ln T) than beside it
POST_HEIGHT = 160  # px above and below the item that are looked at
BESIDE = 40  # px at each side that a post is compared with
TOO_DARK = 0.15  # share of its pixels below the floor of the image
INVISIBLE = 15.0  # contrast over noise and rounding, summed over its pixels, below which nobody could see it

REASONS = {
    "empty": N_("the item changes nothing here"),
    "outside": N_("it would lie outside of the container"),
    "beyond": N_("part of it would lie beyond the scan"),
    "floating": N_("it would float: nothing under it carries it"),
    "post": N_("it would lie over a post of the container"),
    "too-dark": N_("it would be darker than anything in this image"),
    "unseen": N_("the cargo here is too dense: nobody could see it"),
}


def reasons(ground: Ground, inserted: Inserted, outlines: tuple[Box, ...] = (), hangs: bool = False) -> tuple[str, ...]:
    """Slugs of REASONS that speak against an insertion, none if it may pass.

    outlines : of the containers' load spaces, where they are known. hangs : for what needs nothing to carry it.
    """
    mask = np.abs(1 - inserted.share) > 0.01
    if not mask.any():
        return ("empty",)
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, bottom = inserted.row0 + int(rows[0]), inserted.row0 + int(rows[-1]) + 1
    left, right = inserted.col0 + int(cols[0]), inserted.col0 + int(cols[-1]) + 1
    signal = ground.signal[ground.main]
    found = []
    if outlines and not any(_holds(one, left, top, right, bottom) for one in outlines):
        found.append("outside")
    if not hangs and _floats(signal, mask, inserted):
        found.append("floating")
    if _post(signal, left, top, right, bottom):
        found.append("post")
    new = inserted.planes[ground.main][mask]
    floor = float(np.percentile(ground.pixels.planes[ground.main][::3, ::3], 0.02))
    if float((new < floor).mean()) > TOO_DARK:
        found.append("too-dark")
    if _unseen(ground, inserted, mask):
        found.append("unseen")
    return tuple(found)


def sentence(reason: str) -> Message:
    """A reason as a sentence."""
    return Message(REASONS[reason])


def _holds(outline: Box, left: int, top: int, right: int, bottom: int) -> bool:
    slack = 0.02 * outline.height
    return (
        left >= outline.x - slack
        and right <= outline.x + outline.width + slack
        and top >= outline.y - slack
        and bottom <= outline.y + outline.height + slack
    )


def _floats(signal: Signal, mask: np.ndarray, inserted: Inserted) -> bool:
    """Whether it lies in the open and little of it stands on anything."""
    around = signal[inserted.window][mask]
    if float(np.median(around)) < OPEN:
        return False  # in the midst of cargo
    carried = columns = 0
    for column in np.flatnonzero(mask.any(axis=0)):
        foot = inserted.row0 + int(np.flatnonzero(mask[:, column])[-1]) + 1
        under = signal[foot + NEAR : foot + BELOW, inserted.col0 + column]
        columns += 1
        carried += under.size == 0 or float(under.min()) < OPEN
    return carried < CARRIED * columns


def _post(signal: Signal, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether a dark upright line runs through the item's columns, above it and below it."""
    first, last = max(0, left - BESIDE), right + BESIDE
    darker = None
    for rows in (slice(max(0, top - POST_HEIGHT), top), slice(bottom, bottom + POST_HEIGHT)):
        part = signal[rows, first:last]
        if part.shape[0] < 20 or part.shape[1] < 8:
            return False
        logs = -np.log(part)
        own = np.quantile(logs - np.median(logs, axis=1, keepdims=True), 0.25, axis=0)
        darker = own if darker is None else np.minimum(darker, own)
    assert darker is not None
    dark = darker[left - first : right - first] > POST_DEPTH
    run = best = 0
    for one in dark:
        run = run + 1 if one else 0
        best = max(best, run)
    return POST_WIDTH[0] <= best <= POST_WIDTH[1]


def _unseen(ground: Ground, inserted: Inserted, mask: np.ndarray) -> bool:
    """Whether the whole item changes the plane by less than its noise and its rounding hide."""
    before = ground.signal[ground.main][inserted.window]
    change = (before - ground.scatter[ground.main][inserted.window]) * (1 - inserted.share)
    noise = ground.noise[ground.main]
    step = 1 / ground.white[ground.main]
    sigma = np.sqrt(noise.slope * before + noise.base + step * step / 12)
    contrast = float(np.abs(change[mask]).mean() / sigma[mask].mean())
    return contrast * float(np.sqrt(mask.sum())) < INVISIBLE
