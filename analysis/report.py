"""One analysis told to other programs (JSON) and to a person at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.steps.taxonomy import Taxonomy
from analysis.steps.types import Analysis, Extract
from analysis.steps.wording import decimal
from analysis.voices import leaving
from interviews.consent import MaskedSpan
from kparole.wording import count


def as_json_object(analysis: Analysis) -> dict[str, Any]:
    """The contract of ``kparole analyser --json``; equal from run to run but for ``duree_s``."""
    return {
        "entretiens": len(analysis.people),
        "extraits": len(analysis.extracts),
        "effets": [
            {
                "id": w.effect,
                "entretiens": w.people,
                "extraits": w.extracts,
                "poids": w.weight,
                "intervalle": [w.low, w.high],
                "votes": None,
            }
            for w in analysis.weights
        ],
        "themes": list(_themes(analysis)),
        "inclassables": nowhere(analysis),
        "croisements": [
            {"variable": c.variable, "modalite": c.value, "effet": c.effect, "entretiens": c.people, "base": c.base}
            for c in analysis.crossings
        ],
        "saturation": list(analysis.saturation),
        "duree_s": {step: round(seconds, 3) for step, seconds in analysis.duration.items()},
        "version": analysis.version,
    }


def as_lines(analysis: Analysis, taxonomy: Taxonomy) -> Iterator[str]:
    """The same in French, a line an effect, for a person."""
    yield f"{count(len(analysis.people), 'entretien', 'entretiens')}, {count(len(analysis.extracts), 'passage', 'passages')}."
    for weight in analysis.weights:
        effect = taxonomy.effect(weight.effect)
        said = count(weight.people, "personne en parle", "personnes en parlent")
        span = f"poids {decimal(weight.weight)} ({decimal(weight.low)} à {decimal(weight.high)})"
        against = f", {count(weight.contrary, 'dit le contraire', 'disent le contraire')}" if weight.contrary else ""
        yield f"  {effect.label if effect else weight.effect} : {said}, {span}{against}."
    yield f"{count(nowhere(analysis), 'passage ne va', 'passages ne vont')} dans aucun effet."
    for theme in analysis.themes:
        yield f"  thème « {theme.name} » : {count(len(theme.members), 'passage', 'passages')}."
    yield "Ces entretiens ne représentent pas tout le monde ; l'intervalle est indicatif."


def nowhere(analysis: Analysis) -> int:
    """How many extracts carry no effect."""
    return sum(not analysis.readings[extract.id].labels for extract in analysis.extracts)


def _themes(analysis: Analysis) -> Iterator[dict[str, Any]]:
    by_id = {extract.id: extract for extract in analysis.extracts}
    for theme in analysis.themes:
        yield {
            "nom": theme.name,
            "mots": list(theme.words),
            "extraits": len(theme.members),
            "typiques": [_masked(by_id[member], analysis) for member in theme.typical[:3]],
        }


def _masked(extract: Extract, analysis: Analysis) -> str:
    """What identifies is masked in whatever leaves, the JSON included."""
    spans = [MaskedSpan(mask, "confirmed") for mask in analysis.masks.get(extract.note, ())]
    return leaving(extract, spans)
