"""The frozen dataclasses that travel between the steps: words in, findings out.

Offsets are Unicode code points, end exclusive, always counted in the text of the note they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Part = Literal["introduction", "carte", "cloture", "non-classe"]
Polarity = Literal["positive", "negative", "absente"]
MaskKind = Literal["PERSONNE", "LIEU", "ORGANISATION", "DATE", "AGE", "CONTACT", "SANTE", "AUTRE"]

MASK_KINDS: tuple[MaskKind, ...] = ("PERSONNE", "LIEU", "ORGANISATION", "DATE", "AGE", "CONTACT", "SANTE", "AUTRE")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """One paragraph of a compte-rendu, and where it was said.

    ``rank`` is the place of the card in the order of selection (1 = first taken), None outside cards.
    ``card`` is the id in the deck, "joker" for a free theme, None outside cards.
    ``exact`` are the stretches that are the person's own words; the rest is paraphrase.
    """

    id: str
    part: Part
    text: str
    rank: int | None = None
    card: str | None = None
    card_title: str | None = None
    exact: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One interview as the analysis sees it: a profile without a name, and the notes in their order."""

    id: str
    kpa: str | None = None
    age: int | None = None
    gender: Literal["femme", "homme", "autre"] | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """A meaning unit cut from a note: offsets and a copy of the text, and where it was said."""

    id: str
    person: str
    note: str
    part: Part
    card: str | None
    rank: int | None
    start: int
    end: int
    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of a text that may identify someone, and how sure the proposal is (0–1)."""

    start: int
    end: int
    kind: MaskKind
    text: str
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an extract that weighed in a decision; ``weight`` > 0 pushed towards the effect."""

    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Label:
    """One effect seen in an extract, and why.

    ``strength``: 1 evoked, 2 concrete example, 3 lasting change; None when the effect is said to be absent.
    ``confidence``: 0–1, calibrated. ``sub`` is the id of a sub-effect of the taxonomy, when one stands out.
    """

    effect: str
    polarity: Polarity
    strength: int | None
    confidence: float
    words: tuple[Word, ...] = ()
    sub: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read in one text: its labels by falling confidence (maybe none), and the best effect at all.

    ``by``: « machine », or « personnes » when somebody decided; ``readers``: how they are called. ``something``: how sure it
    is, 0–1, that the text speaks of an effect at all, whichever.
    """

    labels: tuple[Label, ...]
    best: str
    best_confidence: float
    by: str = "machine"
    readers: tuple[str, ...] = ()
    something: float = 0.0


@dataclass(frozen=True, slots=True)
class Theme:
    """An emergent cluster: its distinctive words, its members, the most central extracts first.

    ``stability``: how well it comes back when texts are left out, 0–1; ``agreement``: how well the whole grouping does, 1 at
    best, 0 by chance; None when that was not reckoned. ``by``: who gave it its shape, "" = the machine alone.
    """

    id: str
    name: str
    words: tuple[str, ...]
    members: tuple[str, ...]
    typical: tuple[str, ...]
    scope: str | None = None  # effect id it lives in; None = among what fits no effect
    stability: float | None = None
    agreement: float | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """Evidence for one effect.

    ``weight``: mean over interviews of strength/3 (0 when absent), 0–1. ``low``/``high``: 95 % bootstrap interval by KPA.
    ``people_low``/``people_high``: the same interval said in people.
    """

    effect: str
    people: int
    base: int
    extracts: int
    kpas: int
    weight: float
    low: float
    high: float
    people_low: int
    people_high: int
    by_strength: tuple[int, int, int]  # people by their strongest evidence: evoked, example, lasting
    contrary: int  # people who also say the contrary or that it did not come
    cards: tuple[tuple[str, int], ...] = ()  # (card id, extracts), most first


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many interviews of one public, KPA or card carry an effect; ``base`` = interviews of that public."""

    variable: Literal["genre", "age", "kpa", "carte"]
    value: str
    effect: str
    people: int
    base: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything one run found. ``duration`` is seconds by step; all else is the same from run to run."""

    people: tuple[Person, ...]
    extracts: tuple[Extract, ...]
    masks: dict[str, tuple[Mask, ...]]  # note id → proposals
    readings: dict[str, Reading]  # extract id → reading
    themes: tuple[Theme, ...]
    weights: tuple[Weight, ...]
    crossings: tuple[Crossing, ...]
    saturation: tuple[float, ...]
    version: str
    parameters: dict[str, str | int | float] = field(default_factory=dict)
    duration: dict[str, float] = field(default_factory=dict)
