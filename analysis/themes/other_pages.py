"""What « Une autre lecture » shows: the kept reading, its quotes, its drawings; less of it outside the team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.pages import Reader
from analysis.steps.chart_paper import Drawing
from analysis.steps.word_painters import graph_drawing, plane_drawing, world_name
from analysis.steps.word_worlds import GraphWord, PublicWords, SecondView, World
from analysis.voices import Voice
from kparole.wording import age_band

GENDERS = {"femme": "Les femmes", "homme": "Les hommes", "autre": "Autre genre"}
VARIABLES = {"genre": "Selon le genre", "age": "Selon l'âge", "kpa": "Selon la KPA"}


@dataclass(frozen=True, slots=True)
class WorldPage:
    """A world with its most telling passages."""

    name: str
    world: World
    typical: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A public and the words it says more."""

    name: str
    public: PublicWords


@dataclass(frozen=True, slots=True)
class OtherPage:
    """Everything. ``groups``: the words of the graph by group, with who is tied to whom; drawings are None outside the team."""

    view: SecondView
    worlds: tuple[WorldPage, ...]
    publics: Mapping[str, tuple[PublicLine, ...]]
    groups: tuple[tuple[GraphWord, ...], ...]
    plane: Drawing | None
    graph: Drawing | None
    near: tuple[tuple[str, str], ...]


def other_page(reader: Reader, view: SecondView) -> OtherPage:
    """The page, as whoever reads may read it: outside the team, only words she may read in a passage, and no drawing."""
    team = reader.heard is None
    shown = view if team else _heard(reader, view)
    worlds = tuple(
        WorldPage(world_name(n), world, reader.heard_in(world.typical)) for n, world in enumerate(shown.worlds)
    )
    publics: dict[str, tuple[PublicLine, ...]] = {}
    for public in shown.publics:
        line = PublicLine(public_name(public.variable, public.value), public)
        publics[VARIABLES[public.variable]] = (*publics.get(VARIABLES[public.variable], ()), line)
    groups: dict[int, list[GraphWord]] = {}
    for word in shown.words:
        groups.setdefault(word.group, []).append(word)
    return OtherPage(
        view=shown,
        worlds=worlds,
        publics=publics,
        groups=tuple(tuple(found) for _, found in sorted(groups.items()) if len(found) > 1),
        plane=plane_drawing(shown, _named) if team and shown.plane else None,
        graph=graph_drawing(shown) if team and shown.words else None,
        near=tuple((_named(name), world) for name, world in _neighbours(shown)),
    )


def public_name(variable: str, value: str) -> str:
    """A public in words.

    >>> public_name("genre", "femme"), public_name("age", "55+")
    ('Les femmes', '55 ans et plus')
    """
    if variable == "genre":
        return GENDERS.get(value, value)
    return age_band(value) if variable == "age" else value


def _named(label: str) -> str:
    variable, _, value = label.partition("|")
    return public_name(variable, value)


def _neighbours(view: SecondView) -> list[tuple[str, str]]:
    """Each public and the world it is nearest to on the plane."""
    centres = [point for point in view.plane if point.world is not None and not point.label]
    found = []
    for point in view.plane:
        if point.world is None and centres:
            nearest = min(centres, key=lambda one: ((one.x - point.x) ** 2 + (one.y - point.y) ** 2, one.world or 0))
            found.append((point.label, world_name(nearest.world or 0)))
    return found


def _heard(reader: Reader, view: SecondView) -> SecondView:
    """Only the words that stand, not hidden, in a passage this reader may read."""
    pieces = (piece for voice in reader.heard_in([e.id for e in reader.analysis.extracts]) for piece in voice.pieces)
    said = " ".join(piece.text for piece in pieces if not piece.masked).casefold()
    return replace(
        view,
        worlds=tuple(
            replace(w, words=tuple(one for one in w.words if one.word.casefold() in said)) for w in view.worlds
        ),
        publics=tuple(
            replace(p, words=tuple(one for one in p.words if one.word.casefold() in said)) for p in view.publics
        ),
        words=tuple(one for one in view.words if one.word.casefold() in said),
        ties=(),
    )
