"""Thousands of bad networks between a real Chromium and the real server: nothing acknowledged is lost, nothing is there twice.

``python -m tests.endurance.tablet_faults --scenarios 2000``; bounded in number and in time. A seed gives a scenario: what is
done on one device or two, and what the network does to each request. ``--seed 17 --scenarios 1`` plays one again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.async_api import async_playwright
from sqlalchemy import Engine, create_engine

from kparole.config import Settings, read_settings
from kparole.db import engine_options, prepare_engine
from tests.browser.serving import CHROMIUM, FLAGS
from tests.endurance.fault_kinds import FAIR, Weather
from tests.endurance.tablet_checks import Account, Totals, held_of, wrong_with
from tests.endurance.tablet_scenarios import Play, scenario_of
from tests.endurance.tablet_server import running_house
from tests.endurance.tablets import Tablet, logged_in, tablets

LANES = 2
TIRED = 100
"""A lane begins again with new pages after so many scenarios: what was set aside stays on a tablet."""


@dataclass(slots=True)
class Outcome:
    """What became of all the scenarios; ``wrong``: by seed."""

    scenarios: int = 0
    requests: int = 0
    wrong: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    totals: Totals = field(default_factory=Totals)
    seconds: float = 0.0


async def play(
    pair: list[Tablet], seed: int, engine: Engine, home: Path, outcome: Outcome, *, fair: bool = False
) -> bool:
    """One scenario, from its first word to the last look at the database; True when all is well.

    ``fair``: the network does nothing wrong.
    """
    scenario = scenario_of(seed)
    pairs = list(zip(pair, scenario.plays, strict=False))
    for number, (tablet, _) in enumerate(pairs):
        tablet.line.weather = FAIR if fair else Weather.of(f"weather {seed} {number}")
    accounts: list[Account] = list(await asyncio.gather(*(_lead(tablet, one) for tablet, one in pairs)))
    for tablet, _ in pairs:
        await tablet.line.clear()
    held = held_of(engine, scenario.interviews)
    found = list(wrong_with(scenario, accounts, held, home=home, totals=outcome.totals))
    outcome.wrong += [f"seed {seed}: {problem}" for problem in found]
    outcome.scenarios += 1
    return not found


async def _lead(tablet: Tablet, told: Play) -> Account:
    account: Account = await tablet.page.evaluate("(told) => play(told)", asdict(told))
    return account | dict(await tablet.page.evaluate("(ids) => leave(ids)", told.interviews))


async def run(settings: Settings, *, scenarios: int, first: int = 0, lanes: int = LANES, most: float = 3000) -> Outcome:
    """Play so many scenarios, for so many seconds at most."""
    outcome, start = Outcome(), time.monotonic()
    seeds = iter(range(first, first + scenarios))
    engine = create_engine(**engine_options(settings.database_url))
    prepare_engine(engine)
    with running_house(settings) as house:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            state = await logged_in(browser, house)

            async def follow() -> None:
                while time.monotonic() - start < most:
                    async with tablets(browser, house, state) as pair:
                        for _ in range(TIRED):
                            seed = next(seeds, None)
                            if seed is None or time.monotonic() - start > most:
                                break
                            if not await play(pair, seed, engine, settings.home, outcome):
                                break  # what is left on these tablets would be blamed on the next one
                        for tablet in pair:
                            outcome.faults += tablet.line.happened
                            outcome.requests += tablet.line.asked
                    if seed is None:
                        return

            await asyncio.gather(*(follow() for _ in range(lanes)))
            await browser.close()
    engine.dispose()
    outcome.seconds = time.monotonic() - start
    return outcome


def told(outcome: Outcome) -> str:
    """The summary, in French."""
    totals = outcome.totals
    aside = ", ".join(f"{count} {why}" for why, count in sorted(totals.aside.items())) or "rien"
    faults = ", ".join(f"{name} {count}" for name, count in outcome.faults.most_common())
    return (
        f"{outcome.scenarios} scénarios en {outcome.seconds:.0f} s, {outcome.requests} demandes, "
        f"{outcome.faults.total()} pannes ({faults})\n"
        f"{totals.made} opérations, {totals.acknowledged} reçues, {totals.forgotten} oubliées exprès, mises de côté : {aside} ; "
        f"{totals.photos} photos\n"
        + "".join(f"  ✗ {problem}\n" for problem in outcome.wrong)
        + f"{len(outcome.wrong)} perte(s) ou double(s)\n"
    )


def main() -> None:
    """The exit code says whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--lanes", type=int, default=LANES)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({}, home=Path(folder))
        outcome = asyncio.run(run(settings, scenarios=args.scenarios, first=args.seed, lanes=args.lanes))
    sys.stdout.write(json.dumps(asdict(outcome)) if args.json else told(outcome))
    sys.exit(1 if outcome.wrong or outcome.scenarios < args.scenarios else 0)


if __name__ == "__main__":
    main()
