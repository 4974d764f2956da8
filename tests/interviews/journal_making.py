"""Makes journals as devices write them, for the tests."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cards.deck import shipped_card_ids as known_cards
from interviews.operations import Operation, read_operation

INTERVIEW = "0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a"
OPEN = {"deck": "kpa", "version": "v1", "language": "fr", "mode": "ecran", "trial": False}
NOTE = "note:carte:0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b"


def uid(seed: object) -> str:
    """A UUID v4 drawn from anything."""
    return str(UUID(bytes=hashlib.sha256(repr(seed).encode()).digest()[:16], version=4))


@dataclass
class Device:
    """A tablet: it numbers what it writes and remembers the last operation it knows on each field."""

    name: str = "A"
    interview: str = INTERVIEW
    seq: int = 0
    known: dict[str, str] = field(default_factory=dict)

    def does(
        self, kind: str, data: dict[str, Any] | None = None, *, on: str | None = None, **other: Any
    ) -> dict[str, Any]:
        """One more operation of this device, as it travels."""
        self.seq += 1
        made = {
            "id": uid((self.interview, self.name, self.seq)),
            "interview": self.interview,
            "device": uid(self.name),
            "seq": self.seq,
            "at": f"2026-11-22T04:{self.seq % 60:02}:06.789Z",
            "kind": kind,
            "field": on,
            "base": self.known.get(on) if on else None,
            "data": data or {},
        } | other
        if on:
            self.known[on] = made["id"]
        return made

    def opens(self, **data: Any) -> dict[str, Any]:
        return self.does("interview.open", OPEN | data)

    def writes(self, text: str, *, on: str = NOTE) -> dict[str, Any]:
        return self.does("note.write", {"text": text}, on=on)

    def forgets(self, note: str = NOTE) -> dict[str, Any]:
        return self.does("note.off", {"note": note}, on=note)

    def learns(self, other: Device) -> None:
        """Receive all that the other device wrote."""
        self.known |= other.known


def read(*raws: dict[str, Any]) -> list[Operation]:
    """These operations, checked."""
    readings = [read_operation(raw, interview=INTERVIEW, cards=known_cards()) for raw in raws]
    assert [one.complaints for one in readings if one.complaints] == []
    return [one.operation for one in readings if one.operation is not None]


def whole_interview(name: str = "A", interview: str = INTERVIEW) -> list[dict[str, Any]]:
    """A complete interview on one device."""
    tablet = Device(name, interview)
    pick = uid((interview, name, "pick"))
    note = f"note:carte:{pick}"
    return [
        tablet.opens(),
        tablet.does("person.set", {"name": "Kader", "age": 41}),
        tablet.does("consent.set", {"use": "notes", "state": "given", "how": "oral"}),
        tablet.does("step.enter", {"step": "table"}),
        tablet.does("card.read", {"card": "appris"}),
        tablet.does("card.read", {"card": "utile"}),
        tablet.does("card.skip", {"card": "appris"}),
        tablet.does("card.take", {"pick": pick, "card": "utile"}),
        tablet.writes("J'ai aidé", on=note),
        tablet.writes("J'ai aidé ma voisine.", on=note),
        tablet.does("note.mark", {"note": note, "start": 0, "end": 9, "mark": "exact"}),
        tablet.does("timer.set", {"seconds": 300}),
        tablet.does("end.mark"),
        tablet.does("consent.set", {"use": "recit", "state": "given", "how": "oral"}),
        tablet.writes("Un bel échange.", on="hot-notes"),
    ]


def random_journal(seed: int, *, length: int = 40) -> list[dict[str, Any]]:
    """What two tablets write on one interview, learning from each other now and then."""
    draw = random.Random(seed)
    tablets = [Device("A"), Device("B")]
    made = [tablets[0].opens()]
    cards = sorted(known_cards())
    picks = [uid(("pick", seed, number)) for number in range(3)]
    fields = [f"note:carte:{pick}" for pick in picks]
    for number in range(length):
        one, other = draw.sample(tablets, 2)
        if draw.random() < 0.3:
            one.learns(other)
        kinds = {
            "card.read": {"card": draw.choice(cards)},
            "card.take": {"pick": draw.choice(picks), "card": draw.choice(cards)},
            "card.back": {"pick": draw.choice(picks)},
            "card.order": {"picks": draw.sample(picks, 2)},
            "consent.set": {"use": "recit", "state": draw.choice(["given", "withdrawn"]), "how": "oral"},
            "person.set": {"name": f"Nom {number}"},
            "step.enter": {"step": draw.choice(["table", "carte"])},
            "note.write": {"text": f"Texte {number} été"},
        }
        kind = draw.choice([*kinds, *["note.write"] * 6])
        on = draw.choice(fields) if kind == "note.write" else None
        made.append(one.does(kind, kinds[kind], on=on))
        if draw.random() < 0.05:
            made.append(one.forgets(draw.choice(fields)))
        if draw.random() < 0.05:
            gone = draw.choice([past for past in made if past["kind"] == "note.write"] or [made[0]])
            made.append(one.does("erase", {"target": gone["id"], "hash": "0" * 64}))
    return made
