"""Carries an item between the screen, the simulator's insertion and a set on disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from xray_trainer import paths
from xray_trainer.desktop.key_filter import KeyFilter
from xray_trainer.desktop.keys import Action
from xray_trainer.desktop.runner import Job, Runner
from xray_trainer.desktop.screens.notice import Choice, Notice, Waiting
from xray_trainer.errors import TrainerError
from xray_trainer.files import write_error
from xray_trainer.library import list_cards, read_card
from xray_trainer.text import language, tr

if TYPE_CHECKING:
    from xray_trainer.desktop.examples import Picture
    from xray_trainer.desktop.screens.inserting import InsertScreen
    from xray_trainer.library import ImageSet
    from xray_trainer.simulator.insertion import Outcome, Prepared, Thing

_NEW = "new"  # the id of a set that is not there yet
_AT_ONCE = 6  # small pictures made in one piece of work


class Inserting(QObject):
    """One screen at a time. Signals: shown(QWidget), left(), keys_wanted()."""

    shown = Signal(object)
    left = Signal()
    keys_wanted = Signal()

    def __init__(self, window: QWidget, data: Path, keys: KeyFilter) -> None:
        super().__init__(window)
        self._window, self._data, self._keys = window, data, keys
        self._items = data / "items"
        self._runner = Runner(self, threads=2)
        self._screen: InsertScreen | None = None
        self._set: ImageSet | None = None
        self._prepared: Prepared | None = None
        self._things: dict[str, Thing] = {}
        self._pictures: dict[str, Picture] = {}
        self._item = ""
        self._at: tuple[float, float] | None = None
        self._depth: float | None = None
        self._outcome: Outcome | None = None
        self._drawing: Job | None = None
        self._soon = QTimer(self)  # a hand moves faster than an item is projected: only the last place counts
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._project)

    def open(self, folder: Path) -> None:
        """Show the first case of a set."""
        waiting = Waiting(self._window, tr("Opening “{name}”").format(name=_title(folder)), lambda: None)

        def work() -> tuple[ImageSet, tuple[tuple[str, str], ...], Prepared]:
            from xray_trainer.desktop.item_pictures import all_items  # noqa: PLC0415 - loads the simulator
            from xray_trainer.errors import RequestError  # noqa: PLC0415 - with the next
            from xray_trainer.library import open_image_set  # noqa: PLC0415 - loads the codec
            from xray_trainer.simulator.insertion import prepare_case  # noqa: PLC0415
            from xray_trainer.text import N_, Message  # noqa: PLC0415

            image_set = open_image_set(folder)
            if not image_set.usable:
                raise RequestError(Message(N_("no case of this set can be opened")), folder)
            return image_set, all_items(self._items), prepare_case(image_set, image_set.usable[0])

        def done(found: tuple[ImageSet, tuple[tuple[str, str], ...], Prepared]) -> None:
            waiting.shut()
            self._set = found[0]
            screen = self._make_screen(found[0])
            screen.items.show_items(found[1])
            self._show_prepared(found[2])
            self.shown.emit(screen)
            self._draw_pictures()

        def refused(error: TrainerError) -> None:
            waiting.shut()
            self._tell(tr("Nothing can be inserted here"), error)

        self._runner.run(lambda _progress: work(), done, refused)

    def _make_screen(self, image_set: ImageSet) -> InsertScreen:
        from xray_trainer.desktop.screens.inserting import InsertScreen  # noqa: PLC0415 - loads pixel libraries
        from xray_trainer.desktop.viewer.viewport import STEP  # noqa: PLC0415

        screen = self._screen = InsertScreen(image_set.head.title.say(language()), image_set.usable)
        screen.destroyed.connect(lambda: self._gone(screen))
        screen.case_wanted.connect(self._open_case)
        screen.item_chosen.connect(self._choose)
        screen.place_wanted.connect(self._place)
        screen.depth_changed.connect(self._set_depth)
        screen.taken_away.connect(self._take_away)
        screen.keep_wanted.connect(self._keep)
        screen.add_wanted.connect(self._ask_cut_out)
        screen.cut_out_dropped.connect(lambda path: self._add_cut_out(Path(path)))
        screen.other_view.clicked.connect(screen.show_other_scan)
        screen.closed.connect(self.left)
        screen.keys.connect(self.keys_wanted)
        self._keys.bind(screen, Action.KEYS, self.keys_wanted.emit)
        self._keys.bind(screen, Action.FARTHER, lambda: screen.step_depth(1))
        self._keys.bind(screen, Action.NEARER, lambda: screen.step_depth(-1))
        self._keys.bind(screen, Action.NEXT_CASE, lambda: screen.step_case(1))
        self._keys.bind(screen, Action.PREVIOUS_CASE, lambda: screen.step_case(-1))
        self._keys.bind(screen, Action.OTHER_VIEW, screen.show_other_scan)
        self._keys.bind(
            screen, Action.HIDE_OVERLAYS,
            lambda: screen.canvas.set_overlays_hidden(True), lambda: screen.canvas.set_overlays_hidden(False),
        )  # fmt: skip
        for action, act in (
            (Action.ZOOM_IN, lambda: screen.canvas.zoom_by(STEP)),
            (Action.ZOOM_OUT, lambda: screen.canvas.zoom_by(1 / STEP)),
            (Action.FIT, screen.canvas.fit),
            (Action.ACTUAL_SIZE, screen.canvas.actual_size),
        ):
            self._keys.bind(screen, action, act)
        self._keys.add_stage(screen.canvas)
        self._item, self._at, self._depth, self._outcome = "", None, None, None
        self._show_targets()
        return screen

    def _gone(self, screen: InsertScreen) -> None:
        if self._screen is screen:
            self._screen, self._prepared, self._set, self._outcome = None, None, None, None
            self._soon.stop()

    # ---- cases ----

    def _open_case(self, case_id: str) -> None:
        image_set, screen = self._set, self._screen
        if image_set is None or screen is None:
            return
        waiting = Waiting(self._window, tr("Reading the scan"), lambda: None)

        def work() -> Prepared:
            from xray_trainer.simulator.insertion import prepare_case  # noqa: PLC0415 - it is loaded

            return prepare_case(image_set, case_id)

        def done(prepared: Prepared) -> None:
            waiting.shut()
            if self._screen is screen:
                self._show_prepared(prepared)

        def refused(error: TrainerError) -> None:
            waiting.shut()
            if self._prepared is not None:
                screen.case.set_chosen(self._prepared.case.id)
            self._tell(tr("This case cannot be opened"), error)

        self._runner.run(lambda _progress: work(), done, refused)

    def _show_prepared(self, prepared: Prepared) -> None:
        self._prepared, self._at, self._outcome = prepared, None, None
        if self._screen is not None:
            pixels = [ground.pixels for ground in prepared.grounds]
            self._screen.show_case(prepared.case.id, pixels, prepared.case.scans)

    # ---- the item ----

    def _choose(self, name: str) -> None:
        from xray_trainer.desktop.item_pictures import called  # noqa: PLC0415 - it is loaded

        self._item = name
        if self._screen is not None:
            self._screen.show_item(called(name))
        if self._at is not None:
            self._soon.start()

    def _place(self, x: float, y: float) -> None:
        if self._item:
            self._at = x, y
            self._soon.start()

    def _set_depth(self, depth: float) -> None:
        self._depth = depth
        if self._at is not None:
            self._soon.start()

    def _project(self) -> None:
        """Put the item where the hand is: a few to twenty ms."""
        prepared, screen = self._prepared, self._screen
        if prepared is None or screen is None or self._at is None or not self._item:
            return
        try:
            thing = self._thing(self._item)
        except TrainerError as error:
            self._at = None
            self._tell(tr("This item cannot be used"), error)
            return
        self._outcome = prepared.project(thing, *self._at, self._depth)
        screen.show_outcome(self._outcome, self._at)

    def _thing(self, name: str) -> Thing:
        from xray_trainer.simulator.insertion import find  # noqa: PLC0415 - it is loaded

        if name not in self._things:
            self._things[name] = find(name, self._items)
        return self._things[name]

    def _take_away(self) -> None:
        self._soon.stop()
        self._at, self._outcome = None, None
        if self._screen is not None:
            self._screen.show_outcome(None)

    # ---- keeping ----

    def _show_targets(self) -> None:
        from xray_trainer.simulator.hidden import CATEGORIES  # noqa: PLC0415 - it is loaded
        from xray_trainer.simulator.insertion.inserting import INSERTED  # noqa: PLC0415

        if self._set is None or self._screen is None:
            return
        kinds = {one.id: one.name.say(language()) or one.id for one in self._set.head.categories}
        ours = {slug: name.say() for slug, name in CATEGORIES}
        options = [(INSERTED, tr("Inserted item")), *((kinds | ours) | kinds).items()]
        own = [one for one in list_cards([paths.own_sets(self._data)]) if Path(one.folder) != self._set.folder]
        sets = [(one.folder, one.title.say(language())) for one in own]
        self._screen.show_targets(
            list({slug: (slug, name) for slug, name in options}.values()), [(_NEW, tr("A new set")), *sets]
        )

    def _keep(self) -> None:
        prepared, outcome, screen = self._prepared, self._outcome, self._screen
        if prepared is None or outcome is None or screen is None or not outcome.accepted:
            return
        thing, category, chosen = self._thing(self._item), screen.category.choice(), screen.target.choice()
        folder = _free(paths.own_sets(self._data)) if chosen == _NEW else Path(chosen)
        screen.keep.set_available(False, tr("Being written."))

        def work() -> str:
            from xray_trainer.simulator.insertion import write  # noqa: PLC0415 - it is loaded
            from xray_trainer.simulator.insertion.inserting import INSERTED  # noqa: PLC0415

            return write(prepared, outcome, thing, folder, "" if category == INSERTED else category)

        def done(case_id: str) -> None:
            if self._screen is not screen:
                return
            self._take_away()
            self._show_targets()
            screen.target.set_chosen(str(folder))
            screen.category.set_chosen(category)
            screen.say(tr("Kept as case {case} of “{name}”.").format(case=case_id, name=_title(folder)))

        def refused(error: TrainerError) -> None:
            screen.keep.set_available(True)
            self._tell(tr("The new case could not be written"), error)

        self._runner.run(lambda _progress: work(), done, refused)

    # ---- items ----

    def _draw_pictures(self) -> None:
        """Small pictures of the items that have none, a few at a time."""
        screen = self._screen
        if screen is None:
            return
        for name, picture in self._pictures.items():
            screen.items.show_picture(name, picture)
        missing = [tile.item for tile in screen.items.tiles() if tile.item not in self._pictures][:_AT_ONCE]
        if missing and self._drawing is None:
            self._drawing = self._runner.run(
                lambda progress: _small_pictures(missing, self._items, lambda: progress(0, 1, "")), self._take_pictures
            )
            self._drawing.ended.connect(self._drawn)

    def _take_pictures(self, pictures: dict[str, Picture]) -> None:
        self._pictures |= pictures

    def _drawn(self) -> None:
        self._drawing = None
        self._draw_pictures()

    def _ask_cut_out(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - each Qt class costs time

        kinds = tr("Images") + " (*.png *.tif *.tiff)"
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("An image of one item with open air round it"), "", kinds
        )
        if chosen:
            self._add_cut_out(Path(chosen))

    def _add_cut_out(self, path: Path) -> None:
        """Copy an image into the folder of items, if it can be read as one."""
        target = self._items / path.name

        def work() -> tuple[tuple[str, str], ...]:
            from xray_trainer.desktop.item_pictures import all_items  # noqa: PLC0415 - it is loaded
            from xray_trainer.simulator.insertion import find  # noqa: PLC0415

            find(str(path))
            try:
                self._items.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            except shutil.SameFileError:
                pass  # it was there already
            except OSError as error:
                raise write_error(error, target) from error
            return all_items(self._items)

        def done(items: Sequence[tuple[str, str]]) -> None:
            name = path.stem.removesuffix("_high").removesuffix("_low")
            self._things.pop(name, None)
            self._pictures.pop(name, None)
            if self._screen is not None:
                self._screen.items.search.clear()
                self._screen.items.show_items(items)
                self._draw_pictures()
                self._screen.items.choose(name)
                self._screen.say(tr("“{name}” is an item now.").format(name=name))

        self._runner.run(lambda _progress: work(), done, lambda error: self._tell(tr("This is no item"), error))

    # ---- within ----

    def _tell(self, heading: str, error: TrainerError) -> None:
        Notice(self._window, heading, error.sentence(), [Choice(tr("Back"))])

    def close(self) -> None:
        """Stop all work."""
        self._screen = None
        self._soon.stop()
        self._runner.close()


def _small_pictures(names: Sequence[str], folder: Path, go_on: Callable[[], bool]) -> dict[str, Picture]:
    from xray_trainer.desktop.examples import Picture  # noqa: PLC0415 - with the next
    from xray_trainer.desktop.item_pictures import HEIGHT, WIDTH, small_picture  # noqa: PLC0415 - loads the simulator
    from xray_trainer.simulator.insertion import find  # noqa: PLC0415

    made = {}
    for name in names:
        if not go_on():
            break
        try:
            made[name] = small_picture(find(name, folder))
        except TrainerError:  # told when it is chosen
            made[name] = Picture(bytes(3 * WIDTH * HEIGHT), WIDTH, HEIGHT)
    return made


def _title(folder: Path) -> str:
    card = read_card(folder)
    return folder.name if card is None else card.title.say(language())


def _free(parent: Path) -> Path:
    folder, number = parent / "inserted", 2
    while folder.exists():
        folder, number = parent / f"inserted-{number}", number + 1
    return folder
