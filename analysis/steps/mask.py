"""Propose what may identify someone in a batch of texts, and write the texts with it hidden. A person confirms.

Three sources are put together: rules (shapes and surroundings), what the team already knows, and the model's entities;
names are then looked for everywhere in the batch. Nothing here decides: a proposal is a proposal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.steps.mask_names import (
    Entity,
    Key,
    Name,
    Ordinary,
    Token,
    Votes,
    is_also_a_word,
    key_of,
    occurrences,
    runs,
    tokens,
    vote,
)
from analysis.steps.mask_rules import rule_masks, words
from analysis.steps.types import Mask, MaskKind

if TYPE_CHECKING:
    from spacy.language import Language

SOFT: dict[MaskKind, str] = {
    "PERSONNE": "[prénom]",
    "LIEU": "[un lieu]",
    "ORGANISATION": "[une structure]",
    "DATE": "[une date]",
    "AGE": "[un âge]",
    "CONTACT": "[coordonnées]",
    "SANTE": "[santé]",
    "AUTRE": "[…]",
}
"""What stands for a mask in a quote of a document."""

_NAMED: tuple[MaskKind, ...] = ("PERSONNE", "LIEU", "ORGANISATION")
_KPA = re.compile(r"\bKPA (?:de |du |des |d['’]|« ?)?(?:[A-ZÀ-Þ][\w'’-]*[ \u00a0]?)+")
_SIDES = frozenset(["Nord", "Sud", "Est", "Ouest"])
_STOPS = re.compile(r"[.,;:!?…«»“”\"()\n]")


@dataclass(frozen=True, slots=True)
class Known:
    """What the team already knows: first names and surnames, KPAs, places. Better than any model."""

    people: tuple[str, ...] = ()
    kpas: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A text, its words, and what rules and model say of it."""

    text: str
    tokens: list[Token]
    rules: list[Mask]
    entities: list[Entity]


def propose(texts: Sequence[str], *, known: Known, nlp: Language) -> list[tuple[Mask, ...]]:
    """One tuple of proposals a text, in order, never overlapping, trimmed; the longest of overlapping ones is kept.

    A name found once is proposed everywhere in the batch: give all the notes of a corpus together. Works on any text;
    with a blank ``nlp`` only rules, known names and capitals are used.
    """
    reads = list(_read_all(texts, nlp))
    ordinary = Ordinary(nlp, texts)
    names = _names(reads, known, ordinary)
    return [_settle(read, _candidates(read, names, ordinary), known) for read in reads]


def _read_all(texts: Sequence[str], nlp: Language) -> Iterator[_Read]:
    clean = (_for_model(text)[: nlp.max_length] for text in texts)
    for text, doc in zip(texts, nlp.pipe(clean, batch_size=64), strict=True):
        entities = [Entity(e.start_char, e.end_char, e.label_) for e in doc.ents]
        yield _Read(text, tokens(text), [mask for mask in rule_masks(text) if _is_name(mask)], entities)


def _for_model(text: str) -> str:
    """The text as the model can take it, each character in its place.

    Lone surrogates cannot be encoded, and spaCy's tokeniser takes a time that grows with the square of a run of signs.
    """
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return re.sub(r"[^\w\s]{30,}", lambda run: " " * len(run.group()), whole)


def _is_name(mask: Mask) -> bool:
    """Rules that expect a name also meet « mon père Il… », « une amie Facebook » or « les cours du BTS »."""
    if mask.kind not in _NAMED or mask.text[:1].isdigit():
        return True
    parts = _proper_part(mask)
    if mask.kind == "PERSONNE" and parts and parts[0] in words("garder", "debuts"):
        return False
    known_to_all = all(part in words("garder", "mots") for part in parts if part[0].isupper())
    if mask.kind == "PERSONNE":
        return not known_to_all
    return not all(part.isupper() and len(part) < 5 for part in parts) and (not known_to_all or parts[-1] in _SIDES)


def _names(reads: Sequence[_Read], known: Known, ordinary: Ordinary) -> dict[Key, Name]:
    votes = Votes()
    for read in reads:
        for run in runs(read.text, read.tokens, read.entities, ordinary):
            vote(votes, read.text, read.tokens, run, read.entities)
        for mask in read.rules:
            if mask.kind in _NAMED and (key := _proper_part(mask)):
                votes.add(key, mask.kind, 5)
    return votes.names(ordinary) | _known_names(known, ordinary)


def _proper_part(mask: Mask) -> tuple[str, ...]:
    """The name inside « Mme Hamdi » or « pharmacie Lamothe », without title, common noun or small words before it."""
    parts = [token.text for token in tokens(mask.text)]
    titles = words("personnes", "titres")
    while parts and (parts[0] in titles or f"{parts[0]}." in titles or not parts[0][0].isupper() or _is_head(parts[0])):
        parts = parts[1:]
    return tuple(parts)


def _is_head(word: str) -> bool:
    return word.lower() in words("organisations", "lieux") or word.lower() in words("lieux", "voies")


def _known_names(known: Known, ordinary: Ordinary) -> dict[Key, Name]:
    found: dict[Key, Name] = {}
    places: tuple[tuple[MaskKind, tuple[str, ...]], ...] = (("LIEU", known.places), ("ORGANISATION", known.kpas))
    for kind, entries in places:
        for entry in entries:
            if key := key_of(entry):
                found[key] = Name(
                    kind, 1.0, len(key) == 1 and is_also_a_word(key[0][:1].upper() + key[0][1:], ordinary)
                )
    for person in known.people:
        full = key_of(person)
        parts = [part for part in full if len(part) > 2 and part.capitalize() not in words("garder", "debuts")]
        found |= {(part,): Name("PERSONNE", 1.0) for part in parts}
        found |= {full: Name("PERSONNE", 1.0)} if full else {}
    return found


def _candidates(read: _Read, names: dict[Key, Name], ordinary: Ordinary) -> Iterator[Mask]:
    yield from read.rules
    found = list(occurrences(read.text, read.tokens, names))
    yield from found
    for entity in read.entities:  # « Transports Vauquelin »: the model may see the whole of what we know in part
        inside = [mask for mask in found if entity.start <= mask.start and mask.end <= entity.end]
        if inside and (wider := _entity_mask(read, entity, inside[0], ordinary)):
            yield wider


def _entity_mask(read: _Read, entity: Entity, mask: Mask, ordinary: Ordinary) -> Mask | None:
    """The entity without the ordinary words that only open a sentence; None when it runs over punctuation."""
    parts = [token for token in read.tokens if entity.start <= token.start and token.end <= entity.end]
    while (
        parts and parts[0].start < mask.start and (not parts[0].capital or parts[0].initial) and ordinary(parts[0].text)
    ):
        parts = parts[1:]
    while parts and parts[-1].end > mask.end and not parts[-1].capital:
        parts = parts[:-1]
    if not parts or len(parts) > 5:
        return None
    start, end = min(parts[0].start, mask.start), max(parts[-1].end, mask.end)
    text = read.text[start:end]
    return None if _STOPS.search(text) else Mask(start, end, mask.kind, text, mask.certainty)


def _settle(read: _Read, candidates: Iterable[Mask], known: Known) -> tuple[Mask, ...]:
    """The longest of overlapping proposals, KPA names left readable unless the team lists them."""
    kept_out = [found.span() for found in _KPA.finditer(read.text)] if not known.kpas else []
    chosen: list[Mask] = []
    bare = (_trimmed(mask) for mask in candidates if mask.text.strip())
    for mask in sorted(bare, key=lambda m: (m.start - m.end, -m.certainty, m.start, m.kind)):
        free = all(mask.end <= other.start or other.end <= mask.start for other in chosen)
        if free and not any(start <= mask.start < end for start, end in kept_out):
            chosen.append(mask)
    return tuple(sorted(chosen, key=lambda m: m.start))


def _trimmed(mask: Mask) -> Mask:
    """The mask without the spaces at its ends; what counts as a space is more than rules name."""
    text = mask.text.strip()
    if text == mask.text:
        return mask
    start = mask.start + mask.text.index(text)
    return Mask(start, start + len(text), mask.kind, text, mask.certainty)


class Numbering:
    """Numbers of the masked words in a run: same words, same number; « Kader » and « Kader Benslimane » are one."""

    def __init__(self) -> None:
        self._groups: defaultdict[MaskKind, list[tuple[str, ...]]] = defaultdict(list)

    def number(self, mask: Mask) -> int:
        """The number of these words among those of their kind, from 1 in the order of asking."""
        key = self._key(mask)
        groups = self._groups[mask.kind]
        for place, group in enumerate(groups):
            if key == group or (mask.kind == "PERSONNE" and (set(key) <= set(group) or set(group) <= set(key))):
                groups[place] = max(group, key, key=len)  # once the surname is known, another surname is someone else
                return place + 1
        groups.append(key)
        return len(groups)

    @staticmethod
    def _key(mask: Mask) -> tuple[str, ...]:
        if mask.kind == "CONTACT":  # a phone number typed with spaces, dots or nothing is the same one
            return ("".join(re.findall(r"[\w@]", mask.text.casefold())),)
        parts = tuple(re.findall(r"[\w-]+", mask.text.casefold()))
        titles = {title.casefold().rstrip(".") for title in words("personnes", "titres")}
        bare = tuple(part for part in parts if part not in titles) if mask.kind == "PERSONNE" else parts
        return bare or parts or (mask.text,)


def apply_masks(text: str, masks: Iterable[Mask], *, numbers: Numbering) -> str:
    """The text with each mask written « [PERSONNE 1] »; give the same ``numbers`` to all the texts of a run.

    >>> apply_masks("Kader rit.", [Mask(0, 5, "PERSONNE", "Kader")], numbers=Numbering())
    '[PERSONNE 1] rit.'
    """
    return _replaced(text, [(mask, f"[{mask.kind} {numbers.number(mask)}]") for mask in _apart(text, masks)])


def soften(text: str, masks: Iterable[Mask]) -> str:
    """The text with plain words in place of the masks, for a quote in a document; unchanged without masks.

    >>> soften("Kader rit.", [Mask(0, 5, "PERSONNE", "Kader")])
    '[prénom] rit.'
    """
    return _replaced(text, [(mask, SOFT[mask.kind]) for mask in _apart(text, masks)])


def _apart(text: str, masks: Iterable[Mask]) -> list[Mask]:
    """The masks in order; one that starts inside another or outside the text is left out."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda m: (m.start, -m.end)):
        if (kept[-1].end if kept else 0) <= mask.start < mask.end <= len(text):
            kept.append(mask)
    return kept


def _replaced(text: str, pairs: Sequence[tuple[Mask, str]]) -> str:
    out: list[str] = []
    place = 0
    for mask, instead in pairs:
        out += [text[place : mask.start], instead]
        place = mask.end
    return "".join([*out, text[place:]])
