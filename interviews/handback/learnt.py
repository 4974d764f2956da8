"""« Ce que j'ai appris »: sentences for a CV, taken out of a person's exact words and never made up. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interviews.handback.telling import quotes_of, sentences_of
from interviews.writeup.sheet import Piece, Sheet

CARDS = frozenset({"appris", "ameliore", "teste", "cree"})
"""The cards under which people tell what they can do."""
MARKED = "important"
LONGEST_LINE, MOST_LINES = 300, 40
_WORTH = 3
_ABLE = re.compile(
    r"\b(?P<start>j['’](?:ai|avais) (?:(?:bien|beaucoup|vraiment|aussi|même|enfin|déjà|tout) )*"
    r"(?:appris|réappris|testé|essayé|créé|amélioré|fabriqué|réparé|cuisiné|cousu|organisé|animé|géré|tenu|monté|construit"
    r"|préparé|aidé|vendu|conduit|dirigé|découvert|progressé|réussi|fait)"
    r"|je (?:sais|peux|suis capable|arrive|maîtrise|connais|tiens|gère|prépare|répare|fais|anime|organise|couds|cuisine)"
    r"|j['’](?:arrive|ose|anime|organise|accueille|aide))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:pas|jamais|plus rien|aucun\w*)\b", re.IGNORECASE)
_STOP = re.compile(
    r"[;:(…]|,? (?:mais|sauf|alors que|même si|parce que?|parce qu['’]|et (?:puis )?(?:je|j['’]|on|elle|il|c['’]))"
)
_EDGES = ' \u00a0\u202f,;:.!?…«»“”"-–—'


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence to start from. ``quote``: her words it comes from; ``ready``: it already says what she can do."""

    piece: str
    quote: str
    line: str
    ready: bool


def proposals(sheet: Sheet) -> tuple[Proposal, ...]:
    """Sentences out of the exact words under these cards and in what was marked as important; each once, in order."""
    found: dict[str, Proposal] = {}
    for piece in chosen(sheet):
        for one in proposals_of(piece):
            found.setdefault(one.line.casefold(), one)
    return tuple(found.values())[:MOST_LINES]


def chosen(sheet: Sheet) -> Iterable[Piece]:
    """The pieces that sentences are looked for in."""
    for piece in sheet.pieces:
        card = sheet.card(piece.place.card)
        if (card is not None and card.card in CARDS) or MARKED in piece.marks:
            yield piece


def proposals_of(piece: Piece) -> tuple[Proposal, ...]:
    """What one piece gives: its clauses that say « j'ai appris… », « je sais… »; else each sentence as it was said.

    A sentence that says « pas » or « jamais » is not proposed at all: half of it would say the contrary.
    """
    said = [sentence for quote in quotes_of(piece) for sentence in sentences_of(quote)]
    fit = [one for one in said if not _NOT.search(one)]
    ready = [(one, line) for one in fit if (line := clause_of(one))]
    if ready:
        return tuple(Proposal(piece.id, quote, line, True) for quote, line in ready)
    worth = (one for one in fit if len(one.split()) > _WORTH)
    return tuple(Proposal(piece.id, one, as_line(one), False) for one in worth)


def clause_of(sentence: str) -> str | None:
    """The part of a sentence that says what she can do, her words only, up to where she goes on to something else.

    >>> clause_of("Au début non, mais j'ai appris à tenir la caisse, et puis je rentre.")
    'J’ai appris à tenir la caisse.'
    >>> clause_of("C'était bien.") is None
    True
    """
    begin = _ABLE.search(sentence)
    if begin is None:
        return None
    stop = _STOP.search(sentence, begin.end())
    words = sentence[begin.start() : stop.start() if stop else len(sentence)]
    return as_line(words) if len(words.split()) > len(begin["start"].split()) else None


def as_line(words: str) -> str:
    """Words as a sentence: a capital, a full stop, a curly apostrophe; nothing else is touched.

    >>> as_line("je sais faire un devis")
    'Je sais faire un devis.'
    """
    plain = " ".join(words.split()).strip(_EDGES).replace("'", "’")
    return f"{plain[:1].upper()}{plain[1:]}."[:LONGEST_LINE] if plain else ""
