"""Bad files through the real doors: the import page and its reading, the door of photos. No crash, little time and memory."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from tests.bad_files.everything import bad_files
from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("bad_files")

MOST_MEMORY = 300  # MB held by the whole process that reads, Python and the application included
MOST_SECONDS, USUAL_SECONDS = 5, 1
BAD = {bad.id: (bad.may_enter, bad.image) for bad in bad_files()}
ENGLISH = re.compile(
    r"\b(the|is|not|file|invalid|error|failed|unexpected|cannot|bad|None|True|False|Traceback|\w*Error|\w*Exception|zlib|lxml|PIL)\b",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"[A-ZÉÀ][^\n]*[.!?»]\Z")


@dataclass(frozen=True)
class Told:
    """What the doors said of all files, by id, and what was loaded to do so, by door."""

    files: dict[str, dict[str, Any]]
    loaded: dict[str, list[str]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Make the files in one process, read them in two others: what is measured is the reading alone."""
    folder = tmp_path_factory.mktemp("mauvais")
    run("tests.bad_files.everything", str(folder))
    files: dict[str, dict[str, Any]] = {}
    loaded = {}
    for door in ("page", "image"):
        *lines, last = map(json.loads, run("tests.bad_files.reading", str(folder), door).splitlines())
        files |= {line["id"]: line for line in lines}
        loaded[door] = last["loaded"]
    return Told(files, loaded)


def run(module: str, *arguments: str) -> str:
    """What a module says when it is run by a Python of its own, in which a warning is an error."""
    command = [sys.executable, "-W", "error", "-m", module, *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_there_are_two_hundred_of_them_at_least_and_all_are_read(told: Told) -> None:
    assert len(BAD) >= 200
    assert set(told.files) == set(BAD)


@pytest.mark.parametrize("id_", BAD)
def test_a_bad_file_ends_well(told: Told, id_: str) -> None:
    may_enter, image = BAD[id_]
    found = told.files[id_]
    assert found["work"] <= MOST_SECONDS
    assert found["peak"] <= MOST_MEMORY
    if found["state"] == "refused":
        assert SENTENCES.fullmatch(found["message"]), found["message"]
        assert not ENGLISH.search(found["message"]), found["message"]
        assert len(found["message"].split(". ")) >= 2 or " : " in found["message"]  # what is wrong, and the mend
    else:
        assert may_enter, found
        assert found["state"] in ({"taken"} if image else {"taken", "known"})


def test_reading_one_is_usually_quick(told: Told) -> None:
    assert statistics.median(line["work"] for line in told.files.values()) <= USUAL_SECONDS


def test_reading_loads_no_model(told: Told) -> None:
    assert told.loaded == {"page": [], "image": []}
