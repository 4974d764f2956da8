"""A deck as one zip: ``jeu.toml`` and the files it names. The same deck always makes the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from cards.deck import Deck
from cards.deck_edits import media_of
from cards.deck_write import deck_text
from cards.errors import DeckError

DECK_FILE = "jeu.toml"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
LOST = "Une image ou un son de ce jeu n'est plus là : reprenez une sauvegarde, ou remplacez-le dans la carte."


def zipped_deck(deck: Deck, *, read: Callable[[str], bytes | None]) -> bytes:
    """The bytes of the zip; ``read`` gives those of a file by its name. Raises DeckError when one is not there."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, DECK_FILE, deck_text(deck).encode())
        for name in sorted(media_of(deck)):
            content = read(name)
            if content is None:
                raise DeckError(LOST)
            _write(archive, name, content)
    return out.getvalue()


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIXED_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
