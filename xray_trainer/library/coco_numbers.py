"""How our COCO export numbers images and categories: both from 1, in the set's order."""

from collections.abc import Mapping
from dataclasses import dataclass

from xray_trainer.library.native import ImageSet
from xray_trainer.library.pictures import Picture, pictures
from xray_trainer.model import Case, Scan


@dataclass(frozen=True, slots=True)
class CocoNumbers:
    """images : number → case and index of the scan. categories : number → slug. scans : case id → its scans."""

    images: Mapping[int, tuple[Case, int]]
    categories: Mapping[int, str]
    scans: Mapping[str, tuple[Scan, ...]]

    @staticmethod
    def of(image_set: ImageSet) -> "CocoNumbers":
        """The numbers of a set as it is now."""
        found, _ = pictures(image_set)
        return CocoNumbers(
            {one.number: (one.case, one.index) for one in found},
            dict(enumerate(category_slugs(image_set, found), start=1)),
            {one.case.id: one.case.scans for one in found},
        )


def category_slugs(image_set: ImageSet, found: tuple[Picture, ...]) -> tuple[str, ...]:
    """The categories of the head in order, then those that only concealments name, by name."""
    listed = [one.id for one in image_set.head.categories]
    used = {one.category for picture in found for one in picture.truth.concealments}
    return tuple(dict.fromkeys([*listed, *sorted(used - set(listed))]))
