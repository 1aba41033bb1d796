"""The same jobs from a terminal; with no command it opens the window.

Exit codes: 0 all well; 1 done, with defects told; 2 wrong usage; 3 nothing done. With --json, stdout is one JSON
document, {"error": {"file", "location", "message"}} where nothing was done; progress and errors go to stderr.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from xray_trainer import __version__, paths, terminal
from xray_trainer.errors import RequestError, TrainerError
from xray_trainer.model import Completeness, Defect
from xray_trainer.text import N_, Message, ngettext, tr, use_language

if TYPE_CHECKING:
    from xray_trainer.records import Journal

ALL_WELL, WITH_DEFECTS, WRONG_USAGE, NOTHING_DONE = 0, 1, 2, 3
RESPONSES = "responses"

Command = TypeVar("Command", bound=Callable[..., Any])


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
        file, reason = str(error.filename or ""), error.strerror or str(error)
        message = tr("this could not be finished ({reason})").format(reason=reason)
        click.echo(": ".join(filter(None, (file, message))), err=True)
        return _without_result(words, NOTHING_DONE, file, "", message)
    return code if isinstance(code, int) else ALL_WELL


def _without_result(words: Sequence[str], code: int, file: str, location: str, message: str) -> int:
    """Say on stdout, if JSON was asked for, why there is no result; gives the exit code back."""
    if "--json" in words:
        _print_json({"error": {"file": file, "location": location, "message": message}})
    return code


def _data_dir_everywhere(command: Command) -> Command:
    """Give a command the option --data-dir; named at the group or at the command, the command's wins."""
    option = click.option("--data-dir", type=terminal.PATH, help="the folder that holds answers and imported sets")
    return option(command)


def _data(context: click.Context, named: Path | None) -> Path:
    above: click.Context | None = context
    while named is None and above is not None:
        named, above = above.params.get("data_dir"), above.parent
    return paths.data_dir(named)


@click.group(invoke_without_command=True)
@click.version_option(__version__, prog_name="xray-trainer")
@_data_dir_everywhere
@click.pass_context
def commands(context: click.Context, data_dir: Path | None) -> int:
    """Practise reading cargo X-ray scans. With no command, the window opens."""
    if context.invoked_subcommand is None:
        return _open_window(paths.data_dir(data_dir))
    return ALL_WELL


def _open_window(data: Path, set_folder: Path | None = None) -> int:
    if not _has_screen():
        advice = N_("there is no display here; `xray-trainer demo FOLDER` plays the window off screen")
        raise RequestError(Message(advice))
    from xray_trainer.desktop.app import run  # noqa: PLC0415 - Qt only where a window is wanted

    return run(data, set_folder)


def _has_screen() -> bool:
    """Whether Qt can open a window: without a display it ends the process."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in named)


@commands.command()
@click.argument("image_set", metavar="SET")
@_data_dir_everywhere
@click.pass_context
def practise(context: click.Context, image_set: str, data_dir: Path | None) -> int:
    """Open the window on the first case of SET (a folder, or the title or id of a set on this computer)."""
    from xray_trainer.library import open_image_set  # noqa: PLC0415 - a set that cannot be opened opens no window

    data = _data(context, data_dir)
    return _open_window(data, open_image_set(_find_set(image_set, data)).folder)


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")
@_data_dir_everywhere
@click.pass_context
def sets(context: click.Context, as_json: bool, data_dir: Path | None) -> None:
    """List the image sets on this computer."""
    from xray_trainer.library import list_cards  # noqa: PLC0415

    cards = list_cards(_set_roots(_data(context, data_dir)))
    if as_json:
        _print_json([{"id": c.id, "title": c.title.say("en"), "cases": c.cases, "folder": c.folder} for c in cards])
    for card in () if as_json else cards:
        count = ngettext("{n} case", "{n} cases", card.cases).format(n=card.cases)
        click.echo(f"{card.title.say('en')}\t{count}\t{card.folder}")


@commands.command("import")
@click.argument("source", type=terminal.PATH)
@click.argument("dest", type=terminal.PATH)
@click.option(
    "--truth", "completeness", type=click.Choice([one.value for one in Completeness]), help="how complete it is"
)
@click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")
@_data_dir_everywhere
def import_(source: Path, dest: Path, completeness: str | None, as_json: bool, data_dir: Path | None) -> int:
    """Make an image set in the folder DEST from the foreign set or folder of images SOURCE."""
    from xray_trainer.library import import_set  # noqa: PLC0415

    told = Completeness(completeness) if completeness else None
    result = import_set(source, dest, told, progress=_progress)
    folder = None if result.folder is None else str(result.folder)
    _tell(result.defects)
    if folder is None:
        click.echo(tr("Nothing here can be shown, so no set was made."), err=True)
    if as_json:
        _print_json({"folder": folder, "cases": result.cases, "defects": _plain(result.defects)})
    elif folder is not None:
        count = ngettext("{n} case", "{n} cases", result.cases).format(n=result.cases)
        click.echo(tr("{folder}: {cases}").format(folder=folder, cases=count))
    if folder is None:
        return NOTHING_DONE
    return WITH_DEFECTS if result.defects else ALL_WELL


@commands.command()
@click.argument("image_set", metavar="SET")
@click.argument("dest", type=terminal.PATH)
@click.option(
    "--format", "form", type=click.Choice(["coco", "voc", "yolo", "labelme", "cvat", RESPONSES]), required=True
)
@_data_dir_everywhere
@click.pass_context
def export(context: click.Context, image_set: str, dest: Path, form: str, data_dir: Path | None) -> int:
    """Write SET to DEST in a foreign format, or `responses`: a file of answers that are exactly its truth."""
    from xray_trainer import library  # noqa: PLC0415

    opened = library.open_image_set(_find_set(image_set, _data(context, data_dir)))
    defects = library.export_set(opened, dest, form)
    _tell(defects)
    return WITH_DEFECTS if defects else ALL_WELL


@commands.command()
@click.argument("image_set", metavar="SET")
@click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")
@_data_dir_everywhere
@click.pass_context
def check(context: click.Context, image_set: str, as_json: bool, data_dir: Path | None) -> int:
    """List every defect of SET in one run."""
    from xray_trainer import library  # noqa: PLC0415

    report = library.check(_find_set(image_set, _data(context, data_dir)))
    _tell(report.defects)
    if as_json:
        _print_json({"cases": report.cases, "usable": report.usable, "defects": _plain(report.defects)})
    else:
        click.echo(tr("{usable} of {cases} cases can be used.").format(usable=report.usable, cases=report.cases))
    return WITH_DEFECTS if report.defects else ALL_WELL


@commands.command()
@click.argument("image_set", metavar="SET")
@click.argument("responses", type=terminal.PATH)
@click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")
@click.option("--threshold", type=float, default=0.5, show_default=True, help="detector's score that stops a container")
@click.option("--report", "report_file", type=terminal.PATH, help="write a report: .pdf, .html, .csv or .json")
@_data_dir_everywhere
@click.pass_context
def score(
    context: click.Context,
    image_set: str,
    responses: Path,
    as_json: bool,
    threshold: float,
    report_file: Path | None,
    data_dir: Path | None,
) -> int:
    """Judge RESPONSES, a file of answers or of COCO results, against the truth of SET."""
    from xray_trainer import library  # noqa: PLC0415
    from xray_trainer.reports import scores  # noqa: PLC0415

    if not math.isfinite(threshold):
        raise click.BadParameter(tr("a finite number is expected here"), param_hint="--threshold")
    opened = library.open_image_set(_find_set(image_set, _data(context, data_dir)))
    given = library.read_responses(responses, opened, threshold)
    scored = scores.judge_file(opened, given)
    if report_file:
        scores.write_report(scored, report_file)
    _tell(scored.defects)
    if as_json:
        _print_json(scores.as_json(scored))
    else:
        click.echo(scores.table(scored))
    return WITH_DEFECTS if scored.defects else ALL_WELL


@commands.command()
@click.argument("out", type=terminal.PATH, required=False)
@click.option("--trainee", help="name or id; the only one there is if not said")
@click.option("--session", help="id of one practice; all of the trainee's if not said")
@click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")
@_data_dir_everywhere
@click.pass_context
def report(
    context: click.Context,
    out: Path | None,
    trainee: str | None,
    session: str | None,
    as_json: bool,
    data_dir: Path | None,
) -> int:
    """Write the self-assessment of a trainee or of one practice to OUT (.pdf, .html, .csv or .json)."""
    from xray_trainer.reports import assessment  # noqa: PLC0415

    if out is None and not as_json:
        raise click.UsageError(tr("Name a file for the report, or ask for --json."))
    with _journal(_data(context, data_dir)) as journal:
        made = (
            assessment.of_session(journal, session)
            if session
            else assessment.of_trainee(journal, _person(journal, trainee))
        )
    from xray_trainer import reports  # noqa: PLC0415

    if out is not None:
        reports.write(made, out)
    if as_json:
        _print_json(reports.to_json(made))
    return ALL_WELL


@commands.command()
@click.argument("out", type=terminal.PATH)
@_data_dir_everywhere
def demo(out: Path, data_dir: Path | None) -> int:
    """Play a practice through the real window, off screen; its screens and report go to the folder OUT."""
    from xray_trainer.desktop.demo import play  # noqa: PLC0415 - Qt only where a window is wanted

    return play(out, data_dir)


@commands.group()
@_data_dir_everywhere
def people(data_dir: Path | None) -> None:
    """The people whose answers are kept on this computer."""


@people.command("list")
@click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")
@_data_dir_everywhere
@click.pass_context
def people_list(context: click.Context, as_json: bool, data_dir: Path | None) -> None:
    """List them."""
    with _journal(_data(context, data_dir)) as journal:
        known = journal.trainees()
    if as_json:
        _print_json([{"id": one.id, "name": one.name} for one in known])
    for one in () if as_json else known:
        click.echo(f"{one.name}\t{one.id}")


@people.command("export")
@click.argument("person")
@click.argument("dest", type=terminal.PATH)
@_data_dir_everywhere
@click.pass_context
def people_export(context: click.Context, person: str, dest: Path, data_dir: Path | None) -> None:
    """Write all that is kept of PERSON (name or id) to DEST."""
    with _journal(_data(context, data_dir)) as journal:
        journal.export_person(_person(journal, person), dest)


@people.command("erase")
@click.argument("person")
@click.option("--yes", is_flag=True, help="do not ask")
@_data_dir_everywhere
@click.pass_context
def people_erase(context: click.Context, person: str, yes: bool, data_dir: Path | None) -> int:
    """Remove PERSON (name or id) and all their answers from this computer. This cannot be undone."""
    data = _data(context, data_dir)
    with _journal(data) as journal:
        found = _person(journal, person)
        name = journal.trainee(found).name
        if not yes:
            question = tr("Remove {name} and every answer they gave? This cannot be undone.").format(name=name)
            click.confirm(question, abort=True, err=True)
        uncleaned = journal.erase_person(found)
    for file in (*uncleaned, *_erase_reports(data, name)):
        told = tr("{file}: may still name this person; delete it yourself").format(file=file)
        click.echo(told, err=True)
    return ALL_WELL


def _erase_reports(data: Path, name: str) -> list[Path]:
    """Delete the reports of a person that the window saved in the data folder; gives those that could not be."""
    from xray_trainer.reports import saved  # noqa: PLC0415

    left = []
    for file in saved.of_person(data, name):
        try:
            file.unlink()
        except OSError:
            left.append(file)
    return left


def _journal(data: Path) -> Journal:
    from xray_trainer.clock import SystemClock  # noqa: PLC0415
    from xray_trainer.records import Journal  # noqa: PLC0415

    return Journal.open(data, SystemClock())


def _person(journal: Journal, named: str | None) -> str:
    """The id of a person by id or name; of the only one there is when none is named."""
    known = journal.trainees()
    if named is None and len(known) == 1:
        return known[0].id
    found = [one for one in known if named in (one.id, one.name)]
    if len(found) == 1:
        return found[0].id
    if found:
        raise RequestError(Message(N_("several people are called {name}; give the id"), {"name": named}))
    if named is None:
        raise RequestError(Message(N_("say whose: several people, or none, practise on this computer")))
    raise RequestError(Message(N_("nobody called {name} practises on this computer"), {"name": named}))


def _set_roots(data: Path) -> tuple[Path, Path]:
    return paths.own_sets(data), paths.bundled_sets()


def _find_set(named: str, data: Path) -> Path:
    """The folder of a set named by folder, id or title."""
    if os.path.exists(named):  # Path.exists raises where a title is longer than a file's name may be
        return Path(named)
    from xray_trainer.library import list_cards  # noqa: PLC0415

    for card in list_cards(_set_roots(data)):
        if named in (card.id, Path(card.folder).name, *(text for _, text in card.title.texts)):
            return Path(card.folder)
    raise RequestError(Message(N_("there is no such folder, and no set of this name on this computer")), named)


def _progress(done: int, total: int, name: str) -> bool:
    if sys.stderr.isatty():
        click.echo(f"\r{done} / {total}  {name[:60]:60}", nl=done == total, err=True)
    return True


def _tell(defects: Sequence[Defect]) -> None:
    for defect in defects:
        click.echo(defect.sentence(), err=True)


def _plain(defects: Sequence[Defect]) -> list[dict[str, str]]:
    return [
        {"code": one.code, "file": one.file, "location": one.location, "message": one.message.say()} for one in defects
    ]


def _print_json(value: object) -> None:
    import json  # noqa: PLC0415

    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    click.echo(text.encode("utf-8", "backslashreplace"))  # in every locale; half a letter stays JSON


if __name__ == "__main__":
    sys.exit(main())
