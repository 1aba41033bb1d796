"""The line at the top of every screen: menu, title, what belongs to it, and at the right where else to go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets.band import Band, Hairline
from xray_trainer.desktop.widgets.button import Button, IconButton
from xray_trainer.desktop.widgets.labels import ElidedLabel
from xray_trainer.text import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; an empty text is a line between groups. ticked : None for entries that cannot be ticked."""

    text: str = ""
    act: Callable[[], None] | None = None
    key: str = ""
    enabled: bool = True
    ticked: bool | None = None


def make_menu(entries: Sequence[Entry], parent: QWidget) -> QMenu:
    """A menu of these entries, keys at the right."""
    menu = QMenu(parent)
    menu.setFont(theme.font())
    for entry in entries:
        if not entry.text:
            menu.addSeparator()
            continue
        action = menu.addAction(f"{entry.text}\t{entry.key}" if entry.key else entry.text)
        action.setEnabled(entry.enabled)
        if entry.ticked is not None:
            action.setCheckable(True)
            action.setChecked(entry.ticked)
        if entry.act is not None:
            action.triggered.connect(lambda _on=False, act=entry.act: act())
    return menu


class TopBar(Band):
    """The top line. Signals: keys_wanted() from its question mark.

    menu : entries of the menu at the left, none for no menu. back : name of the button that leads back, "" for none.
    """

    keys_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, title: str, *, menu: Sequence[Entry] = (), back: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme.sizes().top, parent=parent)
        self.row.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        self._menu = list(menu)
        self.menu_button = IconButton("menu", tr("Menu"), key="F10", parent=self)
        self.menu_button.setVisible(bool(menu))
        self.menu_button.clicked.connect(self.open_menu)
        self.row.addWidget(self.menu_button)
        if not menu:
            self.row.addSpacing(theme.GAP)
        self.row.addSpacing(theme.GAP_TIGHT)
        self.title = ElidedLabel(title, weight=Weight.STRONG, parent=self)
        self.row.addWidget(self.title)
        self._left_end = self.row.count()
        self.row.addStretch(1)
        if back:
            self.back_button = IconButton("home", back, key="Esc", parent=self)
            self.back_button.clicked.connect(self.back_wanted)
            self.row.addWidget(self.back_button)
        self.help_button = IconButton("help", tr("Keys"), key="F1", tip=tr("All keys on one page."), parent=self)
        self.help_button.clicked.connect(self.keys_wanted)
        self.row.addWidget(self.help_button)
        self._right_start = self.row.count() - (2 if back else 1)

    def add_note(self, text: str) -> ElidedLabel:
        """Add words after the title, behind a hairline."""
        note = ElidedLabel(text, colour=theme.MUTED, parent=self)
        note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for widget in (Hairline(parent=self), note):
            self.row.insertWidget(self._left_end, widget)
            self._left_end += 1
            self._right_start += 1
        return note

    def add_button(self, button: Button) -> Button:
        """Add a button at the right, before the question mark."""
        self.row.insertWidget(self._right_start, button)
        self._right_start += 1
        return button

    def add_line(self) -> Hairline:
        """Add a hairline at the right."""
        line = Hairline(parent=self)
        self.row.insertWidget(self._right_start, line)
        self._right_start += 1
        return line

    def open_menu(self) -> None:
        """Open the menu below its button."""
        if self._menu:
            menu = make_menu(self._menu, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height() + 2)))
