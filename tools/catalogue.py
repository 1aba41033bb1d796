"""Collects every text that a person sees into resources/locale/xray_trainer.pot; with --check, says whether that file is up to date.

    python tools/catalogue.py [--check]

Texts are found by their markers tr(), N_() and ngettext() in the code, and by {% trans %} and _() in the report templates.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from xray_trainer.cli import commands
from xray_trainer.terminal import click_words, help_texts

ROOT = Path(__file__).resolve().parent.parent
POT = ROOT / "resources" / "locale" / "xray_trainer.pot"
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.svg", "ignore")]
KEYWORDS = {"tr": None, "N_": None, "ngettext": (1, 2), "_": None, "gettext": None}


def collect() -> Catalog:
    """The catalogue of all texts in the package."""
    catalog = Catalog(project="X-ray Trainer", copyright_holder="X-ray Trainer", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        str(ROOT / "xray_trainer"), method_map=METHODS, keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for name, _line, message, comments, context in found:
        catalog.add(message, locations=[(f"xray_trainer/{name}", 0)], auto_comments=comments, context=context)
    for text in (*help_texts(commands), *click_words.WORDS):
        catalog.add(text)
    for pair in click_words.COUNTED:
        catalog.add(pair)
    return catalog


def as_text(catalog: Catalog) -> bytes:
    """The .pot file, without line numbers and dates, which would change it for nothing."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=120, no_location=True, omit_header=True, sort_output=True)
    return b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n' + stream.getvalue()


def main() -> int:
    """Write or check the catalogue."""
    new = as_text(collect())
    if "--check" not in sys.argv:
        POT.parent.mkdir(parents=True, exist_ok=True)
        POT.write_bytes(new)
        return 0
    old = POT.read_bytes() if POT.exists() else b""
    if old == new:
        return 0
    known = {message.id for message in read_po(io.BytesIO(old))} if old else set()
    texts = [message.id for message in collect() if message.id and message.id not in known]
    print(
        f"The message catalogue is not up to date; `make catalogue` mends it. {len(texts)} new texts, such as: {texts[:3]}"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
