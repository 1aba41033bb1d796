"""The words that click itself says, put into our catalogue.

click says them by `gettext.gettext`, which knows one catalogue a process, found by the environment: neither the
language that was chosen in the window nor the pseudo-language. So `put_in` hands click's modules our own functions.
"""

from __future__ import annotations

import importlib

from xray_trainer.text import ngettext, tr

WORDS = (
    "Usage:",
    "Options",
    "Positional arguments",
    "Commands",
    "[OPTIONS]",
    "COMMAND [ARGS]...",
    "[COMMAND] [ARGS]...",
    "TEXT",
    "PATH",
    "NUMBER",
    "FILE",
    "INTEGER",
    "Show this message and exit.",
    "default: {default}",
    "(dynamic)",
    "required",
    "Try '{command} {option}' for help.",
    "Error: {message}",
    "Error: invalid input",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Missing {param_type}",
    "Missing parameter: {param_name}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Option {name!r} does not take a value.",
    "Argument {name!r} takes {nargs} values.",
    "Choose from:\n\t{choices}",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "Could not open file {filename!r}: {message}",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "file",
    "directory",
    "path",
    "unknown error",
)
"""Message ids, for the catalogue. `tests/unit/test_cli_words.py` looks that none is said that is not here."""

COUNTED = (
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""Message ids with their form for many."""

_MODULES = ("core", "exceptions", "formatting", "parser", "termui", "types")


def put_in() -> None:
    """From now on, click speaks the language in use."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        for ours, theirs in ((tr, "_"), (ngettext, "ngettext")):
            if hasattr(module, theirs):
                setattr(module, theirs, ours)
