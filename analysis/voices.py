"""How a passage is shown to the team: decisive words marked, what may identify softened, a changed first name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.steps.evidence import age_group
from analysis.steps.replace_text import Piece as Hidden
from analysis.steps.replace_text import written
from analysis.steps.types import Extract, Label, Mask, Person, Reading, Word
from interviews.consent import MaskedSpan
from interviews.replacing import reading

STRENGTHS = {1: "évoqué", 2: "exemple concret", 3: "changement durable"}
UNSURE = 0.55


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a quote: plain, ``mark``ed as having decided, or ``masked``."""

    text: str
    mark: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """A person as the pages name her: changed first name, code, age band, KPA."""

    code: str
    name: str
    age: str
    gender: str
    kpa: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One verbatim with what the pages say about it. ``strength`` 0 when the effect is said to be absent.

    ``by``: who read the effect there, « machine » or « personnes » ("" when none is shown); ``readers``: how they are called.
    """

    extract: str
    note: str
    who: Who
    card: str | None
    card_title: str
    pieces: tuple[Piece, ...]
    exact: bool
    polarity: str
    strength: int
    unsure: bool
    by: str = ""
    readers: tuple[str, ...] = ()


def voices(
    extracts: Iterable[Extract],
    effect: str,
    *,
    readings: Mapping[str, Reading],
    people: Mapping[str, Who],
    titles: Mapping[str, str],
    masks: Mapping[str, Sequence[MaskedSpan]],
) -> list[Voice]:
    """The extracts that carry this effect as voices: sure ones first, strongest evidence first, people taking turns."""
    found = []
    for extract in extracts:
        label = next((label for label in readings[extract.id].labels if label.effect == effect), None)
        if label is not None:
            said = voice(extract, label, people=people, titles=titles, masks=masks)
            reading = readings[extract.id]
            found.append((label, replace(said, by=reading.by, readers=reading.readers)))
    found.sort(key=lambda pair: (_tier(pair[1]), not pair[1].exact, -pair[0].confidence, pair[1].extract))
    return _in_turns([v for _, v in found])


def voice(
    extract: Extract,
    label: Label | None,
    *,
    people: Mapping[str, Who],
    titles: Mapping[str, str],
    masks: Mapping[str, Sequence[MaskedSpan]],
) -> Voice:
    """One extract as a voice; without a label it is shown plainly."""
    return Voice(
        extract=extract.id,
        note=extract.note,
        who=people[extract.person],
        card=extract.card,
        card_title=titles.get(extract.note, ""),
        pieces=pieces(extract, label.words if label else (), masks.get(extract.note, ())),
        exact=extract.exact,
        polarity=label.polarity if label else "",
        strength=(label.strength or 0) if label else 0,
        unsure=bool(label and label.confidence < UNSURE),
    )


def pieces(extract: Extract, words: Sequence[Word], masks: Iterable[MaskedSpan]) -> tuple[Piece, ...]:
    """Cut the extract where a decisive word or a mask starts and ends; a mask wins over a word."""
    hidden = hidden_in(extract, masks)
    out: list[Piece] = []
    place = 0
    for start, end, over in _edges(words, hidden):
        if start < place:
            continue
        if start > place:
            out.append(Piece(extract.text[place:start]))
        if over is None:
            out.append(Piece(extract.text[start:end], mark=True))
        elif over.instead:
            out.append(Piece(over.instead, masked=True))
        place = end
    if place < len(extract.text):
        out.append(Piece(extract.text[place:]))
    return tuple(out)


def hidden_in(extract: Extract, masks: Iterable[MaskedSpan]) -> list[Hidden]:
    """What gives way in an extract and to what (refused masks do not), one after the other, places counted in the extract."""
    length = len(extract.text)
    inside = (
        (Mask(m.mask.start - extract.start, m.mask.end - extract.start, m.mask.kind, m.mask.text), m.instead)
        for m in masks
        if m.state != "refused"
    )
    return reading.pieces(extract.text, [(m, instead) for m, instead in inside if m.start < length and m.end > 0])


def leaving(extract: Extract, masks: Iterable[MaskedSpan]) -> str:
    """The words of an extract with everything that is hidden changed."""
    return written(extract.text, hidden_in(extract, masks)).text


def who_is(people: Iterable[Person], names: Mapping[str, str]) -> dict[str, Who]:
    """How each person is named on the pages, by id."""
    return {
        p.id: Who(p.id, names.get(p.id, p.id), age_group(p.age), p.gender or "inconnu", p.kpa or "KPA non dite")
        for p in people
    }


def _edges(words: Sequence[Word], masks: Sequence[Hidden]) -> list[tuple[int, int, Hidden | None]]:
    hidden = [(m.start, m.end, m) for m in masks]
    clear = [
        (w.start, w.end, None) for w in words if not any(w.start < end and start < w.end for start, end, _ in hidden)
    ]
    return sorted([*hidden, *clear], key=lambda edge: (edge[0], edge[1]))


def _tier(said: Voice) -> tuple[bool, int]:
    """What the machine is sure of comes first, then the strongest evidence."""
    return said.unsure, -said.strength


def _in_turns(found: Sequence[Voice]) -> list[Voice]:
    """Order kept, but within one tier the same person speaks again only after the others."""
    seen: dict[tuple[str, tuple[bool, int]], int] = {}
    turns = []
    for place, said in enumerate(found):
        key = (said.who.code, _tier(said))
        seen[key] = seen.get(key, 0) + 1
        turns.append((_tier(said), seen[key], place, said))
    return [said for *_, said in sorted(turns, key=lambda turn: turn[:3])]
