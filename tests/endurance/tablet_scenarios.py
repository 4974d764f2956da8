"""What people do on their tablets during one scenario, drawn from a seed: interviews, notes, photos, one device or two."""

from __future__ import annotations

import base64
import io
import random
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from PIL import Image

from cards.deck import shipped_card_ids as known_cards
from interviews.consent import ALL_USES
from interviews.operation_kinds import MARKS, NAMINGS, STATES, STEPS

Step = dict[str, Any]
TEN_YEARS = 10 * 365 * 86_400_000
CLOCKS = (0, 0, 0, TEN_YEARS, -TEN_YEARS)
PICTURES = 12
WORDS = (
    "J'ai appris à demander de l'aide.",
    "On était trois autour de la table \U0001f35e\U0001f469‍\U0001f373.",
    "قال إنه لم يعد وحيدا.",
    "« Avant, je n'osais pas » : elle le redit deux fois.",
    "Un signe\x00perdu.",
    "Des mots.\r\nEt d'autres.",
)


@dataclass(frozen=True, slots=True)
class Play:
    """What one device does. ``steps``: in order; ``clock``: ms its clock is wrong by; ``usual``: settings of its sender."""

    interviews: list[str]
    steps: list[Step]
    clock: int
    usual: dict[str, int]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A seed and what it gives: one play a device."""

    seed: int
    plays: list[Play]

    @property
    def interviews(self) -> list[str]:
        """Every interview of it."""
        return sorted({uid for play in self.plays for uid in play.interviews})


def scenario_of(seed: int) -> Scenario:
    """The scenario of this seed, always the same."""
    draw = random.Random(f"scenario {seed}")
    interviews = [_uid(draw) for _ in range(draw.choice([1, 1, 2]))]
    devices = draw.choice([1, 1, 2])
    most = int(draw.triangular(5, 40, 8))
    photos = draw.choice([0, 0, 1, 2])
    plays = []
    for device in range(devices):
        own = interviews if device == 0 or draw.random() < 0.7 else [_uid(draw)]
        writer = _Writer(draw, own, shared=devices > 1)
        share = max(4, most // devices)
        usual = {
            "most": draw.choice([3, 8, 500]),
            "piece": draw.choice([1500, 6000]),
            "gather": draw.choice([0, 15, 40]),
        }
        steps = writer.steps(share, photos=photos if device == 0 else 0)
        plays.append(Play(own, steps, draw.choice(CLOCKS), usual))
    return Scenario(seed, plays)


class _Writer:
    """Draws the steps of one device."""

    def __init__(self, draw: random.Random, interviews: list[str], *, shared: bool) -> None:
        self.draw, self.interviews, self.shared = draw, interviews, shared
        picks = random.Random(f"picks {interviews}")  # two devices on one interview name the same ones
        self.picks = {uid: [_uid(picks) for _ in range(3)] for uid in interviews}
        passages = {uid: [_uid(picks) for _ in range(3)] for uid in interviews}
        self.fields = {
            uid: ["note:ouverture:" + passages[uid][0], "terms", "hot-notes"]
            + [f"note:carte:{pick}:{passage}" for pick, passage in zip(self.picks[uid], passages[uid], strict=True)]
            for uid in interviews
        }
        self.photos: dict[str, list[str]] = {uid: [] for uid in interviews}
        self.ended: set[str] = set()

    def steps(self, most: int, *, photos: int) -> list[Step]:
        """As many as that, about."""
        draw = self.draw
        made: list[Step] = [self._begin(uid) for uid in self.interviews]
        after = {draw.randrange(most) for _ in range(photos)}
        end = draw.choice([None, most - 3])
        for number in range(most - len(made)):
            uid = draw.choice(self.interviews)
            if number in after:
                made.append(self._photo(uid))
            if number == end:
                self.ended.add(uid)
                made.append(self._act(uid, "end.mark"))
            made.append(self._one(uid))
            if self.shared and draw.random() < 0.15:
                made.append({"do": "pull", "on": uid})
            if draw.random() < 0.1:
                made.append({"do": "wait", "ms": draw.randint(0, 12)})
        return made

    def _one(self, uid: str) -> Step:
        draw = self.draw
        if uid in self.ended:
            return draw.choice([self._write(uid, "hot-notes"), self._write(uid, "terms"), self._consent(uid)])
        chance = draw.random()
        if chance < 0.02:
            return self._raw(uid)
        if chance < 0.06 and self.photos[uid]:
            return {"do": "drop", "on": uid, "attachment": self.photos[uid].pop()}
        if chance < 0.55:
            return self._write(uid, draw.choice(self.fields[uid]))
        return draw.choice([self._small, self._card, self._consent, self._mark])(uid)

    def _begin(self, uid: str) -> Step:
        opening = {"deck": "kpa", "version": "v1", "language": "fr", "mode": "ecran", "trial": False}
        return {"do": "begin", "on": uid, "opening": opening}

    def _act(self, uid: str, kind: str, data: Step | None = None, field: str | None = None) -> Step:
        return {"do": "act", "on": uid, "kind": kind, "data": data or {}, "field": field}

    def _write(self, uid: str, field: str) -> Step:
        draw = self.draw
        if field.startswith("note:") and draw.random() < 0.08:
            return {"do": "off", "on": uid, "field": field}
        text = " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, 4))) + f" {draw.random()}"
        if draw.random() < 0.02:
            text *= 300
        return {"do": "write", "on": uid, "field": field, "text": text, "settle": draw.random() < 0.8}

    def _small(self, uid: str) -> Step:
        draw = self.draw
        return draw.choice(
            [
                self._act(uid, "person.set", {"name": f"Nom {draw.random()}", "naming": draw.choice(NAMINGS)}),
                self._act(uid, "step.enter", {"step": draw.choice(STEPS)}),
                self._act(uid, "timer.set", {"seconds": draw.randint(0, 600)}),
                self._act(uid, "title.write", {"text": "Le joker"}, f"title:{draw.choice(self.picks[uid])}"),
            ]
        )

    def _card(self, uid: str) -> Step:
        draw = self.draw
        card, pick = draw.choice(sorted(known_cards())), draw.choice(self.picks[uid])
        kind = draw.choice(["card.read", "card.take", "card.back", "card.skip", "card.later", "card.order"])
        data = {"card.take": {"pick": pick, "card": card}, "card.back": {"pick": pick}}
        return self._act(
            uid, kind, data.get(kind, {"picks": self.picks[uid]} if kind == "card.order" else {"card": card})
        )

    def _consent(self, uid: str) -> Step:
        draw = self.draw
        told = {"use": draw.choice([use.id for use in ALL_USES]), "state": draw.choice(STATES), "how": "oral"}
        return self._act(uid, "consent.set", told)

    def _mark(self, uid: str) -> Step:
        draw = self.draw
        note = draw.choice([field for field in self.fields[uid] if field.startswith("note:")])
        data = {"note": note, "start": 0, "end": 0, "mark": draw.choice(MARKS)}
        return self._act(uid, "note.mark", data | ({"off": True} if draw.random() < 0.3 else {}))

    def _photo(self, uid: str) -> Step:
        """Now and then one that the server cannot take: of a type nobody expects, or no picture at all."""
        attachment = _uid(self.draw)
        odd = self.draw.choices([None, "type", "bytes"], [8, 1, 1])[0]
        self.photos[uid] += [] if odd else [attachment]
        photo = self.draw.randrange(PICTURES)
        return {"do": "photo", "on": uid, "attachment": attachment, "photo": photo, "odd": odd}

    def _raw(self, uid: str) -> Step:
        """What an older or newer KParole would not take: a card it does not know."""
        return self._act(uid, "card.read", {"card": "carte-inconnue"})


@cache
def pictures() -> list[str]:
    """Small photos, in base64: what the pages hold to take from."""
    return [base64.b64encode(_picture(number)).decode() for number in range(PICTURES)]


def _picture(number: int) -> bytes:
    draw = random.Random(f"picture {number}")
    size = (48 + 4 * number, 40)
    image = Image.frombytes("RGB", size, draw.randbytes(size[0] * size[1] * 3))
    made = io.BytesIO()
    image.save(made, "JPEG" if number % 3 else "PNG", quality=80)
    return made.getvalue()


def _uid(draw: random.Random) -> str:
    return str(UUID(int=draw.getrandbits(128), version=4))
