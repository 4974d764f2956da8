"""Journals that no well-behaved tablet writes: to see that two implementations tell the same of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from cards.deck import shipped_card_ids as known_cards
from interviews.operation_kinds import MARKS, STATES, STEPS
from interviews.operations import Operation
from tests.interviews.journal_making import OPEN, Device, read, uid

SIGNS = [
    "mot", " ", "\n", "\r\n", "\r", "é", "e\u0301", "\u1100\u1161", "\u0958", "\u2126", "أهلا", "\u200f", "👩‍🌾", "🇫🇷", "\U00010400",
    "\x00", "\x07", "\x1f", "\x7f", "\u2028", '"', "\\", "\t", "\ufffe", "\uffff", "\ufffd", "\ud83d", "\ude00", "</script>", "\ue000",
]  # fmt: skip
"""Composed and not, right to left, beyond U+FFFF, controls, halves of characters, what JSON escapes."""
CARDS = sorted(known_cards())


def as_it_travels(text: str) -> str:
    """JSON joins the two halves of a character when they meet."""
    return str(json.loads(json.dumps(text)))


@dataclass
class Wild:
    """Three tablets on one interview, that learn from each other when they please."""

    seed: int
    draw: random.Random = field(init=False)
    made: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.tablets = [Device(name) for name in "ABC"]
        self.picks = [uid(("pick", self.seed, number)) for number in range(3)]
        self.notes = ["terms", "hot-notes", *(f"note:carte:{pick}:{uid(pick)}" for pick in self.picks)]
        self.files = [uid(("file", self.seed, number)) for number in range(3)]

    def text(self) -> str:
        return as_it_travels("".join(self.draw.choices(SIGNS, k=self.draw.randint(0, 12))))

    def journal(self, length: int) -> list[dict[str, Any]]:
        for _ in range(length):
            one, other = self.draw.sample(self.tablets, 2)
            if self.draw.random() < 0.3:
                one.learns(other)
            kinds: list[Callable[[Device], dict[str, Any]]] = [
                self.writes,
                self.words,
                self.cards,
                self.answers,
                self.files_,
            ]
            operation = self.draw.choices(kinds, [6, 3, 3, 2, 1])[0](one)
            self.made.append(self.spoiled(operation))
        return self.made

    def writes(self, tablet: Device) -> dict[str, Any]:
        note, pick = self.draw.choice(self.notes), self.draw.choice(self.picks)
        start = self.draw.choice([0, 1])
        mark = {"note": note, "start": start, "end": start * 2, "mark": self.draw.choice(MARKS[:2])}
        return self.draw.choices(
            [
                lambda: tablet.writes(self.text(), on=note),
                lambda: tablet.does("title.write", {"text": self.text()}, on=f"title:{pick}"),
                lambda: tablet.does("note.mark", mark, base=tablet.known.get(note)),
                lambda: tablet.does("note.mark", mark | {"off": self.draw.random() < 0.8}),
                lambda: tablet.forgets(note),
                lambda: self.erasing(tablet),
            ],
            [10, 2, 6, 4, 1, 1],
        )[0]()

    def erasing(self, tablet: Device) -> dict[str, Any]:
        target = self.draw.choice(self.made)["id"] if self.made else uid("nobody")
        return tablet.does("erase", {"target": target, "hash": "0" * 64})

    def words(self, tablet: Device) -> dict[str, Any]:
        person = {"name": self.text(), "age": self.draw.choice([None, 0, 41]), "naming": "changed"}
        some = {key: person[key] for key in self.draw.sample(sorted(person), self.draw.randint(0, 3))}
        kinds = [
            ("person.set", some),
            ("interview.open", OPEN | {"trial": self.draw.random() < 0.5}),
            ("step.enter", {"step": self.draw.choice(STEPS)}),
            ("timer.set", {"seconds": self.draw.randint(0, 9)}),
        ]
        if self.draw.random() < 0.05:
            return tablet.does("end.mark")
        return tablet.does(*self.draw.choice(kinds))

    def cards(self, tablet: Device) -> dict[str, Any]:
        card, pick = self.draw.choice(CARDS), self.draw.choice(self.picks)
        take = {"pick": pick, "card": card} | ({"title": self.text()} if self.draw.random() < 0.3 else {})
        order = self.draw.choices([*self.picks, uid("nowhere")], k=3)
        kind, data = self.draw.choice(
            [("card.take", take), ("card.take", take), ("card.back", {"pick": pick}), ("card.order", {"picks": order})]
            + [(f"card.{what}", {"card": card}) for what in ("read", "skip", "later")]
        )
        return tablet.does(kind, data)

    def answers(self, tablet: Device) -> dict[str, Any]:
        said = {"use": self.draw.choice(["recit", "audio"]), "state": self.draw.choice(STATES), "how": self.text()}
        on = self.draw.choice([None, "consent:recit"])
        return tablet.does("consent.set", said, on=on)

    def files_(self, tablet: Device) -> dict[str, Any]:
        one = self.draw.choice(self.files)
        add = {
            "attachment": one,
            "kind": "photo",
            "sha256": "0" * 64,
            "bytes": self.draw.randint(1, 9),
            "type": "image/png",
        }
        kinds = [
            ("attachment.add", add),
            ("attachment.add", add | {"card": CARDS[0]}),
            ("attachment.drop", {"attachment": one}),
        ]
        return tablet.does(*self.draw.choice(kinds))

    def spoiled(self, operation: dict[str, Any]) -> dict[str, Any]:
        """Its clock wrong by years; now and then a base out of nowhere, or one that is not made yet."""
        wrong = {"at": f"{self.draw.randint(1970, 2099)}-0{self.draw.randint(1, 9)}-11T04:05:06.789Z"}
        if self.draw.random() < 0.05:
            wrong["base"] = uid(("nowhere", self.draw.random()))
        if self.draw.random() < 0.03:
            tablet = self.draw.choice(self.tablets)
            wrong["base"] = uid((tablet.interview, tablet.name, tablet.seq + self.draw.randint(0, 3)))
        return operation | wrong


def wild_journal(seed: int, *, length: int = 60) -> tuple[list[dict[str, Any]], list[Operation]]:
    """What was sent, and what came of it: in any order, some twice, some emptied, some under an id already taken."""
    wild = Wild(seed)
    sent = wild.journal(length)
    journal = read(*sent)
    emptied = [replace(one, data=None) for one in wild.draw.sample(journal, 3)]
    other = [replace(one, seq=one.seq + 1, hash=uid(one.id)) for one in wild.draw.sample(journal, 2)]
    came = [*journal, *journal[::4], *emptied, *other]
    wild.draw.shuffle(came)
    lost = {one.id for one in wild.draw.sample(journal, length // 20)}
    return sent, [one for one in came if one.id not in lost]
