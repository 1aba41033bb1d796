"""Makes image_sets/starter, the set that a new user sees first: twelve simulated 20 ft containers, half of them loaded.

    python tools/make_starter_set.py image_sets/starter

It is what `xray-trainer simulate` makes of these wishes and this seed, with a title of its own.
"""

import sys
from dataclasses import replace
from pathlib import Path

from xray_trainer.library import open_image_set, save_head
from xray_trainer.model import LocalText
from xray_trainer.simulator import Master, Wishes, simulate

SEED = 20
WISHES = Wishes(
    cases=12,
    loads=(
        *("raisin-cartons", "cotton-bales", "onion-nets", "truck-tyres", "canned-cartons", "clothing-bales"),
        *("groupage", "oil-drums", "appliances", "coffee-bags", "tile-pallets", "removals"),
    ),
    profiles=("mobile-6",),
    feet=(20,),
)


def _told(done: int, total: int, case_id: str) -> bool:
    if case_id:
        print(done, total, case_id)
    return True


def main() -> int:
    """Make the set."""
    folder = Path(sys.argv[1])
    made = simulate(folder, WISHES, Master.of(SEED), jobs=2, progress=_told)
    head = open_image_set(folder).head
    save_head(
        folder,
        replace(
            head,
            title=LocalText.of("Starter set: twelve containers", "en"),
            description=LocalText.of(
                "Twelve simulated scans of 20 ft containers with their papers. In half of them something is hidden, from "
                "easy to very hard to see.",
                "en",
            ),
        ),
    )
    return 0 if made.whole else 1


if __name__ == "__main__":
    sys.exit(main())
