"""A draft: the answer while it is being made. Each change gives a new draft; each change of a mark can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xray_trainer.model.response import Mark, Verdict


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a mark at a place in the list: added (no `before`), removed (no `after`) or changed."""

    index: int
    before: Mark | None = None
    after: Mark | None = None

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.index, self.after, self.before)


def _apply(marks: tuple[Mark, ...], edit: Edit) -> tuple[Mark, ...]:
    rest = marks[edit.index + 1 :] if edit.before is not None else marks[edit.index :]
    middle = () if edit.after is None else (edit.after,)
    return marks[: edit.index] + middle + rest


@dataclass(frozen=True, slots=True)
class Draft:
    """Marks, verdict and confidence so far, and the edits that can be undone and redone."""

    marks: tuple[Mark, ...] = ()
    verdict: Verdict | None = None
    confidence: int | None = None
    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    def _edited(self, edit: Edit) -> Draft:
        return replace(self, marks=_apply(self.marks, edit), done=(*self.done, edit), undone=())

    def index_of(self, mark_id: str) -> int:
        """Where a mark stands in the list. Raises KeyError for one that is not there."""
        for index, mark in enumerate(self.marks):
            if mark.id == mark_id:
                return index
        raise KeyError(mark_id)

    def added(self, mark: Mark) -> Draft:
        """With one more mark, last in the list."""
        return self._edited(Edit(len(self.marks), None, mark))

    def changed(self, mark: Mark) -> Draft:
        """With the mark of the same id replaced; the same draft if nothing differs."""
        index = self.index_of(mark.id)
        before = self.marks[index]
        return self if before == mark else self._edited(Edit(index, before, mark))

    def removed(self, mark_id: str) -> Draft:
        """Without that mark."""
        index = self.index_of(mark_id)
        return self._edited(Edit(index, self.marks[index], None))

    def undo(self) -> Draft:
        """One edit back; the same draft if there is none."""
        if not self.done:
            return self
        edit = self.done[-1]
        return replace(self, marks=_apply(self.marks, edit.inverse), done=self.done[:-1], undone=(*self.undone, edit))

    def redo(self) -> Draft:
        """One edit forward again; the same draft if there is none."""
        if not self.undone:
            return self
        edit = self.undone[-1]
        return replace(self, marks=_apply(self.marks, edit), done=(*self.done, edit), undone=self.undone[:-1])
