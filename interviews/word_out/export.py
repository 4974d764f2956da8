"""Which comptes-rendus may go to Word, and how: the one place that says so. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.steps.types import Span
from cards.deck import Deck
from cards.library import deck_versioned, known_deck
from interviews.consent import withheld
from interviews.masked import closed_for, masked_page
from interviews.models import CompteRendu
from interviews.word_out.errors import NotExported
from interviews.word_out.filling import Asked
from interviews.word_out.masked_paper import masked_paper
from interviews.word_out.paper import paper_of
from interviews.writeup.rows import sheet_of
from kparole.access import current
from kparole.wording import age_band, day_of

TEAM_ONLY = "Cette copie garde les prénoms d'origine : elle ne sort pas de l'équipe. Prenez celle aux prénoms changés."
NOT_KEPT = "L'accord pour garder les notes n'est pas noté : la copie d'origine ne sort pas."
NOT_SHARED = "La personne n'a pas dit qu'elle acceptait d'être lue par l'équipe du projet : rien ne sort."
NOT_SEARCHED = (
    "On n'a pas encore cherché les noms dans ce compte-rendu. Lancez l'analyse, vérifiez les noms, puis revenez."
)
PENDING = "Des noms ou des lieux attendent d'être vérifiés. Décidez pour chacun, puis revenez."
MASKED_FOR = "equipe"
"""The use a person must have agreed to for the copy whose names are changed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be taken of these comptes-rendus in one form, and why the others may not, by code."""

    codes: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def why_not(row: CompteRendu, *, masked: bool) -> str | None:
    """Why this compte-rendu may not go out in this form, now and for who asks; None when it may."""
    said = {one.use: one.state for one in row.consents}
    if not masked:
        if current().use_needed is not None:
            return TEAM_ONLY
        return NOT_KEPT if withheld(Span(0, 0), consents=said, masks=(), use="notes") else None
    closed = closed_for(row, row.consents, use=MASKED_FOR)
    if closed == "accord" or withheld(Span(0, 0), consents=said, masks=(), use=MASKED_FOR):
        return NOT_SHARED
    if closed is not None:
        return NOT_SEARCHED
    return PENDING if any(mask.state == "proposed" for mask in row.masks) else None


def choice_of(rows: Iterable[CompteRendu], *, masked: bool) -> Choice:
    """Sort out what may go."""
    told = [(row.code, why_not(row, masked=masked)) for row in rows]
    return Choice(tuple(code for code, why in told if not why), tuple((code, why) for code, why in told if why))


def asked_for(row: CompteRendu, *, masked: bool, on: date) -> Asked:
    """What to fill in for this compte-rendu. Raises NotExported, which says why not."""
    why = why_not(row, masked=masked)
    if why is not None:
        raise NotExported(why)
    deck, dated = deck_of(row), day_of(on)
    if masked:
        page = masked_page(row, deck, use=MASKED_FOR)
        band = "" if page.age == "inconnu" else age_band(page.age)
        return masked_paper(page, dated=dated, band=band), row.uid, row.revision
    kpa = row.kpa.name if row.kpa else None
    return paper_of(sheet_of(row), deck, code=row.code, kpa=kpa, dated=dated), row.uid, row.revision


def deck_of(row: CompteRendu) -> Deck:
    """The deck as it was worded for this interview, when that is known."""
    return deck_versioned(row.deck_version) or known_deck()


def left_sentence(left: Sequence[tuple[str, str]]) -> list[str]:
    """Why some stay, one line a reason: « COM-01, PAS-02 : … »."""
    by_reason: dict[str, list[str]] = {}
    for code, why in left:
        by_reason.setdefault(why, []).append(code)
    return [f"{', '.join(codes)} : {why}" for why, codes in by_reason.items()]
