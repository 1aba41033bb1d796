"""What every command of the terminal shares: how it speaks, what it reads, what it prints, and what it looks up."""

from xray_trainer.terminal.asking import NUMBER, PATH, data_dir_everywhere, data_folder, with_json
from xray_trainer.terminal.finding import find_person, find_set, open_journal, set_roots
from xray_trainer.terminal.speaking import help_texts, language, say_every_letter, say_help
from xray_trainer.terminal.telling import (
    ALL_WELL,
    NOTHING_DONE,
    WITH_DEFECTS,
    WRONG_USAGE,
    as_plain,
    outcome,
    print_json,
    show_progress,
    tell,
)
from xray_trainer.terminal.window import open_window

__all__ = [
    "ALL_WELL",
    "NOTHING_DONE",
    "NUMBER",
    "PATH",
    "WITH_DEFECTS",
    "WRONG_USAGE",
    "as_plain",
    "data_dir_everywhere",
    "data_folder",
    "find_person",
    "find_set",
    "help_texts",
    "language",
    "open_journal",
    "open_window",
    "outcome",
    "print_json",
    "say_every_letter",
    "say_help",
    "set_roots",
    "show_progress",
    "tell",
    "with_json",
]
