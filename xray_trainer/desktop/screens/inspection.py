"""Inspection, and the feedback on it: the same bands round the same stage, so that nothing jumps when truth appears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from xray_trainer import imaging
from xray_trainer.clock import Clock
from xray_trainer.desktop.bands.deck import Deck
from xray_trainer.desktop.bands.dock import Dock
from xray_trainer.desktop.bands.outcome import OutcomeBar
from xray_trainer.desktop.bands.status import StatusLine
from xray_trainer.desktop.bands.verdict import VerdictBar
from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.screens.inspection_parts.answering import Answering
from xray_trainer.desktop.screens.inspection_parts.fading import Fading
from xray_trainer.desktop.screens.inspection_parts.folding import Folding, Folds
from xray_trainer.desktop.screens.inspection_parts.key_bindings import bind_keys, fill_menu
from xray_trainer.desktop.screens.inspection_parts.seeing import Seeing
from xray_trainer.desktop.screens.inspection_parts.telling import Telling, middle_of
from xray_trainer.desktop.screens.keys_page import KeysPage
from xray_trainer.desktop.viewer import ScaleLine, ScanCanvas, Tool
from xray_trainer.desktop.viewing_recorder import ViewingRecorder
from xray_trainer.desktop.widgets.settling import settle
from xray_trainer.model import (
    Case,
    CaseScore,
    Category,
    DisplaySettings,
    Draft,
    HitRule,
    Mode,
    Response,
    Sealed,
    Truth,
    Verdict,
    ViewingEvent,
    Viewport,
    standard_view,
)

if TYPE_CHECKING:
    from xray_trainer.imaging import ScanPixels


class InspectionScreen(QWidget):
    """One case after another: look, mark, decide; then see what was there.

    Signals
    -------
    draft_changed(Draft) : the answer so far has changed; to be kept at once, with `events` and `seen_ms`.
    looked() : `events` has grown without a change of the draft.
    submitted(Verdict, int) : hand in the draft.
    again(), next_case(), leave_home(), finish() : where to go; the last ends a practice without end.
    folds_changed(Folds) : bands were folded by hand.
    """

    draft_changed = Signal(object)
    looked = Signal()
    submitted = Signal(object, int)
    again = Signal()
    next_case = Signal()
    leave_home = Signal()
    finish = Signal()
    folds_changed = Signal(object)

    def __init__(self, keys: KeyFilter, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._case: Case | None = None
        self._scans: tuple[ScanPixels, ...] = ()
        self._index = 0
        self._shown_answer: tuple[Verdict | None, int | None] = (None, None)
        self.recorder = ViewingRecorder(clock, self)
        self.status, self.dock, self.deck = StatusLine(), Dock(), Deck()
        self.canvas, self.scale = ScanCanvas(), ScaleLine()
        self.verdict, self.outcome = VerdictBar(), OutcomeBar()
        self.feedback = Telling(self.deck, self.outcome)
        self.fading = Fading(self.canvas, self.deck.fade, self)
        self.answer = Answering(self.canvas, self.recorder, self)
        for widget in (self.canvas, self.scale, self.dock, self.deck, self.verdict, self.outcome, self.status):
            widget.setParent(self)  # in the order that Tab goes
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self.status, self.dock, self.canvas, self.scale, self.deck, self.verdict, self.outcome):
            self._column.addWidget(widget, 1 if widget is self.canvas else 0)
        self.outcome.hide()
        self.scale.follow(self.canvas)
        self.deck.overview.follow(self.canvas)
        self.folding = Folding(self, self._column)
        self.seeing = Seeing(self, self.recorder, lambda: self.answer.open, self._show_time)
        self._connect_stage()
        self._connect_bands()
        bind_keys(self, keys)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _connect_stage(self) -> None:
        canvas, dock = self.canvas, self.dock
        canvas.viewport_changed.connect(self._view_changed)
        canvas.settings_changed.connect(self._settings_changed)
        canvas.mark_chosen.connect(lambda _mark: self._show_marks())
        canvas.tool_changed.connect(dock.show_tool)
        dock.settings_changed.connect(canvas.set_settings)
        dock.automatic.connect(self.set_automatic)
        dock.tool_chosen.connect(canvas.set_tool)
        dock.zoom.connect(canvas.zoom_by)
        dock.fit.connect(canvas.fit)
        dock.actual_size.connect(canvas.actual_size)
        dock.view_chosen.connect(self.show_scan)
        self.recorder.recorded.connect(self._recorded)
        self.answer.changed.connect(self._changed)

    def _connect_bands(self) -> None:
        marks = self.deck.marks
        marks.chosen.connect(self.choose)
        self.deck.slim.chosen.connect(self.choose)
        marks.category_given.connect(self.answer.give_category)
        marks.sure_given.connect(self.answer.give_sure)
        marks.deleted.connect(self.answer.remove)
        marks.whole_load_pressed.connect(self.answer.toggle_whole_load)
        marks.undo_pressed.connect(self.answer.undo)
        marks.redo_pressed.connect(self.answer.redo)
        self.verdict.verdict_chosen.connect(self.answer.give_verdict)
        self.verdict.confidence_chosen.connect(self.answer.give_confidence)
        self.verdict.submit_pressed.connect(self.submit)
        self.outcome.again_pressed.connect(self.again.emit)
        self.outcome.next_pressed.connect(self.next_case.emit)
        self.deck.what.chosen.connect(self.explain)
        self.status.dock_pressed.connect(self.folding.fold_dock)
        self.status.deck_pressed.connect(self.folding.fold_deck)
        self.status.scan_only_pressed.connect(self.folding.toggle_scan_only)
        self.folding.changed.connect(self.folds_changed.emit)
        self.status.keys_pressed.connect(self.show_keys)
        self.status.finish_pressed.connect(self.finish.emit)
        self.status.menu_opening.connect(lambda: fill_menu(self, self.status.menu))

    # ---- what the window tells the screen ----

    def set_case(
        self,
        case: Case,
        scans: Sequence[ScanPixels],
        draft: Draft,
        *,
        position: int,
        total: int,
        set_title: str = "",
        categories: Sequence[Category] = (),
        mode: Mode = Mode.PRACTICE,
        rule: HitRule | None = None,
        events: Sequence[ViewingEvent] = (),
        seen_ms: int = 0,
        saved_ms: int | None = None,
    ) -> None:
        """Open a case: nothing of its truth is shown, marks can be drawn.

        scans : the pixels of each of the case's scans, in their order. draft, events, seen_ms : as last kept.
        """
        self._case, self._scans = case, tuple(scans)
        self.feedback.clear()
        self.fading.clear()
        self.canvas.hide_truth()
        self.canvas.set_settings(standard_view(case.scans[0]))
        self.dock.set_standard(standard_view(case.scans[0]))
        self.canvas.set_naming(self.deck.marks.category_name)
        self.canvas.set_hit_rule(rule or HitRule())
        self.answer.begin(draft, categories)
        self.canvas.set_editable(True)
        self.dock.set_marking(True)
        self.deck.marks.set_categories(categories)
        self.deck.papers.show_papers(case.papers)
        self.deck.slim.show_papers(case.papers)
        self.folding.show_feedback(False)
        self.recorder.open(events, seen_ms)
        self.answer.open = True
        self.show_scan(0)
        self.dock.show_scans(case.scans, tuple(scans[0].planes), 0)
        self.dock.show_settings(self.canvas.settings())
        self.dock.show_tool(self.canvas.tool())
        self.status.show_case(set_title, position, total, mode)
        self.status.show_saved(saved_ms)
        self._show_draft()
        self.seeing.look()
        self._show_time()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        settle(self)

    def show_saved(self, wall_ms: int) -> None:
        """The draft is on disk since then (UTC ms)."""
        self.status.show_saved(wall_ms)

    def show_feedback(
        self,
        truth: Truth | Sealed,
        score: CaseScore | None,
        response: Response,
        *,
        last: bool = False,
        submitted_ms: int | None = None,
    ) -> None:
        """Lay the truth over the marks, and say what became of the response. last : no case is left after this one."""
        self.recorder.flush()
        self.answer.open = False
        self.recorder.close()
        self.canvas.set_tool(Tool.SELECT)
        self.canvas.choose(None)
        self.canvas.set_editable(False)
        self.dock.set_marking(False)
        self.feedback.begin(truth, score, response, last=last)
        if isinstance(truth, Truth) and score is not None:
            self.canvas.show_truth(truth, score)
        self.folding.show_feedback(True)
        self.status.show_saved(submitted_ms if submitted_ms is not None else response.submitted_ms, submitted=True)
        self._show_time()
        self.seeing.stop()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        settle(self)

    def reset(self) -> None:
        """Show nothing and record nothing."""
        self.answer.open = False
        self.recorder.close()
        self.seeing.stop()
        self._case, self._scans = None, ()
        self.feedback.clear()
        self.fading.clear()
        self.canvas.hide_truth()
        self.answer.begin(Draft(), ())
        self.canvas.clear()

    def set_folds(self, folds: Folds) -> None:
        """Fold as this person left it."""
        self.folding.set(folds)

    @property
    def folds(self) -> Folds:
        """Which bands are open."""
        return self.folding.folds

    @property
    def draft(self) -> Draft:
        """The answer so far."""
        return self.answer.draft

    @property
    def case(self) -> Case | None:
        """The case that is open."""
        return self._case

    @property
    def telling(self) -> bool:
        """Whether feedback is shown."""
        return self.feedback.on

    def events(self) -> tuple[ViewingEvent, ...]:
        """How the open case was looked at, so far."""
        return self.recorder.events

    def seen_ms(self) -> int:
        """For how long its scan has been visible."""
        return self.recorder.seen_ms

    # ---- what a person does ----

    def show_scan(self, index: int) -> None:
        """Bring another scan of the case on screen."""
        if self._case is None:
            return
        self._index = index
        self.canvas.set_scan(self._scans[index], self._case.scans[index], index)
        self.fading.dress()
        self.dock.show_view(index)

    def show_other_scan(self) -> None:
        """The next scan of the case, in a circle."""
        if len(self._scans) > 1:
            self.show_scan((self._index + 1) % len(self._scans))

    def choose(self, mark_id: str) -> None:
        """Choose a mark from a list; the scan that it is on comes on screen."""
        mark = self.answer.mark(mark_id)
        if mark.scan != self._index:
            self.show_scan(mark.scan)
        self.canvas.set_tool(Tool.SELECT)
        self.canvas.choose(mark_id)
        self._bring_into_view(middle_of(mark.shape))

    def set_automatic(self) -> None:
        """Window and level from what is on screen."""
        if self._scans:
            low, high = imaging.automatic_window(self._scans[self._index], self.canvas.viewport())
            self.canvas.set_settings(replace(self.canvas.settings(), low=low, high=high))

    def ask_category(self) -> None:
        """Open the list of categories for the chosen mark, or else the last one."""
        if not (self.answer.open and self.answer.draft.marks):
            return
        mark_id = self.canvas.chosen() or self.answer.draft.marks[-1].id
        marks = self.deck.marks
        if marks.isVisible():
            marks.open_categories(mark_id)
        else:
            marks.open_categories(mark_id, self.canvas.mapToGlobal(self.canvas.rect().center()))

    def submit(self) -> None:
        """Hand in the answer, if it is complete."""
        draft = self.canvas.draft()
        if self.answer.open and draft.verdict is not None and draft.confidence is not None:
            self.recorder.flush()
            self.submitted.emit(draft.verdict, draft.confidence)

    def explain(self, key: str) -> None:
        """Tell about one row of what was there, and bring its place into view."""
        self.feedback.explain(key)
        settle(self)
        place = self.feedback.place_of(key, self._index)
        if place is not None:
            scan, at = place
            if scan != self._index:
                self.show_scan(scan)
            self._bring_into_view(at)

    # ---- within ----

    def _changed(self, draft: Draft) -> None:
        verdict_before = self._shown_answer
        self._show_draft()
        if self._shown_answer != verdict_before:
            self.folding.raise_bar()
        self.draft_changed.emit(draft)
        settle(self)

    def _show_draft(self) -> None:
        self._shown_answer = (self.answer.draft.verdict, self.answer.draft.confidence)
        self.verdict.show_draft(self.answer.draft)
        self._show_marks()

    def _show_marks(self) -> None:
        chosen = self.canvas.chosen()
        self.deck.marks.show_draft(self.answer.draft, chosen, editable=not self.telling)
        self.deck.slim.show_draft(self.answer.draft, chosen, self.deck.marks.category_name)

    def _bring_into_view(self, at: tuple[float, float] | None) -> None:
        part = self.canvas.viewport()
        if at and not (part.x < at[0] < part.x + part.width and part.y < at[1] < part.y + part.height):
            self.canvas.centre_on(at)

    def _view_changed(self, viewport: Viewport, scale: float) -> None:
        self.dock.show_scale(scale)
        if self.answer.open and self.isVisible():
            self.recorder.view(self._index, viewport, scale)

    def _settings_changed(self, settings: DisplaySettings) -> None:
        self.dock.show_settings(settings)
        if self.answer.open:
            self.recorder.tools(self._index, settings)

    def _recorded(self) -> None:
        if self.answer.open:
            self.looked.emit()

    # ---- what is seen, and for how long ----

    def _show_time(self) -> None:
        self.status.show_time(self.recorder.seen_ms, over=self.telling)

    def show_keys(self) -> None:
        """F1: the page of all keys, over the window."""
        page = KeysPage(self.window())
        page.closed.connect(self.seeing.look)
        self.seeing.look()

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        """The scan is on screen."""
        super().showEvent(event)
        self.seeing.follow_window()
        self.folding.follow_size()
        self.seeing.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """The scan is not on screen."""
        super().hideEvent(event)
        self.seeing.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window starts with a slim deck."""
        super().resizeEvent(event)
        self.folding.follow_size()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A click on a button leaves the keyboard with the scan; sliders and lists keep it."""
        if isinstance(new, QAbstractButton) and not self._keys.led_by_key and self.isAncestorOf(new):
            QTimer.singleShot(0, self, lambda: self.canvas.setFocus(Qt.FocusReason.MouseFocusReason))
