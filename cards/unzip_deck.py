"""Reads a deck from its zip, ours or made by hand: everything that is wrong with it is said at once, with the lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from cards.brought import Brought, brought
from cards.deck import Deck, made_deck, read_deck
from cards.deck_edits import media_of
from cards.deck_toml import MOST_COMPLAINTS, Complaint, parsed
from cards.errors import DeckError
from cards.forms import one_line
from cards.media import TYPES, is_kept, media_path
from cards.zip_deck import DECK_FILE
from kparole.uploads.archive import unpack
from kparole.uploads.door import receive
from kparole.uploads.errors import UploadRefused
from kparole.uploads.kinds import MB, TOML, ZIP

ROOM = 150 * MB
LONGEST_TOML = MB
NO_DECK = "Ce zip n'a pas de fichier jeu.toml. Mettez-y le jeu (jeu.toml) et ses images côte à côte, puis réessayez."
MANY_DECKS = "Ce zip contient plusieurs jeux. Faites un zip par jeu."
NOT_TEXT = "Le fichier jeu.toml n'est pas un texte. Enregistrez-le en texte (UTF-8), puis refaites le zip."
HEAVY_TEXT = "Le fichier jeu.toml est trop long. Faites-en deux jeux."
SOUNDS_TAKEN = {suffix for suffix, kind in TYPES.items() if kind.startswith("audio/")}
PICTURES_TAKEN = {"png", "jpg", "jpeg", "webp", "gif", "svg"}


@dataclass(frozen=True, slots=True)
class ReadDeck:
    """A deck as written in a zip, what its files become by the name it calls them, and the files that no card names.

    A picture that travels with KParole, and that the zip does not change, is not among ``files``.
    """

    deck: Deck
    files: dict[str, Brought]
    left_out: tuple[str, ...] = ()


def read_zip(content: bytes, *, name: str) -> ReadDeck:
    """The deck of a zip, or of a lone TOML that names our pictures. Raises UploadRefused and DeckError."""
    received = receive(content, name=name, accept={ZIP, TOML})
    if received.kind is not ZIP or ZIP.unpacking is None:
        return _read(_text(received.content), {}, name=received.name)
    unpacked = unpack(content, limits=ZIP.unpacking, keep=_is_wanted, room=ROOM)
    where = _deck_file(unpacked.kept)
    folder = where.rpartition("/")[0]
    files = {path: data for path, data in unpacked.kept.items() if path != where}
    return _read(_text(unpacked.kept[where]), files, name=received.name, folder=folder)


def _is_wanted(path: str) -> bool:
    last = path.rpartition("/")[2]
    suffix = last.rpartition(".")[2].lower()
    hidden = last.startswith(".") or path.startswith("__MACOSX/")
    return not hidden and suffix in {"toml", *PICTURES_TAKEN, *SOUNDS_TAKEN}


def _deck_file(files: Mapping[str, bytes]) -> str:
    """Where the deck is: the highest jeu.toml, else the only TOML there is."""
    decks = sorted((path for path in files if path.lower().endswith(".toml")), key=lambda path: path.count("/"))
    named = [path for path in decks if path.rpartition("/")[2].lower() == DECK_FILE]
    found = named or decks
    if not found:
        raise DeckError(NO_DECK)
    if len(found) > 1 and found[0].count("/") == found[1].count("/"):
        raise DeckError(MANY_DECKS)
    return found[0]


def _text(content: bytes) -> str:
    if len(content) > LONGEST_TOML:
        raise DeckError(HEAVY_TEXT)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DeckError(NOT_TEXT) from error


def _read(text: str, files: Mapping[str, bytes], *, name: str, folder: str = "") -> ReadDeck:
    places = {path.lower().removeprefix(f"{folder}/".lower() if folder else ""): path for path in files}

    def place(called: str) -> str | None:
        wanted = called.replace("\\", "/").removeprefix("./").lower()
        alone = [path for short, path in places.items() if short.rpartition("/")[2] == wanted]
        return places.get(wanted) or (alone[0] if len(alone) == 1 else None)

    def exists(called: str) -> bool:
        return place(called) is not None or (not is_kept(called) and media_path(called) is not None)

    data, wrong = parsed(text, exists=exists)
    called = _named(data)
    found = {one: files[path] for one in called if (path := place(one)) is not None}
    made, refused = _made(text, found, sounds={one for one, sound in called.items() if sound})
    if wrong or refused:
        told = sorted([*wrong, *refused], key=lambda one: one.line)[:MOST_COMPLAINTS]
        raise DeckError("\n".join((f"Le jeu « {name} » ne peut pas entrer :", *map(str, told))))
    deck = read_deck(text, name=name, exists=exists)
    used = {place(one) for one in media_of(deck)}
    left = sorted(path for path in files if path not in used)
    return ReadDeck(_tidy(deck), made, tuple(left))


def _tidy(deck: Deck) -> Deck:
    """The same words as if they had been typed on the page: composed letters, one line, no hidden sign."""

    def texts(by_code: Mapping[str, str]) -> dict[str, str]:
        return {code: tidy for code, text in by_code.items() if (tidy := one_line(text))}

    cards = [
        replace(
            card,
            titles=texts(card.titles),
            spoken=texts(card.spoken),
            variants=tuple(filter(None, map(one_line, card.variants))),
            credit=one_line(card.credit),
            family=one_line(card.family),
        )
        for card in deck.cards
    ]
    return made_deck(deck.id, one_line(deck.title), cards)


def _named(data: dict[str, object]) -> dict[str, bool]:
    """Every file the deck calls, and whether it is called as a sound; what is not a name is another complaint's matter."""
    found: dict[str, bool] = {}
    cards = data.get("carte")
    for card in cards if isinstance(cards, list) else []:
        if isinstance(card, dict):
            sounds = card.get("son")
            called = [(one, True) for one in (sounds.values() if isinstance(sounds, dict) else ())]
            found |= {one: sound for one, sound in [*called, (card.get("image"), False)] if isinstance(one, str)}
    return found


def _made(
    text: str, files: Mapping[str, bytes], *, sounds: Collection[str]
) -> tuple[dict[str, Brought], list[Complaint]]:
    """What each file becomes, and why some cannot come in, each at the line that calls it first."""
    made: dict[str, Brought] = {}
    refused: list[Complaint] = []
    for called, content in files.items():
        if _is_ours(called, content):
            continue
        try:
            made[called] = brought(content, name=called, sound=called in sounds)
        except UploadRefused as error:
            refused.append(Complaint(_line(text, called), f"fichier « {called[:60]} »", str(error)))
    return made, refused


def _is_ours(name: str, content: bytes) -> bool:
    """True for a picture that travels with KParole, the same to the byte."""
    path = None if is_kept(name) else media_path(name)
    return path is not None and path.read_bytes() == content


def _line(text: str, called: str) -> int:
    pattern = re.compile(rf"[\"']{re.escape(called)}[\"']")
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.search(line)), 0)
