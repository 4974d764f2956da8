"""The systematic grid as sheets: interviews × effects, then every piece of evidence with the words that may leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.pages import Cell, GridPage, Reader
from analysis.steps.types import Extract
from analysis.voices import STRENGTHS, Who
from analysis.weighing.workbook import Sheet, Value
from kparole.wording import age_band

GENDERS = {"femme": "Femme", "homme": "Homme", "autre": "Autre", "inconnu": "Non dit"}
POLARITIES = {"positive": "oui", "negative": "dit le contraire", "absente": "dit que ce n'est pas venu"}
DECIDERS = {"machine": "la machine, pas relu", "personnes": "une personne"}
NOT_TOLD = {
    "accord": "[la personne n'a pas accepté cette lecture]",
    "masquage": "[les noms ne sont pas encore vérifiés]",
}
WARNING = "Ces entretiens ne représentent pas tout le monde."


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves: the words of each extract that may, and why each other one may not. ``genders``: whether they leave too."""

    words: Mapping[str, str]
    reasons: Mapping[str, str]
    genders: bool


def grid_sheets(reader: Reader, leaving: Leaving, *, dated: str) -> list[Sheet]:
    """What to read first, the grid, the evidence, the effects."""
    page = reader.grid()
    return [_about(page, leaving, dated=dated), _grid(page, leaving), _proofs(reader, leaving), _effects(reader)]


def cell_said(cell: Cell) -> str:
    """A cell in words.

    >>> from analysis.steps.taxonomy import Effect
    >>> cell_said(Cell(Effect("a", "A", "", "A", None, None, (), (), ""), 3, True, False, True))
    'changement durable ; dit aussi le contraire (relu)'
    """
    told = STRENGTHS.get(cell.strength, "")
    if cell.contrary:
        told = f"{told} ; dit aussi le contraire" if told else "dit le contraire"
    return f"{told} (relu)" if told and cell.decided else told


def _profile(who: Who, leaving: Leaving) -> tuple[Value, ...]:
    own = (who.code, who.name, who.kpa, age_band(who.age))
    return (*own, GENDERS.get(who.gender, who.gender)) if leaving.genders else own


def _heads(leaving: Leaving) -> tuple[tuple[str, ...], tuple[int, ...]]:
    names, widths = ("Entretien", "Prénom changé", "KPA", "Âge"), (11, 16, 20, 15)
    return ((*names, "Genre"), (*widths, 10)) if leaving.genders else (names, widths)


def _grid(page: GridPage, leaving: Leaving) -> Sheet:
    names, widths = _heads(leaving)
    rows = [
        (*_profile(row.who, leaving), *(cell_said(cell) or None for cell in row.cells), row.unexpected or None,
         row.decided, row.passages)
        for row in page.rows
    ]  # fmt: skip
    head = (*names, *(effect.label for effect in page.effects), "Hors des effets", "Passages relus", "Passages")
    return Sheet("Grille", head, rows, (*widths, *(22 for _ in page.effects), 10, 10, 10), frozen=2)


def _proofs(reader: Reader, leaving: Leaving) -> Sheet:
    names, widths = _heads(leaving)
    more = ("Effet", "Ce qu'il couvre", "Dit que", "Force", "Où", "Mots exacts", "Décidé par", "Paroles")
    rows = list(_proof_rows(reader, leaving))
    return Sheet("Preuves", (*names, *more), rows, (*widths, 26, 26, 16, 20, 24, 9, 20, 90), frozen=2)


def _proof_rows(reader: Reader, leaving: Leaving) -> Iterator[tuple[Value, ...]]:
    who = reader.who()
    places = {"introduction": "en arrivant", "cloture": "pour finir", "non-classe": "non classé"}
    for extract in reader.analysis.extracts:
        reading = reader.analysis.readings[extract.id]
        where = reader.card_title(extract.card) if extract.card else places.get(extract.part, "")
        for label in reading.labels:
            effect = reader.taxonomy.effect(label.effect)
            if effect is None:
                continue
            sub = next((one.label for one in effect.subs if one.id == label.sub), "")
            yield (
                *_profile(who[extract.person], leaving), effect.label, sub or None, POLARITIES[label.polarity],
                STRENGTHS.get(label.strength or 0), where, "oui" if extract.exact else "non",
                DECIDERS.get(reading.by, reading.by), _words(extract, leaving),
            )  # fmt: skip


def _words(extract: Extract, leaving: Leaving) -> str:
    reason = leaving.reasons.get(extract.id, "")
    return leaving.words.get(extract.id) or NOT_TOLD.get(reason, NOT_TOLD["accord"])


def _effects(reader: Reader) -> Sheet:
    rows: list[Sequence[Value]] = []
    for effect in reader.taxonomy.effects:
        family = reader.taxonomy.family(effect.family)
        covers = " ; ".join(sub.label for sub in effect.subs)
        rows.append((effect.id, effect.label, family.label if family else None, effect.help, covers or None))
    head = ("Identifiant", "Effet", "Famille", "Ce que c'est", "Ce qu'il couvre")
    return Sheet("Effets", head, rows, (22, 34, 26, 70, 70))


def _about(page: GridPage, leaving: Leaving, *, dated: str) -> Sheet:
    refused = sum(reason == "accord" for reason in leaving.reasons.values())
    waiting = sum(reason == "masquage" for reason in leaving.reasons.values())
    rows: list[Sequence[Value]] = [
        ("De quand", f"Analyse du {dated}."),
        (
            "Combien",
            f"{len(page.rows)} entretiens, {page.passages} passages, dont {page.decided} relus par une personne.",
        ),
        ("Relu", "« (relu) » : une personne a décidé. Le reste est proposé par la machine et attend d'être relu."),
        ("Force", "Évoqué, exemple concret, changement durable : la preuve la plus forte de la personne."),
        ("Prénoms et lieux", "Ils sont changés. Ne cherchez pas à retrouver quelqu'un."),
        ("Paroles tues", f"{refused} passages sans accord pour cette lecture, {waiting} dont les noms attendent."),
        ("Limites", WARNING),
    ]
    return Sheet("À lire", ("Quoi", "Ce qu'il faut savoir"), rows, (20, 110))
