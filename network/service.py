"""Reads and writes the KPAs; the only writer of their table."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from kparole.db import by_letter, db, take_turn
from network.models import Kpa, Network
from network.names import fold, same_kpa


def the_network() -> Network | None:
    """What was answered at the first start; None before that."""
    return db.session.scalar(select(Network).limit(1))


def set_network(*, name: str, deck: str, owner: str, kpas: Iterable[str]) -> Network:
    """Write down the answers of the first start; KPAs already there are left as they are (not committed)."""
    known = the_network()
    if known is None:
        known = Network(name=name, deck=deck, owner=owner)
        db.session.add(known)
    known.name, known.deck, known.owner = name, deck, owner
    for one in kpas:
        kpa_named(one)
    db.session.flush()
    return known


def forget_network() -> None:
    """Take back what ``set_network`` wrote, KPAs apart (not committed)."""
    known = the_network()
    if known is not None:
        db.session.delete(known)
        db.session.flush()


def all_kpas() -> list[Kpa]:
    """Every KPA, by name."""
    return list(db.session.scalars(select(Kpa).order_by(by_letter(Kpa.name))))


def find_kpa(name: str) -> Kpa | None:
    """The KPA with this name or alias; case, accents, apostrophes and a leading article do not count."""
    # A name of signs alone folds to nothing; only itself is the same.
    typed = name.strip()
    return next(
        (k for k in all_kpas() if k.name == typed or any(same_kpa(typed, n) for n in (k.name, *k.aliases))), None
    )


def kpa_named(name: str) -> Kpa:
    """The KPA with this name or alias, added (not committed) when the network has none."""
    take_turn("kpa")  # two sendings may name the same new KPA at once
    known = find_kpa(name)
    if known is not None:
        return known
    return add_kpa(name)


def add_kpa(name: str, *, code: str | None = None, **fields: str | list[str] | None) -> Kpa:
    """Add a KPA (not committed); without a code, a free one is made from its name."""
    take_turn("kpa")
    kpa = Kpa(name=name.strip(), code=code or _free_code(name), **fields)
    db.session.add(kpa)
    db.session.flush()
    return kpa


def count_kpas() -> int:
    """How many KPAs the network has."""
    return db.session.scalar(select(func.count()).select_from(Kpa)) or 0


def _free_code(name: str) -> str:
    taken = set(db.session.scalars(select(Kpa.code)))
    words = [word for word in fold(name).split() if len(word) > 2] or ["kpa"]
    return next(code for code in _codes(words) if code not in taken)


def _codes(words: list[str]) -> Iterable[str]:
    """Candidate codes: three letters of each word that counts, last words first, then numbered."""
    for word in (*reversed(words), *words):
        yield word[:3].upper()
    number = 2
    while True:
        yield f"{words[0][:3].upper()}{number}"
        number += 1


def known_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the team already knows and that may identify people: names of KPAs (with aliases), and towns and districts."""
    kpas = all_kpas()
    names = tuple(name for kpa in kpas for name in (kpa.name, *kpa.aliases))
    places = tuple(dict.fromkeys(place for kpa in kpas for place in (kpa.town, kpa.district) if place))
    return names, places
