"""The figures of a report, drawn once by matplotlib: as pixels for the screen, SVG for HTML, PDF for print.

They hold no title: that is text of the page. Blue and orange are told apart by shape too, so grey print keeps it.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from xray_trainer.reports import typefaces
from xray_trainer.reports.model import MOST_ROWS, CaseRow, CategoryRow, ConfidenceRow, FigureKind, Report

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SCREEN_TEXT = 9.75  # pt: 13 px at 96 to the inch
LABEL_SHARE = 0.40  # of the width, for names at the left at most
POINTS = 72.0  # in an inch

_drawing = threading.RLock()  # matplotlib's settings are one for the whole process


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one ground."""

    ground: str
    text: str
    muted: str
    edge: str
    grid: str
    blue: str
    orange: str
    range: str
    grey: str
    grey_range: str


class Ground(Enum):
    """On what a figure stands: the program's dark panels, or paper."""

    DARK = Palette("#1E1E1E", "#E8E8E8", "#ABABAB", "#767676", "#363636", "#5CB3F0", "#F0A030", "#2F5F82",
                   "#949494", "#4A4A4A")  # fmt: skip
    LIGHT = Palette("#FFFFFF", "#1A1A1A", "#5A5A5A", "#767676", "#E2E2E2", "#0A6EB4", "#B85C00", "#A9CDE6",
                    "#767676", "#DADADA")  # fmt: skip


def as_svg(report: Report, kind: FigureKind, width: float, ground: Ground = Ground.LIGHT) -> str:
    """An <svg> element for a page that has Inter, `width` in pt; its ids begin with the figure's kind."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 - needed by reports alone

    with _style(ground, SCREEN_TEXT):
        canvas = FigureCanvasSVG(_draw(report, kind, width, SCREEN_TEXT, ground.value))
        held = io.StringIO()
        canvas.print_svg(held, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})  # type: ignore[no-untyped-call]
    return _inline(held.getvalue(), kind.value)


def as_pdf(
    report: Report, kinds: Sequence[FigureKind], width: float, text_size: float
) -> tuple[bytes, tuple[float, ...]]:
    """One PDF with a page for each figure, `width` pt wide, and the heights of the pages in pt. For paper.

    One document for all of them, because cutting a font to its used letters takes longer than drawing.
    """
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415 - needed by reports alone

    held, heights = io.BytesIO(), []
    with _style(Ground.LIGHT, text_size), PdfPages(held, metadata={"CreationDate": None}) as pages:
        for kind in kinds:
            figure = _draw(report, kind, width, text_size, Ground.LIGHT.value)
            pages.savefig(figure)
            heights.append(float(figure.get_figheight()) * POINTS)
    return held.getvalue(), tuple(heights)


def as_pixels(
    report: Report, kind: FigureKind, width_px: int, ratio: float = 1.0, ground: Ground = Ground.DARK
) -> NDArray[np.uint8]:
    """The figure for the screen, (height, width, 4) RGBA uint8.

    width_px : logical px; ratio : device px for each. The height follows from what there is to show.
    """
    import numpy as np  # noqa: PLC0415 - needed by reports alone
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - needed by reports alone

    with _style(ground, SCREEN_TEXT):
        figure = _draw(report, kind, width_px * POINTS / 96, SCREEN_TEXT, ground.value)
        figure.set_dpi(96 * ratio)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        return np.array(canvas.buffer_rgba(), dtype=np.uint8)  # type: ignore[no-untyped-call]


@contextmanager
def _style(ground: Ground, text_size: float) -> Iterator[None]:
    import matplotlib as mpl  # noqa: PLC0415 - needed by reports alone

    palette = ground.value
    typefaces.use_in_figures()
    settings: Any = {
        "font.family": [typefaces.INTER, typefaces.FALLBACK], "font.size": text_size,
        "xtick.labelsize": text_size, "ytick.labelsize": text_size, "axes.labelsize": text_size,
        "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.75, "axes.axisbelow": True,
        "xtick.major.size": 3, "ytick.major.size": 3, "xtick.major.width": 0.75, "ytick.major.width": 0.75,
        "grid.linewidth": 0.5, "grid.color": palette.grid, "lines.linewidth": 1.5, "lines.markersize": 6,
        "figure.dpi": 96, "pdf.fonttype": 42, "svg.fonttype": "none", "svg.hashsalt": "xray-trainer",
        "figure.facecolor": palette.ground, "savefig.facecolor": palette.ground, "axes.facecolor": palette.ground,
        "text.color": palette.text, "axes.labelcolor": palette.muted, "axes.edgecolor": palette.edge,
        "xtick.color": palette.edge, "ytick.color": palette.edge, "xtick.labelcolor": palette.muted,
        "ytick.labelcolor": palette.muted, "text.parse_math": False,  # a name may hold a dollar sign
    }  # fmt: skip
    with _drawing, mpl.rc_context(settings):
        yield


_HEAD = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_IDS = re.compile(r'(\bid="|url\(#|href="#)')


def _inline(svg: str, prefix: str) -> str:
    """Without XML head and metadata; ids told apart from those of the page's other figures."""
    return _IDS.sub(rf"\g<1>{prefix}-", _METADATA.sub("", _HEAD.sub("", svg))).strip()


def _draw(report: Report, kind: FigureKind, width: float, size: float, palette: Palette) -> Figure:
    """A figure `width` pt wide with text of `size` pt."""
    draw: dict[FigureKind, Callable[[Report, float, float, Palette], Figure]] = {
        FigureKind.CATEGORIES: _categories,
        FigureKind.VERDICTS: _verdicts,
        FigureKind.CONFIDENCE: _confidence,
        FigureKind.TIMES: _times,
    }
    return draw[kind](report, width, size, palette)


def text_width(text: str, size: float, weight: int = typefaces.REGULAR) -> float:
    """How wide a line of text is, in pt."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - needed by reports alone
    from matplotlib.textpath import text_to_path  # noqa: PLC0415 - needed by reports alone

    font = FontProperties(family=[typefaces.INTER, typefaces.FALLBACK], weight=weight, size=size)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def fitted(text: str, width: float, size: float, lines: int = 2) -> str:
    """The text in at most so many lines of `width` pt; what does not fit ends in an ellipsis."""
    done: list[str] = []
    words = text.split()
    while words and len(done) < lines:
        line, last = words.pop(0), len(done) == lines - 1
        while words and (text_width(f"{line} {words[0]}", size) <= width or (last and len(line) < 200)):
            line = f"{line} {words.pop(0)}"
        while len(line) > 1 and text_width(line, size) > width:
            line = line.removesuffix("…")[:-1].rstrip() + "…"
        done.append(line)
    return "\n".join(done)


@dataclass(frozen=True, slots=True)
class _Margins:
    """Room round the axes, in pt."""

    left: float
    right: float
    top: float
    bottom: float


def _sheet(width: float, inner_height: float, margins: _Margins) -> tuple[Figure, Axes]:
    """A figure of `width` pt whose axes are `inner_height` pt high."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - needed by reports alone

    height = inner_height + margins.top + margins.bottom
    figure = Figure(figsize=(width / POINTS, height / POINTS))
    inner = max(40.0, width - margins.left - margins.right)
    return figure, figure.add_axes(
        (margins.left / width, margins.bottom / height, inner / width, inner_height / height)
    )


def _categories(report: Report, width: float, size: float, palette: Palette) -> Figure:
    """Found by category: a dot for the share found, a thick bar for its likely range, the counts at the right."""
    return _rates(report, report.categories[:MOST_ROWS], width, size, palette)


def _confidence(report: Report, width: float, size: float, palette: Palette) -> Figure:
    """How often right, by how sure; an upright line for what the word promises."""
    return _rates(report, [row for row in report.confidence if row.answered], width, size, palette)


def _rates(
    report: Report, rows: Sequence[CategoryRow | ConfidenceRow], width: float, size: float, palette: Palette
) -> Figure:
    names = [fitted(row.name, LABEL_SHARE * width, size) for row in rows]
    pitch = size * (2.9 if any("\n" in name for name in names) else 2.3)
    left = max(text_width(line, size) for name in names for line in name.split("\n")) + 1.6 * size
    right = max(text_width(row.text, size, typefaces.MEDIUM) for row in rows) + 1.6 * size
    figure, axes = _sheet(width, pitch * len(rows), _Margins(left, right, 2, 2.1 * size))
    axes.set_xlim(0, 100)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for at, (row, name) in enumerate(zip(rows, names, strict=True)):
        _rate(axes, at, row, size, palette)
        ink = palette.muted if row.few else palette.text
        axes.annotate(name, (0, at), (1 - left, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                      va="center", ha="left", color=ink, linespacing=1.15, annotation_clip=False)  # fmt: skip
        axes.annotate(row.text, (1, at), (right - 1, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                      va="center", ha="right", color=ink, weight=typefaces.MEDIUM, annotation_clip=False)  # fmt: skip
    axes.set_xticks([0, 50, 100], ["0", "50", "100"])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="x", length=0, pad=3)
    axes.grid(visible=True, axis="x")
    return figure


def _rate(axes: Axes, at: int, row: CategoryRow | ConfidenceRow, size: float, palette: Palette) -> None:
    axes.plot([0, 100], [at, at], color=palette.grid, linewidth=0.75, solid_capstyle="butt", zorder=1)
    if row.rate is not None and not row.bare:
        low, high, value = 100 * row.rate.low, 100 * row.rate.high, 100 * row.rate.value
        bar = palette.grey_range if row.few else palette.range
        axes.plot([low, high], [at, at], color=bar, linewidth=0.62 * size, solid_capstyle="butt", zorder=2)
        axes.plot([value], [at], marker="o", markersize=0.8 * size, zorder=4, clip_on=False,
                  markerfacecolor=palette.ground if row.few else palette.blue,
                  markeredgecolor=palette.grey if row.few else palette.ground,
                  markeredgewidth=1.5 if row.few else 1.0)  # fmt: skip
    if isinstance(row, ConfidenceRow):
        axes.plot([100 * row.promise], [at], marker="|", markersize=1.7 * size, markeredgewidth=2.25,
                  color=palette.text, zorder=3, clip_on=False)  # fmt: skip


def _verdicts(report: Report, width: float, size: float, palette: Palette) -> Figure:
    """For cases with, and cases without, a concealment: a bar for each verdict; right solid, wrong hatched."""
    groups = [row for row in report.verdicts if row.cases]
    lines = [(said.name, said) for row in groups for said in row.said]
    most = max(1, *(said.count for _, said in lines))
    room = LABEL_SHARE * width
    left = max(min(room, text_width(name, size)) for name, _ in lines) + 1.6 * size
    pitch, gap = 1.85 * size, 0.75
    rows = len(lines) + len(groups) + gap * (len(groups) - 1)
    figure, axes = _sheet(width, pitch * rows, _Margins(left, 3.2 * size, 2, 2))
    axes.set_xlim(0, most)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_axis_off()
    at = 0.0
    for group in groups:
        axes.annotate(f"{group.name}  ", (0, at), (1 - left, 0), xycoords=("axes fraction", "data"),
                      textcoords="offset points", va="center", weight=typefaces.SEMI_BOLD,
                      annotation_clip=False)  # fmt: skip
        for said in group.said:
            at += 1
            axes.annotate(fitted(said.name, room, size, 1), (0, at), (1 - left, 0), xycoords=("axes fraction", "data"),
                          textcoords="offset points", va="center", annotation_clip=False)  # fmt: skip
            undecided = said.verdict.value == "cannot_decide"
            ink = palette.grey if undecided else palette.blue if said.right else palette.orange
            solid = said.right or undecided
            axes.barh(at, said.count, height=0.62, color=ink if solid else palette.ground, edgecolor=ink,
                      linewidth=1.0, hatch="" if solid else "/////", zorder=2)  # fmt: skip
            axes.annotate(str(said.count), (said.count, at), (0.5 * size, 0), textcoords="offset points", va="center",
                          weight=typefaces.MEDIUM, color=palette.text if said.count else palette.muted)  # fmt: skip
        foot = (at - len(group.said) + 0.5, at + 0.5)
        axes.plot([0, 0], foot, color=palette.edge, linewidth=0.75, zorder=3, clip_on=False)
        at += 1 + gap
    return figure


def _times(report: Report, width: float, size: float, palette: Palette) -> Figure:
    """Seconds for each case in order: a dot where right, a diamond on a dark stem where wrong, hollow if unscored."""
    timed = [(row, row.seconds) for row in report.cases if row.seconds is not None]
    words = report.headings
    figure, axes = _sheet(width, 11 * size, _Margins(3.6 * size, 0.8 * size, 2.4 * size, 3.4 * size))
    most = max(seconds for _, seconds in timed)
    sign = min(0.66 * size, 0.95 * (width - 4.4 * size) / len(report.cases))
    axes.set_xlim(0.4, len(report.cases) + 0.6)
    axes.set_ylim(0, 1.08 * max(most, 1.0))
    for right, marker in ((True, "o"), (False, "D"), (None, "s")):
        here = [(row.number, seconds) for row, seconds in timed if row.right is right]
        if here:
            numbers, heights = zip(*here, strict=True)
            fill, edge = _case_ink(right, palette)
            axes.vlines(numbers, 0, heights, color=fill if right is False else palette.grid, linewidth=1.25, zorder=2)
            axes.plot(numbers, heights, linestyle="none", marker=marker, zorder=3, clip_on=False,
                      markersize=0.88 * sign if right is False else sign, markerfacecolor=fill,
                      markeredgecolor=edge, markeredgewidth=min(1.0, 0.15 * sign))  # fmt: skip
    middle = next((count.value for count in report.counts if count.key == "median_seconds"), None)
    if middle is not None:
        axes.axhline(middle, color=palette.muted, linewidth=0.9, linestyle=(0, (5, 3)), zorder=1)
    _key(axes, timed, [(True, "o", words.right), (False, "D", words.wrong)], size, palette)
    axes.set_xlabel(words.axis_cases, labelpad=2)
    axes.annotate(words.axis_seconds, (0, 1), (-3.6 * size, 0.9 * size), xycoords="axes fraction",
                  textcoords="offset points", color=palette.muted, annotation_clip=False)  # fmt: skip
    axes.grid(visible=True, axis="y")
    axes.locator_params(axis="y", nbins=4, integer=True)
    axes.locator_params(axis="x", nbins=8, integer=True)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


def _case_ink(right: bool | None, palette: Palette) -> tuple[str, str]:
    """Fill and edge of a case's sign."""
    if right is None:
        return palette.ground, palette.grey
    return palette.blue if right else palette.orange, palette.ground


def _key(
    axes: Axes,
    timed: Sequence[tuple[CaseRow, float]],
    marks: Sequence[tuple[bool, str, str]],
    size: float,
    palette: Palette,
) -> None:
    """What the shapes mean, at the upper right, in the order of the sentence."""
    x = 0.0
    for right, marker, word in reversed(marks):
        if not any(row.right is right for row, _ in timed):
            continue
        axes.annotate(word, (1, 1), (x, 0.9 * size), xycoords="axes fraction", textcoords="offset points", ha="right",
                      annotation_clip=False)  # fmt: skip
        x -= text_width(word, size) + 0.8 * size
        fill, edge = _case_ink(right, palette)
        height = axes.get_position().height * axes.figure.get_figheight() * POINTS  # type: ignore[union-attr]
        inner = axes.get_position().width * axes.figure.get_figwidth() * POINTS  # type: ignore[union-attr]
        axes.plot([1 + x / inner], [1 + 1.25 * size / height], transform=axes.transAxes, clip_on=False, marker=marker,
                  markersize=(0.66 if right else 0.58) * size, markerfacecolor=fill, markeredgecolor=edge)  # fmt: skip
        x -= 1.4 * size
