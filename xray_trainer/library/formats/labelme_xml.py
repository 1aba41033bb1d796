"""The old LabelMe of the web: one XML file an image, with polygons. Masks beside it are not read, and told."""

from xml.etree.ElementTree import Element

from xray_trainer.library.foreign import (
    NOT_A_NUMBER,
    ForeignCase,
    ForeignSet,
    Place,
    Thing,
    box_round,
    case_of,
    lost_thing,
    number,
    whole,
)
from xray_trainer.library.formats import Format
from xray_trainer.library.source import Source
from xray_trainer.library.xml import annotated_images, images_in, text_of
from xray_trainer.model import Defect, Point, Polygon
from xray_trainer.text import N_

_MASK_FOLDERS = frozenset({"masks", "scribbles"})


def claims(source: Source) -> tuple[str, ...]:
    """XML files with <annotation> and <imagesize>, which VOC does not have."""
    return tuple(source.containing(source.with_suffix(".xml"), b"<annotation", b"<filename", b"<imagesize"))


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """Every XML file whose image is there."""
    defects: list[Defect] = []
    cases = [_case(root, image, name, defects) for name, root, image in annotated_images(source, files, defects)]
    return ForeignSet(tuple(cases), defects=tuple(defects), side_files=images_in(source, _MASK_FOLDERS))


def _case(root: Element, image: str, name: str, defects: list[Defect]) -> ForeignCase:
    objects = enumerate(root.findall("object"), start=1)
    things = (_thing(element, Place(name, f"object {index}"), defects) for index, element in objects)
    size = whole(root.findtext("imagesize/ncols")), whole(root.findtext("imagesize/nrows"))
    return case_of(image, tuple(one for one in things if one is not None), Place(name), size)


def _thing(element: Element, place: Place, defects: list[Defect]) -> Thing | None:
    if text_of(element, "deleted") == "1":
        return None
    corners = element.findall("polygon/pt")
    if not corners:
        defects.append(place.defect("unsupported", N_("this object has no polygon; masks beside it are not read")))
        return lost_thing(place)
    said = [(number(text_of(corner, "x")), number(text_of(corner, "y"))) for corner in corners]
    points: list[Point] = [(x, y) for x, y in said if x is not None and y is not None]
    if len(points) < len(said):
        defects.append(place.defect("bad_number", NOT_A_NUMBER))
        return lost_thing(place, box_round(said))
    return Thing((Polygon(tuple(points)),), text_of(element, "name"), place)


FORMAT = Format("labelme_xml", "the old LabelMe", 30, claims, read)
