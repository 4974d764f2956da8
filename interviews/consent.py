"""The uses a person can allow, and the one place that says whether words may leave the team.

Pure: what the tables hold comes in as plain values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.steps.types import Mask, Span

Withheld = Literal["accord", "masquage"]


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a person's words: ``label`` completes « La personne est d'accord pour… »."""

    id: str
    label: str


USES = (
    Use("notes", "que les notes soient gardées"),
    Use("equipe", "qu'elles soient lues par l'équipe du projet"),
    Use("atelier", "qu'on en parle en atelier Inter-KPA"),
    Use("recit", "être citée dans le récit, sous un prénom changé"),
    Use("publication", "que ses mots soient publiés plus largement"),
)

RECORDINGS = (
    Use("audio", "que sa voix soit enregistrée"),
    Use("image", "être prise en photo ou filmée"),
)
"""Asked before anything is recorded; ``USES`` are about the words themselves."""
ALL_USES = (*USES, *RECORDINGS)

HOW = {"oral": "de vive voix", "ecrit": "par écrit"}


@dataclass(frozen=True, slots=True)
class MaskedSpan:
    """A proposal to mask a stretch of a note, with what a person decided of it.

    ``instead``: what is written for it (``replacing.reading.Plan``), None when nobody has chosen.
    """

    mask: Mask
    state: Literal["proposed", "confirmed", "refused"]
    instead: str | None = None


TAKEN_BACK = "withdrawn"
READ_BACK = "la personne, après relecture"
"""Who said so, when her words were read back to her and each use asked again."""


def is_kept(consents: Mapping[str, str]) -> bool:
    """False once the person took her words back: then they are counted, found, read and sent nowhere.

    She says so of her notes; whatever she had allowed besides falls with them.
    """
    return consents.get("notes") != TAKEN_BACK


def withheld(
    span: Span, *, consents: Mapping[str, str], masks: Iterable[MaskedSpan], use: str, searched: bool = True
) -> Withheld | None:
    """Why this stretch may not leave for this use: no given consent, or a mask still pending in it; None when it may.

    ``searched``: False when names were not looked for in the words as they are now.
    """
    if consents.get(use) != "given" or not is_kept(consents):
        return "accord"
    if not searched or any(m.state == "proposed" and overlaps(m.mask, span) for m in masks):
        return "masquage"
    return None


def overlaps(mask: Mask | Span, span: Span) -> bool:
    """True when the two stretches share at least one character."""
    return mask.start < span.end and span.start < mask.end
