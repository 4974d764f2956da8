"""Who could be recognised although every name is changed: what makes her one of very few, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from analysis.steps.evidence import age_group
from analysis.steps.rare import Profile, Rare, rare_combinations, rare_of, rare_sentence
from interviews.kept import kept
from interviews.models import CompteRendu, MaskRow
from interviews.replacing.book import plain
from kparole.access import SYSTEM, acting_as
from kparole.db import by_letter, db
from kparole.wording import AGES
from network.models import Kpa

FACTS = ("SANTE", "AUTRE")
"""Kinds of masks that tell a fact of somebody's life; only those that a person confirmed count."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Recognisable:
    """One combination that few people share: ``why`` in words, ``todo`` what to do; ``codes``: the interviews."""

    why: str
    todo: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warnings:
    """What to look at before words leave. ``people``: how many could be recognised, ``of`` how many; ``more``: not shown."""

    shown: tuple[Recognisable, ...]
    people: int
    of: int
    more: int


def warnings_of(code: str) -> Warnings:
    """What could make one person recognised among everybody interviewed."""
    profiles = _profiles()
    found = rare_of(code, _rare(profiles))
    return _warnings(found, {code}, of=len(profiles))


def warnings_among(codes: Collection[str]) -> Warnings:
    """What could make some of these people recognised, for what is written of all of them."""
    found = [one for one in _rare(_profiles()) if set(one.people) & set(codes)]
    return _warnings(found, set(codes), of=len(codes))


def _warnings(found: Collection[Rare], codes: set[str], *, of: int) -> Warnings:
    told = [Recognisable(rare_sentence(one), _todo(one), tuple(sorted(set(one.people) & codes))) for one in found]
    people = {code for one in told for code in one.codes}
    return Warnings(tuple(told[:SHOWN]), len(people), of, max(0, len(told) - SHOWN))


def _todo(rare: Rare) -> str:
    """What to do so that this combination is not read."""
    todo = []
    if rare.fact:
        todo.append("ne citez pas ce passage, ou changez le mot")
    if rare.kpa:
        todo.append("laissez la KPA de côté")
    if rare.band and not rare.kpa:
        todo.append("ne dites pas l'âge")
    if rare.gender and not (rare.kpa or rare.band):
        todo.append("dites « une personne »")
    said = ", et ".join(todo) or "relisez avec elle ce qui sera écrit"
    return f"{said[0].upper()}{said[1:]}."


@lru_cache(maxsize=4)
def _rare(profiles: tuple[Profile, ...]) -> tuple[Rare, ...]:
    return rare_combinations(profiles)


def _profiles() -> tuple[Profile, ...]:
    """Everybody, without a name. Counted over the whole network: being few in one's KPA is not enough to know."""
    with acting_as(SYSTEM):
        facts: dict[int, set[str]] = {}
        confirmed = select(MaskRow.compte_rendu_id, MaskRow.text).where(
            MaskRow.state == "confirmed", MaskRow.kind.in_(FACTS)
        )
        for row_id, words in db.session.execute(confirmed):
            facts.setdefault(row_id, set()).add(plain(words))
        wanted = select(CompteRendu.id, CompteRendu.code, CompteRendu.age, CompteRendu.gender, Kpa.name)
        rows = db.session.execute(wanted.outerjoin(Kpa).where(kept()).order_by(by_letter(CompteRendu.code)))
        return tuple(
            Profile(code, _band(age), _gender(gender), kpa, frozenset(facts.get(row_id, ())))  # type: ignore[arg-type]
            for row_id, code, age, gender, kpa in rows
        )


def _band(age: int | None) -> str | None:
    return AGES[age_group(age)] if age is not None else None


def _gender(gender: str | None) -> str | None:
    return gender if gender in {"femme", "homme", "autre"} else None
