"""A KParole for one person, empty, and the tablets that come in: where every screen of the tablet is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, StorageState

from tests.browser.serving import Watched, running_server

NOT_THERE_YET = "status of 404"  # an interview that is asked for before its opening was sent


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is, and the cookies of whoever came in by its link, which opens once."""

    origin: str
    cookies: StorageState


@contextmanager
def served(browser: Browser, folder: Path) -> Iterator[Server]:
    """A new KParole, where somebody has come in; it is as patient with one tablet as with a hundred."""
    with running_server("servir", home=folder / "kparole", cwd=folder, KPAROLE_DEBIT="100000") as link:
        context = browser.new_context()
        context.new_page().goto(link)
        cookies = context.storage_state()
        context.close()
        yield Server(re.sub(r"(https?://[^/]+).*", r"\1", link), cookies)


def device(browser: Browser, server: Server, **options: Any) -> BrowserContext:
    """A tablet of its own, that nothing was done on yet, as Playwright's contexts take options."""
    usual: dict[str, Any] = {
        "viewport": {"width": 1024, "height": 768}, "locale": "fr-FR", "has_touch": True, "service_workers": "block",
        "reduced_motion": "reduce",
    }  # fmt: skip
    return browser.new_context(storage_state=server.cookies, **{**usual, **options})


def complaints(watched: Watched) -> list[str]:
    """What the page said on its console and asked of others: nothing, when all is well."""
    return [said for said in watched.console if NOT_THERE_YET not in said] + watched.elsewhere
