"""The JSON Schemas that ship in resources/schema, made from the nouns.

    python -m xray_trainer.library.schemas          writes them again after a noun has changed

A test fails while they are stale.
"""

from dataclasses import dataclass

from xray_trainer import paths
from xray_trainer.files import write_atomically
from xray_trainer.library.responses import FORMAT as RESPONSES
from xray_trainer.library.responses import Answer, Drawn
from xray_trainer.library.stored import FORMATS, VERSION
from xray_trainer.model import Case, SetHead, Truth, codec
from xray_trainer.model.codec import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class MarkedAnswer(Answer):
    """A response with its marks, as a responses file has it."""

    marks: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Responses:
    """A responses file without its format and version."""

    responses: tuple[MarkedAnswer, ...]
    trainee: str = ""


def schemas() -> dict[str, Json]:
    """File name → schema, of every file that people and programs may write."""
    kinds: dict[str, tuple[type, str]] = {
        "image_set.json": (SetHead, FORMATS[SetHead]),
        "case.json": (Case, FORMATS[Case]),
        "truth.json": (Truth, FORMATS[Truth]),
        "responses.json": (Responses, RESPONSES),
    }
    return {name: _schema(noun, form) for name, (noun, form) in kinds.items()}


def _schema(noun: type, form: str) -> Json:
    plain = codec.json_schema(noun)
    properties, required = plain["properties"], plain.get("required", [])
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    known: dict[str, Json] = {"format": {"const": form}, "version": {"type": "integer", "const": VERSION}}
    return {
        "$schema": DIALECT,
        **plain,
        "title": form,
        "properties": known | properties,
        "required": ["format", "version", *required],
    }


def main() -> None:
    """Write all schemas into resources/schema."""
    folder = paths.resources() / "schema"
    for name, schema in schemas().items():
        write_atomically(folder / name, codec.text(schema).encode())


if __name__ == "__main__":
    main()
