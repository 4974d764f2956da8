"""The map as data: a tree of nodes, whoever shows it. No web, no tables, no drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from analysis.steps.cross import SMALL_CELL
from analysis.voices import Voice

Kind = Literal["branche", "domaine", "famille", "effet", "finesse", "theme", "lieu", "entree"]

FEW = f"moins de {SMALL_CELL}"
PEOPLE_BRANCH = "Effets sur les personnes"
HAND_BRANCH = "Effets autour"
HAND_MARK = "rempli à la main"


@dataclass(frozen=True, slots=True)
class Node:
    """One place of the map.

    ``people``: how many people say it, of ``base``; None for what is filled by hand, which nobody counts. ``few``: the
    number is from 1 to 4 and stays untold. ``contrary``: people who say the contrary. ``effect``: the effect whose page
    tells more, "" for none. ``proof``: how the team knows it, for what is filled by hand; ``entries``: how
    many stand under a place. ``id`` is given by ``numbered``.
    """

    kind: Kind
    label: str
    style: str = ""
    people: int | None = None
    base: int = 0
    few: bool = False
    contrary: int = 0
    effect: str = ""
    voices: tuple[Voice, ...] = ()
    proof: str = ""
    entries: int = 0
    children: tuple[Node, ...] = ()
    id: str = ""

    @property
    def by_hand(self) -> bool:
        """True when the team wrote it."""
        return self.kind in {"lieu", "entree"}

    @property
    def counted(self) -> str:
        """« 17 sur 30 », « moins de 5 sur 30 », or how many entries are below; "" when there is no number."""
        if self.people is None:
            return _entries(self.entries) if self.kind == "lieu" else ""
        if self.few:
            return f"{FEW} sur {self.base}"
        return f"{self.people} sur {self.base}" if self.people or self.kind != "finesse" else ""

    @property
    def against(self) -> str:
        """« 2 disent le contraire », "" when nobody does."""
        return f"{self.contrary} {'disent' if self.contrary > 1 else 'dit'} le contraire" if self.contrary else ""


def _entries(number: int) -> str:
    return f"{number or 'rien'}{' effet' if number == 1 else ' effets' if number else ' encore'}"


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, parents before children."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def numbered(nodes: tuple[Node, ...], *, start: str = "n") -> tuple[Node, ...]:
    """The same nodes with an id each that says the way to it: « n1 », « n1-2 »."""
    return tuple(
        replace(node, id=f"{start}{place}", children=numbered(node.children, start=f"{start}{place}-"))
        for place, node in enumerate(nodes, 1)
    )


def veiled(node: Node) -> Node:
    """The same map for whoever is outside the team: numbers from 1 to 4 are not told, but those of effects, told elsewhere."""
    small = node.kind not in {"branche", "effet"} and node.people is not None and 0 < node.people < SMALL_CELL
    return replace(
        node, people=1 if small else node.people, few=small, children=tuple(veiled(child) for child in node.children)
    )


def shortened(node: Node, *, finer: int, entries: int) -> Node:
    """The same map with at most so many finer effects under an effect and entries under a place; silent ones go."""
    kept = [child for child in node.children if child.kind not in {"finesse", "theme"} or child.people]
    most = {"effet": finer, "lieu": entries, "entree": 0}.get(node.kind, len(kept))
    left = len(kept) - most
    children = [shortened(child, finer=finer, entries=entries) for child in kept[:most]]
    if left > 0 and most and node.kind == "lieu":
        children.append(Node("entree", f"et {left} autre{'s' if left > 1 else ''}"))
    return replace(node, children=tuple(children))
