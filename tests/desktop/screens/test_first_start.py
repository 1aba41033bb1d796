"""First start, settings and the question whose practice it is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.clipping import clipped, show_at
from xray_trainer import text
from xray_trainer.desktop import languages, theme
from xray_trainer.desktop.screens.first_start import FirstStart, FirstStartView
from xray_trainer.desktop.screens.people import PeopleDialog
from xray_trainer.desktop.screens.settings import Settings, SettingsView
from xray_trainer.desktop.widgets import Button, Field, ListRow, PrimaryButton, Segments
from xray_trainer.model import Trainee

LANGUAGES = (languages.Language("en", "English"), languages.Language("ky", "Кыргызча"))
FOLDER = "/home/aigerim/.local/share/xray-trainer/" + "a-long-way-down/" * 9


def button(screen: QWidget, name: str) -> Button:
    """The button that says so."""
    (found,) = (one for one in screen.findChildren(Button) if one.text() == name)
    return found


def first_start(qtbot: QtBot, view: FirstStartView) -> FirstStart:
    """The first screen, shown."""
    screen = FirstStart(view)
    qtbot.addWidget(screen)
    show_at(screen, 1366, 768)
    return screen


def test_name_and_one_click_lead_to_the_first_scan(qtbot: QtBot) -> None:
    screen = first_start(qtbot, FirstStartView(cases=8, minutes=10, languages=LANGUAGES))
    field, start = screen.findChildren(Field)[0], screen.findChildren(PrimaryButton)[0]
    assert screen.focusWidget() is field
    assert not start.isEnabled()
    assert "Type your name first." in start.tip()
    qtbot.keyClicks(field, "  Aigerim   Toktosunova ")
    with qtbot.waitSignal(screen.started) as sent:
        qtbot.mouseClick(start, Qt.MouseButton.LeftButton)

    assert sent.args == ["Aigerim Toktosunova", "en"]


def test_enter_in_the_name_starts_too(qtbot: QtBot) -> None:
    screen = first_start(qtbot, FirstStartView(cases=8))
    field = screen.findChildren(Field)[0]
    with qtbot.assertNotEmitted(screen.started):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "Bek")
    with qtbot.waitSignal(screen.started):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_set_from_a_mentor_may_be_opened_instead(qtbot: QtBot) -> None:
    screen = first_start(qtbot, FirstStartView(cases=8, name="Bek"))
    with qtbot.waitSignal(screen.open_folder) as sent:
        qtbot.mouseClick(button(screen, "I have a set from my mentor"), Qt.MouseButton.LeftButton)

    assert sent.args == ["Bek", "en"]


def test_choosing_a_language_keeps_the_name(qtbot: QtBot) -> None:
    screen = first_start(qtbot, FirstStartView(cases=8, name="Bek", languages=LANGUAGES))
    with qtbot.waitSignal(screen.language_chosen) as sent:
        qtbot.mouseClick(screen.findChildren(Segments)[0].button("ky"), Qt.MouseButton.LeftButton)

    assert sent.args == ["ky"]
    assert screen.name() == "Bek"


def test_it_says_how_long_the_first_set_is(qtbot: QtBot) -> None:
    screen = first_start(qtbot, FirstStartView(cases=8, minutes=10))
    said = [label.text() for label in screen.findChildren(QLabel)]

    assert any(one.startswith("8 scans to begin with, about 10 minutes. You mark") for one in said)


def test_settings_work_at_once(qtbot: QtBot) -> None:
    page = Settings(SettingsView("Aigerim", "/data", languages=LANGUAGES))
    qtbot.addWidget(page)
    show_at(page, 1366, 768)
    chooser, sizes = page.findChildren(Segments)
    with qtbot.waitSignal(page.language_chosen) as language:
        qtbot.mouseClick(chooser.button("ky"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.text_size_chosen) as size:
        qtbot.mouseClick(sizes.button("17"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.open_data_folder):
        qtbot.mouseClick(button(page, "Show the folder"), Qt.MouseButton.LeftButton)

    assert (language.args, size.args) == (["ky"], [17])


def test_a_person_is_renamed_only_to_another_name(qtbot: QtBot) -> None:
    page = Settings(SettingsView("Aigerim", "/data"))
    qtbot.addWidget(page)
    show_at(page, 1366, 768)
    rename, field = button(page, "Rename"), page.findChildren(Field)[0]
    assert not rename.isEnabled()
    assert "This is the name already." in rename.tip()
    qtbot.keyClicks(field, " T.")
    with qtbot.waitSignal(page.renamed) as sent:
        qtbot.mouseClick(rename, Qt.MouseButton.LeftButton)

    assert sent.args == ["Aigerim T."]


def test_esc_leaves_the_settings(qtbot: QtBot) -> None:
    page = Settings(SettingsView("Aigerim", "/data"))
    qtbot.addWidget(page)
    show_at(page, 1366, 768)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window to ask over."""
    made = QWidget()
    qtbot.addWidget(made)
    show_at(made, 960, 540)
    return made


def people(window: QWidget, number: int = 9) -> PeopleDialog:
    """The question, over a window."""
    dialog = PeopleDialog(window, [Trainee(str(index), f"Person {index}") for index in range(number)], "1")
    dialog.open()
    QApplication.processEvents()
    return dialog


def test_another_person_is_chosen(qtbot: QtBot, window: QWidget) -> None:
    dialog = people(window)
    with qtbot.waitSignal(dialog.chosen) as sent, qtbot.assertNotEmitted(dialog.refused):
        qtbot.mouseClick(dialog.findChildren(ListRow)[3], Qt.MouseButton.LeftButton)

    assert sent.args == ["3"]


def test_somebody_new_is_added(qtbot: QtBot, window: QWidget) -> None:
    dialog = people(window)
    assert clipped(dialog) == []
    qtbot.keyClicks(dialog.findChildren(Field)[0], "Tilek")
    with qtbot.waitSignal(dialog.added) as sent:
        qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

    assert sent.args == ["Tilek"]


@pytest.mark.parametrize("size", theme.TEXT_SIZES)
@pytest.mark.parametrize("language", [text.ENGLISH, text.PSEUDO])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (960, 540)])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: int, language: str, width: int, height: int
) -> None:
    image = QImage(868, 224, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    image.save(str(tmp_path / "cover.png"))
    text.use_language(language)
    theme.apply(qapp, size)
    for screen in (
        FirstStart(FirstStartView(str(tmp_path / "cover.png"), 8, 10, "Aigerim Toktosunova", LANGUAGES)),
        FirstStart(FirstStartView()),
        Settings(SettingsView("Aigerim Toktosunova", FOLDER, "1.0", LANGUAGES)),
    ):
        qtbot.addWidget(screen)
        show_at(screen, width, height)
        assert clipped(screen) == []
