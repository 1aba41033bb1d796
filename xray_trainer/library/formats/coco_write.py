"""Writing COCO: annotations/instances.json and images/, with everything that COCO has no word for beside it."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from xray_trainer.library import rle, simulated
from xray_trainer.library.coco_numbers import category_slugs
from xray_trainer.library.formats.coco_ours import KEY, outline
from xray_trainer.library.native import ImageSet
from xray_trainer.library.pictures import Picture, copy_plane, exported_ending, pictures, write_file
from xray_trainer.model import (
    Case,
    Category,
    Concealment,
    Defect,
    FileRef,
    Plane,
    Polygon,
    Region,
    Scan,
    codec,
    polygon_area,
)
from xray_trainer.model.codec import Json

ANNOTATIONS = "annotations/instances.json"
CROWD = "ignore"


def write(image_set: ImageSet, folder: Path) -> tuple[Defect, ...]:
    """The whole set; nothing that can be read is lost."""
    found, defects = pictures(image_set)
    writing = _Writing(image_set, found, folder)
    for one in found:
        writing.picture(one)
    data: dict[str, Json] = {
        "info": {"description": image_set.head.title.say("en"), KEY: {"head": codec.encode(image_set.head)}},
        "licenses": [],
        "images": writing.images,
        "annotations": writing.annotations,
        "categories": writing.categories(),
    }
    write_file(folder / ANNOTATIONS, codec.text(data).encode())
    return defects


class _Writing:
    def __init__(self, image_set: ImageSet, found: tuple[Picture, ...], folder: Path) -> None:
        self.set = image_set
        self.folder = folder
        self.numbers = {slug: number for number, slug in enumerate(category_slugs(image_set, found), start=1)}
        self.images: list[Json] = []
        self.annotations: list[Json] = []
        self.crowd = False
        self.names: dict[tuple[str, int], tuple[str, ...]] = {}  # files of the planes of each scan
        for one in found:
            self.names[one.case.id, one.index] = tuple(_plane_name(one, plane) for plane in one.scan.planes)

    def categories(self) -> list[Json]:
        """Numbered from 1 as `CocoNumbers` says; that of crowds comes last."""
        known = {one.id: one for one in self.set.head.categories}
        found: list[Json] = [
            {
                "id": number,
                "name": slug,
                "supercategory": "concealment",
                KEY: {"name": codec.encode(known.get(slug, Category(slug))).get("name", {})},
            }
            for slug, number in self.numbers.items()
        ]
        if self.crowd:
            found.append({"id": len(found) + 1, "name": CROWD, "supercategory": CROWD, KEY: {"ignore": True}})
        return found

    def picture(self, one: Picture) -> None:
        """One image with its annotations."""
        names = self.names[one.case.id, one.index]
        for plane, name in zip(one.scan.planes, names, strict=True):
            copy_plane(self.set.folder, one.scan, plane, self.folder / "images" / name)
        ours: dict[str, Json] = {"case": one.case.id, "scan": one.index}
        if one.index == 0:
            scans = tuple(self._exported(one.case, index) for index in range(len(one.case.scans)))
            ours["case_file"] = codec.encode(replace(one.case, scans=scans))
            ours["truth_file"] = codec.encode(simulated.export(self.set.folder, one, self.folder))
        self.images.append(
            {
                "id": one.number,
                "file_name": one.name,
                "width": one.scan.width,
                "height": one.scan.height,
                KEY: ours,
            }
        )
        for item in one.truth.concealments:
            regions = [region for region in item.regions if region.scan == one.index]
            if regions:
                self._concealment(one, item, regions)
        for number, region in enumerate(one.truth.ignore):
            if region.scan == one.index:
                self._crowd(one, number, region)

    def _exported(self, case: Case, index: int) -> Scan:
        """A scan whose planes are named as they were exported."""
        scan, names = case.scans[index], self.names[case.id, index]
        return replace(scan, planes=tuple(_renamed(one, name) for one, name in zip(scan.planes, names, strict=True)))

    def _concealment(self, one: Picture, item: Concealment, regions: list[Region]) -> None:
        corners = [outline(region.shape, one.scan) for region in regions]
        self.annotations.append(
            {
                "id": len(self.annotations) + 1,
                "image_id": one.number,
                "category_id": self.numbers[item.category],
                "bbox": _bbox([point for piece in corners for point in piece]),
                "area": sum(polygon_area(piece) for piece in corners),
                "segmentation": [[number for point in piece for number in point] for piece in corners],
                "iscrowd": 0,
                KEY: {"concealment": item.id},
            }
        )

    def _crowd(self, one: Picture, number: int, region: Region) -> None:
        self.crowd = True
        corners = outline(region.shape, one.scan)
        counts: list[Json] = [*rle.runs(Polygon(corners), one.scan.height, one.scan.width)]
        self.annotations.append(
            {
                "id": len(self.annotations) + 1,
                "image_id": one.number,
                "category_id": len(self.numbers) + 1,
                "bbox": _bbox(list(corners)),
                "area": polygon_area(corners),
                "segmentation": {"size": [one.scan.height, one.scan.width], "counts": counts},
                "iscrowd": 1,
                KEY: {"ignore": number},
            }
        )


def _renamed(plane: Plane, name: str) -> Plane:
    return replace(plane, file=FileRef(name, plane.file.size, plane.file.sha256), levels=())


def _plane_name(one: Picture, plane: Plane) -> str:
    """The main plane has the image's own name, the others their kind after it."""
    if plane == one.plane:
        return one.name
    path = PurePosixPath(one.name)
    return f"{path.stem}.{plane.kind.value}{exported_ending(plane)}"


def _bbox(points: list[tuple[float, float]]) -> list[Json]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)]
