"""A model, vectors, pictures that are missing or spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kparole.checks import reading


def test_a_missing_picture_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert reading.deck() is None
    monkeypatch.setattr("cards.deck.PICTURES", tmp_path)
    assert "il manque l'image des cartes" in (reading.deck() or "")


@pytest.mark.model
def test_models_that_are_whole_are_fine() -> None:
    assert (reading.french(), reading.vectors()) == (None, None)


def test_a_package_with_a_spoilt_or_missing_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "essai-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: essai\nVersion: 1.0\n")
    (info / "RECORD").write_text("essai.bin,sha256=LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ,5\nautre.txt,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "essai.bin").write_bytes(b"hello")
    assert reading.spoilt_package("essai") is None
    (tmp_path / "essai.bin").write_bytes(b"hullo")
    assert "pip install --force-reinstall essai" in (reading.spoilt_package("essai") or "")
    (tmp_path / "essai.bin").unlink()
    assert "pip install --force-reinstall essai" in (reading.spoilt_package("essai") or "")
    assert "pip install inconnu-de-tous" in (reading.spoilt_package("inconnu-de-tous") or "")


def test_vectors_that_are_not_the_known_ones_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.steps.vectors import EncoderError

    class Spoilt:
        def encode(self, _texts: list[str]) -> None:
            raise EncoderError("Les vecteurs ont changé : réinstallez KParole.")

    monkeypatch.setattr("analysis.steps.vectors.default_encoder", Spoilt)
    assert reading.vectors() == "Les vecteurs ont changé : réinstallez KParole."
