"""Write the sprite of interface icons: ``python -m kparole.make_icons node_modules/@iconify-json/ph/icons.json``."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = HERE / "icons.toml"
SPRITE = HERE / "static" / "icons.svg"


def icon_names() -> dict[str, str]:
    """Our id of each icon, and its name in the set it comes from."""
    names: dict[str, str] = tomllib.loads(NAMES.read_text(encoding="utf-8"))["icons"]
    return names


def sprite(source: Mapping[str, Any]) -> str:
    """One SVG with a symbol an icon, from a set in the format of iconify. Raises KeyError when an icon is missing."""
    width, height = source.get("width", source["height"]), source["height"]
    symbols = [_symbol(ours, source["icons"][theirs], width, height) for ours, theirs in icon_names().items()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(name: str, icon: Mapping[str, Any], width: int, height: int) -> str:
    box = f"0 0 {icon.get('width', width)} {icon.get('height', height)}"
    return f'<symbol id="{name}" viewBox="{box}">{icon["body"]}</symbol>'


def main(arguments: list[str]) -> None:
    """Write ``static/icons.svg``."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        raise SystemExit("Donnez le fichier icons.json du paquet npm @iconify-json/ph.")
    SPRITE.write_text(sprite(json.loads(Path(arguments[0]).read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
