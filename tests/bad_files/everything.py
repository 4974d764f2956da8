"""More than two hundred files that nobody should send, the same at each run: what the doors of KParole are tried with."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bad_files import images, kinds, words, xml, zips
from tests.bad_files.making import Bad

LIST = "liste.json"


def bad_files() -> list[Bad]:
    """All of them."""
    return [*kinds.all_bad(), *zips.all_bad(), *xml.all_bad(), *words.all_bad(), *images.all_bad()]


def write_all(folder: Path) -> None:
    """Write each one under its id, and a list of them all: (id, name as sent, whether it is sent as a photo)."""
    listed = []
    for bad in bad_files():
        (folder / bad.id).write_bytes(bad.make())
        listed.append((bad.id, bad.sent, bad.image))
    (folder / LIST).write_text(json.dumps(listed), encoding="utf-8")


if __name__ == "__main__":  # in a process of its own: bombs are heavy to make too
    write_all(Path(sys.argv[1]))
