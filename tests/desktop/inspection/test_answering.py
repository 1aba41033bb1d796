"""A case is answered by mouse alone and by keyboard alone; every change is told, and can be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from xray_trainer.desktop.keys import Action
from xray_trainer.desktop.viewer import Tool
from xray_trainer.model import Box, Category, Draft, LocalText, Mark, Verdict, View, ViewingKind, WholeLoad

from .conftest import case_of  # isort: skip

CTRL = Qt.KeyboardModifier.ControlModifier


def popup() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def pick(menu: QMenu, name: str) -> None:
    action = next(one for one in menu.actions() if one.text().split("\t")[0] == name)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_case_is_answered_by_mouse_alone(desk):
    screen = desk.screen
    desk.click(screen.dock._tools.button(Action.BOX.value))
    desk.drag((300, 100), (420, 200))
    (mark,) = screen.draft.marks
    assert isinstance(mark.shape, Box)
    assert abs(mark.shape.x - 300) <= 2
    assert abs(mark.shape.width - 120) <= 4
    desk.click(screen.deck.marks.row(mark.id).category)
    pick(popup(), "Weapons")
    desk.click(screen.deck.marks.row(mark.id).sure)
    pick(popup(), "Doubtful")
    desk.click(screen.verdict.buttons()[1])
    desk.click(screen.verdict.buttons()[4])
    desk.click(screen.verdict.submit)
    assert screen.draft.marks[0].category == "weapons"
    assert screen.draft.marks[0].confidence == 1
    assert desk.of("submitted") == [[Verdict.TO_INSPECTION, 2]]


def test_a_case_is_answered_by_keyboard_alone(desk):
    screen = desk.screen
    desk.key(Qt.Key.Key_B)
    desk.key(Qt.Key.Key_Right, times=3)  # the first brings the crosshair
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, times=5)
    desk.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, times=3)
    assert desk.of("submitted") == []
    desk.key(Qt.Key.Key_Return)
    (mark,) = screen.draft.marks
    assert isinstance(mark.shape, Box)
    desk.key(Qt.Key.Key_K)
    menu = popup()
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert screen.draft.marks[0].category == "cigarettes"
    desk.key(Qt.Key.Key_3)
    desk.key(Qt.Key.Key_4)
    desk.key(Qt.Key.Key_Return)
    assert desk.of("submitted") == [[Verdict.CANNOT_DECIDE, 1]]


def test_enter_does_nothing_while_something_is_wanting_and_submit_says_what(desk):
    screen = desk.screen
    desk.key(Qt.Key.Key_Return)
    assert not screen.verdict.ready
    assert screen.verdict.submit.why() == "Choose a verdict"
    desk.key(Qt.Key.Key_1)
    assert screen.verdict.submit.why() == "Say how sure"
    desk.key(Qt.Key.Key_Return)
    assert desk.of("submitted") == []
    desk.key(Qt.Key.Key_6)
    assert screen.verdict.ready


def test_each_edit_is_undone_and_done_again_exactly(desk):
    screen = desk.screen
    desk.key(Qt.Key.Key_2)
    desk.key(Qt.Key.Key_5)
    start = screen.draft
    desk.key(Qt.Key.Key_B)
    desk.drag((300, 100), (420, 200))
    desk.key(Qt.Key.Key_Right)  # moves the chosen mark
    screen.answer.give_category(screen.draft.marks[0].id, "drugs")
    desk.key(Qt.Key.Key_W)
    desk.key(Qt.Key.Key_Delete)
    desk.key(Qt.Key.Key_W)
    end = screen.draft
    edits = len(end.done)
    assert edits >= 6
    desk.key(Qt.Key.Key_Z, CTRL, times=edits)
    assert screen.draft.marks == start.marks
    assert not screen.deck.marks.undo.isEnabled()
    desk.key(Qt.Key.Key_Y, CTRL, times=edits)
    assert screen.draft == end
    assert not screen.deck.marks.redo.isEnabled()
    desk.click(screen.deck.marks.undo)
    assert len(screen.draft.marks) == 1
    desk.click(screen.deck.marks.redo)
    assert screen.draft == end


def test_every_change_is_told_once_with_the_draft(desk):
    desk.key(Qt.Key.Key_B)
    desk.drag((300, 100), (420, 200))
    assert [draft for (draft,) in desk.of("draft_changed")] == [desk.screen.draft]
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_1)
    assert len(desk.of("draft_changed")) == 2


def test_a_new_mark_takes_the_category_used_last_as_one_edit(desk):
    desk.key(Qt.Key.Key_B)
    desk.drag((300, 100), (420, 200))
    first = desk.screen.draft.marks[0]
    assert first.category is None
    desk.screen.answer.give_category(first.id, "weapons")
    desk.key(Qt.Key.Key_B)
    desk.drag((700, 100), (820, 200))
    assert desk.screen.draft.marks[1].category == "weapons"
    desk.key(Qt.Key.Key_Z, CTRL)
    assert len(desk.screen.draft.marks) == 1


def test_the_only_category_is_taken_without_asking(desk):
    desk.open(categories=(Category("drugs", LocalText.of("Drugs")),))
    desk.key(Qt.Key.Key_B)
    desk.drag((300, 100), (420, 200))
    assert desk.screen.draft.marks[0].category == "drugs"


def test_w_says_that_the_whole_load_does_not_match_and_takes_it_back(desk):
    desk.key(Qt.Key.Key_W)
    assert isinstance(desk.screen.draft.marks[0].shape, WholeLoad)
    assert desk.screen.deck.marks.whole.isChecked()
    desk.click(desk.screen.deck.marks.whole)
    assert desk.screen.draft.marks == ()


def test_the_list_chooses_and_deletes_marks(desk):
    draft = Draft().added(Mark("a", Box(300, 100, 80, 60))).added(Mark("b", Box(900, 100, 80, 60)))
    desk.open(draft=draft)
    marks = desk.screen.deck.marks
    desk.click(marks.row("b"), marks.row("b").rect().topLeft())
    assert desk.screen.canvas.chosen() == "b"
    desk.click(marks.row("a").delete)
    assert [mark.id for mark in desk.screen.draft.marks] == ["b"]
    desk.key(Qt.Key.Key_Z, CTRL)
    assert [mark.id for mark in desk.screen.draft.marks] == ["a", "b"]


def test_a_mark_from_the_list_brings_its_view_on_screen(desk):
    draft = Draft().added(Mark("a", Box(300, 100, 80, 60), 1))
    desk.open(case_of(views=(View.SIDE, View.TOP)), draft)
    screen = desk.screen
    assert screen.dock._view_switch.choice() == "0"
    screen.choose("a")
    assert screen.dock._view_switch.choice() == "1"
    assert screen.canvas.chosen() == "a"
    desk.key(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert screen.dock._view_switch.choice() == "0"
    desk.click(screen.dock._view_switch.button("1"))
    desk.key(Qt.Key.Key_B)
    desk.drag((700, 100), (820, 200))
    assert screen.draft.marks[1].scan == 1


def test_a_draft_that_was_kept_is_shown_as_it_was(desk):
    draft = Draft().added(Mark("a", Box(300, 100, 80, 60), category="drugs"))
    draft = Draft(draft.marks, Verdict.NO_SUSPICION, 3, draft.done)
    desk.open(draft=draft, seen_ms=61_000)
    assert desk.screen.draft == draft
    assert desk.screen.verdict.ready
    assert desk.of("draft_changed") == []
    assert desk.screen.seen_ms() == 61_000


def test_the_viewing_log_tells_what_was_done(desk):
    desk.clock.ms = 1500
    desk.key(Qt.Key.Key_I)
    desk.key(Qt.Key.Key_B)
    desk.drag((300, 100), (420, 200))
    kinds = [event.kind for event in desk.screen.events()]
    assert kinds[0] is ViewingKind.SHOWN
    assert ViewingKind.TOOLS in kinds
    assert kinds[-1] is ViewingKind.MARK_ADDED
    assert desk.screen.events()[-1].ms == 1500


def test_time_counts_only_while_the_scan_is_on_screen(desk):
    desk.clock.ms = 4000
    desk.key(Qt.Key.Key_F1)
    desk.clock.ms = 50_000
    desk.key(Qt.Key.Key_Escape)
    desk.clock.ms = 51_000
    assert desk.screen.seen_ms() == 5000
    desk.window.hide()
    desk.clock.ms = 90_000
    desk.window.show()
    desk.clock.ms = 92_000
    assert desk.screen.seen_ms() == 7000


def test_a_button_clicked_leaves_the_keyboard_with_the_scan(desk, qtbot):
    desk.click(desk.screen.dock._tools.button(Action.POLYGON.value))
    qtbot.waitUntil(desk.screen.canvas.hasFocus)
    assert desk.screen.canvas.tool() is Tool.POLYGON


def test_tab_goes_from_a_row_of_the_list_to_the_next_thing_in_it(desk, qtbot):
    desk.open(draft=Draft().added(Mark("a", Box(300, 100, 80, 60))))
    row = desk.screen.deck.marks.row("a")
    row.category.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(Qt.Key.Key_Tab)
    assert row.sure.hasFocus()
    desk.key(Qt.Key.Key_Tab)
    assert row.delete.hasFocus()
    desk.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.screen.draft.marks == ())
