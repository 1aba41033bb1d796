"""The scan viewer: the canvas with its tools and marks, the overview of the whole scan, and the scale in metres.

canvas = ScanCanvas()
overview.follow(canvas)
scale_line.follow(canvas)
canvas.set_scan(pixels, scan)
"""

from xray_trainer.desktop.viewer.canvas import ScanCanvas
from xray_trainer.desktop.viewer.ink import Badge, draw_badge
from xray_trainer.desktop.viewer.overview import OverviewStrip
from xray_trainer.desktop.viewer.probe import Probe
from xray_trainer.desktop.viewer.scale_line import ScaleLine
from xray_trainer.desktop.viewer.scan_view import ScanView
from xray_trainer.desktop.viewer.tools import Tool

__all__ = ["Badge", "OverviewStrip", "Probe", "ScaleLine", "ScanCanvas", "ScanView", "Tool", "draw_badge"]
