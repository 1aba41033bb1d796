"""A scene rendered: its scans, their clean twins, and the exact truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xray_trainer.model import Box as Outline
from xray_trainer.model import Polygon
from xray_trainer.simulator import detector
from xray_trainer.simulator.exposing import Optics, Passed, Planes
from xray_trainer.simulator.hidden import Hidden
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.motion import motion
from xray_trainer.simulator.profiles import profile
from xray_trainer.simulator.regions import outline
from xray_trainer.simulator.scene import Scene
from xray_trainer.simulator.staging import Stage, change, clean_maps, fan_of, generator, stage
from xray_trainer.simulator.visibility import Seen, unlikeness, visibility

CHANGED = 0.01  # of its own transmission: a pixel that changes by more belongs to the concealment
AROUND = 24  # px at least round a concealment when its visibility is measured


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """One view of a scene without its concealments: maps of everything, of the cargo alone, and what passes."""

    number: int
    optics: Optics
    maps: Maps
    cargo: Maps
    passed: Passed


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one concealment is in one view. mask : (h, w) bool of the pixels it changes, upper left at (row0, col0)."""

    mask: npt.NDArray[np.bool_]
    row0: int
    col0: int
    seen: Seen

    @property
    def regions(self) -> tuple[Polygon, ...]:
        """Tight polygons round what it changes, scan px."""
        return outline(self.mask, self.row0, self.col0)


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One view of a scene as the scanner gives it. twin : the same without concealments, None if there are none.

    found : for each concealment of the scene. outline : the container's inner box at the middle plane, px.
    """

    optics: Optics
    planes: Planes
    twin: Planes | None
    found: tuple[Found, ...]
    outline: Outline


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A scene made solid, and a shot of each of its views."""

    staged: Stage
    shots: tuple[Shot, ...]


def render_scene(scene: Scene) -> Rendered:
    """Render a scene from nothing; nothing is drawn by chance but what the scene's seeds say."""
    staged = stage(scene)
    return render(staged, {})


def render(staged: Stage, drawn: dict[int, Drawn]) -> Rendered:
    """The same for a scene that was staged, with the views that were drawn already."""
    views = range(len(staged.scene.views))
    return Rendered(staged, tuple(_shot(staged, drawn.get(view) or draw(staged, view)) for view in views))


def draw(staged: Stage, number: int) -> Drawn:
    """Draw one view of the scene without its concealments."""
    scene = staged.scene
    view, scanner = scene.views[number], profile(scene.profile)
    fan = fan_of(view, scanner, staged.box)
    moved = motion(scanner.sway, fan.width, generator(scene.seed ^ (number << 8) ^ 1), view.tilt, view.bounce)
    optics = Optics(fan, scanner, scene.door_end, moved)
    still, cargo = clean_maps(staged, fan)
    maps = optics.seen(still)
    return Drawn(number, optics, maps, cargo, optics.expose(maps))


def changes_seen(staged: Stage, drawn: Drawn, hidden: Hidden) -> Maps:
    """What one concealment adds to the maps of a view."""
    return drawn.optics.seen(change(staged, hidden, drawn.cargo, drawn.optics.margin))


def _shot(staged: Stage, drawn: Drawn) -> Shot:
    optics, seed = drawn.optics, staged.scene.seed ^ (drawn.number << 8)
    if not staged.hidden:
        return Shot(optics, optics.scan(drawn.passed, seed), None, (), _outline(staged, optics))
    changes = [changes_seen(staged, drawn, one) for one in staged.hidden]
    planes, loaded = optics.scans((drawn.passed, optics.changed(drawn.passed, drawn.maps, changes)), seed)
    found = tuple(measure(drawn, one, hidden.whole_load) for one, hidden in zip(changes, staged.hidden, strict=True))
    return Shot(optics, loaded, planes, found, _outline(staged, optics))


def measure(drawn: Drawn, changed: Maps, whole_load: bool = False) -> Found:
    """Where a change of the maps is seen, and how visible it would be in the scan; for a whole load, how unlike the
    declared goods it would look."""
    size = max(AROUND, changed.height), max(AROUND, changed.width)
    row0, row1 = max(0, changed.row0 - size[0]), min(drawn.maps.height, changed.row0 + changed.height + size[0])
    col0, col1 = max(0, changed.col0 - size[1]), min(drawn.maps.width, changed.col0 + changed.width + size[1])
    before = drawn.passed.high.signal[row0:row1, col0:col1]
    second = drawn.passed.high.second[row0:row1, col0:col1]
    with_it = before.copy()
    inner = with_it[changed.row0 - row0 :, changed.col0 - col0 :][: changed.height, : changed.width]
    inner[:] = drawn.optics.after(drawn.maps, changed)
    mask = np.abs(with_it - before) > CHANGED * before
    scanner = drawn.optics.profile
    without, loaded = detector.blurred(scanner, before), detector.blurred(scanner, with_it)
    seen = visibility(
        without,
        loaded,
        detector.noise_variance(scanner, detector.blurred(scanner, second)),
        mask,
        scanner.grain.gain,
    )
    if whole_load:
        seen = unlikeness(seen, without, loaded, mask)
    return Found(mask, row0, col0, seen)


def _outline(staged: Stage, optics: Optics) -> Outline:
    """The load space's outline at the middle plane, in scan px."""
    fan, space = optics.fan, staged.box.space
    lifts = fan.lift(space.y0, space.z0), fan.lift(space.y1, space.z1)
    top, bottom = sorted(fan.row(lift, fan.mid) for lift in lifts)
    left, right = sorted(optics.column_seen(fan.column(x, fan.mid)) for x in (space.x0, space.x1))
    return Outline(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))
