"""Settings: language, text size, whose practice it is, where everything is kept.

Each choice works at once; there is nothing to confirm. A change of language or text size builds the screen again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xray_trainer import text
from xray_trainer.desktop import languages, theme
from xray_trainer.desktop.widgets import (
    Button,
    ElidedLabel,
    Field,
    Hairline,
    Heading,
    Label,
    Option,
    Page,
    Segments,
    TopBar,
    WrapLabel,
)
from xray_trainer.text import N_, tr

_WIDTH = 860
_SIZE_NAMES = (N_("Normal"), N_("Larger"), N_("Largest"))


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What the page shows. person : whose practice it is, "" if nobody's yet. data_folder : as a path."""

    person: str
    data_folder: str
    version: str = ""
    languages: tuple[languages.Language, ...] = field(default_factory=languages.offered)


class Settings(QWidget):
    """The settings' page.

    Signals
    -------
    language_chosen(str) text_size_chosen(int) renamed(str) choose_person() open_data_folder() keys() closed()
    """

    language_chosen = Signal(str)
    text_size_chosen = Signal(int)
    renamed = Signal(str)
    choose_person = Signal()
    open_data_folder = Signal()
    keys = Signal()
    closed = Signal()

    def __init__(self, view: SettingsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = TopBar(tr("Settings"), back=tr("Home"), parent=self)
        bar.keys_wanted.connect(self.keys)
        bar.back_wanted.connect(self.closed)
        column.addWidget(bar)
        page = QWidget()
        self._rows = QVBoxLayout(page)
        self._rows.setSpacing(theme.GAP_DIALOG)
        if len(view.languages) > 1:
            self._add(tr("Language"), tr("Of the window, reports and messages."), self._make_languages())
        self._add(tr("Text size"), tr("Everything grows with it. The scan keeps its pixels."), self._make_sizes())
        self._add(tr("Whose practice"), tr("The name stands on reports, and nowhere else."), self._make_person())
        self._add(
            tr("Data folder"),
            tr("Your answers and imported sets. Copy this folder to keep a backup."),
            self._make_folder(),
        )
        if view.version:
            self._rows.addWidget(Label(tr("X-ray Trainer {version}").format(version=view.version), colour=theme.MUTED))
        self._rows.addStretch(1)
        column.addWidget(Page(page, parent=self), 1)

    def _add(self, name: str, note: str, what: QWidget) -> None:
        group = QVBoxLayout()
        group.setSpacing(theme.GAP_TIGHT)
        group.addWidget(Heading(name))
        group.addWidget(WrapLabel(note, colour=theme.MUTED))
        group.addSpacing(theme.GAP_TIGHT)
        group.addWidget(what)
        self._rows.addLayout(group)
        self._rows.addWidget(Hairline(upright=False, length=None))

    def _make_languages(self) -> QWidget:
        chooser = Segments([Option(one.code, one.name) for one in self._view.languages])
        chooser.set_chosen(text.language())
        chooser.chosen.connect(self.language_chosen)
        return _left(chooser)

    def _make_sizes(self) -> QWidget:
        pairs = zip(theme.TEXT_SIZES, _SIZE_NAMES, strict=True)
        chooser = Segments([Option(str(size), tr(name)) for size, name in pairs])
        chooser.set_chosen(str(theme.sizes().text))
        chooser.chosen.connect(lambda size: self.text_size_chosen.emit(int(size)))
        return _left(chooser)

    def _make_person(self) -> QWidget:
        self._name = Field(self._view.person, name=tr("Your name"))
        self._name.setMaxLength(120)
        self._name.setMinimumWidth(240)
        self._name.setMaximumWidth(320)
        self._rename = Button(tr("Rename"), key="Enter", tip=tr("Past results stay with this person."))
        other = Button(tr("Choose another person"), "person", flat=True)
        self._name.textChanged.connect(self._name_changed)
        self._name.returnPressed.connect(self._send_name)
        self._rename.clicked.connect(self._send_name)
        other.clicked.connect(lambda: self.choose_person.emit())
        self._name_changed("")
        return _left(self._name, self._rename, other)

    def _make_folder(self) -> QWidget:
        path = ElidedLabel(self._view.data_folder, mode=Qt.TextElideMode.ElideMiddle)
        opener = Button(tr("Show the folder"), "folder", tip=tr("In the computer's own file window."))
        opener.clicked.connect(lambda: self.open_data_folder.emit())
        return _left(path, opener)

    def _typed(self) -> str:
        return " ".join(self._name.text().split())

    def _name_changed(self, _typed: str) -> None:
        typed = self._typed()
        why = tr("Type a name first.") if not typed else tr("This is the name already.")
        self._rename.set_available(bool(self._view.person) and bool(typed) and typed != self._view.person, why)

    def _send_name(self) -> None:
        if self._rename.isEnabled():
            self.renamed.emit(self._typed())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is here, on no control yet."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows stand in the middle of a wide window."""
        super().resizeEvent(event)
        edge = max(theme.GAP_DIALOG, (self.width() - _WIDTH) // 2)
        self._rows.setContentsMargins(edge, 32, edge, 32)


def _left(*widgets: QWidget) -> QWidget:
    """Widgets in a row, at the left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
