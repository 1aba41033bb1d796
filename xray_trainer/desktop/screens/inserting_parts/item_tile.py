"""The items to choose from: small pictures that are dragged onto the scan, and a field to search them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.examples import Picture
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import Button, Field, Heading, IconButton, Page, PaintedButton
from xray_trainer.text import tr

_PICTURE = QSize(104, 61)
_FAR = 6  # px that a press must move to become a drag
_EDGE = 4


class ItemTile(PaintedButton):
    """One item: picture and name.

    Signals: taken() when it becomes the chosen one other than by a click; carried(QPoint) while it is dragged,
    let_go(QPoint) at the end of that (global px); put() by Enter.
    """

    carried = Signal(QPoint)
    let_go = Signal(QPoint)
    put = Signal()
    taken = Signal()

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        self.item = name
        self._image = QImage()
        self._picture: Picture | None = None
        self._pressed: QPoint | None = None
        self._carrying = False
        super().__init__(text, checkable=True, parent=parent)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def control_height(self) -> int:
        """Picture and one line."""
        return _PICTURE.height() + theme.metrics(Weight.STRONG).height() + 3 * _EDGE

    def sizeHint(self) -> QSize:
        """As wide as the picture: a longer name elides, and stands in the tooltip."""
        return QSize(_PICTURE.width() + 2 * _EDGE, self.control_height())

    def is_elided(self) -> bool:
        """Whether the name does not fit."""
        return theme.metrics(Weight.STRONG).horizontalAdvance(self.text()) > self.width() - 2 * _EDGE

    def show_picture(self, picture: Picture) -> None:
        """Show what it looks like."""
        self._picture = picture  # its bytes must outlive the image that shares them
        self._image = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
        self.update()

    def paint_content(self, painter: QPainter, rect: QRectF) -> None:
        """Picture over name."""
        at = QRectF(rect.left() + (rect.width() - _PICTURE.width()) / 2, rect.top() + _EDGE,
                    _PICTURE.width(), _PICTURE.height())  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            painter.fillRect(at, theme.colour(theme.SURROUND))
        else:
            painter.drawImage(at, self._image)
        weight = Weight.STRONG if self.isChecked() else Weight.TEXT
        metrics = theme.metrics(weight)
        painter.setFont(theme.font(weight))
        painter.setPen(theme.colour(self.ink()))
        below = QRectF(rect.left() + _EDGE, at.bottom() + _EDGE, rect.width() - 2 * _EDGE, metrics.height())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The item is taken up."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._carrying = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Once it has moved a little, it is carried."""
        if self._pressed is None:
            return
        if not self._carrying and (event.position().toPoint() - self._pressed).manhattanLength() >= _FAR:
            self._carrying = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.taken.emit()  # it is the chosen one from now on
        if self._carrying:
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is let go where the pointer is."""
        carrying, self._pressed, self._carrying = self._carrying, None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if carrying:
            self.let_go.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts it into the middle of the view; arrows go to the neighbour."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
            self.put.emit()
        else:
            super().keyPressEvent(event)


class _Tiles(QWidget):
    """Tiles in rows, as many across as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[ItemTile] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def place(self) -> None:
        """Place those that are shown."""
        shown = [tile for tile in self.tiles if not tile.isHidden()]
        each = _PICTURE.width() + 2 * _EDGE
        room = self.width() - theme.GAP_GROUP
        across = max(1, (room + _EDGE) // (each + _EDGE))
        for number, tile in enumerate(shown):
            down, right = divmod(number, across)
            tile.setGeometry(right * (each + _EDGE), down * (tile.height() + _EDGE), each, tile.height())
        rows = -(-len(shown) // across)
        height = shown[0].height() + _EDGE if shown else 1
        self.setFixedHeight(max(1, rows * height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other rows."""
        super().resizeEvent(event)
        self.place()


class ItemList(QWidget):
    """Search field, button to add a cut-out, tiles.

    Signals: chosen(str) by an item's name; carried(QPoint), let_go(QPoint), put(); add_wanted().
    """

    chosen = Signal(str)
    carried = Signal(QPoint)
    let_go = Signal(QPoint)
    put = Signal()
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = Field(name=tr("Search the items"), hint=tr("search"))
        self.search.setFixedHeight(theme.sizes().control)
        self.search.setMaximumWidth(240)
        self.search.textChanged.connect(self._search)
        self.add = Button(
            tr("Add a cut-out…"), "plus", flat=True,
            tip=tr("An image of one item with open air round it; it can be dropped on this window too."),
        )  # fmt: skip
        self._add_icon = IconButton(
            "plus", tr("Add a cut-out…"), tip=tr("An image of one item with open air round it.")
        )
        for button in (self.add, self._add_icon):
            button.clicked.connect(lambda: self.add_wanted.emit())
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(Heading(tr("Items")))
        head.addWidget(self.search, 1)
        head.addStretch(1)
        head.addWidget(self.add)
        head.addWidget(self._add_icon)
        self._tiles = _Tiles()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP_GROUP, theme.GAP, 0, theme.GAP_TIGHT)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(Page(self._tiles, tone=theme.PANEL), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the button that adds is an icon."""
        super().resizeEvent(event)
        wide = self.width() >= self.add.sizeHint().width() + 240
        self.add.setVisible(wide)
        self._add_icon.setVisible(not wide)

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """(name, in words) of all items."""
        for tile in self._tiles.tiles:
            tile.setParent(None)
            tile.deleteLater()
        self._tiles.tiles = []
        for name, text in items:
            tile = ItemTile(name, text, self._tiles)
            tile.clicked.connect(lambda _on, item=name: self.choose(item))
            tile.taken.connect(lambda item=name: self.choose(item))
            tile.carried.connect(self.carried)
            tile.let_go.connect(self.let_go)
            tile.put.connect(self.put)
            tile.show()
            self._tiles.tiles.append(tile)
        self._search(self.search.text())

    def show_picture(self, name: str, picture: Picture) -> None:
        """What an item looks like."""
        for tile in self._tiles.tiles:
            if tile.item == name:
                tile.show_picture(picture)

    def choose(self, name: str) -> None:
        """Choose an item."""
        for tile in self._tiles.tiles:
            tile.setChecked(tile.item == name)
        self.chosen.emit(name)

    def tiles(self) -> tuple[ItemTile, ...]:
        """The tiles that are shown."""
        return tuple(tile for tile in self._tiles.tiles if not tile.isHidden())

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        for tile in self._tiles.tiles:
            tile.setVisible(all(word in f"{tile.text()} {tile.item}".casefold() for word in words))
        self._tiles.place()
