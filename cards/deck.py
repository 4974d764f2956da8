"""A deck of cards as data: read from TOML, checked, versioned by its wording and pictures."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from cards.errors import DeckError

DECKS = Path(__file__).parent / "decks"
PICTURES = Path(__file__).parent / "pictures"
DEFAULT_DECK = DECKS / "kpa.toml"


@dataclass(frozen=True, slots=True)
class Card:
    """One card: ``titles`` and ``spoken`` by language code; two openings on one card are joined by `` / ``.

    ``variants`` are other ways people type its title (« J'ai créé du lien… »).
    """

    id: str
    picture: str
    joker: bool
    titles: dict[str, str]
    spoken: dict[str, str]
    variants: tuple[str, ...] = ()

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


def load_deck(path: Path = DEFAULT_DECK) -> Deck:
    """Read and check a deck. Raises DeckError with every problem at once."""
    return _load(path.resolve(), path.stat().st_mtime_ns if path.exists() else 0)


@cache
def _load(path: Path, _stamp: int) -> Deck:
    try:
        raw = path.read_bytes()
        data = tomllib.loads(raw.decode("utf-8"))
    except FileNotFoundError as error:
        raise DeckError(f"Le jeu de cartes « {path.name} » n'existe pas.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeckError(f"Le jeu de cartes « {path.name} » ne se lit pas : {error}.") from error
    problems = _problems(data)
    if problems:
        raise DeckError("\n".join(problems))
    cards = tuple(_card(entry) for entry in data["carte"])
    return Deck(data["deck"]["id"], data["deck"]["titre"], cards, _version(cards))


def _card(entry: dict[str, Any]) -> Card:
    return Card(
        id=entry["id"],
        picture=entry["image"],
        joker=bool(entry.get("joker")),
        titles=dict(entry["titre"]),
        spoken=dict(entry.get("dire", {})),
        variants=tuple(entry.get("variantes", ())),
    )


def _problems(data: dict[str, Any]) -> list[str]:
    """Every problem of a parsed deck, in French; empty when the deck is sound."""
    head = data.get("deck")
    if not isinstance(head, dict):
        return ["Il manque le bloc [deck] avec id et titre."]
    found = [f"[deck] : il manque « {key} » (un texte)." for key in ("id", "titre") if not _text(head.get(key))]
    entries = data.get("carte")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        return [*found, "Aucune carte : ajoutez au moins un bloc [[carte]]."]
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        name = entry["id"] if _text(entry.get("id")) else f"numéro {number}"
        found += [f"Carte {name} : {problem}" for problem in _card_problems(entry)]
        if name in seen:
            found.append(f"Carte {name} : cet identifiant sert déjà ; choisissez-en un autre.")
        seen.add(name)
    return found


def _card_problems(entry: dict[str, Any]) -> list[str]:
    found = [f"il manque « {key} » (un texte)." for key in ("id", "image") if not _text(entry.get(key))]
    titles = entry.get("titre")
    if not isinstance(titles, dict) or not _texts(titles) or not _text(titles.get("fr")):
        found.append('il manque le titre en français (titre = {fr = "…"}).')
    if not _texts(entry.get("dire", {})):
        found.append('« dire » est une phrase par langue (dire = {fr = "…"}).')
    variants = entry.get("variantes", [])
    if not isinstance(variants, list) or not all(_text(variant) for variant in variants):
        found.append("« variantes » est une liste de textes.")
    return found


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    """A table of texts by language; an empty one is fine."""
    return isinstance(value, dict) and all(_text(text) for text in value.values())


def _version(cards: tuple[Card, ...]) -> str:
    digest = hashlib.sha256()
    for card in cards:
        digest.update(repr((card.id, card.joker, sorted(card.titles.items()), sorted(card.spoken.items()))).encode())
        picture = PICTURES / card.picture
        digest.update(picture.read_bytes() if picture.is_file() else card.picture.encode())
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


def available_decks() -> tuple[Deck, ...]:
    """The decks that travel with KParole, by file name."""
    return tuple(load_deck(path) for path in sorted(DECKS.glob("*.toml")))
