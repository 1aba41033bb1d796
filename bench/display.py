"""Window and level steps, pan and load of three viewers, timed to the painted frame.

This program's canvas, pyqtgraph's ImageItem and a plain QGraphicsView with numpy show the same 16-bit scans of 12 and
36 megapixels in the same viewport, at the same zoom and window. A step is the viewer's own setter and a synchronous
repaint of its whole viewport; no value comes twice. At 1:1 the three pictures are compared pixel by pixel.

The floor is what the viewport costs at least: 2 bytes of scan read and 4 bytes of picture written a pixel, over the
bandwidth of np.copyto (which reads and writes 4 bytes a pixel), timed in the same rhythm, between this program's steps.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, count
from pathlib import Path
from typing import Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import cv2
import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from harness import Claim, Row, arguments, at_least, at_most, median, report, timed
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from xray_trainer.desktop.viewer import ScanCanvas
from xray_trainer.imaging import read_image
from xray_trainer.model import DisplaySettings, Scan, Viewport

WIDTH, HEIGHT = 1920, 1080
SIZES = {"12 MP": (6000, 2000), "36 MP": (10392, 3464)}  # of one shape, so that a fit shows the same pixels
STEPS = {"X-ray Trainer": 160, "pyqtgraph": 24, "QGraphicsView": 16}
BLOCK = 8  # steps at one size before the other has its turn: the machine's moods meet both alike
LOADS = 5
Grey16 = npt.NDArray[np.uint16]
Grey8 = npt.NDArray[np.uint8]


class Viewer(Protocol):
    """What each viewer must do; every method but `picture` ends with the painted frame."""

    def load(self, path: Path) -> None:
        """Read a file and show all of it."""

    def fit(self) -> None:
        """All of the scan."""

    def look_at(self, x: int, y: int) -> None:
        """One scan pixel a screen pixel, with this scan pixel at the upper left."""

    def window(self, low: float, high: float) -> None:
        """These levels black and white."""

    def picture(self) -> Grey8:
        """What is on screen, (HEIGHT, WIDTH)."""


def grabbed(widget: QWidget) -> Grey8:
    """A widget's picture as greys."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


class Ours:
    """The canvas of this program."""

    def __init__(self) -> None:
        self.canvas = ScanCanvas()
        self.canvas.resize(WIDTH, HEIGHT)
        self.canvas.show()

    def load(self, path: Path) -> None:
        """See `Viewer`."""
        pixels = read_image(path)
        self.canvas.set_scan(pixels, Scan((), pixels.width, pixels.height))
        self.canvas.repaint()

    def fit(self) -> None:
        """See `Viewer`."""
        self.canvas.fit()
        self.canvas.repaint()

    def look_at(self, x: int, y: int) -> None:
        """See `Viewer`."""
        self.canvas.set_viewport(Viewport(x, y, WIDTH, HEIGHT))
        self.canvas.repaint()

    def window(self, low: float, high: float) -> None:
        """See `Viewer`."""
        self.canvas.set_settings(DisplaySettings(low, high, white=255))
        self.canvas.repaint()

    def picture(self) -> Grey8:
        """See `Viewer`."""
        return grabbed(self.canvas)


class Pyqtgraph:
    """An ImageItem in a ViewBox: pyqtgraph's ImageView without its histogram, which would cost it more."""

    def __init__(self) -> None:
        self.view = pg.GraphicsView()
        self.box = pg.ViewBox(invertY=True, lockAspect=True, enableMenu=False, defaultPadding=0)
        self.view.setCentralItem(self.box)
        self.item = pg.ImageItem(axisOrder="row-major")
        self.box.addItem(self.item)
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()

    def load(self, path: Path) -> None:
        """See `Viewer`."""
        pixels = read_plain(path)
        self.item.setImage(pixels, autoLevels=False, levels=(0, 65535))
        self.fit()

    def fit(self) -> None:
        """See `Viewer`."""
        height, width = self.item.image.shape
        self.box.setRange(xRange=(0, width), yRange=(0, height), padding=0)
        self.view.viewport().repaint()

    def look_at(self, x: int, y: int) -> None:
        """See `Viewer`."""
        self.box.setRange(xRange=(x, x + WIDTH), yRange=(y, y + HEIGHT), padding=0)
        self.view.viewport().repaint()

    def window(self, low: float, high: float) -> None:
        """See `Viewer`."""
        self.item.setLevels((low, high))
        self.view.viewport().repaint()

    def picture(self) -> Grey8:
        """See `Viewer`."""
        return grabbed(self.view)


class Plain:
    """A QGraphicsView on a pixmap; each step of the window goes through numpy and makes the pixmap anew."""

    def __init__(self) -> None:
        self.scene = QGraphicsScene()
        self.item = QGraphicsPixmapItem()
        self.scene.addItem(self.item)
        self.view = QGraphicsView(self.scene)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()
        self.pixels = np.zeros((1, 1), np.uint16)

    def load(self, path: Path) -> None:
        """See `Viewer`."""
        self.pixels = read_plain(path)
        self._draw(0, 65535)
        self.scene.setSceneRect(self.item.boundingRect())
        self.fit()

    def fit(self) -> None:
        """See `Viewer`."""
        self.view.fitInView(self.item, Qt.AspectRatioMode.KeepAspectRatio)
        self.view.viewport().repaint()

    def look_at(self, x: int, y: int) -> None:
        """See `Viewer`."""
        self.view.resetTransform()
        self.view.horizontalScrollBar().setValue(x)
        self.view.verticalScrollBar().setValue(y)
        self.view.viewport().repaint()

    def window(self, low: float, high: float) -> None:
        """See `Viewer`."""
        self._draw(low, high)
        self.view.viewport().repaint()

    def picture(self) -> Grey8:
        """See `Viewer`."""
        return grabbed(self.view)

    def _draw(self, low: float, high: float) -> None:
        levels = np.arange(65536, dtype=np.float32)
        greys = np.clip((levels - low) * (255 / (high - low)) + 0.5, 0, 255).astype(np.uint8)
        shown = np.take(greys, self.pixels)
        height, width = shown.shape
        image = QImage(shown.data, width, height, width, QImage.Format.Format_Grayscale8)
        self.item.setPixmap(QPixmap.fromImage(image))


OURS = "X-ray Trainer"
MAKERS: dict[str, Callable[[], Viewer]] = {OURS: Ours, "pyqtgraph": Pyqtgraph, "QGraphicsView": Plain}


def read_plain(path: Path) -> Grey16:
    """A 16-bit file by OpenCV, as a viewer without a reader of its own would do it."""
    pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16:
        raise ValueError(f"{path} is not a 16-bit grey image")
    return pixels


def synthetic_scan(width: int, height: int, rng: np.random.Generator) -> Grey16:
    """A load of smooth shapes with edges and the noise of counting photons, (height, width) uint16."""
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]
    depth = 1.2 + np.sin(x / 97) * np.cos(y / 61) + 0.8 * ((x // 310 + y // 190) % 2)
    signal = 60000 * np.exp(-depth)
    noise = rng.standard_normal((height, width), dtype=np.float32) * np.sqrt(signal) * 2
    return np.clip(signal + noise, 0, 65535).astype(np.uint16)


def windows() -> Iterator[tuple[float, float]]:
    """Levels of black and white, no pair twice."""
    for number in count():
        yield 500.0 + 13.0 * number, 42000.0 - 17.0 * number


def places(size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Upper left corners of 1:1 viewports, a drag's length apart, none twice in one run."""
    for number in count(1):
        yield 600 + 23 * number % (size[0] - WIDTH - 700), 100 + 7 * number % (size[1] - HEIGHT - 150)


@dataclass
class Shown:
    """One viewer with one scan."""

    viewer: Viewer
    place: Iterator[tuple[int, int]]


def settled(app: QApplication) -> None:
    """What Qt still has queued, done outside of the measurement."""
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()


def in_turn(
    app: QApplication, both: dict[str, Shown], n: int, step: Callable[[Shown], None], copies: Copies | None = None
) -> dict[str, list[float]]:
    """n steps at each size, in blocks that take turns (with blocks of copies); ms."""
    taken: dict[str, list[float]] = {size: [] for size in both}
    for shown in both.values():
        step(shown)
    while any(len(samples) < n for samples in taken.values()):
        for size, shown in both.items():
            for _ in range(BLOCK):
                settled(app)
                start = time.perf_counter_ns()
                step(shown)
                taken[size].append((time.perf_counter_ns() - start) / 1e6)
        if copies is not None:
            copies.take()
    return taken


class Copies:
    """np.copyto of one picture of the viewport into another, 4 bytes a pixel, timed between blocks of steps."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.source, self.target = np.ones((HEIGHT, WIDTH), np.uint32), np.zeros((HEIGHT, WIDTH), np.uint32)
        self.taken: list[float] = []

    def take(self) -> None:
        """One block, in the rhythm of the steps."""
        for _ in range(BLOCK):
            settled(self.app)
            start = time.perf_counter_ns()
            np.copyto(self.target, self.source)
            self.taken.append((time.perf_counter_ns() - start) / 1e6)

    @property
    def floor_ms(self) -> float:
        """What the viewport costs at least: 2 bytes read and 4 written a pixel, where a copy reads and writes 4."""
        return median(self.taken) * (2 + 4) / (4 + 4)


def measured(
    app: QApplication, subject: str, paths: dict[str, Path], copies: Copies | None
) -> tuple[list[Row], dict[str, Grey8]]:
    """One viewer's rows, and its pictures at 1:1 for each size."""
    level = windows()
    both = {size: Shown(MAKERS[subject](), places(SIZES[size])) for size in paths}
    rows = []
    for size, shown in both.items():
        taken = timed(lambda shown=shown, size=size: shown.viewer.load(paths[size]), n=LOADS)
        rows.append(Row.of("load to first paint", subject, size, taken))
    steps = STEPS[subject]
    for zoom in ("fit", "1:1"):
        for shown in both.values():
            if zoom == "fit":
                shown.viewer.fit()
            else:
                shown.viewer.look_at(*next(shown.place))
        taken = in_turn(app, both, steps, lambda shown: shown.viewer.window(*next(level)), copies)
        rows += [Row.of(f"window/level step, {zoom}", subject, size, samples) for size, samples in taken.items()]
    taken = in_turn(app, both, steps, lambda shown: shown.viewer.look_at(*next(shown.place)))
    rows += [Row.of("pan at 1:1", subject, size, samples) for size, samples in taken.items()]
    pictures = {}
    for size, shown in both.items():
        shown.viewer.look_at(640, 320)
        shown.viewer.window(1234.0, 39876.0)
        settled(app)
        pictures[size] = shown.viewer.picture()
    return rows, pictures


def of(rows: Sequence[Row], work: str, subject: str, size: str) -> float:
    """A median."""
    return next(r.median_ms for r in rows if (r.work, r.subject, r.size) == (work, subject, size))


def claims_of(rows: Sequence[Row], floor: float, pictures: dict[str, dict[str, Grey8]]) -> list[Claim]:
    """What is promised of a step, and that the three show the same."""
    peers = [name for name in MAKERS if name != OURS]
    found = []
    for zoom in ("fit", "1:1"):
        work = f"window/level step, {zoom}"
        small, large = (of(rows, work, OURS, size) for size in SIZES)
        found += [
            at_least(
                f"at 36 MP a step is 10 times faster than {peer}'s, {zoom}", of(rows, work, peer, "36 MP") / large, 10
            )
            for peer in peers
        ]
        found.append(
            at_most(f"a step is under 4 times the floor of {floor:.3f} ms, {zoom}", max(small, large) / floor, 4)
        )
        found.append(at_most(f"steps at 12 and 36 MP are alike, {zoom}", max(small, large) / min(small, large), 4 / 3))
    for size in SIZES:
        for one, other in combinations(MAKERS, 2):
            apart = np.abs(pictures[one][size].astype(int) - pictures[other][size])
            share = float(np.mean(apart <= 2))
            found.append(at_least(f"{one} and {other} show the same at 1:1, {size} (share of pixels)", share, 0.99))
    return found


def main(args: argparse.Namespace) -> int:
    """Make the scans, measure the three viewers, say what holds."""
    app = QApplication.instance() or QApplication([])
    rng = np.random.default_rng(20240611)
    rows: list[Row] = []
    pictures: dict[str, dict[str, Grey8]] = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for size, (width, height) in SIZES.items():
            paths[size] = Path(folder) / f"{width}x{height}.tif"
            cv2.imwrite(str(paths[size]), synthetic_scan(width, height, rng), [cv2.IMWRITE_TIFF_COMPRESSION, 1])
        copies = Copies(app)
        for subject in MAKERS:
            found, pictures[subject] = measured(app, subject, paths, copies if subject == OURS else None)
            rows += found
    rows.append(Row.of("copy of the picture", "np.copyto", f"{WIDTH}×{HEIGHT}", copies.taken))
    return report(
        rows,
        claims_of(rows, copies.floor_ms, pictures),
        args,
        packages=("PySide6-Essentials", "numpy", "opencv-python-headless", "pyqtgraph"),
    )


if __name__ == "__main__":
    sys.exit(main(arguments("Window and level steps, pan and load beside pyqtgraph and a plain QGraphicsView")))
