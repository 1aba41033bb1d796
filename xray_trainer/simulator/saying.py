"""Messages said in every language that has a catalogue, for what is written into a set: notes, names, declarations.

A set is read by others, so its words may not depend on the language of the one who made it.
"""

from __future__ import annotations

import gettext
from functools import cache

from xray_trainer import paths
from xray_trainer.model import LocalText
from xray_trainer.text import DOMAIN, ENGLISH, PSEUDO, Message


def local(*messages: Message) -> LocalText:
    """The messages as one text, a space between, in English and in every language with a catalogue.

    A message among the values of another is said in the same language.
    """
    said: list[tuple[str, str]] = []
    for language, catalogue in _catalogues():
        text = " ".join(_say(message, catalogue) for message in messages)
        if language == ENGLISH or text != said[0][1]:
            said.append((language, text))
    return LocalText(tuple(said))


def _say(message: Message, catalogue: gettext.NullTranslations) -> str:
    text = catalogue.gettext(message.id)
    if not message.values:
        return text
    values = {name: _say(one, catalogue) if isinstance(one, Message) else one for name, one in message.values.items()}
    return text.format_map(values)


@cache
def _catalogues() -> tuple[tuple[str, gettext.NullTranslations], ...]:
    """(language, catalogue), English first, the others by code."""
    folder = paths.resources() / "locale"
    codes = sorted(one.parent.parent.name for one in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    others = (code for code in codes if code not in (ENGLISH, PSEUDO))
    return (
        (ENGLISH, gettext.NullTranslations()),
        *((code, gettext.translation(DOMAIN, folder, languages=[code])) for code in others),
    )
