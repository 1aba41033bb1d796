"""Widgets that screens share, in the look of `theme`. Each takes its text ready in the reader's language."""

from xray_trainer.desktop.widgets.badge import Badge, BadgeKind, paint_badge
from xray_trainer.desktop.widgets.band import Band, Hairline
from xray_trainer.desktop.widgets.button import Button, IconButton, ListRow, PaintedButton, PrimaryButton
from xray_trainer.desktop.widgets.card import Card, SetCardView
from xray_trainer.desktop.widgets.choice import ChoiceButton, paint_bars
from xray_trainer.desktop.widgets.cover import paint_cover, read_cover
from xray_trainer.desktop.widgets.dialog import Dialog
from xray_trainer.desktop.widgets.field import Combo, Field
from xray_trainer.desktop.widgets.keycap import KeyCap
from xray_trainer.desktop.widgets.labels import ElidedLabel, Heading, Label, WrapLabel, settled_height
from xray_trainer.desktop.widgets.notices import Bar, EmptyNote, ErrorCard, ProgressCard, time_left
from xray_trainer.desktop.widgets.page import Page
from xray_trainer.desktop.widgets.segments import Option, Segments
from xray_trainer.desktop.widgets.slider import Slider
from xray_trainer.desktop.widgets.tip import TIPS_BELOW, show_tip, tip_text
from xray_trainer.desktop.widgets.top_bar import Entry, TopBar, make_menu

__all__ = [
    "TIPS_BELOW", "Badge", "BadgeKind", "Band", "Bar", "Button", "Card", "ChoiceButton", "Combo", "Dialog",
    "ElidedLabel", "EmptyNote", "Entry", "ErrorCard", "Field", "Hairline", "Heading", "IconButton", "KeyCap",
    "Label", "ListRow", "Option", "Page", "PaintedButton", "PrimaryButton", "ProgressCard", "Segments",
    "SetCardView", "Slider", "TopBar", "WrapLabel", "make_menu", "paint_badge", "paint_bars", "paint_cover",
    "read_cover", "settled_height", "show_tip", "time_left", "tip_text",
]  # fmt: skip
