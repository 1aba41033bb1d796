"""From a scene to things in the world, and from these to the maps of one view."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from xray_trainer.errors import RequestError
from xray_trainer.model import View
from xray_trainer.simulator import container, vehicle
from xray_trainer.simulator.box import Box
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.hidden import Hidden, Surroundings, concealment_kinds
from xray_trainer.simulator.load import Load, load_kinds
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.profiles import Profile
from xray_trainer.simulator.scene import ConcealmentSpec, Scene, ViewSpec
from xray_trainer.text import N_, Message

MARGIN = 6  # px round what a concealment changes


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A scene made solid: the container, its loads and what is hidden there."""

    scene: Scene
    box: Box
    loads: tuple[Load, ...]
    spaces: tuple[Cuboid, ...]
    hidden: tuple[Hidden, ...]

    @property
    def surroundings(self) -> Surroundings:
        """What a further concealment would have to fit into."""
        return Surroundings(self.box, self.loads, self.spaces)


def stage(scene: Scene) -> Stage:
    """Build what a scene (that `checking` found sound) describes; nothing is drawn yet."""
    box = container.lay(scene.container)
    spaces = tuple(space_of(box, one.x0, one.x1) for one in scene.loads)
    loads = tuple(
        load_kinds()[one.kind].build(space, one.params, generator(one.seed))
        for one, space in zip(scene.loads, spaces, strict=True)
    )
    around = Surroundings(box, loads, spaces)
    return Stage(scene, box, loads, spaces, tuple(hide(around, one) for one in scene.concealments))


def hide(around: Surroundings, spec: ConcealmentSpec) -> Hidden:
    """One concealment in its place."""
    return concealment_kinds()[spec.kind].build(around, spec.place, spec.params, generator(spec.seed))


def space_of(box: Box, x0: float, x1: float) -> Cuboid:
    """The stretch of the load space that a load was given."""
    space = box.space
    return Cuboid(max(space.x0, x0), min(space.x1, x1), space.y0, space.y1, space.z0, space.z1)


def generator(seed: int) -> np.random.Generator:
    """Where all irregularities of one part come from."""
    return np.random.Generator(np.random.PCG64(seed))


def fan_of(view: ViewSpec, profile: Profile, box: Box) -> Fan:
    """The beam and the pixels of one view.

    Raises
    ------
    RequestError
        The scanner has no such view.
    """
    sight = profile.sight(view.view)
    if sight is None:
        raise RequestError(Message(N_("the scanner {name} has no view from above"), {"name": profile.name}))
    along, across = sight.pitch
    middle = 0.0 if view.view is View.SIDE else (box.outer.z0 + box.outer.z1) / 2
    return Fan(
        view=view.view,
        mid=view.mid,
        source=view.source,
        middle=middle,
        left=view.left,
        top=view.top,
        pitch=(along, across),
        width=round((view.right - view.left) / along),
        height=round((view.top - view.bottom) / across),
        yaw=view.yaw,
    )


def clean_maps(staged: Stage, fan: Fan) -> tuple[Maps, Maps]:
    """The scene without its concealments: everything, and the cargo alone."""
    cargo = Maps(fan)
    for load in staged.loads:
        load.draw(cargo)
    everything = Maps.of(fan, 0, 0, cargo.areal.copy())
    container.draw(staged.box, everything)
    if staged.scene.vehicle is not None:
        vehicle.draw(staged.scene.vehicle, staged.box, everything)
    return everything, cargo


def change(staged: Stage, hidden: Hidden, cargo: Maps, margin: int = 0) -> Maps:
    """What one concealment adds to the clean maps: its matter, less the cargo that made room for it.

    The window is just large enough, and larger by `margin` px on each side where the image goes on. What is taken
    away is never more than was there.
    """
    fan = cargo.fan
    window = window_of(fan, (hidden.box, *hidden.displaces), margin)
    added = Maps(fan, *window)
    hidden.draw(added)
    if hidden.displaces:
        taken = Maps(fan, *window)
        for body in hidden.displaces:
            for load in staged.loads:
                load.displaced(taken, body)
        _bound(taken, cargo.window(*window))
        added.add_maps(taken, -1.0)
    return added


def _bound(taken: Maps, there: Maps) -> None:
    """Take no more of any pixel's cargo away than lies there."""
    wanted, present = taken.areal.sum(axis=0), there.areal.sum(axis=0)
    share = np.clip(present / np.maximum(wanted, np.float32(1e-6)), 0, 1)
    taken.areal *= np.where(wanted > present, share, np.float32(1))


def window_of(fan: Fan, bodies: tuple[Cuboid, ...], margin: int = 0) -> tuple[int, int, int, int]:
    """The part of the image that bodies fall on: row0, col0, height, width, within the image and never empty."""
    rows, cols = [], []
    for body in bodies:
        for x, y, z in product((body.x0, body.x1), (body.y0, body.y1), (body.z0, body.z1)):
            depth = fan.depth(y, z)
            rows.append(fan.row(fan.lift(y, z), depth))
            cols.append(fan.column(x, depth))
    wide = MARGIN + margin
    row0 = min(max(0, int(min(rows)) - wide), fan.height - 1)
    col0 = min(max(0, int(min(cols)) - wide), fan.width - 1)
    row1 = max(row0 + 1, min(fan.height, int(max(rows)) + 1 + wide))
    col1 = max(col0 + 1, min(fan.width, int(max(cols)) + 1 + wide))
    return row0, col0, row1 - row0, col1 - col0
