"""XML of foreign sets: entities and anything from outside refused, every fault with its line."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError

from xray_trainer.errors import ReadError
from xray_trainer.library.foreign import NO_IMAGE, Place
from xray_trainer.library.source import Source
from xray_trainer.model import Defect
from xray_trainer.text import N_, Message

LARGEST_XML = 400_000_000  # bytes in memory: three times the file, and 150 an element


def parse_xml(source: Source, name: str) -> tuple[Element | None, tuple[Defect, ...]]:
    """The root of an XML file; None and one defect if there is none to be had."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - only sets with XML need it
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    try:
        data = source.read(name)
        if 3 * len(data) + 150 * data.count(b"<") > LARGEST_XML:
            sentence = N_("this file is larger than an annotation file can be")
            return None, (Defect("unreadable", Message(sentence), name),)
        return fromstring(data), ()
    except ReadError as error:
        return None, (Defect("unreadable", error.message, name),)
    except DefusedXmlException:
        reason = N_("this XML defines entities of its own, as XML bombs do; it was not opened")
        return None, (Defect("xml_bomb", Message(reason), name),)
    except ParseError as error:
        line, column = error.position
        return None, (Defect("not_xml", Message(N_("this is not valid XML")), name, f"line {line}, column {column}"),)
    except (LookupError, ValueError):  # an encoding that Python does not know
        return None, (Defect("not_xml", Message(N_("this XML is in an unknown encoding")), name),)


def text_of(element: Element, path: str) -> str:
    """The text of an element's child, trimmed; "" if there is none."""
    return (element.findtext(path) or "").strip()


def annotated_images(source: Source, files: Iterable[str], defects: list[Defect]) -> Iterator[tuple[str, Element, str]]:
    """(XML file, its root, its image) where one XML file stands for one image; all others become defects.

    The file's own name says which image it is about; its <filename> is asked only where no image has that name.
    """
    taken: dict[str, str] = {}
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
            sentence = N_("the image {name} is already annotated in {other}; this file was left out")
            defects.append(Place(name).defect("duplicate", sentence, name=image, other=taken[image]))
        else:
            taken[image] = name
            yield name, root, image


def images_in(source: Source, folders: frozenset[str]) -> frozenset[str]:
    """The images that lie in a folder of one of these names (in small letters): masks, not scans."""
    return frozenset(one for one in source.images if folders & set(one.lower().split("/")[:-1]))
