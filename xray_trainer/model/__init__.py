"""The nouns: frozen, with no file, pixel, Qt or clock in them. No noun knows how it is drawn, stored or scored."""

from xray_trainer.model.case import Case, Declared, DoorEnd, FileRef, Papers, Plane, PlaneKind, Scan, Seal, View
from xray_trainer.model.defect import Defect
from xray_trainer.model.display import FULL_SCALE, DisplaySettings, Viewport
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
)  # fmt: skip
from xray_trainer.model.image_set import Category, SetCard, SetHead
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
)  # fmt: skip
from xray_trainer.model.session import Mode, Session, Trainee
from xray_trainer.model.truth import Basis, Completeness, Concealment, Discrepancy, Sealed, Truth
from xray_trainer.model.viewing import ViewingEvent, ViewingKind, ViewingLog

__all__ = [
    "ALMOST_CERTAIN", "DOUBTFUL", "FULL_SCALE", "PROBABLE", "Basis", "Box", "Case", "CaseScore", "Category",
    "CategoryCount", "Completeness", "Concealment", "ConcealmentScore", "Declared", "Defect", "Discrepancy",
    "DisplaySettings", "DoorEnd", "Draft", "Edit", "Estimate", "FileRef", "HitRule", "LocalText", "Mark", "MarkResult",
    "MarkScore", "Mode", "Outcome", "Papers", "Plane", "PlaneKind", "Point", "Polygon", "Region", "Response",
    "RotatedBox", "Scan", "Seal", "Sealed", "Session", "SetCard", "SetHead", "Shape", "Spot", "Summary", "Trainee",
    "Truth", "Verdict", "View", "ViewingEvent", "ViewingKind", "ViewingLog", "Viewport", "WholeLoad", "area", "bounds",
    "polygon_area",
]  # fmt: skip
