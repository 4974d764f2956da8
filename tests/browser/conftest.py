"""A real server on loopback with real data, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.browser.own_server import Server

LIGHTER = "/usr/bin/chromium-headless-shell"  # Debian's Chromium without the windows that nobody sees
CHROMIUM = os.environ.get("CHROMIUM", LIGHTER if Path(LIGHTER).exists() else "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ARTEFACTS = ROOT / "tests" / "artefacts"


@contextmanager
def running_server(*command: str, home: Path | None, cwd: Path, **settings: str) -> Iterator[str]:
    """Start a kparole command that serves, give the address it printed, end it by its process.

    The last link printed is given: the one with the launch key, or of the first invitation.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(cwd / "donnees")}
    environment |= {"XDG_CONFIG_HOME": str(cwd / "reglages"), **settings}
    if home is not None:
        environment["KPAROLE_HOME"] = str(home)
    for name in ("PORT", "KPAROLE_REGLAGES"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-c", "from kparole.cli import main; main()", *command],
        cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Pour arrêter"):
                break
        links = re.findall(r"https?://[\w.]+:\d+(?:/ouvrir/[\w-]+|/invitation/[\w-]+)?", "".join(said))
        if not links:
            pytest.fail("the server said no address:\n" + "".join(said))
        yield links[-1]
    finally:
        process.terminate()
        process.communicate(timeout=60)  # until its worker too has let go of what it prints on


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1024, "height": 768}, locale="fr-FR")
    yield context
    context.close()


class Watched:
    """What a page said on its console and asked of other hosts: both must stay empty."""

    def __init__(self, page: Page) -> None:
        self.console: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", lambda message: self.console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def forget(self) -> None:
        """What was said until now is somebody else's."""
        self.console.clear()
        self.elsewhere.clear()

    def _note(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.elsewhere.append(url)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    watched = Watched(page)
    yield page
    assert watched.console == []
    assert watched.elsewhere == []


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, thirty samples analysed, served for the whole session."""
    folder = tmp_path_factory.mktemp("demo")
    with running_server("demo", home=folder / "inutile", cwd=folder) as address:
        yield address


@pytest.fixture(scope="session")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A KParole for one person, where tablets come and go: each test leads interviews of its own."""
    from tests.browser.own_server import served  # it needs what is above

    with served(browser, tmp_path_factory.mktemp("entretiens")) as server:
        yield server
