"""A very long text is cut in stretches that lose nothing, and what is found in them keeps its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.mask_windows import joined, windows
from analysis.steps.types import Mask


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(4, 40))
def test_stretches_put_together_are_the_text(text: str, longest: int) -> None:
    found = windows(text, longest=longest)
    assert "".join(found) == text
    assert all(len(one) <= longest for one in found)


def test_what_is_found_keeps_its_place_in_the_whole() -> None:
    text = "Elle rit. " * 6 + "Et Samira coud."
    stretches = windows(text, longest=30)
    at = stretches[-1].index("Samira")
    found = joined(stretches, [() for _ in stretches[:-1]] + [(Mask(at, at + 6, "PERSONNE", "Samira"),)])
    assert [text[mask.start : mask.end] for mask in found] == ["Samira"]
