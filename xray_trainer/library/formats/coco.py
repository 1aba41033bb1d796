"""COCO: polygons, run-length masks, boxes; a crowd (iscrowd 1) is an ignore region.

What COCO has no word for stands under the key `xray_trainer` of the image or the annotation (formats/coco_ours.py):
others read the set as plain COCO, and an export of ours comes back with nothing lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from xray_trainer.library.coco_shapes import box_of, shapes_of
from xray_trainer.library.foreign import NO_IMAGE, ForeignCase, ForeignSet, Place, Thing, case_of, lost_thing, whole
from xray_trainer.library.formats import Format, coco_ours
from xray_trainer.library.formats.coco_write import write
from xray_trainer.library.layout import path_fault
from xray_trainer.library.source import Source
from xray_trainer.model import Category, Completeness, Defect, LocalText, SetHead, codec
from xray_trainer.model.codec import Json
from xray_trainer.text import N_, Message


def claims(source: Source) -> tuple[str, ...]:
    """JSON files that list images by their file names."""
    return tuple(source.containing(source.with_suffix(".json"), b'"images"', b'"file_name"'))


_TOLD_EACH = 100  # of the entries of a list that are no objects; the others are counted


@dataclass
class _Image:
    """An image of one or several COCO files, and what they say of it."""

    path: str
    place: Place
    size: tuple[int, int]
    things: list[Thing] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    known: bool = False  # some file has shapes, or could have had them
    ours: dict[str, Json] = field(default_factory=dict)
    annotations: list[coco_ours.Annotation] = field(default_factory=list)


def read(source: Source, files: tuple[str, ...]) -> ForeignSet:
    """All files of one set (train, val, instances, stuff, …): each image once, each shape once."""
    reading = _Reading(source)
    for name in files:
        value, faults = codec.parse(source.text(name), name)
        reading.defects += faults
        if isinstance(value, dict):
            reading.file(value, name)
        elif not faults:
            sentence = Message(N_("an object with named fields is expected here"))
            reading.defects.append(Defect(codec.WRONG_SHAPE, sentence, name))
    return reading.result()


class _Reading:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.defects: list[Defect] = []
        self.images: dict[str, _Image] = {}
        self.categories: dict[str, Category] = {}
        self.head: SetHead | None = None
        self.pictures: set[str] = set()

    def file(self, value: dict[str, Json], name: str) -> None:
        """One COCO file."""
        self.head = self.head or coco_ours.head_of(value.get("info"))
        images = self._images(value, name)
        names = self._categories(value, name)
        annotations = list(self._dicts(value, "annotations", name))
        self._repeated_numbers(annotations, name)
        shapeless = 0
        for place, one in annotations:
            number = one.get("image_id")
            image = images.get(number) if isinstance(number, int | str) else None
            if "segments_info" in one or "caption" in one:
                shapeless += 1
            elif not isinstance(number, int | str) or number not in images:
                sentence = N_("there is no image {number} in this file; this annotation was left out")
                where = Place(name, f"{place.location}.image_id")
                self.defects.append(where.defect("unknown_image", sentence, number=number))
            elif image is not None and ("bbox" in one or one.get("segmentation")):
                self._annotation(one, place, image, names)
            elif image is not None:
                shapeless += 1
        if shapeless:
            sentence = N_("{number} annotations here have no shape (captions, labels, panoptic pictures); left out")
            self.defects.append(Place(name, "annotations").defect("no_shape", sentence, number=shapeless))
        shaped = shapeless < len(annotations) or (not annotations and bool(names))
        for image in images.values():
            if image is not None:
                image.known = image.known or shaped
        stem = PurePosixPath(name).stem
        self.pictures |= {one for one in self.source.images if PurePosixPath(one).parent.name == stem}

    def _repeated_numbers(self, annotations: list[tuple[Place, dict[str, Json]]], name: str) -> None:
        """Tell of annotations that share an id; which of them others mean by it is unclear, but each is there."""
        seen: set[int | str] = set()
        for place, one in annotations:
            number = one.get("id")
            if isinstance(number, int | str) and number in seen:
                sentence = N_("the annotation id {number} stands here a second time; both were taken")
                self.defects.append(Place(name, f"{place.location}.id").defect("duplicate_id", sentence, number=number))
            elif isinstance(number, int | str):
                seen.add(number)

    def _dicts(self, value: dict[str, Json], key: str, name: str) -> Iterator[tuple[Place, dict[str, Json]]]:
        items = value.get(key, [])
        if not isinstance(items, list):
            self.defects.append(Place(name, key).defect(codec.WRONG_SHAPE, N_("a list is expected here")))
            return
        wrong = 0
        for index, one in enumerate(items):
            place = Place(name, f"{key}[{index}]")
            if isinstance(one, dict):
                yield place, one
                continue
            wrong += 1
            if wrong <= _TOLD_EACH:
                self.defects.append(place.defect(codec.WRONG_SHAPE, N_("an object with named fields is expected here")))
        if wrong > _TOLD_EACH:
            sentence = N_("{number} more entries here are no objects with named fields")
            self.defects.append(Place(name, key).defect(codec.WRONG_SHAPE, sentence, number=wrong - _TOLD_EACH))

    def _images(self, value: dict[str, Json], name: str) -> dict[int | str, _Image | None]:
        """The file's images by their number; None for those whose file is not there."""
        found: dict[int | str, _Image | None] = {}
        for place, one in self._dicts(value, "images", name):
            number, said = one.get("id"), one.get("file_name")
            if not isinstance(number, int | str) or not isinstance(said, str):
                self.defects.append(place.defect(codec.WRONG_SHAPE, N_("an image needs an id and a file_name")))
            elif number in found:
                sentence = N_("the image id {number} stands here a second time; this one was left out")
                self.defects.append(Place(name, f"{place.location}.id").defect("duplicate_id", sentence, number=number))
            else:
                found[number] = self._image(one, said, place)
        return found

    def _image(self, one: dict[str, Json], said: str, place: Place) -> _Image | None:
        where = Place(place.file, f"{place.location}.file_name")
        fault = path_fault(said.replace("\\", "/"))
        if fault is not None:
            self.defects.append(Defect("bad_path", fault, where.file, where.location))
        wanted = said if fault is None else PurePosixPath(said.replace("\\", "/")).name
        path = self.source.find_image(wanted, place.file) if wanted else None
        if path is None:
            self.defects.append(where.defect("missing_image", NO_IMAGE, name=said))
            return None
        if path not in self.images:
            size = whole(one.get("width")), whole(one.get("height"))
            ours = one.get(coco_ours.KEY)
            self.images[path] = _Image(path, place, size, ours=ours if isinstance(ours, dict) else {})
        return self.images[path]

    def _categories(self, value: dict[str, Json], name: str) -> dict[int | str, str]:
        names: dict[int | str, str] = {}
        for place, one in self._dicts(value, "categories", name):
            number, said = one.get("id"), one.get("name")
            if not isinstance(number, int | str) or not isinstance(said, str):
                self.defects.append(place.defect(codec.WRONG_SHAPE, N_("a category needs an id and a name")))
            elif number in names:
                sentence = N_("the category id {number} stands here a second time; this one was left out")
                self.defects.append(Place(name, f"{place.location}.id").defect("duplicate_id", sentence, number=number))
            else:
                names[number] = said
                category = coco_ours.category(one, said)
                if category is not None and not said.startswith("_"):
                    self.categories.setdefault(said, category)
        return names

    def _annotation(self, one: dict[str, Json], place: Place, image: _Image, names: dict[int | str, str]) -> None:
        number = one.get("category_id")
        crowd = one.get("iscrowd") in (1, True)
        label = names.get(number) if isinstance(number, int | str) else None
        if label is None and not crowd:
            sentence = N_("there is no category {number} in this file; it was given that number as its name")
            where = Place(place.file, f"{place.location}.category_id")
            self.defects.append(where.defect("unknown_category", sentence, number=number))
            label = f"category {number}"
        ours = one.get(coco_ours.KEY)
        if isinstance(ours, dict) and image.ours:
            image.annotations.append(coco_ours.Annotation(ours, one, label or "", place))
            return
        shapes, faults = shapes_of(one, place, image.size)
        self.defects += faults
        if faults:
            image.things.append(lost_thing(place, box_of(one)))
        thing = Thing(shapes, label or "", place, ignore=crowd)
        key = (shapes, thing.name, crowd)
        if shapes and key not in image.seen:  # instances and keypoints say the same things
            image.seen.add(key)
            image.things.append(thing)

    def result(self) -> ForeignSet:
        """The set: cases of our own exports put together again, and the images of others."""
        cases: list[ForeignCase] = []
        ours = [
            coco_ours.Scanned(one.path, one.ours, tuple(one.annotations), tuple(one.things), one.place)
            for one in self.images.values()
            if one.ours
        ]
        whole_again, faults = coco_ours.cases(ours, self.source)
        self.defects += faults
        by_image = {file: case for case in whole_again for file in case.files}
        for image in self.images.values():
            if image.path in by_image:
                if by_image[image.path].files[0] == image.path:
                    cases.append(by_image[image.path])
                continue
            plain, faults = coco_ours.plain_things(tuple(image.annotations))
            self.defects += faults
            things = (*image.things, *plain)
            completeness = Completeness.COMPLETE if image.known else Completeness.UNKNOWN
            cases.append(case_of(image.path, things, image.place, image.size, completeness=completeness))
        used = {file for case in cases for file in case.files}
        named = {item.category for case in cases for item in case.truth.concealments}
        categories = dict(self.categories)
        for label in sorted(named - set(categories)):
            categories[label] = Category(label, LocalText.of(label))
        return ForeignSet(
            tuple(cases),
            tuple(categories.values()),
            tuple(self.defects),
            frozenset(self.pictures - used) | coco_ours.side_files(ours, self.source),
            self.head,
        )


FORMAT = Format("coco", "COCO", 10, claims, read, write)
