"""The widgets that screens share: what they send, what they say, and that nothing in them is cut."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.clipping import clipped, show_at
from xray_trainer import text
from xray_trainer.desktop import theme
from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.desktop.widgets import (
    BadgeKind,
    Band,
    Button,
    ChoiceButton,
    Combo,
    Dialog,
    ElidedLabel,
    EmptyNote,
    ErrorCard,
    Field,
    Label,
    Option,
    Page,
    PrimaryButton,
    ProgressCard,
    Segments,
    SetCardView,
    Slider,
    WrapLabel,
    paint_badge,
    read_cover,
    time_left,
    tip_text,
)
from xray_trainer.desktop.widgets.focus import came_by_key


def pixels(widget: QWidget) -> QImage:
    """A widget as it is painted."""
    return widget.grab().toImage()


# buttons


def test_tooltip_says_name_key_and_sentence() -> None:
    tip = Button("Fit", key="Z", tip="The whole container.").tip()

    assert "Fit" in tip
    assert "Z" in tip
    assert "The whole container." in tip


def test_a_button_that_is_off_says_why_in_place_of_its_sentence() -> None:
    button = Button("Composite", key="C", tip="Colour by material.")
    button.set_available(False, "This scan has one energy.")

    assert "This scan has one energy." in button.tip()
    assert "Colour by material." not in button.tip()
    button.set_available(True)
    assert "Colour by material." in button.tip()


def test_tooltip_shows_markup_of_a_file_name_as_it_is() -> None:
    assert "<b>" not in tip_text("a<b>.png", sentence="x & y")


def test_enter_presses_a_focused_button(qtbot: QtBot) -> None:
    button = Button("Go")
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_ring_shows_after_a_key_only(qtbot: QtBot) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    button, other = Button("Go"), Button("Other")
    row.addWidget(other)
    row.addWidget(button)
    qtbot.addWidget(holder)
    show_at(holder, 300, 60)
    other.setFocus()
    rest = pixels(button)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert pixels(button) == rest
    other.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert pixels(button) != rest
    assert button.size() == button.sizeHint()


def test_choosing_never_changes_a_width(qtbot: QtBot) -> None:
    button = ChoiceButton("To inspection", "to-inspection", "2")
    qtbot.addWidget(button)
    before = button.sizeHint()
    button.setChecked(True)

    assert button.sizeHint() == before


def test_every_target_is_at_least_28_px(qtbot: QtBot) -> None:
    for button in (Button("1"), ChoiceButton("A", key="1", bars=1), PrimaryButton("A")):
        qtbot.addWidget(button)
        assert min(button.sizeHint().toTuple()) >= 28


# segments


def group(qtbot: QtBot, exclusive: bool = True) -> Segments:
    """Three tools, the second off."""
    made = Segments(
        [Option("a", "Select"), Option("b", "Box", enabled=False, why="Not now."), Option("c", "Polygon")], exclusive
    )
    qtbot.addWidget(made)
    made.set_chosen("a")
    show_at(made, made.sizeHint().width(), 40)
    return made


def test_pressing_a_segment_chooses_it_and_says_so(qtbot: QtBot) -> None:
    tools = group(qtbot)
    with qtbot.waitSignal(tools.chosen) as sent:
        qtbot.mouseClick(tools.button("c"), Qt.MouseButton.LeftButton)

    assert sent.args == ["c"]
    assert tools.choice() == "c"
    assert not tools.is_chosen("a")


def test_arrows_go_past_what_is_off_and_round_the_end(qtbot: QtBot) -> None:
    tools = group(qtbot)
    tools.button("a").setFocus()
    qtbot.keyClick(tools.button("a"), Qt.Key.Key_Right)
    assert tools.choice() == "c"
    qtbot.keyClick(tools.button("c"), Qt.Key.Key_Right)
    assert tools.choice() == "a"


def test_a_group_is_one_tab_stop(qtbot: QtBot) -> None:
    tools = group(qtbot)
    tools.set_chosen("c")
    stops = [one for one in "abc" if tools.button(one).focusPolicy() == Qt.FocusPolicy.StrongFocus]

    assert stops == ["c"]


def test_segments_that_are_not_exclusive_switch_each_by_itself(qtbot: QtBot) -> None:
    tools = group(qtbot, exclusive=False)
    for name in ("a", "c", "a"):
        qtbot.mouseClick(tools.button(name), Qt.MouseButton.LeftButton)

    assert (tools.is_chosen("a"), tools.is_chosen("c")) == (True, True)


def test_a_segment_can_be_turned_off_with_a_reason(qtbot: QtBot) -> None:
    tools = group(qtbot)
    tools.set_enabled("c", False, "Read only now.")

    assert "Read only now." in tools.button("c").tip()
    qtbot.mouseClick(tools.button("c"), Qt.MouseButton.LeftButton)
    assert tools.choice() == "a"


# slider


def slider(qtbot: QtBot) -> Slider:
    """A window slider of 0 to 100, 62 at rest."""
    made = Slider("Window", 0, 100, 62, "\u00a0%")
    qtbot.addWidget(made)
    show_at(made, made.sizeHint().width(), 28)
    return made


def turn(groove: QWidget, notches: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Turn the wheel over a widget."""
    event = QWheelEvent(
        QPointF(20, 14),
        QPointF(20, 14),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(groove, event)


def test_wheel_and_arrows_step_one_and_with_shift_ten(qtbot: QtBot) -> None:
    made = slider(qtbot)
    groove = made.focusProxy()
    assert groove is not None
    turn(groove, 1)
    qtbot.keyClick(groove, Qt.Key.Key_Up)
    assert made.value() == 64
    turn(groove, -1, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(groove, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert made.value() == 64


def test_the_handle_jumps_to_the_pointer(qtbot: QtBot) -> None:
    made = slider(qtbot)
    groove = made.focusProxy()
    assert groove is not None
    with qtbot.waitSignal(made.changed):
        qtbot.mouseClick(groove, Qt.MouseButton.LeftButton, pos=QPoint(groove.width() - 1, 14))

    assert made.value() == 100


def test_double_click_returns_to_rest(qtbot: QtBot) -> None:
    made = slider(qtbot)
    made.set_value(10)
    groove = made.focusProxy()
    assert groove is not None
    qtbot.mouseDClick(groove, Qt.MouseButton.LeftButton, pos=QPoint(80, 14))

    assert made.value() == 62


def test_a_value_set_by_the_program_is_shown_and_not_sent(qtbot: QtBot) -> None:
    made = slider(qtbot)
    with qtbot.assertNotEmitted(made.changed):
        made.set_value(7)

    assert "7\u00a0%" in [label.text() for label in made.findChildren(QLabel)]


def test_the_widest_value_moves_nothing(qtbot: QtBot) -> None:
    made = slider(qtbot)
    width = made.sizeHint().width()
    for value in (0, 100, 55):
        made.set_value(value)
        assert made.sizeHint().width() == width


# labels


def test_wrapped_text_gets_its_last_line_in_nested_layouts(qtbot: QtBot) -> None:
    holder = QWidget()
    outer, inner = QHBoxLayout(holder), QVBoxLayout()
    inner.addWidget(
        WrapLabel("The bed of a lathe is an open casting: you should see ribs and light between them. " * 3)
    )
    inner.addStretch(1)
    outer.addLayout(inner)
    qtbot.addWidget(holder)
    for width in (600, 240, 900):
        show_at(holder, width, 400)
        assert clipped(holder) == []


def test_wrapped_label_shrinks_again_when_it_gets_wider(qtbot: QtBot) -> None:
    label = WrapLabel("one two three four five six seven eight nine ten eleven twelve")
    qtbot.addWidget(label)
    show_at(label, 80, 300)
    narrow = label.minimumHeight()
    show_at(label, 800, 300)

    assert label.minimumHeight() < narrow


def test_elided_label_holds_all_of_it(qtbot: QtBot) -> None:
    label = ElidedLabel("scan_0031_with_a_long_name.tif")
    qtbot.addWidget(label)
    show_at(label, 60, 20)

    assert label.is_elided()
    assert label.text() == "scan_0031_with_a_long_name.tif"


def test_labels_show_markup_as_text() -> None:
    assert Label("<b>a</b>").textFormat() == Qt.TextFormat.PlainText


# the rest


def test_combo_sends_what_is_chosen_by_hand_only(qtbot: QtBot) -> None:
    combo = Combo([("a", "Weapons"), ("b", "Drugs in cargo")])
    qtbot.addWidget(combo)
    combo.show()
    with qtbot.assertNotEmitted(combo.chosen):
        combo.set_chosen("b")
    assert combo.choice() == "b"
    with qtbot.waitSignal(combo.chosen) as sent:
        qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert sent.args == ["a"]


def test_a_closed_combo_leaves_the_wheel_to_the_page(qtbot: QtBot) -> None:
    combo = Combo([("a", "Weapons"), ("b", "Drugs in cargo")])
    qtbot.addWidget(combo)
    combo.show()
    turn(combo, -1)

    assert combo.choice() == "a"


def test_error_card_copies_its_text_and_offers_what_to_do(qtbot: QtBot) -> None:
    card = ErrorCard("2 of 48 images could not be read", "scan_0040.png has no bytes.", [("go", "Go on with 46")])
    qtbot.addWidget(card)
    show_at(card, 600, 140)
    go, copy = card.findChildren(Button)
    with qtbot.waitSignal(card.chosen) as sent:
        qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)

    assert sent.args == ["go"]
    assert QApplication.clipboard().text() == "2 of 48 images could not be read\nscan_0040.png has no bytes."
    assert clipped(card) == []


def test_a_long_notice_scrolls_and_its_buttons_stay(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_at(window, 960, 540)
    lines = [f"scan {number}.png: the head of this PNG file is damaged" for number in range(80)]
    notice = Notice(window, "80 things could not be used", "\n".join(lines), [Choice("Go on")])
    show_at(window, 960, 540)
    bar = notice.findChildren(Page)[0].verticalScrollBar()

    assert clipped(window) == []
    assert bar.maximum() > 0
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        before = bar.value()
        qtbot.keyClick(notice, key)
        assert bar.value() > before
    qtbot.keyClick(notice, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()


def test_a_short_notice_does_not_scroll(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_at(window, 960, 540)
    notice = Notice(window, "One thing could not be used", "a.png has no bytes.\n" * 5, [Choice("Go on")])
    show_at(window, 960, 540)

    assert notice.findChildren(Page)[0].verticalScrollBar().maximum() == 0
    assert clipped(window) == []


def test_the_keyboard_goes_back_only_to_what_is_still_there(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_at(window, 960, 540)
    field = Field(parent=window)
    field.show()
    field.setFocus()
    notice = Notice(window, "One thing could not be used", "", [Choice("Go on")])
    field.deleteLater()
    QApplication.sendPostedEvents(field, QEvent.Type.DeferredDelete)
    qtbot.keyClick(notice, Qt.Key.Key_Return)

    assert not notice.isVisible()


def test_progress_card_says_how_far_and_is_cancelled_once(qtbot: QtBot) -> None:
    card = ProgressCard("Reading the folder “Osh, May”")
    qtbot.addWidget(card)
    card.show_progress(31, 48, 20)
    show_at(card, 600, 80)
    said = [label.text() for label in card.findChildren(ElidedLabel)]
    cancel = card.findChildren(Button)[0]
    with qtbot.waitSignal(card.cancelled):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)

    assert said[1] == "31 of 48, about 20\u00a0s left"
    assert not cancel.isEnabled()


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "about 5\u00a0s left"), (58, "about 60\u00a0s left"), (100, "about 2 minutes left")]
)
def test_time_left_does_not_jump(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


@pytest.mark.parametrize("size", theme.TEXT_SIZES)
@pytest.mark.parametrize("language", [text.ENGLISH, text.PSEUDO])
def test_notices_and_choices_fit(qtbot: QtBot, qapp: QApplication, language: str, size: int) -> None:
    text.use_language(language)
    theme.apply(qapp, size)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(ErrorCard("What happened to this file", "And where in it. " * 6, [("a", "Go on")]))
    column.addWidget(ProgressCard("Reading"))
    column.addWidget(EmptyNote("No marks yet. Press B and drag a box, or P and click round the spot."))
    band = Band(theme.sizes().primary + 20)
    for index in range(3):
        band.row.addWidget(ChoiceButton("Almost certain", key=str(index), bars=index + 1))
    band.row.addStretch(1)
    column.addWidget(band)
    column.addStretch(1)
    qtbot.addWidget(holder)
    show_at(holder, 960, 540)

    assert clipped(holder) == []
    theme.apply(qapp)


def test_dialog_keeps_the_focus_on_the_safe_choice_and_esc_takes_it(qtbot: QtBot) -> None:
    window = QWidget()
    QVBoxLayout(window).addWidget(Button("Below"))
    qtbot.addWidget(window)
    show_at(window, 960, 540)
    dialog = Dialog(window, "Submit this case?", "There is no way back to it.", act="Submit", safe="Look once more")
    dialog.open()
    assert window.focusWidget() is dialog.safe_button
    qtbot.keyClick(dialog.safe_button, Qt.Key.Key_Tab)
    assert window.focusWidget() is dialog.act_button
    qtbot.keyClick(dialog.act_button, Qt.Key.Key_Tab)
    assert window.focusWidget() is dialog.safe_button
    assert clipped(window) == []
    with qtbot.waitSignal(dialog.refused), qtbot.assertNotEmitted(dialog.acted):
        qtbot.keyClick(dialog.safe_button, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_dialog_acts_when_told_to(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_at(window, 960, 540)
    dialog = Dialog(window, "Erase?", "", act="Erase", safe="Keep")
    dialog.open()
    with qtbot.waitSignal(dialog.acted):
        qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("kind", list(BadgeKind))
def test_badges_differ_in_form_not_only_in_colour(kind: BadgeKind) -> None:
    def grey(which: BadgeKind) -> QImage:
        image = QImage(18, 18, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_badge(painter, which, QRectF(0, 0, 18, 18))
        painter.end()
        return image.convertToFormat(QImage.Format.Format_Grayscale8)

    assert all(grey(kind) != grey(other) for other in BadgeKind if other is not kind)


def test_set_card_height_follows_its_width_and_enter_opens_it(qtbot: QtBot) -> None:
    card = SetCardView("Bulk and bags", "24 cases")
    qtbot.addWidget(card)
    show_at(card, 436, 200)
    assert card.height() == SetCardView.height_for(436)
    card.set_progress(0.5, "24 cases, 12 done", "Found 9 of 14; likely 39 to 84 in 100")
    assert card.lines()[1] == "24 cases, 12 done"
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_cover_fills_its_place_and_a_square_picture_is_shown_whole(tmp_path: Path) -> None:
    for name, size in (("wide.png", (840, 200)), ("square.png", (300, 300))):
        image = QImage(*size, QImage.Format.Format_Grayscale16)
        image.fill(30000)
        image.save(str(tmp_path / name))
    wide = read_cover(str(tmp_path / "wide.png"), QSize(434, 112), 2.0)
    square = read_cover(str(tmp_path / "square.png"), QSize(434, 112))
    assert wide is not None
    assert wide.size().toTuple() == (868, 224)
    assert square is not None
    assert square.size().toTuple() == (112, 112)


def test_a_cover_that_is_missing_or_no_picture_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no picture")

    assert read_cover(str(tmp_path / "text.png"), QSize(10, 10)) is None
    assert read_cover(str(tmp_path / "none.png"), QSize(10, 10)) is None


def test_focus_by_shortcut_shows_the_ring() -> None:
    assert came_by_key(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert not came_by_key(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
