"""An item put into a case of a set, in every scan of it, and the new case written into a set."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from xray_trainer.errors import RequestError
from xray_trainer.imaging import read_scan, write_planes, write_twin
from xray_trainer.library import ImageSet, open_image_set, save_case, save_head, save_truth
from xray_trainer.library.layout import HEAD, SCANS, case_id, folded
from xray_trainer.model import (
    Basis,
    Case,
    Category,
    Completeness,
    Concealment,
    DoorEnd,
    LocalText,
    Plane,
    PlaneKind,
    Region,
    Scan,
    SetHead,
    Truth,
    Twin,
)
from xray_trainer.simulator import detector, meshes
from xray_trainer.simulator.case_making import TWINS
from xray_trainer.simulator.checking import read_scene
from xray_trainer.simulator.exposing import noise_in_levels
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.heads import scene_path
from xray_trainer.simulator.insertion.colours import darkened
from xray_trainer.simulator.insertion.ground import Ground, Noise, prepare
from xray_trainer.simulator.insertion.items import Thing
from xray_trainer.simulator.insertion.projecting import Inserted, project
from xray_trainer.simulator.insertion.refusing import reasons, sentence
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.profiles import profile
from xray_trainer.simulator.saying import local
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.staging import Stage, fan_of, stage
from xray_trainer.text import N_, Message

HALF_WIDTH = 1219.0  # mm, of a container
INSERTED = "inserted"  # the category of what has no other
Levels: TypeAlias = Mapping[PlaneKind, npt.NDArray[np.uint16]]
Noises: TypeAlias = Mapping[PlaneKind, tuple[float, float]]
PRESENT = 0.01  # g/cm² of an item: less is what its edge leaves over
FOREIGN_MID, FOREIGN_PITCH = 7000.0, 4.5  # mm, for scans that do not say

ASSUMED = {
    "tone": N_("this 8-bit image's tone curve was assumed"),
    "energy": N_("the scanner's energies were assumed"),
    "material": N_("one energy alone does not tell the cargo's material"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What came of an insertion. inserted : in each scan. depth : mm behind the container's near wall, None where
    nobody said and nothing shows how deep the item lies."""

    accepted: bool
    reasons: tuple[Message, ...]
    assumed: tuple[Message, ...]
    inserted: tuple[Inserted, ...]
    depth: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A case ready for insertions: its scans as grounds, and the beam through each.

    staged : the scene, where the case was simulated, so that cargo can make room. turned : whether the scans show the
    doors at the right, while the beams' columns begin at the doors.
    """

    image_set: ImageSet
    case: Case
    truth: Truth
    grounds: tuple[Ground, ...]
    fans: tuple[Fan, ...]
    staged: Stage | None
    turned: bool

    def project(self, thing: Thing, x: float, y: float, depth: float | None = None, seed: int = 0) -> Outcome:
        """Put an item with its middle at a point of the first scan (px).

        depth : mm behind the container's near wall; its middle if None.
        """
        rng = Master.of(seed).generator("insertion")
        first = self.fans[0]
        behind = first.mid if depth is None else first.mid - HALF_WIDTH + depth
        place = first.width - x if self.turned else x
        found = []
        for ground, fan in zip(self.grounds, self.fans, strict=True):
            column, row, along = _seen_by(first, fan, place, y, behind)
            item = thing.draw(fan, column, row, along)
            taken = self._displaced(item, thing, first, place, y, behind)
            found.append(project(ground, self._as_seen(item), rng, None if taken is None else self._as_seen(taken)))
        against = reasons(self.grounds[0], found[0], self.case.scans[0].outlines)
        assumed = dict.fromkeys(slug for ground in self.grounds for slug in ground.assumed)
        return Outcome(
            accepted=not against,
            reasons=tuple(sentence(one) for one in against),
            assumed=tuple(Message(ASSUMED[one]) for one in assumed),
            inserted=tuple(found),
            depth=HALF_WIDTH if depth is None and self.staged is not None else depth,
        )

    def _as_seen(self, maps: Maps) -> Maps:
        """Maps on the pixels of the scan."""
        if not self.turned:
            return maps
        found = Maps(maps.fan, maps.row0, maps.fan.width - maps.col0 - maps.width, maps.height, maps.width)
        found.areal += maps.areal[:, :, ::-1]
        return found

    def _displaced(self, item: Maps, thing: Thing, first: Fan, x: float, y: float, depth: float) -> Maps | None:
        """The cargo that makes room, where the scene knows it."""
        if self.staged is None or thing.item is None:
            return None
        body = thing.body(first, x, y, depth)
        found = Maps(item.fan, item.row0, item.col0, item.height, item.width)
        for load in self.staged.loads:
            load.displaced(found, body)
        # goods lie close round a thing: without this, a rifle would lie in a hole with four corners
        found.areal *= item.areal.sum(axis=0) > PRESENT
        return found


def prepare_case(image_set: ImageSet, case_id: str) -> Prepared:
    """Make a case ready.

    Raises
    ------
    RequestError
        The set has no such case, or its truth cannot be read here.
    ReadError, FormatError
        A file of it cannot be read.
    """
    case = image_set.case(case_id)
    truth = image_set.truth(case_id)
    if not isinstance(truth, Truth):
        raise RequestError(Message(N_("the truth of this case is sealed; nothing can be inserted")), image_set.folder)
    pixels = [read_scan(scan, image_set.folder) for scan in case.scans]
    path = image_set.folder / scene_path(case_id)
    if truth.basis is Basis.SIMULATED and path.is_file():
        scene = read_scene(path)
        scanner = profile(scene.profile)
        staged = stage(scene)
        megavolts = tuple(one for one in (scanner.high, scanner.low) if one)
        noise = {
            kind: Noise(slope / detector.AIR, base / detector.AIR**2)
            for kind, (base, slope) in noise_in_levels(scanner).items()
        }
        grounds = tuple(
            prepare(one, dict.fromkeys(one.planes, float(detector.AIR)), noise, megavolts) for one in pixels
        )
        fans = tuple(fan_of(view, scanner, staged.box) for view in scene.views)
        return Prepared(image_set, case, truth, grounds, fans, staged, scene.door_end is DoorEnd.RIGHT)
    fans = tuple(_foreign_fan(scan) for scan in case.scans)
    return Prepared(image_set, case, truth, tuple(prepare(one) for one in pixels), fans, None, False)


def _foreign_fan(scan: Scan) -> Fan:
    """A beam for a scan that says little of its scanner: level with its middle."""
    pitch = scan.pitch or (FOREIGN_PITCH, FOREIGN_PITCH)
    middle = scan.height * pitch[1] / 2
    return Fan(scan.view, FOREIGN_MID, middle, 0.0, 0.0, 2 * middle, pitch, scan.width, scan.height)


def _seen_by(first: Fan, fan: Fan, x: float, y: float, depth: float) -> tuple[float, float, float]:
    """Column, row and depth in another view of what the first view shows at x, y, depth."""
    if fan is first:
        return x, y, depth
    world_x, across, height = first.point(x, y, depth)
    other = fan.depth(across, height)
    return fan.column(world_x, other), fan.row(fan.lift(across, height), other), other


def write(prepared: Prepared, outcome: Outcome, thing: Thing, folder: Path, category: str = "") -> str:
    """Write the case with the item in it, as a case of the set in a folder (made if it is not there); gives its id.

    The case as it was becomes the twin, so that the item can be faded out and in.
    """
    case = prepared.case
    head = open_image_set(folder).head if (folder / HEAD).exists() else None
    new_id = _free_id(f"{case.id}-{thing.name.replace(':', '-')}", head)
    scans, twins = [], []
    for number, (scan, ground, one) in enumerate(zip(case.scans, prepared.grounds, outcome.inserted, strict=True)):
        before = ground.pixels.planes
        after = one.apply(before)
        noise = None if prepared.staged is None else noise_in_levels(profile(prepared.staged.scene.profile))
        planes = _planes(prepared, scan, folder, f"{SCANS}/{new_id}-{number}", before, after, noise)
        scans.append(replace(scan, planes=planes))
        twins.append(write_twin(folder, f"{TWINS}/{new_id}-{number}", number, after, before, noise))
    save_truth(folder, _truth(prepared, outcome, thing, new_id, tuple(twins), category))
    save_case(folder, replace(case, id=new_id, scans=tuple(scans), source=case.source or case.id))
    save_head(folder, _head(prepared.image_set.head, head, new_id, category))
    return new_id


def _planes(
    prepared: Prepared, scan: Scan, folder: Path, stem: str, before: Levels, after: Levels, noise: Noises | None
) -> tuple[Plane, ...]:
    """The planes of a scan with the item in it; the vendor's colours are altered alike."""
    coloured = [one for one in scan.planes if one.kind is PlaneKind.COLOUR]
    measured = {} if coloured and len(scan.planes) == len(coloured) else after
    main = next(kind for kind in (PlaneKind.HIGH, PlaneKind.GREY) if kind in before)
    return (
        *write_planes(folder, stem, measured, noise),
        *(
            darkened(prepared.image_set.folder, one, folder, f"{stem}-{one.kind}.png", before[main], after[main])
            for one in coloured
        ),
    )


def _truth(
    prepared: Prepared, outcome: Outcome, thing: Thing, new_id: str, twins: tuple[Twin, ...], category: str
) -> Truth:
    regions = tuple(Region(polygon, scan) for scan, one in enumerate(outcome.inserted) for polygon in one.regions)
    name = thing.name.partition(":")[0].replace("-", " ")
    added = Concealment(
        id=f"inserted-{len(prepared.truth.concealments) + 1}",
        regions=regions,
        category=category or INSERTED,
        name=LocalText.of(name, "en"),
        note=local(Message(N_("This item was inserted into the scan: {name}."), {"name": name})),
        mass_kg=None if thing.item is None else round(meshes.mass_kg(thing.item), 2),
        depth_mm=outcome.depth,
    )
    whole = prepared.truth.completeness
    return replace(
        prepared.truth,
        case=new_id,
        basis=Basis.INSERTED,
        completeness=Completeness.PARTIAL if whole is Completeness.UNKNOWN else whole,
        concealments=(*prepared.truth.concealments, added),
        twins=twins,
    )


def _head(source: SetHead, head: SetHead | None, new_id: str, category: str) -> SetHead:
    categories = (head or source).categories
    slug = category or INSERTED
    if slug not in {one.id for one in categories}:
        categories = (*categories, Category(slug, local(Message(N_("Inserted item")))))
    if head is not None:
        return replace(head, order=(*head.order, new_id), categories=categories, revision=head.revision + 1)
    title = local(Message(N_("Scans with inserted items")))
    return SetHead(str(uuid.uuid4()), title, (new_id,), categories, author=source.author, licence=source.licence)


def _free_id(wanted: str, head: SetHead | None) -> str:
    taken = {folded(one) for one in head.order} if head else set()
    return case_id(wanted, taken)
