"""The typeface of a report: Inter as it ships with the program, and DejaVu Sans for letters that Inter lacks.

Both are given to the figures and to the PDF by file, so nothing need be installed on the machine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from xray_trainer import paths

INTER = "Inter"
FALLBACK = "DejaVu Sans"
REGULAR, MEDIUM, SEMI_BOLD = 400, 500, 600
_WEIGHTS = {REGULAR: "Regular", MEDIUM: "Medium", SEMI_BOLD: "SemiBold"}


def inter(weight: int) -> Path | None:
    """The file of Inter in that weight; None if this copy of the program has none."""
    found = paths.resources() / "fonts" / f"Inter-{_WEIGHTS[weight]}.ttf"
    return found if found.is_file() else None


@cache
def fallback(*, bold: bool = False) -> Path:
    """DejaVu Sans as matplotlib brings it."""
    import matplotlib  # noqa: PLC0415 - needed by reports alone

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{'-Bold' if bold else ''}.ttf"


@cache
def use_in_figures() -> None:
    """Let matplotlib know Inter, in this process only."""
    from matplotlib import font_manager  # noqa: PLC0415 - needed by reports alone

    known = font_manager.fontManager.ttflist
    for weight in _WEIGHTS:
        if (path := inter(weight)) is not None:  # it would take Medium and SemiBold for families of their own
            known.append(font_manager.FontEntry(str(path), 0, INTER, "normal", "normal", weight, "normal", "scalable"))
    for weight in (MEDIUM, SEMI_BOLD):  # else each look-up of the missing weights is logged as a warning
        path = fallback(bold=weight == SEMI_BOLD)
        known.append(font_manager.FontEntry(str(path), 0, FALLBACK, "normal", "normal", weight, "normal", "scalable"))
