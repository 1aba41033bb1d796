"""How the terminal speaks and reads: its language, its letters, its help, its paths."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click

from xray_trainer.text import tr


def say_help(command: click.Command) -> None:
    """Put the help of a command and its options into the language of the moment (their English is the message id)."""
    for one in (command, *command.params):
        if isinstance(one, click.Command | click.Option):
            english = _ENGLISH_HELP.setdefault(id(one), one.help)
            one.help = tr(english) if english else english
    for inner in getattr(command, "commands", {}).values():
        say_help(inner)


def help_texts(command: click.Command) -> list[str]:
    """Every help text of a command, its options and the commands in it, in English, for the catalogue."""
    texts = [getattr(one, "help", None) for one in (command, *command.params)]
    inner = [text for one in getattr(command, "commands", {}).values() for text in help_texts(one)]
    return [text for text in texts if text] + inner


_ENGLISH_HELP: dict[int, str | None] = {}


def say_every_letter() -> None:
    """A terminal of an old alphabet shows what it cannot as an escape, and is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def language() -> str:
    """The language that the environment names, as far as there is a catalogue for it."""
    for name in ("XRAY_TRAINER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "").split(".")[0].split("_")[0]
        if code:
            return "en" if code in ("C", "POSIX") else code
    return "en"


class _Named(click.Path):
    """A path that names something: "" (a variable of the shell that is not set) is not the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if value == "":
            self.fail(tr("a file or folder is expected here"), param, ctx)
        return super().convert(value, param, ctx)


PATH = _Named(path_type=Path)
