"""The first start: a language, a name, and the first scan. A change of language builds the screen again."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xray_trainer import text
from xray_trainer.desktop import languages, theme
from xray_trainer.desktop.theme import Weight
from xray_trainer.desktop.widgets import (
    Band,
    Button,
    ElidedLabel,
    Field,
    Label,
    Option,
    Page,
    PrimaryButton,
    Segments,
    TopBar,
    WrapLabel,
    paint_cover,
    read_cover,
    settled_height,
)
from xray_trainer.text import ngettext, tr

_ASPECT = 1366 / 348
_LEAST_PICTURE = 96
_FORM_WIDTH = 860
_FIELD_WIDTH = 320
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class FirstStartView:
    """What the screen shows. cover : of the starter set. cases, minutes : how long that set is, 0 if there is none.

    name : already typed, kept when the language changes. ready : the title of a set that was brought in before anybody
    said a name; cover, cases and minutes are then of that set.
    """

    cover: str = ""
    cases: int = 0
    minutes: int = 0
    name: str = ""
    ready: str = ""
    languages: tuple[languages.Language, ...] = field(default_factory=languages.offered)


class FirstStart(QWidget):
    """The first screen of all.

    Signals
    -------
    started(str, str) : name and language; open the first scan. open_folder(str, str) : name and language; the person
    has a set. language_chosen(str) keys()
    """

    started = Signal(str, str)
    open_folder = Signal(str, str)
    language_chosen = Signal(str)
    keys = Signal()

    def __init__(self, view: FirstStartView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = TopBar(tr("X-ray Trainer"), parent=self)
        bar.keys_wanted.connect(self.keys)
        column.addWidget(bar)
        self._picture = _Picture(view.cover)
        self._form = self._make_form()
        page = QWidget()
        self._inner = QVBoxLayout(page)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(0)
        self._inner.addWidget(self._picture)
        self._inner.addWidget(self._form)
        self._inner.addStretch(1)
        self._page = Page(page, parent=self)
        column.addWidget(self._page, 1)
        foot = Band(theme.sizes().top, line="top", parent=self)
        foot.row.addWidget(ElidedLabel(tr("Works without a network. F1 shows every key."), colour=theme.MUTED))
        foot.row.addStretch(1)
        column.addWidget(foot)
        self._name_changed(self._name.text())

    def name(self) -> str:
        """The name as typed, without spaces at its ends."""
        return " ".join(self._name.text().split())

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setSpacing(theme.GAP)
        heading = tr("“{title}” is ready").format(title=self._view.ready) if self._view.ready else ""
        heading = heading or tr("Read your first container")
        column.addWidget(WrapLabel(heading, weight=Weight.STRONG, title=True))
        column.addSpacing(theme.GAP_TIGHT)
        column.addWidget(WrapLabel(self._promise()))
        column.addSpacing(theme.GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP_DIALOG)
        grid.setVerticalSpacing(theme.GAP_DIALOG)
        grid.setColumnStretch(1, 1)
        if len(self._view.languages) > 1:
            grid.addWidget(Label(tr("Language"), colour=theme.MUTED), 0, 0)
            self._language = Segments([Option(one.code, one.name) for one in self._view.languages])
            self._language.set_chosen(text.language())
            self._language.chosen.connect(self.language_chosen)
            grid.addWidget(self._language, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Label(tr("Your name"), colour=theme.MUTED), 1, 0)
        grid.addLayout(self._make_name(), 1, 1)
        grid.addLayout(self._make_buttons(), 2, 1)
        column.addLayout(grid)
        form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return form

    def _promise(self) -> str:
        if not self._view.cases:
            return tr("You mark what looks wrong, say what you would do, and see at once what was there.")
        length = ngettext("{n} scan to begin with", "{n} scans to begin with", self._view.cases)
        if self._view.minutes:
            length = tr("{scans}, {minutes}").format(
                scans=length,
                minutes=ngettext("about {m} minute", "about {m} minutes", self._view.minutes),
            )
        promise = tr("{scans}. You mark what looks wrong, say what you would do, and see at once what was there.")
        return promise.format(scans=length.format(n=self._view.cases, m=self._view.minutes))

    def _make_name(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_GROUP)
        self._name = Field(self._view.name, name=tr("Your name"))
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setFixedWidth(_FIELD_WIDTH)
        self._name.textChanged.connect(self._name_changed)
        self._name.returnPressed.connect(self._start)
        row.addWidget(self._name)
        row.addWidget(WrapLabel(tr("only on this computer, until you send results to a mentor"), colour=theme.MUTED), 1)
        return row

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_DIALOG)
        first = tr("Open the first scan") if self._view.cases else tr("Begin")
        self._start_button = PrimaryButton(first, key="Enter")
        self._start_button.clicked.connect(self._start)
        self._own_button = Button(tr("I have a set from my mentor"), "drop", tall=True)
        self._own_button.clicked.connect(lambda: self.open_folder.emit(self.name(), text.language()))
        row.addWidget(self._start_button)
        row.addWidget(self._own_button)
        row.addStretch(1)
        return row

    def _name_changed(self, _typed: str) -> None:
        for button in (self._start_button, self._own_button):
            button.set_available(bool(self.name()), tr("Type your name first."))

    def _start(self) -> None:
        if self.name():
            self.started.emit(self.name(), text.language())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form keeps its height in the middle of the window; the picture takes what is left, at its true aspect."""
        super().resizeEvent(event)
        edge = max(theme.GAP_DIALOG, (self.width() - _FORM_WIDTH) // 2)
        above = 48 if self.height() >= 700 else theme.GAP_DIALOG
        layout = self._form.layout()
        if layout is not None:
            layout.setContentsMargins(edge, above, edge, theme.GAP_DIALOG)
        needed = settled_height(self._form, self.width())
        self._form.setFixedHeight(needed)
        left = self.height() - 2 * theme.sizes().top - needed
        self._picture.setFixedHeight(max(_LEAST_PICTURE, min(left, round(self.width() / _ASPECT))))

    def showEvent(self, event: QShowEvent) -> None:
        """The name is what is asked for."""
        super().showEvent(event)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)


class _Picture(QWidget):
    """The starter set's cover, edge to edge."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._image: QImage | None = None
        self._image_for = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, and the hairline below."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._image_for != self.size() * ratio:
            self._image_for = self.size() * ratio
            self._image = read_cover(self._path, self.size(), ratio)
        paint_cover(painter, self._image, QRectF(self.rect()))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour(theme.LINE))
