"""Scenes as files: read with every defect and its field's path, checked against what can be, written in full."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from xray_trainer.errors import FormatError, NewerVersion, ReadError
from xray_trainer.model import Defect, View, codec
from xray_trainer.model.codec import Json
from xray_trainer.simulator import container
from xray_trainer.simulator.box import Box
from xray_trainer.simulator.cuboid import Cuboid
from xray_trainer.simulator.hidden import concealment_kinds
from xray_trainer.simulator.load import Limits, Params, load_kinds
from xray_trainer.simulator.profiles import PROFILES, profile
from xray_trainer.simulator.scene import LARGEST_SEED, VERSION, Scene, ViewSpec
from xray_trainer.simulator.staging import space_of, stage
from xray_trainer.text import N_, Message

FORMAT = "xray-trainer/scene"
IMPOSSIBLE = "impossible_scene"
LARGEST_SIDE, SMALLEST_SIDE = 12_000, 64  # px of a view
HEAVIEST_KG = 32_500.0  # more no chassis carries
SLACK = 1.0  # mm
UNDERSIDE, TRACTOR = (0.0, 2500.0), (0.0, 8000.0)  # mm
FARTHEST = 30_000.0  # mm from anything to the source


def read_scene(path: Path) -> Scene:
    """The scene in a file.

    Raises
    ------
    ReadError
        The file cannot be read.
    FormatError, NewerVersion
        It holds no scene, or one that cannot be; the first defect with its field's path.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = Message(N_("this file cannot be read ({reason})"), {"reason": error.strerror or str(error)})
        raise ReadError(reason, path) from error
    value, defects = codec.parse(data, str(path))
    scene, found = (None, defects) if defects else decode_scene(value, str(path))
    if scene is None or found:
        first = found[0]
        raise (NewerVersion if first.code == "newer_version" else FormatError)(first.message, path, first.location)
    return scene


def decode_scene(value: Json, file: str = "") -> tuple[Scene | None, tuple[Defect, ...]]:
    """A scene from plain JSON values, and every defect: of its form, or else of what it describes."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return None, (Defect("other_format", Message(N_("this is not a file of the format {format}"), {"format": FORMAT}), file, "format"),)  # fmt: skip  # noqa: E501
    version = value.get("version")
    if version != VERSION:
        newer = isinstance(version, int) and not isinstance(version, bool) and version > VERSION
        text = N_("a newer version of this program wrote this file") if newer else N_("this version is not known")
        return None, (Defect("newer_version" if newer else "other_format", Message(text), file, "version"),)
    scene, defects = codec.decode(
        Scene, {key: one for key, one in value.items() if key not in ("format", "version")}, file
    )
    if scene is None:
        return None, defects
    return scene, tuple(Defect(IMPOSSIBLE, message, file, where) for where, message in faults(scene))


def encode_scene(scene: Scene) -> dict[str, Json]:
    """A scene as plain JSON values."""
    return {"format": FORMAT, "version": VERSION, **codec.encode(scene)}


def faults(scene: Scene) -> Iterator[tuple[str, Message]]:
    """(field path, sentence) for each thing in a scene that cannot be. Names and numbers first, then the whole."""
    found = list(_own_faults(scene))
    yield from found
    if not found:
        yield from _joint_faults(scene)


def _own_faults(scene: Scene) -> Iterator[tuple[str, Message]]:
    """What is wrong with a field by itself."""
    yield from _seed("seed", scene.seed)
    yield from _seed("container.seed", scene.container.seed)
    yield from _between("container.underside", scene.container.underside, *UNDERSIDE)
    if scene.profile not in PROFILES:
        yield "profile", _not_known(scene.profile, PROFILES)
    if scene.vehicle is not None:
        yield from _seed("vehicle.seed", scene.vehicle.seed)
        yield from _between("vehicle.tractor", scene.vehicle.tractor, *TRACTOR)
    if not scene.views:
        yield "views", Message(N_("a scene needs at least one view"))
    for number, view in enumerate(scene.views):
        yield from _view_faults(f"views[{number}]", scene, view)
    loads, concealments = load_kinds(), concealment_kinds()
    for number, load in enumerate(scene.loads):
        where = f"loads[{number}]"
        yield from _seed(f"{where}.seed", load.seed)
        if load.kind not in loads:
            yield f"{where}.kind", _not_known(load.kind, loads)
            continue
        if scene.container.kind not in loads[load.kind].containers:
            yield f"{where}.kind", Message(N_("this load does not go into a container of the kind {kind}"), {"kind": scene.container.kind})  # fmt: skip  # noqa: E501
        yield from _params(f"{where}.params", load.params, loads[load.kind].limits)
    for number, one in enumerate(scene.concealments):
        where = f"concealments[{number}]"
        yield from _seed(f"{where}.seed", one.seed)
        if one.kind not in concealments:
            yield f"{where}.kind", _not_known(one.kind, concealments)
            continue
        if one.place not in concealments[one.kind].places:
            yield f"{where}.place", _not_known(one.place, concealments[one.kind].places)
        yield from _params(f"{where}.params", one.params, concealments[one.kind].limits)


def _view_faults(where: str, scene: Scene, view: ViewSpec) -> Iterator[tuple[str, Message]]:
    numbers = {
        name: getattr(view, name)
        for name in ("mid", "source", "yaw", "left", "right", "top", "bottom", "tilt", "bounce")
    }
    for name, value in numbers.items():
        if not math.isfinite(value) or abs(value) > FARTHEST:
            yield f"{where}.{name}", Message(N_("this number is beyond all scanners"))
            return
    yield from _between(f"{where}.mid", view.mid, 2000.0, FARTHEST)
    yield from _between(f"{where}.yaw", view.yaw, -0.05, 0.05)
    yield from _between(f"{where}.tilt", view.tilt, -0.1, 0.1)
    yield from _between(f"{where}.bounce", view.bounce, 0.0, 20.0)
    if scene.profile in PROFILES:
        sight = profile(scene.profile).sight(view.view)
        if sight is None:
            yield f"{where}.view", Message(N_("the scanner {name} has no view from above"), {"name": scene.profile})
            return
        along, across = sight.pitch
        for first, last, pitch, name in (
            (view.left, view.right, along, "right"),
            (view.bottom, view.top, across, "top"),
        ):
            pixels = (last - first) / pitch
            if not SMALLEST_SIDE <= pixels <= LARGEST_SIDE:
                yield (
                    f"{where}.{name}",
                    Message(
                        N_("this view would be {pixels} px; {least} to {most} can be"),
                        {"pixels": round(pixels), "least": SMALLEST_SIDE, "most": LARGEST_SIDE},
                    ),
                )


def _joint_faults(scene: Scene) -> Iterator[tuple[str, Message]]:
    """What does not go together: sizes, masses, what sticks out."""
    box = container.lay(scene.container)
    if any(view.view is View.SIDE and view.mid <= box.outer.y1 + 500 for view in scene.views):
        yield "views[0].mid", Message(N_("the source would stand inside of the container"))
        return
    stretches: list[Cuboid] = []
    for number, load in enumerate(scene.loads):
        where = f"loads[{number}]"
        if not box.space.x0 - SLACK <= load.x0 < load.x1 <= box.space.x1 + SLACK:
            yield (
                f"{where}.x1",
                Message(
                    N_("a load lies between {first} and {last} mm from the doors of this container"),
                    {"first": round(box.space.x0), "last": round(box.space.x1)},
                ),
            )
            return
        space = space_of(box, load.x0, load.x1)
        if any(space.common(other) for other in stretches):
            yield f"{where}.x0", Message(N_("this load would lie where another lies"))
            return
        stretches.append(space)
    staged = stage(scene)
    mass = sum(load.mass_kg for load in staged.loads)
    if mass > HEAVIEST_KG:
        yield "loads", Message(N_("{mass} kg of cargo are more than a container can carry"), {"mass": round(mass)})
    for number, hidden in enumerate(staged.hidden):
        if not hidden.whole_load and not _grown(box).holds(hidden.box):
            yield f"concealments[{number}].params", Message(N_("this concealment would stick out of the container"))


def _grown(box: Box) -> Cuboid:
    outer = box.outer
    return Cuboid(outer.x0 - 50, outer.x1 + 50, outer.y0 - 50, outer.y1 + 50, outer.z0 - 200, outer.z1 + 50)


def _seed(where: str, seed: int) -> Iterator[tuple[str, Message]]:
    if not 0 <= seed <= LARGEST_SEED:
        yield where, Message(N_("a seed is a whole number from 0 to {largest}"), {"largest": LARGEST_SEED})


def _between(where: str, value: float, least: float, most: float) -> Iterator[tuple[str, Message]]:
    if not least <= value <= most:
        yield where, Message(N_("{value} is not between {least} and {most}"), {"value": value, "least": least, "most": most})  # fmt: skip  # noqa: E501


def _params(where: str, params: Params, limits: Limits) -> Iterator[tuple[str, Message]]:
    for name in limits:
        if name not in params:
            yield f"{where}.{name}", Message(N_("this field is missing"))
    for name, value in params.items():
        if name not in limits:
            yield f"{where}.{name}", _not_known(name, limits)
        else:
            yield from _between(f"{where}.{name}", value, *limits[name])


def _not_known(name: str, known: Mapping[str, object] | tuple[str, ...]) -> Message:
    return Message(N_("{name} is not known; known are {known}"), {"name": name or "-", "known": ", ".join(known)})
