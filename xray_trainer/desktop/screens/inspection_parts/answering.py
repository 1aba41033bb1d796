"""The answer while it is being given: every change of a draft goes one way, and is recorded and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from xray_trainer.desktop.bands.marks import whole_load
from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.desktop.viewing_recorder import ViewingRecorder
from xray_trainer.model import Category, Draft, Mark, Verdict


class Answering(QObject):
    """Holds the draft; takes edits from the canvas and from the bands.

    Signals: changed(Draft) after each change.
    """

    changed = Signal(object)

    def __init__(self, canvas: ScanCanvas, recorder: ViewingRecorder, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._recorder = canvas, recorder
        self._categories: tuple[Category, ...] = ()
        self._last_category: str | None = None
        self.draft = Draft()
        self.open = False
        canvas.draft_edited.connect(self._edited)

    def begin(self, draft: Draft, categories: Sequence[Category]) -> None:
        """Show a draft to go on from; it takes no edits yet."""
        self.open = False
        if self._categories != tuple(categories):
            self._last_category = None
        self.draft, self._categories = draft, tuple(categories)
        self._canvas.set_draft(draft)

    def mark(self, mark_id: str) -> Mark:
        """A mark of the draft. Raises KeyError."""
        return self.draft.marks[self.draft.index_of(mark_id)]

    def undo(self) -> None:
        """Take back the last edit of a mark."""
        self._take(self.draft.undo())

    def redo(self) -> None:
        """Do it again."""
        self._take(self.draft.redo())

    def toggle_whole_load(self) -> None:
        """Say, or take back, that the whole load does not match."""
        if not self.open:
            return
        mark = whole_load(self.draft)
        if mark is None:
            self._canvas.add_whole_load()
        else:
            self.remove(mark.id)

    def remove(self, mark_id: str) -> None:
        """Remove a mark."""
        self._take(self.draft.removed(mark_id))

    def give_category(self, mark_id: str, category: str | None) -> None:
        """Say what kind a mark is; the next new mark starts with the same."""
        self._last_category = category
        self._take(self.draft.changed(replace(self.mark(mark_id), category=category)))

    def give_sure(self, mark_id: str, confidence: int | None) -> None:
        """Say how sure of one mark; None follows the verdict."""
        self._take(self.draft.changed(replace(self.mark(mark_id), confidence=confidence)))

    def give_verdict(self, verdict: Verdict) -> None:
        """Say what should be done."""
        self._take(replace(self.draft, verdict=verdict))

    def give_confidence(self, confidence: int) -> None:
        """Say how sure."""
        self._take(replace(self.draft, confidence=confidence))

    def _edited(self, draft: Draft) -> None:
        """The canvas committed an edit; a new mark gets the category used last, as part of the same edit."""
        known = {mark.id for mark in self.draft.marks}
        new = next((mark for mark in draft.marks if mark.id not in known), None)
        category = self._last_category or (self._categories[0].id if len(self._categories) == 1 else None)
        if new is not None and new.category is None and category is not None:
            draft = self.draft.added(replace(new, category=category))
        self._take(draft)

    def _take(self, draft: Draft) -> None:
        if draft == self.draft or not self.open:
            return
        before, self.draft = self.draft, draft
        self.open = False  # what the canvas says while it takes the draft is no edit
        self._recorder.marks(before, draft)
        self._canvas.set_draft(draft)
        self.open = True
        self.changed.emit(draft)
