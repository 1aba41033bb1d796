"""Goods that a declaration can name in the place of what is loaded, each unlike the others to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xray_trainer.simulator.load import Goods
from xray_trainer.text import N_, Message


@dataclass(frozen=True, slots=True)
class Cover:
    """Goods as papers name them, and the kg of one package."""

    goods: Goods
    each_kg: float


def _cover(name: str, hs_code: str, pack: str, each_kg: float) -> Cover:
    return Cover(Goods(Message(name), hs_code, Message(pack)), each_kg)


COVERS: Mapping[str, Cover] = {
    "ceramic-tiles": _cover(N_("Ceramic floor tiles"), "6907 21", N_("pallets"), 1100),
    "cotton-yarn": _cover(N_("Cotton yarn on cones"), "5205 12", N_("cartons"), 27),
    "dried-apricots": _cover(N_("Dried apricots"), "0813 10", N_("cartons"), 12.5),
    "fresh-onions": _cover(N_("Fresh onions"), "0703 10", N_("nets"), 30),
    "furniture": _cover(N_("Household furniture, dismantled"), "9403 50", N_("pieces"), 38),
    "lubricating-oil": _cover(N_("Lubricating oil"), "2710 19", N_("drums"), 190),
    "machine-tools": _cover(N_("Lathes, used"), "8458 19", N_("crates"), 1700),
    "mattresses": _cover(N_("Spring mattresses"), "9404 29", N_("pieces"), 28),
    "plastic-granules": _cover(N_("Polyethylene granules"), "3901 20", N_("big bags"), 1000),
    "polystyrene": _cover(N_("Polystyrene insulation boards"), "3921 11", N_("bundles"), 9),
    "sunflower-oil": _cover(N_("Sunflower oil in bottles"), "1512 19", N_("cartons"), 14),
    "tyres": _cover(N_("New tyres for lorries"), "4011 20", N_("pieces"), 56),
    "walnuts": _cover(N_("Walnuts in shell"), "0802 31", N_("bags"), 25),
    "wheat-flour": _cover(N_("Wheat flour"), "1101 00", N_("bags"), 50),
    "wool": _cover(N_("Wool, washed"), "5101 21", N_("bales"), 120),
}


def unlike(loaded: Iterable[Goods]) -> tuple[str, ...]:
    """The covers that can be told from all of these goods in a scan: of another chapter, and packed otherwise."""
    known = tuple(loaded)
    packs = {one.pack.id for one in known}
    chapters = {one.hs_code[:2] for one in known}
    return tuple(
        slug
        for slug, cover in COVERS.items()
        if cover.goods.pack.id not in packs and cover.goods.hs_code[:2] not in chapters
    )
