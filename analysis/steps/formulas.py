"""How evidence can be weighed: a mix of parts, each between 0 and 1, that a person can change and read in one line.

The formula we start with is the strength of the evidence alone, that of ``analyser --json``. Two parts favour those who
speak easily (the first card, the share of words): they are in no formula unless somebody puts them there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from analysis.steps.wording import listed

MOST = 5
"""A part counts from 0 to this many times."""


@dataclass(frozen=True, slots=True)
class Part:
    """One side of the evidence. ``short`` stands in the formula, ``said`` completes it; ``eases``: it favours the fluent."""

    id: str
    short: str
    said: str
    eases: bool = False


PARTS = (
    Part("force", "force", "la force de la preuve (1 évoqué, 2 exemple concret, 3 changement durable) divisée par 3"),
    Part("personnes", "personnes", "la part des personnes qui en parlent"),
    Part("durable", "changements durables", "la part des personnes qui racontent un changement durable"),
    Part("kpa", "KPA", "la part des KPA où on en parle"),
    Part("cartes", "cartes", "la part des cartes sous lesquelles on en parle"),
    Part("passages", "passages", "le nombre de passages de chaque personne, 3 au plus, divisé par 3"),
    Part("premiere", "première carte", "la part des personnes qui en parlent dès leur première carte", eases=True),
    Part("temps", "part des mots", "la part de ses mots que chaque personne y passe", eases=True),
)
IDS = tuple(part.id for part in PARTS)
PART = MappingProxyType({part.id: part for part in PARTS})


@dataclass(frozen=True, slots=True)
class Formula:
    """How many times each part counts. ``each_kpa``: every KPA counts the same, however many people it has.

    A formula in which nothing counts is the one we start with.
    """

    times: tuple[tuple[str, int], ...] = (("force", 1),)
    each_kpa: bool = False

    @classmethod
    def of(cls, *, each_kpa: bool = False, **times: int) -> Formula:
        """A formula from the parts that count, in the order of the page; numbers are brought back between 0 and 5.

        >>> Formula.of(personnes=9, force=1).times
        (('force', 1), ('personnes', 5))
        """
        kept = tuple((part, min(MOST, times[part])) for part in IDS if times.get(part, 0) > 0)
        return cls(kept or cls().times, each_kpa)

    @property
    def total(self) -> int:
        """What the mix is divided by."""
        return sum(times for _, times in self.times)

    @property
    def eases(self) -> bool:
        """True when it favours those who speak easily."""
        return any(PART[part].eases for part, _ in self.times)

    @property
    def line(self) -> str:
        """The formula on one line; each part is between 0 and 1.

        >>> Formula.of(force=2, personnes=1).line
        'poids = (2 × force + personnes) ÷ 3'
        """
        if self.times == Formula().times:
            return "poids = moyenne de la force de la preuve (de 0 à 3) ÷ 3"
        told = " + ".join(PART[part].short if n == 1 else f"{n} × {PART[part].short}" for part, n in self.times)
        mixed = told if self.total == 1 else f"({told}) ÷ {self.total}"
        if len(self.times) == 1:
            mixed = PART[self.times[0][0]].short
        return f"poids = {mixed}"

    @property
    def said(self) -> str:
        """The same as a sentence that needs nothing else."""
        told = listed([f"{PART[part].said}{'' if n == 1 else f' (comptée {n} fois)'}" for part, n in self.times])
        over = "d'abord dans chaque KPA, puis entre KPA à égalité" if self.each_kpa else "sur tous les entretiens"
        lead = "La moyenne" if len(self.times) == 1 else "Une moyenne de plusieurs parts"
        return f"{lead}, {over} : {told}. Le poids va de 0 (personne n'en parle) à 1."

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a campaign; {} for the one we start with."""
        return {} if self == Formula() else {"parts": dict(self.times), "each_kpa": self.each_kpa}


def formula_from(kept: Mapping[str, Any]) -> Formula:
    """The formula that was kept; what is not understood is left out."""
    parts = kept.get("parts")
    given = parts if isinstance(parts, Mapping) else {}
    times = {name: n for name, n in given.items() if name in PART and isinstance(n, int) and not isinstance(n, bool)}
    return Formula.of(each_kpa=kept.get("each_kpa") is True, **times)


@dataclass(frozen=True, slots=True)
class Named:
    """A formula somebody could defend, under a name; ``aside``: shown, but it moves no range of ranks."""

    id: str
    name: str
    formula: Formula
    aside: bool = False


NAMED = (
    Named("force", "Force de la preuve", Formula()),
    Named("personnes", "Nombre de personnes", Formula.of(personnes=1)),
    Named("durable", "Changements durables seuls", Formula.of(durable=1)),
    Named("kpa-egales", "Chaque KPA compte autant", Formula.of(force=1, each_kpa=True)),
    Named("etendue", "Personnes, KPA et cartes", Formula.of(personnes=1, kpa=1, cartes=1)),
    Named("tout", "Tout à parts égales", Formula.of(force=1, personnes=1, kpa=1, cartes=1, passages=1)),
    Named("parole", "Qui parle vite et longtemps", Formula.of(premiere=1, temps=1), aside=True),
)
