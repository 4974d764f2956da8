"""The French model: loaded once, light, and a clear error when it is absent."""

from __future__ import annotations

import pytest
from spacy.language import Language

from analysis.steps import french as module


@pytest.mark.model
def test_only_the_entity_recogniser_is_loaded(french: Language) -> None:
    assert french.pipe_names == ["ner"]
    assert french.vocab.vectors.shape == (20000, 300)


@pytest.mark.model
def test_the_model_is_loaded_once_per_process(french: Language) -> None:
    assert module.load_french() is french


def test_a_missing_model_says_in_french_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MODEL", "fr_modele_absent")
    module.load_french.cache_clear()
    try:
        with pytest.raises(module.FrenchModelError, match=r"« fr_modele_absent » manque .* réinstallez"):
            module.load_french()
    finally:
        module.load_french.cache_clear()


def test_the_blank_pipeline_only_cuts_words(blank: Language) -> None:
    assert blank.pipe_names == []
    assert [token.text for token in blank("L'atelier ferme.")] == ["L'", "atelier", "ferme", "."]
