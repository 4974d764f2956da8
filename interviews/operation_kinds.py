"""The kinds of operations of an interview's journal, and what each carries: one table, read by who checks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from interviews.consent import ALL_USES
from kparole.uploads.kinds import JPEG, M4A, MP3, OGG, PICTURES, PNG, SOUNDS, WAV, WEBM, WEBP

LONGEST_NOTE = 200_000
LONGEST_TITLE = 2_000
LONGEST_WORDS = 500
MOST_PICKS = 500
DAY = 86_400

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SHA256 = re.compile(r"[0-9a-f]{64}")
FIELD = re.compile(r"[a-z][a-z-]{0,40}(:[a-z0-9-]{1,40}){0,3}")
NOTE_FIELD = re.compile(r"(terms|hot-notes|note(:[a-z0-9-]{1,40}){1,3})")
TITLE_FIELD = re.compile(r"title:[0-9a-f-]{36}")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,12}){0,2}")

PHOTO_TYPES = {kind.mime for kind in (JPEG, PNG, WEBP)}
AUDIO_TYPES = {kind.mime for kind in (OGG, WEBM, M4A, MP3, WAV)}
TYPES = {"photo": PHOTO_TYPES, "audio": AUDIO_TYPES}
HEAVIEST = {"photo": max(one.heaviest for one in PICTURES), "audio": max(one.heaviest for one in SOUNDS)}
"""Bytes."""

MODES = ("ecran", "imprimees", "papier")
STATES = ("given", "refused", "withdrawn")
MARKS = ("exact", "important", "feeling", "observation")
NAMINGS = ("own", "changed", "none")
STEPS = ("ouverture", "table", "carte", "cloture", "apres")

Cards = frozenset[str]
Check = Callable[[object, Cards], bool]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the data: whether a value suits, what is wanted in French, whether it may be absent."""

    suits: Check
    wanted: str
    optional: bool = False


def matches(pattern: re.Pattern[str]) -> Check:
    """A text of this shape."""
    return lambda value, _cards: isinstance(value, str) and pattern.fullmatch(value) is not None


def text(most: int) -> Check:
    """A text of so many characters at most."""
    return lambda value, _cards: isinstance(value, str) and len(value) <= most


def whole(least: int, most: int) -> Check:
    """A whole number between the two; true and false are no numbers."""
    return lambda value, _cards: type(value) is int and least <= value <= most


def one_of(*words: str) -> Check:
    """One of these words."""
    return lambda value, _cards: isinstance(value, str) and value in words


def _is_bool(value: object, _cards: Cards) -> bool:
    return isinstance(value, bool)


def _bool_or_words(value: object, cards: Cards) -> bool:
    return isinstance(value, bool) or text(LONGEST_WORDS)(value, cards)


def _is_card(value: object, cards: Cards) -> bool:
    return isinstance(value, str) and value in cards


def _card_or_pick(value: object, cards: Cards) -> bool:
    return _is_card(value, cards) or matches(UUID)(value, cards)


def _are_picks(value: object, cards: Cards) -> bool:
    return isinstance(value, list) and len(value) <= MOST_PICKS and all(matches(UUID)(one, cards) for one in value)


_AN_ID = "un identifiant (UUID v4 en minuscules)"
_CARD = Key(_is_card, "une carte du jeu ; cette carte est inconnue ici, mettez KParole à jour des deux côtés")
_PICK = Key(matches(UUID), _AN_ID)
_NOTE = Key(matches(NOTE_FIELD), "le nom d'une note")
_TEXT = Key(text(LONGEST_NOTE), "un texte de 200 000 caractères au plus ; partagez-le en plusieurs notes")
_PLACE = Key(whole(0, LONGEST_NOTE), "une place dans le texte")
"""Code points; a mark from 0 to 0 is about the whole note."""


def _words(most: int = LONGEST_WORDS, *, optional: bool = True) -> Key:
    return Key(text(most), f"un texte de {most} caractères au plus", optional)


KINDS: Mapping[str, Mapping[str, Key]] = {
    "interview.open": {
        "deck": Key(matches(SLUG), "le nom d'un jeu de cartes"),
        "version": _words(64, optional=False),
        "language": Key(matches(LANGUAGE), "un code de langue, par exemple fr"),
        "kpa": _words(),
        "mode": Key(one_of(*MODES), "ecran, imprimees ou papier"),
        "trial": Key(_is_bool, "vrai ou faux"),
        "roles": Key(matches(SLUG), "qui interroge qui, par exemple contributeur-cooperant", optional=True),
    },
    "person.set": {
        "name": _words(),
        "age": Key(whole(0, 130), "un âge entre 0 et 130", optional=True),
        "gender": _words(),
        "since": _words(),
        "language": _words(),
        "naming": Key(one_of(*NAMINGS), "own, changed ou none", optional=True),
        "interpreter": Key(_bool_or_words, "un nom, ou vrai ou faux", optional=True),
    },
    "consent.set": {
        "use": Key(one_of(*(use.id for use in ALL_USES)), "un usage que KParole connaît"),
        "state": Key(one_of(*STATES), "given, refused ou withdrawn"),
        "how": _words(optional=False),
    },
    "card.read": {"card": _CARD},
    "card.take": {"pick": _PICK, "card": _CARD, "title": _words(LONGEST_TITLE)},
    "card.back": {"pick": _PICK},
    "card.skip": {"card": _CARD},
    "card.later": {"card": _CARD},
    "card.order": {"picks": Key(_are_picks, "une liste d'identifiants de cartes prises")},
    "note.write": {"text": _TEXT},
    "note.mark": {
        "note": _NOTE,
        "start": _PLACE,
        "end": _PLACE,
        "mark": Key(one_of(*MARKS), "exact, important, feeling ou observation"),
        "off": Key(_is_bool, "vrai ou faux", optional=True),
    },
    "note.off": {"note": _NOTE},
    "title.write": {"text": _words(LONGEST_TITLE, optional=False)},
    "step.enter": {"step": Key(one_of(*STEPS), "une étape de l'entretien")},
    "timer.set": {"seconds": Key(whole(0, DAY), "un nombre de secondes, au plus une journée")},
    "end.mark": {},
    "attachment.add": {
        "attachment": Key(matches(UUID), _AN_ID),
        "kind": Key(one_of(*TYPES), "photo ou audio"),
        "sha256": Key(matches(SHA256), "une empreinte SHA-256"),
        "bytes": Key(whole(1, max(HEAVIEST.values())), "un poids en octets, au plus 100 Mo"),
        "type": _words(100, optional=False),
        "card": Key(_card_or_pick, "une carte du jeu, ou une carte prise", optional=True),
    },
    "attachment.drop": {"attachment": Key(matches(UUID), _AN_ID)},
    "erase": {"target": Key(matches(UUID), _AN_ID), "hash": Key(matches(SHA256), "une empreinte SHA-256")},
}

FIELDS: Mapping[str, re.Pattern[str]] = {"note.write": NOTE_FIELD, "title.write": TITLE_FIELD}
"""Kinds that write a field: they cannot do without its name. The others may have one."""

AFTER_END = frozenset({"consent.set", "step.enter", "note.off", "erase", "attachment.drop", "end.mark"})
AFTER_END_FIELDS = frozenset({"terms", "hot-notes"})


def allowed_after_end(kind: str, field: str | None, note: object = None) -> bool:
    """True for what may still be written once the interview is over: consent, hot notes, terms, and what takes away.

    ``note``: the note that a mark is about.
    """
    return kind in AFTER_END or field in AFTER_END_FIELDS or (kind == "note.mark" and note in AFTER_END_FIELDS)


def plain_type(mime: str) -> str:
    """A media type without its parameters.

    >>> plain_type("audio/webm; codecs=opus")
    'audio/webm'
    """
    return mime.partition(";")[0].strip().lower()
