"""Gathers what the récit is written from, out of the tables or straight from files; here consents and masks are checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from analysis.card_life import Played
from analysis.card_life_service import played
from analysis.effect_map.known import entries
from analysis.engine import read_taxonomy
from analysis.models import Run
from analysis.recit.source import RecitSource
from analysis.service import load_analysis
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.types import Analysis, Span
from analysis.voices import leaving
from cards.deck import Deck
from cards.library import known_deck
from interviews.consent import MaskedSpan, withheld
from interviews.masks import masks_by_note, unsearched_codes
from interviews.service import consents_by_code, names_by_code
from kparole.wording import day

USE = "recit"


def recit_source(run: Run) -> RecitSource:
    """From a run kept in the tables: only words whose consent is given and whose masks are decided may be quoted."""
    analysis = load_analysis(run)
    quotable, reasons = release(
        analysis, consents=consents_by_code(), masks=masks_by_note(), unsearched=unsearched_codes()
    )
    return RecitSource(
        analysis=analysis,
        taxonomy=read_taxonomy(),
        deck=known_deck(),
        names=names_by_code(),
        quotable=quotable,
        withheld=reasons,
        checked=True,
        dated=day(run.created_at),
        played=played(codes={person.id for person in analysis.people}),
        by_hand=entries(),
    )


def draft_source(
    analysis: Analysis,
    *,
    taxonomy: Taxonomy,
    deck: Deck,
    names: Mapping[str, str],
    dated: str,
    played: Played | None = None,
) -> RecitSource:
    """Straight from files: every mask proposal is applied, and the document says everywhere that it is a draft."""
    masks = {note: [MaskedSpan(m, "confirmed") for m in found] for note, found in analysis.masks.items()}
    everybody = {person.id: {USE: "given"} for person in analysis.people}
    quotable, reasons = release(analysis, consents=everybody, masks=masks)
    return RecitSource(analysis, taxonomy, deck, dict(names), quotable, reasons, False, dated, played=played)


def release(
    analysis: Analysis,
    *,
    consents: Mapping[str, Mapping[str, str]],
    masks: Mapping[str, Sequence[MaskedSpan]],
    unsearched: Collection[str] = (),
) -> tuple[dict[str, str], dict[str, int]]:
    """The words of each extract that may leave, names changed; and how many may not, by reason.

    ``unsearched``: the people in whose words, as they are now, nobody has looked for names.
    """
    quotable: dict[str, str] = {}
    reasons: Counter[str] = Counter()
    for extract in analysis.extracts:
        found = masks.get(extract.note, ())
        span = Span(extract.start, extract.end)
        said = consents.get(extract.person, {})
        reason = withheld(span, consents=said, masks=found, use=USE, searched=extract.person not in unsearched)
        if reason is None:
            quotable[extract.id] = leaving(extract, found)
        else:
            reasons[reason] += 1
    return quotable, dict(reasons)
