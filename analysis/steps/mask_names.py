"""Proper names in a batch of texts: what is surely a name somewhere is a name everywhere.

Capitals inside a sentence, first names, surroundings (« avec », « à », « m'a dit ») and the model's entities vote for
each name over the whole batch; how often a word has a capital in French at large tells names from ordinary words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.steps.mask_lexicon import words
from analysis.steps.mask_tokens import Entity, Key, Ordinary, Token, adjacent, label_at
from analysis.steps.types import Mask, MaskKind

_PARTICLES = frozenset(["ben", "el", "al", "van", "von", "da", "dos", "do", "di"])
_ENTITY_KINDS: dict[str, MaskKind] = {"PER": "PERSONNE", "LOC": "LIEU", "ORG": "ORGANISATION", "MISC": "AUTRE"}
_DEMONYM = re.compile(
    r"(?:ais|aises?|ois|oises?|iens?|iennes?|ains?|aines?|ol|ols|oles?|ards?|ardes?|tons?|tonnes?|Noirs|Blancs)$"
)
_PLACELIKE = re.compile(
    r"-(?:sur|les|lès|sous|en|le|la|aux|du|des|de)-|^(?:Saint|Sainte|Villeneuve|Bourg|Mont|Château)-"
)
_PRESENTED = re.compile(r", (?:la|le|l['’]|ma|mon|sa|son|notre|leur|une?) ?([^\W\d_]+)")
_LONGEST = 5  # tokens in a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the batch; ``inside``: also an ordinary word, masked only where its capital must be a name's."""

    kind: MaskKind
    certainty: float
    inside: bool = False


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
    if "-" in token.text and all(is_first_name(part) for part in token.text.split("-")):  # « Rose-Aimée »
        return True
    label = label_at(token, entities)
    if token.text in words("prenoms", "ambigus"):
        somebody = _acts(text, found, place) or _listed_with_others(text, found, place) or _presented(text, token)
        return not token.initial or label == "PER" or somebody
    if ordinary(token.text):  # « une Hollandaise » is no name, « aux Docks » is one if the model says so
        counted = place > 0 and found[place - 1].text.lower() in {"un", "une", "deux", "trois", "quelques"}
        if counted or ("-" not in token.text and _DEMONYM.search(token.text)):
            return False
        led = (
            place > 0 and adjacent(text, found[place - 1], token) and found[place - 1].text in words("lieux", "menent")
        )
        return not token.initial and (label in {"PER", "LOC", "ORG"} or led)
    return not token.initial or bool(label) or _acts(text, found, place) or ordinary.proper(token.text.lower())


def is_first_name(word: str) -> bool:
    """Whether this word is known as a first name, first of all or among other things."""
    return word in words("prenoms", "surs") or word in words("prenoms", "ambigus")


def _presented(text: str, token: Token) -> bool:
    """« Espérance, la voisine du quatrième »: who it is comes behind a comma."""
    after = _PRESENTED.match(text, token.end)
    return after is not None and after[1].lower() in words("personnes", "proches")


def _acts(text: str, found: Sequence[Token], place: int) -> bool:
    """Whether a verb follows that only somebody does: « Aurore arrive », « Parfait est parti »."""
    after = found[place + 1] if place + 1 < len(found) else None
    acts = after is not None and after.text in words("personnes", "verbes")
    return acts and after is not None and adjacent(text, found[place], after)


def _listed_with_others(text: str, found: Sequence[Token], place: int) -> bool:
    """« Violette, Églantine et Capucine »: another first name stands next to it, with its capital."""
    for other in (place - 1, place + 1, place + 2):
        if not 0 <= other < len(found) or not found[other].capital:
            continue
        first, last = sorted((place, other))
        between = text[found[first].end : found[last].start]
        if is_first_name(found[other].text) and between in {", ", " et ", " & "}:
            return True
    return False


def _extends(text: str, found: Sequence[Token], place: int, ordinary: Ordinary) -> int:
    """How many tokens (0, 1 or 2) go on with the name that ends just before ``place``."""
    if not adjacent(text, found[place - 1], found[place]):
        return 0
    token = found[place]
    if token.text.lower() in _PARTICLES and place + 1 < len(found):
        return 2 if adjacent(text, token, found[place + 1]) and found[place + 1].capital else 0
    shouted = token.text.isupper() and len(token.text) > 3 and not ordinary(token.text.capitalize())
    return 1 if (token.capital or shouted) and token.text not in words("garder", "mots") else 0


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
    sure = name in words("prenoms", "surs") or name in words("lieux", "connus")
    compound = "-" in name and all(is_first_name(part) for part in name.split("-"))
    return not sure and not compound and ordinary(name)


def vote(votes: Votes, text: str, found: Sequence[Token], run: tuple[int, int], entities: Sequence[Entity]) -> None:
    """What one occurrence of a name says: first name, words around, the model's label."""
    first, end = run
    name = tuple(token.text for token in found[first:end])
    before = found[first - 1].text.lower() if first and found[first - 1].end + 2 > found[first].start else ""
    after = found[end].text if end < len(found) and adjacent(text, found[end - 1], found[end]) else ""
    votes.add(name, "PERSONNE", 0.5)
    if found[first].text in words("prenoms", "surs") or found[first].text in words("prenoms", "ambigus"):
        votes.add(name, "PERSONNE", 4)
    if found[first].text in words("lieux", "connus"):
        votes.add(name, "LIEU", 4)
    earlier = found[first - 2].text.lower() if first > 1 else ""
    if before in words("lieux", "prepositions"):
        given = earlier in words("casse", "a_quelqu_un")  # « montré à Ludmilla »
        votes.add(name, "PERSONNE" if given else "LIEU", 2 if given else 1.5)
    if before in words("casse", "vers") and earlier in words("lieux", "approches"):
        votes.add(name, "LIEU", 2)
    if before in words("lieux", "prepositions") and earlier in words("casse", "etre"):
        votes.add(name, "LIEU", 1.5)
    if _PLACELIKE.search(name[0]):
        votes.add(name, "LIEU", 2)
    if _listed_with_others(text, found, first):
        votes.add(name, "PERSONNE", 1.5)
    if before in {"avec", "chez"}:
        votes.add(name, "PERSONNE", 1 if before == "avec" else 0.5)
    if after in words("personnes", "verbes"):
        votes.add(name, "PERSONNE", 1)
    label = label_at(found[first], entities)
    if label:
        votes.add(name, _ENTITY_KINDS.get(label, "AUTRE"), 1.5 if label != "MISC" else 0.3)


def occurrences(
    text: str, found: Sequence[Token], names: dict[Key, Name], *, opened: frozenset[int] = frozenset()
) -> Iterator[Mask]:
    """Every place of a text where a name of the batch stands, the longest name first at each place.

    ``opened``: where a name was seen to start, so that a name which is also a word is hidden there at least.
    """
    for place, token in enumerate(found):
        for end in range(min(len(found), place + _LONGEST), place, -1):
            name = names.get(tuple(part.text.casefold() for part in found[place:end]))
            joined = all(adjacent(text, a, b) for a, b in zip(found[place:end], found[place + 1 : end], strict=False))
            if name and joined and (token.start in opened or _written_as_name(token, name)):
                stop = found[end - 1].end
                yield Mask(token.start, stop, name.kind, text[token.start : stop], name.certainty)
                break


def _written_as_name(token: Token, name: Name) -> bool:
    if token.text.islower():  # typed without its capital, and nothing gave it back
        return False
    if name.inside:
        return token.capital and not token.initial
    return token.capital or len(token.text) > 3
