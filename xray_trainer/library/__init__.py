"""Image sets on disk: the native format, foreign formats in and out, the checker, responses files."""

from xray_trainer.library.cards import list_cards, read_card
from xray_trainer.library.native import ImageSet, open_image_set, save_case, save_head, save_set, save_truth

__all__ = [
    "ImageSet", "list_cards", "open_image_set", "read_card", "save_case", "save_head", "save_set", "save_truth",
]  # fmt: skip
