"""The nouns: frozen, with no file, pixel, Qt or clock in them. No noun knows how it is drawn, stored or scored.

Each is fetched when first used: making all of them takes as long as painting the first window.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xray_trainer.model.case import Case, Declared, DoorEnd, FileRef, Papers, Plane, PlaneKind, Scan, Seal, View
    from xray_trainer.model.defect import Defect
    from xray_trainer.model.display import FULL_SCALE, DisplaySettings, Viewport, standard_view
    from xray_trainer.model.draft import Draft, Edit
    from xray_trainer.model.geometry import (
        Box,
        Point,
        Polygon,
        Region,
        RotatedBox,
        Shape,
        Spot,
        WholeLoad,
        area,
        bounds,
        polygon_area,
    )
    from xray_trainer.model.image_set import Category, SetHead
    from xray_trainer.model.local_text import LocalText
    from xray_trainer.model.response import ALMOST_CERTAIN, DOUBTFUL, PROBABLE, Mark, Response, Verdict
    from xray_trainer.model.score import (
        CaseScore,
        CategoryCount,
        ConcealmentScore,
        Estimate,
        HitRule,
        MarkResult,
        MarkScore,
        Outcome,
        Summary,
    )
    from xray_trainer.model.session import Mode, Session, Trainee
    from xray_trainer.model.set_card import SetCard
    from xray_trainer.model.truth import Basis, Completeness, Concealment, Discrepancy, Sealed, Truth, Twin
    from xray_trainer.model.viewing import ViewingEvent, ViewingKind, ViewingLog
    from xray_trainer.model.visibility import Band, Visibility

_HOMES = {
    name: module
    for module, names in {
        "case": "Case Declared DoorEnd FileRef Papers Plane PlaneKind Scan Seal View",
        "defect": "Defect",
        "display": "DisplaySettings FULL_SCALE Viewport standard_view",
        "draft": "Draft Edit",
        "geometry": "Box Point Polygon Region RotatedBox Shape Spot WholeLoad area bounds polygon_area",
        "image_set": "Category SetHead",
        "local_text": "LocalText",
        "response": "ALMOST_CERTAIN DOUBTFUL Mark PROBABLE Response Verdict",
        "score": "CaseScore CategoryCount ConcealmentScore Estimate HitRule MarkResult MarkScore Outcome Summary",
        "session": "Mode Session Trainee",
        "set_card": "SetCard",
        "truth": "Basis Completeness Concealment Discrepancy Sealed Truth Twin",
        "viewing": "ViewingEvent ViewingKind ViewingLog",
        "visibility": "Band Visibility",
    }.items()
    for name in names.split()
}

__all__ = [
    "ALMOST_CERTAIN", "DOUBTFUL", "FULL_SCALE", "PROBABLE", "Band", "Basis", "Box", "Case", "CaseScore", "Category",
    "CategoryCount", "Completeness", "Concealment", "ConcealmentScore", "Declared", "Defect", "Discrepancy",
    "DisplaySettings", "DoorEnd", "Draft", "Edit", "Estimate", "FileRef", "HitRule", "LocalText", "Mark", "MarkResult",
    "MarkScore", "Mode", "Outcome", "Papers", "Plane", "PlaneKind", "Point", "Polygon", "Region", "Response",
    "RotatedBox", "Scan", "Seal", "Sealed", "Session", "SetCard", "SetHead", "Shape", "Spot", "Summary", "Trainee",
    "Truth", "Twin", "Verdict", "View", "ViewingEvent", "ViewingKind", "ViewingLog", "Viewport", "Visibility",
    "WholeLoad", "area", "bounds", "polygon_area", "standard_view",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
