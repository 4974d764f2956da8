"""What the rules of masking are made of: a rule, and the shapes of names and months that several rules share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.steps.types import Mask, MaskKind

MONTHS = "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
YEAR = r"(?:19|20)\d\d"
# A capitalised word (« Prosper-Daumas », « N'Diaye »), and a run of them with the small words of place names inside.
CAPITAL = (
    r"(?:[NM]['’](?=[A-ZÀ-ÞŒ]))?[A-ZÀ-ÞŒĀ-Ž][^\W\d_]*(?:(?<=c)['’]h[^\W\d_]*)?(?:-(?:[dl]['’](?=[A-ZÀ-ÞŒ]))?[^\W\d_]+)*"
)
SMALL = r"(?:(?:de la|du|des|de|la|le|les|aux|sur|en|et des)[ \u00a0]|(?:de )?[ldLD]['’])?"
RUN = rf"{CAPITAL}(?:[ \u00a0]{SMALL}{CAPITAL}){{0,5}}"
NAMES = rf"{CAPITAL}(?:[ \u00a0](?:(?:ben|el|al|van|von|da|dos|do|di|de|du|le|la)[ \u00a0]|d['’])?{CAPITAL}){{0,5}}"
OF = r"(?:[ \u00a0](?:de la|du|des|de|la|le|les)|[ \u00a0](?:de )?[ldLD]['’])?[ \u00a0]?"
LINK = r"(?:[ \u00a0](?:de la|du|des|de|à la|aux|au|à|la|le|les)|[ \u00a0](?:de )?[ldLD]['’])?[ \u00a0]?"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose group ``mask`` is hidden as ``kind``; ``certainty`` 0–1.

    With ``within``, the pattern is looked for only inside the stretches that this other pattern finds.
    """

    kind: MaskKind
    pattern: re.Pattern[str]
    certainty: float = 0.95
    within: re.Pattern[str] | None = None

    def masks(self, text: str) -> Iterator[Mask]:
        """Every proposal of this rule."""
        areas = [(0, len(text))] if self.within is None else [area.span() for area in self.within.finditer(text)]
        for first, last in areas:
            for found in self.pattern.finditer(text, first, last):
                start, end = found.span("mask")
                if start < end:
                    yield Mask(start, end, self.kind, text[start:end], self.certainty)


def rule(
    kind: MaskKind, pattern: str, *, certainty: float = 0.95, any_case: bool = False, within: str | None = None
) -> Rule:
    """A rule from its patterns as text; ``any_case`` also holds for ``within``, which never minds capitals anyway."""
    area = re.compile(within, re.IGNORECASE) if within else None
    return Rule(kind, re.compile(pattern, re.IGNORECASE if any_case else 0), certainty, area)
