"""Another reading of what was said, by the words alone: worlds of words, a plane, words of each public, words said together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from analysis.steps.correspondence import correspond
from analysis.steps.evidence import UNKNOWN, age_group
from analysis.steps.lexical_table import Counts, LexicalTable, lexical_table
from analysis.steps.reinert import Groups, double_classes, pieces, signed_chi2
from analysis.steps.similarity_graph import communities, laid_out, spanning_tree
from analysis.steps.specificities import specificity
from analysis.steps.types import Extract, Person
from analysis.steps.word_worlds import (
    GraphTie,
    GraphWord,
    PlanePoint,
    PublicWord,
    PublicWords,
    SecondView,
    World,
    WorldWord,
)

LEAST_UNITS = 60  # under that, « trop peu de matière »
LEAST_WORDS = 20
MOST_UNITS = 4000  # above, a seeded sample is divided and the others join the world whose words they say
LEAST_PEOPLE = 5  # a public of fewer people is not described
SHORT, LONG = 6, 12  # words of the pieces that are divided
_MANY = 500  # passages; from there a word counts when it is in four of them
_LEAST_CHI2 = 3.84
_LEAST_SPEAKERS = 3
_LEAST_POWER = 2.0  # once in a hundred
_CLASS_WORDS, _PLANE_WORDS, _PUBLIC_WORDS, _GRAPH_WORDS, _TYPICAL = 20, 9, 12, 40, 3


def second_view(people: Sequence[Person], extracts: Sequence[Extract], *, seed: int = 0) -> SecondView | None:
    """Read these extracts by their words; None when there is too little to tell.

    Args:
        people: who spoke.
        extracts: in the order of the notes, without what may name somebody.
        seed: of the sample, above ``MOST_UNITS``.
    """
    if len(extracts) < LEAST_UNITS:
        return None
    table = lexical_table([extract.text for extract in extracts], least=3 if len(extracts) < _MANY else 4)
    if len(table.words) < LEAST_WORDS:
        return None
    labels = _labels(extracts, table, seed)
    worlds = tuple(_world(number, labels, extracts, table) for number in range(int(labels.max(initial=-1)) + 1))
    publics = _members(people, extracts)
    plane, shares = _plane(worlds, labels, table, publics)
    words, ties = _graph(table)
    return SecondView(
        units=len(extracts),
        aside=int((labels < 0).sum()),
        worlds=worlds,
        plane=plane,
        shares=shares,
        publics=tuple(_public(key, found, extracts, table, people) for key, found in publics.items()),
        words=words,
        ties=ties,
    )


def _labels(extracts: Sequence[Extract], table: LexicalTable, seed: int) -> Groups:
    places = np.arange(len(extracts))
    if len(extracts) > MOST_UNITS:
        places = np.sort(np.random.default_rng(seed).choice(len(extracts), MOST_UNITS, replace=False))
    rows = table.rows[places]
    speakers = [extracts[place].person for place in places.tolist()]
    lengths = np.asarray(rows.sum(axis=1)).ravel().astype(int).tolist()
    found = double_classes(rows, pieces(speakers, lengths, least=SHORT), pieces(speakers, lengths, least=LONG))
    if len(places) == len(extracts) or found.max(initial=-1) < 0:
        return found if len(places) == len(extracts) else np.full(len(extracts), -1)
    profiles = np.array([_leaning(table, places[found == number], places) for number in range(found.max() + 1)])
    scores = np.round(table.rows @ np.maximum(profiles, 0.0).T, 6)
    labels = np.where(scores.max(axis=1) > 0, scores.argmax(axis=1), -1)
    labels[places] = found
    return np.asarray(labels, dtype=np.int64)


def _leaning(table: LexicalTable, inside: Groups, among: Groups) -> Counts:
    return signed_chi2(table.of(inside), table.of(among), len(inside), len(among))


def _world(number: int, labels: Groups, extracts: Sequence[Extract], table: LexicalTable) -> World:
    held = np.flatnonzero(labels == number)
    chi2 = np.round(_leaning(table, held, np.arange(len(labels))), 4)
    inside, overall = table.of(held), table.of(np.arange(len(labels)))
    order = [i for i in sorted(range(len(chi2)), key=lambda i: (-chi2[i], table.words[i])) if chi2[i] > _LEAST_CHI2]
    words = tuple(
        WorldWord(table.words[i], round(float(chi2[i]), 1), int(inside[i]), int(overall[i]))
        for i in order[:_CLASS_WORDS]
    )
    scores = np.round(np.asarray(table.rows[held] @ np.maximum(chi2, 0.0)).ravel(), 4)
    inside_it = [extracts[place] for place in held.tolist()]
    ranked = sorted(range(len(held)), key=lambda i: (-scores[i], inside_it[i].id))
    return World(
        extracts=len(held),
        people=len({extract.person for extract in inside_it}),
        words=words,
        typical=_in_turn([inside_it[i] for i in ranked]),
    )


def _in_turn(ranked: Sequence[Extract]) -> tuple[str, ...]:
    """The first ones, each from another person as long as there are others."""
    firsts = {extract.person: extract.id for extract in reversed(ranked[:20])}
    chosen = [extract.id for extract in ranked if firsts.get(extract.person) == extract.id]
    return tuple([*chosen, *(one.id for one in ranked if one.id not in chosen)][:_TYPICAL])


def _members(people: Sequence[Person], extracts: Sequence[Extract]) -> dict[tuple[str, str], Groups]:
    """The units of each public of enough people that is not everybody."""
    told: dict[str, Callable[[Person], str]] = {
        "genre": lambda person: person.gender or UNKNOWN,
        "age": lambda person: age_group(person.age),
        "kpa": lambda person: person.kpa or UNKNOWN,
    }
    found: dict[tuple[str, str], Groups] = {}
    for variable, of in told.items():
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for person in people:
            groups[of(person)].add(person.id)
        for value in sorted(groups):
            if value != UNKNOWN and LEAST_PEOPLE <= len(groups[value]) < len(people):
                units = [place for place, extract in enumerate(extracts) if extract.person in groups[value]]
                found[variable, value] = np.array(units, dtype=np.int64)
    return found


def _plane(
    worlds: Sequence[World], labels: Groups, table: LexicalTable, publics: Mapping[tuple[str, str], Groups]
) -> tuple[tuple[PlanePoint, ...], tuple[float, float]]:
    if len(worlds) < 3:
        return (), (0.0, 0.0)
    counts = np.column_stack([table.of(np.flatnonzero(labels == number)) for number in range(len(worlds))])
    beside = [table.of(units) for units in publics.values()]
    found = correspond(counts, np.column_stack(beside) if beside else np.zeros((len(counts), 0)))
    if found is None:
        return (), (0.0, 0.0)
    place = {word: row for row, word in enumerate(table.words)}
    points = [PlanePoint("", number, float(x), float(y)) for number, (x, y) in enumerate(found.columns)]
    for number, world in enumerate(worlds):
        for word in (one.word for one in world.words[:_PLANE_WORDS]):
            x, y = found.rows[place[word]]
            points.append(PlanePoint(word, number, float(x), float(y)))
    points += [
        PlanePoint("|".join(key), None, float(x), float(y)) for key, (x, y) in zip(publics, found.beside, strict=True)
    ]
    return tuple(points), (round(found.shares[0], 3), round(found.shares[1], 3))


def _public(
    key: tuple[str, str], units: Groups, extracts: Sequence[Extract], table: LexicalTable, people: Sequence[Person]
) -> PublicWords:
    inside, overall = table.of(units), table.of(np.arange(len(extracts)))
    speakers: defaultdict[int, set[str]] = defaultdict(set)
    for unit in units.tolist():
        for column in table.rows.indices[table.rows.indptr[unit] : table.rows.indptr[unit + 1]]:
            speakers[int(column)].add(extracts[unit].person)
    sizes = len(units), len(extracts)
    powers = {
        i: specificity(int(inside[i]), sizes[0], int(overall[i]), sizes[1])
        for i, said in speakers.items()
        if len(said) >= _LEAST_SPEAKERS
    }
    order = sorted((i for i in powers if powers[i] >= _LEAST_POWER), key=lambda i: (-powers[i], table.words[i]))
    words = tuple(
        PublicWord(table.words[i], powers[i], int(inside[i]), int(overall[i]), len(speakers[i]))
        for i in order[:_PUBLIC_WORDS]
    )
    return PublicWords(*key, len({extracts[unit].person for unit in units.tolist()}), words)


def _graph(table: LexicalTable) -> tuple[tuple[GraphWord, ...], tuple[GraphTie, ...]]:
    """The words said most, tied by the passages they share; words without a tie are left out."""
    times = np.asarray(table.rows.sum(axis=0)).ravel()
    often = sorted(range(len(times)), key=lambda i: (-times[i], table.words[i]))[:_GRAPH_WORDS]
    rows = table.rows[:, often]
    ties = np.asarray((rows.T @ rows).todense(), dtype=np.float64)
    np.fill_diagonal(ties, 0.0)
    ties[ties < 2] = 0.0
    tied = np.flatnonzero(ties.sum(axis=1) > 0)
    ties, often = ties[np.ix_(tied, tied)], [often[i] for i in tied]
    tree = spanning_tree(ties)
    groups, place = communities(ties), laid_out(len(often), tree)
    words = tuple(
        GraphWord(table.words[i], float(x), float(y), int(times[i]), group)
        for i, (x, y), group in zip(often, place, groups, strict=True)
    )
    return words, tuple(GraphTie(tie.one, tie.other, tie.times) for tie in tree)
