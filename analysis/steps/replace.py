"""What stands for each confirmed mask over a whole corpus: one person one first name, everything else by its kind.

A person decides what is masked; this only says what is read instead, the same everywhere and in readable French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.steps.mask_lexicon import fold, words
from analysis.steps.replace_kinds import is_ours, softer_health, softer_organisation, softer_place, softer_rest
from analysis.steps.replace_people import (
    Gender,
    Identity,
    Same,
    Spelling,
    gender_of,
    identities,
    parts_of,
)
from analysis.steps.replace_text import Piece, Written, apart, capitalised, elided, opens_sentence, written
from analysis.steps.replace_times import Said, softer_age, softer_date
from analysis.steps.types import Mask, MaskKind, Span

_EVERYWHERE: tuple[MaskKind, ...] = ("PERSONNE", "LIEU", "ORGANISATION", "CONTACT")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_GONE = "[coordonnées retirées]"


@dataclass(frozen=True, slots=True)
class Decided:
    """A text of the corpus with the masks a person confirmed, and those she refused.

    ``kpa``: whose words they are; None keeps the text's people apart from everybody's. ``said_on``: when it was said.
    """

    id: str
    text: str
    masks: tuple[Mask, ...] = ()
    kpa: str | None = None
    said_on: date | None = None
    refused: tuple[Span, ...] = ()

    @property
    def scope(self) -> str:
        """Within it, the same words are the same person."""
        return f"kpa:{self.kpa}" if self.kpa is not None else f"texte:{self.id}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Who gets which first name, and each text's pieces; the table of people is to be kept encrypted and apart.

    ``clashes``: people whose name, chosen or kept from before, is also written in the corpus: to be shown to the team.
    """

    people: tuple[Identity, ...]
    pieces: dict[str, tuple[Piece, ...]]
    clashes: tuple[Identity, ...] = ()

    def write(self, decided: Decided) -> Written:
        """A text of the plan with its replacements, and where each place of it went."""
        return written(decided.text, self.pieces[decided.id])


def plan(corpus: Sequence[Decided], *, told: Sequence[Same] = (), earlier: Sequence[Identity] = ()) -> Plan:
    """The replacements of a whole corpus; ids must differ.

    What is confirmed once is replaced wherever the same words stand, unless refused there. Whoever has a name in
    ``earlier`` keeps it, so that one more interview changes nobody's.
    """
    masks = {one.id: _all_masks(one, corpus, earlier) for one in corpus}
    seen = [
        (Spelling(one.scope, mask.text), gender_of(mask.text, one.text[max(0, mask.start - 20) : mask.start]))
        for one in corpus
        for mask in masks[one.id]
        if mask.kind == "PERSONNE"
    ]
    taken = {fold(word.group()) for one in corpus for word in _WORD.finditer(one.text)}
    people = identities(seen, told=told, earlier=earlier, taken=taken)
    names = {spelling: person.name for person in people for spelling in person.spellings}
    clashes = tuple(person for person in people if fold(person.name) in taken)
    return Plan(people, {one.id: tuple(_pieces(one, masks[one.id], names)) for one in corpus}, clashes)


def _all_masks(one: Decided, corpus: Sequence[Decided], earlier: Sequence[Identity]) -> list[Mask]:
    """The confirmed masks of a text, and the same words elsewhere in it; sorted, apart, none that is ours already."""
    own = {person.name for person in earlier}
    kept: list[Mask] = []
    for mask in sorted(one.masks, key=lambda m: (m.start, -m.end)):
        if (kept[-1].end if kept else 0) <= mask.start < mask.end <= len(one.text):
            kept.append(mask)
    spans = [(mask.start, mask.end) for mask in kept] + [(span.start, span.end) for span in one.refused]
    for pattern, kind in _words_everywhere(corpus):
        for found in pattern.finditer(one.text):
            if apart(spans, *found.span()) and not _maybe_a_word(one.text, found.start(), found.group(), kind):
                spans.append(found.span())
                kept.append(Mask(*found.span(), kind, found.group()))
    return sorted((m for m in kept if not is_ours(m.kind, m.text) and m.text not in own), key=lambda m: m.start)


def _maybe_a_word(text: str, start: int, said: str, kind: MaskKind) -> bool:
    """« Grâce » is confirmed somewhere; « Grâce à vous » opens a sentence here: nobody can tell but a person."""
    return kind == "PERSONNE" and said in words("prenoms", "ambigus") and opens_sentence(text, start)


def _words_everywhere(corpus: Sequence[Decided]) -> Iterator[tuple[re.Pattern[str], MaskKind]]:
    """What was confirmed somewhere, to be found everywhere, the longest first; a word typed without capital stays there."""
    said = {(mask.text, mask.kind) for one in corpus for mask in one.masks if mask.kind in _EVERYWHERE}
    for told, kind in sorted(said, key=lambda one: (-len(one[0]), one)):
        if kind == "CONTACT" or any(sign.isupper() for sign in told):
            yield re.compile(rf"(?<!\w){re.escape(told)}(?!\w)"), kind


def _pieces(one: Decided, masks: Sequence[Mask], names: dict[Spelling, str]) -> Iterator[Piece]:
    floor = 0
    for mask in masks:
        if mask.start < floor:
            continue
        piece = _piece(one, mask, names, floor)
        floor = piece.end
        yield piece


def _piece(one: Decided, mask: Mask, names: dict[Spelling, str], floor: int) -> Piece:
    if mask.kind == "PERSONNE":
        title = parts_of(mask.text)[0]
        name = names[Spelling(one.scope, mask.text)]
        said = Said(mask.start, f"{title} {name}" if title else name)
    else:
        said = _softer(one, mask, floor)
    capital = opens_sentence(one.text, said.start) and one.text[said.start].isupper()
    instead = capitalised(said.instead) if capital else said.instead
    return elided(one.text, Piece(said.start, mask.end, instead, mask.kind), floor=floor)


def _softer(one: Decided, mask: Mask, floor: int) -> Said:
    text, start, end = one.text, mask.start, mask.end
    if mask.kind == "LIEU":
        return softer_place(text, start, end, floor=floor)
    if mask.kind == "ORGANISATION":
        return softer_organisation(text, start, end, floor=floor)
    if mask.kind == "DATE":
        return softer_date(text, start, end, said_on=one.said_on, floor=floor)
    if mask.kind == "AGE":
        return Said(start, softer_age(mask.text))
    if mask.kind == "CONTACT":
        return Said(start, _GONE)
    return (
        softer_health(text, start, end, floor=floor)
        if mask.kind == "SANTE"
        else softer_rest(text, start, end, floor=floor)
    )


__all__ = ["Decided", "Gender", "Identity", "Plan", "Same", "Spelling", "Written", "plan"]
