"""The server killed again and again while tablets send to it: nothing acknowledged is missing, nothing is there twice.

``python -m tests.endurance.tablet_kills --kills 100``
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from playwright.async_api import async_playwright
from sqlalchemy import create_engine, text

from kparole.config import Settings, read_settings
from kparole.db import engine_options, prepare_engine
from tests.browser.serving import CHROMIUM, FLAGS
from tests.endurance.tablet_faults import Outcome, play, told
from tests.endurance.tablet_server import House, running_house
from tests.endurance.tablets import Tablet, logged_in, tablets

LONGEST = 0.03
"""The server is killed so many seconds after it was asked something, at most."""


async def kill_during_sync(settings: Settings, *, kills: int, most: float = 1800) -> Outcome:
    """Play scenarios on a good network to a server that dies so many times, for so many seconds at most."""
    outcome, start = Outcome(), time.monotonic()
    engine = create_engine(**engine_options(settings.database_url))
    prepare_engine(engine)
    with running_house(settings) as house:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            state = await logged_in(browser, house)
            async with tablets(browser, house, state) as pair:
                killer = asyncio.create_task(_kill(house, pair, kills, outcome))
                seed = 0
                while not killer.done() and time.monotonic() - start < most:
                    await play(pair, 1_000_000 + seed, engine, settings.home, outcome, fair=True)
                    seed += 1
                killer.cancel()
                outcome.requests += sum(tablet.line.asked for tablet in pair)
            await browser.close()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite" and connection.execute(text("PRAGMA integrity_check")).scalar() != "ok":
            outcome.wrong.append("the base is damaged")
    engine.dispose()
    outcome.seconds = time.monotonic() - start
    return outcome


async def _kill(house: House, pair: list[Tablet], kills: int, outcome: Outcome) -> None:
    draw = random.Random(kills)
    for _ in range(kills):
        served = sum(tablet.line.answered for tablet in pair) + draw.randint(1, 6)
        while sum(tablet.line.answered for tablet in pair) < served:  # it serves: something got through
            await asyncio.sleep(0.002)
        asked = sum(tablet.line.asked for tablet in pair)
        while sum(tablet.line.asked for tablet in pair) == asked:
            await asyncio.sleep(0.001)
        await asyncio.sleep(draw.uniform(0, LONGEST))
        house.kill()
        house.serve()
        outcome.faults["server killed"] += 1


def main() -> None:
    """The exit code says whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(kill_during_sync(read_settings({}, home=Path(folder)), kills=args.kills))
    sys.stdout.write(told(outcome))
    sys.exit(1 if outcome.wrong or outcome.faults["server killed"] < args.kills else 0)


if __name__ == "__main__":
    main()
