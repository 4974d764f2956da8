"""A small analysis made by hand: three people, two KPAs, one theme outside the effects and one inside."""

from __future__ import annotations

from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.saturate import saturate
from analysis.steps.taxonomy import Taxonomy, parse_taxonomy
from analysis.steps.types import Analysis, Extract, Label, Mask, Note, Person, Reading, Theme, Word
from analysis.steps.weigh import weigh

GRID = """
[[famille]]
id = "f"
label = "La famille"
style = "social"
[[effet]]
id = "lien"
label = "Créer des liens"
aide = "Des liens."
famille = "f"
[[effet.sous]]
id = "sortir"
label = "Sortir plus"
[[effet]]
id = "metier"
label = "Un métier"
aide = "Un métier."
[[effet]]
id = "calme"
label = "Le calme"
aide = "Personne n'en parle."
"""
TEXTS = {
    "A-1.1.1": (
        "Kader m'a emmenée au marché.",
        (Label("lien", "positive", 3, 0.9, (Word(10, 17, "emmenée", 0.7),), "sortir"),),
    ),
    "A-1.1.2": ("Je vois du monde.", (Label("lien", "positive", 1, 0.5), Label("metier", "positive", 2, 0.8))),
    "A-2.1.1": ("Moi, non, rien.", (Label("lien", "absente", None, 0.7),)),
    "B-1.1.1": ("Le bus passe tard.", ()),
    "B-1.1.2": ("Le bus est cher.", ()),
}


def taxonomy() -> Taxonomy:
    """Three effects, one of them in a family."""
    return parse_taxonomy(GRID)


def analysis() -> Analysis:
    """The whole, weighed and crossed by the real steps."""
    people = (
        Person(
            "A-1",
            "A",
            52,
            "femme",
            (Note("A-1.1", "carte", "Kader m'a emmenée au marché. Je vois du monde.", 1, "utile", "J'ai été utile…"),),
        ),
        Person("A-2", "A", 30, "homme", (Note("A-2.1", "cloture", "Moi, non, rien."),)),
        Person(
            "B-1", "B", None, None, (Note("B-1.1", "carte", "Le bus passe tard. Le bus est cher.", 1, "joker", None),)
        ),
    )
    notes = {note.id: (person, note) for person in people for note in person.notes}
    extracts, readings = [], {}
    for name, (text, labels) in TEXTS.items():
        person, note = notes[name.rpartition(".")[0]]
        start = note.text.index(text)
        extracts.append(
            Extract(name, person.id, note.id, note.part, note.card, note.rank, start, start + len(text), text, False)
        )
        readings[name] = Reading(labels, labels[0].effect if labels else "lien", 0.4)
    table = gather_evidence(people, extracts, readings)
    themes = (
        Theme("dedans", "marché · monde", ("marché",), ("A-1.1.1", "A-1.1.2"), ("A-1.1.1",), "lien"),
        Theme("dehors", "bus", ("bus",), ("B-1.1.1", "B-1.1.2"), ("B-1.1.2", "B-1.1.1")),
    )
    ids = taxonomy().ids
    return Analysis(
        people=people,
        extracts=tuple(extracts),
        masks={"A-1.1": (Mask(0, 5, "PERSONNE", "Kader", 0.9),)},
        readings=readings,
        themes=themes,
        weights=weigh(people, extracts, table, effects=ids),
        crossings=cross(people, extracts, table, effects=ids),
        saturation=saturate(people, extracts, readings, themes),
        version="essai",
        parameters={"graine": 0},
        duration={"segment": 1.23456},
    )
