"""Image sets on disk: the native format, foreign formats in and out, the checker, responses files.

Names are fetched when first used, so that Home's cards need nothing but the standard library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from xray_trainer.library.cards import list_cards, read_card

if TYPE_CHECKING:
    from xray_trainer.library.checking import CheckReport, check
    from xray_trainer.library.exporting import FORMATS, exact_truth_responses, export_set
    from xray_trainer.library.importing import ImportResult, import_set
    from xray_trainer.library.native import ImageSet, open_image_set, save_case, save_head, save_set, save_truth
    from xray_trainer.library.responses import ResponsesFile, read_responses, write_responses
    from xray_trainer.library.surveying import ImportStopped
    from xray_trainer.library.twins import write_twins

_HOMES = {
    "CheckReport": "checking",
    "FORMATS": "exporting",
    "ImageSet": "native",
    "ImportResult": "importing",
    "ImportStopped": "surveying",
    "ResponsesFile": "responses",
    "check": "checking",
    "exact_truth_responses": "exporting",
    "export_set": "exporting",
    "import_set": "importing",
    "open_image_set": "native",
    "read_responses": "responses",
    "save_case": "native",
    "save_head": "native",
    "save_set": "native",
    "save_truth": "native",
    "write_responses": "responses",
    "write_twins": "twins",
}

__all__ = [
    "FORMATS", "CheckReport", "ImageSet", "ImportResult", "ImportStopped", "ResponsesFile", "check",
    "exact_truth_responses", "export_set", "import_set", "list_cards", "open_image_set", "read_card", "read_responses",
    "save_case", "save_head", "save_set", "save_truth", "write_responses", "write_twins",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
