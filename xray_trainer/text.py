"""Every word that a person sees comes from here: one gettext catalogue for window, report and terminal.

    from xray_trainer.text import N_, Message, ngettext, tr

    tr("Case {number} of {total}").format(...)      said now, in the reader's language
    Message(N_("{file} has no bytes"), {"file": f})  said later (errors and defects carry these)

English is the language of the message ids. The pseudo-language `qps` makes each text a third longer and accented, so
that tests find what is clipped or never went through the catalogue.
"""

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xray_trainer import paths

DOMAIN = "xray_trainer"
ENGLISH = "en"
PSEUDO = "qps"

_ACCENTS = str.maketrans("AaCcEeIiNnOoSsUuYyZz", "ÅåÇçÉéÎîÑñÖöŠšÛûÝýŽž")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|<[^<>]+>|%\(\w+\)[sd]|&\w+;")


class _Pseudo(gettext.NullTranslations):
    """Long accented English: what no translator has seen yet still has to fit."""

    def gettext(self, message: str) -> str:
        return _lengthen(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _lengthen(msgid1 if n == 1 else msgid2)


def _lengthen(message: str) -> str:
    if not message.strip():
        return message
    parts, end = [], 0
    for match in _PLACEHOLDER.finditer(message):
        parts += [message[end : match.start()].translate(_ACCENTS), match.group()]
        end = match.end()
    parts.append(message[end:].translate(_ACCENTS))
    letters = len(_PLACEHOLDER.sub("", message))
    return "".join(parts) + "~" * max(1, round(letters / 3))


_current: gettext.NullTranslations = gettext.NullTranslations()
_language = ENGLISH


def use_language(code: str) -> None:
    """Speak this language from now on; one without a catalogue falls back to English, message by message."""
    global _current, _language
    _language = code
    _current = _catalogue(code)


def _catalogue(code: str) -> gettext.NullTranslations:
    if code == PSEUDO:
        return _Pseudo()
    return gettext.translation(DOMAIN, paths.resources() / "locale", languages=[code], fallback=True)


def languages() -> tuple[str, ...]:
    """The codes of all languages that there is a catalogue of, English first."""
    found = (paths.resources() / "locale").glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (ENGLISH, *sorted(one.parts[-3] for one in found))


def language() -> str:
    """The code of the language in use."""
    return _language


def tr(message: str) -> str:
    """The message in the reader's language."""
    return _current.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a counted message that fits `n`."""
    return _current.ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name, found by the extractor
    """Mark a message for the catalogue without translating it yet."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said later: its id (the English text) and the values for its {placeholders}."""

    id: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self) -> str:
        """The sentence in the reader's language."""
        return tr(self.id).format_map(dict(self.values)) if self.values else tr(self.id)

    def say_in(self, code: str) -> str:
        """The sentence, and each sentence among its values, in another language than the reader's."""
        text = _catalogue(code).gettext(self.id)
        values = {key: one.say_in(code) if isinstance(one, Message) else one for key, one in self.values.items()}
        return text.format_map(values) if values else text

    def __str__(self) -> str:
        return self.say()
