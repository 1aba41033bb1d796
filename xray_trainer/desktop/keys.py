"""Every action of the window, its keys and its sentence. `key_filter` turns keys into actions.

Keys are taken by their place on the keyboard, so that they work under Cyrillic layouts: see `position`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from xray_trainer.desktop.key_positions import MAC, NAMED, SET_1
from xray_trainer.text import N_, tr


class Action(StrEnum):
    """What can be done by a key. The value is the id that settings and tests use."""

    NO_SUSPICION = "no_suspicion"
    TO_INSPECTION = "to_inspection"
    CANNOT_DECIDE = "cannot_decide"
    DOUBTFUL = "doubtful"
    PROBABLE = "probable"
    ALMOST_CERTAIN = "almost_certain"
    GO_ON = "go_on"
    SELECT = "select"
    BOX = "box"
    POLYGON = "polygon"
    WHOLE_LOAD = "whole_load"
    NEXT_MARK = "next_mark"
    PREVIOUS_MARK = "previous_mark"
    CATEGORY = "category"
    DELETE = "delete"
    UNDO = "undo"
    REDO = "redo"
    DROP = "drop"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    NARROWER = "narrower"
    WIDER = "wider"
    LOWER = "lower"
    HIGHER = "higher"
    BLACK_WHITE = "black_white"
    INVERSE = "inverse"
    STANDARD = "standard"
    AUTOMATIC = "automatic"
    WINDOW_DOWN = "window_down"
    WINDOW_UP = "window_up"
    LEVEL_DOWN = "level_down"
    LEVEL_UP = "level_up"
    GAMMA_DOWN = "gamma_down"
    GAMMA_UP = "gamma_up"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    FIT = "fit"
    ACTUAL_SIZE = "actual_size"
    FRONT = "front"
    DOORS = "doors"
    PAGE_BACK = "page_back"
    PAGE_ON = "page_on"
    OTHER_VIEW = "other_view"
    AGAIN = "again"
    HIDE_OVERLAYS = "hide_overlays"
    FADE_OUT = "fade_out"
    FADE_IN = "fade_in"
    TWIN = "twin"
    KEYS = "keys"
    FOLD_DOCK = "fold_dock"
    FOLD_DECK = "fold_deck"
    NEXT_BAND = "next_band"
    PREVIOUS_BAND = "previous_band"
    MENU = "menu"
    SCAN_ONLY = "scan_only"
    ENDLESS = "endless"
    FINISH = "finish"
    MAKE_SET = "make_set"
    EXAMPLE = "example"
    INSERT = "insert"
    NEARER = "nearer"
    FARTHER = "farther"
    NEXT_CASE = "next_case"
    PREVIOUS_CASE = "previous_case"


class Reach(StrEnum):
    """Where a key means its action."""

    EVERYWHERE = "everywhere"  # in text fields too
    NOT_TYPING = "not_typing"
    STAGE = "stage"  # only while the scan has the focus: lists and sliders need these keys themselves


@dataclass(frozen=True, slots=True)
class Chord:
    """A key by the name of its place on the keyboard, and what is held with it."""

    place: str
    ctrl: bool = False
    alt: bool = False
    shift: bool = False

    @property
    def text(self) -> str:
        """As a tooltip writes it: "Ctrl+Z"."""
        held = [name for name, on in (("Ctrl", self.ctrl), ("Alt", self.alt), ("Shift", self.shift)) if on]
        return "+".join([*held, _CAPS.get(self.place, self.place)])


_CAPS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Minus": "−", "Plus": "+"}


@dataclass(frozen=True, slots=True)
class Told:
    """One action as it is told: name, keys, one sentence, and the group it stands in on the page of keys."""

    action: Action
    chords: tuple[Chord, ...]
    name: str
    sentence: str
    group: str
    reach: Reach = Reach.NOT_TYPING
    held: bool = False  # lasts while the key is down

    @property
    def key_text(self) -> str:
        """The first key, as a key cap shows it."""
        return self.chords[0].text


def _chord(text: str) -> Chord:
    *held, place = text.split("+")
    return Chord(place, "Ctrl" in held, "Alt" in held, "Shift" in held)


def _told(
    action: Action, keys: str, name: str, sentence: str, group: str, reach: Reach = Reach.NOT_TYPING, held: bool = False
) -> Told:
    return Told(action, tuple(_chord(one) for one in keys.split()), name, sentence, group, reach, held)


_MOVE = N_("Move the chosen mark; with none chosen, the view.")


_VERDICT, _MARKS, _PICTURE = N_("Verdict"), N_("Marks"), N_("Picture")
_LOOK, _FEEDBACK, _WINDOW = N_("Look"), N_("Feedback"), N_("Window")
_SIMULATED = N_("Simulated scans")

TABLE: tuple[Told, ...] = (
    _told(Action.NO_SUSPICION, "1", N_("No suspicion"),
          N_("The container may go: nothing in the scan speaks against the papers."), _VERDICT),
    _told(Action.TO_INSPECTION, "2", N_("To inspection"),
          N_("The container is stopped and opened."), _VERDICT),
    _told(Action.CANNOT_DECIDE, "3", N_("Cannot decide from the image"),
          N_("Too dense, damaged, or to be scanned again: the container is stopped."), _VERDICT),
    _told(Action.DOUBTFUL, "4", N_("Doubtful"), N_("It may well be the other way."), _VERDICT),
    _told(Action.PROBABLE, "5", N_("Probable"), N_("More likely than not."), _VERDICT),
    _told(Action.ALMOST_CERTAIN, "6", N_("Almost certain"), N_("You would be surprised to be wrong."), _VERDICT),
    _told(Action.GO_ON, "Enter Return", N_("Submit, next"),
          N_("Hand in the answer; after the feedback, go to the next case."), _VERDICT),
    _told(Action.SELECT, "V", N_("Select"), N_("Choose, move and resize marks."), _MARKS),
    _told(Action.BOX, "B", N_("Box"), N_("Drag a box round the spot."), _MARKS),
    _told(Action.POLYGON, "P", N_("Polygon"),
          N_("Click round the spot; a double click or Enter closes the line."), _MARKS),
    _told(Action.WHOLE_LOAD, "W", N_("Whole load does not match the papers"),
          N_("Says that all of the cargo is not what the papers declare."), _MARKS),
    _told(Action.NEXT_MARK, "Tab", N_("Next mark"), N_("Choose the next mark on the scan."), _MARKS, Reach.STAGE),
    _told(Action.PREVIOUS_MARK, "Shift+Tab", N_("Previous mark"),
          N_("Choose the mark before."), _MARKS, Reach.STAGE),
    _told(Action.CATEGORY, "K", N_("Kind"), N_("Say what kind of concealment the chosen mark is."), _MARKS),
    _told(Action.DELETE, "Del Backspace", N_("Delete"), N_("Remove the chosen mark; Undo brings it back."), _MARKS),
    _told(Action.UNDO, "Ctrl+Z", N_("Undo"), N_("Take back the last change of a mark."), _MARKS),
    _told(Action.REDO, "Ctrl+Y Ctrl+Shift+Z", N_("Redo"), N_("Do again what was taken back."), _MARKS),
    _told(Action.DROP, "Esc", N_("Cancel"), N_("Leave off the shape being drawn, or choose no mark."), _MARKS),
    _told(Action.LEFT, "Left", N_("Move left"), _MOVE, _MARKS, Reach.STAGE),
    _told(Action.RIGHT, "Right", N_("Move right"), _MOVE, _MARKS, Reach.STAGE),
    _told(Action.UP, "Up", N_("Move up"), _MOVE, _MARKS, Reach.STAGE),
    _told(Action.DOWN, "Down", N_("Move down"), _MOVE, _MARKS, Reach.STAGE),
    _told(Action.NARROWER, "Shift+Left", N_("Narrower"), N_("Resize the chosen mark."), _MARKS, Reach.STAGE),
    _told(Action.WIDER, "Shift+Right", N_("Wider"), N_("Resize the chosen mark."), _MARKS, Reach.STAGE),
    _told(Action.LOWER, "Shift+Up", N_("Lower"), N_("Resize the chosen mark."), _MARKS, Reach.STAGE),
    _told(Action.HIGHER, "Shift+Down", N_("Higher"), N_("Resize the chosen mark."), _MARKS, Reach.STAGE),
    _told(Action.BLACK_WHITE, "G", N_("B/W"),
          N_("The plain grey picture: light where the beam came through."), _PICTURE),
    _told(Action.INVERSE, "I", N_("Inverse"),
          N_("Dark where the beam came through, light where cargo is dense."), _PICTURE),
    _told(Action.STANDARD, "0", N_("Reset"), N_("The standard picture again."), _PICTURE),
    _told(Action.AUTOMATIC, "Shift+0", N_("Automatic"),
          N_("Window and level from the greys that are on screen."), _PICTURE),
    _told(Action.WINDOW_DOWN, "Q", N_("Window narrower"), N_("More contrast, over fewer greys."), _PICTURE),
    _told(Action.WINDOW_UP, "A", N_("Window wider"), N_("Less contrast, over more greys."), _PICTURE),
    _told(Action.LEVEL_DOWN, "R", N_("Level lower"), N_("See into denser cargo."), _PICTURE),
    _told(Action.LEVEL_UP, "F", N_("Level higher"), N_("See lighter cargo."), _PICTURE),
    _told(Action.GAMMA_DOWN, "T", N_("Gamma lower"), N_("Darken the middle greys."), _PICTURE),
    _told(Action.GAMMA_UP, "Y", N_("Gamma higher"), N_("Lighten the middle greys."), _PICTURE),
    _told(Action.ZOOM_IN, "Plus Shift+Plus", N_("Zoom in"),
          N_("Closer; the mouse wheel does it at the pointer."), _LOOK),
    _told(Action.ZOOM_OUT, "Minus", N_("Zoom out"), N_("Farther; the mouse wheel does it at the pointer."), _LOOK),
    _told(Action.FIT, "Z", N_("Fit"), N_("The whole container on screen."), _LOOK),
    _told(Action.ACTUAL_SIZE, "U", N_("1:1"), N_("One pixel of the scan on one pixel of the screen."), _LOOK),
    _told(Action.FRONT, "Home", N_("Front wall"), N_("Go to the front wall of the container."), _LOOK, Reach.STAGE),
    _told(Action.DOORS, "End", N_("Doors"), N_("Go to the doors of the container."), _LOOK, Reach.STAGE),
    _told(Action.PAGE_BACK, "PgUp", N_("One screen back"), N_("One screen toward the front wall."), _LOOK,
          Reach.STAGE),
    _told(Action.PAGE_ON, "PgDown", N_("One screen on"), N_("One screen toward the doors."), _LOOK,
          Reach.STAGE),
    _told(Action.OTHER_VIEW, "Alt+V", N_("Other view"),
          N_("Change between the side and the top view of the case."), _LOOK),
    _told(Action.AGAIN, "Ctrl+R", N_("Again without the answer"),
          N_("Go back to the scan as you met it, with nothing shown."), _FEEDBACK),
    _told(Action.HIDE_OVERLAYS, "H", N_("Hide overlays"),
          N_("Hold to see the scan without marks and answers."), _FEEDBACK, held=True),
    _told(Action.FADE_OUT, "[", N_("Fade out"), N_("Take what was hidden out of the scan, step by step."), _FEEDBACK),
    _told(Action.FADE_IN, "]", N_("Fade in"), N_("Put what was hidden back into the scan, step by step."), _FEEDBACK),
    _told(Action.TWIN, "Shift+T", N_("Clean twin"),
          N_("Hold to see the scan blink with and without what was hidden in it."), _FEEDBACK, held=True),
    _told(Action.KEYS, "F1", N_("Keys"), N_("Show all keys."), _WINDOW, Reach.EVERYWHERE),
    _told(Action.FOLD_DOCK, "F2", N_("Fold the tools"), N_("More room for the scan; once more brings the tools back."),
          _WINDOW, Reach.EVERYWHERE),
    _told(Action.FOLD_DECK, "F3", N_("Fold the papers and marks"),
          N_("First to one line, then away, then back."), _WINDOW, Reach.EVERYWHERE),
    _told(Action.NEXT_BAND, "F6", N_("Next band"), N_("Carry the keyboard to the next band of the window."), _WINDOW,
          Reach.EVERYWHERE),
    _told(Action.PREVIOUS_BAND, "Shift+F6", N_("Previous band"), N_("Carry the keyboard to the band before."), _WINDOW,
          Reach.EVERYWHERE),
    _told(Action.MENU, "F10", N_("Menu"), N_("Open the menu."), _WINDOW, Reach.EVERYWHERE),
    _told(Action.SCAN_ONLY, "F11", N_("Scan only"),
          N_("Nothing but the scan; the verdict comes up when the pointer touches the lower edge."), _WINDOW,
          Reach.EVERYWHERE),
    _told(Action.ENDLESS, "Ctrl+E", N_("Practise without end"),
          N_("New containers are made while you read; finish when you like."), _SIMULATED, Reach.EVERYWHERE),
    _told(Action.FINISH, "Ctrl+F", N_("Finish and see results"),
          N_("End a practice without end; the case that is open is left."), _SIMULATED),
    _told(Action.MAKE_SET, "Ctrl+M", N_("Make a simulated set"),
          N_("Containers by your wishes, with all that is hidden in them known."), _SIMULATED, Reach.EVERYWHERE),
    _told(Action.EXAMPLE, "F5", N_("Another example"),
          N_("One more case by the wishes as they stand."), _SIMULATED, Reach.EVERYWHERE),
    _told(Action.INSERT, "Ctrl+I", N_("Insert an item"),
          N_("Put an item into a scan of a set, as if it had been there."), _SIMULATED, Reach.EVERYWHERE),
    _told(Action.NEXT_CASE, "Ctrl+PgDown", N_("The next case"), N_("Put the item into the next case of the set."),
          _SIMULATED),
    _told(Action.PREVIOUS_CASE, "Ctrl+PgUp", N_("The case before"), N_("Go back to the case before."), _SIMULATED),
    _told(Action.NEARER, "Alt+Down", N_("Nearer"), N_("Move the item toward the source."), _SIMULATED),
    _told(Action.FARTHER, "Alt+Up", N_("Farther"), N_("Move the item away from the source."), _SIMULATED),
)  # fmt: skip

_BY_ACTION = {told.action: told for told in TABLE}
_BY_CHORD = {chord: told for told in TABLE for chord in told.chords}


def told(action: Action) -> Told:
    """The row of the table for an action."""
    return _BY_ACTION[action]


def row_of(chord: Chord) -> Told | None:
    """The row of the table for a key."""
    return _BY_CHORD.get(chord)


def tooltip(action: Action, why_off: str = "") -> tuple[str, str]:
    """Name with its key, and one sentence: what the action does, or why it is off just now."""
    row = _BY_ACTION[action]
    return f"{tr(row.name)}  {row.key_text}", why_off or tr(row.sentence)


def position(event: QKeyEvent) -> str:
    """The place of a key on the keyboard, by the name it has on a US keyboard ("Q", "1", "Left"); "" if unknown.

    A key that types a Latin letter is called by that letter, so that Ctrl+Z is where a German or French keyboard
    prints it. All others (Cyrillic letters, digits under Shift) go by the scan code. Where the platform gives no
    scan code (synthetic events, offscreen) Qt's own key decides.
    """
    key = event.key()
    if Qt.Key.Key_A.value <= key <= Qt.Key.Key_Z.value:
        return chr(key)
    if key in NAMED:
        return NAMED[key]
    return _by_code(event) or (chr(key) if 0x20 < key < 0x7F else "")


def _by_code(event: QKeyEvent) -> str:
    if sys.platform == "darwin":
        return MAC.get(event.nativeVirtualKey(), "")  # Cocoa gives no scan code, and 0 is the virtual key of A
    code = event.nativeScanCode()
    if QGuiApplication.platformName() not in ("windows", "minimal") and code > 8:
        code -= 8  # X keycodes are evdev codes plus 8, and evdev's main block is numbered as PS/2 set 1
    return SET_1.get(code, "")


def chord_of(event: QKeyEvent) -> Chord:
    """The key of an event with what is held."""
    held = event.modifiers()
    place = position(event)
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    return Chord(
        place,
        bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)),
        bool(held & Qt.KeyboardModifier.AltModifier),
        shift,
    )
