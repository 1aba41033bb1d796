"""Home: what it proposes, what it sends, and that it stands at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.clipping import clipped, show_at
from xray_trainer import text
from xray_trainer.clock import Instant
from xray_trainer.desktop import languages, theme
from xray_trainer.desktop.screens.card_grid import CardView
from xray_trainer.desktop.screens.home import ContinueView, Home, HomeView, short_name
from xray_trainer.desktop.when import day_and_time
from xray_trainer.desktop.widgets import Button, ElidedLabel, PrimaryButton, SetCardView
from xray_trainer.model import LocalText, SetCard

LANGUAGES = (
    languages.Language("en", "English"),
    languages.Language("ru", "Русский"),
    languages.Language("ky", "Кыргызча"),
)
PERSON = "Aigerim Toktosunova"
TITLES = ("Vehicles and spare parts", "Bulk and bags", "Mixed loads in colour", "Two views: side and top " * 3)


@pytest.fixture
def cover(tmp_path: Path) -> str:
    image = QImage(868, 224, QImage.Format.Format_Grayscale16)
    image.fill(41000)
    image.save(str(tmp_path / "cover.png"))
    return str(tmp_path / "cover.png")


def cards(number: int, cover: str = "", done: int | None = 12) -> tuple[CardView, ...]:
    """Sets as Home gets them."""
    result = "Found 9 of 14; likely 39 to 84 in 100" if done else ""
    return tuple(
        CardView(
            SetCard(f"/sets/{index}", str(index), LocalText.of(TITLES[index % 4]), 20, cover if index % 2 == 0 else ""),
            done,
            result,
        )
        for index in range(number)
    )


def broken_off() -> ContinueView:
    """A session that stands at case 7 of 20."""
    return ContinueView("s-1", "Mixed loads, Khorgos road", 7, 20, "yesterday at 16:40", marks=2, minutes=13)


def shown(qtbot: QtBot, view: HomeView, width: int = 1366, height: int = 768) -> Home:
    """Home in a window of that size."""
    home = Home(view)
    qtbot.addWidget(home)
    show_at(home, width, height)
    return home


def words(home: Home) -> str:
    """All that stands on the screen."""
    parts = [one.text() for one in home.findChildren(QLabel) if one.isVisible()]
    parts += [one.text() for one in home.findChildren(ElidedLabel) if one.isVisible()]
    return "\n".join(parts)


def primary(home: Home) -> PrimaryButton:
    """The one thing to do."""
    (button,) = (one for one in home.findChildren(PrimaryButton) if one.isVisible())
    return button


def test_a_session_that_was_broken_off_comes_first(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(3), PERSON, broken_off()))

    assert "Case 7 of 20. You stopped yesterday at 16:40; your 2 marks are kept." in words(home)
    assert "about 13 minutes to the end of the set" in words(home)
    with qtbot.waitSignal(home.continue_session) as sent:
        qtbot.mouseClick(primary(home), Qt.MouseButton.LeftButton)
    assert sent.args == ["s-1"]


def test_without_one_the_first_set_that_is_not_done_is_proposed(qtbot: QtBot) -> None:
    done, *others = cards(3, done=20)
    waiting = CardView(others[0].card, 0)
    home = shown(qtbot, HomeView((done, waiting), PERSON))

    assert "20 cases, not begun." in words(home)
    with qtbot.waitSignal(home.open_set) as sent:
        qtbot.keyClick(primary(home), Qt.Key.Key_Return)
    assert sent.args == ["/sets/1"]


def test_nothing_is_proposed_until_the_records_are_read(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(3, done=None), pending=True))
    assert [one for one in home.findChildren(PrimaryButton) if one.isVisible()] == []
    cards_before = [one.geometry() for one in home.findChildren(SetCardView)]
    home.set_lead(broken_off())
    home.set_person(PERSON, 245)
    QApplication.processEvents()

    assert primary(home).text() == "Continue"
    assert f"Practice of {PERSON}." in words(home)
    assert "245 containers read" in words(home)
    assert [one.geometry() for one in home.findChildren(SetCardView)] == cards_before  # nothing jumps


def test_progress_comes_later_and_stands_on_its_card(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(2, done=None), pending=True))
    first, second = home.findChildren(SetCardView)
    assert first.lines()[1:] == ("20 cases", "", "")
    home.set_progress("/sets/0", 12, 20, "Found 9 of 14; likely 39 to 84 in 100")
    home.set_progress("/sets/1", 0, 20, "")
    home.set_progress("/gone", 1, 2, "")

    assert first.lines()[1:] == ("20 cases, 12 done", "Found 9 of 14; likely 39 to 84 in 100", "")
    assert second.lines()[1:] == ("20 cases, not begun", "No result yet", "new")


def test_a_card_opens_its_set(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(4), PERSON))
    with qtbot.waitSignal(home.open_set) as sent:
        qtbot.mouseClick(home.findChildren(SetCardView)[2], Qt.MouseButton.LeftButton)

    assert sent.args == ["/sets/2"]


def test_no_sets_yet_says_what_to_do(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView((), PERSON))

    assert "No image sets on this computer yet" in words(home)
    with qtbot.waitSignal(home.open_folder):
        qtbot.mouseClick(primary(home), Qt.MouseButton.LeftButton)


def test_only_languages_with_a_catalogue_are_offered(qtbot: QtBot) -> None:
    assert languages.Language("en", "English") in languages.offered()
    one = shown(qtbot, HomeView(cards(1), PERSON, languages=LANGUAGES[:1]))
    three = shown(qtbot, HomeView(cards(1), PERSON, languages=LANGUAGES))

    assert "English" not in [button.text() for button in one.findChildren(Button)]
    assert "English" in [button.text() for button in three.findChildren(Button)]


def test_the_language_is_chosen_from_a_menu(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(1), PERSON, languages=LANGUAGES))
    (button,) = (one for one in home.findChildren(Button) if one.text() == "English")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(home.language_chosen) as sent:
        menu.actions()[1].trigger()
    menu.close()

    assert sent.args == ["ru"]


def test_ctrl_o_opens_a_set_and_ctrl_q_leaves(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(1), PERSON))
    with qtbot.waitSignal(home.open_folder):
        qtbot.keyClick(primary(home), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(home.leave):
        qtbot.keyClick(primary(home), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


def test_the_menu_holds_what_the_top_line_does_not(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(1), PERSON))
    home.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    said = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    with qtbot.waitSignal(home.settings):
        menu.actions()[said.index("Settings") + 1].trigger()
    menu.close()

    assert said == [
        "Open a set or a folder…", "Make a simulated set", "Practise without end", "Choose a person…", "Settings",
        "Keys", "Quit",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "columns"), [(1920, 4), (1366, 3), (960, 2)])
def test_cards_stand_in_columns_of_equal_width(qtbot: QtBot, width: int, columns: int) -> None:
    home = shown(qtbot, HomeView(cards(9), PERSON), width, 768)
    placed = [one.geometry() for one in home.findChildren(SetCardView)]

    assert len({one.x() for one in placed}) == columns
    assert len({one.width() for one in placed}) == 1
    assert max(one.right() for one in placed) <= width - theme.GAP_GROUP


def test_cards_at_1366_are_as_drawn(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(6), PERSON, broken_off()))
    first, second = home.findChildren(SetCardView)[:2]

    assert (first.width(), second.x() - first.x()) == (436, 453)


def test_the_focus_stands_on_what_to_do(qtbot: QtBot) -> None:
    home = shown(qtbot, HomeView(cards(3), PERSON, broken_off()))

    assert home.focusWidget() is primary(home)


@pytest.mark.parametrize("size", theme.TEXT_SIZES)
@pytest.mark.parametrize("language", [text.ENGLISH, text.PSEUDO])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (960, 540), (1920, 1080)])
@pytest.mark.parametrize("number", [0, 1, 14])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, cover: str, size: int, language: str, width: int, height: int, number: int
) -> None:
    text.use_language(language)
    theme.apply(qapp, size)
    view = HomeView(cards(number, cover), PERSON, broken_off() if number else None, languages=LANGUAGES, read=245)

    assert clipped(shown(qtbot, view, width, height)) == []


def test_first_window_loads_no_heavy_library() -> None:
    code = (
        "import sys, xray_trainer.desktop.screens.home, xray_trainer.desktop.screens.first_start,"
        " xray_trainer.desktop.screens.settings, xray_trainer.desktop.screens.people\n"
        "heavy = ('cv2', 'numpy', 'scipy', 'matplotlib', 'sqlalchemy', 'pydantic', 'reportlab', 'PIL')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)

    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "short"), [("Aigerim Toktosunova", "Aigerim T."), ("Bek", "Bek"), ("", ""), ("А. Б. Ким", "А. К.")]
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


def test_moments_are_said_as_a_person_says_them() -> None:
    now = Instant(wall_ms=1_795_536_000_000, offset_min=360)  # 24 November 2026, 22:00 in Bishkek
    hour = 3_600_000

    assert day_and_time(now.wall_ms - 2 * hour, now) == "today at 20:00"
    assert day_and_time(now.wall_ms - 23 * hour, now) == "yesterday at 23:00"
    assert day_and_time(now.wall_ms - 24 * 30 * hour, now) == "25 October at 22:00"
    assert day_and_time(now.wall_ms - 24 * 365 * hour, now) == "24 November 2025 at 22:00"
