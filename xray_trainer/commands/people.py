"""The people on this computer: list, export, erase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xray_trainer.terminal import (
    ALL_WELL,
    PATH,
    WITH_DEFECTS,
    data_dir_everywhere,
    data_folder,
    find_person,
    open_journal,
    print_json,
    with_json,
)
from xray_trainer.text import tr

if TYPE_CHECKING:
    from xray_trainer.reports.saved import Found


@click.group()
@data_dir_everywhere
def command(data_dir: Path | None) -> None:
    """The people whose answers are kept on this computer."""


@command.command("list")
@with_json
@data_dir_everywhere
@click.pass_context
def people_list(context: click.Context, as_json: bool, data_dir: Path | None) -> None:
    """List them."""
    with open_journal(data_folder(context, data_dir)) as journal:
        known = journal.trainees()
    if as_json:
        print_json([{"id": one.id, "name": one.name} for one in known])
    for one in () if as_json else known:
        click.echo(f"{one.name}\t{one.id}")


@command.command("export")
@click.argument("person")
@click.argument("dest", type=PATH)
@data_dir_everywhere
@click.pass_context
def people_export(context: click.Context, person: str, dest: Path, data_dir: Path | None) -> None:
    """Write all that is kept of PERSON (name or id) to DEST."""
    with open_journal(data_folder(context, data_dir)) as journal:
        journal.export_person(find_person(journal, person), dest)


@command.command("erase")
@click.argument("person")
@click.option("--yes", is_flag=True, help="do not ask")
@data_dir_everywhere
@click.pass_context
def people_erase(context: click.Context, person: str, yes: bool, data_dir: Path | None) -> int:
    """Remove PERSON (name or id), their answers and their saved reports from this computer. This cannot be undone."""
    from xray_trainer.reports import saved  # noqa: PLC0415

    data = data_folder(context, data_dir)
    with open_journal(data) as journal:
        whose = find_person(journal, person)
        name = journal.trainee(whose).name
        found = saved.look_for(journal.saved_reports(whose))
        reports = tuple(dict.fromkeys((*found.there, *saved.of_person(data, name))))
        if not yes:
            for file in reports:
                click.echo(str(file), err=True)
            question = tr("Remove {name} and every answer they gave? This cannot be undone.")
            if reports:
                question = tr("Remove {name}, every answer they gave, and these reports? This cannot be undone.")
            click.confirm(question.format(name=name), abort=True, err=True)
        stuck = _removed(reports)
        uncleaned = journal.erase_person(whose)
    return _tell_what_is_left((*uncleaned, *stuck, *(one for one in found.changed if one not in reports)), found)


def _removed(reports: Sequence[Path]) -> list[Path]:
    """Delete reports and say so; gives those that could not be deleted."""
    stuck = []
    for file in reports:
        try:
            file.unlink()
        except OSError:
            stuck.append(file)
        else:
            click.echo(tr("{file}: removed").format(file=file))
    return stuck


def _tell_what_is_left(files: Sequence[Path], found: Found) -> int:
    """Name what may still tell of the person; gives the exit code."""
    for file in files:
        click.echo(tr("{file}: may still name this person; delete it yourself").format(file=file), err=True)
    for folder, saved_ms in found.gone:
        day = datetime.fromtimestamp(saved_ms / 1000, UTC).date().isoformat()
        told = tr("{folder}: a report that was saved here on {day} is not here any more; delete it where it is now")
        click.echo(told.format(folder=folder, day=day), err=True)
    return WITH_DEFECTS if files or found.gone else ALL_WELL
