"""What a bad network does to one request: the faults, how often each comes, and the answers that are nobody's of ours."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

WEIGHTS: dict[str, float] = {
    "portal": 2,  # a wifi's own page, 200
    "impostor": 1,  # JSON that acknowledges everything, without the mark
    "redirect": 2,  # to a login page
    "session": 2,  # the session has ended; given back a few requests later
    "too heavy": 2,  # 413 of a proxy
    "broken": 2,  # 500, 502, 503
    "cut before": 3,
    "cut after": 4,  # the server has stored, nobody hears it
    "cut short": 3,  # the answer stops in its middle
    "slow": 0.4,  # the answer comes when nobody waits any more
    "twice": 3,
    "late": 3,  # cut; delivered after later requests
    "unmarked": 2,  # the server's true answer without X-KParole
    "other ids": 3,
    "bad token": 3,
    "contradicted": 3,  # another operation has come under the same id
    "spoilt": 1,  # a piece whose bytes changed on the way
}
PLAIN = frozenset(
    {"note.write", "title.write", "person.set", "consent.set", "card.read", "card.skip", "timer.set", "step.enter"}
)
"""Operations that nothing else hangs on: these may be contradicted."""
PAGE = b"<!doctype html><title>Wifi</title><p>Bienvenue. Acceptez les conditions pour naviguer."


@dataclass(slots=True)
class Weather:
    """What the network of one device does during one scenario. ``left``: how many faults are still to come."""

    draw: random.Random
    often: float
    left: int
    away: int = 0
    """Requests still to come before the session is given back."""

    @classmethod
    def of(cls, seed: object, *, most: int = 9) -> Weather:
        """The weather of this seed."""
        draw = random.Random(repr(seed))
        return cls(draw, draw.uniform(0.15, 0.7), draw.randint(1, most))

    def fault(self) -> str | None:
        """What happens to the next request; None: nothing."""
        if self.left <= 0 or self.draw.random() > self.often:
            return None
        self.left -= 1
        return self.draw.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]


FAIR = Weather(random.Random(0), 0.0, 0)
"""A network that does nothing wrong."""


def http(status: str, body: bytes = PAGE, kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """A whole answer."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    )
    return head.encode() + body


def invented(fault: str, body: bytes, draw: random.Random) -> bytes | None:
    """The answer of something that is not KParole; None for faults that are not of this sort."""
    if fault == "portal":
        return http("200 OK")
    if fault == "impostor":
        told = {"recues": ids_of(body), "conflits": [], "complete": True, "recu": 1 << 20, "jeton": "faux"}
        return http("200 OK", json.dumps(told).encode(), "application/json")
    if fault == "redirect":
        return http(draw.choice(["302 Found", "307 Temporary Redirect"]), b"", more="Location: /portail\r\n")
    if fault == "too heavy":
        return http("413 Content Too Large")
    if fault == "broken":
        if draw.random() < 0.3:
            return http("500 Internal Server Error", b'{"message":"Panne."}', "application/json", "X-KParole: 1\r\n")
        return http(draw.choice(["500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable"]))
    return None


def ids_of(body: bytes) -> list[str]:
    """The ids of the operations that a request carries."""
    try:
        return [str(one["id"]) for one in json.loads(body)["operations"]]
    except (ValueError, KeyError, TypeError):
        return []


def contradiction(body: bytes, draw: random.Random) -> bytes | None:
    """A batch of one operation that has the id of one of these and another content; None when none of these suits."""
    try:
        batch = json.loads(body)["operations"]
    except (ValueError, KeyError, TypeError):
        return None
    plain = [one for one in batch if one["kind"] in PLAIN]
    if not plain:
        return None
    return json.dumps({"operations": [draw.choice(plain) | {"at": "2001-01-01T00:00:00.000Z"}]}).encode()


def with_other_ids(answer: bytes, others: Iterable[str], draw: random.Random) -> bytes:
    """The true answer with wrong ids in « recues »: somebody else's, half of them, or no list at all."""
    head, _, body = answer.partition(b"\r\n\r\n")
    try:
        told = json.loads(body)
    except ValueError:
        return answer
    if not (isinstance(told, dict) and isinstance(told.get("recues"), list)):
        return answer
    strange = [str(UUID(int=draw.getrandbits(128), version=4)) for _ in range(3)]
    half = [one for one in told["recues"] if draw.random() < 0.5]
    told["recues"] = draw.choice([strange, [*others], [*half, *strange, *others], None, "tout", [1, None, {}], []])
    return with_body(head, json.dumps(told).encode())


def with_body(head: bytes, body: bytes) -> bytes:
    """This head for another body."""
    lines = [one for one in head.split(b"\r\n") if not one.lower().startswith(b"content-length:")]
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body])


def without(head: bytes, *names: bytes) -> bytes:
    """This head without these lines."""
    wanted = tuple(name.lower() + b":" for name in names)
    return b"\r\n".join(one for one in head.split(b"\r\n") if not one.lower().startswith(wanted))
