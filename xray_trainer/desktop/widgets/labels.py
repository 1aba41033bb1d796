"""Labels: always plain text, never cut without an ellipsis, and wrapped ones never without their last line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.tip import show_tip, tip_text


class Label(QLabel):
    """Plain text on one line, in a token's colour."""

    def __init__(
        self,
        text: str = "",
        *,
        colour: str = theme.TEXT,
        weight: Weight = Weight.TEXT,
        title: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(weight, title=title))
        self.set_colour(colour)
        self.setText(text)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_colour(self, colour: str) -> None:
        """Write in another token's colour."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(colour))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, theme.colour(theme.OFF))
        self.setPalette(palette)


class Heading(Label):
    """The name of a panel in semi-bold, or a page's one sentence (`title`)."""

    def __init__(self, text: str = "", *, title: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, weight=Weight.STRONG, title=title, parent=parent)


class WrapLabel(Label):
    """Plain text over as many lines as it needs at the width it is given."""

    def __init__(
        self,
        text: str = "",
        *,
        colour: str = theme.TEXT,
        weight: Weight = Weight.TEXT,
        title: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, colour=colour, weight=weight, title=title, parent=parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def setText(self, text: str) -> None:
        """Show another text, and ask for the height it needs."""
        super().setText(text)
        self.ask_for_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the text needs at this width: nested layouts do not."""
        super().resizeEvent(event)
        self.ask_for_height()

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text. QLabel's own never gets less than the minimum height, once that is set."""
        if not self.text():
            return 0
        room = QRect(0, 0, max(1, width), 1 << 20)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return self.fontMetrics().boundingRect(room, flags, self.text()).height()

    def sizeHint(self) -> QSize:
        """As wide as it is, and high enough for that."""
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 400
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Room for a long word."""
        return QSize(80, self.fontMetrics().height() if self.text() else 0)

    def ask_for_height(self) -> None:
        """Claim the height that the text needs at the width it has."""
        if self.wordWrap():
            self.setMinimumHeight(self.heightForWidth(self.width()))


def settled_height(box: QWidget, width: int) -> int:
    """The height that a box with a layout needs at this width, its wrapped labels counted at their own widths."""
    layout = box.layout()
    if layout is None:
        return box.height()
    height = box.height()
    for _ in range(3):  # a label knows its width, and so its height, one round after its box
        layout.invalidate()
        layout.setGeometry(QRect(0, 0, width, height))  # activate() would pass over a layout that was active once
        for label in box.findChildren(WrapLabel):
            label.ask_for_height()
        layout.invalidate()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    return height


class ElidedLabel(QWidget):
    """One line of plain text that ends in an ellipsis where room is short; the tooltip then holds all of it.

    mode : where the ellipsis goes (the middle keeps both ends of a file's path).
    """

    def __init__(
        self,
        text: str = "",
        *,
        colour: str = theme.TEXT,
        weight: Weight = Weight.TEXT,
        title: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._colour, self._mode, self._align = text, colour, mode, align
        self.setFont(theme.font(weight, title=title))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def set_colour(self, colour: str) -> None:
        """Write in another token's colour."""
        self._colour = colour
        self.update()

    def is_elided(self) -> bool:
        """Whether some of the text is not shown."""
        return self.fontMetrics().horizontalAdvance(self._text) > self.width()

    def sizeHint(self) -> QSize:
        """The whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        metrics = self.fontMetrics()
        return QSize(min(self.sizeHint().width(), metrics.horizontalAdvance("mmm…")), metrics.height())

    def event(self, event: QEvent) -> bool:
        """Show the whole text in a tooltip while it is elided."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            show_tip(self, event, tip_text("", sentence=self._text) if self.is_elided() else "")
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(theme.colour(self._colour if self.isEnabled() else theme.OFF))
        shown = self.fontMetrics().elidedText(self._text, self._mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | self._align, shown)
