"""The look's tokens: colours, type, sizes; and `apply`, which sets them on the application.

All sizes are logical px. Fonts and heights are set in code from here, never in the style sheet, because a sheet beats
them silently on every child.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from xray_trainer import paths

# Greys have R = G = B: grey levels are judged beside them.
SURROUND = "#141414"  # beside the scan, fields, page
PANEL = "#1E1E1E"  # bands, cards
RAISED = "#2A2A2A"  # a control at rest
HOVER = "#343434"  # a control pointed at
PRESSED = "#3C3C3C"
LINE = "#363636"  # hairlines between panels
EDGE = "#767676"  # edge of a field, check box, tick, dialog
OFF_EDGE = "#555555"  # the dashes round what is off; its text says the rest
TEXT = "#E8E8E8"
MUTED = "#ABABAB"  # names of values, notes
OFF = "#949494"  # text of what is off
WHITE = "#FFFFFF"
ACCENT = "#5CB3F0"  # chosen, focus, found
ACCENT_HOVER = "#74C0F4"
ACCENT_BG = "#24394A"  # fill of what is on
ACCENT_INK = "#0B1822"  # text on the accent
ACCENT_RANGE = "#2F5F82"  # the range behind a dot, as in figures
WARN = "#F0A030"  # missed, defect
WARN_TEXT = "#F5BE6B"  # a paper that does not agree (after submission)
GROOVE = "#3A3A3A"
FILLED = "#8A8A8A"  # the filled part of a slider
HANDLE = "#D4D4D4"
HALO = "#EB000000"  # 92 % black, on both sides of every line on a scan
PLATE = "#E00C0C0C"  # 88 %, under every word on a scan
AIR = "#E6E6E6"  # the open beam, shown 90 % white

RADIUS = 4  # controls
RADIUS_CARD = 6
RADIUS_PLATE = 3
GAP_TIGHT = 4  # within a group
GAP = 8  # between controls
GAP_GROUP = 12  # between groups and at window edges
GAP_DIALOG = 16
FOCUS_LINE = 2

FAMILY = "Inter"
TEXT_SIZES = (13, 15, 17)


class Weight(IntEnum):
    """The three weights that the font is cut to."""

    TEXT = 400
    BUTTON = 500
    STRONG = 600


@dataclass(frozen=True, slots=True)
class Sizes:
    """Every height that follows from the text size (px)."""

    text: int
    title: int  # a page's one sentence and its counts
    control: int
    row: int  # of read-only lines
    primary: int

    @property
    def top(self) -> int:
        """Height of the line at the top of a screen, and of the foot."""
        return self.control + 4

    @property
    def icon(self) -> int:
        """Side of an icon in a control."""
        return 20 if self.text < 17 else 24


def sizes_for(text: int) -> Sizes:
    """Row = text + 9 and control = text + 15, both up to the next 4 (rows of 13 px text stay 22, as drawn)."""
    control = _up_to_4(text + 15)
    return Sizes(text, round(text * 20 / 13), control, 22 if text == 13 else _up_to_4(text + 9), control + 8)


def _up_to_4(px: int) -> int:
    return -(-px // 4) * 4


_sizes = sizes_for(TEXT_SIZES[0])


def sizes() -> Sizes:
    """The sizes in use."""
    return _sizes


def font(weight: Weight = Weight.TEXT, *, title: bool = False) -> QFont:
    """The one typeface, in px, with tabular figures."""
    made = QFont(FAMILY)
    made.setPixelSize(_sizes.title if title else _sizes.text)
    made.setWeight(QFont.Weight(int(weight)))
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def metrics(weight: Weight = Weight.TEXT, *, title: bool = False) -> QFontMetrics:
    """Metrics of `font`."""
    return QFontMetrics(font(weight, title=title))


def colour(hex_name: str) -> QColor:
    """A token as Qt's colour."""
    return QColor(hex_name)


def load_fonts() -> None:
    """Register the shipped fonts with Qt, once an application."""
    if _loaded:
        return
    for path in sorted((paths.resources() / "fonts").glob("*.ttf")):
        _loaded.append(QFontDatabase.addApplicationFont(str(path)))


_loaded: list[int] = []


_FUSION = "made_with_fusion"


def dressed_application(words: list[str]) -> QApplication:
    """A new application with the style that `apply` needs. Set later, it would cost the classes of all of QStyle."""
    app = QApplication([*words, "-style", "Fusion"])
    app.setProperty(_FUSION, True)
    return app


def apply(app: QApplication, text_size: int = TEXT_SIZES[0]) -> None:
    """Set style, palette, font and style sheet. Screens built before a change of text size are to be built again."""
    global _sizes
    _sizes = sizes_for(text_size)
    load_fonts()
    if app.styleSheet() != _SHEET:  # setting it again would polish every living widget for nothing
        if not app.property(_FUSION):
            app.setStyle("Fusion")
        app.setPalette(palette())
        app.setStyleSheet(_SHEET)
        QToolTip.setPalette(palette())
    app.setFont(font())
    QToolTip.setFont(font())
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
    app.setCursorFlashTime(1060)


def palette() -> QPalette:
    """The full palette: Fusion paints placeholders, links, popup lists and disabled text from it."""
    made = QPalette()
    role = QPalette.ColorRole
    for roles, token in (
        ((role.Window, role.AlternateBase), PANEL),
        ((role.Base, role.Shadow, role.Dark), SURROUND),
        ((role.Button, role.Midlight), RAISED),
        ((role.Light,), HOVER),
        ((role.Mid,), LINE),
        ((role.WindowText, role.Text, role.ButtonText), TEXT),
        ((role.BrightText, role.HighlightedText), WHITE),
        ((role.PlaceholderText,), OFF),
        ((role.Highlight,), ACCENT_BG),
        ((role.Accent, role.Link, role.LinkVisited), ACCENT),
        ((role.ToolTipBase,), "#0C0C0C"),
        ((role.ToolTipText,), TEXT),
    ):
        for one in roles:
            made.setColor(one, colour(token))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, one, colour(OFF))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colour(RAISED))
    return made


# Colours, edges and paddings of what Qt itself paints. No heights, no fonts (see the module's docstring).
_SHEET = f"""
QToolTip {{ background: #0C0C0C; color: {TEXT}; border: 1px solid {LINE}; padding: 0 2px; }}
QMenu {{ background: {RAISED}; color: {TEXT}; border: 1px solid {EDGE}; padding: 4px 0; }}
QMenu::item {{ padding: 6px 24px 6px 12px; background: transparent; }}
QMenu::item:selected {{ background: {ACCENT_BG}; color: {WHITE}; }}
QMenu::item:disabled {{ color: {OFF}; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 0; }}
QLineEdit, QPlainTextEdit, QTextEdit {{
  background: {SURROUND}; color: {TEXT}; border: 1px solid {EDGE}; border-radius: {RADIUS}px; padding: 0 9px;
  selection-background-color: {ACCENT_BG}; selection-color: {WHITE}; }}
QPlainTextEdit, QTextEdit {{ padding: 6px 6px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 1px solid {ACCENT}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {{ color: {OFF}; border: 1px dashed {EDGE}; }}
QLineEdit:read-only {{ background: {PANEL}; }}
QAbstractItemView {{ background: {RAISED}; color: {TEXT}; border: 1px solid {EDGE}; outline: 0;
  selection-background-color: {ACCENT_BG}; selection-color: {WHITE}; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {EDGE}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {MUTED}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
