"""YOLO: one text file an image, numbers as shares of its sides; boxes, segments, and boxes turned by four corners.

Names come from data.yaml, *.names or classes.txt. The label file of an image lies beside it, or in the folder that is
called labels (labelTxt, Annotations) where the image's is called images. An image without a label file is background
in YOLO: it is taken as clear if the folder of its labels has any (its annotator went through it), else as unknown.
Four corners, a name and a difficulty, in px, are read as DOTA's lines, which Roboflow exports under the name of YOLO.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from xray_trainer.errors import ReadError
from xray_trainer.library.foreign import (
    NO_IMAGE,
    NOT_A_NUMBER,
    ForeignCase,
    ForeignSet,
    Place,
    Thing,
    box_round,
    case_of,
    lost_thing,
    number,
)
from xray_trainer.library.formats import Format
from xray_trainer.library.native import ImageSet
from xray_trainer.library.pictures import Lost, Picture, copy_plane, losses, pictures, write_file
from xray_trainer.library.source import Source
from xray_trainer.library.yaml_names import names_in
from xray_trainer.model import Box, Category, Completeness, Defect, LocalText, Polygon, RotatedBox, Shape
from xray_trainer.text import N_, Message

_LABEL_FOLDERS = ("labels", "labeltxt", "annotations", "label")
_NAME_FILES = frozenset({"classes.txt", "obj.names", "data.yaml", "data.yml", "dataset.yaml", "classes.names"})
_ANY_LINE = re.compile(rb"^[ \t]*(?:\d+(?:[ \t]+\S+){4,}|(?:\S+[ \t]+){8}\S+[ \t]+\d+)[ \t]*\r?$", re.MULTILINE)
_SURE_LINE = re.compile(rb"^[ \t]*\d+(?:[ \t]+-?\d*\.\d+(?:[eE][-+]?\d+)?){4,}[ \t]*\r?$", re.MULTILINE)
_LARGEST = 5_000_000  # bytes of a label file or of a list of names
_LISTS = frozenset({"train.txt", "val.txt", "test.txt", "readme.txt", "requirements.txt"})


def claims(source: Source) -> tuple[str, ...]:
    """Label files of images, and the files that name the classes; none if no image has a label file."""
    labels = set(_labels(source).values())
    if source.only is not None or not labels:
        return ()
    stray = {
        name
        for name in source.with_suffix(".txt")
        if name not in labels and _is_label_name(name) and _holds_labels(source, name, sure=True)
    }
    named = {name for name in source.files if _names_classes(name)}
    return tuple(name for name in source.files if name in labels | stray | named)


def _names_classes(name: str) -> bool:
    path = PurePosixPath(name.lower())
    return path.name in _NAME_FILES or path.suffix in (".names", ".yaml", ".yml")


def _is_label_name(name: str) -> bool:
    return PurePosixPath(name.lower()).name not in _NAME_FILES | _LISTS


def _labels(source: Source) -> dict[str, str]:
    """Image → its label file, for those that have one."""
    texts = {name.casefold(): name for name in source.with_suffix(".txt") if _is_label_name(name)}
    found: dict[str, str] = {}
    for image in source.images:
        for candidate in _candidates(image):
            if candidate.casefold() in texts and _holds_labels(source, texts[candidate.casefold()]):
                found[image] = texts[candidate.casefold()]
                break
    return found


def _candidates(image: str) -> Iterator[str]:
    path = PurePosixPath(image).with_suffix(".txt")
    yield path.as_posix()
    for index in reversed(range(len(path.parts) - 1)):
        if path.parts[index].casefold() in ("images", "image", "jpegimages"):
            for folder in _LABEL_FOLDERS:
                yield "/".join((*path.parts[:index], folder, *path.parts[index + 1 :]))


def _holds_labels(source: Source, name: str, *, sure: bool = False) -> bool:
    """Whether a text is a label file: empty, or with a line of the form (`sure`: though no image has its name)."""
    try:
        data = source.text(name)
    except ReadError:
        return False
    if len(data) > _LARGEST:
        return not sure
    return _SURE_LINE.search(data) is not None if sure else not data.strip() or _ANY_LINE.search(data) is not None


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """Every image with its label file, or without one in a folder of labelled images."""
    defects: list[Defect] = []
    names = _class_names(source, files, defects)
    labels = _labels(source)
    labelled = {PurePosixPath(image).parent for image in labels}
    cases: list[ForeignCase] = []
    used: dict[int, str] = {}
    for image in source.images:
        if image in labels:
            cases.append(_case(source, image, labels[image], names, used, defects))
        elif PurePosixPath(image).parent in labelled:
            cases.append(case_of(image, (), Place(image)))
    for name in files:
        if name not in labels.values() and not _names_classes(name):
            wanted = PurePosixPath(name).stem
            defects.append(Place(name).defect("missing_image", NO_IMAGE, name=wanted))
    known = {**dict(enumerate(names)), **used}
    categories = tuple(Category(name, LocalText.of(name)) for name in dict.fromkeys(known.values()))
    return ForeignSet(tuple(cases), categories, tuple(defects))


def _class_names(source: Source, files: tuple[str, ...], defects: list[Defect]) -> tuple[str, ...]:
    """The names of the classes from the first file that has some."""
    for name in sorted((one for one in files if _names_classes(one)), key=lambda one: one.count("/")):
        try:
            text = _small(source, name).decode("utf-8-sig")
        except ReadError as error:
            defects.append(Defect("unreadable", error.message, name))
            continue
        except UnicodeDecodeError:
            defects.append(Defect("not_text", Message(N_("this is not text in UTF-8")), name))
            continue
        yaml = PurePosixPath(name).suffix.lower() in (".yaml", ".yml")
        names = names_in(text) if yaml else tuple(line.strip() for line in text.splitlines() if line.strip())
        if names:
            return names
    sentence = N_("no file names the classes (data.yaml, classes.txt or *.names); they are called by their numbers")
    defects.append(Place(files[0]).defect("no_names", sentence))
    return ()


def _case(
    source: Source, image: str, name: str, names: tuple[str, ...], used: dict[int, str], defects: list[Defect]
) -> ForeignCase:
    things: list[Thing] = []
    lost: list[tuple[bool, Thing]] = []
    units: set[bool] = set()
    try:
        text = _small(source, name).decode("utf-8-sig", "replace")
    except ReadError as error:
        defects.append(Defect("unreadable", error.message, name))
        return case_of(image, (), Place(image), completeness=Completeness.UNKNOWN)
    for line_number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words or ":" in words[0]:  # DOTA's head: imagesource:…, gsd:…
            continue
        place = Place(name, f"line {line_number}")
        dota = len(words) in (9, 10) and number(words[8]) is None and words[8].lower() != "nan"
        numbers = [number(word) for word in (words[:8] if dota else words)]
        if None in numbers:
            where = Place(name, f"{place.location}, value {numbers.index(None) + 1}")
            defects.append(where.defect("bad_number", NOT_A_NUMBER))
            lost.append((dota, lost_thing(place, _left_of(numbers if dota else numbers[1:]))))
            continue
        flat = [one for one in numbers if one is not None]
        thing = _dota(flat, words, place) if dota else _thing(flat, place, names, used, defects)
        if thing is None:
            sentence = N_("a class number and four numbers, or at least three pairs of numbers, are expected here")
            defects.append(place.defect("bad_line", sentence))
            shape = None if dota else _shape(flat[1:])
            lost.append((dota, lost_thing(place, () if shape is None else (shape,))))
        else:
            units.add(dota)
            things.append(thing)
    if units == {True, False}:
        defects.append(Place(name).defect("bad_line", N_("lines in px and in shares are mixed here; left out")))
        return case_of(image, (lost_thing(Place(name)),), Place(name))
    in_px = True in units
    things += (one if dota is in_px or not one.shapes else lost_thing(one.place) for dota, one in lost)
    return case_of(image, tuple(things), Place(name), shares=not in_px)


def _left_of(numbers: list[float | None]) -> tuple[Box, ...]:
    """The box round what can be read of an outline's corners; of a box's four numbers each is needed."""
    return box_round(zip(numbers[0::2], numbers[1::2], strict=False)) if len(numbers) >= 6 else ()


def _small(source: Source, name: str) -> bytes:
    """The bytes of a label file or of a list of names. Raises ReadError if it cannot be read or is too large."""
    data = source.text(name)
    if len(data) > _LARGEST:
        raise ReadError(Message(N_("this file is larger than an annotation file can be")), name)
    return data


def _dota(flat: list[float], words: list[str], place: Place) -> Thing:
    optional = len(words) == 10 and words[9] not in ("0", "0.0")
    return Thing((Polygon(tuple(zip(flat[0::2], flat[1::2], strict=True))),), words[8], place, optional)


def _thing(
    flat: list[float], place: Place, names: tuple[str, ...], used: dict[int, str], defects: list[Defect]
) -> Thing | None:
    kind = int(flat[0])
    shape = _shape(flat[1:])
    if shape is None or kind != flat[0] or kind < 0:
        return None
    if kind not in used:
        used[kind] = names[kind] if kind < len(names) else f"class {kind}"
        if names and kind >= len(names):
            sentence = N_("there is no class {number}; it was given that number as its name")
            defects.append(place.defect("unknown_category", sentence, number=kind))
    return Thing((shape,), used[kind], place)


def _shape(numbers: list[float]) -> Shape | None:
    if len(numbers) in (4, 5):  # the fifth is a detector's confidence
        cx, cy, width, height = numbers[:4]
        return Box(cx - width / 2, cy - height / 2, width, height)
    if len(numbers) >= 6 and len(numbers) % 2 == 0:
        return Polygon(tuple(zip(numbers[0::2], numbers[1::2], strict=True)))
    return None


def write(image_set: ImageSet, folder: Path) -> tuple[Defect, ...]:
    """data.yaml, images/ and labels/. If all are upright boxes they are written so, else all are segments.

    A case of unknown truth is left out: YOLO would take it for background.
    """
    found, defects = pictures(image_set)
    known = tuple(one for one in found if one.truth.completeness is not Completeness.UNKNOWN)
    sentence = N_("the case {case} has no truth; YOLO would call it clear, so it was left out")
    left_out = {one.case.id for one in found if one not in known}
    told = defects + tuple(Defect("not_carried", Message(sentence, {"case": one})) for one in sorted(left_out))
    slugs = [one.id for one in image_set.head.categories]
    slugs += sorted({one.category for picture in known for one in picture.truth.concealments} - set(slugs))
    boxes = all(isinstance(one.spot(region), Box) for one in known for _, region in one.pieces())
    for one in known:
        copy_plane(image_set.folder, one.scan, one.plane, folder / "images" / one.name)
        lines = [_line(one, slugs.index(item.category), one.spot(region), boxes) for item, region in one.pieces()]
        write_file(folder / "labels" / f"{PurePosixPath(one.name).stem}.txt", "".join(lines).encode())
    yaml = ["path: .\n", "train: images\n", "val: images\n", "names:\n"]
    yaml += [f"  {index}: {slug}\n" for index, slug in enumerate(slugs)]
    write_file(folder / "data.yaml", "".join(yaml).encode())
    return told + losses(known, frozenset({Lost.OUTLINE, Lost.TURN}))


def _line(one: Picture, kind: int, shape: Box | Polygon | RotatedBox, boxes: bool) -> str:
    width, height = one.scan.width, one.scan.height
    if boxes and isinstance(shape, Box):
        middle = ((shape.x + shape.width / 2) / width, (shape.y + shape.height / 2) / height)
        numbers = [*middle, shape.width / width, shape.height / height]
    else:
        numbers = [share for x, y in shape.corners() for share in (x / width, y / height)]
    return f"{kind} {' '.join(repr(float(number)) for number in numbers)}\n"


FORMAT = Format("yolo", "YOLO", 60, claims, read, write)
