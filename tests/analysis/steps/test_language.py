"""Another language is told from French; spoken French, hasty notes and single words are never taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.steps.language import is_foreign
from analysis.steps.shipped import shipped_examples
from tests.bench.segmenting import read_notes

SOURCES = Path(__file__).parents[3] / "data_samples" / "sources"


@pytest.mark.parametrize(
    "text",
    [
        "Before I was afraid of the phone and now I call the suppliers when a delivery is missing.",
        "Antes tenía miedo de hablar con la gente y ahora vendo en el mercado los sábados.",
        "Prima non parlavo con nessuno e adesso sono io che spiego la macchina alle altre.",
        "Antes eu não falava com ninguém e agora sou eu que explico a máquina para as outras.",
        "Früher hatte ich Angst und jetzt erkläre ich die Maschine auch den anderen Frauen.",
        "تعلمت الخياطة مع النساء في الحي",
        "Раньше я боялась говорить, а теперь объясняю другим.",
    ],
)
def test_another_language_is_heard(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    ["", "🙂", "12 345", "Oui.", "Samira, Fatou, Ahmed", "un truc cool, le feeling", "appris couture vendu marché"],
)
def test_a_few_words_are_never_taken_for_another_language(text: str) -> None:
    assert not is_foreign(text)


def test_no_french_text_of_ours_is_taken_for_another_language() -> None:
    texts = [example.text for example in shipped_examples()]
    texts += [note.text for name in ("dev", "held_out") for note in read_notes(name)]
    texts += [line for file in SOURCES.glob("*.txt") for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(texts) > 2000
    assert [text for text in texts if is_foreign(text)] == []
