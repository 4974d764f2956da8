"""Which interviews to look at: those of a version of the deck, of a period, of both, or all of them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from analysis.card_life import Game, Played
from analysis.steps.wording import capital, counted
from cards.deck import Deck
from cards.differences import differences
from kparole.wording import day_of

NOT_A_DATE = "« {said} » n'est pas une date que KParole comprend. Écrivez par exemple 2026-03-15."
BACKWARDS = "La période finit avant de commencer : vérifiez les deux dates."
NO_SUCH = "Ce jeu n'a servi à aucun entretien : tous les jeux sont montrés."
UNKNOWN_DECK = "Un jeu que KParole n'a plus"


@dataclass(frozen=True, slots=True)
class Choice:
    """A version of the deck ("" for any), a first and a last day (None for no limit)."""

    version: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def everything(self) -> bool:
        """True when nothing is left out."""
        return not self.version and self.start is None and self.end is None

    def takes(self, game: Game) -> bool:
        """True when this interview is among those looked at."""
        since = self.start is None or self.start <= game.on
        return since and (self.end is None or game.on <= self.end) and self.version in ("", game.version)


@dataclass(frozen=True, slots=True)
class VersionName:
    """A version of the deck as people are told of it. ``deck``: None when it is no longer known here."""

    version: str
    name: str
    deck: Deck | None
    interviews: int
    start: date
    end: date

    @property
    def when(self) -> str:
        """« du 3 mars 2026 au 12 mai 2026 »."""
        return period(self.start, self.end)


def read_choice(
    given: Mapping[str, str], *, prefix: str = "", known: Sequence[str], free: bool = True
) -> tuple[Choice, tuple[str, ...]]:
    """The choice that an address says, and what is wrong with it in French; what is wrong is left out.

    ``free``: False for somebody who may not choose, so that no small count is found by taking one choice from another.
    """
    if not free:
        return Choice(), ()
    wrong: list[str] = []
    version = given.get(f"{prefix}jeu", "")
    if version and version not in known:
        wrong.append(NO_SUCH)
        version = ""
    days: dict[str, date | None] = {}
    for name in ("du", "au"):
        said = given.get(f"{prefix}{name}", "").strip()
        try:
            days[name] = date.fromisoformat(said) if said else None
        except ValueError:
            days[name] = None
            wrong.append(NOT_A_DATE.format(said=said[:30]))
    start, end = days["du"], days["au"]
    if start and end and end < start:
        wrong.append(BACKWARDS)
        start = end = None
    return Choice(version, start, end), tuple(wrong)


def version_names(played: Played) -> tuple[VersionName, ...]:
    """Every version that was on a table, numbered within its deck in the order of first use."""
    days: dict[str, list[date]] = {}
    for game in played.games:
        days.setdefault(game.version, []).append(game.on)
    uses = sorted((min(found), max(found), version) for version, found in days.items())
    titles = {version: deck.title if (deck := played.decks.get(version)) else UNKNOWN_DECK for version in days}
    numbers, all_ = Counter[str](), Counter(titles.values())
    named = []
    for start, end, version in uses:
        title = titles[version]
        numbers[title] += 1
        name = f"{title}, version {numbers[title]}" if all_[title] > 1 else title
        named.append(VersionName(version, name, played.decks.get(version), len(days[version]), start, end))
    return tuple(named)


def choice_said(choice: Choice, names: Sequence[VersionName]) -> str:
    """The choice in words: « Le jeu des KPA, version 2, depuis le 3 mars 2026 »."""
    which = next((one.name for one in names if one.version == choice.version), "")
    when = period(choice.start, choice.end)
    return capital(", ".join(part for part in (which, when) if part) or "tous les entretiens")


def period(start: date | None, end: date | None) -> str:
    """A stretch of days in words; "" without limits.

    >>> period(date(2026, 3, 1), date(2026, 3, 1)), period(None, date(2026, 3, 1))
    ('le 1er mars 2026', "jusqu'au 1er mars 2026")
    """
    if start and end:
        return f"le {day_of(start)}" if start == end else f"du {day_of(start)} au {day_of(end)}"
    if start:
        return f"depuis le {day_of(start)}"
    return f"jusqu'au {day_of(end)}" if end else ""


def what_differs(versions: Sequence[VersionName]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each version and the one used before it: a sentence that names them, and what a person would see or hear otherwise.

    Two versions at least; fewer give ().
    """
    found = []
    for old, new in pairwise(versions):
        said = f"De « {old.name} » à « {new.name} »"
        if old.deck is None or new.deck is None:
            found.append((said, ("KParole n'a plus un de ces deux jeux : il ne peut pas dire ce qui a changé.",)))
        else:
            changes = differences(old.deck, new.deck)
            other = old.deck.id != new.deck.id
            started = (f"Ce sont deux jeux : « {old.deck.title} » et « {new.deck.title} ».",) if other else ()
            found.append((said, (*started, *changes) or ("Rien de visible n'a changé.",)))
    return tuple(found)


def on_both(a: Choice, b: Choice, games: Sequence[Game]) -> str:
    """What to say when some interviews are on both sides; "" when none is."""
    number = sum(a.takes(game) and b.takes(game) for game in games)
    if not number:
        return ""
    verb = "est" if number == 1 else "sont"
    return (
        f"{capital(counted(number, 'un entretien', 'entretiens'))} {verb} des deux côtés : l'écart en est plus petit."
    )
