"""The commands of the terminal, one file each.

A new command is one new file here: `merge.py` with a `click.Command` (or `click.Group`) called `command` is
`xray-trainer merge`. Nothing is registered anywhere. An underscore at the end is dropped and others become hyphens, so
that `import_.py` is `import`.

What commands share (--data-dir, --json, exit codes, sentences, sets and people by name) is in `xray_trainer.terminal`.
All files are loaded for `--help`: rooms with heavy imports are imported in the function that needs them.
"""

from __future__ import annotations

import importlib
import pkgutil

import click

from xray_trainer.terminal import say_help


class OnDemand(click.Group):
    """A group whose commands are the files of this folder, each loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the alphabet."""
        return sorted(_names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them, its help in the language of the moment."""
        module = _names().get(cmd_name)
        if module is None:
            return None
        command = importlib.import_module(f"{__name__}.{module}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}.command is no click command")
        command.name = cmd_name
        _say_all(command)
        return command


def _names() -> dict[str, str]:
    """What each command is called, and the file that holds it."""
    files = (found.name for found in pkgutil.iter_modules(__path__))
    return {file.rstrip("_").replace("_", "-"): file for file in files}


def _say_all(command: click.Command) -> None:
    say_help(command)
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _say_all(inner)
