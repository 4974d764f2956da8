"""A deck of cards as data: read from TOML, checked, versioned by its wording and pictures."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from cards.deck_toml import parsed
from cards.errors import DeckError
from cards.media import PICTURES, media_digest

__all__ = [
    "DECKS",
    "DEFAULT_DECK",
    "PICTURES",
    "Card",
    "Deck",
    "available_decks",
    "load_deck",
    "made_deck",
    "read_deck",
    "shipped_card_ids",
]

DECKS = Path(__file__).parent / "decks"
DEFAULT_DECK = DECKS / "kpa.toml"
HEAVIEST = 1_000_000
"""Bytes of a deck as TOML."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card: ``titles`` and ``spoken`` by language code; two openings on one card are joined by `` / ``.

    ``variants`` are other ways people type its title (« J'ai créé du lien… »); ``family``: the code family of exports;
    ``picture`` and ``sounds`` (by language) name files of ``cards.media``; a ``hidden`` card is not laid on the table.
    """

    id: str
    picture: str
    joker: bool
    titles: dict[str, str]
    spoken: dict[str, str]
    variants: tuple[str, ...] = ()
    family: str = ""
    credit: str = ""
    sounds: dict[str, str] = field(default_factory=dict)
    hidden: bool = False

    @property
    def title(self) -> str:
        """The French title as printed."""
        return self.titles["fr"]

    @property
    def openings(self) -> tuple[str, ...]:
        """The French openings of the card: one, or two for a card that carries a pair."""
        return tuple(part.strip() for part in self.title.split(" / "))


@dataclass(frozen=True, slots=True)
class Deck:
    """A named deck, its cards in the order of print, and ``version``: 12 hex digits of its wording and pictures."""

    id: str
    title: str
    cards: tuple[Card, ...]
    version: str

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards laid on the table and printed."""
        return tuple(card for card in self.cards if not card.hidden)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which every card shown has a title, French first, then by code."""
        common = set.intersection(*(set(card.titles) for card in self.shown)) if self.shown else set()
        return tuple(sorted(common, key=lambda code: (code != "fr", code)))

    def card(self, card_id: str | None) -> Card | None:
        """The card with this id; any joker for ``"joker"``; None when there is none."""
        if card_id == "joker":
            return next((card for card in self.cards if card.joker), None)
        return next((card for card in self.cards if card.id == card_id), None)

    def find(self, words: str) -> Card | None:
        """The card whose title, opening or variant the words are or start with, the longest first; None if none fits.

        Case, accents, apostrophes, dots, « (e) » and endings like « Je me suis sentie » do not count.
        """
        key = _key(words)
        if not key:
            return None
        if key.split()[0] in {"joker", "jokers"}:
            return self.card("joker")
        starts = [(len(typed), card) for typed, card in _typed(self) if key == typed or key.startswith(f"{typed} ")]
        return max(starts, key=lambda found: found[0])[1] if starts else None


def read_deck(text: str, *, name: str, exists: Callable[[str], bool] | None = None) -> Deck:
    """The deck that a TOML text says; ``name`` is said to people. Raises DeckError with every problem and its line.

    ``exists`` tells whether a picture or a sound is there; without it, nothing is asked of them.
    """
    data, wrong = parsed(text, exists=exists)
    if wrong:
        raise DeckError("\n".join((f"Le jeu de cartes « {name} » ne peut pas servir :", *map(str, wrong))))
    return made_deck(data["deck"]["id"], data["deck"]["titre"], [_card(entry) for entry in data["carte"]])


def made_deck(deck_id: str, title: str, cards: Iterable[Card]) -> Deck:
    """A deck of these cards, with the version they make."""
    cards = tuple(cards)
    return Deck(deck_id, title, cards, _version(cards))


def load_deck(path: Path = DEFAULT_DECK) -> Deck:
    """Read and check the deck of a file, the shipped one by default. Raises DeckError with every problem at once."""
    try:
        path = path.resolve()
        stamp = path.stat().st_mtime_ns if path.exists() else 0
        if path.exists() and (not path.is_file() or path.stat().st_size > HEAVIEST):
            raise DeckError(f"« {path.name} » n'est pas un jeu de cartes. Donnez le fichier .toml d'un jeu.")
    except (OSError, RuntimeError) as error:  # no right to look, a link that goes round in circles
        raise DeckError(f"Le jeu de cartes « {path.name} » ne peut pas être ouvert.") from error
    return _load(path, stamp)


@cache
def _load(path: Path, _stamp: int) -> Deck:
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise DeckError(f"Le jeu de cartes « {path.name} » n'existe pas.") from error
    except (UnicodeDecodeError, OSError) as error:
        raise DeckError(f"Le jeu de cartes « {path.name} » ne se lit pas. Enregistrez-le en texte (UTF-8).") from error
    return read_deck(text, name=path.name)


def _card(entry: Mapping[str, Any]) -> Card:
    return Card(
        id=entry["id"],
        picture=entry["image"],
        joker=bool(entry.get("joker")),
        titles=dict(entry["titre"]),
        spoken=dict(entry.get("dire", {})),
        variants=tuple(entry.get("variantes", ())),
        family=entry.get("famille", ""),
        credit=entry.get("credit", ""),
        sounds=dict(entry.get("son", {})),
        hidden=bool(entry.get("masquee")),
    )


def _version(cards: tuple[Card, ...]) -> str:
    """12 hex digits of what a person sees and hears: the cards shown, in their order. What is hidden changes nothing."""
    digest = hashlib.sha256()
    for card in cards:
        if not card.hidden:
            said = (card.id, card.joker, sorted(card.titles.items()), sorted(card.spoken.items()))
            media = [
                media_digest(card.picture),
                *(f"{code}{media_digest(name)}" for code, name in sorted(card.sounds.items())),
            ]
            digest.update(repr((*said, media)).encode())
    return digest.hexdigest()[:12]


def _key(words: str) -> str:
    """Fold a title to bare words: no case, accent, bracketed ending, punctuation or feminine ending of « senti »."""
    flat = unicodedata.normalize("NFD", words.casefold().replace("’", "'").replace("œ", "oe"))
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = re.sub(r"\((e|es|s)\)|·e", "", flat)
    flat = " ".join(re.findall(r"[a-z0-9]+", flat))
    return re.sub(r"\b(j|n) ai\b", r"\1ai", re.sub(r"\bsentie\b", "senti", flat))


@lru_cache(maxsize=8)
def _typed(deck: Deck) -> tuple[tuple[str, Card], ...]:
    """Every folded way to type a card's title, jokers aside."""
    return tuple(
        (_key(words), card)
        for card in deck.cards
        if not card.joker
        for words in (card.title, *card.openings, *card.variants)
    )


def shipped_card_ids() -> frozenset[str]:
    """Every card of the decks that travel with KParole, and any joker."""
    return frozenset({"joker", *(card.id for deck in available_decks() for card in deck.cards)})


def available_decks() -> tuple[Deck, ...]:
    """The decks that travel with KParole, by file name."""
    return tuple(load_deck(path) for path in sorted(DECKS.glob("*.toml")))
