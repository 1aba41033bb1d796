"""A draft: every change can be undone and redone, exactly."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from xray_trainer.model import Box, Draft, Edit, Mark


def mark(number: int, x: float = 0.0) -> Mark:
    return Mark(f"m{number}", Box(x, 0, 10, 10))


@st.composite
def edited_drafts(draw: st.DrawFn) -> list[Draft]:
    """A draft after each of a run of random edits, the empty one first."""
    drafts = [Draft()]
    for number in range(draw(st.integers(1, 40))):
        draft = drafts[-1]
        verb = draw(st.sampled_from(["add", "change", "remove"])) if draft.marks else "add"
        if verb == "add":
            drafts.append(draft.added(mark(number)))
            continue
        chosen = draw(st.sampled_from(draft.marks))
        changed = Mark(chosen.id, Box(draw(st.floats(1, 99)), 0, 10, 10))
        drafts.append(draft.removed(chosen.id) if verb == "remove" else draft.changed(changed))
    return drafts


@given(edited_drafts())
def test_all_edits_undone_give_the_start_and_redone_the_end(drafts: list[Draft]) -> None:
    draft = drafts[-1]
    for _ in drafts[1:]:
        draft = draft.undo()
    assert draft.marks == ()
    assert draft.undo() == draft
    for _ in drafts[1:]:
        draft = draft.redo()
    assert draft == drafts[-1]
    assert draft.redo() == draft


@given(edited_drafts())
def test_each_undo_gives_the_marks_of_the_step_before(drafts: list[Draft]) -> None:
    for before, after in pairwise(drafts):
        assert after is before or after.undo().marks == before.marks


def test_a_new_edit_after_an_undo_forgets_what_was_undone() -> None:
    draft = Draft().added(mark(1)).added(mark(2)).undo().added(mark(3))
    assert [one.id for one in draft.marks] == ["m1", "m3"]
    assert draft.undone == ()


def test_a_change_that_changes_nothing_is_no_edit() -> None:
    draft = Draft().added(mark(1))
    assert draft.changed(mark(1)) is draft


def test_the_inverse_of_an_edit_takes_it_back() -> None:
    edit = Edit(0, mark(1), mark(1, x=5))
    assert edit.inverse == Edit(0, mark(1, x=5), mark(1))
