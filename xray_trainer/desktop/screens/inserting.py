"""Putting an item into a scan: the scan as the desk, the items under it, and what speaks against where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.screens.inserting_parts.insert_canvas import InsertCanvas, sentence_of
from xray_trainer.desktop.screens.inserting_parts.item_tile import ItemList
from xray_trainer.desktop.viewer import ScaleLine
from xray_trainer.desktop.widgets import (
    Badge,
    BadgeKind,
    Band,
    Button,
    Combo,
    ElidedLabel,
    Hairline,
    Heading,
    IconButton,
    Label,
    Page,
    PrimaryButton,
    Slider,
    TopBar,
    WrapLabel,
)
from xray_trainer.model import standard_view
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.imaging import ScanPixels
    from xray_trainer.model import Scan
    from xray_trainer.simulator.insertion import Outcome

_DECK, _FOOT = 196, 56
_WIDE, _NARROW = 340, 300  # of the panels at the right
_DEPTH_STEP, _DEEPEST = 50, 2400  # mm
ENDINGS = (".png", ".tif", ".tiff")


class InsertScreen(QWidget):
    """The screen.

    Signals
    -------
    case_wanted(str) : another case of the set. item_chosen(str).
    place_wanted(float, float) : the item's middle, scan px.
    depth_changed(float) : mm behind the near wall. taken_away(). keep_wanted(). add_wanted() : choose a cut-out's file.
    cut_out_dropped(str) : a file. keys() closed()
    """

    case_wanted = Signal(str)
    item_chosen = Signal(str)
    place_wanted = Signal(float, float)
    depth_changed = Signal(float)
    taken_away = Signal()
    keep_wanted = Signal()
    add_wanted = Signal()
    cut_out_dropped = Signal(str)
    keys = Signal()
    closed = Signal()

    def __init__(self, title: str, cases: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases = tuple(cases)
        self._has_item = False
        self.setAcceptDrops(True)
        self.canvas, self.scale, self.items = InsertCanvas(), ScaleLine(), ItemList()
        self.scale.follow(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar(title))
        column.addWidget(self.canvas, 1)
        column.addWidget(self.scale)
        column.addWidget(self._make_deck())
        column.addWidget(self._make_foot())
        self.canvas.moved.connect(self.place_wanted)
        self.canvas.taken_away.connect(self.taken_away)
        self.items.chosen.connect(self.item_chosen)
        self.items.carried.connect(self._carried)
        self.items.let_go.connect(self._let_go)
        self.items.put.connect(self.put_into_the_middle)
        self.items.add_wanted.connect(self.add_wanted)
        self.show_outcome(None)

    # ---- pieces ----

    def _make_bar(self, title: str) -> TopBar:
        bar = TopBar(tr("Insert an item"), back=tr("Home"), parent=self)
        bar.add_note(title)
        bar.keys_wanted.connect(self.keys)
        bar.back_wanted.connect(self.closed)
        self._previous, self._next = (
            IconButton(icon, tr(told(one).name), key=told(one).key_text, tip=tr(told(one).sentence))
            for icon, one in (("previous", Action.PREVIOUS_CASE), ("next", Action.NEXT_CASE))
        )
        self.case = Combo([(one, one) for one in self._cases], name=tr("Case"), raised=True)
        self.case.chosen.connect(self.case_wanted)
        self._previous.clicked.connect(lambda: self.step_case(-1))
        self._next.clicked.connect(lambda: self.step_case(1))
        self.other_view = Button(tr("Other view"), "compare", flat=True, key=told(Action.OTHER_VIEW).key_text,
                                 tip=tr(told(Action.OTHER_VIEW).sentence))  # fmt: skip
        self.other_view.hide()
        bar.add_button(self.other_view)
        bar.add_button(self._previous)
        bar.row.insertWidget(bar.row.indexOf(self._previous) + 1, self.case)
        bar.row.insertWidget(bar.row.indexOf(self.case) + 1, self._next)
        bar.row.insertWidget(bar.row.indexOf(self._next) + 1, Hairline())
        return bar

    def _make_deck(self) -> Band:
        deck = Band(_DECK + 3 * (theme.sizes().row - 22), line="top")
        deck.row.setContentsMargins(0, 1, 0, 0)
        deck.row.setSpacing(0)
        deck.row.addWidget(self.items, 1)
        for panel in (self._make_item_panel(), self._make_target_panel()):
            deck.row.addWidget(Hairline(length=None))
            deck.row.addWidget(panel)
        return deck

    def _make_item_panel(self) -> QWidget:
        panel = self._item_panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(theme.GAP_GROUP, theme.GAP, 0, theme.GAP_TIGHT)
        column.setSpacing(theme.GAP_TIGHT)
        self._name = ElidedLabel(weight=theme.Weight.STRONG)
        self._name.setFixedHeight(theme.sizes().control)
        self.distance = Slider(
            tr("Depth"), 0, _DEEPEST // _DEPTH_STEP, _DEEPEST // _DEPTH_STEP // 2,
            say=lambda step: tr("{n} m").format(n=f"{step * _DEPTH_STEP / 1000:.2f}"),
            key=told(Action.FARTHER).key_text, tip=tr("From the wall that is nearer to the source."),
        )  # fmt: skip
        self.distance.changed.connect(lambda step: self.depth_changed.emit(float(step * _DEPTH_STEP)))
        self._said = QWidget()
        self._lines = QVBoxLayout(self._said)
        self._lines.setContentsMargins(0, 0, theme.GAP_GROUP, 0)
        self._lines.setSpacing(theme.GAP_TIGHT)
        column.addWidget(self._name)
        column.addWidget(self.distance)
        column.addWidget(Page(self._said, tone=theme.PANEL), 1)
        return panel

    def _make_target_panel(self) -> QWidget:
        panel = self._target_panel = QWidget()
        grid = QGridLayout(panel)
        grid.setContentsMargins(theme.GAP_GROUP, theme.GAP, theme.GAP_GROUP, theme.GAP)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP)
        grid.setColumnStretch(1, 1)
        heading = Heading(tr("Kept as"))
        heading.setFixedHeight(theme.sizes().control)
        grid.addWidget(heading, 0, 0, 1, 2)
        self.category = Combo([], name=tr("Kind"))
        self.target = Combo([], name=tr("Set"))
        for row, (name, combo) in enumerate(((tr("Kind"), self.category), (tr("Set"), self.target)), 1):
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(Label(name, colour=theme.MUTED), row, 0)
            grid.addWidget(combo, row, 1)
        note = WrapLabel(tr("A new case is written; this one stays as it is and becomes its clean twin."),
                         colour=theme.MUTED)  # fmt: skip
        grid.addWidget(note, 3, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(4, 1)
        return panel

    def _make_foot(self) -> Band:
        foot = Band(_FOOT, line="top")
        self._sentence = ElidedLabel(colour=theme.MUTED)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.away = Button(tr("Take it away"), tall=True, key="Del")
        self.away.clicked.connect(lambda: self.taken_away.emit())
        self.keep = PrimaryButton(tr("Keep as a new case"), key="Enter")
        self.keep.clicked.connect(lambda: self.keep_wanted.emit())
        foot.row.addWidget(self._sentence, 1)
        foot.row.addWidget(self.away)
        foot.row.addWidget(self.keep)
        return foot

    # ---- what the window tells the screen ----

    def show_case(self, case_id: str, pixels: Sequence[ScanPixels], scans: Sequence[Scan]) -> None:
        """Show a case's scans, without an item."""
        self.case.set_chosen(case_id)
        place = self._cases.index(case_id)
        self._previous.set_available(place > 0, tr("This is the first case."))
        self._next.set_available(place < len(self._cases) - 1, tr("This is the last case."))
        self._pixels, self._scans = tuple(pixels), tuple(scans)
        self.other_view.setVisible(len(scans) > 1)
        self.show_scan(0)
        self.show_outcome(None)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_scan(self, index: int) -> None:
        """Another view of the case."""
        self.canvas.set_settings(standard_view(self._scans[index]))
        self.canvas.set_scan(self._pixels[index], self._scans[index], index)

    def show_other_scan(self) -> None:
        """The next view, in a circle."""
        if len(self._scans) > 1:
            self.show_scan((self.canvas.index() + 1) % len(self._scans))

    def show_targets(self, categories: Sequence[tuple[str, str]], sets: Sequence[tuple[str, str]]) -> None:
        """(id, in words) of what it can be scored as, and of where it can be kept."""
        self.category.set_options(categories)
        self.target.set_options(sets)

    def show_item(self, name: str) -> None:
        """Which item is chosen, in words."""
        self._name.setText(name)

    def show_outcome(self, outcome: Outcome | None, at: tuple[float, float] = (0.0, 0.0)) -> None:
        """The item where it lies now, and what speaks against it; None for no item."""
        self.canvas.show_item(outcome, at)
        self._has_item = outcome is not None
        self.distance.set_available(self._has_item, tr("Put an item into the scan first."))
        self.away.set_available(self._has_item, tr("There is no item in the scan."))
        accepted = outcome is not None and outcome.accepted
        why = (
            tr("Move it first: see what speaks against it.")
            if outcome is not None
            else tr("Put an item into it first.")
        )
        self.keep.set_available(accepted, why)
        if outcome is None:
            self._say([])
            self.say(tr("Drag an item onto the scan, or choose one and press Enter."))
            return
        lines = [(BadgeKind.MISSED, sentence_of(one.say())) for one in outcome.reasons]
        if accepted:
            lines = [(BadgeKind.FOUND, tr("It can stay here."))]
        self._say([*lines, *((None, sentence_of(one.say())) for one in outcome.assumed)])
        self.say(tr("Drag it to move it; arrows move it a little."))

    def say(self, sentence: str) -> None:
        """One sentence at the foot."""
        self._sentence.setText(sentence)

    def said(self) -> str:
        """The sentence at the foot."""
        return self._sentence.text()

    def lines(self) -> tuple[str, ...]:
        """What is said of the item."""
        return tuple(one.text() for one in self._said.findChildren(WrapLabel) if not one.isHidden())

    def _say(self, lines: Sequence[tuple[BadgeKind | None, str]]) -> None:
        """One line for each reason; while the hand moves they are mostly the same, and stay."""
        if tuple(text for _, text in lines) == self.lines() and lines:
            return
        while (one := self._lines.takeAt(0)) is not None:
            holder = one.widget()
            if holder is not None:
                holder.hide()
                holder.setParent(None)
                holder.deleteLater()
        for kind, text in lines:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.GAP)
            if kind is not None:
                row.addWidget(Badge(kind), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(WrapLabel(text, colour=theme.TEXT if kind is not None else theme.MUTED), 1)
            self._lines.addWidget(holder)
        self._lines.addStretch(1)

    # ---- what a person does ----

    def step_case(self, step: int) -> None:
        """The next case, or the one before."""
        place = self._cases.index(self.case.choice()) + step
        if 0 <= place < len(self._cases):
            self.case_wanted.emit(self._cases[place])

    def step_depth(self, step: int) -> None:
        """A step away from the source, or nearer."""
        if self._has_item:
            self.distance.step(step)

    def put_into_the_middle(self) -> None:
        """The chosen item into the middle of what is seen."""
        part = self.canvas.viewport()
        self.place_wanted.emit(part.x + part.width / 2, part.y + part.height / 2)
        self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _carried(self, at: QPoint) -> None:
        """An item is dragged from the list: over the scan it shows."""
        place = self.canvas.mapFromGlobal(at)
        if self.canvas.rect().contains(place):
            self.canvas.carry_to(place.x(), place.y())

    def _let_go(self, at: QPoint) -> None:
        if self.canvas.rect().contains(self.canvas.mapFromGlobal(at)):
            self.canvas.let_go()
            self.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        elif self.canvas.item_at is not None:
            self.canvas.let_go()
            self.taken_away.emit()  # carried back to the list

    # ---- Qt ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back, Enter keeps, Del takes the item away."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.keep.isEnabled():
            self.keep_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._has_item:
            self.taken_away.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Images are taken as cut-outs here."""
        if any(_is_image(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()
        else:
            event.ignore()  # a folder is for the window

    def dropEvent(self, event: QDropEvent) -> None:
        """Each becomes an item."""
        for url in event.mimeData().urls():
            if _is_image(url.toLocalFile()):
                self.cut_out_dropped.emit(url.toLocalFile())
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves a good third of it to the items."""
        super().resizeEvent(event)
        letters = theme.sizes().text / 13
        self._item_panel.setFixedWidth(round(min(_WIDE * letters, 0.32 * self.width())))
        self._target_panel.setFixedWidth(round(min(_NARROW * letters, 0.30 * self.width())))

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is on the scan."""
        super().showEvent(event)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_image(path: str) -> bool:
    return Path(path).suffix.lower() in ENDINGS
