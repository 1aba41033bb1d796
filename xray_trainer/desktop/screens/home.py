"""Home: what to do now, and the sets on this computer.

Nothing here loads a pixel library or the records: the window must stand at once. What those know comes later through
`set_progress`, `set_lead` and `set_person`. A change of language or text size builds the screen again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer import text
from xray_trainer.desktop import languages, theme
from xray_trainer.desktop.keys import Action, chord_of, told
from xray_trainer.desktop.screens.card_grid import CardGrid, CardView, counts
from xray_trainer.desktop.screens.lead import Lead, LeadText
from xray_trainer.desktop.screens.work_row import WorkRow
from xray_trainer.desktop.widgets import (
    Band,
    Button,
    Card,
    ElidedLabel,
    Entry,
    Heading,
    Label,
    Page,
    PrimaryButton,
    TopBar,
    WrapLabel,
    make_menu,
)
from xray_trainer.text import ngettext, tr


@dataclass(frozen=True, slots=True)
class ContinueView:
    """A session that was broken off. number, total : the case it stands at, total 0 without end.

    stopped : when, as said ("today at 9:12"). marks : kept marks of that case. minutes : to the end of the set, None if
    not known. cover : a picture file.
    """

    session: str
    title: str
    number: int
    total: int
    stopped: str
    marks: int = 0
    minutes: int | None = None
    cover: str = ""


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that Home shows. pending : the records are still being read, so nothing is proposed yet."""

    cards: tuple[CardView, ...] = ()
    person: str = ""
    to_continue: ContinueView | None = None
    pending: bool = False
    languages: tuple[languages.Language, ...] = field(default_factory=languages.offered)
    read: int = 0


class Home(QWidget):
    """The first screen.

    Signals
    -------
    open_set(str) : the folder of a set. continue_session(str) : a session's id. open_folder() : choose a set or folder.
    insert_into(str) : an item is to be put into a set's scans.
    endless() endless_wishes() make_set() choose_person() language_chosen(str) progress() settings() keys() leave()
    """

    open_set = Signal(str)
    continue_session = Signal(str)
    open_folder = Signal()
    insert_into = Signal(str)
    endless = Signal()
    endless_wishes = Signal()
    make_set = Signal()
    choose_person = Signal()
    language_chosen = Signal(str)
    progress = Signal()
    settings = Signal()
    keys = Signal()
    leave = Signal()

    def __init__(self, view: HomeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._lead_act: str = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = self._make_bar()
        column.addWidget(self._bar)
        self._cards = CardGrid(view.cards)
        self._cards.opened.connect(self.open_set)
        self._cards.insert_wanted.connect(self.insert_into)
        self.work = WorkRow()
        self.work.endless.connect(self.endless)
        self.work.wishes.connect(self.endless_wishes)
        self.work.make_set.connect(self.make_set)
        self._lead = Lead()
        self._lead.acted.connect(self._act_on_lead)
        column.addWidget(self._make_page(), 1)
        column.addWidget(self._make_foot())
        self.set_lead(view.to_continue, pending=view.pending)
        self.set_person(view.person, view.read)

    # what comes later

    def set_progress(self, folder: str, done: int, total: int, result: str) -> None:
        """Say on a set's card how far the person is, and the last result."""
        self._cards.set_progress(folder, done, total, result)
        self._view = replace(
            self._view,
            cards=tuple(
                replace(one, done=done, result=result) if one.card.folder == folder else one for one in self._view.cards
            ),
        )

    def set_lead(self, to_continue: ContinueView | None, *, pending: bool = False) -> None:
        """Propose what to do now: go on with a session, else the first set that is not done."""
        said, self._lead_act = _proposal(to_continue, self._view.cards)
        cover = (to_continue.cover if to_continue else "") or (
            self._view.cards[0].card.cover if self._view.cards else ""
        )
        if said is not None and not to_continue:
            cover = next(one.card.cover for one in self._view.cards if f"set:{one.card.folder}" == self._lead_act)
        self._lead.set_content(None if pending else said, cover)
        self._lead.setVisible(bool(self._view.cards) or to_continue is not None)
        self._to_continue = to_continue

    def set_person(self, person: str, read: int = 0) -> None:
        """Say whose practice this is, and how many containers that person has read."""
        self._person.setVisible(bool(person))
        self._person.setText(short_name(person))
        self._person.setAccessibleName(tr("Practice of {name}").format(name=person))
        self._person.set_tip(tr("Practice of {name}. Choose another person.").format(name=person))
        self._foot.setText(
            tr("Practice of {name}. Kept on this computer only; your mentor sees it when you send it.").format(
                name=person
            )
            if person
            else tr("Kept on this computer only; your mentor sees it when you send it.")
        )
        self._read.setText(ngettext("{n} container read", "{n} containers read", read).format(n=read) if read else "")
        for one in (self._read, self._progress, self._progress_line):
            one.setVisible(read > 0)

    def open_menu(self) -> None:
        """Open the menu (F10)."""
        self._bar.open_menu()

    # pieces

    def _make_bar(self) -> TopBar:
        bar = TopBar(tr("X-ray Trainer"), menu=self._menu(), parent=self)
        bar.keys_wanted.connect(self.keys)
        self._progress = bar.add_button(Button(tr("Progress"), flat=True, tip=tr("All your results so far.")))
        self._progress.clicked.connect(lambda: self.progress.emit())
        self._progress_line = bar.add_line()
        self._person = bar.add_button(Button("", "person", flat=True))
        self._person.clicked.connect(lambda: self.choose_person.emit())
        if len(self._view.languages) > 1:
            language = bar.add_button(
                Button(languages.name_of(text.language()), flat=True, tip=tr("Another language."))
            )
            language.clicked.connect(lambda: self._offer_languages(language))
        return bar

    def _menu(self) -> list[Entry]:
        return [
            Entry(tr("Open a set or a folder…"), self.open_folder.emit, "Ctrl+O"),
            Entry(tr("Make a simulated set"), self.make_set.emit, told(Action.MAKE_SET).key_text),
            Entry(tr("Practise without end"), self.endless.emit, told(Action.ENDLESS).key_text),
            Entry(),
            Entry(tr("Choose a person…"), self.choose_person.emit),
            Entry(tr("Settings"), self.settings.emit),
            Entry(tr("Keys"), self.keys.emit, "F1"),
            Entry(),
            Entry(tr("Quit"), self.leave.emit, "Ctrl+Q"),
        ]

    def _offer_languages(self, button: QWidget) -> None:
        menu = make_menu(
            [
                Entry(
                    one.name,
                    lambda code=one.code: self.language_chosen.emit(code),  # type: ignore[misc]
                    ticked=one.code == text.language(),
                )
                for one in self._view.languages
            ],
            self,
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _make_page(self) -> Page:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, theme.GAP_GROUP)
        column.setSpacing(0)
        column.addWidget(self._lead)
        column.addWidget(self.work)
        if self._view.cards:
            column.addWidget(self._make_head())
            column.addWidget(self._cards)
        else:
            column.addWidget(self._make_empty())
        column.addStretch(1)
        return Page(page, parent=self)

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.GAP_GROUP, 11, theme.GAP_TIGHT, 7)
        row.setSpacing(theme.GAP)
        row.addWidget(Heading(tr("Sets on this computer"), parent=head))
        row.addWidget(Label(str(len(self._view.cards)), colour=theme.MUTED, parent=head))
        row.addStretch(1)
        add = Button(tr("Drop a set or a folder here, or open one"), "drop", flat=True, key="Ctrl+O", parent=head)
        add.clicked.connect(lambda: self.open_folder.emit())
        row.addWidget(add)
        return head

    def _make_empty(self) -> QWidget:
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(theme.GAP_GROUP, theme.GAP_GROUP, theme.GAP_GROUP, 0)
        card = Card(parent=holder)
        card.column.setContentsMargins(24, 24, 24, 24)
        card.column.addWidget(
            WrapLabel(tr("No image sets on this computer yet"), weight=theme.Weight.STRONG, title=True)
        )
        card.column.addWidget(
            WrapLabel(
                tr("Drop a set, or a folder with scans, anywhere on this window. Files are copied, never changed."),
                colour=theme.MUTED,
            )
        )
        card.column.addSpacing(theme.GAP)
        row = QHBoxLayout()
        button = PrimaryButton(tr("Open a set or a folder"), key="Ctrl+O")
        button.clicked.connect(lambda: self.open_folder.emit())
        row.addWidget(button)
        row.addStretch(1)
        card.column.addLayout(row)
        around.addWidget(card)
        return holder

    def _make_foot(self) -> Band:
        foot = Band(theme.sizes().top, line="top", parent=self)
        self._foot = ElidedLabel(colour=theme.MUTED, parent=foot)
        self._foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._read = Label(colour=theme.MUTED, parent=foot)
        foot.row.addWidget(self._foot, 1)
        foot.row.addWidget(self._read)
        return foot

    def insert_into_chosen(self) -> bool | None:
        """Insert an item into the set whose card has the keyboard, else into the first one."""
        folder = self._cards.folder_with_focus()
        if not folder:
            return False
        self.insert_into.emit(folder)
        return True

    # events

    def _act_on_lead(self) -> None:
        kind, _, what = self._lead_act.partition(":")
        if kind == "session":
            self.continue_session.emit(what)
        elif what:
            self.open_set.emit(what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that the menu names."""
        act = {"Ctrl+O": self.open_folder, "Ctrl+Q": self.leave}.get(chord_of(event).text)
        if act is None:
            super().keyPressEvent(event)
        else:
            act.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gets a lower panorama."""
        super().resizeEvent(event)
        self._lead.set_room(self.height())

    def showEvent(self, event: QShowEvent) -> None:
        """The focus stands on what to do now; the ring shows after the first key."""
        super().showEvent(event)
        self._lead.focus()


def short_name(person: str) -> str:
    """First name and initial, for the top line."""
    first, *others = person.split() or [""]
    return f"{first} {others[-1][0]}." if others else first


def _proposal(to_continue: ContinueView | None, cards: tuple[CardView, ...]) -> tuple[LeadText | None, str]:
    """What to do now: its words, and "session:ID" or "set:FOLDER"."""
    if to_continue is not None:
        return _words_of_continue(to_continue), f"session:{to_continue.session}"
    if not cards:
        return None, ""
    waiting = next((one for one in cards if one.done is None or one.done < one.card.cases), None)
    chosen = waiting or cards[0]
    title = chosen.card.title.say(text.language())
    if waiting is None:
        said = LeadText(
            title, tr("All sets here are done. Go through one again, or open a new one."), tr("Practise again")
        )
    else:
        said = LeadText(title, f"{counts(chosen.card.cases, chosen.done)}.", tr("Start"))
    return said, f"set:{chosen.card.folder}"


def _words_of_continue(view: ContinueView) -> LeadText:
    place = tr("Case {number} of {total}.") if view.total else tr("Case {number}.")
    place = place.format(number=view.number, total=view.total)
    if view.marks:
        kept = ngettext(
            "You stopped {when}; your {marks} mark is kept.",
            "You stopped {when}; your {marks} marks are kept.",
            view.marks,
        )
    else:
        kept = tr("You stopped {when}.")
    note = ""
    if view.minutes:
        note = ngettext(
            "about {n} minute to the end of the set", "about {n} minutes to the end of the set", view.minutes
        ).format(n=view.minutes)
    return LeadText(view.title, f"{place} {kept.format(when=view.stopped, marks=view.marks)}", tr("Continue"), note)
