"""The form of a search: one field for the words, and what to narrow it to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField

from analysis.steps.evidence import AGE_GROUPS
from cards.deck import Deck
from interviews.handback.stages import LABELS, STATES
from interviews.search.filters import JOKER, NO_CARD, PUBLICS, Filters
from kparole.wording import AGES, GENDERS
from network.models import Kpa

SORT_NAMES = {
    "": "Le plus parlant d'abord",
    "entretien": "Par entretien",
    "personne": "Par prénom",
    "age": "Par âge",
    "genre": "Par genre",
    "kpa": "Par KPA",
    "carte": "Par carte",
    "rang": "Par rang de la carte",
    "date": "Par date d'arrivée",
}


class SearchForm(FlaskForm):  # type: ignore[misc]
    """What the search page sends."""

    words = StringField("Mots à chercher", name="mots")
    kpa = SelectField("KPA", default="", name="kpa")
    public = SelectField("Public", choices={"": "Tout le monde", **PUBLICS}, default="", name="public")
    gender = SelectField("Genre", choices={"": "Tous", **GENDERS}, default="", name="genre")
    ages = SelectField("Âge", default="", name="age")
    card = SelectField("Carte", default="", name="carte")
    state = SelectField("Où en est l'entretien", default="", name="etat")
    said = SelectField(
        "Qui l'a dit", choices={"": "Tout ce qui est noté", "oui": "Ses mots exacts"}, default="", name="mots-exacts"
    )
    sort = SelectField("Trier", choices=SORT_NAMES, default="", name="tri")

    def offer(self, kpas: Iterable[Kpa], deck: Deck, states: Sequence[str]) -> None:
        """Fill the lists that depend on what is here; the one of stages is empty as long as none was decided."""
        self.kpa.choices = {"": "Toutes", **{str(kpa.id): kpa.name for kpa in kpas}}
        names = [*(name for _, name in AGE_GROUPS), "55+", "inconnu"]
        self.ages.choices = {"": "Tous", **{name: AGES[name] for name in names}}
        cards = {card.id: card.openings[0] for card in deck.cards if not card.joker}
        self.card.choices = {"": "Toutes", **cards, JOKER: "Joker", NO_CARD: "Sous aucune carte"}
        known = [state for state in STATES if state in states]
        self.state.choices = {"": "Partout", **{state: LABELS[state] for state in known}} if known else {"": "Partout"}

    @property
    def filters(self) -> Filters:
        """What was chosen; a choice that is not in a list is none."""
        return Filters(**{name: self._chosen(name) for name in Filters.__dataclass_fields__})

    @property
    def chosen_sort(self) -> str:
        """The order, "" for the usual one."""
        return self._chosen("sort")

    def _chosen(self, name: str) -> str:
        field = self[name]
        return field.data if field.data in dict(field.choices) else ""
