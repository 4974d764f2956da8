"""Proper names in a batch of texts: what is surely a name somewhere is a name everywhere.

Capitals inside a sentence, first names, surroundings (« avec », « à », « m'a dit ») and the model's entities vote for
each name over the whole batch; how often a word has a capital in French at large tells names from ordinary words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.steps.mask_rules import words
from analysis.steps.types import Mask, MaskKind

if TYPE_CHECKING:
    from spacy.language import Language

Key = tuple[str, ...]

_TOKEN = re.compile(r"(?:[NM]['’](?=[A-ZÀ-ÞŒ]))?[^\W\d_]+(?:(?<=c)['’]h[^\W\d_]*)?(?:-[^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0\u202f]|['’]")
_PARTICLES = frozenset(["ben", "el", "al", "van", "von", "da", "dos", "do", "di"])
_ARTICLES = frozenset(["le", "la", "les", "l", "du", "de", "des", "d", "au", "aux", "un", "une"])
_ENTITY_KINDS: dict[str, MaskKind] = {"PER": "PERSONNE", "LOC": "LIEU", "ORG": "ORGANISATION", "MISC": "AUTRE"}
_DEMONYM = re.compile(
    r"(?:ais|aises?|ois|oises?|iens?|iennes?|ains?|aines?|ol|ols|oles?|ards?|ardes?|tons?|tonnes?|Noirs|Blancs)$"
)
_LONGEST = 5  # tokens in a name
_RATIO = 3  # a word this much more frequent with a capital than without is a name


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text; ``initial``: its capital may be due to its place (start of sentence, line or quote)."""

    start: int
    end: int
    text: str
    initial: bool

    @property
    def capital(self) -> bool:
        """It starts with a capital and is not an acronym or a single letter."""
        return self.text[0].isupper() and not self.text.isupper() and len(self.text) > 1


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model saw: character offsets and its label (PER, LOC, ORG, MISC)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the batch; ``inside``: also an ordinary word, masked only where its capital must be a name's."""

    kind: MaskKind
    certainty: float
    inside: bool = False


class Ordinary:
    """Tells ordinary French words from names by the order of the model's vectors, which is that of frequency.

    Without vectors (a blank pipeline), a word is ordinary when it often opens sentences or is seen without a capital.
    """

    def __init__(self, nlp: Language, texts: Iterable[str]) -> None:
        self._ranks = _ranks(nlp)
        self._hash = nlp.vocab.strings
        self._seen = {token.group() for text in texts for token in _TOKEN.finditer(text) if token.group().islower()}

    def __call__(self, word: str) -> bool:
        """Whether this capitalised word is an ordinary word at heart; a compound is when its parts are."""
        if word in words("garder", "debuts"):
            return True
        lower = word.lower()
        without, capital = self._rank(lower), self._rank(word)
        if without is not None:
            return capital is None or without < _RATIO * capital
        if capital is None and "-" in word:
            return all(self(part[:1].upper() + part[1:]) for part in word.split("-") if part)
        return capital is None and lower in self._seen

    def _rank(self, word: str) -> int | None:
        return self._ranks.get(self._hash[word]) if self._ranks else None


@cache
def _ranks(nlp: Language) -> dict[int, int]:
    return {int(key): rank for rank, key in enumerate(nlp.vocab.vectors.keys())}


def tokens(text: str) -> list[Token]:
    """The words of a text with their offsets; « l' » and what it precedes are two words."""
    return [Token(*found.span(), found.group(), _initial(text, found.start())) for found in _TOKEN.finditer(text)]


def _initial(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    bare = before.rstrip(" \u00a0\u202f\t")
    if not bare:
        return len(before) == start or before == bare
    if bare[-1] in "'’" and len(bare) > 1 and bare[-2].isalpha():
        return False  # elision: « d'Orvannes »
    return bare[-1] in "\r\n.!?…«»“”\"'’([•*–—/" or bare.endswith(("\n-", "\n -")) or bare == "-"


def key_of(text: str) -> Key:
    """How a name is remembered: its words, casefolded, without a leading article."""
    found = tuple(token.group().casefold() for token in _TOKEN.finditer(text))
    while len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    return found


def runs(
    text: str, found: Sequence[Token], entities: Sequence[Entity], ordinary: Ordinary
) -> Iterator[tuple[int, int]]:
    """Runs of tokens that look like one name, as (first, end exclusive) places in ``found``."""
    place = 0
    while place < len(found):
        if not _opens(text, found, place, entities, ordinary):
            place += 1
            continue
        end = place + 1
        while end < len(found) and end - place < _LONGEST and (step := _extends(text, found, end, ordinary)):
            end += step
        yield place, end
        place = end


def _opens(text: str, found: Sequence[Token], place: int, entities: Sequence[Entity], ordinary: Ordinary) -> bool:
    """Whether a name starts with this token."""
    token = found[place]
    if not token.capital or token.text in words("garder", "mots") or token.text in words("personnes", "titres"):
        return False
    if token.text in words("prenoms", "surs") or token.text in words("lieux", "connus"):
        return True
    label = label_at(token, entities)
    if token.text in words("prenoms", "ambigus"):
        return not token.initial or label == "PER"
    if ordinary(token.text):  # « une Hollandaise » is no name, « aux Docks » is one if the model says so
        counted = place > 0 and found[place - 1].text.lower() in {"un", "une", "deux", "trois", "quelques"}
        if counted or ("-" not in token.text and _DEMONYM.search(token.text)):
            return False
        return not token.initial and label in {"PER", "LOC", "ORG"}
    if not token.initial or label:
        return True
    after = found[place + 1] if place + 1 < len(found) else None
    return after is not None and _adjacent(text, token, after) and after.text in words("personnes", "verbes")


def _extends(text: str, found: Sequence[Token], place: int, ordinary: Ordinary) -> int:
    """How many tokens (0, 1 or 2) go on with the name that ends just before ``place``."""
    if not _adjacent(text, found[place - 1], found[place]):
        return 0
    token = found[place]
    if token.text.lower() in _PARTICLES and place + 1 < len(found):
        return 2 if _adjacent(text, token, found[place + 1]) and found[place + 1].capital else 0
    shouted = token.text.isupper() and len(token.text) > 3 and not ordinary(token.text.capitalize())
    return 1 if (token.capital or shouted) and token.text not in words("garder", "mots") else 0


def _adjacent(text: str, first: Token, second: Token) -> bool:
    return _GAP.fullmatch(text, first.end, second.start) is not None


def label_at(token: Token, entities: Sequence[Entity]) -> str:
    """The model's label over this token, empty when it saw nothing there."""
    return next((e.label for e in entities if e.start < token.end and token.start < e.end), "")


class Votes:
    """What every occurrence in the batch says of a name; the kind with the most votes wins."""

    def __init__(self) -> None:
        self._votes: defaultdict[Key, defaultdict[MaskKind, float]] = defaultdict(lambda: defaultdict(float))
        self._spellings: dict[Key, tuple[str, ...]] = {}

    def add(self, spelling: Sequence[str], kind: MaskKind, weight: float) -> None:
        """Count one sign for a kind, of a name written so; weights may be fractions."""
        key = tuple(part.casefold() for part in spelling)
        self._votes[key][kind] += weight
        self._spellings.setdefault(key, tuple(spelling))

    def names(self, ordinary: Ordinary) -> dict[Key, Name]:
        """Every name with its kind, and the parts of people's names."""
        found: dict[Key, Name] = {}
        for key, votes in self._votes.items():
            kind, weight = max(votes.items(), key=lambda vote: vote[1])
            certainty = 0.85 if weight >= 3 else 0.7
            spelling = self._spellings[key]
            found[key] = Name(kind, certainty, len(key) == 1 and is_also_a_word(spelling[0], ordinary))
            for part in spelling if kind == "PERSONNE" and len(key) > 1 else ():
                if len(part) > 2 and part not in _PARTICLES and not is_also_a_word(part, ordinary):
                    found.setdefault((part.casefold(),), Name(kind, certainty))
        return found


def is_also_a_word(name: str, ordinary: Ordinary) -> bool:
    """A name whose capital must be looked at twice: « Rose », « Docks »; not « Malo », a first name first of all."""
    return name not in words("prenoms", "surs") and name not in words("lieux", "connus") and ordinary(name)


def vote(votes: Votes, text: str, found: Sequence[Token], run: tuple[int, int], entities: Sequence[Entity]) -> None:
    """What one occurrence of a name says: first name, words around, the model's label."""
    first, end = run
    name = tuple(token.text for token in found[first:end])
    before = found[first - 1].text.lower() if first and found[first - 1].end + 2 > found[first].start else ""
    after = found[end].text if end < len(found) and _adjacent(text, found[end - 1], found[end]) else ""
    votes.add(name, "PERSONNE", 0.5)
    if found[first].text in words("prenoms", "surs") or found[first].text in words("prenoms", "ambigus"):
        votes.add(name, "PERSONNE", 4)
    if found[first].text in words("lieux", "connus"):
        votes.add(name, "LIEU", 4)
    if before in words("lieux", "prepositions"):
        votes.add(name, "LIEU", 1.5)
    if before in {"avec", "chez"}:
        votes.add(name, "PERSONNE", 1 if before == "avec" else 0.5)
    if after in words("personnes", "verbes"):
        votes.add(name, "PERSONNE", 1)
    label = label_at(found[first], entities)
    if label:
        votes.add(name, _ENTITY_KINDS.get(label, "AUTRE"), 1.5 if label != "MISC" else 0.3)


def occurrences(text: str, found: Sequence[Token], names: dict[Key, Name]) -> Iterator[Mask]:
    """Every place of a text where a name of the batch stands, the longest name first at each place."""
    for place, token in enumerate(found):
        for end in range(min(len(found), place + _LONGEST), place, -1):
            name = names.get(tuple(part.text.casefold() for part in found[place:end]))
            joined = all(_adjacent(text, a, b) for a, b in zip(found[place:end], found[place + 1 : end], strict=False))
            if name and joined and _written_as_name(token, name, end - place):
                stop = found[end - 1].end
                yield Mask(token.start, stop, name.kind, text[token.start : stop], name.certainty)
                break


def _written_as_name(token: Token, name: Name, length: int) -> bool:
    if token.text.islower():  # typed without its capital: only first names that are nothing else
        return (
            length == 1
            and not name.inside
            and token.text.capitalize() in words("prenoms", "surs")
            and len(token.text) > 4
        )
    if name.inside:
        return token.capital and not token.initial
    return token.capital or len(token.text) > 3
