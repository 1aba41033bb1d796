"""The same report as HTML, PDF, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.unit.reports.practice import Answer, item, practice, report, without_scans
from xray_trainer.errors import RequestError, WriteError
from xray_trainer.model import Completeness, Verdict
from xray_trainer.reports import (
    Ground,
    Item,
    Paper,
    Report,
    as_pixels,
    to_json,
    write,
    write_csv,
    write_html,
    write_pdf,
)
from xray_trainer.reports.csv import harmless
from xray_trainer.reports.figures import as_svg
from xray_trainer.text import PSEUDO, use_language

KYRGYZ = "Өмүрбек Сыдыков, Шаңкай ҢҮӨңүө"
HOSTILE = "<script>alert('x')</script> & \"Co\""
VOID = {"meta", "image", "path", "polygon", "use", "rect", "line", "circle", "polyline", "br"}


class Page(HTMLParser):
    """Checks that every tag is closed in order, and keeps text, tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read_page(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    assert page.open == []
    return page


def read_text(path: Path) -> str:
    """All text of a PDF, pages joined, white space as single spaces."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


def fonts(path: Path) -> dict[str, bool]:
    """Every font that a page names, and whether its file is inside."""
    found = {}
    for page in PdfReader(path).pages:
        for entry in page["/Resources"].get("/Font", {}).values():
            font = entry.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            held: DictionaryObject = inner.get("/FontDescriptor", DictionaryObject())
            found[str(font["/BaseFont"])] = "/FontFile2" in held.get_object()
    return found


@pytest.fixture(scope="module")
def made(small_practice: list[Item]) -> Report:
    use_language("en")
    return report(small_practice, person=KYRGYZ)


@pytest.fixture(scope="module")
def pdf(made: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_pdf(made, path)
    return path


@pytest.fixture(scope="module")
def html(made: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "report.html"
    write_html(made, path)
    return path


def test_html_is_well_formed_and_fetches_nothing(html: Path) -> None:
    page = read_page(html)
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "iframe", "object", "embed")]
    for _, attributes in page.tags:
        for name in ("src", "href", "xlink:href"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:", "#"))
    urls = re.findall(r"url\(([^)]{1,12})", html.read_text(encoding="utf-8"))
    assert all(one.startswith(("data:", "#")) for one in urls)


def test_html_holds_the_text_of_the_model(made: Report, html: Path) -> None:
    words = " ".join(" ".join(read_page(html).words).split())
    for expected in (made.headline, made.next_step, *made.reading, *made.rule_lines, *made.notes, KYRGYZ):
        assert " ".join(expected.split()) in words


def test_html_ids_are_unique_though_figures_share_a_maker(html: Path) -> None:
    ids = [attributes["id"] for _, attributes in read_page(html).tags if "id" in attributes]
    assert ids
    assert len(ids) == len(set(ids))


def test_html_draws_truth_and_marks_over_each_crop(made: Report, html: Path) -> None:
    page = read_page(html)
    drawn = [attributes.get("class") for tag, attributes in page.tags if tag == "polygon"]
    assert drawn.count("truth") == sum(len(one.crop.truth) for one in made.misses if one.crop)
    assert drawn.count("mark") == sum(len(one.crop.marks) for one in made.misses if one.crop)
    assert sum(tag == "image" for tag, _ in page.tags) == len(made.misses)


def test_hostile_names_stay_text(small_practice: list[Item], tmp_path: Path) -> None:
    made = report(small_practice, person=HOSTILE, title=HOSTILE)
    for kind in ("report.html", "report.pdf"):
        write(made, tmp_path / kind)
    page = read_page(tmp_path / "report.html")
    assert not [tag for tag, _ in page.tags if tag == "script"]
    assert HOSTILE in page.words
    assert "<script>alert('x')</script>" in read_text(tmp_path / "report.pdf")


def test_svg_text_stays_text_and_a_dollar_sign_a_dollar_sign(made: Report) -> None:
    priced = replace(made, categories=(replace(made.categories[0], name="Cash $5$ <b>"), *made.categories[1:]))
    svg = as_svg(priced, made.figures[0].kind, 345)
    assert "Cash $5$ &lt;b&gt;" in svg
    assert "<?xml" not in svg
    assert "<metadata" not in svg


def test_pdf_text_can_be_found_in_every_alphabet(made: Report, pdf: Path) -> None:
    text = read_text(pdf)
    for expected in (KYRGYZ, made.headline, "Page 1 of", made.next_step, *made.notes):
        assert re.sub(r"\s+", " ", expected) in text


def test_pdf_figures_hold_text_that_can_be_found(pdf: Path) -> None:
    assert "With a concealment" in read_text(pdf)


def test_pdf_fonts_are_all_inside(pdf: Path) -> None:
    found = fonts(pdf)
    assert len(found) >= 2
    assert all(found.values()), found


def test_pdf_figures_are_vectors(made: Report, pdf: Path) -> None:
    """The only pixels are those of the scans."""
    images = [image for page in PdfReader(pdf).pages for image in page.images]
    assert len(images) == len(made.misses)


def test_pdf_pages_are_numbered_and_described(made: Report, pdf: Path) -> None:
    reader = PdfReader(pdf)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {len(reader.pages)}" in page.extract_text()
    assert reader.metadata is not None
    assert reader.metadata.author == KYRGYZ
    assert "Self-assessment" in str(reader.metadata.title)
    assert reader.trailer["/Root"]["/Lang"] == "en"


@pytest.mark.parametrize("paper", list(Paper))
def test_pdf_paper(made: Report, tmp_path: Path, paper: Paper) -> None:
    write_pdf(made, tmp_path / "report.pdf", paper)
    box = PdfReader(tmp_path / "report.pdf").pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(paper.value, abs=0.01)


def test_pdf_table_repeats_its_head(tmp_path: Path) -> None:
    write_pdf(report(without_scans(practice(tmp_path, 120, scans=2))), tmp_path / "report.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages]
    assert sum("Outcome" in page for page in pages) >= 3


def _odd_reports(tmp_path: Path, small: list[Item]) -> Iterator[Report]:
    missed = Answer("weapons", Verdict.NO_SUSPICION)
    unknown = Answer(None, Verdict.TO_INSPECTION, completeness=Completeness.UNKNOWN)
    first = item(tmp_path, 1, missed)
    yield report([])
    yield report([item(tmp_path, 2, unknown)])
    yield report([first, *(item(tmp_path, n, missed, first.case.scans[0]) for n in range(3, 103))])
    yield report(small, person="Ж" * 400, title="Набор снимков " * 40)
    yield report(small, person="", title="")
    yield report(small, person="王小明 🙂")
    use_language(PSEUDO)
    yield report(small)
    use_language("en")


def test_odd_reports_are_written_in_every_form(small_practice: list[Item], tmp_path: Path) -> None:
    for number, odd in enumerate(_odd_reports(tmp_path, small_practice)):
        for kind in ("pdf", "html", "csv", "json"):
            write(odd, tmp_path / f"{number}.{kind}")
        read_page(tmp_path / f"{number}.html")
        assert len(PdfReader(tmp_path / f"{number}.pdf").pages) >= 1
        assert all(fonts(tmp_path / f"{number}.pdf").values())
        json.loads((tmp_path / f"{number}.json").read_text(encoding="utf-8"))


def test_a_scan_that_cannot_be_read_leaves_a_note(tmp_path: Path) -> None:
    each = item(tmp_path, 1, Answer("weapons", Verdict.NO_SUSPICION))
    (tmp_path / each.case.scans[0].planes[0].file.path).write_bytes(b"not a picture")
    for kind in ("html", "pdf"):
        write(report([each]), tmp_path / f"report.{kind}")
    assert "damaged or missing" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "damaged or missing" in read_text(tmp_path / "report.pdf")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-1+1", "'-1+1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\r=1", "'\r=1"),
        ("  =1+1", "'  =1+1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+3.5e-2", "+3.5e-2"),
        (-0.25, "-0.25"),
        (3, "3"),
        ("plain", "plain"),
        (None, ""),
    ],
)
def test_cells_that_look_like_formulas_are_made_harmless(cell: str | float | None, expected: str) -> None:
    assert harmless(cell) == expected


def test_csv_has_a_byte_order_mark_and_a_row_for_each_case(made: Report, tmp_path: Path) -> None:
    hostile = replace(made, person="=HYPERLINK(1)")
    write_csv(hostile, tmp_path / "report.csv")
    data = (tmp_path / "report.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[1] == ["Name", "'=HYPERLINK(1)"]
    assert [row[1] for row in rows[-len(made.cases) :]] == [row.case for row in made.cases]


def test_json_holds_every_number(made: Report) -> None:
    data = json.loads(json.dumps(to_json(made)))
    assert data["counts"]["found"]["count"] == made.counts[0].count
    assert len(data["cases"]) == len(made.cases)
    assert data["rule"]["coverage"] == 0.5
    assert len(data["rule"]) == 7
    assert "/tmp" not in json.dumps(data)


def test_other_endings_are_refused_with_a_sentence(made: Report, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"\.pdf, \.html, \.csv or \.json"):
        write(made, tmp_path / "report.docx")


def test_a_place_that_cannot_be_written_is_named(made: Report, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match=r"report\.csv"):
        write(made, tmp_path / "file" / "report.csv")


@pytest.mark.parametrize("ground", list(Ground))
def test_figures_for_the_screen(made: Report, ground: Ground) -> None:
    for figure in made.figures:
        pixels = as_pixels(made, figure.kind, 440, 1.5, ground)
        assert pixels.shape[1] == 660
        assert pixels.shape[2] == 4
        rgb = tuple(int(ground.value.ground[at : at + 2], 16) for at in (1, 3, 5))
        assert tuple(pixels[0, 0, :3]) == rgb
        assert len({tuple(one) for one in pixels.reshape(-1, 4)[::7]}) > 10


@pytest.mark.parametrize("code", ["en", PSEUDO])
def test_nothing_in_a_figure_is_cut_at_its_edge(small_practice: list[Item], code: str) -> None:
    """Ink on the outermost pixels would be a word or a sign that goes on beyond them."""
    use_language(code)
    made = report(small_practice)
    long = replace(made.categories[0], name="Precursors declared as cleaning agents " * 4, text="1081 of 2103")
    made = replace(made, categories=(long, *made.categories[1:]))
    for figure in made.figures:
        pixels = as_pixels(made, figure.kind, 360, 2.0)
        edges = (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
        assert all(len({tuple(one) for one in edge}) == 1 for edge in edges), figure.kind


def test_the_room_costs_nothing_until_it_is_used() -> None:
    code = (
        "import sys, xray_trainer.reports\n"
        "print([m for m in ('matplotlib','reportlab','jinja2','babel','pypdf','cv2','scipy','sqlalchemy','numpy')"
        " if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
