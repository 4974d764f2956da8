"""A real server on loopback with real data, Debian's Chromium to look at it, and what its pages say meanwhile."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

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
