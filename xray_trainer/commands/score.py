"""Judges a file of answers against a set's truth."""

from __future__ import annotations

from pathlib import Path

import click

from xray_trainer.terminal import (
    NUMBER,
    PATH,
    data_dir_everywhere,
    data_folder,
    find_set,
    outcome,
    print_json,
    tell,
    with_json,
)


@click.command()
@click.argument("image_set", metavar="SET")
@click.argument("responses", type=PATH)
@with_json
@click.option(
    "--threshold", type=NUMBER, default=0.5, show_default=True, help="detector's score that stops a container"
)
@click.option("--report", "report_file", type=PATH, help="write a report: .pdf, .html, .csv or .json")
@data_dir_everywhere
@click.pass_context
def command(
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

    opened = library.open_image_set(find_set(image_set, data_folder(context, data_dir)))
    given = library.read_responses(responses, opened, threshold)
    scored = scores.judge_file(opened, given)
    if report_file:
        scores.write_report(scored, report_file)
    tell(scored.defects)
    if as_json:
        print_json(scores.as_json(scored))
    else:
        click.echo(scores.table(scored))
    return outcome(scored.defects)
