"""The exact truth of a rendered scene."""

from __future__ import annotations

from typing import Literal

from xray_trainer.model import (
    Band,
    Basis,
    Completeness,
    Concealment,
    Discrepancy,
    Region,
    Truth,
    Twin,
    Visibility,
    WholeLoad,
)
from xray_trainer.simulator.hidden import Hidden, concealment_kinds
from xray_trainer.simulator.load import load_kinds
from xray_trainer.simulator.papers import discrepancies
from xray_trainer.simulator.rendering import Found, Rendered
from xray_trainer.simulator.saying import local
from xray_trainer.simulator.scene import DiscrepancySpec
from xray_trainer.simulator.staging import Stage
from xray_trainer.simulator.visibility import Seen
from xray_trainer.simulator.wishes import band_of

OTHER_GOODS: Literal["other-goods"] = "other-goods"
LEVELS = {Band.EASY: 1, Band.MEDIUM: 2, Band.HARD: 4, Band.EXPERT: 5}  # the author's level that a band stands for


def truth_of(case_id: str, rendered: Rendered, twins: tuple[Twin, ...]) -> Truth:
    """All that the case holds, known exactly because it was made so."""
    staged = rendered.staged
    concealments = tuple(_concealment(rendered, number, hidden) for number, hidden in enumerate(staged.hidden))
    return Truth(
        case=case_id,
        basis=Basis.SIMULATED,
        completeness=Completeness.COMPLETE,
        concealments=concealments,
        discrepancies=lies_of(staged),
        level=max((one.level or 1 for one in concealments), default=None),
        twins=twins,
    )


def lies_of(staged: Stage) -> tuple[Discrepancy, ...]:
    """In what the papers do not agree with the load; also that they name other goods where all of it is concealed."""
    scene = staged.scene
    if scene.papers is None:
        return ()
    loads = tuple((load_kinds()[one.kind], load) for one, load in zip(scene.loads, staged.loads, strict=True))
    pairs = zip(scene.concealments, staged.hidden, strict=True)
    inside = next((concealment_kinds()[spec.kind].title for spec, hidden in pairs if hidden.whole_load), None)
    specs = scene.discrepancies
    if inside is not None and loads and not any(spec.kind == OTHER_GOODS for spec in specs):
        specs = (*specs, DiscrepancySpec(OTHER_GOODS))
    return discrepancies(specs, loads, scene.papers, scene.container, inside)


def _concealment(rendered: Rendered, number: int, hidden: Hidden) -> Concealment:
    spec = rendered.staged.scene.concealments[number]
    kind = concealment_kinds()[spec.kind]
    views = tuple(shot.found[number] for shot in rendered.shots)
    best = max((one.seen for one in views), key=lambda seen: seen.value)
    return Concealment(
        id=f"concealment-{number + 1}",
        regions=_regions(views, hidden),
        category=kind.category,
        name=local(kind.title),
        place=spec.place,
        note=local(*hidden.note),
        level=LEVELS[band_of(best.value)],
        mass_kg=round(hidden.things_kg, 2),
        depth_mm=round(hidden.box.y0 - rendered.staged.box.outer.y0, 0),
        visibility=_visibility(best),
    )


def _regions(views: tuple[Found, ...], hidden: Hidden) -> tuple[Region, ...]:
    if hidden.whole_load:
        return tuple(Region(WholeLoad(), scan) for scan in range(len(views)))
    return tuple(Region(polygon, scan) for scan, found in enumerate(views) for polygon in found.regions)


def _visibility(seen: Seen) -> Visibility:
    return Visibility(
        d_prime=round(seen.d_prime, 3),
        v=round(seen.value, 2),
        area_px=seen.area,
        contrast=round(seen.contrast, 4),
        transmission=round(seen.transmission, 6),
        opaque=round(seen.opaque, 3),
        clutter=round(seen.clutter, 4),
        band=band_of(seen.value),
    )
