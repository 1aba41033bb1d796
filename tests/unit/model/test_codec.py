"""The codec: nouns to JSON and back, every defect told, unknown keys kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xray_trainer.model import (
    Basis,
    Box,
    Category,
    Completeness,
    Concealment,
    LocalText,
    Polygon,
    Region,
    RotatedBox,
    SetHead,
    Truth,
    WholeLoad,
    codec,
)

finite = st.floats(-1e7, 1e7)
sizes = st.floats(1e-3, 1e6)
shapes = st.one_of(
    st.builds(Box, finite, finite, sizes, sizes),
    st.builds(RotatedBox, finite, finite, sizes, sizes, st.floats(-360, 360)),
    st.builds(Polygon, st.lists(st.tuples(finite, finite), min_size=3, max_size=9).map(tuple)),
    st.just(WholeLoad()),
)
texts = st.dictionaries(st.sampled_from(["en", "ru", "ky"]), st.text(min_size=1), max_size=3).map(
    lambda known: LocalText(tuple(known.items()))
)
concealments = st.builds(
    Concealment,
    id=st.text("abc", min_size=1, max_size=5),
    regions=st.lists(st.builds(Region, shapes, st.integers(0, 3)), min_size=1, max_size=3).map(tuple),
    category=st.sampled_from(["drugs", "weapons"]),
    note=texts,
    level=st.none() | st.integers(1, 5),
    optional=st.booleans(),
)
truths = st.builds(
    Truth,
    case=st.just("c1"),
    basis=st.sampled_from(Basis),
    completeness=st.sampled_from(Completeness),
    concealments=st.lists(concealments, max_size=3).map(tuple),
)


@given(truths)
def test_a_noun_survives_the_way_through_json_text(truth: Truth) -> None:
    value, defects = codec.parse(codec.text(codec.encode(truth)))
    assert defects == ()
    assert codec.decode(Truth, value) == (truth, ())


@given(truths)
def test_the_same_noun_has_the_same_digest_whatever_the_order_of_keys(truth: Truth) -> None:
    shuffled = json.loads(json.dumps(codec.encode(truth), sort_keys=True))
    again, _ = codec.decode(Truth, shuffled)
    assert codec.digest(again) == codec.digest(truth)


def truth_json() -> dict[str, codec.Json]:
    region = {"shape": {"type": "box", "x": 1, "y": 2, "width": 3, "height": 4}, "scan": 0}
    return {
        "case": "c1",
        "basis": "expert",
        "completeness": "complete",
        "concealments": [{"id": "a", "category": "drugs", "regions": [region]}],
    }


def test_every_defect_is_told_with_the_path_of_its_field() -> None:
    value = truth_json()
    value["basis"] = "rumour"
    del value["completeness"]
    concealment = value["concealments"][0]  # type: ignore[index,call-overload]
    concealment["level"] = "hard"  # type: ignore[index,call-overload]
    concealment["regions"][0]["shape"]["x"] = None  # type: ignore[index,call-overload]
    noun, defects = codec.decode(Truth, value, "truth/c1.json")
    assert noun is None
    assert {defect.location for defect in defects} == {
        "basis",
        "completeness",
        "concealments[0].level",
        "concealments[0].regions[0].shape.x",
    }
    assert {defect.file for defect in defects} == {"truth/c1.json"}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_not_finite_is_refused(number: float) -> None:
    value = truth_json()
    value["concealments"][0]["regions"][0]["shape"]["width"] = number  # type: ignore[index,call-overload]
    noun, defects = codec.decode(Truth, value)
    assert noun is None
    assert [defect.location for defect in defects] == ["concealments[0].regions[0].shape.width"]


def test_an_unknown_shape_names_the_known_ones() -> None:
    value = truth_json()
    value["concealments"][0]["regions"][0]["shape"]["type"] = "ellipse"  # type: ignore[index,call-overload]
    _, defects = codec.decode(Truth, value)
    assert "rotated_box" in defects[0].message.say()


def test_keys_that_the_program_does_not_know_survive_a_save() -> None:
    value = truth_json()
    value["reviewed_by"] = {"office": "Osh"}
    value["concealments"][0]["x_mass"] = 12.5  # type: ignore[index,call-overload]
    value["concealments"][0]["regions"][0]["shape"]["stroke"] = "thin"  # type: ignore[index,call-overload]
    truth, _ = codec.decode(Truth, value)
    assert truth is not None
    moved = Truth(**{name: getattr(truth, name) for name in Truth.__slots__} | {"basis": Basis.SEARCHED})
    saved = codec.encode(moved, over=value)
    assert saved["reviewed_by"] == {"office": "Osh"}
    assert saved["concealments"][0]["x_mass"] == 12.5  # type: ignore[index,call-overload]
    assert saved["concealments"][0]["regions"][0]["shape"]["stroke"] == "thin"  # type: ignore[index,call-overload]
    assert saved["basis"] == "searched"


def test_a_text_is_saved_as_it_is_now() -> None:
    """A text by language is one value: what was said before, and languages no longer given, go."""
    old = codec.encode(SetHead("i", LocalText((("en", "Old"), ("ru", "Старый"))), ("a",)))
    saved = codec.encode(SetHead("i", LocalText.of("New", "en"), ("a",)), over=old)
    assert saved["title"] == {"en": "New"}


def test_a_removed_item_takes_its_unknown_keys_with_it() -> None:
    head = SetHead("i", LocalText(), ("a",), (Category("drugs"), Category("gold")))
    old = codec.encode(head)
    old["categories"][1]["colour"] = "yellow"  # type: ignore[index,call-overload]
    saved = codec.encode(SetHead("i", LocalText(), ("a",), (Category("drugs"),)), over=old)
    assert saved["categories"] == [{"id": "drugs"}]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_json"),
        (b"\xff\xfe{}", "not_text"),
        (b'{"a": ', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[" + b"9" * 5000 + b"]", "not_json"),
    ],
)
def test_what_is_no_json_is_one_defect_with_a_sentence(data: bytes, code: str) -> None:
    value, defects = codec.parse(data, "image_set.json")
    assert value is None
    assert [defect.code for defect in defects] == [code]
    assert defects[0].sentence().startswith("image_set.json")


def test_an_author_may_write_plain_text_where_several_languages_are_possible() -> None:
    head, defects = codec.decode(SetHead, {"id": "i", "title": "Osh, May", "order": []})
    assert defects == ()
    assert head is not None
    assert head.title.say("ru") == "Osh, May"


def test_text_falls_back_to_english_and_then_to_any_language() -> None:
    text = LocalText((("ru", "Оружие"), ("en", "Weapons")))
    assert text.say("ru_KG") == "Оружие"
    assert text.say("ky") == "Weapons"
    assert LocalText((("ru", "Оружие"),)).say("ky") == "Оружие"
