"""Widgets that screens share, in the look of `theme`. Each takes its text ready in the reader's language."""

from xray_trainer.desktop.widgets.badge import Badge, BadgeKind, paint_badge
from xray_trainer.desktop.widgets.band import Band, Hairline
from xray_trainer.desktop.widgets.button import Button, IconButton, PaintedButton, PrimaryButton
from xray_trainer.desktop.widgets.choice import ChoiceButton, paint_bars
from xray_trainer.desktop.widgets.keycap import KeyCap
from xray_trainer.desktop.widgets.labels import ElidedLabel, Heading, Label, WrapLabel
from xray_trainer.desktop.widgets.segments import Option, Segments
from xray_trainer.desktop.widgets.slider import Slider
from xray_trainer.desktop.widgets.tip import tip_text

__all__ = [
    "Badge", "BadgeKind", "Band", "Button", "ChoiceButton", "ElidedLabel", "Hairline", "Heading", "IconButton",
    "KeyCap", "Label", "Option", "PaintedButton", "PrimaryButton", "Segments", "Slider", "WrapLabel", "paint_badge",
    "paint_bars", "tip_text",
]  # fmt: skip
