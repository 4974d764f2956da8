from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.types import Mask, Span
from interviews.consent import HOW, USES, MaskedSpan, overlaps, withheld

GIVEN = {"recit": "given"}
State = Literal["proposed", "confirmed", "refused"]


def masked(start: int, end: int, state: State = "proposed") -> MaskedSpan:
    return MaskedSpan(Mask(start, end, "PERSONNE", "x" * (end - start)), state)


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
MASKS = st.lists(
    st.builds(
        lambda span, state: masked(span.start, span.end, state),
        SPANS,
        st.sampled_from(["proposed", "confirmed", "refused"]),
    ),
    max_size=5,
)
CONSENTS = st.dictionaries(
    st.sampled_from([use.id for use in USES]), st.sampled_from(["given", "refused", "withdrawn", ""]), max_size=5
)
USED = st.sampled_from([use.id for use in USES])


@pytest.mark.parametrize(
    "consents", [{}, {"recit": "refused"}, {"recit": "withdrawn"}, {"publication": "given"}, {"recit": "Given"}]
)
def test_words_without_a_given_consent_for_this_use_stay(consents: dict[str, str]) -> None:
    assert withheld(Span(0, 5), consents=consents, masks=(), use="recit") == "accord"


def test_words_with_a_mask_that_waits_stay() -> None:
    assert withheld(Span(0, 5), consents=GIVEN, masks=[masked(4, 8)], use="recit") == "masquage"


def test_consent_is_looked_at_before_masks() -> None:
    assert withheld(Span(0, 5), consents={}, masks=[masked(0, 5)], use="recit") == "accord"


@pytest.mark.parametrize("mask", [masked(5, 8), masked(0, 5, "confirmed"), masked(0, 5, "refused")])
def test_a_mask_elsewhere_or_decided_holds_nothing_back(mask: MaskedSpan) -> None:
    assert withheld(Span(0, 5), consents=GIVEN, masks=[mask], use="recit") is None


@pytest.mark.parametrize(
    ("start", "end", "touch"),
    [(0, 5, False), (0, 6, True), (7, 8, True), (9, 12, True), (10, 12, False), (0, 20, True)],
)
def test_two_stretches_overlap_when_they_share_a_character(start: int, end: int, touch: bool) -> None:
    assert overlaps(Span(start, end), Span(5, 10)) is touch


@given(SPANS, CONSENTS, MASKS, USED)
def test_nothing_is_released_without_a_consent_given(
    span: Span, consents: dict[str, str], masks: list[MaskedSpan], use: str
) -> None:
    if withheld(span, consents=consents, masks=masks, use=use) is None:
        assert consents[use] == "given"


@given(SPANS, MASKS, USED)
def test_nothing_is_released_over_a_mask_that_waits(span: Span, masks: list[MaskedSpan], use: str) -> None:
    waiting = {place for m in masks if m.state == "proposed" for place in range(m.mask.start, m.mask.end)}
    found = withheld(span, consents={use: "given"}, masks=masks, use=use)
    assert (found == "masquage") == bool(waiting & set(range(span.start, span.end)))


def test_the_uses_are_those_of_the_kit_and_the_words_never_label() -> None:
    assert [use.id for use in USES] == ["notes", "equipe", "atelier", "recit", "publication"]
    assert not any("anonym" in use.label for use in USES)
    assert set(HOW) == {"oral", "ecrit"}
