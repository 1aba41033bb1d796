"""The scan viewer: the canvas with its tools and marks, the overview of the whole scan, and the scale in metres."""

from xray_trainer.desktop.viewer.canvas import ScanCanvas
from xray_trainer.desktop.viewer.probe import Probe
from xray_trainer.desktop.viewer.tools import Tool

__all__ = ["Probe", "ScanCanvas", "Tool"]
