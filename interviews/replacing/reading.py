"""Words as they may leave the team: each name gives way to what was chosen for it, the small words around follow. Pure.

One place for all that leaves: masked pages, the récit, the analysis as others read it, masked Word files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from analysis.steps.mask import SOFT
from analysis.steps.replace_life import softer_health, softer_rest
from analysis.steps.replace_people import parts_of
from analysis.steps.replace_places import led_by, softer_organisation, softer_place
from analysis.steps.replace_text import Piece, Written, capitalised, elided, opens_sentence, written
from analysis.steps.replace_times import Said, softer_age, softer_date
from analysis.steps.types import Mask
from interviews.replacing.book import Book

Plan = Callable[[Mask], str | None]
"""What is written for a mask of one interview: words, "" to say its kind in plain French, None when nobody has chosen."""

BY_KIND = ""
GONE = "[coordonnées retirées]"


def plan_of(book: Book, scope: str) -> Plan:
    """What is written for the masks of the interviews of this scope (``book.scope_of``)."""
    return lambda mask: book.instead(scope, mask.text)


def replaced(text: str, masks: Iterable[Mask], plan: Plan) -> str:
    """The text with each of these masks changed; one for which nothing was chosen says its kind: « [prénom] ».

    >>> replaced("Avec Amina.", [Mask(5, 10, "PERSONNE", "Amina")], lambda mask: "Karine")
    'Avec Karine.'
    """
    return replaced_at(text, masks, plan).text


def replaced_at(text: str, masks: Iterable[Mask], plan: Plan) -> Written:
    """The text with each of these masks changed, and where each place of it went (``Written.place``)."""
    return written(text, pieces(text, [(mask, plan(mask)) for mask in masks]))


def pieces(text: str, masks: Iterable[tuple[Mask, str | None]]) -> list[Piece]:
    """What gives way in a text and to what, one after the other, never overlapping; offsets are those of the text.

    Masks that overlap hide all they cover under the words of the first. One that falls outside the text is cut to it.
    """
    found: list[Piece] = []
    for mask, chosen in _whole(text, masks):
        floor = found[-1].end if found else 0
        said = _said(text, mask, chosen, floor)
        instead = said.instead
        if opens_sentence(text, said.start) and text[said.start : said.start + 1].isupper():
            instead = capitalised(instead)
        found.append(elided(text, Piece(said.start, mask.end, instead, mask.kind), floor=floor))
    return found


def _whole(text: str, masks: Iterable[tuple[Mask, str | None]]) -> Sequence[tuple[Mask, str | None]]:
    """One mask a stretch that is covered, within the text."""
    whole: list[tuple[Mask, str | None]] = []
    for mask, chosen in sorted(masks, key=lambda pair: (pair[0].start, -pair[0].end)):
        start, end = max(mask.start, 0), min(mask.end, len(text))
        if start >= end:
            continue
        if whole and start < whole[-1][0].end:
            first, words = whole[-1]
            whole[-1] = (replace(first, end=max(first.end, end)), words)
        else:
            whole.append((replace(mask, start=start, end=end), chosen))
    return whole


def _said(text: str, mask: Mask, chosen: str | None, floor: int) -> Said:
    if chosen is None:
        return Said(mask.start, SOFT[mask.kind])
    if mask.kind == "PERSONNE":
        title = parts_of(mask.text)[0] if chosen else ""
        return Said(mask.start, f"{title} {chosen}".strip() or SOFT[mask.kind])
    if chosen == BY_KIND:
        return _by_kind(text, mask, floor)
    if mask.kind in {"LIEU", "ORGANISATION"} and chosen.startswith(("un ", "une ")):
        return led_by(text, mask.start, chosen, floor=floor)
    return Said(mask.start, chosen)


def _by_kind(text: str, mask: Mask, floor: int) -> Said:
    start, end = mask.start, mask.end
    if mask.kind == "LIEU":
        return softer_place(text, start, end, floor=floor)
    if mask.kind == "ORGANISATION":
        return softer_organisation(text, start, end, floor=floor)
    if mask.kind == "DATE":
        return softer_date(text, start, end, said_on=None, floor=floor)
    if mask.kind == "AGE":
        return Said(start, softer_age(text[start:end]))
    if mask.kind == "CONTACT":
        return Said(start, GONE)
    soften = softer_health if mask.kind == "SANTE" else softer_rest
    return soften(text, start, end, floor=floor)
