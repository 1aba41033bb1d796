"""Pressed drugs in bricks: in the cargo, and in every hollow of the container."""

from __future__ import annotations

from xray_trainer.simulator.concealments import lots
from xray_trainer.text import N_, Message

LOT = lots.Lot(
    good="drug-brick",
    counts=(2, 96),
    one=N_("One brick of pressed drugs, {mass} kg"),
    many=N_("{count} bricks of pressed drugs, {mass} kg together"),
    ways=((0.0, 0.0, 0.0), (0.0, 0.0, 90.0), (0.0, 90.0, 0.0)),
    gap=3.0,
    loose=1.0,
    models=3,
    packet=lots.Packet(
        (220.0, 140.0, 40.0),
        "cocaine",
        (4, 110),
        N_("One packet of pressed drugs, {mass} kg"),
        N_("{count} packets of pressed drugs, {mass} kg together"),
    ),
    cues={
        "cargo": N_(
            "Within the goods lies a block of alike rectangles, 22 by 14 by 4 cm, darker and smoother than what is "
            "around. The colour is organic like the cargo's own: density, sharp edges and the lost texture tell it."
        ),
        "floor": N_(
            "Seen from the side, the spaces between the cross members should be light and alike. What is filled "
            "and closed from below with a sheet is evenly dark from one member to the next; look along the whole floor."
        ),
        "roof": N_(
            "The band of the roof should be of one brightness from end to end. A stretch of it is darker, with level "
            "ends: packets lie between the roof bows. Raise the contrast of the light tones to see it."
        ),
        "corner-post": N_(
            "One corner post is filled for part of its height, the one beside it is not. "
            "Posts are hollow: compare all four, and look for the level at which the dark part ends."
        ),
        "door-leaf": N_(
            "Between the ribs of a door lies something that steel sheet does not explain: grey pieces of one size. "
            "The other leaf is light; doors are built alike."
        ),
        "side-wall": N_(
            "The foam of a reefer's walls is light and even. A stretch of wall is darker in blocks of one size: foam "
            "was cut out and bricks put in. Seen from above they lie within the wall, outside of the goods."
        ),
        "reefer-unit": N_(
            "The refrigeration unit is built to a plan, with air around its parts. A dense block of equal rectangles "
            "fills what should be open; compare left with right, and with another unit of the same make."
        ),
    },
)
PLACES = ("cargo", "floor", "roof", "corner-post", "door-leaf", "side-wall", "reefer-unit")
KIND = lots.kind("bricks", Message(N_("Drugs in bricks")), "drugs", LOT, PLACES)
