"""One item put into a prepared scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from xray_trainer.model import PlaneKind, Polygon
from xray_trainer.simulator.beam import transmissions
from xray_trainer.simulator.insertion.ground import DARKEST, Ground, Signal, Window
from xray_trainer.simulator.maps import Maps
from xray_trainer.simulator.regions import outline

MTF = (0.40, 0.45)  # px: blur of a scanner's detector and focal spot along x and across
CHANGED = 0.01  # of what passes: a pixel that changes by more belongs to the item
PAD = 3  # px round the item for blur
HALF = np.array([[0.5, 0.5]], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Inserted:
    """An item in a scan, not yet written into it.

    row0, col0 : of the window that changes. planes : (h, w) uint16 of it, for each plane. share : (h, w) float32, what
    the item lets through there at the higher energy. regions : tight polygons round it, scan px.
    """

    row0: int
    col0: int
    planes: Mapping[PlaneKind, npt.NDArray[np.uint16]]
    share: Signal
    regions: tuple[Polygon, ...]

    @property
    def window(self) -> Window:
        """Where it is in the scan."""
        height, width = self.share.shape
        return slice(self.row0, self.row0 + height), slice(self.col0, self.col0 + width)

    def apply(self, planes: Mapping[PlaneKind, npt.NDArray[np.uint16]]) -> dict[PlaneKind, npt.NDArray[np.uint16]]:
        """Copies of the planes with the item in them."""
        found = {kind: plane.copy() for kind, plane in planes.items()}
        for kind, part in self.planes.items():
            found[kind][self.window] = part
        return found


def project(ground: Ground, item: Maps, rng: np.random.Generator, displaced: Maps | None = None) -> Inserted:
    """Put an item into a scan: hardened as the cargo before it hardened the beam, blurred, with the noise it lacks.

    Parameters
    ----------
    item : its areal densities on the scan's own pixels. displaced : cargo that made room for it, if that is known.
    """
    height, width = next(iter(ground.signal.values())).shape
    row0, col0 = max(0, item.row0 - PAD), max(0, item.col0 - PAD)
    row1, col1 = min(height, item.row0 + item.height + PAD), min(width, item.col0 + item.width + PAD)
    window = slice(row0, max(row0, row1)), slice(col0, max(col0, col1))
    added = Maps(item.fan, row0, col0, max(0, row1 - row0), max(0, col1 - col0))
    added.add_maps(item)
    if displaced is not None:
        added.add_maps(displaced, -1.0)
    if not added.areal.size:
        return Inserted(row0, col0, {}, np.ones((added.height, added.width), np.float32), ())
    shares = _shares(ground, window, added)
    planes = {kind: _plane(ground, kind, window, shares[kind], rng) for kind in ground.signal}
    mask = np.abs(1 - shares[ground.main]) > CHANGED
    return Inserted(row0, col0, planes, shares[ground.main], outline(mask, row0, col0))


def _shares(ground: Ground, window: Window, added: Maps) -> dict[PlaneKind, Signal]:
    """What the item lets through behind this cargo, blurred as the scanner blurs, for each plane."""
    kinds = list(ground.signal)
    beams = [ground.beams[kind] for kind in kinds]
    cargo = ground.cargo(window)
    before = transmissions(beams, cargo)
    after = transmissions(beams, cargo + added.areal)
    found = {}
    for kind, one, other in zip(kinds, before, after, strict=True):
        share = np.asarray(other.signal / np.maximum(one.signal, np.float32(1e-12)), np.float32)
        found[kind] = _sharp_as_the_scan(share, kind is PlaneKind.LOW)
    return found


def _sharp_as_the_scan(share: Signal, interlaced: bool) -> Signal:
    """Blurred as detector and focal spot blur. The columns of an interlaced low energy are sampled half a pitch later
    and brought back by averaging."""
    soft = cv2.GaussianBlur(share, (0, 0), MTF[0], sigmaY=MTF[1])
    if interlaced:
        soft = cv2.filter2D(cv2.filter2D(soft, -1, HALF, anchor=(0, 0)), -1, HALF, anchor=(1, 0))
    return np.asarray(soft, np.float32)


def _plane(
    ground: Ground, kind: PlaneKind, window: Window, share: Signal, rng: np.random.Generator
) -> npt.NDArray[np.uint16]:
    """The new levels of one plane in the window."""
    signal, scatter = ground.signal[kind][window], ground.scatter[kind][window]
    new = (signal - scatter) * share + scatter
    noise = ground.noise[kind]
    wanted = noise.slope * new + noise.base
    kept = share**2 * (noise.slope * signal + noise.base)
    lacking = np.maximum(0, wanted - kept) * (0.5 if kind is PlaneKind.LOW else 1.0)
    untouched = np.abs(share - 1) < 1e-4
    new = new + np.where(untouched, 0, np.sqrt(lacking)) * rng.standard_normal(new.shape).astype(np.float32)
    toned = np.maximum(new, DARKEST) ** ground.tone if ground.tone != 1.0 else new
    levels = np.clip(np.rint(toned * ground.white[kind]), 0, 65535).astype(np.uint16)
    return np.where(untouched, ground.pixels.planes[kind][window], levels)
