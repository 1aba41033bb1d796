"""Where things are: the program's own resources and sets, and the one folder it writes to."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
DATA_DIR_VARIABLE = "XRAY_TRAINER_DATA"


def resources() -> Path:
    """Icons, fonts, catalogues and tables that ship with the program."""
    return _shipped("resources")


def bundled_sets() -> Path:
    """The image sets that ship with the program."""
    return _shipped("image_sets")


def _shipped(name: str) -> Path:
    """In an installed wheel the folder lies inside the package, in a checkout beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_dir(override: str | Path | None = None) -> Path:
    """The data folder: `override`, else XRAY_TRAINER_DATA, else the platform's own place for this user."""
    named = override or os.environ.get(DATA_DIR_VARIABLE)
    if named:
        return Path(os.path.expanduser(named)).absolute()  # Path.expanduser raises for a user who is not there
    from platformdirs import user_data_path  # noqa: PLC0415 - not on the way to the first window when overridden

    return user_data_path("xray-trainer", appauthor=False)


def own_sets(data: Path) -> Path:
    """Where imported image sets are kept inside the data folder."""
    return data / "image_sets"
