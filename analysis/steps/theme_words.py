"""The words that tell a theme from the others, and the name they make. Light: pages use it too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import log

from analysis.steps.stems import tokens
from analysis.steps.wording import NO_WORD

_NAME_WORDS = 3
# Said everywhere, they tell nothing of what a theme is about: they never name one.
_TIMES = """
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre
novembre decembre matin soir midi semaine six sept huit neuf dix
"""
_WHEN = frozenset(_TIMES.split())


def name_theme(members: Sequence[str], everyone: Sequence[str], *, words: int = _NAME_WORDS) -> str:
    """A short name made of the theme's distinctive words, « thème sans mot » when it has none."""
    return ", ".join(distinctive(members, everyone, words=words)) or NO_WORD


def distinctive(members: Sequence[str], everyone: Sequence[str], *, words: int = 8) -> tuple[str, ...]:
    """Words said more in the theme than elsewhere (class-based TF-IDF: Grootendorst, 2022), most distinctive first.

    Counted on stems, in how many texts each occurs; shown as the whole word most often written.
    """
    inside = _heard(members)
    overall = _heard_by_all(tuple(everyone))
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in members:
        for token in tokens(text):
            written[token.stem][token.word] += 1
    least = 2 if len(members) >= 4 else 1
    share = len(members) / max(len(everyone), 1)
    scores = {
        stem: times * log(1 + times / (overall[stem] * share)) for stem, times in inside.items() if times >= least
    }
    ranked = sorted(scores, key=lambda stem: (-round(float(scores[stem]), 6), stem))[:words]
    return tuple(min(written[stem], key=lambda word: (-written[stem][word], word)) for stem in ranked)


@lru_cache(maxsize=2)  # each theme of a run is named against the same texts
def _heard_by_all(texts: tuple[str, ...]) -> Counter[str]:
    return _heard(texts)


def _heard(texts: Sequence[str]) -> Counter[str]:
    """In how many texts each stem that means something occurs."""
    return Counter(
        stem
        for text in texts
        for stem in {token.stem for token in tokens(text) if not token.empty and token.form not in _WHEN}
    )
