"""Which pixels of a scan, at which level of its pyramid, make the picture of a viewport.

What a screen pixel shows depends only on where its centre lies in the scan and on the scale, never on the viewport's
edges: the picture of a part equals the part of the picture.

    screen px per scan px    each screen pixel shows
    above 1                  the scan pixel that holds its centre (no smoothing)
    1, 1/2, 1/4, …           that pixel of the level that holds its centre: at 1 the scan itself, exactly
    between                  a mean over about its own area, from the level that is one to two times finer
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.imaging.pyramid import Grey16, Pyramid
from xray_trainer.model import Viewport

_NUDGE_PX = 1e-6  # scan px: keeps centres that lie on a pixel's edge on one side of it, however they were computed
_WHOLE = 1e-6  # a step this near to 1 is 1
_RUN = 512  # screen px
_GRID = 8192  # steps of a run's positions in a level px
_SHARES = 64  # steps of softness
_SHARP_STEP, _SOFT_STEP = 1.25, 1.75  # level px: where smoothing begins, and where it is full


@dataclass(frozen=True, slots=True)
class Run:
    """Some neighbouring screen pixels that blend: where they go `to`, what part they are made `of`, and at which
    positions in that part (px between the centres of its first pixel and of theirs) they begin and step.
    """

    to: slice
    of: slice
    step: float
    begin: float


@dataclass(frozen=True)
class Axis:
    """How one axis of the screen samples the scan.

    first, count : the screen pixels whose centres lie in the scan. halvings : the level used. step : level px between
    screen pixels. origin : where the centre of screen pixel `first` lies in the level, px from its edge.
    """

    first: int
    count: int
    halvings: int
    step: float
    origin: float

    @property
    def blends(self) -> bool:
        """Whether a screen pixel mixes several pixels of the level."""
        return self.step > 1 + _WHOLE

    @property
    def softness(self) -> float:
        """How much the level is smoothed before it is blended, from 0 to 1."""
        share = (self.step - _SHARP_STEP) / (_SOFT_STEP - _SHARP_STEP)
        return round(min(1.0, max(0.0, share)) * _SHARES) / _SHARES

    def runs(self, start: int, length: int) -> list[Run]:
        """The screen pixels in runs, from a part of the level that begins at `start` and is `length` px long.

        OpenCV computes positions in single precision. Runs begin at the same screen pixels of the whole scan's
        picture, whatever part of it is drawn, and their positions are rounded so that single precision holds them
        exactly (to 1/8192 px, so by less than 1/16 px at the end of a run): thus parts are equal to the last bit.
        """
        if not self.blends:
            return [Run(slice(0, length), slice(0, length), 1.0, 0.0)]
        begin = self.origin - 0.5
        number = math.floor(begin / self.step + _NUDGE_PX)
        phase = begin - number * self.step
        step = round(self.step * _GRID) / _GRID
        runs, index = [], 0
        while index < self.count:
            run, within = divmod(number + index, _RUN)
            count = min(_RUN - within, self.count - index)
            position = round((phase + run * _RUN * self.step) * _GRID) / _GRID + within * step
            runs.append(_run(index, count, position, step, start, length))
            index += count
        return runs

    @cached_property
    def nearest(self) -> npt.NDArray[np.intp]:
        """The level's pixel under each screen pixel's centre: (count,)."""
        return np.asarray(np.floor(self.origin + self.step * np.arange(self.count)), np.intp)

    def reach(self, length: int) -> tuple[int, int]:
        """The level's pixels, from and to (of `length`), that the axis needs, with those mixed in at the ends."""
        last = self.origin + self.step * (self.count - 1)
        margin = 2 if self.blends else 0
        return max(0, math.floor(self.origin) - margin), min(length, math.floor(last) + 1 + margin)


def _run(index: int, count: int, position: float, step: float, start: int, length: int) -> Run:
    first = max(math.floor(position) - 1, start)
    last = min(math.ceil(position + step * (count - 1)) + 2, start + length)
    return Run(slice(index, index + count), slice(first - start, last - start), step, position - first)


def axis(start: float, extent: float, size: int, length: int) -> Axis:
    """The sampling of `extent` scan px from `start` by `size` screen px, in a scan `length` px long."""
    scale = extent / size  # scan px per screen px
    start += _NUDGE_PX
    first = _clamp(math.ceil(-start / scale - 0.5), size)
    end = _clamp(math.ceil((length - start) / scale - 0.5), size)
    halvings = min(math.frexp(scale * (1 + _WHOLE))[1] - 1, (length - 1).bit_length()) if scale > 1 else 0
    one = 2.0**halvings
    step, origin = scale / one, (start + (first + 0.5) * scale) / one
    return Axis(first, max(0, end - first), halvings, step, origin)


def _clamp(index: int, size: int) -> int:
    return min(size, max(0, index))


def axes(viewport: Viewport, screen: tuple[int, int], scan: tuple[int, int]) -> tuple[Axis, Axis]:
    """The sampling along and down; `screen` and `scan` are (height, width) in px."""
    return (
        axis(viewport.x, viewport.width, screen[1], scan[1]),
        axis(viewport.y, viewport.height, screen[0], scan[0]),
    )


class Sampler:
    """Samples one scan, viewport after viewport, into memory that it keeps.

    Fresh memory for every step of the hand would cost more than the sampling: the system clears it page by page.
    """

    def __init__(self, pyramid: Pyramid) -> None:
        self._pyramid = pyramid
        self._kept: dict[str, Grey16] = {}

    def sample(self, along: Axis, down: Axis) -> Grey16:
        """What the screen pixels inside the scan show: (down.count, along.count) uint16.

        The result may be a part of the scan itself, and holds only until the next call: do not write to it.
        """
        level = self._pyramid.level(along.halvings, down.halvings)
        left, right = along.reach(level.shape[1])
        top, bottom = down.reach(level.shape[0])
        part = level[top:bottom, left:right]
        if along.blends or down.blends:
            part = self._blended(part, along, down, left, top)
        if not along.blends:
            part = self._picked(part, along.nearest - left, 1)
        if not down.blends:
            part = self._picked(part, down.nearest - top, 0)
        return part

    def gathered(self, sampled: Grey16) -> Grey16:
        """A copy of what `sample` gave, in one block; it too holds only until the next call."""
        block = self._memory("gathered", *sampled.shape)
        np.copyto(block, sampled)
        return block

    def _memory(self, use: str, height: int, width: int) -> Grey16:
        """(height, width) uint16 kept for one use, holding anything."""
        kept = self._kept.get(use)
        if kept is None or kept.size < height * width:
            kept = self._kept[use] = np.empty(height * width, np.uint16)
        return kept[: height * width].reshape(height, width)

    def _blended(self, part: Grey16, along: Axis, down: Axis, left: int, top: int) -> Grey16:
        """Resampled along the axes that blend; an axis that picks whole pixels is left as it is.

        `left` and `top` say where `part` begins in its level. Run by run, because OpenCV smooths pieces of up to four
        megapixels several times faster, and the pieces stay in the processor's cache.
        """
        columns, rows = along.runs(left, part.shape[1]), down.runs(top, part.shape[0])
        blended = self._memory("blended", rows[-1].to.stop, columns[-1].to.stop)
        for row in rows:
            for column in columns:
                target = blended[row.to, column.to]
                cv2.warpAffine(
                    self._smoothed(part[row.of, column.of], along.softness, down.softness),
                    np.array([[column.step, 0.0, column.begin], [0.0, row.step, row.begin]]),
                    target.shape[::-1],
                    dst=target,
                    flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                    borderMode=cv2.BORDER_REPLICATE,
                )
        return blended

    def _smoothed(self, part: Grey16, along: float, down: float) -> Grey16:
        """`part` mixed with itself smoothed by 1-2-1, by the softness (0-1) of each axis.

        Linear interpolation alone lets a thin wire between two samples fade out as the step nears two pixels;
        smoothed, each pixel of the level has its share in the picture again.
        """
        if along == down == 0:
            return part
        soft = self._memory("soft", *part.shape)
        if min(along, down) > 0:  # both axes in one pass of the fast fixed kernel, by the mean share
            share = round((along + down) / 2 * _SHARES) / _SHARES
            cv2.GaussianBlur(part, (3, 3), 0, dst=soft, borderType=cv2.BORDER_REPLICATE)
            if share < 1:
                cv2.addWeighted(part, 1 - share, soft, share, 0, dst=soft)
        else:
            across, upright = (np.array([share / 4, 1 - share / 2, share / 4]) for share in (along, down))
            cv2.sepFilter2D(part, -1, across, upright, dst=soft, borderType=cv2.BORDER_REPLICATE)
        return soft

    def _picked(self, part: Grey16, index: npt.NDArray[np.intp], direction: int) -> Grey16:
        """The rows (0) or columns (1) at `index`; a plain slice, without copying, where they follow one another."""
        if int(index[-1]) - int(index[0]) == len(index) - 1:
            run = slice(int(index[0]), int(index[-1]) + 1)
            return part[run] if direction == 0 else part[:, run]
        shape = (len(index), part.shape[1]) if direction == 0 else (part.shape[0], len(index))
        return np.take(part, index, axis=direction, out=self._memory(f"picked {direction}", *shape), mode="clip")
