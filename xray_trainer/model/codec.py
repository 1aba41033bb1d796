"""Nouns ↔ JSON: one codec that lists every defect with its field's path, not only the first.

truth, defects = codec.decode(Truth, data, file="truth/c1.json")
data = codec.encode(truth, over=what_the_file_held)       unknown keys survive
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import re
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar, Union

from xray_trainer.model.defect import Defect
from xray_trainer.text import N_, Message

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Noun = TypeVar("Noun")
Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

WRONG_SHAPE = "wrong_shape"
_SENTENCES = {
    "missing": N_("this field is missing"),
    "float_type": N_("a number is expected here"),
    "int_type": N_("a whole number is expected here"),
    "int_from_float": N_("a whole number is expected here"),
    "string_type": N_("text is expected here"),
    "bool_type": N_("true or false is expected here"),
    "tuple_type": N_("a list is expected here"),
    "list_type": N_("a list is expected here"),
    "dict_type": N_("an object with named fields is expected here"),
    "dataclass_type": N_("an object with named fields is expected here"),
    "enum": N_("one of these is expected here: {expected}"),
    "literal_error": N_("one of these is expected here: {expected}"),
    "union_tag_invalid": N_("the type is not one of: {expected_tags}"),
    "union_tag_not_found": N_("the field {discriminator} is missing"),
    "too_long": N_("there are more values here than belong here"),
}


@cache
def _adapter(noun: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - building adapters is not on the way to the first window

    return TypeAdapter(noun)


def parse(data: bytes | str, file: str = "") -> tuple[Json, tuple[Defect, ...]]:
    """JSON text as plain values; None and one defect if it is no JSON."""
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        if _weight(text) > LARGEST_WEIGHT:
            return None, (Defect("too_large", Message(N_("this file holds more values than can be read")), file),)
        value = json.loads(text)
        if _HALF_LETTER.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return None, (Defect("not_text", Message(N_("a text here holds half a letter (a lone surrogate)")), file),)
    except UnicodeDecodeError as error:
        return None, (Defect("not_text", Message(N_("this is not text in UTF-8")), file, f"byte {error.start}"),)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return None, (Defect("not_json", Message(N_("this is not valid JSON")), file, where),)
    except RecursionError:
        return None, (Defect("not_json", Message(N_("this JSON is nested too deeply")), file),)
    except ValueError:  # a whole number of more digits than Python turns into one
        return None, (Defect("not_json", Message(N_("a number here has too many digits")), file),)
    return value, ()


_LARGEST_WHOLE = 10**300  # more would be infinite as a number with a point
LARGEST_WEIGHT = 600_000_000  # bytes


def _weight(text: str) -> int:
    """About how many bytes JSON text takes as Python's values, told by its signs: 3 bytes of `[],` may become 64."""
    return len(text) + 80 * text.count("[") + 250 * text.count("{") + 36 * text.count(",")


def decode(noun: type[Noun], value: Json, file: str = "") -> tuple[Noun | None, tuple[Defect, ...]]:
    """A noun from plain JSON values, or None with every defect that stands in the way."""
    from pydantic import ValidationError  # noqa: PLC0415 - see _adapter

    try:
        unfinite = tuple(
            Defect(WRONG_SHAPE, Message(N_("this number is not finite")), file, where)
            for where in _not_finite(value, "")
        )
        found = _adapter(typing.cast(Any, noun)).validate_json(json.dumps(value), strict=True)
    except RecursionError:
        return None, (Defect("not_json", Message(N_("this JSON is nested too deeply")), file),)
    except ValidationError as error:
        return None, unfinite + tuple(
            Defect(WRONG_SHAPE, _message(one["type"], one.get("ctx", {})), file, _path(one["loc"], value))
            for one in error.errors(include_url=False, include_input=False)
        )
    return (None, unfinite) if unfinite else (typing.cast(Noun, found), ())


def encode(noun: object, over: Json = None) -> dict[str, Json]:
    """Plain JSON values of a noun, without fields that are None or empty; keys of `over` that it does not know stay."""
    plain = _bare(_adapter(typing.cast(Any, type(noun))).dump_python(noun, mode="json", exclude_none=True))
    if not isinstance(plain, dict):
        raise TypeError(type(noun))
    return typing.cast(dict[str, Json], _keep_unknown(type(noun), plain, over))


def text(value: Json) -> str:
    """JSON text as the program writes it: one space deep, letters of every alphabet as they are, a last newline."""
    spread = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return _NUMBERS.sub(lambda found: f"[{', '.join(found.group(1).replace(',', ' ').split())}]", spread) + "\n"


def digest(noun: object) -> str:
    """SHA-256 in hex over a noun's canonical JSON: the same noun has the same digest on every machine."""
    return hashlib.sha256(canonical(noun).encode()).hexdigest()


def canonical(noun: object) -> str:
    """A noun's JSON as its digest reads it: keys in order, nothing between the signs."""
    return json.dumps(encode(noun), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


_HALF_LETTER = re.compile(r"\\u[dD][89a-fA-F]")  # may be half of a pair that no file can hold by itself
_NUMBERS = re.compile(r"\[\n\s+((?:-?\d[\d.eE+-]*,?\s+)+)\]")  # a list of numbers alone reads better on one line


def json_schema(noun: type) -> dict[str, Json]:
    """The JSON Schema of a noun."""
    return _adapter(noun).json_schema()


def _bare(value: Json) -> Json:
    """Without fields that hold an empty list, object or text: a reader gives them their default again."""
    if isinstance(value, dict):
        bare = {key: _bare(item) for key, item in value.items()}
        return {key: item for key, item in bare.items() if item not in ([], {}, "") or key in _ALWAYS}
    return [_bare(item) for item in value] if isinstance(value, list) else value


_ALWAYS = frozenset({"id", "title", "order", "category", "regions", "points", "planes", "scans", "case"})


def _message(kind: str, context: dict[str, Any]) -> Message:
    known = _SENTENCES.get(kind)
    return Message(known or N_("this value is not understood"), context if known else {})


def _path(steps: tuple[int | str, ...], value: Json) -> str:
    """`concealments[0].regions[1].shape.points`, leaving out the steps that only name a union's member."""
    path, here = "", value
    for number, step in enumerate(steps):
        if isinstance(step, int):
            path += f"[{step}]"
            here = here[step] if isinstance(here, list) and step < len(here) else None
        elif isinstance(here, dict) and (step in here or number == len(steps) - 1):
            path += f".{step}" if path else step
            here = here.get(step)
    return path


def _not_finite(value: Json, path: str) -> list[str]:
    if isinstance(value, float):
        return [] if math.isfinite(value) else [path]
    if isinstance(value, int):
        return [] if abs(value) < _LARGEST_WHOLE else [path]
    if isinstance(value, dict):
        return [p for key, item in value.items() for p in _not_finite(item, f"{path}.{key}" if path else key)]
    if isinstance(value, list):
        return [p for index, item in enumerate(value) for p in _not_finite(item, f"{path}[{index}]")]
    return []


def _keep_unknown(kind: Any, new: Json, old: Json) -> Json:
    """`new` with what `old` held besides: unknown keys of objects, and in lists those of the item with the same id."""
    if isinstance(new, dict) and isinstance(old, dict):
        if any(_is_one_value(member) for member in _members(kind)):
            return new
        fields = _field_types(kind, new)
        kept = {key: value for key, value in old.items() if key not in fields}
        return {key: _keep_unknown(fields.get(key), value, old.get(key)) for key, value in new.items()} | kept
    if isinstance(new, list) and isinstance(old, list):
        by_id = {item["id"]: item for item in old if isinstance(item, dict) and isinstance(item.get("id"), str)}
        inner = _item_type(kind)
        return [
            _keep_unknown(inner, item, by_id.get(item["id"]) if isinstance(item, dict) and "id" in item
                          else old[index] if len(old) == len(new) else None)
            for index, item in enumerate(new)
        ]  # fmt: skip
    return new


def _is_one_value(member: Any) -> bool:
    """Whether an object in JSON is one value with keys of its own: a text by language, numbers by name."""
    return hasattr(member, "__get_pydantic_core_schema__") or typing.get_origin(member) in (dict, Mapping)


def _members(kind: Any) -> list[Any]:
    """The noun classes and containers that a type may be."""
    origin = typing.get_origin(kind)
    if origin is Annotated:
        return _members(typing.get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return [member for one in typing.get_args(kind) for member in _members(one)]
    return [kind]


def _field_types(kind: Any, new: dict[str, Json]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for member in _members(kind):
        if dataclasses.is_dataclass(member):
            hints = _hints(typing.cast(type, member))
            if set(new) <= set(hints):
                return hints
            fields |= hints
    return fields or dict.fromkeys(new)


@cache
def _hints(noun: type) -> dict[str, Any]:
    return typing.get_type_hints(noun, include_extras=True)


def _item_type(kind: Any) -> Any:
    for member in _members(kind):
        if typing.get_origin(member) is tuple:
            return typing.get_args(member)[0]
    return None
