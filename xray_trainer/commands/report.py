"""Writes a self-assessment."""

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


@click.command()
@click.argument("out", type=PATH, required=False)
@click.option("--trainee", help="name or id; the only one there is if not said")
@click.option("--session", help="id of one practice; all of the trainee's if not said")
@with_json
@data_dir_everywhere
@click.pass_context
def command(
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
    with open_journal(data_folder(context, data_dir)) as journal:
        whose = journal.session(session).trainee if session else find_person(journal, trainee)
        made = assessment.of_session(journal, session) if session else assessment.of_trainee(journal, whose)
        from xray_trainer import reports  # noqa: PLC0415

        if out is not None:
            reports.write(made, out)
            journal.remember_report(whose, out)
    if as_json:
        print_json(reports.to_json(made))
    return ALL_WELL
