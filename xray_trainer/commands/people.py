"""The people on this computer: list, export, erase."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import (
    ALL_WELL,
    PATH,
    data_dir_everywhere,
    data_folder,
    find_person,
    open_journal,
    print_json,
    with_json,
)
from xray_trainer.text import tr


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
    """Remove PERSON (name or id) and all their answers from this computer. This cannot be undone."""
    data = data_folder(context, data_dir)
    with open_journal(data) as journal:
        found = find_person(journal, person)
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
