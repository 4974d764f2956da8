"""What the team fills by hand, as data: effects on partners, economic actors and the territory, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from analysis.effect_map.nodes import HAND_BRANCH, Node

PLACES = {"partenaires": "Partenaires", "economie": "Acteurs économiques", "territoire": "Territoire"}
SOURCES = {"entretien": "un entretien", "document": "un document", "experience": "l'expérience de l'équipe"}
MOST, DEEPEST = 400, 3
LONGEST_LABEL, LONGEST_PROOF = 160, 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants an entry to be. ``under``: the id of a place or of another entry. ``interview``: a code, or ""."""

    under: str
    label: str
    source: str
    proof: str = ""
    interview: str = ""


FIELDS = tuple(Wish.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands: ``rank`` among those under the same, ``who`` wrote it last (an opaque key).

    ``told_in``: the uid of the interview its proof comes from, which is put ``aside`` when the wish does not name it: the
    proof is not shown meanwhile.
    """

    uid: str
    wish: Wish
    rank: int
    revision: int
    who: str
    at: datetime
    told_in: str = ""

    @property
    def aside(self) -> bool:
        """True while the person took back the words that the proof comes from."""
        return bool(self.told_in) and not self.wish.interview


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people changed meanwhile, each her way."""

    field: str
    theirs: str


def as_kept(wish: Wish, rank: int) -> dict[str, Any]:
    """What a step keeps of an entry."""
    return {**asdict(wish), "rank": rank}


def state_of(entry: Entry) -> dict[str, Any]:
    """What a step keeps of an entry that is there: the interview by its uid, as its code may change."""
    return as_kept(replace(entry.wish, interview=entry.told_in), entry.rank)


def wish_kept(kept: Mapping[str, Any]) -> Wish:
    """The way back; the rank apart."""
    return Wish(**{name: kept[name] for name in FIELDS})


def joined(base: Wish, mine: Wish, theirs: Wish) -> tuple[Wish, tuple[Difference, ...]]:
    """What two people made of the same entry: what only one changed is taken, what both changed is told apart."""
    values, apart = {}, []
    for name in FIELDS:
        was, here, there = (getattr(one, name) for one in (base, mine, theirs))
        values[name] = there if here == was else here
        if here != was and there not in (was, here):
            apart.append(Difference(name, there))
    return Wish(**values), tuple(apart)


def below(entries: Sequence[Entry], uid: str) -> tuple[Entry, ...]:
    """What is under an entry or a place, at any depth, in order, parents first."""
    own = sorted((e for e in entries if e.wish.under == uid), key=lambda e: (e.rank, e.at, e.uid))
    return tuple(found for entry in own for found in (entry, *below(entries, entry.uid)))


def depth(entries: Iterable[Entry], under: str) -> int:
    """How deep something put there would stand: 1 right under a place; 0 when there is no such place."""
    known = {entry.uid: entry.wish.under for entry in entries}
    steps = 1
    while under in known:
        under, steps = known[under], steps + 1
    return steps if under in PLACES else 0


def height(entries: Sequence[Entry], uid: str) -> int:
    """How many levels an entry takes with what is under it."""
    return 1 + max((height(entries, e.uid) for e in entries if e.wish.under == uid), default=0)


def stamp(entries: Sequence[Entry], uid: str) -> str:
    """Says whether an entry and what is under it are still as they were seen."""
    own = [entry for entry in entries if entry.uid == uid]
    return "-".join(f"{e.uid[:6]}.{e.revision}" for e in (*own, *below(entries, uid)))


def proof_said(entry: Entry, *, veiled: bool) -> str:
    """« D'après un entretien (PAS-01) : … »; its kind alone when it is put aside, or ``veiled`` and from an interview."""
    wish = entry.wish
    said = f"D'après {SOURCES.get(wish.source, 'une source à préciser')}"
    if entry.aside or (veiled and wish.source == "entretien"):
        return said
    return said + (f" ({wish.interview})" if wish.interview else "") + (f" : {wish.proof}" if wish.proof else "")


def hand_branch(entries: Sequence[Entry], *, proofs: bool, veiled: bool = False) -> Node:
    """The second branch. ``proofs``: with how each is known; ``veiled``: what was taken from an interview stays untold."""

    def grown(under: str) -> tuple[Node, ...]:
        own = sorted((e for e in entries if e.wish.under == under), key=lambda e: (e.rank, e.at, e.uid))
        return tuple(
            Node(
                "entree",
                entry.wish.label,
                proof=proof_said(entry, veiled=veiled) if proofs else "",
                children=grown(entry.uid),
            )
            for entry in own
        )

    places = (
        Node("lieu", label, entries=len(below(entries, place)), children=grown(place))
        for place, label in PLACES.items()
    )
    return Node("branche", HAND_BRANCH, children=tuple(places))
