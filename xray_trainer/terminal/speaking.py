"""How the terminal speaks: its language, its letters, its help."""

from __future__ import annotations

import io
import os
import sys

import click

from xray_trainer.terminal import click_words
from xray_trainer.text import tr


def say_help(command: click.Command) -> None:
    """Put a command's help, its options and click's own words into the language of the moment.

    Their English is the message id. A group's commands are put when they are loaded.
    """
    click_words.put_in()
    for option in (one for one in command.params if isinstance(one, click.Option)):
        _say(option, "help")
        if not option.is_flag and not isinstance(option.type, click.Choice):
            option.metavar = option.metavar or option.type.name.upper()
            _say(option, "metavar")
    help_option = command.get_help_option(click.Context(command))
    if help_option is not None:
        _say(help_option, "help")
    for name in ("help", "options_metavar", "subcommand_metavar"):
        _say(command, name)


def _say(one: click.Command | click.Option, name: str) -> None:
    """Put one of its texts, remembering the English."""
    english = _ENGLISH.setdefault((id(one), name), getattr(one, name, None))
    if english:
        setattr(one, name, tr(english))


_ENGLISH: dict[tuple[int, str], str | None] = {}  # by the command or option, which live as long as the program


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
