"""Items put into scans: as dark as if they had been there, as noisy, and refused where they would look pasted."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from xray_trainer.imaging import ScanPixels, read_image
from xray_trainer.library import check, open_image_set
from xray_trainer.model import Box, PlaneKind, Truth, View
from xray_trainer.simulator import composing, rendering, simulate
from xray_trainer.simulator.beam import transmissions
from xray_trainer.simulator.exposing import noise_in_levels
from xray_trainer.simulator.fan import Fan
from xray_trainer.simulator.insertion import find, names, prepare_case, write
from xray_trainer.simulator.insertion.ground import Ground, Noise, prepare
from xray_trainer.simulator.insertion.projecting import Inserted, project
from xray_trainer.simulator.insertion.refusing import reasons
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.rendering import Drawn
from xray_trainer.simulator.seeds import Master
from xray_trainer.simulator.wishes import Wishes

AIR = 60000.0
ITEMS = ("rifle", "drug-bricks", "ammunition-tin", "source-pot")
PLACES = ((0.30, 0.50), (0.50, 0.55), (0.62, 0.42))


@cache
def drawn(load: str, scanner: str) -> Drawn:
    composed = composing.compose(Wishes(loads=(load,), profiles=(scanner,)), Master.of(4), None)
    scene = composed.staged.scene
    scene = replace(scene, views=tuple(replace(view, tilt=0.0, bounce=0.0) for view in scene.views))
    return rendering.draw(rendering.stage(scene), 0)


def ground_of(view: Drawn, seed: int = 1) -> Ground:
    optics = view.optics
    pixels = ScanPixels(dict(optics.scan(view.passed, seed)), 16)
    noise = {kind: Noise(slope / AIR, base / AIR**2) for kind, (base, slope) in noise_in_levels(optics.profile).items()}
    energies = tuple(one for one in (optics.profile.high, optics.profile.low) if one)
    return prepare(pixels, dict.fromkeys(pixels.planes, AIR), noise, energies)


def flat(width: int, height: int, pitch: float) -> Fan:
    """A beam that looks at the middle of a picture."""
    return Fan(View.SIDE, 7000.0, 0.0, 0.0, 0.0, height * pitch / 2, (pitch, pitch), width, height)


def change(before: np.ndarray, after: np.ndarray, mask: np.ndarray) -> float:
    return float(np.log(np.maximum(after[mask], 1.0) / np.maximum(before[mask], 1.0)).mean())


@pytest.mark.parametrize("scanner", ["gantry-6-3.5", pytest.param("gantry-9-6", marks=pytest.mark.full)])
@pytest.mark.parametrize("load", ["coffee-bags", "truck-tyres", "poultry-cartons"])
def test_an_item_is_as_dark_as_in_a_full_simulation(load: str, scanner: str) -> None:
    """Facts 8: the mean of ln t is off by less than 10 %, in both energies (plain multiplication: 20 to 57 %)."""
    view = drawn(load, scanner)
    optics, ground = view.optics, ground_of(view)
    for name in ITEMS:
        for along, down in PLACES:
            item = find(name).draw(optics.fan, along * optics.fan.width, down * optics.fan.height, optics.fan.mid)
            inserted = project(ground, item, np.random.default_rng(3))
            full = optics.scan(optics.changed(view.passed, view.maps, [item]), 1)
            mask = np.abs(1 - inserted.share) > 0.03
            for kind, plane in ground.pixels.planes.items():
                before = plane[inserted.window].astype(np.float64)
                true = change(before, full[kind][inserted.window].astype(np.float64), mask)
                ours = change(before, inserted.planes[kind].astype(np.float64), mask)
                if true < -0.05 and np.median(before) > 60:  # more than noise, and not opaque
                    assert abs(ours / true - 1) < 0.10, (name, along, kind, true, ours)


def test_plain_multiplication_would_be_wrong() -> None:
    """What the hardening is for: a rifle's transmission in air, multiplied, is far too dark behind coffee."""
    view = drawn("coffee-bags", "gantry-6-3.5")
    optics, ground = view.optics, ground_of(view)
    item = find("ammunition-tin").draw(optics.fan, 0.3 * optics.fan.width, 0.5 * optics.fan.height, optics.fan.mid)
    inserted = project(ground, item, np.random.default_rng(3))
    (air,) = transmissions([ground.beams[PlaneKind.HIGH]], item.areal)
    thick = item.areal.sum(axis=0) > 5
    row, col = item.row0 - inserted.row0, item.col0 - inserted.col0
    ours = inserted.share[row : row + item.height, col : col + item.width]
    plain, hardened = -np.log(air.signal[thick]).mean(), -np.log(ours[thick]).mean()
    assert plain / hardened > 1.15


def test_the_noise_is_that_of_a_scan() -> None:
    """Behind a flat wall of an item the noise is what the scanner would have had there, within 15 %."""
    fan = Fan(
        drawn("coffee-bags", "gantry-6-3.5").optics.fan.view, 7000.0, 1000.0, 0.0, 0.0, 2000.0, (4.0, 4.0), 500, 500
    )
    rng, slope, base = np.random.default_rng(1), 2.0 / 1.5e5, 2.5e-5**2
    signal = 0.5 + np.sqrt(slope * 0.5 + base) * rng.standard_normal((500, 500))
    pixels = ScanPixels({PlaneKind.GREY: np.rint(signal * AIR).astype(np.uint16)}, 16)
    ground = prepare(pixels, {PlaneKind.GREY: AIR}, {PlaneKind.GREY: Noise(slope, base)}, (6.0,))
    item = Maps(fan, 100, 100, 300, 300)
    item.areal[1] = 40.0
    inserted = project(ground, item, np.random.default_rng(2))
    inner = inserted.planes[PlaneKind.GREY][50:250, 50:250] / AIR
    wanted = np.sqrt(slope * inner.mean() + base)
    assert abs(inner.std() / wanted - 1) < 0.15


def test_a_foreign_scans_noise_is_found_in_its_flat_parts() -> None:
    rng = np.random.default_rng(5)
    steps = np.repeat(np.linspace(0.05, 0.95, 16), 64)
    clean = np.broadcast_to(steps, (512, 1024))
    noisy = clean + np.sqrt(4e-5 * clean + 1e-6) * rng.standard_normal(clean.shape)
    ground = prepare(ScanPixels({PlaneKind.GREY: np.rint(np.clip(noisy, 0, 1.05) * AIR).astype(np.uint16)}, 16))
    noise = ground.noise[PlaneKind.GREY]
    air = ground.white[PlaneKind.GREY] / AIR
    assert noise.slope * air == pytest.approx(4e-5, rel=0.3)
    assert set(ground.assumed) == {"energy", "material"}


def refused(ground: Ground, inserted: Inserted, outlines: tuple[Box, ...] = ()) -> set[str]:
    return set(reasons(ground, inserted, outlines))


@cache
def half_empty() -> Drawn:
    """A container that has cargo at its front only."""
    wishes = Wishes(loads=("truck-tyres",), profiles=("gantry-6-3.5",))
    for seed in range(50):
        staged = composing.compose(wishes, Master.of(seed), None).staged
        if staged.scene.loads[0].x0 - staged.box.space.x0 > 2500:
            return rendering.draw(staged, 0)
    raise AssertionError("no scene with an empty end")


def test_what_would_look_pasted_is_refused() -> None:
    view = half_empty()
    fan, ground = view.optics.fan, ground_of(view)
    signal = ground.signal[ground.main]
    height = fan.height
    x, y = next(
        (x, y)
        for y in range(height // 4, height // 2, 20)
        for x in range(300, fan.width - 300, 40)
        if signal[y - 60 : y + 80, x - 60 : x + 60].min() > 0.66 and signal[y, x] < 0.95
    )
    pistol, rng = find("pistol"), np.random.default_rng(1)
    assert "floating" in refused(ground, project(ground, pistol.draw(fan, x, y, fan.mid), rng))
    outline = Box(x + 200.0, y - 20.0, 5000.0, 400.0)
    assert "outside" in refused(ground, project(ground, pistol.draw(fan, x, y, fan.mid), rng), (outline,))
    assert refused(ground, project(ground, pistol.draw(fan, -500.0, -500.0, fan.mid), rng)) == {"empty"}


def test_an_item_in_the_cargo_may_pass_and_one_over_a_post_may_not() -> None:
    view = drawn("coffee-bags", "gantry-6-3.5")
    fan, ground = view.optics.fan, ground_of(view)
    signal = ground.signal[ground.main].copy()
    rng = np.random.default_rng(1)
    row, col = 0.5 * fan.height, 0.5 * fan.width
    cargo = project(ground, find("ammunition-tin").draw(fan, col, row, fan.mid), rng)
    assert refused(ground, cargo) <= {"unseen"}
    signal[:, int(col) - 6 : int(col) + 6] *= 0.2
    dark = replace(ground, signal={**ground.signal, ground.main: signal})
    assert "post" in refused(dark, project(dark, find("ammunition-tin").draw(fan, col, row, fan.mid), rng))


def test_eight_bit_and_single_energy_scans_take_what_they_allow(tmp_path: Path) -> None:
    view = drawn("truck-tyres", "gantry-6-3.5")
    high = view.optics.scan(view.passed, 1)[PlaneKind.HIGH] / AIR
    Image.fromarray(np.clip(255 * high**0.6, 0, 255).astype(np.uint8)).save(tmp_path / "scan.png")
    ground = prepare(read_image(tmp_path / "scan.png"))
    assert set(ground.assumed) == {"tone", "energy", "material"}
    fan = view.optics.fan
    item = find("rifle").draw(fan, 0.35 * fan.width, 0.5 * fan.height, fan.mid)
    inserted = project(ground, item, np.random.default_rng(1))
    true = view.optics.changed(view.passed, view.maps, [item]).high.signal[inserted.window]
    before = view.passed.high.signal[inserted.window]
    mask = np.abs(1 - inserted.share) > 0.03
    wanted = float(np.log(true[mask] / before[mask]).mean())
    assert float(np.log(inserted.share[mask]).mean()) == pytest.approx(wanted, rel=0.25)


def test_a_real_dual_energy_pair_takes_an_item(shared_data: Path) -> None:
    folder = shared_data / "real_xray" / "tip_dual_energy16" / "composed"
    high, low = (read_image(folder / f"Result_4_{one}.png").main for one in ("high", "low"))
    ground = prepare(ScanPixels({PlaneKind.HIGH: high, PlaneKind.LOW: low}, 16))
    assert set(ground.assumed) == {"energy"}
    height, width = high.shape
    fan = Fan(
        drawn("coffee-bags", "gantry-6-3.5").optics.fan.view,
        7000.0,
        0.0,
        0.0,
        0.0,
        height / 2,
        (1.0, 1.0),
        width,
        height,
    )
    item = find("pistol").draw(fan, width / 2, height / 2, fan.mid)
    inserted = project(ground, item, np.random.default_rng(1))
    assert set(inserted.planes) == {PlaneKind.HIGH, PlaneKind.LOW}
    mask = np.abs(1 - inserted.share) > 0.05
    assert mask.any()
    assert (inserted.planes[PlaneKind.HIGH][mask] <= high[inserted.window][mask]).mean() > 0.95


def test_a_mentors_cut_out_is_an_item(tmp_path: Path) -> None:
    picture = np.full((60, 90), 52000, np.uint16)
    picture[15:45, 20:70] = 26000
    Image.fromarray(picture).save(tmp_path / "club.png")
    assert "club" in names(tmp_path)
    fan = flat(400, 400, 1.0)
    item = find("club", tmp_path).draw(fan, 200.0, 200.0, fan.mid)
    air = prepare(ScanPixels({PlaneKind.GREY: np.full((400, 400), 50000, np.uint16)}, 16))
    inserted = project(air, item, np.random.default_rng(1))
    middle = inserted.share[inserted.share.shape[0] // 2, inserted.share.shape[1] // 2]
    assert middle == pytest.approx(0.5, abs=0.03)
    (region,) = inserted.regions
    xs, ys = zip(*region.points, strict=True)
    assert (max(xs) - min(xs), max(ys) - min(ys)) == pytest.approx((50, 30), abs=4)


def test_cargo_makes_room_for_the_thing_alone_in_every_view_and_the_truth_says_how_deep(tmp_path: Path) -> None:
    wishes = Wishes(
        cases=1, share=0, loads=("coffee-bags",), profiles=("gantry-6-3.5",), views=(View.SIDE, View.TOP), feet=(20,)
    )
    folder = simulate(tmp_path / "set", wishes, Master.of(4)).folder
    image_set = open_image_set(folder)
    case_id = image_set.order[0]
    prepared = prepare_case(image_set, case_id)
    outline = image_set.case(case_id).scans[0].outlines[0]
    thing = find("rifle:3")
    x, y = outline.x + 0.55 * outline.width, outline.y + 0.7 * outline.height
    outcome = prepared.project(thing, x, y, 700.0)
    assert len(outcome.inserted) == 2
    assert all(one.regions for one in outcome.inserted)
    side = outcome.inserted[0]
    changed = np.abs(1 - side.share) > 0.01
    assert changed.mean() < 0.6, "the rifle's own shape, not the box round it"
    assert side.share.max() < 1.2
    new_id = write(prepared, outcome, thing, tmp_path / "out", "weapons")
    written = open_image_set(tmp_path / "out")
    truth = written.truth(new_id)
    assert isinstance(truth, Truth)
    (one,) = truth.concealments
    assert (one.depth_mm, one.category) == (700.0, "weapons")
    assert one.mass_kg == pytest.approx(3.8, abs=2.0)
    assert {region.scan for region in one.regions} == {0, 1}
    assert check(tmp_path / "out").defects == ()
