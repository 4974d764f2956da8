"""Two interviews led with the tablet, for the demonstration: one to read and pour, one made to practise. All of it is made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from cards.deck import load_deck
from interviews.journal_service import store_batch

MARIAMA = "4d617269-616d-4a61-8a61-6b7061726f6c"
"""The id of the interview that waits: its page has the same address in every demonstration."""
EXACT, IMPORTANT, FEELING, OBSERVATION = "exact", "important", "feeling", "observation"

ARRIVING = "Mariama vient depuis l'automne. Sa voisine Odile l'a amenée un mardi, pour éplucher des légumes."
CARDS = (
    (
        "utile",
        None,
        (
            (
                "C'est moi qui ai montré la sauce arachide à tout le monde. Depuis, on me la demande.",
                (EXACT, IMPORTANT),
            ),
            ("Elle sourit en comptant les repas servis ce jour-là.", (OBSERVATION,)),
        ),
    ),
    (
        "aime",
        "Je n'ai pas aimé…",
        (("Les réunions du soir, quand tout le monde parle en même temps. « Je rentrais avec la tête lourde. »", ()),),
    ),
    (
        "joker-1",
        "Le permis",
        (("Elle veut passer le code. « Avant je n'y pensais même plus. »", (FEELING,)),),
    ),
)
CLOSING = "Elle aurait voulu plus de temps pour la dernière carte."
HOT = "Un échange calme. Elle cherchait ses mots au début, puis plus du tout.\n\nElle veut relire."
TERMS = "À la maison de quartier, un jeudi matin, à deux autour d'un thé. Notes tapées sur la tablette."
AGREED = {"notes": "given", "equipe": "given", "recit": "given", "atelier": "refused"}


class _Tablet:
    """Writes the journal of one interview as a device does."""

    def __init__(self, started: datetime, interview: str) -> None:
        self.interview, self.device = interview, str(uuid4())
        self.at, self.done, self.known = started, list[dict[str, Any]](), dict[str, str]()

    def does(self, kind: str, data: dict[str, Any], *, on: str | None = None, after: int = 20) -> None:
        """One operation more, so many seconds later."""
        self.at += timedelta(seconds=after)
        base, name = (self.known.get(on) if on else None), str(uuid4())
        at = self.at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        head = {"id": name, "interview": self.interview, "device": self.device, "seq": len(self.done) + 1, "at": at}
        self.done.append(head | {"kind": kind, "field": on, "base": base, "data": data})
        if on:
            self.known[on] = name

    def writes(self, part: str, text: str, marks: tuple[str, ...] = ()) -> None:
        """A passage, and what was marked on it; it takes a while to type."""
        note = part if part in {"terms", "hot-notes"} else f"note:{part}:{uuid4()}"
        self.does("note.write", {"text": text}, on=note, after=75)
        for mark in marks:
            self.does("note.mark", {"note": note, "start": 0, "end": 0, "mark": mark}, after=3)

    def opens(self, kpa: str | None, *, trial: bool) -> None:
        """The opening, with our deck."""
        deck = load_deck()
        told = {"deck": deck.id, "version": deck.version, "language": "fr", "mode": "ecran", "trial": trial}
        self.does("interview.open", told | ({"kpa": kpa} if kpa else {}))

    def sends(self) -> None:
        """Everything arrives at once. Commits."""
        store_batch(self.interview, self.done)


def lead_interviews(kpa: str | None) -> None:
    """An interview that waits to be read and poured, and a trial, both for this KPA (its code). Commits."""
    _mariama(_Tablet(datetime.now(UTC) - timedelta(days=1), MARIAMA), kpa)
    trial = _Tablet(datetime.now(UTC) - timedelta(days=3), str(uuid4()))
    trial.opens(kpa, trial=True)
    trial.does("person.set", {"name": "Essai à deux"})
    trial.does("card.take", {"pick": str(uuid4()), "card": "rencontre", "title": "J'ai rencontré…"})
    trial.does("end.mark", {})
    trial.sends()


def _mariama(tablet: _Tablet, kpa: str | None) -> None:
    tablet.opens(kpa, trial=False)
    told = {"name": "Mariama", "naming": "changed", "age": 47, "gender": "femme", "since": "l'automne dernier"}
    tablet.does("person.set", told)
    tablet.does("consent.set", {"use": "notes", "state": "given", "how": "oral"}, on="consent:notes")
    tablet.writes("ouverture", ARRIVING)
    tablet.does("step.enter", {"step": "table"})
    for card in load_deck().cards:
        tablet.does("card.read", {"card": card.id}, after=8)
    tablet.does("card.later", {"card": "cree"})
    for card_id, title, passages in CARDS:
        pick = str(uuid4())
        tablet.does("card.take", {"pick": pick, "card": card_id} | ({"title": title} if title else {}))
        for text, marks in passages:
            tablet.writes(f"carte:{pick}", text, marks)
    tablet.does("step.enter", {"step": "cloture"}, after=90)
    tablet.writes("cloture", CLOSING)
    tablet.does("end.mark", {})
    for use, state in AGREED.items():
        tablet.does("consent.set", {"use": use, "state": state, "how": "oral"}, on=f"consent:{use}")
    tablet.writes("hot-notes", HOT)
    tablet.writes("terms", TERMS)
    tablet.sends()
