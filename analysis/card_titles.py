"""Brings together the titles that people gave to jokers, by the words they share. Pure, and the same in any order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.steps.stems import Token, fold, tokens

SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W_]+")
_NO_TITLE = re.compile(r"(la |une |carte |ma |le |mon )*jokers?( ?(n ?|no ?)?\d+)?")
"""« Joker 2 » typed in the place of a title names nothing."""


@dataclass(frozen=True, slots=True)
class TitleGroup:
    """Titles that share a word. ``word``: as people wrote it most often, "" when a title stands by its own words;
    ``titles``: each wording with how many interviews have it, the most frequent first."""

    word: str
    titles: tuple[tuple[str, int], ...]
    interviews: int


@dataclass(frozen=True, slots=True)
class Titles:
    """All the titles given. ``given``: how many, a wording counted as often as it was given; ``untitled``: taken without one;
    ``interviews``: where there is at least one."""

    groups: tuple[TitleGroup, ...] = ()
    given: int = 0
    untitled: int = 0
    interviews: int = 0


def group_titles(given: Iterable[tuple[str, str]]) -> Titles:
    """Group (title, interview) pairs; each title is in one group, that of the word which most interviews share."""
    pairs = sorted((" ".join(title.split()), interview) for title, interview in given)
    titled = [(title, interview) for title, interview in pairs if not is_untitled(title)]
    said = {title: _words(title) for title, _ in titled}
    heard: dict[str, set[str]] = defaultdict(set)
    for title, interview in titled:
        for stem in said[title]:
            heard[stem].add(interview)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for title, interview in titled:
        groups[_key(title, said[title], heard)].append((title, interview))
    made = [_group(key, members, said) for key, members in groups.items()]
    made.sort(key=lambda group: (-group.interviews, -len(group.titles), fold(group.titles[0][0]), group.titles))
    return Titles(tuple(made), len(titled), len(pairs) - len(titled), len({interview for _, interview in titled}))


def is_untitled(title: str) -> bool:
    """True for no title at all, or « Joker » with nothing more.

    >>> is_untitled("JOKER n° 2"), is_untitled("Joker : ma fille")
    (True, False)
    """
    bare = _bare(title)
    return not bare or _NO_TITLE.fullmatch(bare) is not None


def _words(title: str) -> dict[str, str]:
    """The roots that mean something in a title, with the word as written; « joker » itself says nothing."""
    said = [word for word in tokens(title) if not word.empty and not word.stem.startswith("joker")]
    return {_root(word): word.word for word in said}


def _root(word: Token) -> str:
    """The stem; a short one says too little (« mer » and « mère » have the same), the word in the singular is kept then."""
    stem = word.stem.rstrip("sx")
    return stem if len(stem) >= SHORTEST_STEM else word.form.rstrip("sx")


def _key(title: str, words: Mapping[str, str], heard: Mapping[str, set[str]]) -> str:
    """The stem that most interviews share; the title's own words when it shares none."""
    best = min(words, key=lambda stem: (-len(heard[stem]), stem), default="")
    if best and len(heard[best]) > 1:
        return best
    return f"= {_bare(title)}"


def _bare(title: str) -> str:
    return " ".join(_WORD.findall(fold(title)))


def _group(key: str, members: Sequence[tuple[str, str]], said: Mapping[str, Mapping[str, str]]) -> TitleGroup:
    wordings: dict[str, set[str]] = defaultdict(set)
    for title, interview in members:
        wordings[title].add(interview)
    titles = sorted(((title, len(where)) for title, where in wordings.items()), key=lambda t: (-t[1], fold(t[0]), t[0]))
    written = Counter(said[title][key] for title, _ in members if key in said[title])
    word = min(written, key=lambda w: (-written[w], w.isascii(), w), default="") if len(titles) > 1 else ""
    return TitleGroup(word, tuple(titles), len({interview for _, interview in members}))
