"""The words behind a count: what the people of a public, of a moment or of a campaign say of an effect."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analysis.pages import Reader
from analysis.steps.first_said import Moment, moment_of
from analysis.steps.taxonomy import Effect
from analysis.voices import Voice

SHOWN = 60
MOMENTS_SAID: dict[Moment, str] = {
    "introduction": "En arrivant",
    "premiere-carte": "Sous la première carte",
    "autre-carte": "Sous une carte d'après",
    "cloture": "Pour finir",
}


@dataclass(frozen=True, slots=True)
class WordsPage:
    """What is said of an effect, and the contrary; ``more``: how many passages are not shown; ``people``: who speaks."""

    effect: Effect
    said: tuple[Voice, ...]
    against: tuple[Voice, ...]
    more: int
    people: int


def words_page(
    reader: Reader,
    effect: Effect,
    *,
    among: Collection[str] | None = None,
    moment: Moment | None = None,
    card: str = "",
) -> WordsPage:
    """The voices on an effect of these people (codes, None = all), said at this moment (None = any), under this card."""
    found = reader.said_of(effect.id, among=among)
    if moment is not None:
        when = {extract.id: moment_of(extract) for extract in reader.analysis.extracts}
        found = [voice for voice in found if when[voice.extract] == moment]
    if card:
        found = [voice for voice in found if voice.card == card]
    said = [voice for voice in found if voice.polarity == "positive"]
    against = tuple(voice for voice in found if voice.polarity != "positive")
    return WordsPage(effect, tuple(said[:SHOWN]), against, max(0, len(said) - SHOWN), len({v.who.code for v in said}))
