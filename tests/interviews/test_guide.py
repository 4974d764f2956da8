"""The guide of the interview: what is written in it is complete, and a mistake in it is told whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviews.consent import ALL_USES
from interviews.guide import SECTIONS, GuideError, load_guide


def test_every_section_has_prompts_and_each_says_what_it_is_for() -> None:
    guide = load_guide()
    assert tuple(guide) == SECTIONS
    assert all(prompt.text and prompt.purpose for prompts in guide.values() for prompt in prompts)


def test_every_use_of_the_words_is_asked_for_once() -> None:
    asked = [prompt.id for prompt in load_guide()["usages"]]
    assert sorted(asked) == sorted(use.id for use in ALL_USES)


@pytest.mark.parametrize(
    "words",
    ["vulnérable", "pauvre", "anonyme", "éloigné"],
)
def test_no_word_of_the_guide_labels_people(words: str) -> None:
    said = " ".join(prompt.text + prompt.purpose for prompts in load_guide().values() for prompt in prompts)
    assert words not in said.casefold()


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "guide.toml"
    wrong.write_text(
        '[[ouverture]]\nid = "a"\ntexte = "Bonjour."\n[[ouverture]]\nid = "a"\ntexte = "Re."\nbut = "x"\n[[autre]]\n'
    )
    with pytest.raises(GuideError) as raised:
        load_guide(wrong)
    told = str(raised.value)
    assert "« autre » n'existe pas" in told
    assert "ouverture, phrase 1 : il manque « but »" in told
    assert "« a » sert déjà" in told
    assert "Il manque la section « cloture »" in told


def test_a_file_that_is_no_toml_is_told_in_french(tmp_path: Path) -> None:
    wrong = tmp_path / "guide.toml"
    wrong.write_bytes(b"\xff\xfe")
    with pytest.raises(GuideError, match="ne se lit pas"):
        load_guide(wrong)
