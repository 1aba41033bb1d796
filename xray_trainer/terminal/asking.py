"""The options and arguments that many commands have."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from xray_trainer import paths
from xray_trainer.text import tr

Command = TypeVar("Command", bound=Callable[..., Any])


class _Named(click.Path):
    """A path that names something: "" (a variable of the shell that is not set) is not the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if value == "":
            self.fail(tr("a file or folder is expected here"), param, ctx)
        return super().convert(value, param, ctx)


class _Number(click.ParamType):  # type: ignore[type-arg]
    """A finite number."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.fail(tr("a finite number is expected here"), param, ctx)
        return number


PATH = _Named(path_type=Path)
NUMBER = _Number()


def data_dir_everywhere(command: Command) -> Command:
    """Give a command the option --data-dir (argument `data_dir`); every command has it."""
    option = click.option("--data-dir", type=PATH, help="the folder that holds answers and imported sets")
    return option(command)


def with_json(command: Command) -> Command:
    """Give a command the option --json (argument `as_json`)."""
    option = click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")
    return option(command)


def data_folder(context: click.Context, named: Path | None) -> Path:
    """The data folder: named at the group or at the command; the command's wins."""
    above: click.Context | None = context
    while named is None and above is not None:
        named, above = above.params.get("data_dir"), above.parent
    return paths.data_dir(named)
