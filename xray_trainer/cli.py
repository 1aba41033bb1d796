"""The same jobs from a terminal; with no command it opens the window. Each command is a file in `commands`.

Exit codes: 0 all well; 1 done, with defects told; 2 wrong usage; 3 nothing done. With --json, stdout is one JSON
document, {"error": {"file", "location", "message"}} where nothing was done; progress and errors go to stderr.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from xray_trainer import __version__, paths, terminal
from xray_trainer.commands import OnDemand
from xray_trainer.errors import TrainerError
from xray_trainer.terminal import ALL_WELL, NOTHING_DONE, WRONG_USAGE
from xray_trainer.text import tr, use_language


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with these words (those of the command line if None) and give its exit code."""
    words = list(sys.argv[1:] if words is None else words)
    use_language(terminal.language())
    terminal.say_help(commands)
    terminal.say_every_letter()
    try:
        code = commands.main(words, prog_name="xray-trainer", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return _without_result(words, WRONG_USAGE, "", "", error.format_message())
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        stopped = tr("Stopped; what was finished is kept.")
        click.echo(stopped, err=True)
        return _without_result(words, NOTHING_DONE, "", "", stopped)
    except TrainerError as error:
        click.echo(error.sentence(), err=True)
        return _without_result(words, NOTHING_DONE, error.file or "", error.location, error.message.say())
    except OSError as error:  # a disk that went, a folder that may not be entered: whatever was not foreseen
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        file, reason = str(error.filename or ""), tr("the disk is full") if full else error.strerror or str(error)
        message = tr("this could not be finished ({reason})").format(reason=reason)
        click.echo(": ".join(filter(None, (file, message))), err=True)
        return _without_result(words, NOTHING_DONE, file, "", message)
    return code if isinstance(code, int) else ALL_WELL


def _without_result(words: Sequence[str], code: int, file: str, location: str, message: str) -> int:
    """Say on stdout, if JSON was asked for, why there is no result; gives the exit code back."""
    if "--json" in words:
        terminal.print_json({"error": {"file": file, "location": location, "message": message}})
    return code


@click.group(cls=OnDemand, invoke_without_command=True)
@click.version_option(__version__, prog_name="xray-trainer", message="%(prog)s %(version)s")
@terminal.data_dir_everywhere
@click.pass_context
def commands(context: click.Context, data_dir: Path | None) -> int:
    """Practise reading cargo X-ray scans. With no command, the window opens."""
    if context.invoked_subcommand is None:
        return terminal.open_window(paths.data_dir(data_dir))
    return ALL_WELL


if __name__ == "__main__":
    sys.exit(main())
