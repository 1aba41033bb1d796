"""The page of all keys, over the window: F1 or Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.key_filter import TAKES_KEYS
from xray_trainer.desktop.keys import TABLE, Told
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import ElidedLabel, Heading, IconButton, KeyCap, Label
from xray_trainer.desktop.widgets.focus import give_back
from xray_trainer.text import N_, tr

_MOUSE = (
    (N_("wheel"), N_("Zoom at the pointer")),
    (N_("Space + drag"), N_("Move the view; the middle button does too")),
    (N_("right drag"), N_("Window and level on the scan")),
    (N_("double click"), N_("Between the whole container and 1:1")),
)


class KeysPage(QWidget):
    """All actions with their keys, in columns, over whatever window it is opened on.

    Signals: closed().
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty(TAKES_KEYS, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window, self._before = window, window.focusWidget()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2 * theme.GAP_DIALOG, theme.GAP_DIALOG, 2 * theme.GAP_DIALOG, theme.GAP_DIALOG)
        column.setSpacing(theme.GAP_DIALOG)
        head = QHBoxLayout()
        head.addWidget(Heading(tr("All keys"), title=True))
        head.addStretch(1)
        close = IconButton("close", tr("Close"), key="Esc")
        close.clicked.connect(self.shut)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(
            Label(tr("Keys are taken by their place on the keyboard, whatever its language."), colour=theme.MUTED)
        )
        self._columns = QHBoxLayout()
        self._columns.setSpacing(3 * theme.GAP_DIALOG)
        for groups in _columns():
            self._columns.addLayout(_column(groups), 1)
        column.addLayout(self._columns)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(sheet)
        for widget in (scroll.viewport(), sheet):
            widget.setAutoFillBackground(False)
        self._scroll = scroll
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Close, and give the keyboard back."""
        self._window.removeEventFilter(self)
        self.hide()
        give_back(self._before)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the window."""
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and paging scroll; all other keys close."""
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(), Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep(),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            self.shut()
        else:
            bar.setValue(bar.value() + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse stays on this page."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its own ground over the whole window."""
        QPainter(self).fillRect(self.rect(), theme.colour(theme.SURROUND))


def _columns() -> tuple[tuple[tuple[str, tuple[Told, ...]], ...], ...]:
    """The groups in three columns, as even as they come."""
    groups: dict[str, list[Told]] = {}
    for row in TABLE:
        groups.setdefault(row.group, []).append(row)
    names = list(groups)
    parts = (names[:1] + names[1:2], names[2:3] + names[4:5] + names[6:], names[3:4] + names[5:6])
    return tuple(tuple((name, tuple(groups[name])) for name in part) for part in parts)


def _column(groups: tuple[tuple[str, tuple[Told, ...]], ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GAP_TIGHT)
    for name, rows in groups:
        column.addWidget(Heading(tr(name)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP_GROUP)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(rows):
            grid.addWidget(KeyCap(row.key_text), number, 0, Qt.AlignmentFlag.AlignLeft)
            said = ElidedLabel(tr(row.name), weight=Weight.TEXT)
            said.setToolTip(tr(row.sentence))
            grid.addWidget(said, number, 1)
        column.addLayout(grid)
        column.addSpacing(theme.GAP)
    if any(name == "Look" for name, _ in groups):
        column.addLayout(_mouse())
    column.addStretch(1)
    return column


def _mouse() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GAP_GROUP)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    grid.addWidget(Heading(tr("Mouse")), 0, 0, 1, 2)
    for number, (what, does) in enumerate(_MOUSE, 1):
        grid.addWidget(Label(tr(what), colour=theme.MUTED), number, 0)
        grid.addWidget(ElidedLabel(tr(does)), number, 1)
    return grid
