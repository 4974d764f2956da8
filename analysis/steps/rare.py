"""Rare combinations: what is said of somebody by few people at once (age band, gender, KPA, a fact) may name her.

Hiding names is not enough when only one woman of more than 60 years, in a KPA, speaks of a thing. Only the shortest
combinations are given: « homme, La Passerelle » says all there is to say of every longer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, cast

RARE = 3
"""Under this many people, a combination is rare."""

Gender = Literal["femme", "homme", "autre"]
_NUMBERS = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq"}


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody as the warning sees her: no name. ``facts``: what she says of her life, one label a fact."""

    person: str
    band: str | None = None
    gender: Gender | None = None
    kpa: str | None = None
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rare:
    """A combination that fewer than k people share, and who they are, in the order they were given."""

    people: tuple[str, ...]
    band: str | None = None
    gender: Gender | None = None
    kpa: str | None = None
    fact: str | None = None


_Traits = tuple[tuple[str, str], ...]


def rare_combinations(profiles: Sequence[Profile], *, k: int = RARE) -> tuple[Rare, ...]:
    """Every shortest combination shared by at least one and fewer than ``k`` people, the fewest people first.

    What nobody told of a person (None) counts with nothing. A person given twice is one person. ``k`` ≤ 1 finds nothing.

    >>> rare_combinations([Profile("a", gender="femme"), Profile("b", gender="homme")], k=2)[0].gender
    'femme'
    """
    shared = _shared(profiles)
    few = {traits for traits, people in shared.items() if len(people) < k}
    shortest = [traits for traits in few if not any(part in few for part in _parts(traits))]
    found = [_rare(traits, shared[traits]) for traits in shortest]
    return tuple(sorted(found, key=lambda rare: (len(rare.people), _order(rare))))


def rare_of(person: str, rare: Iterable[Rare]) -> tuple[Rare, ...]:
    """The combinations that somebody is in, in the order given."""
    return tuple(one for one in rare if person in one.people)


def _shared(profiles: Sequence[Profile]) -> dict[_Traits, dict[str, None]]:
    """Each combination of traits, at most one fact in it, with the people who share it."""
    shared: defaultdict[_Traits, dict[str, None]] = defaultdict(dict)
    for profile in profiles:
        for traits in _combinations(profile):
            shared[traits][profile.person] = None
    return dict(shared)


def _combinations(profile: Profile) -> Iterator[_Traits]:
    told = (("band", profile.band), ("gender", profile.gender), ("kpa", profile.kpa))
    known = [(name, value) for name, value in told if value is not None]
    for size in range(len(known) + 1):
        for chosen in combinations(known, size):
            if chosen:
                yield chosen
            yield from ((*chosen, ("fact", fact)) for fact in sorted(profile.facts))


def _parts(traits: _Traits) -> Iterator[_Traits]:
    """Every shorter combination inside this one."""
    for size in range(1, len(traits)):
        yield from combinations(traits, size)


def _rare(traits: _Traits, people: Iterable[str]) -> Rare:
    told = dict(traits)
    gender = cast("Gender | None", told.get("gender"))
    return Rare(tuple(people), told.get("band"), gender, told.get("kpa"), told.get("fact"))


def _order(rare: Rare) -> tuple[str, ...]:
    return (rare.kpa or "", rare.band or "", rare.gender or "", rare.fact or "", *rare.people)


def rare_sentence(rare: Rare) -> str:
    """The warning in French, for a page.

    >>> rare_sentence(Rare(("a",), band="60 ans et plus", gender="femme", kpa="La Halte", fact="veuvage"))
    'Dans ce corpus, une seule femme de 60 ans et plus dans la KPA « La Halte » parle de : veuvage.'
    """
    count = len(rare.people)
    noun = {"femme": "femme", "homme": "homme"}.get(rare.gender or "", "personne")
    one = "un" if noun == "homme" else "une"
    who = noun if count == 1 else f"{_NUMBERS.get(count, count)} {noun}s"
    who += " d'un autre genre" if rare.gender == "autre" else ""
    who += f" de {rare.band}" if rare.band else ""
    who += f" dans la KPA « {rare.kpa} »" if rare.kpa else ""
    if rare.fact is None:
        amount = f"qu'{one}" if count == 1 else "que"
        return f"Dans ce corpus, il n'y a {amount} {who}."
    only = ("un seul" if one == "un" else "une seule") if count == 1 else "seulement"
    return f"Dans ce corpus, {only} {who} {'parle' if count == 1 else 'parlent'} de : {rare.fact}."
