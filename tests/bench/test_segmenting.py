"""The gold of cuts is read as it is written, holds what it must, and the pipeline's way keeps its level on it."""

from __future__ import annotations

import pytest

from tests.bench.segmenting import KINDS, Note, at_connectors, at_ends, main, ours, read_note, read_notes, score


def test_the_gold_is_large_enough_and_its_halves_share_nothing() -> None:
    dev, held_out = read_notes("dev"), read_notes("held_out")
    assert len(dev) + len(held_out) >= 60
    assert min(sum(note.kind == kind for note in held_out) for kind in KINDS) >= 15
    assert not {note.text for note in dev} & {note.text for note in held_out}
    assert all(note.text[place - 1] == " " != note.text[place] for note in dev + held_out for place in note.cuts)


def test_places_found_too_many_and_missed_are_counted() -> None:
    note = read_note("elle coud | du coup elle vend | il rit", kind="nu")
    found = score([note], lambda _text: {10, 3})
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
    assert score([Note("nu", "rien à couper", frozenset())], lambda _text: set()).f1 == pytest.approx(1)


@pytest.mark.parametrize(("kind", "floor"), [("ponctué", 0.75), ("nu", 0.7)])
def test_our_way_of_cutting_keeps_its_level_and_beats_the_plain_ones(kind: str, floor: float) -> None:
    notes = [note for note in read_notes("held_out") if note.kind == kind]
    found = score(notes, ours).f1
    assert found >= floor
    assert found > max(score(notes, at_ends).f1, score(notes, at_connectors).f1)


def test_an_unknown_gold_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["autre"]) == 2
    assert "held_out" in capsys.readouterr().err
