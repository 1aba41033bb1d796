"""Composing a scene to what was asked: chosen by chance, kept if the concealment is as visible as wanted.

All that chance gave and that was accepted is written into the scene, rounded as it is written, so that the scene alone
renders the same case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from xray_trainer.errors import RequestError
from xray_trainer.model import Band, DoorEnd, View
from xray_trainer.simulator import container, papers
from xray_trainer.simulator.box import Box, ContainerSpec
from xray_trainer.simulator.hidden import ConcealmentKind, concealment_kinds
from xray_trainer.simulator.load import LoadKind, Params, load_kinds
from xray_trainer.simulator.profiles import PROFILES, Profile, profile
from xray_trainer.simulator.rendering import Drawn, changes_seen, draw, measure
from xray_trainer.simulator.scene import ConcealmentSpec, LoadSpec, Scene, VehicleSpec, ViewSpec
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.staging import Stage, hide, space_of, stage
from xray_trainer.simulator.visibility import Seen
from xray_trainer.simulator.wishes import FROM, Wishes, band_of
from xray_trainer.text import N_, Message

SCENES, TRIES = 12, 40  # scenes that are tried for one case, and concealments in each
SURE = 0.5  # V by which a case must lie inside of its band
LARGEST_KG = {20: 21_500.0, 40: 26_000.0}  # of cargo
MOSTLY = 0.5  # of its pixels
SHORT = 0.45  # share of containers of 20 ft, where both are wished for
DISCREPANT = 0.3  # of the cases
FULL, LEAST = 0.62, 0.3  # share of the cases whose container is full; least share of the length a load takes
SKY, GROUND = (150.0, 420.0), (-350.0, 500.0)  # mm of picture above the roof; height of its lower edge
ENDS = (250.0, 900.0)  # mm of picture beyond each end


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A scene, made solid, with the views that were drawn while it was composed."""

    staged: Stage
    drawn: dict[int, Drawn]


def compose(wishes: Wishes, master: Master, band: Band | None) -> Composed:
    """A scene of what was asked; band None for one without a concealment.

    Raises
    ------
    RequestError
        Nothing like that was found in many tries, or a name is not known.
    """
    for attempt in range(SCENES):
        rng = master.generator("scene", attempt)
        scene = _empty_scene(wishes, rng)
        scene = replace(scene, loads=_loads(wishes, scene, rng))
        staged = stage(scene)
        drawn: dict[int, Drawn] = {}
        if band is not None:
            drawn = {0: draw(staged, 0)}
            found = _concealment(wishes, staged, drawn[0], band, rng)
            if found is None:
                continue
            scene = replace(scene, concealments=(found,))
        scene = _with_papers(scene, staged, rng)
        return Composed(stage(scene), drawn)
    kinds = ", ".join(wishes.concealments) or "-"
    raise RequestError(
        Message(
            N_("no case of the band {band} was found (concealments: {kinds}; loads: {loads}); allow more of them"),
            {"band": band, "kinds": kinds, "loads": ", ".join(wishes.loads) or "-"},
        )
    )


def check_wishes(wishes: Wishes) -> None:
    """Whether what is wished for can be at all, before anything is made.

    Raises
    ------
    RequestError
        A name is not known, or no scanner has all the views.
    """
    if not wishes.views or not wishes.bands:
        raise RequestError(Message(N_("a set needs at least one view and one band")))
    for name in wishes.loads:
        _known_load(name)
    for name in wishes.concealments:
        _known_concealment(name)
    _scanners(wishes)


def _empty_scene(wishes: Wishes, rng: np.random.Generator) -> Scene:
    """Scanner, container, vehicle and views."""
    scanner = _scanner(wishes, rng)
    fits = sorted(set.union(*(set(load_kinds()[one].containers) for one in wishes.loads or load_kinds())))
    kind = "reefer" if fits == ["reefer"] or ("reefer" in fits and rng.random() < 0.25) else "dry"
    feet = 20 if rng.random() < SHORT else 40
    if wishes.feet and feet not in wishes.feet:
        feet = wishes.feet[0]
    spec = ContainerSpec(
        kind="reefer" if kind == "reefer" else "dry",
        feet=20 if feet == 20 else 40,
        high_cube=bool(feet == 40 and rng.random() < 0.6),
        seed=_seed(rng),
        underside=_number(scanner.underside + rng.uniform(-60, 60)),
    )
    vehicle = None
    if rng.random() < 0.75:
        vehicle = VehicleSpec("skeletal", _seed(rng), _number(rng.uniform(0, 1700)) if rng.random() < 0.6 else 0.0)
    box = container.lay(spec)
    views = tuple(_view(view, scanner, box, rng) for view in wishes.views)
    door_end = DoorEnd.LEFT if rng.random() < 0.5 else DoorEnd.RIGHT
    return Scene(_seed(rng), scanner.name, spec, views, vehicle=vehicle, door_end=door_end)


def _scanner(wishes: Wishes, rng: np.random.Generator) -> Profile:
    """One of the scanners that have the views wished for."""
    names = _scanners(wishes)
    return profile(names[int(rng.integers(len(names)))])


def _scanners(wishes: Wishes) -> list[str]:
    for name in wishes.profiles:
        if name not in PROFILES:
            known = ", ".join(PROFILES)
            raise RequestError(
                Message(N_("there is no scanner {name}; known are {known}"), {"name": name, "known": known})
            )
    names = [one for one in wishes.profiles or PROFILES if all(profile(one).sight(view) for view in wishes.views)]
    if not names:
        raise RequestError(Message(N_("none of these scanners has a view from above")))
    return names


def _view(view: View, scanner: Profile, box: Box, rng: np.random.Generator) -> ViewSpec:
    """How one view looks at the container: framed loosely, never quite straight."""
    outer, sight = box.outer, scanner.sight(view)
    if sight is None:
        raise RequestError(Message(N_("the scanner {name} has no view from above"), {"name": scanner.name}))
    left, right = outer.x0 - rng.uniform(*ENDS), outer.x1 + rng.uniform(*ENDS)
    if view is View.TOP:
        top, bottom = outer.y1 * 1.35 + 250, outer.y0 * 1.35 - 250
    else:
        nearest = sight.mid + outer.y0  # what is nearest is magnified most
        top = sight.source + (outer.z1 - sight.source) * sight.mid / nearest + rng.uniform(*SKY)
        bottom = rng.uniform(*GROUND)
    return ViewSpec(
        view=view,
        mid=sight.mid,
        source=sight.source,
        yaw=round(float(np.clip(rng.normal(0.0, 0.0022), -0.006, 0.006)) + 0.0006, 5),
        left=_number(left),
        right=_number(right),
        top=_number(top),
        bottom=_number(bottom),
        tilt=round(float(rng.normal(0, scanner.sway.tilt)), 5),
        bounce=round(float(rng.uniform(0.5, 1.3)), 2),
    )


def _loads(wishes: Wishes, scene: Scene, rng: np.random.Generator) -> tuple[LoadSpec, ...]:
    """One load for the container, full or in part; a lighter choice where the first is too heavy."""
    kinds = [_known_load(name) for name in wishes.loads] or list(load_kinds().values())
    fitting = [kind for kind in kinds if scene.container.kind in kind.containers]
    box = container.lay(scene.container)
    length = box.space.x1 - box.space.x0
    for _ in range(20):
        kind = fitting[int(rng.integers(len(fitting)))]
        share = 1.0 if rng.random() < FULL else rng.uniform(LEAST, 0.95)
        front = box.space.x1
        back = max(box.space.x0, front - max(share * length, kind.least))
        spec = LoadSpec(kind.name, _number(back), _number(front), _seed(rng))
        space = space_of(box, spec.x0, spec.x1)
        spec = replace(spec, params=rounded(kind.choose(space, rng)))
        load = kind.build(space, spec.params, np.random.Generator(np.random.PCG64(spec.seed)))
        if load.mass_kg <= LARGEST_KG[scene.container.feet]:
            return (spec,)
    raise RequestError(Message(N_("no load among {loads} is light enough for a container"), {"loads": kinds[0].name}))


def _known_load(name: str) -> LoadKind:
    if name not in load_kinds():
        known = ", ".join(load_kinds())
        raise RequestError(Message(N_("there is no load {name}; known are {known}"), {"name": name, "known": known}))
    return load_kinds()[name]


def _known_concealment(name: str) -> ConcealmentKind:
    if name not in concealment_kinds():
        known = ", ".join(concealment_kinds())
        raise RequestError(
            Message(N_("there is no concealment {name}; known are {known}"), {"name": name, "known": known})
        )
    return concealment_kinds()[name]


def _concealment(
    wishes: Wishes, staged: Stage, drawn: Drawn, band: Band, rng: np.random.Generator
) -> ConcealmentSpec | None:
    """A concealment that fits and is as visible as wanted."""
    kinds = [_known_concealment(name) for name in wishes.concealments] or list(concealment_kinds().values())
    for _ in range(TRIES):
        kind = kinds[int(rng.integers(len(kinds)))]
        place = kind.places[int(rng.integers(len(kind.places)))]
        seed = _seed(rng)
        if any(load.kind in kind.not_in for load in staged.scene.loads):
            continue
        params = kind.choose(staged.surroundings, place, rng)
        if params is None:
            continue
        spec = ConcealmentSpec(kind.name, place, seed, rounded(params))
        hidden = hide(staged.surroundings, spec)
        seen = measure(drawn, changes_seen(staged, drawn, hidden), hidden.whole_load).seen
        if seen.area and band_of(seen.value) is band and _sure(seen.value) and not _black(seen, band):
            return spec
    return None


def _black(seen: Seen, band: Band) -> bool:
    """Whether it lies where no officer would expect to see anything without tools, though its band says they can."""
    return band in (Band.EASY, Band.MEDIUM) and seen.opaque > MOSTLY


def _sure(value: float) -> bool:
    """Whether no rounding can carry a V over the edge of its band."""
    return all(abs(value - edge) >= SURE for edge in FROM.values() if edge)


def _with_papers(scene: Scene, staged: Stage, rng: np.random.Generator) -> Scene:
    """Papers that agree, or lie in one way."""
    loads = tuple((load_kinds()[one.kind], load) for one, load in zip(scene.loads, staged.loads, strict=True))
    told = papers.unlike(kind.goods for kind, _ in loads)
    specs = papers.draw_discrepancies(rng, DISCREPANT, papers.possible(scene.container, loads), told)
    hidden = tuple(hide(staged.surroundings, one) for one in scene.concealments)
    written = papers.write(scene.container, loads, scene.vehicle, specs, rng, hidden=hidden)
    return replace(scene, papers=written, discrepancies=specs)


def rounded(params: Params) -> Params:
    """Numbers as a scene writes them: six significant digits, the same on every machine."""
    return {name: float(f"{value:.6g}") for name, value in params.items()}


def _number(value: float) -> float:
    return round(float(value), 1)


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**62))
