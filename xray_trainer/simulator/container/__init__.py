"""The container itself: dry boxes and reefers of 20 and 40 ft.

`lay` says where its steel stands, `draw` adds it to maps.
"""

from xray_trainer.simulator.container.drawing import draw
from xray_trainer.simulator.container.layout import lay

__all__ = ["draw", "lay"]
