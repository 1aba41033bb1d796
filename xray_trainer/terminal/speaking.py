"""How the terminal speaks: its language, its letters, its help."""

from __future__ import annotations

import io
import os
import sys

import click

from xray_trainer.text import tr


def say_help(command: click.Command) -> None:
    """Put the help of a command and its options into the language of the moment (their English is the message id).

    A group's commands are put when they are loaded.
    """
    for one in (command, *command.params):
        if isinstance(one, click.Command | click.Option):
            english = _ENGLISH_HELP.setdefault(id(one), one.help)
            one.help = tr(english) if english else english


def help_texts(command: click.Command) -> list[str]:
    """Every help text of a command, its options and the commands in it, in English, for the catalogue."""
    texts = [getattr(one, "help", None) for one in (command, *command.params)]
    return [text for text in texts if text] + [text for one in _within(command) for text in help_texts(one)]


def _within(command: click.Command) -> list[click.Command]:
    if not isinstance(command, click.Group):
        return []
    context = click.Context(command)
    found = (command.get_command(context, name) for name in command.list_commands(context))
    return [one for one in found if one is not None]


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
