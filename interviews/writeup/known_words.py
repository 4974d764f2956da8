"""What a stranger can look up or recognise: the acronyms of the glossary, the first names people bear. Word lists only."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from analysis.steps.mask_lexicon import folded
from interviews.writeup.guard import Known

GLOSSARY = Path(__file__).parent / "glossary.toml"


@cache
def known_words() -> Known:
    """The lists that travel with KParole; no language model is loaded for them."""
    return Known(frozenset(glossary()), folded("prenoms", "surs"))


@cache
def glossary() -> dict[str, str]:
    """What each acronym means."""
    found: dict[str, str] = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["sigles"]
    return found
