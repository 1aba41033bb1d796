"""Pixels: reading them, and making the picture of what is on screen. Source files are never written.

    pixels = read_scan(scan, folder)
    Renderer(pixels).draw(viewport, settings, out)

Names are fetched when first used: decoding a file needs no OpenCV, and neither does the way to the first window.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xray_trainer.imaging.automatic import automatic_window
    from xray_trainer.imaging.companding import Noise, codes_of, compand, levels_of, values_of
    from xray_trainer.imaging.decoding_child import DecodingChild
    from xray_trainer.imaging.fading import FadingRenderer
    from xray_trainer.imaging.plane_files import write_plane, write_planes, write_twin
    from xray_trainer.imaging.reading import ImageInfo, inspect_image
    from xray_trainer.imaging.renderer import SURROUND, Renderer, render
    from xray_trainer.imaging.scan_files import read_image, read_scan, read_twin
    from xray_trainer.imaging.scan_pixels import ScanPixels

_HOMES = {
    "automatic_window": "automatic",
    "Noise": "companding",
    "codes_of": "companding",
    "compand": "companding",
    "levels_of": "companding",
    "values_of": "companding",
    "DecodingChild": "decoding_child",
    "write_plane": "plane_files",
    "write_planes": "plane_files",
    "write_twin": "plane_files",
    "FadingRenderer": "fading",
    "ImageInfo": "reading",
    "inspect_image": "reading",
    "SURROUND": "renderer",
    "Renderer": "renderer",
    "render": "renderer",
    "read_image": "scan_files",
    "read_scan": "scan_files",
    "read_twin": "scan_files",
    "ScanPixels": "scan_pixels",
}

__all__ = [
    "SURROUND", "DecodingChild", "FadingRenderer", "ImageInfo", "Noise", "Renderer", "ScanPixels", "automatic_window",
    "codes_of", "compand", "inspect_image", "levels_of", "read_image", "read_scan", "read_twin", "render", "values_of",
    "write_plane", "write_planes", "write_twin",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
