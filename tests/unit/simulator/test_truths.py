"""Truth against the pictures: regions hold what a concealment changes, twins differ there only, V ranks as eyes do."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from xray_trainer.imaging import read_scan, read_twin
from xray_trainer.library import ImageSet, check, open_image_set
from xray_trainer.model import Band, Concealment, Polygon, Truth
from xray_trainer.simulator import Master, Wishes, read_scene, rendering, simulate
from xray_trainer.simulator.composing import compose
from xray_trainer.simulator.exposing import noise_in_levels
from xray_trainer.simulator.hidden import concealment_kinds
from xray_trainer.simulator.profiles import profile
from xray_trainer.simulator.scene import ConcealmentSpec
from xray_trainer.simulator.truths import lies_of
from xray_trainer.simulator.wishes import band_of, order

LIKE = frozenset({"counterfeits"})  # like-for-like: what differs is inside of alike packages
GROWN = 20  # px
SAMPLE, ALL = 3, 200


@dataclass(frozen=True)
class Told:
    """What one case's truth and pictures say of each other."""

    case: str
    band: Band
    visibility: float
    covered: float
    area: float
    outside: float
    contrast: float


def drawn_on(shape: tuple[int, ...], concealment: Concealment) -> npt.NDArray[np.uint8]:
    """The regions of a concealment on the first scan: 1 inside."""
    picture = np.zeros(shape, np.uint8)
    for region in concealment.regions:
        if region.scan == 0 and isinstance(region.shape, Polygon):
            points = np.round(np.array(region.shape.points) * 16 - 8).astype(np.int32)
            cv2.fillPoly(picture, [points], 1, shift=4)
    return picture


def changed(image_set: ImageSet, case_id: str, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """The pixels whose noise-free transmission the concealment changes by over 1 % of it, from the scene anew."""
    staged = rendering.stage(read_scene(image_set.folder / f"scenes/{case_id}.json"))
    view = rendering.draw(staged, 0)
    with_it = view.optics.changed(view.passed, view.maps, [rendering.changes_seen(staged, view, staged.hidden[0])])
    clean = view.passed.high.signal
    assert clean.shape == shape
    return np.asarray(np.abs(with_it.high.signal - clean) > 0.01 * clean)


def told(image_set: ImageSet, case_id: str) -> Told | None:
    """The figures of one loaded case; None for whole loads and like-for-like goods."""
    truth, case = image_set.truth(case_id), image_set.case(case_id)
    assert isinstance(truth, Truth)
    (concealment,) = truth.concealments
    assert concealment.visibility is not None
    if concealment.category in LIKE or not any(isinstance(one.shape, Polygon) for one in concealment.regions):
        return None
    scan = case.scans[0]
    loaded = read_scan(scan, image_set.folder)
    clean = read_twin(scan, truth.twins[0], image_set.folder, loaded)
    kind = scan.planes[0].kind
    with_it, without = (one.planes[kind].astype(np.float32) for one in (loaded, clean))
    region = drawn_on(with_it.shape, concealment)
    mask = changed(image_set, case_id, with_it.shape)
    grown = cv2.dilate(region, np.ones((2 * GROWN + 1, 2 * GROWN + 1), np.uint8))
    base, slope = noise_in_levels(profile(read_scene(image_set.folder / f"scenes/{case_id}.json").profile))[kind]
    sigma = np.sqrt(base + slope * without)
    logs = [np.log(np.maximum(one, 1)) for one in (without, with_it)]
    rows, cols = np.flatnonzero(region.any(axis=1)), np.flatnonzero(region.any(axis=0))
    high, wide = rows[-1] - rows[0] + 1, cols[-1] - cols[0] + 1
    window = (
        slice(max(0, rows[0] - high), rows[-1] + high + 1),
        slice(max(0, cols[0] - wide), cols[-1] + wide + 1),
    )
    change = (logs[0] - logs[1])[region > 0]
    return Told(
        case_id,
        concealment.visibility.band,
        concealment.visibility.v,
        float((region > 0)[mask].mean()),
        float(region.sum() / mask.sum()),
        float((np.abs(with_it - without) / sigma)[grown == 0].mean()),
        float(np.sqrt((change**2).mean()) / logs[0][window][region[window] == 0].std()),
    )


def held(one: Told) -> None:
    """What must hold of each case by itself."""
    assert one.covered >= 0.95, one
    assert one.area <= 1.6, one
    assert one.outside < 0.5, one
    assert band_of(one.visibility) is one.band, one


@cache
def ranks_agree(figures: tuple[Told, ...]) -> float:
    """Spearman's rank correlation of V with the contrast over the clean twin's scatter round the concealment."""
    first, second = (
        np.argsort(np.argsort([getattr(one, name) for one in figures])) for name in ("visibility", "contrast")
    )
    return float(np.corrcoef(first, second)[0, 1])


def test_truths_of_a_few_cases(tmp_path: Path) -> None:
    wishes = Wishes(cases=SAMPLE, share=1.0, feet=(20,), profiles=("gantry-6-3.5", "mobile-6"))
    simulate(tmp_path / "set", wishes, Master.of(21))
    image_set = open_image_set(tmp_path / "set")
    assert check(tmp_path / "set").defects == ()
    figures = [told(image_set, case_id) for case_id in image_set.order]
    for one, asked in zip(figures, order(wishes, Master.of(21)).cases, strict=True):
        if one is not None:
            held(one)
            assert one.band is asked.band


@pytest.mark.full
def test_truths_of_two_hundred_cases(tmp_path: Path) -> None:
    """All loads and categories, every scanner, every band."""
    wishes = Wishes(cases=ALL, share=1.0)
    assert simulate(tmp_path / "set", wishes, Master.of(2026), jobs=2).whole
    image_set = open_image_set(tmp_path / "set")
    figures = [one for case_id in image_set.order if (one := told(image_set, case_id)) is not None]
    for one in figures:
        held(one)
    asked = {one.id: one.band for one in order(wishes, Master.of(2026)).cases}
    assert all(one.band is asked[one.case] for one in figures)
    assert len(figures) > ALL * 0.7
    agreement = ranks_agree(tuple(figures))
    print(f"{len(figures)} cases: rank correlation {agreement:.3f}, "
          f"least covered {min(one.covered for one in figures):.3f}, most area {max(one.area for one in figures):.2f}, "
          f"most outside {max(one.outside for one in figures):.3f} sigma")  # fmt: skip
    assert agreement >= 0.8


def test_goods_under_another_name_are_a_discrepancy_too() -> None:
    composed = compose(Wishes(loads=("coffee-bags",), profiles=("mobile-6",), feet=(20,)), Master.of(4), None)
    honest = replace(composed.staged.scene, discrepancies=())
    assert lies_of(rendering.stage(honest)) == ()
    kind = concealment_kinds()["cigarettes"]
    params = kind.choose(composed.staged.surroundings, "whole-load", np.random.default_rng(1))
    assert params is not None
    whole = ConcealmentSpec(kind.name, "whole-load", 1, params)
    (lie,) = lies_of(rendering.stage(replace(honest, concealments=(whole,))))
    assert lie.kind == "other-goods"
    assert "coffee" in lie.note.say("en").lower()
    assert kind.title.id in lie.note.say("en")
