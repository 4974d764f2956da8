"""What the tests of the steps share: the real French model, loaded once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from analysis.steps.french import blank_french, load_french


@pytest.fixture(scope="session")
def french() -> Language:
    return load_french()


@pytest.fixture(scope="session")
def blank() -> Language:
    return blank_french()
