"""The list of marks: number, shape, category, how sure, delete; undo and redo; and the whole-load mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.bands.mark_row import MarkRow
from xray_trainer.desktop.bands.panel import Panel, Scroller
from xray_trainer.desktop.bands.verdict import SURE_ACTIONS, sure_text
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.widgets import Button, IconButton
from xray_trainer.desktop.widgets.notices import EmptyNote
from xray_trainer.model import Category, Draft, Mark, WholeLoad
from xray_trainer.text import language, tr


def whole_load(draft: Draft) -> Mark | None:
    """The mark that says that all of the load is wrong, if there is one."""
    return next((mark for mark in draft.marks if isinstance(mark.shape, WholeLoad)), None)


class _Step(IconButton):
    """Undo or redo: greyed where there is nothing to do, without the dashes of a tool that is off."""

    def __init__(self, icon: str, action: Action) -> None:
        row = told(action)
        super().__init__(icon, tr(row.name), key=row.key_text, tip=tr(row.sentence))

    def _edge(self) -> None:
        """No edge."""

    def ink(self) -> str:
        """Dimmer than text that says why: an icon alone."""
        return super().ink() if self.isEnabled() else theme.EDGE


class _WholeLoad(Button):
    """The whole-load mark, on or off; in few words where its sentence has no room."""

    def __init__(self, text: str, key: str, tip: str) -> None:
        super().__init__(text, "whole-load", flat=True, checkable=True, key=key, tip=tip, name=text)
        self._long, self._short = text, tr("Whole load")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The longest text that fits."""
        super().resizeEvent(event)
        self.setText(self._long)
        if self.is_elided():
            self.setText(self._short)


class MarksPanel(Panel):
    """Marks of the case on screen.

    Signals: chosen(str mark id), category_given(str mark id, object category or None), sure_given(str mark id, object
    1-3 or None), deleted(str mark id), whole_load_pressed(), undo_pressed(), redo_pressed().
    """

    chosen = Signal(str)
    category_given = Signal(str, object)
    sure_given = Signal(str, object)
    deleted = Signal(str)
    whole_load_pressed = Signal()
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Marks"), 324)
        self._draft, self._categories = Draft(), tuple[Category, ...]()
        self._rows: list[MarkRow] = []
        self._ids: list[str] = []
        self.undo, self.redo = _Step("undo", Action.UNDO), _Step("redo", Action.REDO)
        self.head.addWidget(self.undo)
        self.head.addWidget(self.redo)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._empty = EmptyNote(tr("No marks yet. Press B and drag a box, or P and click round the spot."))
        self._list.addWidget(self._empty)
        self._list.addStretch(1)
        row = told(Action.WHOLE_LOAD)
        self.whole = _WholeLoad(tr(row.name), row.key_text, tr(row.sentence))
        self.scroller = Scroller(inside)
        self.body.addWidget(self.scroller, 1)
        self.body.addWidget(self.whole)
        self.undo.clicked.connect(self.undo_pressed.emit)
        self.redo.clicked.connect(self.redo_pressed.emit)
        self.whole.clicked.connect(self.whole_load_pressed.emit)

    def set_categories(self, categories: Sequence[Category]) -> None:
        """What a mark can be called."""
        self._categories = tuple(categories)

    def category_name(self, category: str | None) -> str:
        """The name of a category in the reader's language, "" for none."""
        if category is None:
            return ""
        named = {one.id: one.name.say(language()) for one in self._categories}
        return named.get(category) or category.replace("-", " ").replace("_", " ")

    def show_draft(self, draft: Draft, chosen: str | None, *, editable: bool = True) -> None:
        """Show the marks of a draft."""
        self._draft = draft
        self.note.setText(str(len(draft.marks)) if draft.marks else "")
        self._make_rows(len(draft.marks))
        self._ids = [mark.id for mark in draft.marks]
        for number, (row, mark) in enumerate(zip(self._rows, draft.marks, strict=True), 1):
            row.show_mark(number, mark, self.category_name(mark.category), draft.confidence,
                          chosen=mark.id == chosen, editable=editable)  # fmt: skip
            if mark.id == chosen:
                self.scroller.ensureWidgetVisible(row, 0, 0)
        self._empty.setVisible(not draft.marks)
        self.whole.setChecked(whole_load(draft) is not None)
        self.whole.setEnabled(editable)
        self.undo.set_available(editable and bool(draft.done), tr("There is nothing to take back."))
        self.redo.set_available(editable and bool(draft.undone), tr("There is nothing to do again."))

    def row(self, mark_id: str) -> MarkRow:
        """The row of a mark."""
        return self._rows[self._ids.index(mark_id)]

    def open_categories(self, mark_id: str, at: QPoint | None = None) -> QMenu:
        """Open the list of categories of a mark, at its row or at a point of the screen."""
        mark = self._draft.marks[self._draft.index_of(mark_id)]
        choices: list[tuple[str, str | None]] = [(self.category_name(one.id), one.id) for one in self._categories]
        choices.append((tr("Not said"), None))
        return self._open(choices, mark.category, at or _below(self.row(mark_id).category),
                          lambda choice: self.category_given.emit(mark_id, choice))  # fmt: skip

    def open_sures(self, mark_id: str) -> QMenu:
        """Open the list of how sure one is of a mark, at its row."""
        mark = self._draft.marks[self._draft.index_of(mark_id)]
        choices: list[tuple[str, int | None]] = [(sure_text(one), one) for one in SURE_ACTIONS]
        choices.append((tr("As the verdict"), None))
        return self._open(choices, mark.confidence, _below(self.row(mark_id).sure),
                          lambda choice: self.sure_given.emit(mark_id, choice))  # fmt: skip

    def _open(
        self, choices: Sequence[tuple[str, object]], now: object, at: QPoint, take: Callable[[object], None]
    ) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for name, choice in choices:
            action = QAction(name.replace("&", "&&"), menu, checkable=True)
            action.setChecked(choice == now)
            action.triggered.connect(lambda _on=False, one=choice: take(one))
            group.addAction(action)
            menu.addAction(action)
        menu.setActiveAction(group.checkedAction())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return menu

    def _make_rows(self, wanted: int) -> None:
        while len(self._rows) > wanted:
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < wanted:
            row = MarkRow()
            number = len(self._rows)
            row.pressed.connect(lambda at=number: self.chosen.emit(self._ids[at]))
            row.category_wanted.connect(lambda at=number: self.open_categories(self._ids[at]))
            row.sure_wanted.connect(lambda at=number: self.open_sures(self._ids[at]))
            row.delete_wanted.connect(lambda at=number: self.deleted.emit(self._ids[at]))
            self._list.insertWidget(number, row)
            row.show()
            before: QWidget = self._rows[-1].delete if self._rows else self.redo
            buttons: tuple[QWidget, ...] = (row.category, row.sure, row.delete)
            for button in buttons:
                self.setTabOrder(before, button)  # a new widget would come last in the window
                before = button
            self._rows.append(row)


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().bottomLeft())
