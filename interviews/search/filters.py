"""Which passages a search is narrowed to, beside the words: who said it, under which card, where the compte-rendu is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from analysis.steps.evidence import AGE_GROUPS
from interviews.models import CompteRendu, Consent, NoteRow, Pick
from interviews.writeup.models import Stage

PUBLICS = {
    "femmes-40": "Femmes de 40 ans et plus",
    "plus-de-40": "Personnes de 40 ans et plus",
    "moins-de-30": "Personnes de moins de 30 ans",
}
NO_CARD = "hors-carte"
JOKER = "joker"


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen; "" for no choice. ``kpa``: an id; ``said``: "oui" for exact words alone."""

    kpa: str = ""
    public: str = ""
    gender: str = ""
    ages: str = ""
    card: str = ""
    state: str = ""
    said: str = ""

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Filters:
        """What was kept of them; whatever else is there is left out."""
        return cls(**{one.name: str(given.get(one.name) or "") for one in fields(cls)})

    @property
    def any(self) -> bool:
        """True when something is chosen."""
        return self != Filters()


def interviews(filters: Filters) -> list[ColumnElement[bool]]:
    """What comptes-rendus must meet; empty when any may be."""
    found = list(_person(filters))
    return [*found, _in_state(filters.state)] if filters.state else found


def open_to(use: str) -> list[ColumnElement[bool]]:
    """What somebody outside the team may find: where names were looked for, and the person agreed to this use."""
    agreed = select(Consent.compte_rendu_id).where(Consent.use == use, Consent.state == "given")
    return [CompteRendu.masks_proposed.is_(True), CompteRendu.id.in_(agreed)]


def passages(asked: Select[Any], filters: Filters, *, jokers: frozenset[str]) -> Select[Any]:
    """A question about ``SearchRow`` and ``NoteRow``, narrowed to a card."""
    if filters.card == NO_CARD:
        return asked.where(NoteRow.part != "carte")
    if not filters.card:
        return asked
    cards = jokers if filters.card == JOKER else {filters.card}
    taken = aliased(Pick)
    place = and_(taken.compte_rendu_id == NoteRow.compte_rendu_id, taken.rank == NoteRow.rank)
    return asked.join(taken, place).where(NoteRow.part == "carte", taken.card.in_(sorted(cards)))


def last_stages() -> Any:
    """The id of the last stage of each compte-rendu."""
    return select(func.max(Stage.id)).group_by(Stage.compte_rendu_id)


def _in_state(state: str) -> ColumnElement[bool]:
    decided = select(Stage.compte_rendu_id).where(Stage.id.in_(last_stages()))
    if state == "to-write":  # where a compte-rendu is as long as nothing was decided
        return CompteRendu.id.not_in(decided.where(Stage.state != state))
    return CompteRendu.id.in_(decided.where(Stage.state == state))


def _person(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.kpa:
        yield CompteRendu.kpa_id == (int(filters.kpa) if filters.kpa.isdecimal() and len(filters.kpa) < 10 else -1)
    if filters.gender:
        yield CompteRendu.gender.is_(None) if filters.gender == "inconnu" else CompteRendu.gender == filters.gender
    if filters.public == "femmes-40":
        yield CompteRendu.gender == "femme"
    if filters.public in ("femmes-40", "plus-de-40"):
        yield CompteRendu.age >= 40
    if filters.public == "moins-de-30":
        yield CompteRendu.age < 30
    if filters.ages == "inconnu":
        yield CompteRendu.age.is_(None)
    elif filters.ages:
        yield _between(filters.ages)


def _between(ages: str) -> ColumnElement[bool]:
    limits = [0, *(limit for limit, _ in AGE_GROUPS), 200]
    names = [*(name for _, name in AGE_GROUPS), "55+"]
    if ages not in names:
        return CompteRendu.id < 0
    place = names.index(ages)
    return and_(CompteRendu.age >= limits[place], CompteRendu.age < limits[place + 1])
