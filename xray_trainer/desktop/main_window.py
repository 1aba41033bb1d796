"""The one window: which screen stands in it, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from xray_trainer import __version__, paths
from xray_trainer.clock import Clock
from xray_trainer.desktop import preferences, theme
from xray_trainer.desktop.bringing_in import BringingIn
from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.keys import Action
from xray_trainer.desktop.opening_records import OpeningRecords
from xray_trainer.desktop.practice_room import PracticeRoom
from xray_trainer.desktop.runner import Runner
from xray_trainer.desktop.screens.card_grid import CardView
from xray_trainer.desktop.screens.home import Home, HomeView
from xray_trainer.desktop.screens.notice import Choice, Notice
from xray_trainer.desktop.simulated_room import SimulatedRoom
from xray_trainer.desktop.whose import Whose
from xray_trainer.desktop.widgets.settling import settle
from xray_trainer.errors import TrainerError
from xray_trainer.library import list_cards, read_card
from xray_trainer.model import Mode, SetCard
from xray_trainer.text import language, tr, use_language

if TYPE_CHECKING:
    from PySide6.QtGui import QDragLeaveEvent

    from xray_trainer.desktop.dropping import Dropping
    from xray_trainer.desktop.screens.inspection_parts.folding import Folds
    from xray_trainer.desktop.standing import Standing
    from xray_trainer.desktop.telling_results import TellingResults
    from xray_trainer.records import Journal

_LEAST = QSize(960, 540)
_MINUTES_A_CASE = 1.2
_AFTER_THE_FIRST_PAINT_MS = 20


class MainWindow(QWidget):
    """Holds one screen at a time and leads from one to the next.

    Parameters
    ----------
    data : the data folder. clock : the time. set_folder : a set to practise at once. reports : where reports are saved.
    """

    def __init__(self, data: Path, clock: Clock, set_folder: Path | None = None, reports: Path | None = None) -> None:
        super().__init__()
        self._data, self._clock, self._wanted_set = data, clock, set_folder
        self._reports = reports
        self._preferences = preferences.load(data)
        self._journal: Journal | None = None
        self._dropping: Dropping | None = None
        self._waiting_for_records: list[Callable[[Journal], None]] = []
        self._awake = False
        self.setWindowTitle(tr("X-ray Trainer"))
        self.setMinimumSize(_LEAST)
        self.resize(self._preferences.width, self._preferences.height)
        self.setAcceptDrops(True)
        self._keys = KeyFilter(self, at_once=False)
        self._runner = Runner(self)
        self._stack = QStackedLayout(self)
        self.practice = PracticeRoom(self, self._runner, clock, self._keys, lambda: self._preferences)
        self.practice.shown.connect(self._show)
        self.practice.finished.connect(self._tell_session)
        self.practice.left.connect(self.show_home)
        self.practice.folds_changed.connect(self._remember_folds)
        self.practice.close_again.connect(self.close)
        self.simulated = SimulatedRoom(self, data, clock, self._keys)
        self._connect_simulated()
        self._bringing = BringingIn(self, self._runner, data)
        self._bringing.in_place.connect(self._remember_set)
        self._bringing.opened.connect(self.practise)
        self._records = OpeningRecords(self, self._runner, data, clock)
        self._records.opened.connect(self._records_opened)
        self._whose = Whose(self, self._when_open)
        self._whose.became.connect(self._become)
        self._whose.renamed.connect(self._show_settings)
        self._records.given_up.connect(self.close)
        for keys, act in (("Ctrl+O", self._choose_folder), ("Ctrl+Q", self.close)):
            QShortcut(QKeySequence(keys), self, act)
        if self._preferences.trainee:
            self.show_home()
        else:
            self._show_first_start()

    def _connect_simulated(self) -> None:
        room = self.simulated
        room.shown.connect(self._show)
        room.left.connect(self.show_home)
        room.keys_wanted.connect(self._show_keys)
        room.practise.connect(self.practise)
        room.endless_wanted.connect(self._practise_endlessly)
        room.started.connect(self.practice.run)
        room.grew.connect(self.practice.look_again)
        room.ended.connect(self._tell_session)
        room.close_again.connect(self.close)

    # ---- screens ----

    def show_home(self) -> None:
        """Home, with what the records know as soon as they are open."""
        self.practice.let_go()
        self.simulated.rest_endless()
        cards = self._cards()
        home = Home(HomeView(cards=tuple(CardView(card) for card in cards), pending=True))
        home.open_set.connect(self.practise)
        home.continue_session.connect(self._continue)
        home.open_folder.connect(self._choose_folder)
        home.choose_person.connect(self._choose_person)
        home.language_chosen.connect(self._speak)
        home.progress.connect(self._show_progress)
        home.settings.connect(self._show_settings)
        home.keys.connect(self._show_keys)
        home.leave.connect(self.close)
        self._keys.bind(home, Action.KEYS, self._show_keys)
        self._keys.bind(home, Action.MENU, home.open_menu)
        self.simulated.greet(home)
        self._show(home)
        if self._journal is not None:
            self._tell_standing(home, cards)

    def _tell_standing(self, home: Home, cards: tuple[SetCard, ...]) -> None:
        from xray_trainer.desktop.standing import standing  # noqa: PLC0415 - when the records are open

        journal, trainee, now = self._journal, self._preferences.trainee, self._clock.now()
        assert journal is not None

        def done(found: Standing) -> None:
            if self._stack.currentWidget() is not home:
                return
            home.set_person(found.person, found.read)
            for one, card in zip(found.sets, cards, strict=True):
                home.set_progress(one.folder, one.done, card.cases, one.result)
            home.set_lead(found.to_continue)
            self.simulated.tell_stock(journal)

        def refused(error: TrainerError) -> None:
            Notice(self, tr("Your results could not be read"), error.sentence(), [Choice(tr("Go on"))])

        self._runner.run(lambda _progress: standing(journal, trainee, cards, now), done, refused)

    def _show_first_start(self, name: str = "") -> None:
        from xray_trainer.desktop.screens.first_start import FirstStart, FirstStartView  # noqa: PLC0415 - once, mostly

        wanted = read_card(self._wanted_set) if self._wanted_set is not None else None
        first = wanted or self._starter()
        view = FirstStartView(
            ready=wanted.title.say(language()) if wanted else "",
            cover=first.cover if first else "",
            cases=first.cases if first else 0,
            minutes=round(first.cases * _MINUTES_A_CASE) if first else 0,
            name=name,
        )
        screen = FirstStart(view)
        screen.started.connect(lambda name, language: self._begin_as(name, language, self._practise_first))
        screen.open_folder.connect(lambda name, language: self._begin_as(name, language, self._choose_folder))
        screen.language_chosen.connect(self._speak)
        screen.keys.connect(self._show_keys)
        self._keys.bind(screen, Action.KEYS, self._show_keys)
        self._show(screen)

    def _show_settings(self) -> None:
        from xray_trainer.desktop.screens.settings import Settings, SettingsView  # noqa: PLC0415 - when first asked for

        name = ""
        if self._journal is not None and self._preferences.trainee:
            name = self._journal.trainee(self._preferences.trainee).name
        screen = Settings(SettingsView(name, str(self._data), __version__))
        screen.language_chosen.connect(self._speak)
        screen.text_size_chosen.connect(self._resize_text)
        screen.renamed.connect(lambda name: self._whose.rename(self._preferences.trainee, name))
        screen.choose_person.connect(self._choose_person)
        screen.open_data_folder.connect(self._show_data_folder)
        screen.keys.connect(self._show_keys)
        screen.closed.connect(self.show_home)
        self._keys.bind(screen, Action.KEYS, self._show_keys)
        self._show(screen)

    def _show_data_folder(self) -> None:
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - as the next
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 - each Qt class costs time before the first paint

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data)))

    def _show_keys(self) -> None:
        from xray_trainer.desktop.screens.keys_page import KeysPage  # noqa: PLC0415 - when first asked for

        KeysPage(self)

    def _show_progress(self) -> None:
        self._when_open(lambda journal: self._telling().of_trainee(journal, self._preferences.trainee))

    def _telling(self) -> TellingResults:
        from xray_trainer.desktop.telling_results import TellingResults, reports_folder  # noqa: PLC0415 - when first asked for

        telling = TellingResults(self, self._runner, self._reports or reports_folder(self._data))

        def ready(screen: QWidget) -> None:
            screen.home.connect(self.show_home)  # type: ignore[attr-defined]
            screen.keys.connect(self._show_keys)  # type: ignore[attr-defined]
            self._keys.bind(screen, Action.KEYS, self._show_keys)
            self._show(screen)

        telling.ready.connect(ready)
        return telling

    def _show(self, screen: QWidget) -> None:
        """Put a screen in the window; the one before goes, but for the inspection, which is kept for the next case."""
        before = self._stack.currentWidget()
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        settle(self)
        if before is not None and before is not screen and before is not self.practice.inspection:
            self._stack.removeWidget(before)
            before.deleteLater()

    # ---- practice ----

    def practise(self, folder: str) -> None:
        """Go on with the practice of a set that was broken off, or begin one."""
        if not self._preferences.trainee:
            self._wanted_set = Path(folder)
            self._build_again()  # the first start tells of the set, and asks whose practice it is
            return
        trainee = self._preferences.trainee
        self._when_open(lambda journal: self.practice.open_set(journal, Path(folder), trainee))

    def _practise_first(self) -> None:
        starter = self._starter()
        if self._wanted_set is not None:
            folder, self._wanted_set = self._wanted_set, None
            self._bringing.bring(folder)
        elif starter is not None:
            self.practise(starter.folder)
        else:
            self.show_home()

    def _continue(self, session_id: str) -> None:
        def go_on(journal: Journal) -> None:
            endless = journal.session(session_id).mode is Mode.ENDLESS
            (self.simulated.resume_endless if endless else self.practice.resume)(journal, session_id)

        self._when_open(go_on)

    def _practise_endlessly(self) -> None:
        trainee = self._preferences.trainee
        self._when_open(lambda journal: self.simulated.begin_endless(journal, trainee))

    def _tell_session(self, session_id: str) -> None:
        self.simulated.rest_endless()
        self._when_open(lambda journal: self._telling().of_session(journal, session_id))

    # ---- records and people ----

    def _records_opened(self, journal: Journal) -> None:
        self._journal = journal
        if self._preferences.trainee and all(one.id != self._preferences.trainee for one in journal.trainees()):
            self._prefer(trainee="")
            self._show_first_start()  # the records were begun anew, or the person was erased
        current = self._stack.currentWidget()
        if isinstance(current, Home):
            self._tell_standing(current, self._cards())
        waiting, self._waiting_for_records = self._waiting_for_records, []
        for act in waiting:
            act(journal)
        if self._wanted_set is not None and self._preferences.trainee:
            folder, self._wanted_set = self._wanted_set, None
            self._bringing.bring(folder)

    def _when_open(self, act: Callable[[Journal], None]) -> None:
        if self._journal is not None:
            act(self._journal)
        else:
            self._waiting_for_records.append(act)

    def _begin_as(self, name: str, language: str, then: Callable[[], None]) -> None:
        self._prefer(language=language)
        self._whose.begin(name, then)

    def _choose_person(self) -> None:
        self._whose.choose(self._preferences.trainee)

    def _become(self, trainee_id: str) -> None:
        self._prefer(trainee=trainee_id)
        self.show_home()

    # ---- language, text size, memory ----

    def _speak(self, language: str) -> None:
        self._prefer(language=language)
        use_language(language)
        self._build_again()

    def _resize_text(self, px: int) -> None:
        self._prefer(text_size=px)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, px)
        self._build_again()

    def _build_again(self) -> None:
        from xray_trainer.desktop.screens.first_start import FirstStart  # noqa: PLC0415 - once, mostly

        current = self._stack.currentWidget()
        inspection = self.practice.inspection
        if inspection is not None and current is not inspection:
            self._stack.removeWidget(inspection)
            self.practice.forget_screen()
        if isinstance(current, FirstStart):
            self._show_first_start(current.name())
        elif isinstance(current, Home):
            self.show_home()
        else:
            self._show_settings()

    def _prefer(self, **changes: object) -> None:
        self._preferences = replace(self._preferences, **changes)  # type: ignore[arg-type]
        preferences.save(self._data, self._preferences)

    def _remember_folds(self, folds: Folds) -> None:
        if not folds.scan_only:
            self._prefer(dock_folded=not folds.dock, deck=str(folds.deck))

    # ---- sets ----

    def _cards(self) -> tuple[SetCard, ...]:
        known = [read_card(Path(folder)) for folder in self._preferences.known_sets]
        found = [*list_cards([paths.own_sets(self._data), paths.bundled_sets()]), *(one for one in known if one)]
        return tuple({card.folder: card for card in found}.values())

    def _starter(self) -> SetCard | None:
        """The set to begin with: one that came with the program, whatever else is there."""
        return next(iter(list_cards([paths.bundled_sets()]) or self._cards()), None)

    def _remember_set(self, folder: str) -> None:
        inside = [paths.own_sets(self._data), paths.bundled_sets()]
        if folder not in self._preferences.known_sets and not any(Path(folder).is_relative_to(one) for one in inside):
            self._prefer(known_sets=(*self._preferences.known_sets, folder))

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - each Qt class costs time before the first paint

        chosen = QFileDialog.getExistingDirectory(self, tr("Open a set or a folder"))
        if chosen:
            self._bringing.bring(Path(chosen))

    # ---- Qt ----

    def come_to_front(self, folder: str = "") -> None:
        """Another start was asked for: this window comes to the front, and opens the set that was named."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if folder:
            self._bringing.bring(Path(folder))

    def showEvent(self, event: QShowEvent) -> None:
        """The records are opened once the first screen has been painted."""
        super().showEvent(event)
        if not self._awake:
            self._awake = True
            QTimer.singleShot(_AFTER_THE_FIRST_PAINT_MS, self._wake)

    def _wake(self) -> None:
        if self.isVisible():  # it may be closed already
            self._keys.listen()
            self._records.open()
        else:
            self._awake = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything, and let go of the data folder; what is not on disk yet keeps the window open."""
        if not self.practice.rest() or not self.simulated.rest():
            event.ignore()
            return
        self.practice.let_go()
        self.simulated.close()
        if not self.isMaximized():
            self._prefer(width=self.width(), height=self.height())
        self._runner.close()
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something is dragged over the window."""
        self._drags().entered(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was carried away again."""
        self._drags().left()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what was dropped."""
        self._drags().dropped(event)

    def _drags(self) -> Dropping:
        if self._dropping is None:
            from xray_trainer.desktop.dropping import Dropping  # noqa: PLC0415 - when first asked for

            self._dropping = Dropping(self)
            self._dropping.taken.connect(self._bringing.bring)
        return self._dropping
