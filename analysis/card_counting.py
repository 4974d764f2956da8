"""Counts the life of the cards over interviews. Pure: nothing depends on the order in which the interviews come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from analysis.card_life import JOKER, PLACES, Aside, CardLife, CardLine, Game, Step, VersionUse, key_of
from analysis.card_titles import group_titles
from analysis.steps.wording import listed
from cards.deck import Card, Deck


def life_of(games: Iterable[Game], *, decks: Mapping[str, Deck], shown: Deck) -> CardLife:
    """Count over these interviews, each id once. ``decks``: by version; one that is missing is taken to be ``shown``.

    ``shown`` is the deck whose titles and order are used. No interview at all gives its cards with zeros.
    """
    alone = {game.id: game for game in games}
    played = [alone[key] for key in sorted(alone)]
    telling = [game for game in played if game.taken]
    chained = [game for game in telling if len(game.taken) > 1]
    laid = {game.version: decks.get(game.version, shown) for game in played}
    names = _names(laid, shown)
    order = {card: place for place, card in enumerate(names)}
    by_card, table = _by_card(played), _Table(played, laid)
    return CardLife(
        interviews=len(played),
        telling=len(telling),
        taken=sum(len(game.taken) for game in telling),
        chained=len(chained),
        followed=sum(game.followed for game in played),
        heard=sum(bool(game.read) for game in played),
        strange=sum(any(one.card is None for one in game.taken) for game in telling),
        lines=tuple(
            _line(card, names.get(card), by_card[card], table)
            for card in sorted({*_cards(laid, shown), *by_card}, key=lambda c: (order.get(c, len(order)), c))
        ),
        sequences=_most(_steps(chained, all_=True), order),
        openers=_most(_steps(chained, all_=False), order),
        titles=group_titles(
            (one.title, game.id) for game in telling for one in game.taken if one.card in {JOKER, None}
        ),
        versions=_versions(played),
    )


class _Table:
    """Which interviews had a card before them."""

    def __init__(self, played: Sequence[Game], laid: Mapping[str, Deck]) -> None:
        self._games = [(game, game.cards) for game in played]
        self._cards = {version: {key_of(card) for card in deck.shown} for version, deck in laid.items()}

    def around(self, card: str) -> list[tuple[Game, bool]]:
        """The interviews that had it, or took it all the same, and whether it was taken."""
        having = {version for version, cards in self._cards.items() if card in cards}
        return [(game, card in cards) for game, cards in self._games if game.version in having or card in cards]


def _names(laid: Mapping[str, Deck], shown: Deck) -> dict[str, Card]:
    """The cards of all these decks under the id they are counted by: those shown first, then the others by version."""
    found: dict[str, Card] = {}
    for deck in (shown, *(laid[version] for version in sorted(laid))):
        for card in deck.cards:
            found.setdefault(key_of(card), card)
    return found


def _cards(laid: Mapping[str, Deck], shown: Deck) -> set[str]:
    """What was on a table; the deck shown alone when there was none."""
    return {key_of(card) for deck in (laid.values() or (shown,)) for card in deck.shown}


def _by_card(played: Sequence[Game]) -> dict[str, list[tuple[int, Game]]]:
    """For each card taken: the interviews, with its first rank there."""
    found: dict[str, list[tuple[int, Game]]] = defaultdict(list)
    for game in played:
        seen: set[str] = set()
        for rank, one in enumerate(game.taken, 1):
            if one.card and one.card not in seen:
                seen.add(one.card)
                found[one.card].append((rank, game))
    return found


def _line(card: str, named: Card | None, found: Sequence[tuple[int, Game]], table: _Table) -> CardLine:
    there = table.around(card)
    ranks = Counter(min(rank, PLACES) for rank, _ in found)
    said = Counter(
        opening
        for _, game in found
        for opening in {one.opening for one in game.taken if one.card == card and one.opening}
    )
    pair = named.openings if named is not None and not named.joker and len(named.openings) > 1 else ()
    openings = tuple((opening, said[opening]) for opening in dict.fromkeys((*pair, *sorted(said))))
    unsaid = sum(not any(one.opening for one in game.taken if one.card == card) for _, game in found) if openings else 0
    return CardLine(
        card=card,
        picture=named.picture if named is not None else "",
        title=listed(named.openings, last="ou") if named is not None else card,
        base=sum(bool(game.taken) for game, _ in there),
        taken=len(found),
        first=ranks[1],
        ranks=tuple(ranks[place] for place in range(1, PLACES + 1)),
        openings=openings,
        unsaid=unsaid,
        aside=_aside(card, there),
    )


def _aside(card: str, there: Sequence[tuple[Game, bool]]) -> Aside:
    followed = [(game, taken) for game, taken in there if game.followed]
    left = [game for game, taken in followed if not taken]
    return Aside(
        base=len(followed),
        heard=sum(bool(game.read) for game, _ in followed),
        read=sum(card in game.read for game in left),
        skipped=sum(card in game.skipped for game in left),
        later=sum(card in game.later for game in left),
        back=sum(card in game.back for game in left),
        again=sum(taken and card in game.skipped | game.later | game.back for game, taken in followed),
    )


def _steps(chained: Sequence[Game], *, all_: bool) -> Counter[tuple[str, str]]:
    """How many interviews go from one card to another; what is no card of the deck breaks the chain."""
    found: Counter[tuple[str, str]] = Counter()
    for game in chained:
        steps = pairwise(one.card for one in (game.taken if all_ else game.taken[:2]))
        found.update({(before, after) for before, after in steps if before and after})
    return found


def _most(steps: Mapping[tuple[str, str], int], order: Mapping[str, int]) -> tuple[Step, ...]:
    """The most frequent first, then in the order of the deck."""
    last = len(order)
    ranked = sorted(steps, key=lambda s: (-steps[s], order.get(s[0], last), order.get(s[1], last), s))
    return tuple(Step(before, after, steps[before, after]) for before, after in ranked)


def _versions(played: Sequence[Game]) -> tuple[VersionUse, ...]:
    """In the order they came into use."""
    days: dict[str, list[date]] = defaultdict(list)
    for game in played:
        days[game.version].append(game.on)
    uses = [VersionUse(version, len(found), min(found), max(found)) for version, found in days.items()]
    return tuple(sorted(uses, key=lambda use: (use.start, use.end, use.version)))
