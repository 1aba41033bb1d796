"""import.json: what an import told, and which shapes it kept as written although they reach outside their scan.

`check` reads it so that what the mentor was told once does not come back as a defect of the imported set.
"""

from dataclasses import dataclass
from pathlib import Path

from xray_trainer.files import write_atomically
from xray_trainer.library.layout import leads_out
from xray_trainer.model import Defect, Region, codec
from xray_trainer.model.codec import Json

TOLD = "import.json"
FORMAT, VERSION = "xray-trainer/import", 1


@dataclass(frozen=True, slots=True)
class Told:
    """source : the name of what was imported. kept : (truth file, region) pairs."""

    source: str
    defects: tuple[Defect, ...] = ()
    kept: tuple[tuple[str, Region], ...] = ()


def write_told(folder: Path, told: Told) -> None:
    """Write the record of an import. Raises WriteError."""
    kept: list[Json] = [{"file": file, "region": codec.encode(region)} for file, region in told.kept]
    defects: list[Json] = [
        {"code": one.code, "file": one.file, "location": one.location, "message": one.message.say()}
        for one in told.defects
    ]
    data: Json = {"format": FORMAT, "version": VERSION, "source": told.source, "defects": defects, "kept": kept}
    write_atomically(folder / TOLD, codec.text(data).encode())


def kept_regions(folder: Path) -> frozenset[tuple[str, Region]]:
    """The (truth file, region) pairs that were kept as written; none if the set was not imported."""
    try:
        if leads_out(folder, TOLD):
            return frozenset()
        value, _ = codec.parse((folder / TOLD).read_bytes(), TOLD)
    except OSError:
        return frozenset()
    kept = value.get("kept") if isinstance(value, dict) else None
    found: set[tuple[str, Region]] = set()
    for one in kept if isinstance(kept, list) else ():
        if isinstance(one, dict):
            region, _ = codec.decode(Region, one.get("region"))
            if region is not None:
                found.add((str(one.get("file")), region))
    return frozenset(found)
