"""The words: translated late, and long enough in the pseudo-language to find what is clipped."""

from collections.abc import Iterator

import pytest

from xray_trainer import text
from xray_trainer.text import Message, ngettext, tr, use_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language(text.ENGLISH)


def test_a_message_is_said_in_the_language_of_the_moment() -> None:
    message = Message("{file} has no bytes", {"file": "a.png"})
    assert message.say() == "a.png has no bytes"
    use_language(text.PSEUDO)
    assert message.say().startswith("a.png håš ñö býtéš")


def test_the_pseudo_language_is_a_third_longer_and_keeps_placeholders_and_markup() -> None:
    use_language(text.PSEUDO)
    said = tr("Case <b>{number}</b> of {total}")
    assert "<b>{number}</b>" in said
    assert "{total}" in said
    assert len(said) >= len("Case <b>{number}</b> of {total}") + 3


def test_an_empty_text_stays_empty() -> None:
    assert tr("") == ""


@pytest.mark.parametrize(("n", "said"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases")])
def test_counted_texts_take_the_form_of_the_number(n: int, said: str) -> None:
    assert ngettext("{n} case", "{n} cases", n).format(n=n) == said


def test_a_language_without_a_catalogue_falls_back_to_english() -> None:
    use_language("eo")
    assert tr("Submit") == "Submit"
