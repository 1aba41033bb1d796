"""Scenes as files: what cannot be gets a sentence with the field's path; what can be renders the same again."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from xray_trainer.errors import FormatError, NewerVersion, ReadError
from xray_trainer.model.codec import Json
from xray_trainer.simulator import composing, container, decode_scene, encode_scene, read_scene, render_scene
from xray_trainer.simulator.box import ContainerSpec
from xray_trainer.simulator.load import load_kinds
from xray_trainer.simulator.rendering import render
from xray_trainer.simulator.scene import Scene
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.staging import generator, space_of
from xray_trainer.simulator.wishes import BANDS, Wishes

SIZES: tuple[tuple[Literal[20, 40], bool], ...] = ((20, False), (40, False), (40, True))


@cache
def composed() -> composing.Composed:
    wishes = Wishes(loads=("coffee-bags",), concealments=("holdalls",), profiles=("mobile-6",))
    return composing.compose(wishes, Master.of(1), BANDS[1])


def plain() -> dict[str, Json]:
    return json.loads(json.dumps(encode_scene(composed().staged.scene)))  # type: ignore[no-any-return]


def changed(path: str, value: Json) -> dict[str, Json]:
    """The scene with one field at a dotted path set."""
    found = copy.deepcopy(plain())
    *way, last = (int(one) if one.isdigit() else one for one in path.split("."))
    here: object = found
    for one in way:
        here = here[one]  # type: ignore[index]
    here[last] = value  # type: ignore[index]
    return found


def test_a_scene_comes_back_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "scene.json").write_text(json.dumps(plain()))
    assert read_scene(tmp_path / "scene.json") == composed().staged.scene


def test_a_scene_alone_renders_what_was_composed(tmp_path: Path) -> None:
    """The views drawn while composing, and the scene read from its file, give the same bytes."""
    (tmp_path / "scene.json").write_text(json.dumps(plain()))
    kept = render(composed().staged, composed().drawn).shots[0]
    again = render_scene(read_scene(tmp_path / "scene.json")).shots[0]
    for kind, plane in kept.planes.items():
        assert np.array_equal(plane, again.planes[kind])
    assert kept.twin is not None
    assert again.twin is not None
    assert all(np.array_equal(plane, again.twin[kind]) for kind, plane in kept.twin.items())
    assert [one.regions for one in kept.found] == [one.regions for one in again.found]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("seed", 2**63, "seed"),
        ("seed", -1, "seed"),
        ("seed", "seven", "seed"),
        ("profile", "moonstone", "profile"),
        ("container.feet", 30, "container.feet"),
        ("container.kind", "tank", "container.kind"),
        ("container.underside", -5000, "container.underside"),
        ("container.seed", 2**64, "container.seed"),
        ("views", [], "views"),
        ("views.0.mid", 100.0, "views[0].mid"),
        ("views.0.right", 1e6, "views[0].right"),
        ("views.0.top", -1e4, "views[0].top"),
        ("views.0.yaw", 3.0, "views[0].yaw"),
        ("views.0.bounce", -1.0, "views[0].bounce"),
        ("views.0.view", "top", "views[0].view"),
        ("loads.0.kind", "moonstones", "loads[0].kind"),
        ("loads.0.x1", 90000.0, "loads[0].x1"),
        ("loads.0.x0", -900.0, "loads[0].x1"),
        ("loads.0.params.density", -0.8, "loads[0].params.density"),
        ("loads.0.params.density", 40.0, "loads[0].params.density"),
        ("loads.0.params.mass", -3.0, "loads[0].params.mass"),
        ("loads.0.params", {}, "loads[0].params."),
        ("concealments.0.kind", "moonstones", "concealments[0].kind"),
        ("concealments.0.place", "moon", "concealments[0].place"),
        ("concealments.0.params.count", -1.0, "concealments[0].params.count"),
        ("concealments.0.params.count", 1e9, "concealments[0].params.count"),
        ("vehicle", {"kind": "skeletal", "seed": 1, "tractor": -1.0}, "vehicle.tractor"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(path: str, value: Json, where: str) -> None:
    scene, defects = decode_scene(changed(path, value), "scene.json")
    assert scene is None or defects
    assert any(one.location.startswith(where) and one.file == "scene.json" and one.message.say() for one in defects), (
        [(one.location, one.message.say()) for one in defects]
    )  # fmt: skip


def test_an_overfull_container_is_told() -> None:
    found = copy.deepcopy(plain())
    loads = found["loads"]
    assert isinstance(loads, list)
    loads.append(copy.deepcopy(loads[0]))
    _, defects = decode_scene(found)
    assert [one.location for one in defects] == ["loads[1].x0"]


def test_nan_is_no_number() -> None:
    _, defects = decode_scene(changed("views.0.mid", float("nan")))
    assert defects
    assert defects[0].location == "views[0].mid"


def test_other_files_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read_scene(tmp_path / "none.json")
    for text, error in (("{", FormatError), ("[]", FormatError), ("{}", FormatError)):
        (tmp_path / "scene.json").write_text(text)
        with pytest.raises(error, match=r"scene\.json"):
            read_scene(tmp_path / "scene.json")
    (tmp_path / "scene.json").write_text(json.dumps({**plain(), "version": 99}))
    with pytest.raises(NewerVersion):
        read_scene(tmp_path / "scene.json")


def test_a_scene_is_small() -> None:
    """A description, not a picture: every accepted number, a few kilobytes."""
    assert isinstance(composed().staged.scene, Scene)
    assert len(json.dumps(plain())) < 8_000


@pytest.mark.parametrize("name", sorted(load_kinds()))
def test_what_a_load_chooses_may_stand_in_a_scene(name: str) -> None:
    """In every container that it goes into, over its whole length or a part of it."""
    kind = load_kinds()[name]
    for box in (
        container.lay(ContainerSpec(one, feet, high)) for one in sorted(kind.containers) for feet, high in SIZES
    ):
        length = box.space.x1 - box.space.x0
        for seed in range(24):
            rng = generator(seed)
            share = 1.0 if seed % 2 else rng.uniform(0.3, 0.95)
            params = composing.rounded(kind.choose(space_of(box, box.space.x1 - share * length, box.space.x1), rng))
            assert set(params) == set(kind.limits)
            assert all(kind.limits[key][0] <= value <= kind.limits[key][1] for key, value in params.items()), params
