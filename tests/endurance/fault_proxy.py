"""A network on loopback that goes wrong as it is told to, between a real browser and a real server."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.endurance.fault_kinds import (
    FAIR,
    Weather,
    contradiction,
    http,
    ids_of,
    invented,
    with_body,
    with_other_ids,
    without,
)

BLANK = "/vide"
"""A page with nothing on it, of the same origin as the application."""
_ROOM = http("200 OK", b"<!doctype html><html lang=fr><title>vide</title>")
PATIENCE = 10.0
"""Seconds after which a slow answer comes whether somebody waits or not."""


@dataclass(slots=True)
class Line:
    """The way of one device to the server. ``happened``: how often each fault came; ``asked``: requests of the API;
    ``answered``: true answers that were given back."""

    server: int
    port: int = 0
    weather: Weather = field(default_factory=lambda: FAIR)
    happened: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    kept_back: deque[tuple[bytes, bytes]] = field(default_factory=deque)
    seen: deque[str] = field(default_factory=lambda: deque(maxlen=60))
    answered: int = 0
    open: set[asyncio.Task[None]] = field(default_factory=set)

    async def clear(self) -> None:
        """From now on nothing goes wrong; what was kept back is delivered, late."""
        self.weather = FAIR
        await self._deliver_late(0)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one request in a task that the end of this line cancels."""
        task = asyncio.create_task(self.answer(reader, writer))
        self.open.add(task)
        task.add_done_callback(self.open.discard)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n"))[:-4]
            body = await reader.readexactly(_length(head))
            if head.split(b" ", 2)[1].startswith(b"/api/"):
                await self._through(head, body, reader, writer)
            else:
                writer.write(_ROOM if head.split(b" ", 2)[1] == BLANK.encode() else await self._ask(head, body))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the browser, or the server, went away: that is what this is about
        finally:
            writer.close()

    async def _through(
        self, head: bytes, body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.asked += 1
        weather = self.weather
        if weather.away:
            weather.away -= 1
            head = without(head, b"Cookie")
        fault = weather.fault()
        if fault:
            self.happened[fault] += 1
        strange = invented(fault, body, weather.draw) if fault else None
        if strange is not None:
            writer.write(strange)
        elif fault == "late":
            self.kept_back.append((head, body))
        elif fault != "cut before":
            await self._stored(fault, head, body, reader, writer)
        self.seen.extend(ids_of(body))
        if fault != "late" and self.kept_back and weather.draw.random() < 0.4:
            await self._deliver_late(len(self.kept_back) - 1)

    async def _stored(
        self, fault: str | None, head: bytes, body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """The server hears of it; what the browser hears is another matter."""
        draw = self.weather.draw
        if fault == "session":
            self.weather.away = draw.randint(0, 2)
            head = without(head, b"Cookie")
        if fault == "bad token":
            head = without(head, b"X-CSRFToken") + b"\r\nX-CSRFToken: perime"
        if fault == "spoilt" and head.startswith(b"PUT"):
            body = body[:-1] + bytes([body[-1] ^ 1])
        if fault == "contradicted" and (other := contradiction(body, draw)) is not None:
            await self._ask(without(head, b"Content-Length") + b"\r\nContent-Length: %d" % len(other), other)
        answer = await self._ask(head, body)
        if fault == "twice":
            answer = await self._ask(head, body)
        if fault == "unmarked":
            start, _, rest = answer.partition(b"\r\n\r\n")
            answer = without(start, b"X-KParole") + b"\r\n\r\n" + rest
        if fault == "other ids":
            own = set(ids_of(body))
            answer = with_other_ids(answer, [one for one in self.seen if one not in own], draw)
        if fault == "slow":
            await _gone(reader)
        if fault == "cut short":
            answer = _cut_short(answer, draw)
        if fault != "cut after":
            writer.write(answer)
            self.answered += bool(answer)

    async def _deliver_late(self, but: int) -> None:
        """Deliver what was kept back, the last ones first, until only ``but`` of them stay."""
        while len(self.kept_back) > but:
            await self._ask(*self.kept_back.pop())

    async def _ask(self, head: bytes, body: bytes) -> bytes:
        """The server's whole answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server)
        try:
            writer.write(without(head, b"Connection") + b"\r\nConnection: close\r\n\r\n" + body)
            await writer.drain()
            return await reader.read()
        finally:
            writer.close()


async def _gone(reader: asyncio.StreamReader) -> None:
    """Until the browser has gone away, or patience is over."""
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(reader.read(), PATIENCE)


def _cut_short(answer: bytes, draw: random.Random) -> bytes:
    """The beginning of an answer; half of the time it says that it is whole."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if len(body) > 1 and draw.random() < 0.5:
        return with_body(head, body[: draw.randrange(len(body))])
    return answer[: draw.randrange(5, max(6, len(answer)))]


def _length(head: bytes) -> int:
    for one in head.split(b"\r\n"):
        name, _, value = one.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


@asynccontextmanager
async def line_to(server: int) -> AsyncIterator[Line]:
    """A way to the server that listens on this port."""
    line = Line(server)
    listener = await asyncio.start_server(line.take, "127.0.0.1", 0)
    line.port = listener.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        listener.close()
        for task in line.open:
            task.cancel()
