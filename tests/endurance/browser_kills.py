"""Chromium killed while somebody types on the card's real screen: what was typed more than a second before is there again.

``python -m tests.endurance.browser_kills --kills 20``. The profile stays; the browser, with every process of its group, goes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.async_api import BrowserContext, Page, Playwright, async_playwright

from kparole.config import Settings, read_settings
from tests.browser.serving import CHROMIUM, FLAGS
from tests.endurance.tablet_server import House, running_house
from tests.endurance.tablets import logged_in

AT_RISK = 1.0
"""Seconds of typing that a kill may take away."""
BEGIN = """async ({ id, pick }) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { OpenInterview } = await import("/entretien/app/journal/interview.js");
  const settings = await (await fetch("/entretien/reglages.json")).json();
  const store = await openStore();
  await store.begin({ serverKey: settings.cle, keyId: settings.cle_id, pin: null });
  const opening = { deck: "kpa", version: "v1", language: "fr", mode: "ecran", trial: false };
  const interview = await OpenInterview.begin(store, { id, opening, summary: { title: "Essai" } });
  await interview.act("card.take", { pick, card: "utile" });
  await interview.close();
  store.close();
}"""
READ = """async (id) => {
  const { openStore } = await import("/entretien/app/store/store.js");
  const { OpenInterview } = await import("/entretien/app/journal/interview.js");
  const store = await openStore();
  const interview = await OpenInterview.reopen(store, id);
  const texts = [...interview.state.texts.values()].flat().map((one) => one.text);
  await interview.close();
  store.close();
  return texts.join(" ");
}"""


@dataclass(slots=True)
class Typing:
    """What was typed: each word with the moment its last key was pressed. ``taken``: seconds of typing lost, a kill."""

    words: list[tuple[str, float]] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    async def go_on(self, page: Page, number: int, until: float) -> None:
        """Type on the card until this moment, now and then the next passage."""
        draw = random.Random(number)
        count = 0
        while time.monotonic() < until:
            count += 1
            word = f"m{number}x{count}"
            await page.keyboard.type(f"{word} ", delay=draw.choice([10, 30]))
            self.words.append((word, time.monotonic()))
            if draw.random() < 0.08:
                await page.keyboard.press("Enter")

    def look(self, number: int, text: str, killed: float) -> None:
        """Compare with what is there after the kill."""
        there = set(text.split())
        lost = [(word, at) for word, at in self.words if word not in there]
        self.taken.append(max((killed - at for _, at in lost), default=0.0))
        self.wrong += [
            f"kill {number}: « {word} », typed {killed - at:.1f} s before, is gone"
            for word, at in lost
            if killed - at > AT_RISK
        ]
        self.words = [(word, at) for word, at in self.words if word in there]


async def kill_while_typing(settings: Settings, *, kills: int) -> Typing:
    """Type, kill, open again on the same profile, and so on; at the end everything is read once more."""
    typing, draw, start = Typing(), random.Random(kills), time.monotonic()
    interview, pick = str(uuid4()), str(uuid4())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, running_house(settings) as house:
        origin = f"http://127.0.0.1:{house.port}"
        async with async_playwright() as playwright:
            cookies = await _cookies(playwright, house)
            killed = time.monotonic()
            for number in range(kills + 1):
                async with _browser(playwright, Path(profile), cookies) as (context, kill):
                    page = await context.new_page()
                    await page.goto(f"{origin}/entretien/reglages.json")
                    if number == 0:
                        await page.evaluate(BEGIN, {"id": interview, "pick": pick})
                    else:
                        typing.look(number, await page.evaluate(READ, interview), killed)
                    if number < kills:
                        await page.goto(f"{origin}/entretien/#card/{interview}/{pick}")
                        await page.locator("#ecrire").click()
                        await typing.go_on(page, number, time.monotonic() + draw.uniform(1.5, 4))
                    killed = time.monotonic()
                    kill()
    typing.seconds = time.monotonic() - start
    return typing


async def _cookies(playwright: Playwright, house: House) -> Any:
    browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    state = await logged_in(browser, house)
    await browser.close()
    return state["cookies"]


@asynccontextmanager
async def _browser(playwright: Playwright, profile: Path, cookies: Any) -> AsyncIterator[tuple[BrowserContext, Any]]:
    """A browser on this profile, and what kills it with every process of its group."""
    told = profile / "DevToolsActivePort"
    told.unlink(missing_ok=True)
    command = [CHROMIUM, *FLAGS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*command, "about:blank"], stdout=quiet, stderr=quiet, start_new_session=True)

    def kill() -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    try:
        browser = await playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{await _port(told)}")
        await browser.contexts[0].add_cookies(cookies)
        yield browser.contexts[0], kill
    finally:
        kill()


async def _port(told: Path) -> str:
    """Where the browser listens, once it has said it."""
    for _ in range(1500):
        if told.exists() and (lines := told.read_text().split()):
            return lines[0]
        await asyncio.sleep(0.02)
    raise TimeoutError("Chromium did not open")


def told(typing: Typing) -> str:
    """The summary, in French."""
    worst = max(typing.taken, default=0)
    return (
        f"{len(typing.taken)} arrêts brutaux du navigateur en {typing.seconds:.0f} s, {len(typing.words)} mots retrouvés, "
        f"au plus {worst:.2f} s de frappe perdue\n"
    ) + "".join(f"  ✗ {problem}\n" for problem in typing.wrong)


def main() -> None:
    """The exit code says whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        typing = asyncio.run(kill_while_typing(read_settings({}, home=Path(folder)), kills=args.kills))
    sys.stdout.write(told(typing))
    sys.exit(1 if typing.wrong else 0)


if __name__ == "__main__":
    main()
