"""What the tests of the récit share: one full source and the file written from it."""

from __future__ import annotations

import pytest

from analysis.recit.source import RecitSource
from analysis.recit.word import write_recit
from tests.analysis.recit.making import make_source


@pytest.fixture(scope="session")
def source() -> RecitSource:
    return make_source()


@pytest.fixture(scope="session")
def written(source: RecitSource) -> bytes:
    return write_recit(source)
