"""The screen on which simulated sets are made: what the form says, and what it asks of the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from xray_trainer.desktop import hand
from xray_trainer.desktop.examples import Example, Picture
from xray_trainer.desktop.screens.making_parts.choosing import ManyDialog
from xray_trainer.desktop.screens.making_set import Broken, MakingSet, duration, megabytes
from xray_trainer.desktop.set_wishes import Commission, Offer, Offers, forget, remember, unfinished
from xray_trainer.model import Band, Box, View
from xray_trainer.simulator import Wishes

Key = Qt.Key
OFFERS = Offers(
    loads=(Offer("rice", "Rice"), Offer("tyres", "Tyres")),
    concealments=(Offer("gold", "Gold bars"), Offer("ivory", "Ivory"), Offer("drugs", "Drugs")),
    scanners=(Offer("gantry", "Gantry"), Offer("mobile", "Mobile")),
    from_above=frozenset({"gantry"}),
)
EXAMPLE = Example(Picture(bytes(3 * 40 * 10), 40, 10, (Box(5, 2, 4, 4),)), "Rice; hidden: Ivory (hard)", 6.0, 2_000_000)


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path) -> MakingSet:
    made = MakingSet(Wishes(), tmp_path, jobs=2)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.set_offers(OFFERS)
    return made


def press(screen: MakingSet, called: str) -> None:
    hand.click(hand.find(screen, QAbstractButton, called))


def test_the_form_becomes_the_wishes(screen: MakingSet) -> None:
    screen.form.cases.selectAll()
    hand.click(screen.form.cases)
    screen.form.cases.selectAll()
    hand.write("40")
    press(screen, "Easy")
    press(screen, "Medium")
    screen.form.share.step(5)
    press(screen, "Side and top")
    hand.click(screen.form.seed)
    hand.write("7")
    wished = screen.form.wished()

    assert wished.wishes == Wishes(cases=40, share=1.0, bands=(Band.HARD, Band.EXPERT), views=(View.SIDE, View.TOP))
    assert (wished.seed, wished.exam) == (7, False)


def test_some_of_many_are_chosen_by_mouse_and_named(screen: MakingSet, qtbot: QtBot) -> None:
    hand.click(screen.form.concealments.button)
    dialog = hand.find(screen, ManyDialog)
    press(screen, "None")
    assert not dialog.act_button.isEnabled()
    hand.click(dialog.row("ivory"))
    with qtbot.waitSignal(screen.form.changed):
        hand.click(dialog.act_button)

    assert screen.form.wished().wishes.concealments == ("ivory",)
    assert screen.form.concealments.said() == "Ivory"


def test_all_chosen_is_the_same_as_none_named(screen: MakingSet) -> None:
    hand.click(screen.form.loads.button)
    hand.click(hand.find(screen, ManyDialog).act_button)

    assert screen.form.wished().wishes.loads == ()
    assert screen.form.loads.said() == "All kinds"


def test_a_scanner_without_a_view_from_above_is_not_offered_for_two_views(screen: MakingSet) -> None:
    press(screen, "Side and top")
    hand.click(screen.form.scanners.button)

    assert [one.text() for one in (hand.find(screen, ManyDialog).row("gantry"),)] == ["Gantry"]
    with pytest.raises(KeyError):
        hand.find(screen, ManyDialog).row("mobile")


def test_an_exam_takes_no_seed(screen: MakingSet) -> None:
    hand.click(screen.form.seed)
    hand.write("7")
    press(screen, "Exam")

    assert not screen.form.seed.isEnabled()
    assert (screen.form.wished().seed, screen.form.wished().exam) == (None, True)


@pytest.mark.parametrize("text", ["", "20000"])
def test_a_number_that_cannot_be_says_why_and_makes_nothing(screen: MakingSet, text: str) -> None:
    screen.form.cases.setText(text)

    assert not screen.make.isEnabled()
    assert screen.estimate() == "Say how many cases: 1 to 10000."


def test_hidden_things_need_a_band(screen: MakingSet) -> None:
    for name in ("Easy", "Medium", "Hard", "Expert"):
        press(screen, name)
    assert screen.estimate() == "Choose how hard the hidden things are to see."
    screen.form.share.step(-5)
    assert screen.make.isEnabled()


def test_the_example_measures_time_and_room(screen: MakingSet) -> None:
    screen.expect_example()
    assert not screen.another.isEnabled()
    screen.show_example(EXAMPLE)
    screen.form.cases.setText("100")

    assert screen.view.shown == EXAMPLE.picture
    assert screen.estimate() == "100 cases: about 5 minutes and 200 MB on this disk, measured with the example."
    assert screen.another.isEnabled()


def test_why_there_is_no_example_is_said(screen: MakingSet) -> None:
    screen.expect_example()
    screen.refuse_example("no case of the band expert was found")

    assert hand.everything(screen, type(screen.view))[0].accessibleDescription() == "No example: see the line below"
    assert screen.another.isEnabled()


def test_while_it_is_made_the_form_waits_and_stop_is_there(screen: MakingSet, qtbot: QtBot) -> None:
    screen.show_making(3, 12, 65.0)
    assert not screen.form.isEnabled()
    with qtbot.waitSignal(screen.stop_wanted):
        hand.click(screen.stop)
    screen.show_rest("Stopped; 3 of 12 cases are kept.")

    assert screen.form.isEnabled()
    assert screen.estimate() == "Stopped; 3 of 12 cases are kept."


def test_what_was_interrupted_can_be_gone_on_with_or_left(screen: MakingSet, qtbot: QtBot) -> None:
    screen.show_broken([Broken("/sets/a", "Simulated containers ab12cd", 4, 12)])
    with qtbot.waitSignal(screen.go_on_wanted) as went_on:
        press(screen, "Go on with it")
    with qtbot.waitSignal(screen.leave_wanted) as left:
        press(screen, "Leave it as it is")

    assert went_on.args == left.args == ["/sets/a"]


def test_ctrl_enter_makes_it_and_esc_leads_home(screen: MakingSet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.make_wanted):
        hand.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(screen.closed):
        hand.key(Key.Key_Escape)


def test_a_set_that_is_whole_can_be_practised(screen: MakingSet, qtbot: QtBot) -> None:
    screen.show_rest("12 cases are in /sets/a.", made="/sets/a")
    with qtbot.waitSignal(screen.practise_wanted) as wanted:
        hand.click(screen.practise)

    assert wanted.args == ["/sets/a"]


def test_sets_that_were_begun_are_remembered_until_they_are_whole(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    begun = Commission(str(folder), Wishes(cases=3, bands=(Band.HARD,), views=(View.SIDE, View.TOP)), 7)
    remember(tmp_path, begun)
    remember(tmp_path, Commission(str(tmp_path / "gone"), Wishes(), 8))

    assert unfinished(tmp_path) == (begun,)
    forget(tmp_path, str(folder))
    assert unfinished(tmp_path) == ()


def test_a_damaged_list_of_begun_sets_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "unfinished_sets.json").write_text('[{"folder": 3}, 4, {"folder": "a", "wishes": {"cases": "x"}}]')
    assert unfinished(tmp_path) == ()


def test_time_and_room_in_words() -> None:
    assert [duration(one) for one in (3, 62, 300, 90_000)] == ["5 seconds", "60 seconds", "5 minutes", "25 hours"]
    assert [megabytes(one) for one in (10, 21_400_000, 3_240_000_000)] == ["1 MB", "21 MB", "3.2 GB"]
