"""Who is who in a corpus, and the first name each one gets: one person, one first name, everywhere.

« Mme Diallo », « Fatou » and « Fatou Diallo » are one when somebody says so, or when the KPA knows only one of them.
Nobody is ever joined by guess across two KPAs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from analysis.steps.mask_lexicon import fold, words

Gender = Literal["femme", "homme"]
_WORDS_FILE = Path(__file__).with_name("replace_words.toml")
_WOMAN = frozenset("mme mmes mlle madame mademoiselle sœur mère tante tata lalla docteure professeure".split())
_MAN = frozenset("m mr monsieur frère père oncle tonton abbé sidi".split())
_HER = frozenset("fille fillette sœur soeur mère maman femme tante tata copine amie voisine cousine nièce grand-mère mamie belle-mère marraine".split())
_HIS = frozenset("fils garçon frère père papa mari oncle tonton copain ami voisin cousin neveu grand-père papi beau-père parrain".split())
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
def tables() -> dict[str, dict[str, str]]:
    """The words put in place of others, as ``replace_words.toml`` has them."""
    return tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8"))


def parts_of(spelling: str) -> tuple[str, tuple[str, ...]]:
    """The title of a spelling (« » when none) and the folded words of the name.

    >>> parts_of("Mme Diallo")
    ('Mme', ('diallo',))
    """
    found = [word.group() for word in _WORD.finditer(spelling)]
    titles = {title.rstrip(".").lower() for title in words("personnes", "titres")}
    count = 0
    while count < len(found) - 1 and found[count].lower() in titles:
        count += 1
    end = spelling.index(found[count]) if found and count else 0
    return spelling[:end].rstrip(), tuple(fold(word) for word in found[count:]) or (fold(spelling),)


def gender_of(spelling: str, before: str = "") -> Gender | None:
    """What a title or the word before says of somebody's gender; None when nothing does.

    >>> gender_of("Mme Diallo"), gender_of("Rose", "ma fille "), gender_of("Rose")
    ('femme', 'femme', None)
    """
    title = parts_of(spelling)[0].rstrip(".").split(" ")[-1].lower()
    said = [word.group().lower() for word in _WORD.finditer(before)][-1:]
    if title in _WOMAN or (said and said[0] in _HER):
        return "femme"
    return "homme" if title in _MAN or (said and said[0] in _HIS) else None


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
    groups = _Groups([spelling for spelling, _ in seen])
    for one in (*earlier, *told):
        groups.join(one.spellings)
    groups.join_sure()
    genders = _genders(seen, told, earlier)
    used = {fold(name) for name in taken} | {fold(one.name) for one in earlier}
    used |= {fold(one.name) for one in told if one.name}
    found: list[Identity] = []
    for group in groups.ordered():
        gender = _agreed(genders.get(spelling) for spelling in group)
        name = _chosen(group, told) or _kept(group, earlier) or _drawn(gender, used)
        used.add(fold(name))
        found.append(Identity(group, name, gender))
    return tuple(found)


def _genders(
    seen: Sequence[tuple[Spelling, Gender | None]], told: Sequence[Same], earlier: Sequence[Identity]
) -> dict[Spelling, Gender | None]:
    found = {spelling: gender for spelling, gender in reversed(seen) if gender}
    for one in (*earlier, *told):
        found |= {spelling: one.gender for spelling in one.spellings if one.gender}
    return dict(found)


def _agreed(genders: Iterable[Gender | None]) -> Gender | None:
    said = {gender for gender in genders if gender}
    return said.pop() if len(said) == 1 else None


def _chosen(group: Sequence[Spelling], told: Sequence[Same]) -> str | None:
    return next((one.name for one in told if one.name and set(one.spellings) & set(group)), None)


def _kept(group: Sequence[Spelling], earlier: Sequence[Identity]) -> str | None:
    return next((one.name for one in earlier if set(one.spellings) & set(group)), None)


def _drawn(gender: Gender | None, used: set[str]) -> str:
    """The first free name of the list of this gender; numbered once the list is through."""
    names = tables()["prenoms"][gender or "neutre"].split()
    turn = 1
    while True:
        for name in names:
            drawn = name if turn == 1 else f"{name} {turn}"
            if fold(name) not in used and fold(drawn) not in used or (turn > 1 and fold(drawn) not in used):
                return drawn
        turn += 1


class _Groups:
    """Spellings put together, each group in order of appearance."""

    def __init__(self, spellings: Sequence[Spelling]) -> None:
        self._group: dict[Spelling, int] = {}
        first: dict[tuple[str, tuple[str, ...]], int] = {}
        for place, spelling in enumerate(dict.fromkeys(spellings)):
            self._group[spelling] = first.setdefault((spelling.scope, parts_of(spelling.words)[1]), place)

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
            full = [spelling for spelling in here if len(parts_of(spelling.words)[1]) > 1]
            for spelling in here:
                title, name = parts_of(spelling.words)
                if len(name) == 1:
                    place = (-1,) if title and name[0] not in _first_names() else (0, -1) if title else (0,)
                    owners = [one for one in full if any(parts_of(one.words)[1][at] == name[0] for at in place)]
                    if len({self._group[one] for one in owners}) == 1:
                        self.join([owners[0], spelling])

    def ordered(self) -> Iterator[tuple[Spelling, ...]]:
        groups: dict[int, list[Spelling]] = {}
        for spelling, mark in self._group.items():
            groups.setdefault(mark, []).append(spelling)
        yield from (tuple(group) for group in groups.values())


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in words("prenoms", "surs"))


def renamed(identity: Identity, name: str) -> Identity:
    """The same person under another name, when a person of the team changes it."""
    return replace(identity, name=name)
