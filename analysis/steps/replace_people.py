"""Who is who in a corpus, and the first name each one gets: one person, one first name, everywhere.

« Mme Diallo », « Fatou » and « Fatou Diallo » are one when somebody says so, or when the KPA knows only one of them.
Nobody is ever joined by guess across two KPAs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import count, zip_longest
from pathlib import Path
from typing import Any, Literal

from analysis.steps.mask_lexicon import fold, words

Gender = Literal["femme", "homme"]
_WORDS_FILE = Path(__file__).with_name("replace_words.toml")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way somebody is named in one scope (a KPA, or a text when its KPA is not known)."""

    scope: str
    words: str


@dataclass(frozen=True, slots=True)
class Same:
    """What a person of the team says: these spellings are one person; ``name`` if she chose hers; ``gender`` if known."""

    spellings: tuple[Spelling, ...]
    name: str | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, all her spellings, and the first name that stands for her. To be kept encrypted, never exported."""

    spellings: tuple[Spelling, ...]
    name: str
    gender: Gender | None = None


@cache
def tables() -> dict[str, dict[str, Any]]:
    """The words put in place of others, as ``replace_words.toml`` has them."""
    return tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=10_000)  # asked again of everybody known, for each new name
def parts_of(spelling: str) -> tuple[str, tuple[str, ...]]:
    """The title of a spelling (« » when none) and the folded words of the name.

    >>> parts_of("Mme Diallo")
    ('Mme', ('diallo',))
    """
    places = list(_WORD.finditer(spelling))
    found = [word.group() for word in places]
    titles = {title.rstrip(".").lower() for title in words("personnes", "titres")}
    count = 0
    while count < len(found) - 1 and found[count].lower() in titles:
        count += 1
    end = places[count].start() if count else 0
    return spelling[:end].rstrip(), tuple(fold(word) for word in found[count:]) or (fold(spelling),)


def gender_of(spelling: str, before: str = "") -> Gender | None:
    """What a title or the word before says of somebody's gender; None when nothing does.

    >>> gender_of("Mme Diallo"), gender_of("Rose", "ma fille "), gender_of("Rose")
    ('femme', 'femme', None)
    """
    title = parts_of(spelling)[0].rstrip(".").split(" ")[-1].lower()
    said = [word.group().lower() for word in _WORD.finditer(before)][-1:]
    signs = tables()["genres"]
    if title in signs["madame"].split() or (said and said[0] in signs["elle"].split()):
        return "femme"
    return "homme" if title in signs["monsieur"].split() or (said and said[0] in signs["lui"].split()) else None


def identities(
    seen: Sequence[tuple[Spelling, Gender | None]],
    *,
    told: Sequence[Same] = (),
    earlier: Sequence[Identity] = (),
    taken: Iterable[str] = (),
) -> tuple[Identity, ...]:
    """Everybody seen, in order of appearance; who was known ``earlier`` keeps her name.

    ``taken``: names nobody may be given, folded (all that occurs in the corpus).
    """
    genders = _genders(seen, told, earlier)
    groups = _Groups([spelling for spelling, _ in seen], genders)
    for spellings in [*(one.spellings for one in earlier), *(one.spellings for one in told)]:
        groups.join(spellings)
    groups.join_sure()
    corpus = frozenset(fold(name) for name in taken)
    used = {fold(one.name) for one in earlier} | {fold(one.name) for one in told if one.name}
    found: list[Identity] = []
    for group in groups.ordered():
        gender = _agreed(genders.get(spelling) for spelling in group)
        name = _chosen(group, told) or _kept(group, earlier) or _drawn(gender, corpus, used)
        used.add(fold(name))
        found.append(Identity(group, name, gender))
    return tuple(found)


def _genders(
    seen: Sequence[tuple[Spelling, Gender | None]], told: Sequence[Same], earlier: Sequence[Identity]
) -> dict[Spelling, Gender | None]:
    found = {spelling: gender for spelling, gender in reversed(seen) if gender}
    known = [*((one.spellings, one.gender) for one in earlier), *((one.spellings, one.gender) for one in told)]
    for spellings, gender in known:
        found |= {spelling: gender for spelling in spellings if gender}
    return dict(found)


def _agreed(genders: Iterable[Gender | None]) -> Gender | None:
    said = {gender for gender in genders if gender}
    return said.pop() if len(said) == 1 else None


def _chosen(group: Sequence[Spelling], told: Sequence[Same]) -> str | None:
    return next((one.name for one in told if one.name and set(one.spellings) & set(group)), None)


def _kept(group: Sequence[Spelling], earlier: Sequence[Identity]) -> str | None:
    return next((one.name for one in earlier if set(one.spellings) & set(group)), None)


def _drawn(gender: Gender | None, corpus: frozenset[str], used: set[str]) -> str:
    """The first free name, never one of the corpus: of the list of this gender, then of those that may stand for it.

    Numbered once all are given. Nobody known as a woman gets the name of a man, nor the contrary.
    """
    names = [name for name in _names_for(gender) if fold(name) not in corpus]
    turns = (f"{name} {turn}" if turn > 1 else name for turn in count(1) for name in names or ["Personne"])
    return next(name for name in turns if fold(name) not in used)


@cache
def _names_for(gender: Gender | None) -> tuple[str, ...]:
    """The list of this gender, then the mixed one; for who has no known gender, the mixed one, then the others in turn."""
    lists = {key: names.split() for key, names in tables()["prenoms"].items()}
    if gender:
        return (*lists[gender], *lists["neutre"])
    others = zip_longest(lists["femme"], lists["homme"])
    return (*lists["neutre"], *(name for pair in others for name in pair if name))


class _Groups:
    """Spellings put together, each group in order of appearance."""

    def __init__(self, spellings: Sequence[Spelling], genders: Mapping[Spelling, Gender | None]) -> None:
        self._genders = genders
        self._group: dict[Spelling, int] = {}
        first: dict[tuple[str, tuple[str, ...], Gender | None], int] = {}
        for place, spelling in enumerate(dict.fromkeys(spellings)):
            key = (spelling.scope, parts_of(spelling.words)[1], gender_of(spelling.words))
            self._group[spelling] = first.setdefault(key, place)

    def join(self, spellings: Sequence[Spelling]) -> None:
        """These are one: whatever was with one of them is with all."""
        for spelling in spellings:
            self._group.setdefault(spelling, max(self._group.values(), default=-1) + 1)
        marks = {self._group[spelling] for spelling in spellings}
        for spelling, mark in self._group.items():
            if mark in marks:
                self._group[spelling] = min(marks)

    def join_sure(self) -> None:
        """« Fatou » and « Mme Diallo » with « Fatou Diallo », when the scope has only one who could be meant."""
        for scope in dict.fromkeys(spelling.scope for spelling in self._group):
            here = [spelling for spelling in self._group if spelling.scope == scope]
            for spelling in here:
                owners = [one for one in here if _may_be(spelling.words, one.words)]
                if len({self._group[one] for one in owners}) == 1 and not self._contested(spelling, owners[0], here):
                    self.join([owners[0], spelling])

    def _contested(self, spelling: Spelling, owner: Spelling, here: Sequence[Spelling]) -> bool:
        """« M. Diallo » beside « Mme Diallo »: who « Fatou Diallo » is, only a person can say."""
        name = parts_of(spelling.words)[1]
        alike = [one for one in here if parts_of(one.words)[1] == name] + [owner]
        return len({gender for one in alike if (gender := self._genders.get(one))}) > 1

    def ordered(self) -> Iterator[tuple[Spelling, ...]]:
        groups: dict[int, list[Spelling]] = {}
        for spelling, mark in self._group.items():
            groups.setdefault(mark, []).append(spelling)
        yield from (tuple(group) for group in groups.values())


def _may_be(short: str, full: str) -> bool:
    """Whether « Fatou », « Diallo » or « Mme Diallo » may be « Fatou Diallo »."""
    title, name = parts_of(short)
    whole = parts_of(full)[1]
    if len(name) > 1 or len(whole) < 2:
        return False
    surname = whole[-1] == name[0] and name[0] not in _first_names()
    return surname or (whole[0] == name[0] and (not title or name[0] in _first_names()))


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in words("prenoms", "surs"))


def renamed(identity: Identity, name: str) -> Identity:
    """The same person under another name, when a person of the team changes it."""
    return replace(identity, name=name)
