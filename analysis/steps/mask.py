"""Propose what may identify someone in a batch of texts. A person confirms.

Three sources are put together: rules (shapes and surroundings), what the team already knows, and the model's entities;
names are then looked for everywhere in the batch. Nothing here decides: a proposal is a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.steps.mask_case import recased
from analysis.steps.mask_lexicon import fold, words
from analysis.steps.mask_names import Name, Votes, is_also_a_word, occurrences, runs, vote
from analysis.steps.mask_quiet import expressions, quiet_areas
from analysis.steps.mask_rules import rule_masks
from analysis.steps.mask_sieve import NAMED, names_something, proper_part
from analysis.steps.mask_tokens import Entity, Key, Ordinary, Token, key_of, tokens
from analysis.steps.mask_windows import joined, windows
from analysis.steps.mask_write import SOFT, Numbering, apply_masks, soften
from analysis.steps.types import Mask, MaskKind

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["SOFT", "Known", "Numbering", "apply_masks", "propose", "soften"]

_KPA = re.compile(r"\bKPA (?:de |du |des |d['’]|« ?)?(?:[A-ZÀ-Þ][\w'’-]*[ \u00a0]?)+")
_INITIAL = re.compile(r"[ \u00a0][A-ZÀ-Þ]\.(?!\w)")
_STOPS = re.compile(r"[.,;:!?…«»“”\"()\n]")


@dataclass(frozen=True, slots=True)
class Known:
    """What the team already knows: first names and surnames, KPAs, places. Better than any model."""

    people: tuple[str, ...] = ()
    kpas: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with the capitals of its names, its words, what rules and model say of it, and where they are not heard."""

    text: str
    tokens: list[Token]
    rules: list[Mask]
    entities: list[Entity]
    quiet: list[tuple[int, int]]


def propose(texts: Sequence[str], *, known: Known, nlp: Language) -> list[tuple[Mask, ...]]:
    """One tuple of proposals a text, in order, never overlapping, trimmed; the longest of overlapping ones is kept.

    A name found once is proposed everywhere in the batch: give all the notes of a corpus together. Works on any text;
    with a blank ``nlp`` only rules, known names and capitals are used.
    """
    cut = [windows(text) for text in texts]
    found = iter(_propose([stretch for stretches in cut for stretch in stretches], known=known, nlp=nlp))
    return [joined(stretches, [next(found) for _ in stretches]) for stretches in cut]


def _propose(texts: Sequence[str], *, known: Known, nlp: Language) -> list[tuple[Mask, ...]]:
    ordinary = Ordinary(nlp, texts)
    reads = list(_read_all(texts, nlp, ordinary, _folded(known)))
    opened = [list(runs(read.text, read.tokens, read.entities, ordinary)) for read in reads]
    names = _names(reads, opened, known, ordinary)
    found = (_candidates(read, runs_of, names, ordinary) for read, runs_of in zip(reads, opened, strict=True))
    return [
        tuple(Mask(m.start, m.end, m.kind, text[m.start : m.end], m.certainty) for m in _settle(read, masks, known))
        for text, read, masks in zip(texts, reads, found, strict=True)
    ]


def _folded(known: Known) -> frozenset[str]:
    """Names of people and places the team knows, as they are typed in haste."""
    entries = (*known.people, *known.places)
    return frozenset(fold(part) for entry in entries for part in entry.split() if len(part) > 3)


def _read_all(texts: Sequence[str], nlp: Language, ordinary: Ordinary, known: frozenset[str]) -> Iterator[_Read]:
    given = [recased(text, ordinary, known=known) for text in texts]
    clean = (_for_model(one.text)[: nlp.max_length] for one in given)
    together = 64 if all(len(text) < 1_000 for text in texts) else 8  # the model holds so many at once in memory
    for one, doc in zip(given, nlp.pipe(clean, batch_size=together), strict=True):
        entities = [Entity(e.start_char, e.end_char, e.label_) for e in doc.ents]
        quiet = quiet_areas(one.text)
        masks = [
            m
            for m in rule_masks(one.text)
            if names_something(m, ordinary) and not (m.kind in NAMED and _inside(m, quiet))
        ]
        yield _Read(one.text, tokens(one.text, one.raised), masks, entities, quiet)


def _inside(mask: Mask, areas: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mask.start and mask.end <= end for start, end in areas)


def _for_model(text: str) -> str:
    """The text as the model can take it, each character in its place.

    Lone surrogates cannot be encoded, and spaCy's tokeniser takes a time that grows with the square of a run of signs.
    """
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return re.sub(r"[^\w\s]{30,}", lambda run: " " * len(run.group()), whole)


def _names(
    reads: Sequence[_Read], opened: Sequence[Sequence[tuple[int, int]]], known: Known, ordinary: Ordinary
) -> dict[Key, Name]:
    votes = Votes()
    for read, found in zip(reads, opened, strict=True):
        for run in found:
            if not _within(read.tokens[run[0]], read.quiet):
                vote(votes, read.text, read.tokens, run, read.entities)
        for mask in read.rules:
            if mask.kind in NAMED and (key := proper_part(mask)):
                votes.add(key, mask.kind, 5)
    return votes.names(ordinary) | _known_names(known, ordinary)


def _within(token: Token, areas: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in areas)


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


def _candidates(
    read: _Read, opened: Sequence[tuple[int, int]], names: dict[Key, Name], ordinary: Ordinary
) -> Iterator[Mask]:
    yield from read.rules
    starts = frozenset(read.tokens[first].start for first, _ in opened if not _within(read.tokens[first], read.quiet))
    found = list(occurrences(read.text, read.tokens, names, opened=starts))
    yield from (_with_initial(read.text, mask) for mask in found)
    for entity in read.entities:  # « Transports Vauquelin »: the model may see the whole of what we know in part
        inside = [mask for mask in found if entity.start <= mask.start and mask.end <= entity.end]
        if inside and (wider := _entity_mask(read, entity, inside[0], ordinary)):
            yield wider


def _with_initial(text: str, mask: Mask) -> Mask:
    """« Kévin B. »: the initial of a surname goes with the first name."""
    after = _INITIAL.match(text, mask.end) if mask.kind == "PERSONNE" else None
    if not after:
        return mask
    return Mask(mask.start, after.end(), mask.kind, text[mask.start : after.end()], mask.certainty)


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
    phrases = expressions(read.text)
    chosen: list[Mask] = []
    bare = (_trimmed(mask) for mask in candidates if mask.text.strip())
    for mask in sorted(bare, key=lambda m: (m.start - m.end, -m.certainty, m.start, m.kind)):
        free = all(mask.end <= other.start or other.end <= mask.start for other in chosen)
        kept = any(start <= mask.start < end for start, end in kept_out) or _inside(mask, phrases)
        if free and not (mask.kind in NAMED and kept):
            chosen.append(mask)
    return tuple(sorted(chosen, key=lambda m: m.start))


def _trimmed(mask: Mask) -> Mask:
    """The mask without the spaces at its ends; what counts as a space is more than rules name."""
    text = mask.text.strip()
    if text == mask.text:
        return mask
    start = mask.start + mask.text.index(text)
    return Mask(start, start + len(text), mask.kind, text, mask.certainty)
