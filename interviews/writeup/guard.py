"""Before a compte-rendu is called done: what is empty, or what a stranger could not follow. It tells, it never blocks. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from analysis.steps.mask_lexicon import fold
from interviews.writeup.sheet import FACTS, Piece, Place, Sheet, SheetCard

About = Literal["fait", "partie", "carte", "note"]

SHORT = 3
"""A note of fewer words than this says little to somebody who was not there."""
MOST_OF_A_KIND = 30
"""Beyond so many lines of one kind, how many more there are is said once."""
ASKED = {
    "age": "L'âge n'est pas dit. Écrivez-le, ou cochez « ne souhaite pas dire ».",
    "gender": "Le genre n'est pas dit. Choisissez-le, ou cochez « ne souhaite pas dire ».",
    "since": "On ne sait pas depuis quand la personne est là. Écrivez-le, ou cochez « ne souhaite pas dire ».",
}
TOLD_PARTS = {
    "modalites": "Les conditions sont vides : où, avec qui, comment, quand ?",
    "vecu": "On ne sait pas comment la personne a vécu l'entretien.",
}
_ACRONYM = re.compile(r"(?<![\w.-])(?:[A-ZÀ-Ý][0-9]?){2,6}(?:s)?(?![\w-])")
_DOTTED = re.compile(r"(?<!\w)(?:[A-Z]\.){2,6}")
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÀ-ÝŒ][\w’'-]*[^\W\d_](?![\w-])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``about`` and ``target`` say where: the name of a fact, a part, the key of a card, the id of a note.

    ``words``: what in it is unclear, when it is a word.
    """

    kind: str
    message: str
    about: About
    target: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a stranger can look up: ``acronyms`` of the glossary; ``first_names``: how the first names people bear are folded."""

    acronyms: Collection[str] = ()
    first_names: Collection[str] = ()


def guard(sheet: Sheet, known: Known) -> tuple[Finding, ...]:
    """What to look at before it is done, in the order of the page; nothing to say: ``()``."""
    told = [*_facts(sheet), *_parts(sheet), *_cards(sheet)]
    seen: set[str] = set()
    for piece in sheet.ordered().pieces:
        told += _piece(piece, known, seen)
    return _bounded(sorted(told, key=lambda one: _rank(sheet, one)))


def place_of(finding: Finding, sheet: Sheet) -> Place | None:
    """The place a finding is about; None for a fact, and for the cards as a whole."""
    if finding.about == "note":
        piece = sheet.piece(finding.target)
        return piece.place if piece else None
    if finding.about == "carte":
        return Place("carte", finding.target)
    return next((one for one in sheet.places if finding.about == "partie" and one == Place(finding.target)), None)  # type: ignore[arg-type]


def _rank(sheet: Sheet, finding: Finding) -> int:
    """Where it is on the page: facts first, then the cards as a whole, then place by place."""
    if finding.about == "fait":
        return -2
    place = place_of(finding, sheet)
    return sheet.places.index(place) if place in sheet.places else -1


def _facts(sheet: Sheet) -> Iterator[Finding]:
    for name in FACTS:
        if name in ASKED and not sheet.facts.get(name, "").strip():
            yield Finding(f"sans-{name}", ASKED[name], "fait", name)


def _parts(sheet: Sheet) -> Iterator[Finding]:
    for part, message in TOLD_PARTS.items():
        if not _written(sheet, Place(part)):  # type: ignore[arg-type]
            yield Finding(f"vide-{part}", message, "partie", part)


def _cards(sheet: Sheet) -> Iterator[Finding]:
    if not sheet.cards:
        yield Finding("sans-carte", "Aucune carte n'est notée : lesquelles ont été prises ?", "partie", "cartes")
    for rank, card in enumerate(sheet.cards, 1):
        if not _written(sheet, Place("carte", card.key)):
            message = f"Rien n'est noté sous la carte {rank}. Écrivez quelques mots, ou retirez-la."
            yield Finding("carte-vide", message, "carte", card.key)
        if _unnamed(card):
            yield Finding("carte-sans-titre", f"La carte {rank} n'a pas de titre connu.", "carte", card.key)


def _piece(piece: Piece, known: Known, seen: set[str]) -> Iterator[Finding]:
    if piece.rival:
        yield Finding("deux-textes", "Deux personnes ont écrit ici : choisissez un texte.", "note", piece.id)
    if not piece.text.strip():
        yield Finding("note-vide", "Cette note est vide.", "note", piece.id)
        return
    if piece.place.part == "non-classe":
        message = "Cette note n'a pas de carte. De quelle carte parle-t-elle ?"
        yield Finding("sans-place", message, "note", piece.id, _start(piece.text))
    elif piece.place.part == "carte" and len(piece.text.split()) < SHORT:
        yield Finding(
            "courte", "C'est très court. Qu'est-ce que cela veut dire ?", "note", piece.id, piece.text.strip()
        )
    for word in _once(acronyms_in(piece.text, known.acronyms), seen):
        yield Finding("sigle", "Ce sigle n'est pas expliqué. Dites-le en entier.", "note", piece.id, word)
    for word in _once(first_names_in(piece.text, known.first_names), seen):
        message = "C'est peut-être un prénom : on le changera. Dit-on qui c'est, pour quelqu'un d'ailleurs ?"
        yield Finding("prenom", message, "note", piece.id, word)


def acronyms_in(text: str, explained: Collection[str] = ()) -> tuple[str, ...]:
    """The acronyms of a text that neither the glossary nor the text itself explains, as typed, once each.

    >>> acronyms_in("La CAF et la MDPH (la maison du handicap) ; le F.L.E. et le PMI", {"CAF"})
    ('F.L.E.', 'PMI')
    """
    if _shouted(text):
        return ()
    found: dict[str, str] = {}
    for match in (*_DOTTED.finditer(text), *_ACRONYM.finditer(text)):
        bare = match[0].replace(".", "").rstrip("s").upper()
        around = text[: match.start()].rstrip().endswith("(") or text[match.end() :].lstrip().startswith("(")
        if bare not in explained and not around and not _roman(bare):
            found.setdefault(bare, match[0])
    return tuple(found.values())


def first_names_in(text: str, names: Collection[str]) -> tuple[str, ...]:
    """The capitalised words of a text that are borne as first names (``names`` are folded), once each.

    >>> first_names_in("Depuis, Amina et Marc-Antoine viennent.", {"amina", "marc-antoine"})
    ('Amina', 'Marc-Antoine')
    """
    if _shouted(text):
        return ()
    found = (match[0] for match in _CAPITAL.finditer(text))
    return tuple(dict.fromkeys(word for word in found if fold(word) in names))


def _once(words: tuple[str, ...], seen: set[str]) -> Iterator[str]:
    for word in words:
        if word not in seen:
            seen.add(word)
            yield word


def _written(sheet: Sheet, place: Place) -> bool:
    return any(one.text.strip() for one in sheet.at(place))


def _unnamed(card: SheetCard) -> bool:
    return card.card is None and not card.title


def _shouted(text: str) -> bool:
    """A text typed all in capitals has no acronym and no proper noun that can be told."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 8 and sum(sign.isupper() for sign in letters) > 0.8 * len(letters)


def _roman(word: str) -> bool:
    return bool(re.fullmatch(r"[IVX]+", word))


def _start(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _bounded(told: list[Finding]) -> tuple[Finding, ...]:
    """No more than so many lines of a kind, the last saying how many more there are."""
    kinds: dict[str, list[Finding]] = {}
    for one in told:
        kinds.setdefault(one.kind, []).append(one)
    last = {kind: found[MOST_OF_A_KIND - 1] for kind, found in kinds.items() if len(found) > MOST_OF_A_KIND}
    dropped = {id(one) for found in kinds.values() for one in found[MOST_OF_A_KIND:]}
    return tuple(
        replace(one, message=f"{one.message} Et {len(kinds[one.kind]) - MOST_OF_A_KIND} autres de même.")
        if one is last.get(one.kind)
        else one
        for one in told
        if id(one) not in dropped
    )
