"""What the pages that set groups of interviews side by side show: two campaigns, ways of leading an interview. No web."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.campaigns.service import Season
from analysis.pages import Reader
from analysis.steps.card_painters import Bar
from analysis.steps.chart_paper import Drawing
from analysis.steps.charts_cards import pairs_drawing
from analysis.steps.cross import SMALL_CELL
from analysis.steps.formulas import Formula
from analysis.steps.publics import PublicRow, side_by_side
from analysis.steps.small_cells import Cell, hidden_publics, hide
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Person
from analysis.steps.wording import counted, decimal, listed
from analysis.weighing.counting import evidence_of, once
from analysis.weighing.pages import VERDICTS
from analysis.weighing.service import Led

if TYPE_CHECKING:
    from analysis.steps.evolution import EffectMove, Evolution

NO_KPA = "Aucune KPA n'est dans les deux campagnes : on compare d'autres lieux, pas un avant et un après."


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One effect in both campaigns. ``shown``: False when a count is too small for who reads."""

    effect: Effect
    move: EffectMove
    shown: bool

    @property
    def told(self) -> str:
        """What may be said of the gap."""
        return VERDICTS[self.move.row.verdict] if self.shown else "pas montré"


@dataclass(frozen=True, slots=True)
class EvolutionPage:
    """Two campaigns. ``warnings``: what differs between the two groups besides time; ``closed``: too few people to show any."""

    seasons: tuple[Season, Season]
    evolution: Evolution
    lines: tuple[MoveLine, ...]
    warnings: tuple[str, ...]
    closed: bool
    drawing: Drawing | None


def evolution_page(
    reader: Reader, seasons: tuple[Season, Season], of: Mapping[str, Season], formula: Formula
) -> EvolutionPage:
    """The interviews of one campaign beside those of another; outside the team small counts are hidden."""
    from analysis.steps.evolution import evolution  # with numpy

    people = [[p for p in reader.analysis.people if of.get(p.id) == season] for season in seasons]
    codes = tuple(tuple(person.id for person in side) for side in people)
    table, ids = evidence_of(reader.analysis), reader.taxonomy.ids
    found = once(
        reader.analysis,
        ("evolution", ids, codes, formula),
        lambda: evolution(people[0], people[1], reader.analysis.extracts, table, effects=ids, formula=formula),
    )
    veiled = reader.heard is not None
    rest = len(reader.analysis.people) - found.before.people - found.after.people
    sizes = {"a": found.before.people, "b": found.after.people, "?": rest}
    closed = veiled and not hidden_publics(sizes).small.isdisjoint(sizes)
    totals = [weight.people for weight in reader.analysis.weights]
    lines = tuple(
        MoveLine(effect, move, not veiled or _tellable(move.row, total))
        for effect, move, total in zip(reader.taxonomy.effects, found.rows, totals, strict=True)
    )
    names = (seasons[0].name, seasons[1].name)
    drawing = None if closed else _drawing(lines, names)
    return EvolutionPage(seasons, found, lines, _warnings(found, names), closed, drawing)


def _tellable(row: PublicRow, total: int) -> bool:
    """Whether both counts may be read outside the team, the total of the network being known there."""
    pair = row.pair
    rest = Cell("?", total - pair.people - pair.others, total)
    hidden = hide([Cell("a", pair.people, pair.base), Cell("b", pair.others, pair.others_base), rest])
    return "a" not in hidden and "b" not in hidden


def _drawing(lines: Sequence[MoveLine], names: tuple[str, str]) -> Drawing:
    pairs = [line.move.row.pair for line in lines if line.shown]
    labels = [line.effect.short for line in lines if line.shown]
    before = [Bar(label, pair.people, None, pair.base) for label, pair in zip(labels, pairs, strict=True)]
    after = [Bar(label, pair.others, None, pair.others_base) for label, pair in zip(labels, pairs, strict=True)]
    drawn = pairs_drawing(before, after, names=names, name="evolution")
    return replace(drawn, title="La part des personnes qui parlent de chaque effet")


def _warnings(found: Evolution, names: tuple[str, str]) -> tuple[str, ...]:
    """What else changed: people, places, cards, how much was noted."""
    one, other = found.before, found.after
    said = ["Ce ne sont pas les mêmes personnes ni les mêmes cartes. Un écart peut venir de là, pas du temps."]
    alone = (one.kpas | other.kpas) - found.shared
    if not found.shared:
        said.append(NO_KPA)
    elif alone:
        where = f"{counted(len(alone), 'une KPA', 'KPA')} {'est' if len(alone) == 1 else 'sont'}"
        said.append(f"{where[0].upper()}{where[1:]} dans une seule des deux campagnes : {listed(sorted(alone))}.")
    if one.age is not None and other.age is not None and abs(one.age - other.age) >= 5:
        said.append(f"L'âge du milieu est de {one.age:.0f} ans d'un côté, {other.age:.0f} ans de l'autre.")
    if one.passages and not 0.75 < other.passages / one.passages < 1.33:
        more = [decimal(side.passages, places=1) for side in (one, other)]
        said.append(f"On a noté {more[0]} passages par entretien d'un côté, {more[1]} de l'autre.")
    few = [name for name, side in zip(names, (one, other), strict=True) if side.people < 10]
    if few:
        said.append(f"Moins de dix entretiens dans {listed(few)} : n'en concluez rien sans relire les paroles.")
    return tuple(said)


@dataclass(frozen=True, slots=True)
class LedGroup:
    """Interviews led in the same way beside the others whose way is known; ``told``: the way, or a letter for a person."""

    told: str
    people: int
    lines: tuple[tuple[Effect, PublicRow], ...]


@dataclass(frozen=True, slots=True)
class LedPage:
    """What may come from who interviewed. ``known``: interviews whose way is known, of ``people``."""

    known: int
    people: int
    by_way: tuple[LedGroup, ...]
    by_person: tuple[LedGroup, ...]


def led_page(reader: Reader, led: Mapping[str, Led], ways: Mapping[str, str]) -> LedPage:
    """The effects by the way of interviewing, and by who led; groups under 5 interviews are not told apart."""
    known = [person for person in reader.analysis.people if person.id in led]
    way = {person.id: ways.get(led[person.id].roles, "") for person in known}
    owners = sorted({led[person.id].owner for person in known})
    letters = {owner: f"Personne {_letter(n)}" for n, owner in enumerate(owners)}
    who = {person.id: letters[led[person.id].owner] for person in known}
    return LedPage(len(known), len(reader.analysis.people), _groups(reader, known, way), _groups(reader, known, who))


def _groups(reader: Reader, known: Sequence[Person], told: Mapping[str, str]) -> tuple[LedGroup, ...]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in known:
        if told[person.id]:
            groups[told[person.id]].append(person)
    table, found = evidence_of(reader.analysis), []
    for name in sorted(groups):
        own = groups[name]
        others = [person for other, people in groups.items() if other != name for person in people]
        if len(own) >= SMALL_CELL and len(others) >= SMALL_CELL:
            rows = side_by_side(own, others, table, effects=reader.taxonomy.ids)
            found.append(LedGroup(name, len(own), tuple(zip(reader.taxonomy.effects, rows, strict=True))))
    return tuple(found)


def _letter(number: int) -> str:
    """A, B… Z, AA: a person is not named where her way of working is looked at."""
    return chr(65 + number) if number < 26 else _letter(number // 26 - 1) + _letter(number % 26)
