"""What the hand holds on the scan."""

from enum import Enum, auto


class Tool(Enum):
    """The hand's tools."""

    SELECT = auto()
    BOX = auto()
    POLYGON = auto()
