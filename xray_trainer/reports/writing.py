"""One report into one file; the file's ending says the form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xray_trainer.errors import RequestError
from xray_trainer.files import write_atomically
from xray_trainer.model import codec
from xray_trainer.reports.json import to_json
from xray_trainer.reports.model import Report
from xray_trainer.text import N_, Message


def write(report: Report, path: Path) -> None:
    """Write the report as .pdf, .html, .csv or .json.

    Raises
    ------
    RequestError
        The file's name ends otherwise.
    WriteError
        The file cannot be written; what was there is as it was.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise RequestError(Message(N_("a report's name ends in .pdf, .html, .csv or .json")), path)
    writer(report, path)


def write_json(report: Report, path: Path) -> None:
    """Write the report as JSON. Raises WriteError."""
    write_atomically(path, codec.text(to_json(report)).encode("utf-8"))


def _pdf(report: Report, path: Path) -> None:
    from xray_trainer.reports.pdf import write_pdf  # noqa: PLC0415 - reportlab only where a PDF is wanted

    write_pdf(report, path)


def _html(report: Report, path: Path) -> None:
    from xray_trainer.reports.html import write_html  # noqa: PLC0415 - only where HTML is wanted

    write_html(report, path)


def _csv(report: Report, path: Path) -> None:
    from xray_trainer.reports.csv import write_csv  # noqa: PLC0415 - only where CSV is wanted

    write_csv(report, path)


_WRITERS: dict[str, Callable[[Report, Path], None]] = {
    ".pdf": _pdf, ".html": _html, ".htm": _html, ".csv": _csv, ".json": write_json,
}  # fmt: skip
