"""One mark in the list of marks, or as a chip of the slim deck."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from xray_trainer.desktop import icons, theme
from xray_trainer.desktop.bands.verdict import sure_text
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import IconButton, PaintedButton, paint_bars, tip_text
from xray_trainer.model import Box, Mark, Polygon, RotatedBox, Shape, WholeLoad
from xray_trainer.text import tr

_BARS = QSize(10, 17)
_GAP = 6


def shape_icon(shape: Shape) -> str:
    """The icon of a mark's shape."""
    if isinstance(shape, WholeLoad):
        return "whole-load"
    return "polygon" if isinstance(shape, Polygon) else "box"


def shape_name(shape: Shape) -> str:
    """What a mark's shape is called."""
    if isinstance(shape, WholeLoad):
        return tr("Whole load")
    return tr("Box") if isinstance(shape, Box | RotatedBox) else tr("Polygon")


def plate_size(number: int) -> QSize:
    """The size of a number plate."""
    side = theme.sizes().text + 6
    return QSize(max(side, theme.metrics(Weight.STRONG).horizontalAdvance(str(number)) + 8), side)


def paint_plate(painter: QPainter, left: float, middle: float, number: int, *, chosen: bool) -> float:
    """Draw a number plate; the width it took."""
    size = plate_size(number)
    rect = QRectF(left, round(middle - size.height() / 2), size.width(), size.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(theme.ACCENT if chosen else "#4A4A4A"))
    painter.drawRoundedRect(rect, theme.RADIUS_PLATE, theme.RADIUS_PLATE)
    painter.setPen(theme.colour(theme.ACCENT_INK if chosen else theme.WHITE))
    painter.setFont(theme.font(Weight.STRONG))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))
    return size.width()


class _CategoryButton(PaintedButton):
    """The category's name; opens the list of categories."""

    def __init__(self) -> None:
        row = told(Action.CATEGORY)
        super().__init__("", key=row.key_text, tip=tr("Say what kind of concealment it is."))
        self._said = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_name(self, name: str) -> None:
        """Show the category, or ask for it."""
        self._said = bool(name)
        self.setText(name or tr("Choose the kind"))
        self.setAccessibleName(self.text())
        self.update()

    def fill(self) -> str | None:
        """No ground at rest."""
        return super().fill() if self.underMouse() or self.isDown() else None

    def _edge(self) -> None:
        """Never an edge: the row has its own ground."""

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Text at the left, a small arrow at the right."""
        side = 14
        room = round(rect.width()) - 2 * _GAP - side
        painter.setFont(theme.font())
        ink = theme.TEXT if self._said else theme.MUTED
        painter.setPen(theme.colour(ink))
        text = theme.metrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect.adjusted(_GAP, 0, -side - _GAP, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if self.isEnabled():
            at = rect.left() + _GAP + min(room, theme.metrics().horizontalAdvance(text)) + 2
            icons.paint(painter, "down", QRectF(at, rect.center().y() - side / 2, side, side), theme.MUTED)

    def is_elided(self) -> bool:
        """Whether the name does not fit."""
        return theme.metrics().horizontalAdvance(self.text()) > self.width() - 2 * _GAP - 14


class _SureButton(PaintedButton):
    """How sure of this mark: word and bars, grey while it follows the verdict."""

    def __init__(self) -> None:
        super().__init__("", tip=tr("How sure you are of this mark; until you say, as sure as of the verdict."),
                         name=tr("How sure"))  # fmt: skip
        self._bars, self._own, self._worded = 0, False, True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_sure(self, own: int | None, of_verdict: int | None) -> None:
        """Show the mark's own confidence, or else the verdict's."""
        self._own = own is not None
        self._bars = own or of_verdict or 0
        self.setText(sure_text(self._bars) if self._bars else "")
        self.updateGeometry()
        self.update()

    def show_word(self, shown: bool) -> None:
        """With its word, or the bars alone; the tooltip then has the word."""
        if shown != self._worded:
            self._worded = shown
            self.updateGeometry()
            self.update()

    def tip(self) -> str:
        """With the word, where it has no room."""
        said = self.text() if not self._worded else ""
        name = tr("{question}: {answer}").format(question=tr("How sure"), answer=said) if said else tr("How sure")
        return tip_text(name, "", self.accessibleDescription())

    def word_width(self) -> int:
        """The room that its word takes."""
        return theme.metrics().horizontalAdvance(self.text()) + _GAP if self.text() else 0

    def sizeHint(self) -> QSize:
        """Word, gap, bars."""
        word = self.word_width() if self._worded else 0
        return QSize(word + _BARS.width() + 2 * _GAP, self.control_height())

    def fill(self) -> str | None:
        """No ground at rest."""
        return super().fill() if self.underMouse() or self.isDown() else None

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Word at the left of the bars."""
        ink = theme.TEXT if self._own else theme.MUTED
        painter.setFont(theme.font())
        painter.setPen(theme.colour(theme.MUTED))
        inner = rect.adjusted(_GAP, 0, -_GAP - _BARS.width() - _GAP, 0)
        if self.text() and self._worded:
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.text())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        left, top = rect.right() - _GAP - _BARS.width(), round(rect.center().y() - _BARS.height() / 2)
        paint_bars(painter, QRectF(left, top, _BARS.width(), _BARS.height()), self._bars, ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class MarkRow(QWidget):
    """Number plate, shape, category, how sure, delete.

    Signals: pressed(), category_wanted(), sure_wanted(), delete_wanted().
    """

    pressed = Signal()
    category_wanted = Signal()
    sure_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number, self._icon, self._chosen = 1, "box", False
        self.category, self.sure = _CategoryButton(), _SureButton()
        delete = told(Action.DELETE)
        self.delete = IconButton("close", tr(delete.name), key=delete.key_text, tip=tr(delete.sentence))
        self.delete.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(self._lead(), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.category, 1)
        row.addWidget(self.sure)
        row.addWidget(self.delete)
        self.setFixedHeight(theme.sizes().control)
        for button, wanted in (
            (self.category, self.category_wanted), (self.sure, self.sure_wanted), (self.delete, self.delete_wanted),
        ):  # fmt: skip
            button.clicked.connect(wanted.emit)

    def show_mark(
        self, number: int, mark: Mark, name: str, of_verdict: int | None, *, chosen: bool, editable: bool
    ) -> None:
        """Show a mark: its number in the case, the name of its category, the verdict's confidence."""
        self._number, self._icon, self._chosen = number, shape_icon(mark.shape), chosen
        self.category.show_name(name)
        self.sure.show_sure(mark.confidence, of_verdict)
        for button in (self.category, self.sure, self.delete):
            button.setEnabled(editable)
        self.setAccessibleName(f"{number} {shape_name(mark.shape)} {name}")
        row = self.layout()
        if row is not None:
            row.setContentsMargins(self._lead(), 0, 0, 0)
        self._share_room()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """The kind needs the room more than the word of how sure, which the bars tell too."""
        room = self.width() - self._lead() - self.delete.width() - self.category.sizeHint().width()
        self.sure.show_word(room >= self.sure.word_width() + _BARS.width() + 2 * _GAP)

    def _lead(self) -> int:
        return 4 + plate_size(self._number).width() + _GAP + theme.sizes().icon

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on the row chooses the mark."""
        self.pressed.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, plate, shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(theme.ACCENT_BG))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        middle = self.height() / 2
        left = 4 + paint_plate(painter, 4, middle, self._number, chosen=self._chosen) + _GAP
        side = theme.sizes().icon
        icons.paint(painter, self._icon, QRectF(left, middle - side / 2, side, side))


class MarkChip(PaintedButton):
    """A mark in the slim deck: plate, shape, category while there is room, bars."""

    def __init__(self, number: int, mark: Mark, name: str, of_verdict: int | None, *, chosen: bool) -> None:
        super().__init__(name or shape_name(mark.shape), tip=tr("Choose this mark."), checkable=True)
        self._number, self._shape = number, shape_icon(mark.shape)
        self._bars, self._own = mark.confidence or of_verdict or 0, mark.confidence is not None
        self._named = True
        self.setChecked(chosen)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_name(self, shown: bool) -> None:
        """With or without the category."""
        self._named = shown
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Plate, shape, name, bars."""
        name = theme.metrics(Weight.BUTTON).horizontalAdvance(self.text()) + _GAP if self._named else 0
        width = 4 + plate_size(self._number).width() + _GAP + theme.sizes().icon + _GAP + name + _BARS.width() + 8
        return QSize(width, self.control_height())

    def minimumSizeHint(self) -> QSize:
        """Its whole size: chips that do not fit are left out."""
        return self.sizeHint()

    def fill(self) -> str | None:
        """No ground at rest."""
        return super().fill() if self.isChecked() or self.underMouse() or self.isDown() else None

    def _edge(self) -> None:
        """No edge: the plate tells which is chosen."""

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Left to right."""
        middle = rect.center().y()
        left = 4 + paint_plate(painter, 4, middle, self._number, chosen=self.isChecked()) + _GAP
        side = theme.sizes().icon
        icons.paint(painter, self._shape, QRectF(left, middle - side / 2, side, side), self.ink())
        left += side + _GAP
        bars_left = rect.right() - 8 - _BARS.width()
        if self._named:
            painter.setFont(theme.font(Weight.BUTTON))
            painter.setPen(theme.colour(self.ink()))
            room = QRectF(left, 0, bars_left - left, rect.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        at = QRectF(bars_left, round(middle - _BARS.height() / 2), _BARS.width(), _BARS.height())
        paint_bars(painter, at, self._bars, theme.TEXT if self._own else theme.MUTED)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
