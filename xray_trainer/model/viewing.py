"""How a case was looked at: events in ms since the case opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xray_trainer.model.display import DisplaySettings


class ViewingKind(StrEnum):
    """What happened."""

    VIEW = "view"  # another part of a scan, or another scale
    TOOLS = "tools"  # other display settings
    MARK_ADDED = "mark_added"
    MARK_CHANGED = "mark_changed"
    MARK_REMOVED = "mark_removed"
    HIDDEN = "hidden"  # the window was covered, minimised or closed
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class ViewingEvent:
    """One event. `viewport` is [x, y, width, height] in scan px, `scale` in screen px per scan px."""

    ms: int
    kind: ViewingKind
    scan: int = 0
    viewport: tuple[float, float, float, float] | None = None
    scale: float | None = None
    settings: DisplaySettings | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class ViewingLog:
    """All events of one case, in order."""

    events: tuple[ViewingEvent, ...] = ()
