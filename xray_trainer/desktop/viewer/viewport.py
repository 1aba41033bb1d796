"""Which part of a scan is on screen: fit, 1:1, zoom, pan and resize as plain arithmetic, with no widget.

A stage is the screen's rectangle in physical px and the scan that it shows. A view is where the stage looks: the scan
point at its upper left corner, and the scale in physical px a scan px. Where a scan's pitch differs along and across,
the finer of the two directions has that scale and the other is stretched, so that a container has its true shape and
at 1:1 no scan px is lost.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from xray_trainer.model import Point, Scan, Viewport

STEP = 1.25  # one notch of the wheel
LARGEST_SCALE = 32.0
_STOPS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # scales that a zoom step does not jump over
_UNBOUND = (math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class Stage:
    """The screen's rectangle and what it shows.

    width, height : physical px, at least 1. scan_width, scan_height : scan px.
    units : physical px a scan px along x and y at scale 1; the smaller is 1.
    """

    width: int
    height: int
    scan_width: int
    scan_height: int
    units: tuple[float, float] = (1.0, 1.0)

    def factors(self, scale: float) -> tuple[float, float]:
        """Physical px a scan px along x and y at that scale."""
        return scale * self.units[0], scale * self.units[1]

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole scan just fits."""
        across = self.width / (self.scan_width * self.units[0])
        return min(across, self.height / (self.scan_height * self.units[1]), LARGEST_SCALE)

    @property
    def least_scale(self) -> float:
        """Half the fit, and never above 1:1."""
        return min(self.fit_scale / 2, 1.0)


@dataclass(frozen=True, slots=True)
class View:
    """Where a stage looks: the scan point at its upper left corner, and the scale."""

    x: float
    y: float
    scale: float


def units_of(scan: Scan) -> tuple[float, float]:
    """Units of a scan for its stage; (1, 1) where the pitch is unknown or senseless."""
    if scan.pitch is None or not all(math.isfinite(step) and step > 0 for step in scan.pitch):
        return 1.0, 1.0
    finest = min(scan.pitch)
    along, across = scan.pitch[0] / finest, scan.pitch[1] / finest
    return (along, across) if max(along, across) <= 16 else (1.0, 1.0)


def extent(*, stage: Stage, scale: float) -> tuple[float, float]:
    """Width and height of the stage in scan px at that scale."""
    across, down = stage.factors(scale)
    return stage.width / across, stage.height / down


def viewport_of(*, view: View, stage: Stage) -> Viewport:
    """The view as the part of the scan that the renderer draws."""
    width, height = extent(stage=stage, scale=view.scale)
    return Viewport(view.x, view.y, width, height)


def view_of(*, viewport: Viewport, stage: Stage) -> View:
    """The view that shows all of a viewport, about its centre (a viewport may come from another screen)."""
    units = stage.units
    scale = min(stage.width / (viewport.width * units[0]), stage.height / (viewport.height * units[1]))
    centre = (viewport.x + viewport.width / 2, viewport.y + viewport.height / 2)
    return centred(stage=stage, scale=scale, on=centre)


def to_scan(*, point: Point, view: View, stage: Stage) -> Point:
    """The scan point under a physical px of the stage."""
    across, down = stage.factors(view.scale)
    return view.x + point[0] / across, view.y + point[1] / down


def to_stage(*, point: Point, view: View, stage: Stage) -> Point:
    """Where a scan point is on the stage, in physical px."""
    across, down = stage.factors(view.scale)
    return (point[0] - view.x) * across, (point[1] - view.y) * down


def fitted(*, stage: Stage) -> View:
    """The whole scan, in the middle of the stage."""
    return _settled(view=View(0.0, 0.0, stage.fit_scale), stage=stage, slack=(0.0, 0.0))


def centred(*, stage: Stage, scale: float, on: Point) -> View:
    """A view at that scale (within limits) with a scan point in the middle, as near as the scan's edges let it be."""
    within = _within_limits(scale, stage)
    width, height = extent(stage=stage, scale=within)
    return _settled(view=View(on[0] - width / 2, on[1] - height / 2, within), stage=stage, slack=(0.0, 0.0))


def zoomed(*, view: View, stage: Stage, scale: float, at: Point) -> View:
    """Another scale, with the scan point under the physical px `at` left where it is.

    Zooming in about a point of the scan is exact. Zooming out never takes the scan farther from its resting place
    than it was, so that in and out again at one point gives the same view; at the fit and below the scan is centred.
    """
    scale = _within_limits(scale, stage)
    anchor = to_scan(point=at, view=view, stage=stage)
    across, down = stage.factors(scale)
    moved = View(anchor[0] - at[0] / across, anchor[1] - at[1] / down, scale)
    if scale <= stage.fit_scale * 1.0001:
        return _settled(view=moved, stage=stage, slack=(0.0, 0.0))
    if scale > view.scale:
        return _settled(view=moved, stage=stage, slack=_UNBOUND)
    ratio = view.scale / scale
    astray = _astray(view, stage)
    return _settled(view=moved, stage=stage, slack=(astray[0] * ratio, astray[1] * ratio))


def stepped(*, scale: float, factor: float, stage: Stage) -> float:
    """The scale one step on, which stops at the fit, 1:1, 2:1, 4:1 … instead of jumping over them."""
    target = scale * factor
    stops = (stage.fit_scale, *_STOPS)
    if factor > 1:
        target = min((stop for stop in stops if scale * 1.001 < stop <= target * 1.04), default=target)
    elif factor < 1:
        target = max((stop for stop in stops if target * 0.96 <= stop < scale * 0.999), default=target)
    return _within_limits(target, stage)


def panned(*, view: View, stage: Stage, dx: float, dy: float) -> View:
    """The view moved by physical px over the scan: positive `dx` shows more of what is at the right."""
    across, down = stage.factors(view.scale)
    moved = View(view.x + dx / across, view.y + dy / down, view.scale)
    return _settled(view=moved, stage=stage, slack=_astray(view, stage))


def shown(*, view: View, stage: Stage, point: Point, margin: float) -> View:
    """The view moved no more than is needed to have a scan point at least `margin` physical px inside the stage."""
    place = to_stage(point=point, view=view, stage=stage)
    dx, dy = (
        min(0.0, at - margin) + max(0.0, at + margin - length)
        for at, length in zip(place, (stage.width, stage.height), strict=True)
    )
    return panned(view=view, stage=stage, dx=dx, dy=dy) if dx or dy else view


def refolded(*, view: View, old: Stage, new: Stage, shift: Point) -> View:
    """The view after a band beside the stage folds: every scan point stays where it is in the window.

    shift : how far the stage's upper left corner moved in the window, in physical px.
    """
    if is_fitted(view=view, stage=old):
        stays = _moved_by(view, new, shift)
        width, height = extent(stage=new, scale=stays.scale)
        whole = stays.x <= 0.5 and stays.y <= 0.5
        whole = whole and stays.x + width >= new.scan_width - 0.5 and stays.y + height >= new.scan_height - 0.5
        return stays if whole and math.isclose(new.fit_scale, view.scale, rel_tol=1e-6) else fitted(stage=new)
    return _settled(view=_moved_by(view, new, shift), stage=new, slack=_UNBOUND)


def recentred(*, view: View, old: Stage, new: Stage) -> View:
    """The view after the window changed its size: the scan point in the middle stays there, and a fit stays a fit."""
    if is_fitted(view=view, stage=old):
        return fitted(stage=new)
    middle = to_scan(point=(old.width / 2, old.height / 2), view=view, stage=old)
    return centred(stage=new, scale=view.scale, on=middle)


def is_fitted(*, view: View, stage: Stage) -> bool:
    """Whether the view is the whole scan at the scale that just fits."""
    return math.isclose(view.scale, stage.fit_scale, rel_tol=1e-6)


def _moved_by(view: View, stage: Stage, shift: Point) -> View:
    across, down = stage.factors(view.scale)
    return replace(view, x=view.x + shift[0] / across, y=view.y + shift[1] / down)


def _within_limits(scale: float, stage: Stage) -> float:
    return min(max(scale, stage.least_scale), LARGEST_SCALE)


def _resting(length: float, of_scan: float) -> tuple[float, float]:
    """Between which starts a stage of that length (scan px) shows no ground beside the scan, or shows it evenly."""
    spare = of_scan - length
    return (spare / 2, spare / 2) if spare <= 0 else (0.0, spare)


def _astray(view: View, stage: Stage) -> Point:
    """How far the view is from its resting range along x and y, in scan px."""
    size = extent(stage=stage, scale=view.scale)
    found = []
    for start, length, of_scan in zip((view.x, view.y), size, (stage.scan_width, stage.scan_height), strict=True):
        low, high = _resting(length, of_scan)
        found.append(max(low - start, start - high, 0.0))
    return found[0], found[1]


def _settled(*, view: View, stage: Stage, slack: Point) -> View:
    """The view within `slack` scan px of its resting range, its middle on the scan and its corner on a whole px."""
    size = extent(stage=stage, scale=view.scale)
    factors = stage.factors(view.scale)
    sides = ((view.x, view.y), size, (stage.scan_width, stage.scan_height), slack, factors)
    starts = []
    for start, length, of_scan, spare, factor in zip(*sides, strict=True):
        low, high = _resting(length, of_scan)
        kept = min(max(start, low - spare), high + spare)
        kept = min(max(kept, -length / 2), of_scan - length / 2)
        starts.append(round(kept * factor) / factor)
    return View(starts[0], starts[1], view.scale)
