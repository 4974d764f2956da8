"""Write the pictures of the cards: ``python -m cards.make_pictures``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from cards.deck import PICTURES
from cards.scenes import SCENES, icons_needed, picture

VENDOR = Path(__file__).parent.parent / "kparole" / "static" / "vendor" / "fluent-emoji-flat.json"


def read_icons(path: Path = VENDOR) -> dict[str, str]:
    """The emojis the pictures need, by name, from a file in the format of iconify; KeyError when one is missing."""
    icons = json.loads(path.read_text(encoding="utf-8"))["icons"]
    return {name: str(icons[name]["body"]) for name in icons_needed()}


def make_pictures(icons: Mapping[str, str]) -> dict[str, str]:
    """Every picture of the deck, by the name of its file."""
    return {f"{name}.svg": picture(name, icons) for name in SCENES}


def main() -> None:
    """Write every picture to ``cards/pictures``."""
    if not VENDOR.is_file():
        raise SystemExit(f"Il manque {VENDOR} : installez d'abord le paquet (pip install -e .), il va les chercher.")
    PICTURES.mkdir(exist_ok=True)
    for name, svg in make_pictures(read_icons()).items():
        (PICTURES / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
