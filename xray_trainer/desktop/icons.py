"""Icons: our own drawings on a grid of 20 units, tinted when loaded and drawn as vectors at the screen's own ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from xray_trainer import paths
from xray_trainer.desktop import theme

_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg")))


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    drawn = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawn.replace("currentColor", colour).encode()))


def paint(painter: QPainter, name: str, rect: QRectF, colour: str = theme.TEXT) -> None:
    """Draw an icon into `rect` (logical px)."""
    _drawing(name, colour).render(painter, rect)


def pixmap(name: str, colour: str = theme.TEXT, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap of `size` logical px at a screen's device pixel ratio."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _drawing(name, colour).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str = theme.TEXT, size: int = 20) -> QIcon:
    """An icon for what Qt itself paints (menus, window): sharp at the usual screen ratios."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made
