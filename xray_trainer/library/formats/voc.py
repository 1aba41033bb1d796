"""Pascal VOC: one XML file an image. `difficult` things are optional ones; coordinates are taken as written.

An XML file's own name says which image it is about; its <filename> is asked only where no image has that name, because
data sets rename their files and leave the old name inside. <path> is the author's own disk and is never followed.
"""

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from xray_trainer.library.foreign import (
    NOT_A_NUMBER,
    ForeignCase,
    ForeignSet,
    Place,
    Thing,
    box_between,
    case_of,
    lost_thing,
    number,
    whole,
)
from xray_trainer.library.formats import Format
from xray_trainer.library.native import ImageSet
from xray_trainer.library.pictures import Lost, Picture, copy_plane, flat, losses, pictures, upright, write_file
from xray_trainer.library.source import Source
from xray_trainer.library.xml import annotated_images, images_in, text_of
from xray_trainer.model import Completeness, Defect, Shape
from xray_trainer.text import N_

_MASK_FOLDERS = frozenset({"segmentationclass", "segmentationobject"})


def claims(source: Source) -> tuple[str, ...]:
    """XML files with <annotation> that are not of the old LabelMe, whose polygons and image sizes differ."""
    others = (b"<annotations", b"<imagesize")
    return tuple(source.containing(source.with_suffix(".xml"), b"<annotation", b"<filename", without=others))


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """Every XML file with an image; those without are told."""
    defects: list[Defect] = []
    cases = [_case(root, image, name, defects) for name, root, image in annotated_images(source, files, defects)]
    return ForeignSet(tuple(cases), defects=tuple(defects), side_files=images_in(source, _MASK_FOLDERS))


def _case(root: Element, image: str, name: str, defects: list[Defect]) -> ForeignCase:
    things: list[Thing] = []
    for index, element in enumerate(root.findall("object"), start=1):
        place = Place(name, f"object {index}")
        shape = _shape(element, place, defects)
        if shape is None:
            things.append(lost_thing(place))
        else:
            label = text_of(element, "name")
            things.append(Thing((shape,), label, place, optional=text_of(element, "difficult") == "1"))
    size = whole(root.findtext("size/width")), whole(root.findtext("size/height"))
    return case_of(image, tuple(things), Place(name), size)


def _shape(element: Element, place: Place, defects: list[Defect]) -> Shape | None:
    box = element.find("bndbox")
    if box is None:
        defects.append(place.defect("no_shape", N_("this object has no bndbox; it was left out")))
        return None
    sides = [number(text_of(box, side)) for side in ("xmin", "ymin", "xmax", "ymax")]
    if None in sides:
        wrong = ("xmin", "ymin", "xmax", "ymax")[sides.index(None)]
        defects.append(Place(place.file, f"{place.location}, bndbox/{wrong}").defect("bad_number", NOT_A_NUMBER))
        return None
    x0, y0, x1, y1 = (side for side in sides if side is not None)
    if x1 < x0 or y1 < y0:
        sentence = N_("xmax is less than xmin here, or ymax less than ymin; the box between them was taken")
        defects.append(Place(place.file, f"{place.location}, bndbox").defect("reversed_box", sentence))
    return box_between(x0, y0, x1, y1)


def write(image_set: ImageSet, folder: Path) -> tuple[Defect, ...]:
    """Annotations/ and JPEGImages/. A case of unknown truth has no XML file, which is how VOC says it."""
    found, defects = pictures(image_set)
    for one in found:
        copy_plane(image_set.folder, one.scan, one.plane, folder / "JPEGImages" / one.name)
        if one.truth.completeness is not Completeness.UNKNOWN:
            xml = _xml(one)
            indent(xml)
            write_file(folder / "Annotations" / f"{Path(one.name).stem}.xml", tostring(xml, "utf-8"))
    return defects + losses(found, frozenset({Lost.OPTIONAL}))


def _xml(one: Picture) -> Element:
    root = Element("annotation")
    SubElement(root, "folder").text = "JPEGImages"
    SubElement(root, "filename").text = one.name
    size = SubElement(root, "size")
    for name, value in (("width", one.scan.width), ("height", one.scan.height), ("depth", 1)):
        SubElement(size, name).text = str(value)
    SubElement(root, "segmented").text = "0"
    for concealment, region in one.pieces():
        thing = SubElement(root, "object")
        SubElement(thing, "name").text = concealment.category
        SubElement(thing, "pose").text = "Unspecified"
        SubElement(thing, "truncated").text = "0"
        SubElement(thing, "difficult").text = "1" if concealment.optional else "0"
        box = upright(one.spot(region))
        sides = {"xmin": box.x, "ymin": box.y, "xmax": box.x + box.width, "ymax": box.y + box.height}
        bounds = SubElement(thing, "bndbox")
        for side, at in sides.items():
            SubElement(bounds, side).text = flat(at)
    return root


FORMAT = Format("voc", "Pascal VOC", 40, claims, read, write)
