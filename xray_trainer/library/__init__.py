"""Image sets on disk: the native format, foreign formats in and out, the checker, responses files.

Names are fetched when first used, so that Home's cards need nothing but the standard library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from xray_trainer.library.cards import list_cards, read_card

if TYPE_CHECKING:
    from xray_trainer.library.checking import CheckReport, check
    from xray_trainer.library.importing import ImportResult, import_set
    from xray_trainer.library.native import ImageSet, open_image_set, save_case, save_head, save_set, save_truth
    from xray_trainer.library.surveying import ImportStopped

_HOMES = {
    "CheckReport": "checking",
    "ImageSet": "native",
    "ImportResult": "importing",
    "ImportStopped": "surveying",
    "check": "checking",
    "import_set": "importing",
    "open_image_set": "native",
    "save_case": "native",
    "save_head": "native",
    "save_set": "native",
    "save_truth": "native",
}

__all__ = [
    "CheckReport", "ImageSet", "ImportResult", "ImportStopped", "check", "import_set", "list_cards", "open_image_set",
    "read_card", "save_case", "save_head", "save_set", "save_truth",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
