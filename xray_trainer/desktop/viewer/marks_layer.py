"""The trainee's own marks on a scan: outline, number plate, size, and the warning of a mark too large to search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xray_trainer.desktop.viewer import ink, shaping
from xray_trainer.desktop.viewer.editor import Numbered
from xray_trainer.desktop.viewer.ink import Badge, Plate
from xray_trainer.desktop.viewer.layout import Drawn, Lens, corners_of, handles_of, vertices_of
from xray_trainer.desktop.viewer.plates import Side
from xray_trainer.desktop.viewer.shaping import BoxSketch, PolygonSketch, Sketch
from xray_trainer.model import (
    ALMOST_CERTAIN,
    DOUBTFUL,
    PROBABLE,
    Box,
    HitRule,
    Mark,
    Polygon,
    Scan,
    Shape,
    WholeLoad,
    bounds,
)
from xray_trainer.text import tr

CategoryName = Callable[[str], str]
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What the words on marks are made from.

    confidence : the verdict's, which marks without their own inherit. rule : None where no warning is given.
    """

    scan: Scan
    category_name: CategoryName
    confidence: int | None = None
    rule: HitRule | None = None


def confidence_word(confidence: int | None) -> str:
    """How sure, as the end of a line; nothing where it was not said."""
    words = {DOUBTFUL: tr("doubtful"), PROBABLE: tr("probable"), ALMOST_CERTAIN: tr("almost certain")}
    return words.get(confidence, "") if confidence is not None else ""


def mark_text(mark: Mark, words: MarkWords) -> str:
    """Category and how sure, as the number plate says them."""
    sure = confidence_word(mark.confidence if mark.confidence is not None else words.confidence)
    name = words.category_name(mark.category) if mark.category else ""
    if not name and isinstance(mark.shape, WholeLoad):
        name = tr("Whole load")
    return " · ".join(part for part in (name, sure) if part)


def size_text(shape: Box | Polygon | Shape, scan: Scan) -> str:
    """Width and height of a shape in metres, or in px where the pitch is unknown."""
    if isinstance(shape, WholeLoad):
        return ""
    metres = shaping.size_in_metres(shape=shape, scan=scan)
    if metres is not None:
        text = tr("{width} × {height} m").format(width=f"{metres[0]:.2f}", height=f"{metres[1]:.2f}")
    else:
        x0, y0, x1, y1 = bounds(shape)
        text = tr("{width} × {height} px").format(width=round(x1 - x0), height=round(y1 - y0))
    return text.replace(" ", NBSP)


def share_text(share: float, scan: Scan) -> str:
    """A mark's share of its container, as its plate says it."""
    percent = f"{round(share * 100)}{NBSP}%"
    return (tr("{share} of container") if scan.outlines else tr("{share} of the scan")).format(share=percent)


def too_large_to_search(shape: Shape, words: MarkWords) -> float | None:
    """A shape's share of its container where the rule calls it too large, else None."""
    if words.rule is None or isinstance(shape, WholeLoad):
        return None
    share = shaping.share_of_container(shape=shape, scan=words.scan)
    return share if share > words.rule.largest_share else None


def drawn_marks(
    *, marks: Sequence[Numbered], chosen: str | None, vertex: int | None, grips: bool, lens: Lens, words: MarkWords
) -> list[Drawn]:
    """The marks as they stand before submission, the chosen one last and so on top. grips : show its handles."""
    ordered = sorted(marks, key=lambda one: one.mark.id == chosen)
    return [
        _chosen_mark(one, vertex, grips, lens, words) if one.mark.id == chosen else _mark(one, lens, words)
        for one in ordered
    ]


def _mark(one: Numbered, lens: Lens, words: MarkWords) -> Drawn:
    hollow = isinstance(one.mark.shape, WholeLoad)
    plate = Plate(mark_text(one.mark, words), number=str(one.number))
    corners = corners_of(shape=one.mark.shape, frame=shaping.load_frame(words.scan), lens=lens)
    return Drawn(corners, ink.OWN, ((plate, Side.CORNER if hollow else Side.ABOVE),), one.mark.id, hollow=hollow)


def _chosen_mark(one: Numbered, vertex: int | None, grips: bool, lens: Lens, words: MarkWords) -> Drawn:
    shape = one.mark.shape
    hollow = isinstance(shape, WholeLoad)
    corners = corners_of(shape=shape, frame=shaping.load_frame(words.scan), lens=lens)
    number = Plate(mark_text(one.mark, words), number=str(one.number), chosen=True)
    plates = [(number, Side.CORNER if hollow else Side.ABOVE)]
    if not hollow:
        plates.append((Plate(size_text(shape, words.scan)), Side.BELOW))
    plates += _warning(shape, words)
    return Drawn(
        corners, ink.CHOSEN, tuple(plates), one.mark.id,
        handles=handles_of(shape=shape, corners=corners) if grips else (),
        vertices=vertices_of(shape=shape, corners=corners) if grips else (),
        vertex=vertex, hollow=hollow,
    )  # fmt: skip


def drawn_sketch(*, sketch: Sketch, lens: Lens, words: MarkWords) -> Drawn:
    """What is being drawn, with its size and the warning."""
    if isinstance(sketch, BoxSketch):
        shape: Shape = sketch.shape()
        corners = corners_of(shape=shape, frame=shaping.load_frame(words.scan), lens=lens)
        plates = ((Plate(size_text(shape, words.scan)), Side.ABOVE), *_warning(shape, words))
        return Drawn(corners, ink.CHOSEN, plates)
    return _polygon_sketch(sketch, lens, words)


def _polygon_sketch(sketch: PolygonSketch, lens: Lens, words: MarkWords) -> Drawn:
    points = (*sketch.points, sketch.cursor)
    corners = tuple(lens.screen(point) for point in points)
    plates = _warning(Polygon(points), words) if len(points) >= 3 else []
    return Drawn(corners, ink.CHOSEN, tuple(plates), vertices=corners[:-1], vertex=0, open=True)


def _warning(shape: Shape, words: MarkWords) -> list[tuple[Plate, Side]]:
    share = too_large_to_search(shape, words)
    if share is None:
        return []
    text = tr("{share}: too large to search").format(share=share_text(share, words.scan))
    return [(Plate(text, badge=Badge.MISSED), Side.INSIDE)]
