"""Tablets for the long tests: a page of a real Chromium, each on a network of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

from tests.endurance.fault_proxy import BLANK, Line, line_to
from tests.endurance.tablet_scenarios import pictures
from tests.endurance.tablet_server import House

SCRIPT = Path(__file__).with_name("tablet_page.js").read_text(encoding="utf-8")


@dataclass(slots=True)
class Tablet:
    """A page on a way of its own to the server."""

    page: Page
    line: Line


@asynccontextmanager
async def tablets(browser: Browser, house: House, state: Any, *, many: int = 2) -> AsyncIterator[list[Tablet]]:
    """So many new devices, logged in."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(_tablet(browser, house, state)) for _ in range(many)]


@asynccontextmanager
async def _tablet(browser: Browser, house: House, state: Any) -> AsyncIterator[Tablet]:
    async with line_to(house.port) as line:
        context = await browser.new_context(storage_state=state)
        try:
            yield Tablet(await open_page(context, line.port), line)
        finally:
            await context.close()


async def open_page(context: BrowserContext, port: int) -> Page:
    """A blank page of the application's origin that can lead scenarios."""
    page = await context.new_page()
    await page.goto(f"http://127.0.0.1:{port}{BLANK}")
    await page.evaluate("(photos) => { globalThis.photos = photos; }", pictures())
    await page.evaluate(SCRIPT)
    return page


async def logged_in(browser: Browser, house: House) -> Any:
    """The cookie of whoever has shown the launch key: good on every port of this machine."""
    context = await browser.new_context()
    await context.request.get(f"http://127.0.0.1:{house.port}/ouvrir/{house.key}")
    state = await context.storage_state()
    await context.close()
    return state
