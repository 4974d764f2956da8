"""From a document (Word, tablet) to a sheet that is written up, and back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import uuid4

from interviews.document import CompteRendu, Passage, PickedCard
from interviews.writeup.sheet import DECLINED, Part, Piece, Place, Sheet, SheetCard

GENDERS = ("femme", "homme", "autre")


def sheet_from(document: CompteRendu, *, name: Callable[[], str] = lambda: uuid4().hex) -> Sheet:
    """The sheet of a document just read; ``name`` gives new ids."""
    cards = tuple(SheetCard(name(), one.id, one.title) for one in document.cards)
    parts: list[tuple[Place, Sequence[Passage]]] = [
        (Place("introduction"), document.introduction),
        *((Place("carte", card.key), one.passages) for card, one in zip(cards, document.cards, strict=True)),
        (Place("cloture"), document.closing),
        (Place("vecu"), document.lived),
        (Place("modalites"), document.terms),
        (Place("non-classe"), document.unplaced),
    ]
    pieces = tuple(
        Piece(name(), place, one.text, one.exact, one.marks, operation=one.operation)
        for place, passages in parts
        for one in passages
    )
    told = {"kpa": document.kpa, "age": document.age, "gender": document.gender, "since": document.since}
    return Sheet(cards, pieces, {key: str(value) for key, value in told.items() if value is not None}).ordered()


def document_from(sheet: Sheet, *, problems: Sequence[str] = ()) -> CompteRendu:
    """The document a sheet says; a fact that she did not wish to say is not known. Where a piece was first said is left out."""
    facts = {name: told for name, told in sheet.facts.items() if told != DECLINED}
    age, gender = facts.get("age", ""), facts.get("gender")
    return CompteRendu(
        kpa=facts.get("kpa"),
        age=int(age) if age.isdecimal() else None,
        gender=gender if gender in GENDERS else None,  # type: ignore[arg-type]
        since=facts.get("since"),
        lived=_passages(sheet, "vecu"),
        terms=_passages(sheet, "modalites"),
        introduction=_passages(sheet, "introduction"),
        cards=tuple(PickedCard(one.card, one.title, _passages(sheet, "carte", one.key)) for one in sheet.cards),
        closing=_passages(sheet, "cloture"),
        unplaced=_passages(sheet, "non-classe"),
        problems=tuple(problems),
    )


def _passages(sheet: Sheet, part: Part, card: str | None = None) -> tuple[Passage, ...]:
    return tuple(Passage(one.text, one.exact, one.marks, one.operation) for one in sheet.at(Place(part, card)))
