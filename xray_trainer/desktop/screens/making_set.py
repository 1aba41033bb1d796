"""Making a simulated set: the wish, an example of what it gives, how long it will take, and the making itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from xray_trainer.desktop import theme
from xray_trainer.desktop.examples import Example
from xray_trainer.desktop.keys import Action, told
from xray_trainer.desktop.screens.making_parts.example_view import ExampleView
from xray_trainer.desktop.screens.making_parts.wish_form import WishForm
from xray_trainer.desktop.set_wishes import Offers
from xray_trainer.desktop.widgets import (
    Band,
    Bar,
    Button,
    ElidedLabel,
    Label,
    Page,
    PrimaryButton,
    TopBar,
    time_left,
)
from xray_trainer.simulator import Wishes
from xray_trainer.text import ngettext, tr

_BAR = 56
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Broken:
    """A set that was begun and not finished. folder : its id here."""

    folder: str
    title: str
    done: int
    total: int


class MakingSet(QWidget):
    """The screen.

    Signals
    -------
    example_wanted() : make another example of what `form` says. make_wanted() stop_wanted() folder_wanted()
    go_on_wanted(str) leave_wanted(str) : with the folder of a set that was interrupted.
    practise_wanted(str) : the folder of the set that was made. keys() closed()
    """

    example_wanted = Signal()
    make_wanted = Signal()
    stop_wanted = Signal()
    folder_wanted = Signal()
    go_on_wanted = Signal(str)
    leave_wanted = Signal(str)
    practise_wanted = Signal(str)
    keys = Signal()
    closed = Signal()

    def __init__(self, wishes: Wishes, folder: Path, jobs: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._seconds = self._bytes = 0.0  # of one case, as measured
        self._made = ""
        self._broken: tuple[Broken, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        bar = TopBar(tr("Make a simulated set"), back=tr("Home"), parent=self)
        bar.keys_wanted.connect(self.keys)
        bar.back_wanted.connect(self.closed)
        self.view = ExampleView()
        self.form = WishForm(wishes, folder)
        self.form.changed.connect(self._wish_changed)
        self.form.folder_wanted.connect(self.folder_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._make_broken())
        column.addWidget(self.view, 3)
        column.addWidget(self._make_example_bar())
        column.addWidget(Page(self.form), 2)
        column.addWidget(self._make_foot())
        column.addWidget(self._make_progress())
        self._progress.hide()
        self._wish_changed()

    # ---- pieces ----

    def _make_broken(self) -> Band:
        """What was interrupted, and the ways on."""
        self._broken_band = Band(theme.sizes().control + 16, tone=theme.ACCENT_BG)
        self._broken_said = ElidedLabel()
        go_on, leave = Button(tr("Go on with it")), Button(tr("Leave it as it is"), flat=True)
        leave.set_tip(tr("The cases that are there become the whole set."))
        go_on.clicked.connect(lambda: self.go_on_wanted.emit(self._broken[0].folder))
        leave.clicked.connect(lambda: self.leave_wanted.emit(self._broken[0].folder))
        self._broken_band.row.addWidget(self._broken_said, 1)
        self._broken_band.row.addWidget(leave)
        self._broken_band.row.addWidget(go_on)
        self._broken_band.hide()
        return self._broken_band

    def _make_example_bar(self) -> Band:
        band = Band(theme.sizes().control + 8)
        self._example_said = ElidedLabel(colour=theme.MUTED)
        self._example_said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = told(Action.EXAMPLE)
        self.another = Button(tr(row.name), "again", key=row.key_text, tip=tr(row.sentence))
        self.another.clicked.connect(lambda: self.example_wanted.emit())
        band.row.addWidget(Label(tr("An example"), weight=theme.Weight.STRONG))
        band.row.addWidget(self._example_said, 1)
        band.row.addWidget(self.another)
        return band

    def _make_foot(self) -> Band:
        self._foot = Band(_BAR, line="top")
        self._estimate = ElidedLabel(colour=theme.MUTED)
        self._estimate.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.practise = Button(tr("Practise it"), "play", tall=True)
        self.practise.clicked.connect(lambda: self.practise_wanted.emit(self._made))
        self.practise.hide()
        self.make = PrimaryButton(tr("Make the set"), key="Ctrl+Enter")
        self.make.clicked.connect(lambda: self.make_wanted.emit())
        for widget in (self.practise, self.make):
            self._foot.row.addWidget(widget)
        self._foot.row.insertWidget(0, self._estimate, 1)
        return self._foot

    def _make_progress(self) -> Band:
        self._progress = Band(_BAR, line="top")
        self._count = ElidedLabel()
        self._count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bar = Bar()
        self.stop = Button(tr("Stop"), tall=True, tip=tr("The cases made so far are kept; you can go on later."))
        self.stop.clicked.connect(lambda: self.stop_wanted.emit())
        words = QVBoxLayout()
        words.setSpacing(theme.GAP)
        words.setContentsMargins(0, theme.GAP, 0, theme.GAP)
        words.addWidget(self._count)
        words.addWidget(self._bar)
        self._progress.row.addLayout(words, 1)
        self._progress.row.addSpacing(theme.GAP_GROUP)
        self._progress.row.addWidget(self.stop)
        return self._progress

    # ---- what the window tells the screen ----

    def set_offers(self, offers: Offers) -> None:
        """What there is to choose from."""
        self.form.set_offers(offers)

    def expect_example(self) -> None:
        """One is being made."""
        self.another.set_available(False, tr("One is being made just now."))
        self._example_said.setText(tr("being made…"))
        if self.view.shown is None:
            self.view.say(tr("An example is being made: this takes 5 to 15 seconds"))

    def show_example(self, example: Example) -> None:
        """Here it is; and now it is known how long a case takes."""
        self.another.set_available(True)
        self.view.show_picture(example.picture)
        self._example_said.setText(example.sentence)
        self._seconds, self._bytes = example.seconds, float(example.size)
        self._tell_estimate()

    def refuse_example(self, sentence: str) -> None:
        """None could be made, and why."""
        self.another.set_available(True)
        self._example_said.setText(sentence)
        if self.view.shown is None:
            self.view.say(tr("No example: see the line below"))

    def show_broken(self, broken: Sequence[Broken]) -> None:
        """Sets that were interrupted; the first can be gone on with."""
        self._broken = tuple(broken)
        self._broken_band.setVisible(bool(broken) and self._progress.isHidden())
        if broken:
            first = broken[0]
            self._broken_said.setText(
                tr("“{name}” was interrupted: {done} of {total} cases are made.").format(
                    name=first.title, done=first.done, total=first.total
                )
            )

    def show_making(self, done: int, total: int, seconds_left: float | None) -> None:
        """How far the making is; the form waits."""
        if self._progress.isHidden():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # what has it now is about to be hidden or off
        self._foot.hide()
        self._broken_band.hide()
        self._progress.show()
        self.form.setEnabled(False)
        said = tr("{done} of {total} cases made").format(done=done, total=total)
        left = f", {time_left(seconds_left)}" if seconds_left is not None else ""
        note = tr("You can go Home and practise meanwhile.")
        self._count.setText(f"{said}{left}. {note}")
        self._bar.set_share(done / total if total else 0)

    def show_rest(self, said: str = "", made: str = "") -> None:
        """Nothing is being made. said : what came of it. made : the folder of the set that is whole now."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._progress.hide()
        self._foot.show()
        self.form.setEnabled(True)
        self.stop.set_available(True)
        self._made = made
        self.practise.setVisible(bool(made))
        self._tell_estimate()
        if said:
            self._estimate.setText(said)
        self.show_broken(self._broken)

    def show_stopping(self) -> None:
        """It was asked to stop."""
        self.stop.set_available(False, tr("Stopping."))
        self._count.setText(tr("Stopping; the cases made so far are kept."))

    def estimate(self) -> str:
        """What is said of time and room."""
        return self._estimate.text()

    # ---- within ----

    def _wish_changed(self) -> None:
        fault = self.form.fault()
        self.make.set_available(not fault, fault)
        self.another.set_available(not fault, fault)
        self._tell_estimate()

    def _tell_estimate(self) -> None:
        fault = self.form.fault()
        if fault:
            self._estimate.setText(fault)
            return
        count = self.form.count()
        said = ngettext("{n} case", "{n} cases", count).format(n=count)
        if not self._seconds:
            said = tr("{cases}. How long it takes is measured with the first example.").format(cases=said)
            self._estimate.setText(said)
            return
        seconds = self._seconds * count / min(self._jobs, count)
        room = self._bytes * count
        self._estimate.setText(
            tr("{cases}: about {time} and {room} on this disk, measured with the example.").format(
                cases=said, time=duration(seconds), room=megabytes(room)
            )
        )

    # ---- Qt ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back; Ctrl+Enter makes the set."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.make.isVisible() and self.make.isEnabled():
                self.make_wanted.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is here, on no control yet."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gives the form more than the picture."""
        super().resizeEvent(event)
        self.view.setMaximumHeight(max(self.view.minimumHeight(), round(self.height() * 0.46)))


def duration(seconds: float) -> str:
    """A time ahead, in words."""
    if seconds < 90:
        n = max(5, round(seconds / 5) * 5)
        return ngettext("{n} second", "{n} seconds", n).format(n=n)
    minutes = round(seconds / 60)
    if minutes < 120:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    hours = round(seconds / 3600)
    return ngettext("{n} hour", "{n} hours", hours).format(n=hours)


def megabytes(size: float) -> str:
    """Room on a disk, in words."""
    if size < 1000 * _MEGABYTE:
        return tr("{n} MB").format(n=max(1, round(size / _MEGABYTE)))
    return tr("{n} GB").format(n=f"{size / 1000 / _MEGABYTE:.1f}")
