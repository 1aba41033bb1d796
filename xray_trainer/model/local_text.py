"""Text that an author wrote in one or several languages: titles, category names, explanations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

ANY = "und"  # ISO 639: language not stated


@dataclass(frozen=True, slots=True)
class LocalText:
    """(language code, text) pairs. In JSON {"en": "Weapons", "ru": "Оружие"}, or a string of no stated language."""

    texts: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def of(text: str, language: str = ANY) -> LocalText:
        """One text in one language."""
        return LocalText(((language, text),)) if text else LocalText()

    def say(self, language: str) -> str:
        """The text in that language, else in English, else the first there is, else nothing."""
        known = dict(self.texts)
        for code in (language, language.split("_")[0], ANY, "en"):
            if known.get(code):
                return known[code]
        return next((text for _, text in self.texts if text), "")

    def __bool__(self) -> bool:
        return any(text for _, text in self.texts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Callable[[object], object]) -> object:
        from pydantic_core import core_schema  # noqa: PLC0415 - only the codec needs it

        return core_schema.no_info_after_validator_function(
            _from_json,
            core_schema.union_schema(
                [core_schema.str_schema(), core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema())]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(_to_json),
        )


def _from_json(value: str | Mapping[str, str]) -> LocalText:
    return LocalText.of(value) if isinstance(value, str) else LocalText(tuple(value.items()))


def _to_json(text: LocalText) -> str | dict[str, str]:
    texts = dict(text.texts)
    return texts[ANY] if set(texts) == {ANY} else texts
