"""Draw the demo paper's pictures: python tools/draw/make.py [key ...]"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from kit import save

OUT = Path(__file__).parents[2] / "src/broadsheet/demo/content/pictures"
MODULES = (
    "harbour",
    "pilotage",
    "sea",
    "regatta",
    "shore",
    "survey",
    "town",
    "streets",
    "tram",
    "evenings",
    "shops",
    "stage",
    "sport",
    "swim",
    "rooms",
    "portraits",
)


def scenes():
    found = {}
    for name in MODULES:
        found.update(__import__(name).SCENES)
    return found


def main(keys):
    found = scenes()
    unknown = [k for k in keys if k not in found]
    if unknown:
        sys.exit(f"No such picture: {', '.join(unknown)}. There are: {', '.join(found)}")
    OUT.mkdir(parents=True, exist_ok=True)
    for key in keys or found:
        start = time.monotonic()
        size, quality = save(found[key]().image(), OUT / f"{key}.webp")
        print(
            f"{key}: {size // 1000} kB at quality {quality}, {time.monotonic() - start:.1f} s",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
