from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.deck import shipped_card_ids as known_cards
from interviews.operation_kinds import KINDS
from interviews.operations import Reading, canonical, clean_text, hash_of, read_operation
from tests.interviews.journal_making import INTERVIEW, Device, uid, whole_interview

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def reading(raw: object) -> Reading:
    return read_operation(raw, interview=INTERVIEW, cards=known_cards())


def complaint(**changes: Any) -> str:
    return " ".join(reading(Device().writes("Des mots") | changes).complaints)


@pytest.mark.parametrize("raw", whole_interview(), ids=lambda raw: raw["kind"])
def test_what_a_tablet_writes_is_read_as_it_is(raw: dict[str, Any]) -> None:
    found = reading(raw)
    assert found.complaints == ()
    assert found.operation is not None
    assert found.operation.data == raw["data"]
    assert found.operation.hash == hash_of(raw)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "x"}, "« id » doit être un UUID"),
        ({"id": uid(1).upper()}, "« id » doit être un UUID"),
        ({"device": 3}, "« device » doit être un UUID"),
        ({"interview": uid("another")}, "autre entretien"),
        ({"seq": 0}, "« seq »"),
        ({"seq": True}, "« seq »"),
        ({"seq": "1"}, "« seq »"),
        ({"seq": 2**31}, "« seq »"),
        ({"seq": 1.0}, "nombres doivent être entiers"),
        ({"at": "hier"}, "« at » doit être une date"),
        ({"base": "x"}, "« base »"),
        ({"kind": "note.burn"}, "n'est pas connue ici"),
        ({"kind": ["note.write"]}, "n'est pas connue ici"),
        ({"field": None}, "quel texte est écrit"),
        ({"field": "title:x"}, "quel texte est écrit"),
        ({"field": "note:É"}, "quel texte est écrit"),
        ({"data": None}, "objet JSON"),
        ({"data": {}}, "Il manque « text »"),
        ({"data": {"text": None}}, "Il manque « text »"),
        ({"data": {"text": ["a"]}}, "200 000 caractères"),
        ({"data": {"text": "a", "more": 1}}, "ne porte que"),
        ({"plus": 1}, "n'a que ces clés"),
        ({"kind": "card.read", "data": {"card": "inventee"}}, "carte est inconnue"),
        ({"kind": "card.read", "data": {"card": {"id": 1}}}, "carte est inconnue"),
        ({"kind": "card.order", "data": {"picks": ["x"]}}, "une liste d'identifiants"),
        ({"kind": "timer.set", "data": {"seconds": -1}}, "nombre de secondes"),
        ({"kind": "note.mark", "data": {"note": "terms", "start": 9, "end": 3, "mark": "exact"}}, "avant son début"),
        ({"kind": "note.off", "data": {"note": "terms"}}, "doit nommer la note"),
        ({"kind": "consent.set", "data": {"use": "notes", "state": "perhaps", "how": ""}}, "given, refused"),
        ({"kind": "end.mark", "data": {"text": "a"}}, "ne porte que : rien"),
    ],
)
def test_what_is_wrong_is_said_in_french(changes: dict[str, Any], said: str) -> None:
    assert said in complaint(**changes)


def test_every_complaint_is_said_at_once() -> None:
    said = complaint(id="x", seq=0, at="hier", base=1)
    assert all(name in said for name in ("« id »", "« seq »", "« at »", "« base »"))


@pytest.mark.parametrize("key", ["id", "interview", "device", "seq", "at", "kind", "field", "base", "data"])
def test_a_key_that_is_missing_is_named(key: str) -> None:
    raw = Device().writes("a")
    del raw[key]
    found = reading(raw)
    assert found.operation is None
    assert found.complaints


@pytest.mark.parametrize("at", ["1990-01-01T00:00:00.000Z", "2036-02-30T25:61:61Z", "+012026-11-22T04:05:06.789Z"])
def test_a_clock_may_say_anything(at: str) -> None:
    assert reading(Device().writes("a") | {"at": at}).operation is not None


@given(raw=JSON)
def test_nothing_sent_breaks_the_reading(raw: object) -> None:
    found = reading(raw)
    assert found.operation is None
    assert found.complaints


@given(
    kind=st.sampled_from(sorted(KINDS)), key=st.sampled_from(["id", "seq", "at", "field", "base", "data"]), value=JSON
)
def test_any_value_anywhere_is_read_or_refused_with_a_sentence(kind: str, key: str, value: object) -> None:
    found = reading(Device().does(kind) | {key: value})
    assert (found.operation is None) == bool(found.complaints)


@given(text=st.text(st.characters(), max_size=40))
def test_a_cleaned_text_can_be_kept_and_cleaning_it_again_changes_nothing(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode()
    assert "\0" not in clean
    assert "\r" not in clean


@given(text=st.text(st.characters(), max_size=40))
def test_the_canonical_bytes_are_json_that_says_the_same(text: str) -> None:
    assert json.loads(canonical({"b": text, "a": [1, None, True]})) == {"a": [1, None, True], "b": text}


def test_the_hash_changes_with_each_key() -> None:
    raw = Device().writes("a")
    others = [raw | {"seq": 9}, raw | {"at": "x"}, raw | {"data": {"text": "b"}}, raw | {"base": uid(1)}]
    assert len({hash_of(one) for one in [raw, *others]}) == 5
    assert hash_of(dict(reversed(raw.items()))) == hash_of(raw)
