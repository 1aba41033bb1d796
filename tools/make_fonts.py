"""Cut Inter's variable font to the three static weights and the letters that the program uses.

    python tools/make_fonts.py            needs: pip install "xray-trainer[tools]"

The package fontpkg-inter holds the variable font under the SIL Open Font License 1.1, whose copyright line reserves no
font name: a cut-down version may keep the name Inter. The optical size is pinned at 14, the master drawn for text.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import fontpkg_inter  # type: ignore[import-not-found]
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
# Light letters on a dark ground look thinner than they are: each weight is cut half a step heavier than its name.
WEIGHTS = {"Regular": 450, "Medium": 550, "SemiBold": 650}
CLASSES = {"Regular": 400, "Medium": 500, "SemiBold": 600}
OPTICAL_SIZE = 14
RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A: names, and the pseudo-language's accents
    (0x0400, 0x045F),  # Cyrillic
    (0x2010, 0x2026),  # dashes, quotation marks, bullet, ellipsis
)
SINGLES = "ҐґҢңҮүӨөҒғҚқҺһӘәҖҗ‹›€№™−×÷±≈≤≥∞←↑→↓↔↵⇧⌘✓⁴²³½¼¾·•°′″\u2009\u200a\u202f\u02bc\u02b9\u0301"
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "calt", "case", "tnum", "frac", "sups", "zero")
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
DESIGN_SPACE_LEFTOVERS = ("STAT",)  # describes axes that a static font no longer has


def letters() -> set[int]:
    """The code points that every cut holds."""
    return {code for first, last in RANGES for code in range(first, last + 1)} | {ord(one) for one in SINGLES}


def cut(source: Path, style: str, weight: int) -> TTFont:
    """One static weight of the variable font, cut to `letters`."""
    font = instancer.instantiateVariableFont(TTFont(source), {"opsz": OPTICAL_SIZE, "wght": weight}, inplace=True)
    _keep_only_digits_tabular(font)
    options = subset.Options(layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True, hinting=True)
    options.drop_tables += DESIGN_SPACE_LEFTOVERS
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters())
    cutter.subset(font)
    _name(font, style)
    font["OS/2"].usWeightClass = CLASSES[style]
    font["head"].modified = font["head"].created  # the same input gives the same bytes
    font.recalcTimestamp = False
    return font


def _keep_only_digits_tabular(font: TTFont) -> None:
    """Take hyphens, points and spaces out of `tnum`, so that it can be on everywhere without loosening words."""
    table = font["GSUB"].table
    numbers = {
        i for one in table.FeatureList.FeatureRecord if one.FeatureTag == "tnum" for i in one.Feature.LookupListIndex
    }
    for number in numbers:
        for lookup in table.LookupList.Lookup[number].SubTable:
            lookup = getattr(lookup, "ExtSubTable", lookup)
            lookup.mapping = {old: new for old, new in lookup.mapping.items() if old.split(".")[0] in DIGITS}


def _name(font: TTFont, style: str) -> None:
    """Family Inter, and the style under the ids that old and new systems each read."""
    names = font["name"]
    names.names = [one for one in names.names if one.nameID not in (16, 17, 21, 22, 25)]
    regular = style == "Regular"
    for number, value in {
        1: "Inter" if regular else f"Inter {style}",
        2: "Regular",
        3: f"4.001;RSMS;Inter-{style}",
        4: f"Inter {style}",
        6: f"Inter-{style}",
    }.items():
        names.setName(value, number, 3, 1, 0x409)
    if not regular:
        names.setName("Inter", 16, 3, 1, 0x409)
        names.setName(style, 17, 3, 1, 0x409)


def main() -> None:
    """Write the cuts and the licence to resources/fonts."""
    package = Path(fontpkg_inter.__file__).parent
    FONTS.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        target = FONTS / f"Inter-{style}.ttf"
        font = cut(package / "files" / "Inter[opsz,wght].ttf", style, weight)
        font.save(target)
        print(f"{target.name}: {len(font.getGlyphOrder())} glyphs, {target.stat().st_size} bytes")
    shutil.copyfile(package / "LICENSE", FONTS / "LICENSE-Inter.txt")


if __name__ == "__main__":
    main()
