"""Grows the first branch of the map out of an analysis: domains, families, effects, finer effects and themes, quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.effect_map.nodes import PEOPLE_BRANCH, Kind, Node
from analysis.steps.evidence import EvidenceTable, gather_evidence
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.types import Analysis, Extract, Label, Theme
from analysis.steps.wording import capital
from analysis.voices import Voice

Said = tuple[Extract, Label]
QUOTES = 2
OUTSIDE = "Hors des effets"


def _no_quote(_said: Sequence[Said]) -> tuple[Voice, ...]:
    return ()


def _no_typical(_theme: Theme) -> tuple[Voice, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What of people's words the map may show; of itself, none.

    ``theme``: the name of a theme as it may be read; ``quotes``: voices for the passages that carry a node, the best
    first; ``typical``: voices for a theme.
    """

    theme: Callable[[Theme], str]
    quotes: Callable[[Sequence[Said]], tuple[Voice, ...]] = _no_quote
    typical: Callable[[Theme], tuple[Voice, ...]] = _no_typical


@dataclass(slots=True)
class _Ground:
    """What is looked up while the branch grows."""

    analysis: Analysis
    taxonomy: Taxonomy
    telling: Telling
    table: EvidenceTable
    owner: Mapping[str, str]
    carried: dict[tuple[str, str | None], list[Said]] = field(default_factory=lambda: defaultdict(list))

    @property
    def base(self) -> int:
        return len(self.analysis.people)

    def people(self, effects: Sequence[Effect]) -> set[str]:
        """Who says at least one of these effects."""
        ids = {effect.id for effect in effects}
        return {who for who, row in self.table.items() if any(e in ids and found.strength for e, found in row.items())}

    def said(self, effect: str, sub: str | None) -> list[Said]:
        """The passages that carry a finer effect, sure ones first, then the strongest."""
        found = self.carried.get((effect, sub), [])
        return sorted(found, key=lambda s: (s[1].confidence < 0.55, -(s[1].strength or 0), -s[1].confidence, s[0].id))


def people_branch(analysis: Analysis, taxonomy: Taxonomy, telling: Telling) -> Node:
    """The first branch. An empty analysis gives the whole grid, with nobody in it."""
    ground = _ground(analysis, taxonomy, telling)
    children = _domains(ground)
    outside = tuple(_theme(ground, theme) for theme in analysis.themes if theme.scope is None)
    if outside:
        members = [i for theme in analysis.themes if theme.scope is None for i in theme.members]
        count = len({ground.owner[i] for i in members if i in ground.owner})
        children = (*children, Node("effet", OUTSIDE, people=count, base=ground.base, children=outside))
    return Node("branche", PEOPLE_BRANCH, people=ground.base, base=ground.base, children=children)


def _ground(analysis: Analysis, taxonomy: Taxonomy, telling: Telling) -> _Ground:
    table = gather_evidence(analysis.people, analysis.extracts, analysis.readings)
    ground = _Ground(analysis, taxonomy, telling, table, {e.id: e.person for e in analysis.extracts})
    for extract in analysis.extracts:
        reading = analysis.readings.get(extract.id)
        for label in reading.labels if reading else ():
            if label.polarity == "positive":
                ground.carried[label.effect, label.sub].append((extract, label))
    return ground


def _domains(ground: _Ground) -> tuple[Node, ...]:
    """Effects gathered under their domain, in the order of the grid; those of no domain stand at the same level."""
    found: list[Node] = []
    for domain, effects in _groups(ground.taxonomy.effects, lambda effect: _domain_of(ground.taxonomy, effect)):
        families = _families(ground, effects)
        if domain is None:
            found += families
        else:
            label = ground.taxonomy.domains.get(domain, domain)
            found.append(_gathered(ground, "domaine", label, effects, families))
    return tuple(found)


def _families(ground: _Ground, effects: Sequence[Effect]) -> tuple[Node, ...]:
    found: list[Node] = []
    for family_id, group in _groups(effects, lambda effect: effect.family):
        nodes = tuple(_effect(ground, effect) for effect in group)
        family = ground.taxonomy.family(family_id)
        found += [_gathered(ground, "famille", family.label, group, nodes)] if family else nodes
    return tuple(found)


def _gathered(ground: _Ground, kind: Kind, label: str, effects: Sequence[Effect], children: tuple[Node, ...]) -> Node:
    styles = {effect.style for effect in effects}
    style = styles.pop() if len(styles) == 1 else ""
    return Node(kind, label, style, len(ground.people(effects)), ground.base, children=children)


def _effect(ground: _Ground, effect: Effect) -> Node:
    subs = [_finer(ground, effect, sub.id, sub.label) for sub in effect.subs]
    finer = sorted((node for node in subs if node.people), key=lambda node: -(node.people or 0))
    themes = tuple(_theme(ground, theme, effect) for theme in ground.analysis.themes if theme.scope == effect.id)
    children = (*finer, *themes, *_silent(ground, effect, [node.label for node in subs if not node.people]))
    alone = not any(child.people for child in children)
    said = [s for key in ground.carried if key[0] == effect.id for s in ground.said(*key)] if alone else []
    return Node(
        "effet",
        effect.label,
        effect.style,
        len(ground.people((effect,))),
        ground.base,
        contrary=sum(bool(row[effect.id].contrary) for row in ground.table.values() if effect.id in row),
        effect=effect.id,
        voices=ground.telling.quotes(said),
        children=children,
    )


def _silent(ground: _Ground, effect: Effect, labels: Sequence[str]) -> tuple[Node, ...]:
    """What the grid foresees and nobody says, in one node: it is a finding too."""
    if not labels:
        return ()
    head = "Pas entendu" if len(labels) == 1 else "Pas entendus"
    return (Node("finesse", f"{head} : {' ; '.join(labels)}", effect.style, 0, ground.base),)


def _finer(ground: _Ground, effect: Effect, sub: str, label: str) -> Node:
    said = ground.said(effect.id, sub)
    people = {extract.person for extract, _ in said}
    return Node(
        "finesse",
        label,
        effect.style,
        len(people),
        ground.base,
        effect=effect.id,
        voices=ground.telling.quotes(said),
    )


def _theme(ground: _Ground, theme: Theme, effect: Effect | None = None) -> Node:
    people = {ground.owner[member] for member in theme.members if member in ground.owner}
    return Node(
        "theme",
        capital(ground.telling.theme(theme)),
        effect.style if effect else "",
        len(people),
        ground.base,
        effect=effect.id if effect else "",
        voices=ground.telling.typical(theme),
    )


def _domain_of(taxonomy: Taxonomy, effect: Effect) -> str | None:
    family = taxonomy.family(effect.family)
    return effect.domain or (family.domain if family else None)


def _groups(effects: Sequence[Effect], key: Callable[[Effect], str | None]) -> list[tuple[str | None, list[Effect]]]:
    groups: dict[str | None, list[Effect]] = {}
    for effect in effects:
        groups.setdefault(key(effect), []).append(effect)
    return list(groups.items())
