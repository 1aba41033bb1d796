"""Makes tests/plain_set, a small set for tests: four plain 16-bit scans of 20 ft containers, two with concealments.

    python tests/make_plain_set.py tests/plain_set

One energy, Beer-Lambert's law with one attenuation coefficient a material, straight beams, Poisson-like noise; every number is drawn
from one seed, so the set is the same on each run.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PITCH_MM = 5.5
COVER = "drums"  # the case on the card: one without a concealment gives nothing away
WIDTH, HEIGHT = 1200, 540
LEFT, RIGHT, TOP, BOTTOM = 48, 1152, 36, 492  # outer walls of the container, px
INNER = (58, 52, 1142, 462)  # inner box, px
STEEL, WOOD, ORGANIC, RUBBER, ALUMINIUM = 0.030, 0.0022, 0.0034, 0.0040, 0.0085  # effective 1/mm at some 2 MeV
AIR, NOISE, STEP = 64000.0, 0.0035, 16.0  # counts in open beam, relative noise there, last kept digit

Depth = NDArray[np.float64]


@dataclass
class Scene:
    """The depth µ·t of what the beam has passed, px by px, and the regions of what was hidden in it."""

    depth: Depth = field(default_factory=lambda: np.zeros((HEIGHT, WIDTH)))

    def box(self, x0: float, y0: float, x1: float, y1: float, mu: float, mm: float) -> None:
        """A slab `mm` deep, with soft edges of one pixel."""
        self.depth += mu * mm * _edge(np.arange(WIDTH), x0, x1)[None, :] * _edge(np.arange(HEIGHT), y0, y1)[:, None]

    def disc(
        self, cx: float, cy: float, r: float, mu: float, mm: float, *, hole: float = 0.0, squash: float = 1.0
    ) -> None:
        """An upright cylinder or tyre seen along its axis."""
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
        radius = np.hypot(x + 0.5 - cx, (y + 0.5 - cy) / squash)
        self.depth += mu * mm * (np.clip(r - radius + 0.5, 0, 1) - np.clip(hole - radius + 0.5, 0, 1))

    def drum(self, x0: float, y0: float, x1: float, y1: float, mu: float, filled: float) -> None:
        """A standing drum: round in the beam's plane, steel skin 1.2 mm, filled to a share of its height."""
        r = (x1 - x0) / 2
        u = np.clip((np.arange(WIDTH) + 0.5 - (x0 + r)) / r, -1, 1)
        chord = 2 * r * np.sqrt(1 - u**2) * PITCH_MM
        skin = np.where(np.abs(u) < 1, np.minimum(2.4 / np.sqrt(np.maximum(1 - u**2, 0.01)), 14), 0)
        rows = _edge(np.arange(HEIGHT), y0, y1)[:, None]
        liquid = _edge(np.arange(HEIGHT), y1 - filled * (y1 - y0), y1)[:, None]
        self.depth += STEEL * skin[None, :] * rows + mu * chord[None, :] * liquid
        for ring in (y0 + 1, y0 + (y1 - y0) / 3, y0 + 2 * (y1 - y0) / 3, y1 - 2):
            self.box(x0, ring, x1, ring + 2, STEEL, 3)

    def counts(self, rng: np.random.Generator) -> NDArray[np.uint16]:
        """16-bit levels with blur and noise."""
        blurred = self.depth.copy()
        for axis in (0, 1):
            blurred = (np.roll(blurred, 1, axis) + 2 * blurred + np.roll(blurred, -1, axis)) / 4
        through = np.exp(-blurred) + 0.0008
        noisy = AIR * (through + NOISE * np.sqrt(through) * rng.standard_normal(through.shape))
        columns = 1 + 0.0015 * rng.standard_normal(WIDTH)
        return (np.clip(noisy * columns[None, :], 0, 65535) // STEP * STEP).astype(np.uint16)


def _edge(at: NDArray[np.int64], start: float, end: float) -> Depth:
    return np.clip(np.minimum(at + 1 - start, end - at), 0, 1)


def container(rng: np.random.Generator) -> Scene:
    """An empty 20 ft box: corner posts, corrugated walls, roof and floor rails, plywood floor on cross members."""
    scene = Scene()
    scene.box(LEFT, TOP, RIGHT, BOTTOM, STEEL, 3.6)  # both side walls
    x = np.arange(WIDTH)
    waves = 0.5 + 0.5 * np.tanh(6 * np.sin(2 * np.pi * (x - LEFT) * PITCH_MM / 278 + rng.uniform(0, 6)))
    scene.depth[TOP:BOTTOM, LEFT:RIGHT] += STEEL * 0.5 * waves[None, LEFT:RIGHT]
    for post in (LEFT, RIGHT - 20):
        scene.box(post, TOP - 6, post + 20, BOTTOM + 14, STEEL, 12)
        for casting in (TOP - 8, BOTTOM - 4):
            scene.box(post - 3, casting, post + 28, casting + 22, STEEL, 40)
    scene.box(LEFT, TOP - 4, RIGHT, TOP + 7, STEEL, 9)
    scene.box(LEFT, BOTTOM - 30, RIGHT, BOTTOM - 25, WOOD, 2300)
    scene.box(LEFT, BOTTOM - 25, RIGHT, BOTTOM + 6, STEEL, 9)
    for member in np.arange(LEFT + 30, RIGHT - 20, 300 / PITCH_MM):
        scene.box(member, BOTTOM - 25, member + 7, BOTTOM - 3, STEEL, 26)
    for bar in (RIGHT - 14, RIGHT - 5):
        scene.box(bar, TOP, bar + 5, BOTTOM, STEEL, 22)  # locking bars
    return scene


def cartons(
    scene: Scene, rng: np.random.Generator, x0: float, x1: float, top: float, mm: float, size: tuple[float, float]
) -> list[tuple[float, float, float, float]]:
    """Stacked cartons of dried fruit; gives the box of each. Leaning stacks, gaps, fillings that settled."""
    boxes, x = [], x0
    while x + size[0] * 0.9 < x1:
        width = size[0] * rng.uniform(0.94, 1.04)
        y, lean = 460.0, rng.normal(0, 0.6)
        while y - size[1] > top * rng.uniform(0.96, 1.06):
            height = size[1] * rng.uniform(0.95, 1.03)
            box = (x, y - height, x + width - 1.5, y - 1.0)
            scene.box(*box, ORGANIC, mm * rng.uniform(0.90, 1.05))
            scene.box(box[0] + 2, box[1] + 1, box[2] - 2, box[1] + rng.uniform(3, 7), -ORGANIC, mm * 0.25)
            for _ in range(7):  # lumps of the filling
                cx, cy = rng.uniform(box[0] + 5, box[2] - 5), rng.uniform(box[1] + 8, box[3] - 5)
                scene.disc(
                    cx, cy, rng.uniform(3, 7), ORGANIC, mm * rng.uniform(-0.05, 0.06), squash=rng.uniform(0.6, 1)
                )
            boxes.append(box)
            y, x = y - height, x + lean
        x += width + rng.exponential(1.5)
    return boxes


def tyre_stack(scene: Scene, rng: np.random.Generator, x: float, y: float) -> None:
    """One lorry tyre standing on its tread, its bead wires showing."""
    r = 64 * rng.uniform(0.97, 1.02)
    scene.disc(x, y, r, RUBBER, 250, hole=34)
    scene.disc(x, y, 38, STEEL, 14, hole=34.5)
    scene.disc(x, y, r, RUBBER, 110, hole=r - 9)


def plain_cases(seed: int) -> dict[str, tuple[Scene, list[dict[str, object]]]]:
    """The four scenes and what is hidden in them."""
    made: dict[str, tuple[Scene, list[dict[str, object]]]] = {}
    rng = np.random.default_rng(seed)

    scene = container(rng)
    boxes = cartons(scene, rng, 74, 1090, 150, 640, (66, 46))
    x0, y0, x1, y1 = min(boxes, key=lambda b: abs(b[0] - 640) + abs(b[1] - 330))
    for row in range(3):
        for column in range(4):
            left, top = x0 + 6 + column * 13.5, y0 + 8 + row * 11.5
            scene.box(left, top, left + 12, top + 10, ORGANIC, 240)
    made["dried-fruit"] = (
        scene,
        [
            {
                "id": "bricks",
                "category": "drugs",
                "place": "cargo",
                "level": 2,
                "box": (x0 + 4, y0 + 6, x1 - 4, y1 - 3),
                "name": "Drugs in a carton",
                "note": "One carton of the third layer is darker than its neighbours and shows a grid of twelve equal blocks. Dried fruit settles "
                "and lies in lumps; pressed bricks do not. Compare each carton with the one beside it.",
            }
        ],
    )

    scene = container(rng)
    for column in range(9):
        for layer in range(2):
            left = 84 + column * 112 + rng.normal(0, 1.5)
            bottom = 460 - layer * 158
            scene.drum(left, bottom - 152, left + 104, bottom, ORGANIC * 0.72, rng.uniform(0.80, 0.96))
    made["drums"] = (scene, [])

    scene = container(rng)
    for column in range(8):
        for layer in range(3):
            tyre_stack(scene, rng, 140 + column * 130 + (layer % 2) * 10, 396 - layer * 116)
    for k in range(3):  # rifle parts: barrel, receiver, stock end
        y = 396 + (k - 1) * 15
        scene.box(500, y - 2, 566, y + 2, STEEL, 22)
        scene.box(546, y - 5, 582, y + 5, STEEL, 34)
    scene.box(848, 467, 1010, 476, ORGANIC, 210)
    made["tyres"] = (
        scene,
        [
            {
                "id": "rifle-parts",
                "category": "weapons",
                "place": "cargo",
                "level": 2,
                "box": (498, 374, 584, 418),
                "name": "Rifle parts in a tyre",
                "note": "The hole of a tyre should be as bright as the wall behind it. In the fourth stack, lowest tyre, three straight dark bars with "
                "thicker ends lie in the hole: barrels on receivers. Straight lines do not belong in tyres.",
            },
            {
                "id": "floor-packets",
                "category": "drugs",
                "place": "floor",
                "level": 4,
                "box": (846, 462, 1012, 477),
                "name": "Packets under the floor",
                "note": "Between the cross members the underside of the floor should be light. Under the sixth and seventh stack it is evenly grey "
                "for almost a metre: the space is filled. Raise the level and follow the floor from end to end.",
            },
        ],
    )

    scene = container(rng)
    cartons(scene, rng, 74, 420, 190, 480, (58, 52))
    scene.box(470, 300, 800, 460, STEEL, 5)
    scene.box(486, 400, 790, 452, STEEL, 45)
    for rib in range(486, 790, 44):
        scene.box(rib, 330, rib + 6, 404, STEEL, 30)
    scene.disc(560, 352, 30, STEEL, 50, hole=12)
    scene.disc(640, 352, 22, STEEL, 60, hole=6)
    scene.box(690, 336, 770, 380, ALUMINIUM, 120)
    scene.box(470, 456, 800, 462, WOOD, 1200)
    cartons(scene, rng, 850, 1100, 230, 300, (48, 40))
    made["lathe"] = (scene, [])
    return made


PAPERS = {
    "dried-fruit": ("CSQU3054383", 19840, [("0813 10", "Dried apricots in cartons", 17600)], "Osh - Almaty"),
    "drums": ("TGHU2871035", 15120, [("1515 90", "Vegetable oil in steel drums", 12900)], "Bishkek - Dushanbe"),
    "tyres": ("MSKU4410287", 6010, [("4012 20", "Used lorry tyres, 24 pieces", 3820)], "Naryn - Bishkek"),
    "lathe": (
        "BMOU1207732",
        7480,
        [("8458 11", "Lathe, used, 1 piece", 3150), ("6402 99", "Shoes with plastic uppers", 1990)],
        "Khorgos - Bishkek",
    ),
}


def main(folder: Path) -> None:
    """Write the set."""
    import io

    from PIL import Image

    from xray_trainer.files import sha256, write_atomically
    from xray_trainer.imaging import ScanPixels, render
    from xray_trainer.library import save_set
    from xray_trainer.model import (
        Basis,
        Box,
        Case,
        Category,
        Completeness,
        Declared,
        DisplaySettings,
        DoorEnd,
        FileRef,
        LocalText,
        Papers,
        Plane,
        PlaneKind,
        Scan,
        SetHead,
        Truth,
        Viewport,
    )

    def english(text: str) -> LocalText:
        return LocalText.of(text, "en")

    def put(path: str, data: bytes) -> FileRef:
        write_atomically(folder / path, data)
        return FileRef(path, len(data), sha256(folder / path))

    cases, truths, cover = [], [], None
    for case_id, (scene, hidden) in plain_cases(20210511).items():
        counts = scene.counts(np.random.default_rng(abs(hash_of(case_id))))
        stream = io.BytesIO()
        Image.fromarray(counts).save(stream, "PNG", optimize=True)
        plane = Plane(PlaneKind.GREY, put(f"scans/{case_id}.png", stream.getvalue()))
        x0, y0, x1, y1 = INNER
        scan = Scan(
            (plane,),
            WIDTH,
            HEIGHT,
            16,
            (PITCH_MM, PITCH_MM),
            door_end=DoorEnd.RIGHT,
            outlines=(Box(x0, y0, x1 - x0, y1 - y0),),
        )
        number, gross, lines, route = PAPERS[case_id]
        declared = tuple(Declared(english(goods), code, gross_kg=float(kg)) for code, goods, kg in lines)
        cases.append(
            Case(
                case_id,
                (scan,),
                Papers(container=number, type="22G1", declared_gross_kg=float(gross), lines=declared, route=route),
            )
        )
        concealments = tuple(_concealment(one) for one in hidden)
        truths.append(Truth(case_id, Basis.SIMULATED, Completeness.COMPLETE, concealments, level=2))
        if case_id == COVER:
            picture = render(
                ScanPixels({PlaneKind.GREY: counts}, 16),
                Viewport(0, 186, WIDTH, WIDTH * 112 / 434),
                DisplaySettings(high=AIR),
                (868, 224),
            )
            stream = io.BytesIO()
            Image.fromarray(picture).convert("L").save(stream, "PNG", optimize=True)
            cover = put("cover.png", stream.getvalue())
    head = SetHead(
        id="6d1f3c4e-5b0a-4d57-9a52-0c1b7e7a4f10",
        title=english("First containers"),
        order=tuple(case.id for case in cases),
        categories=(
            Category("drugs", english("Drugs")),
            Category("weapons", english("Weapons")),
            Category("cigarettes", english("Cigarettes")),
        ),
        description=english("Four plain scans of 20 ft containers to learn the program with."),
        author="X-ray Trainer",
        licence="Apache-2.0",
        cover=cover,
    )
    save_set(folder, head, cases, truths)


def _concealment(one: dict[str, object]) -> object:
    from xray_trainer.model import Box, Concealment, LocalText, Region

    x0, y0, x1, y1 = (round(value, 1) for value in one["box"])  # type: ignore[attr-defined]
    return Concealment(
        id=str(one["id"]),
        regions=(Region(Box(x0, y0, round(x1 - x0, 1), round(y1 - y0, 1))),),
        category=str(one["category"]),
        place=str(one["place"]),
        name=LocalText.of(str(one["name"]), "en"),
        note=LocalText.of(str(one["note"]), "en"),
        level=int(str(one["level"])),
    )


def hash_of(text: str) -> int:
    """A seed from a name, the same on every run."""
    return int.from_bytes(text.encode()[:7], "big")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
