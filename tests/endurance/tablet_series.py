"""The long forms of the tablet's tests, one after the other, each with its summary; bounded in number and in time."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from kparole.config import Settings, read_settings
from tests.endurance import browser_kills, tablet_faults, tablet_kills, tablet_offline

SCENARIOS, POSTGRESQL_SCENARIOS = 2000, 200
SERVER_KILLS, BROWSER_KILLS = 100, 20
INTERVIEWS, PHOTOS = 30, 300


def bad_networks(settings: Settings, *, scenarios: int = SCENARIOS) -> tuple[str, int]:
    """What to say, and how many things were wrong."""
    outcome = asyncio.run(tablet_faults.run(settings, scenarios=scenarios))
    return tablet_faults.told(outcome), len(outcome.wrong) + scenarios - outcome.scenarios


def dead_servers(settings: Settings) -> tuple[str, int]:
    """The same, of a server that dies while tablets send."""
    outcome = asyncio.run(tablet_kills.kill_during_sync(settings, kills=SERVER_KILLS))
    return tablet_faults.told(outcome), len(outcome.wrong) + SERVER_KILLS - outcome.faults["server killed"]


def dead_browsers(settings: Settings) -> tuple[str, int]:
    """The same, of a browser that dies while somebody types."""
    typing = asyncio.run(browser_kills.kill_while_typing(settings, kills=BROWSER_KILLS))
    return browser_kills.told(typing), len(typing.wrong)


def far_from_the_network(settings: Settings) -> tuple[str, int]:
    """The same, of what is made without a server and sent afterwards."""
    trip = asyncio.run(tablet_offline.make_then_send(settings, interviews=INTERVIEWS, photos=PHOTOS))
    return tablet_offline.told(trip), len(trip.wrong)


def tablet_series(environ: dict[str, str], *works: Callable[[Settings], tuple[str, int]]) -> int:
    """Each of these in a folder of its own; gives how many things were wrong."""
    wrong = 0
    for work in works:
        with tempfile.TemporaryDirectory() as folder:
            words, count = work(read_settings(environ, home=Path(folder)))
        sys.stdout.write(words)
        sys.stdout.flush()
        wrong += count
    return wrong
