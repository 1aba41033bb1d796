"""The old LabelMe of the web: one XML file an image, with polygons. Masks beside it are not read, and told."""

from xml.etree.ElementTree import Element

from xray_trainer.library.foreign import (
    NO_IMAGE,
    NOT_A_NUMBER,
    ForeignCase,
    ForeignSet,
    Place,
    Thing,
    case_of,
    number,
    whole,
)
from xray_trainer.library.formats import Format
from xray_trainer.library.source import Source
from xray_trainer.library.xml import parse_xml, text_of
from xray_trainer.model import Defect, Point, Polygon
from xray_trainer.text import N_

_MASK_FOLDERS = frozenset({"masks", "scribbles"})


def claims(source: Source) -> tuple[str, ...]:
    """XML files with <annotation> and <imagesize>, which VOC does not have."""
    return tuple(source.containing(source.with_suffix(".xml"), b"<annotation", b"<filename", b"<imagesize"))


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """Every XML file whose image is there."""
    cases: list[ForeignCase] = []
    defects: list[Defect] = []
    taken: set[str] = set()
    for name in files:
        root, faults = parse_xml(source, name)
        defects += faults
        if root is None:
            continue
        said = text_of(root, "filename")
        image = source.image_of_stem(name) or (source.find_image(said, name) if said else None)
        if image is None:
            defects.append(Place(name, "filename").defect("missing_image", NO_IMAGE, name=said or name))
        elif image in taken:
            sentence = N_("the image {name} is already annotated; this file was left out")
            defects.append(Place(name).defect("duplicate", sentence, name=image))
        else:
            taken.add(image)
            things = [
                thing
                for index, element in enumerate(root.findall("object"), start=1)
                if (thing := _thing(element, Place(name, f"object {index}"), defects)) is not None
            ]
            size = whole(root.findtext("imagesize/ncols")), whole(root.findtext("imagesize/nrows"))
            cases.append(case_of(image, tuple(things), Place(name), size))
    masks = frozenset(one for one in source.images if _MASK_FOLDERS & set(one.lower().split("/")[:-1]))
    return ForeignSet(tuple(cases), defects=tuple(defects), side_files=masks)


def _thing(element: Element, place: Place, defects: list[Defect]) -> Thing | None:
    if text_of(element, "deleted") == "1":
        return None
    corners = element.findall("polygon/pt")
    if not corners:
        defects.append(place.defect("unsupported", N_("this object has no polygon; masks beside it are not read")))
        return None
    points: list[Point] = []
    for corner in corners:
        x, y = number(text_of(corner, "x")), number(text_of(corner, "y"))
        if x is None or y is None:
            defects.append(place.defect("bad_number", NOT_A_NUMBER))
            return None
        points.append((x, y))
    return Thing((Polygon(tuple(points)),), text_of(element, "name"), place)


FORMAT = Format("labelme_xml", "the old LabelMe", 30, claims, read)
