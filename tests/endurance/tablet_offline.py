"""Thirty interviews and three hundred photos made with the server stopped, then sent: every hash is the same on both sides.

``python -m tests.endurance.tablet_offline --interviews 30 --photos 300``. Photos are drawn in the page, heavy enough for two
pieces or more; the server makes each anew, so what is compared is the hash that it verified of what came, and what is kept
must open as a picture of the same size.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import async_playwright
from sqlalchemy import create_engine

from interviews.operations import hash_of
from kparole.config import Settings, read_settings
from kparole.db import engine_options, prepare_engine
from tests.browser.serving import CHROMIUM, FLAGS
from tests.endurance.tablet_checks import Held, held_of
from tests.endurance.tablet_server import running_house
from tests.endurance.tablets import logged_in, tablets

SIZE = (1280, 960)
MAKE = Path(__file__).with_name("tablet_offline.js").read_text(encoding="utf-8")


@dataclass(slots=True)
class Trip:
    """What was made and what became of it; times in seconds."""

    interviews: int = 0
    operations: int = 0
    photos: int = 0
    weight: int = 0
    offline: float = 0.0
    sending: float = 0.0
    wrong: list[str] = field(default_factory=list)


async def make_then_send(settings: Settings, *, interviews: int, photos: int, most: float = 1500) -> Trip:
    """Make everything without a server, start it, wait until the queue is empty, and compare."""
    trip = Trip()
    engine = create_engine(**engine_options(settings.database_url))
    prepare_engine(engine)
    with running_house(settings) as house:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            state = await logged_in(browser, house)
            async with tablets(browser, house, state, many=1) as [tablet]:
                await tablet.page.evaluate(MAKE)
                house.kill()
                start = time.monotonic()
                told = {"interviews": interviews, "photos": photos, "size": SIZE}
                made = await tablet.page.evaluate("(told) => makeOffline(told)", told)
                trip.offline = time.monotonic() - start
                house.serve()
                left = await tablet.page.evaluate("(ms) => sendAll(ms)", most * 1000)
                trip.sending = time.monotonic() - start - trip.offline
            await browser.close()
    held = held_of(engine, made["interviews"])
    engine.dispose()
    trip.interviews, trip.operations, trip.photos = interviews, len(made["operations"]), len(made["photos"])
    trip.weight = sum(one["bytes"] for one in made["photos"])
    trip.wrong += [f"{left} still wait on the tablet"] if left else []
    trip.wrong += _differences(made, held, settings.home)
    return trip


def _differences(made: dict[str, Any], held: Held, home: Path) -> Iterator[str]:
    wanted = {one["id"]: hash_of(one) for one in made["operations"]}
    if held.hashes != wanted or held.twice:
        yield f"{len(wanted)} operations were made, {len(held.hashes)} are there, {len(held.twice)} twice"
    if len(held.files) != len(made["photos"]):
        yield f"{len(made['photos'])} photos were made, {len(held.files)} are there"
    for one in made["photos"]:
        row = held.files.get(one["attachment"])
        if row is None or row.state != "complete" or row.sha256 != one["sha256"]:
            yield f"photo {one['attachment']} is not the one that was made"
        else:
            with Image.open(home / "fichiers" / row.stored) as kept:
                kept.load()
                if kept.size != SIZE:
                    yield f"photo {one['attachment']} is kept in another size"


def told(trip: Trip) -> str:
    """The summary, in French."""
    return (
        f"{trip.interviews} entretiens hors réseau, {trip.operations} opérations, {trip.photos} photos "
        f"({trip.weight / 1e6:.0f} Mo) faits en {trip.offline:.0f} s, reçus en {trip.sending:.0f} s\n"
    ) + "".join(f"  ✗ {problem}\n" for problem in trip.wrong)


def main() -> None:
    """The exit code says whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=30)
    parser.add_argument("--photos", type=int, default=300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({}, home=Path(folder))
        trip = asyncio.run(make_then_send(settings, interviews=args.interviews, photos=args.photos))
    sys.stdout.write(told(trip))
    sys.exit(1 if trip.wrong else 0)


if __name__ == "__main__":
    main()
