"""The sets on this computer as cards, in columns of equal width."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from xray_trainer import text
from xray_trainer.desktop import theme
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.widgets import Entry, SetCardView, make_menu
from xray_trainer.model import SetCard
from xray_trainer.text import ngettext, tr

GAP_ACROSS, GAP_DOWN = 17, 12
_FOUR_COLUMNS, _THREE_COLUMNS, _TWO_COLUMNS = 1800, 1180, 620  # px of width from which there are so many


@dataclass(frozen=True, slots=True)
class CardView:
    """A set as Home shows it. done : cases answered, None while that is not known. result : one sentence, or ""."""

    card: SetCard
    done: int | None = None
    result: str = ""


def counts(cases: int, done: int | None) -> str:
    """How many cases a set has, and how many of them are done if that is known."""
    said = ngettext("{n} case", "{n} cases", cases).format(n=cases)
    if done is None:
        return said
    if done == 0:
        return tr("{cases}, not begun").format(cases=said)
    return tr("{cases}, {done} done").format(cases=said, done=done)


class CardGrid(QWidget):
    """The cards in two to four columns of equal width. Signals: opened(str), insert_wanted(str) with a set's folder."""

    opened = Signal(str)
    insert_wanted = Signal(str)

    def __init__(self, cards: tuple[CardView, ...]) -> None:
        super().__init__()
        self._views: dict[str, SetCardView] = {}
        for one in cards:
            card = one.card
            shown = SetCardView(
                card.title.say(text.language()), counts(card.cases, None), cover=card.cover, parent=self
            )
            shown.clicked.connect(lambda _on, folder=card.folder: self.opened.emit(folder))
            self._views[card.folder] = shown
            if one.done is not None:
                self.set_progress(card.folder, one.done, card.cases, one.result)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def folder_with_focus(self) -> str:
        """The set whose card has the keyboard, else the first; "" if there is none."""
        focused = (folder for folder, card in self._views.items() if card.hasFocus())
        return next(focused, next(iter(self._views), ""))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the set under the pointer, or with the one that has the keyboard."""
        under = (one for one, card in self._views.items() if card.geometry().contains(event.pos()))
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        folder = next(under, "") if by_mouse else self.folder_with_focus()
        if not folder:
            return
        insert = told(Action.INSERT)
        menu = make_menu(
            [
                Entry(tr("Practise"), lambda: self.opened.emit(folder), "Enter"),
                Entry(tr(insert.name), lambda: self.insert_wanted.emit(folder), insert.key_text),
            ],
            self,
        )
        menu.aboutToHide.connect(menu.deleteLater)
        card = self._views[folder]
        menu.popup(event.globalPos() if by_mouse else card.mapToGlobal(card.rect().center()))

    def set_progress(self, folder: str, done: int, total: int, result: str) -> None:
        """Pass on to the set's card."""
        card = self._views.get(folder)
        if card is not None:
            note = tr("new") if done == 0 else ""
            result = result or (tr("No result yet") if done == 0 else "")
            card.set_progress(done / total if total else 0.0, counts(total, done), result, note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards anew."""
        super().resizeEvent(event)
        width = self.width()
        columns = 4 if width >= _FOUR_COLUMNS else 3 if width >= _THREE_COLUMNS else 2 if width >= _TWO_COLUMNS else 1
        room = width - 2 * theme.GAP_GROUP - (columns - 1) * GAP_ACROSS
        each = room // columns
        height = SetCardView.height_for(each)
        for index, card in enumerate(self._views.values()):
            down, across = divmod(index, columns)
            left = theme.GAP_GROUP + across * (each + GAP_ACROSS)
            card.setGeometry(QRect(left, down * (height + GAP_DOWN), each, height))
        rows = -(-len(self._views) // columns)
        self.setFixedHeight(max(1, rows * (height + GAP_DOWN) - GAP_DOWN))
