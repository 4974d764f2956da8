"""The gold of masking is read as it is written, counted as it says, large and varied enough, and keeps its floors."""

from __future__ import annotations

import re

import pytest

from analysis.steps.french import load_french
from tests.bench.masking_spans import (
    GOLD,
    Gold,
    Passage,
    batches_of,
    judge,
    main,
    read_passage,
    read_voices,
    table,
    total,
)


def held_out() -> list[list[Passage]]:
    return read_voices(GOLD / "held_out")


def test_a_passage_is_read_with_its_places() -> None:
    passage = read_passage("Avec {Samira|P}, à {Lyon|L} ou {Lidl|?}.")
    assert passage.text == "Avec Samira, à Lyon ou Lidl."
    assert passage.gold == (Gold(5, 11, "PERSONNE"), Gold(15, 19, "LIEU"), Gold(23, 27, "?"))


def test_every_mark_of_the_gold_is_read() -> None:
    passages = [one for name in ("dev", "held_out") for voice in read_voices(GOLD / name) for one in voice]
    assert all(not re.search(r"[{}|]", one.text) for one in passages)
    assert all(one.text[g.start : g.end].strip() == one.text[g.start : g.end] for one in passages for g in one.gold)


def test_the_held_out_gold_is_large_has_many_voices_and_shares_nothing_with_the_other() -> None:
    voices = held_out()
    annotated = [one for voice in voices for one in voice if any(gold.kind != "?" for gold in one.gold)]
    tuned = {one.text for voice in read_voices(GOLD / "dev") for one in voice}
    assert len(voices) >= 20
    assert len(annotated) >= 400
    assert not tuned & {one.text for voice in voices for one in voice}


@pytest.mark.model
def test_misses_extras_and_what_may_be_either_are_counted() -> None:
    line = "Avec {Samira|P} et la {table ronde|O}, chez {Zelmira|?}, à Lyon."
    judged = judge([[read_passage(line, voice="v")]], nlp=load_french())
    assert (judged.tallies["PERSONNE"].gold, judged.tallies["PERSONNE"].masked) == (1, 1)
    assert (judged.tallies["ORGANISATION"].gold, judged.tallies["ORGANISATION"].masked) == (1, 0)
    assert (judged.tallies["LIEU"].proposed, judged.tallies["LIEU"].precision) == (1, 0.0)
    assert total(judged).proposed == 2
    assert len(judged.missed) == len(judged.extra) == 1
    assert "ensemble" in table(judged)


def test_passages_are_given_alone_by_interview_or_together() -> None:
    voices = [[read_passage("a"), read_passage("b")], [read_passage("c")]]
    sizes = [[len(b) for b in batches_of(voices, arguments)] for arguments in ([], ["--seul"], ["--ensemble"])]
    assert sizes == [[2, 1], [1, 1, 1], [3]]


def test_without_the_name_of_a_gold_the_bench_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nulle-part"]) == 2
    assert "held_out" in capsys.readouterr().err


@pytest.mark.model
def test_the_held_out_gold_keeps_its_floors() -> None:
    judged = judge(list(batches_of(held_out(), [])), nlp=load_french())
    floors = {"PERSONNE": 0.95, "LIEU": 0.94, "CONTACT": 0.95, "DATE": 0.9, "AGE": 0.9, "SANTE": 0.8, "AUTRE": 0.85}
    assert {kind for kind, floor in floors.items() if judged.tallies[kind].recall < floor} == set()
    assert {kind for kind, tally in judged.tallies.items() if tally.precision < 0.85} == set()
