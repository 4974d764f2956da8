"""Words as they may leave: names give way, the small words around follow, nothing hidden shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.types import MASK_KINDS, Mask, MaskKind
from interviews.replacing.reading import pieces, replaced, replaced_at

WORDS = st.text("abcdefghij ÀÉ'’.", min_size=0, max_size=60)


def on(text: str, words: str, kind: MaskKind = "PERSONNE") -> Mask:
    start = text.index(words)
    return Mask(start, start + len(words), kind, words)


@pytest.mark.parametrize(
    ("text", "words", "kind", "chosen", "read"),
    [
        ("Le fils d'Amina rit.", "Amina", "PERSONNE", "Karine", "Le fils de Karine rit."),
        ("Avec Mme Diallo.", "Mme Diallo", "PERSONNE", "Karine", "Avec Mme Karine."),
        ("Je vis à Roubaix.", "Roubaix", "LIEU", "une ville voisine", "Je vis dans une ville voisine."),
        ("Je vis à Roubaix.", "Roubaix", "LIEU", "", "Je vis dans une ville."),
        ("Au 06 12 34 56 78.", "06 12 34 56 78", "CONTACT", "", "Au [coordonnées retirées]."),
        ("Avec Amina.", "Amina", "PERSONNE", None, "Avec [prénom]."),
        ("Avec Amina.", "Amina", "PERSONNE", "", "Avec [prénom]."),
    ],
)
def test_a_sentence_stays_french(text: str, words: str, kind: MaskKind, chosen: str | None, read: str) -> None:
    assert replaced(text, [on(text, words, kind)], lambda _mask: chosen) == read


def test_places_of_the_text_are_found_again_after() -> None:
    text = "Amina rit, puis Amina pleure."
    read = replaced_at(text, [on(text, "Amina"), Mask(16, 21, "PERSONNE", "Amina")], lambda _mask: "Lou")
    assert read.text == "Lou rit, puis Lou pleure."
    assert read.text[read.place(text.index("pleure")) :] == "pleure."


def test_masks_that_overlap_hide_all_they_cover() -> None:
    text = "Rue Amina Diallo."
    masks = [Mask(0, 9, "LIEU", "Rue Amina"), Mask(4, 16, "PERSONNE", "Amina Diallo")]
    assert "Diallo" not in replaced(text, masks, lambda _mask: "X")


@given(
    WORDS,
    st.lists(st.tuples(st.integers(-3, 70), st.integers(1, 20), st.sampled_from(MASK_KINDS)), max_size=6),
    st.sampled_from(["", "Karine", "une ville", None]),
)
def test_whatever_is_hidden_is_within_the_text_and_apart(
    text: str, stretches: list[tuple[int, int, MaskKind]], chosen: str | None
) -> None:
    masks = [
        (Mask(start, start + size, kind, text[max(0, start) : start + size]), chosen) for start, size, kind in stretches
    ]
    found = pieces(text, masks)
    edges = [edge for piece in found for edge in (piece.start, piece.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    hidden = {place for mask, _ in masks for place in range(max(0, mask.start), min(mask.end, len(text)))}
    assert hidden <= {place for piece in found for place in range(piece.start, piece.end)}
