"""The contract with the tablet, on the wire."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from interviews.fold import fold
from interviews.journal_models import ConflictRow, Interview, OperationRow
from interviews.journal_service import journal_of, reach
from interviews.operations import hash_of
from kparole.db import db
from network.service import add_kpa
from tests.interviews.journal_making import INTERVIEW, NOTE, Device, uid, whole_interview

pytestmark = pytest.mark.both_databases

ADDRESS = f"/api/entretiens/{INTERVIEW}/operations"


def send(client: FlaskClient, *operations: Any, to: str = ADDRESS) -> tuple[int, dict[str, Any]]:
    answer = client.post(to, json={"operations": list(operations)})
    assert answer.headers["X-KParole"] == "1"
    assert answer.content_type == "application/json"
    return answer.status_code, answer.get_json()


def received(client: FlaskClient, after: int = 0) -> list[dict[str, Any]]:
    """All that a second device gets, however many times it must ask."""
    found: list[dict[str, Any]] = []
    while new := client.get(f"{ADDRESS}?apres={after}").get_json()["operations"]:
        found += new
        after = new[-1]["n"]
    return found


def stored(app: Flask) -> list[OperationRow]:
    with app.app_context():
        return list(db.session.scalars(select(OperationRow).order_by(OperationRow.n)))


def test_a_token_and_who_acts_are_given(client: FlaskClient) -> None:
    answer = client.get("/api/jeton")
    assert answer.headers["X-KParole"] == "1"
    assert answer.get_json()["acteur"] == "local"
    assert len(answer.get_json()["jeton"]) > 20


def test_a_whole_interview_is_taken_and_given_back_as_it_was_sent(app: Flask, client: FlaskClient) -> None:
    sent = whole_interview()
    assert send(client, *sent) == (
        200,
        {"recues": [one["id"] for one in sent], "conflits": [], "refusees": [], "corrigees": []},
    )
    found = received(client)
    assert [{key: one[key] for key in sent[0]} for one in found] == sent
    assert [one["hash"] for one in found] == [hash_of(one) for one in sent]
    with app.app_context():
        interview = reach(INTERVIEW)
        assert (interview.state, interview.deck, interview.deck_version, interview.trial) == (
            "ended",
            "kpa",
            "v1",
            False,
        )
        assert fold(journal_of(interview)).text("hot-notes") == "Un bel échange."


def test_a_batch_sent_again_changes_nothing_and_is_acknowledged_again(app: Flask, client: FlaskClient) -> None:
    sent = whole_interview()
    first = send(client, *sent)
    assert send(client, *sent, *sent) == first
    assert send(client, *reversed(sent))[0] == 200
    assert len(stored(app)) == len(sent)


def test_the_same_id_with_another_content_is_kept_aside_and_never_put_in_its_place(
    app: Flask, client: FlaskClient
) -> None:
    tablet = Device()
    one = tablet.writes("Le premier")
    other = one | {"data": {"text": "Le second"}}
    good = tablet.writes("Le suivant")
    send(client, tablet.opens(), one)
    for _ in range(2):
        status, told = send(client, other, good)
        assert status == 409
        assert told["conflits"] == [{"id": one["id"], "hash_connu": hash_of(one)}]
        assert told["recues"] == [good["id"]]
    assert [row.data for row in stored(app) if row.id == one["id"]] == [{"text": "Le premier"}]
    with app.app_context():
        aside = db.session.scalars(select(ConflictRow)).all()
        assert [(row.operation, row.sent["data"]) for row in aside if row.sent] == [(one["id"], {"text": "Le second"})]


def test_words_kept_aside_under_a_wrong_id_go_too_when_their_note_is_put_off_the_record(
    app: Flask, client: FlaskClient
) -> None:
    tablet = Device()
    timer = tablet.does("timer.set", {"seconds": 1})
    stray = timer | {"kind": "note.write", "field": NOTE, "data": {"text": "Zéphyrin"}}
    send(client, tablet.opens(), timer)
    assert send(client, stray)[0] == 409
    send(client, tablet.forgets())
    with app.app_context():
        assert [row.sent for row in db.session.scalars(select(ConflictRow))] == [None]


def test_the_good_ones_of_a_batch_are_stored_and_the_others_told_in_french(app: Flask, client: FlaskClient) -> None:
    tablet = Device()
    good, bad = tablet.opens(), tablet.does("card.read", {"card": "inventee"})
    status, told = send(client, good, bad, "rien")
    assert status == 422
    assert told["recues"] == [good["id"]]
    assert [one["id"] for one in told["refusees"]] == [bad["id"], None]
    assert "carte est inconnue" in told["refusees"][0]["raison"]
    assert len(stored(app)) == 1


def test_a_conflict_is_said_before_a_refusal_and_both_are_listed(client: FlaskClient) -> None:
    tablet = Device()
    one = tablet.writes("Le premier")
    send(client, one)
    status, told = send(client, one | {"at": "2026-11-22T05:00:00.000Z"}, tablet.does("inconnue"))
    assert status == 409
    assert (len(told["conflits"]), len(told["refusees"])) == (1, 1)


def test_an_interview_may_arrive_before_its_opening(app: Flask, client: FlaskClient) -> None:
    tablet = Device()
    opening, note = tablet.opens(trial=True), tablet.writes("Tout de suite")
    assert send(client, note)[0] == 200
    assert send(client, opening)[0] == 200
    with app.app_context():
        assert reach(INTERVIEW).trial


def test_a_batch_of_refused_operations_makes_no_interview(app: Flask, client: FlaskClient) -> None:
    assert send(client, {"id": "x"})[0] == 422
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Interview)) == 0


@pytest.mark.parametrize("named", ["ICI", "Les Mains d'ici", "les mains d'ici"])
def test_an_opening_says_the_kpa_by_code_or_by_name(app: Flask, client: FlaskClient, named: str) -> None:
    with app.app_context():
        kpa = add_kpa("Les Mains d'ici", code="ICI").id
        db.session.commit()
    assert send(client, Device().opens(kpa=named))[0] == 200
    with app.app_context():
        assert reach(INTERVIEW).kpa_id == kpa


def test_an_opening_for_an_unknown_kpa_waits_on_the_tablet_and_the_notes_do_not(
    app: Flask, client: FlaskClient
) -> None:
    tablet = Device()
    opening, note = tablet.opens(kpa="Nulle part"), tablet.writes("Des mots")
    status, told = send(client, opening, note)
    assert (status, told["recues"]) == (422, [note["id"]])
    assert "Ajoutez-la" in told["refusees"][0]["raison"]


def test_a_second_device_asks_from_where_it_is(client: FlaskClient) -> None:
    sent = whole_interview()
    send(client, *sent)
    first = client.get(ADDRESS).get_json()
    assert first["dernier"] == first["operations"][-1]["n"]
    assert client.get(f"{ADDRESS}?apres={first['dernier']}").get_json() == {
        "operations": [],
        "dernier": first["dernier"],
        "nombre": len(sent),
    }
    middle = first["operations"][4]["n"]
    assert [one["id"] for one in received(client, middle)] == [one["id"] for one in sent[5:]]


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "99999999999", "١"])
def test_a_wrong_place_is_told(client: FlaskClient, after: str) -> None:
    send(client, Device().opens())
    answer = client.get(ADDRESS, query_string={"apres": after})
    assert answer.status_code == 400
    assert "nombre entier" in answer.get_json()["message"]


def test_long_notes_come_in_several_answers_and_none_is_forgotten(client: FlaskClient) -> None:
    tablet = Device()
    sent = [tablet.writes(str(number) * 190_000, on=f"note:longue-{'abcdefghij'[number]}") for number in range(10)]
    send(client, *sent)
    send(client, *[tablet.writes("é" * 200_000, on="terms")])
    assert len(client.get(ADDRESS).get_json()["operations"]) < 11
    assert [one["id"] for one in received(client)][:10] == [one["id"] for one in sent]
    assert len(received(client)) == 11


def test_what_was_off_the_record_is_nowhere_any_more(app: Flask, client: FlaskClient) -> None:
    tablet = Device()
    secret = tablet.writes("Zéphyrin a dit cela")
    send(client, tablet.opens(), secret)
    send(client, secret | {"data": {"text": "Zéphyrin autrement"}})
    assert send(client, tablet.forgets(), tablet.writes("Après"))[0] == 200
    assert send(client, secret)[1]["recues"] == [secret["id"]]  # the tombstone acknowledges, and brings nothing back
    assert send(client, secret | {"data": {"text": "Zéphyrin encore"}})[0] == 409
    assert [row.data for row in stored(app) if row.kind == "note.write"] == [None, {"text": "Après"}]
    with app.app_context():
        assert [row.sent for row in db.session.scalars(select(ConflictRow))] == [None, None]
        assert fold(journal_of(reach(INTERVIEW))).text(NOTE) == "Après"
    assert "Zéphyrin" not in json.dumps(received(client), ensure_ascii=False)


def test_an_operation_that_arrives_after_its_own_erasure_brings_no_words(app: Flask, client: FlaskClient) -> None:
    tablet = Device()
    late = tablet.writes("Zéphyrin")
    erase = tablet.does("erase", {"target": late["id"], "hash": hash_of(late)})
    send(client, erase)
    assert send(client, late)[1]["recues"] == [late["id"]]
    row = next(row for row in stored(app) if row.id == late["id"])
    assert (row.data, row.hash) == (None, hash_of(late))


def test_nothing_but_consent_hot_notes_and_terms_follows_the_end(client: FlaskClient) -> None:
    tablet = Device()
    send(client, tablet.opens(), tablet.does("end.mark"))
    after = [
        tablet.does("consent.set", {"use": "recit", "state": "withdrawn", "how": "oral"}),
        tablet.writes("À chaud", on="hot-notes"),
        tablet.writes("Le bilan", on="terms"),
    ]
    assert send(client, *after)[0] == 200
    status, told = send(client, tablet.writes("Encore un mot"))
    assert status == 422
    assert "terminé" in told["refusees"][0]["raison"]


def test_what_another_device_had_written_before_it_knew_of_the_end_is_kept(client: FlaskClient) -> None:
    one, other = Device("A"), Device("B")
    send(client, one.opens(), one.does("end.mark"))
    assert send(client, other.writes("Je notais aussi"))[0] == 200


BROKEN = {
    "nothing": b"",
    "half": b'{"operations": [{"id"',
    "no object": b"[]",
    "no list": b'{"operations": {}}',
    "no number": b'{"operations": [NaN]}',
    "wrong alphabet": b'{"operations": ["\xff\xfe"]}',
    "deep": b'{"operations": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "long number": b'{"operations": [' + b"9" * 10_000 + b"]}",
    "too many": json.dumps({"operations": [{}] * 501}).encode(),
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_what_is_no_batch_is_a_french_400(app: Flask, client: FlaskClient, body: bytes) -> None:
    answer = client.post(ADDRESS, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.headers["X-KParole"] == "1"
    assert answer.get_json()["message"].endswith(".")
    assert stored(app) == []


def test_a_batch_that_is_too_heavy_is_a_json_413(client: FlaskClient) -> None:
    answer = client.post(ADDRESS, data=b'"' + b"x" * 3_000_000 + b'"', content_type="application/json")
    assert answer.status_code == 413
    assert "trop lourd" in answer.get_json()["message"]


SIGNS = {
    "emoji": ("👩‍👧 ça va 🫶🏽", "👩‍👧 ça va 🫶🏽", False),
    "right to left": ("قالت: \u202eشكرا\u202c", "قالت: \u202eشكرا\u202c", False),
    "nul": ("a\x00b", "a\ufffdb", True),
    "control": ("a\x07b\tc\n", "a\ufffdb\tc\n", True),
    "half a sign": ("a\ud83db", "a\ufffdb", True),
    "line ends": ("a\r\nb\rc", "a\nb\nc", False),
    "accents apart": ("e\u0301te\u0301", "été", False),
    "long": ("é" * 200_000, "é" * 200_000, False),
    "long emoji": ("😀" * 200_000, "😀" * 200_000, False),
    "empty": ("", "", False),
}


@pytest.mark.parametrize(("text", "kept", "said"), SIGNS.values(), ids=SIGNS)
def test_any_text_is_kept_and_what_no_document_can_hold_is_replaced_and_said(
    app: Flask, client: FlaskClient, text: str, kept: str, said: bool
) -> None:
    one = Device().writes(text)
    body = json.dumps({"operations": [one]}, ensure_ascii="\ud83d" in text).encode()
    answer = client.post(ADDRESS, data=body, content_type="application/json")
    assert answer.status_code == 200
    assert [one["id"] for one in answer.get_json()["corrigees"]] == ([one["id"]] if said else [])
    (row,) = stored(app)
    assert row.data == {"text": kept}
    again = client.post(ADDRESS, data=body, content_type="application/json")
    assert (again.status_code, again.get_json()["recues"]) == (200, [one["id"]])


def test_a_note_that_is_too_long_is_told_and_the_rest_is_kept(client: FlaskClient) -> None:
    tablet = Device()
    good, long = tablet.writes("bref"), tablet.writes("x" * 200_001)
    status, told = send(client, good, long)
    assert (status, told["recues"]) == (422, [good["id"]])
    assert "partagez-le" in told["refusees"][0]["raison"]


def test_an_interview_that_is_full_says_so_and_can_still_be_ended_and_erased(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviews.journal_service.MOST_OPERATIONS", 3)
    tablet = Device()
    first = [tablet.opens(), tablet.writes("a"), tablet.writes("b")]
    status, told = send(client, *first, tablet.writes("c"))
    assert (status, told["recues"]) == (422, [one["id"] for one in first])
    assert "Gardez le reste sur la tablette" in told["refusees"][0]["raison"]
    assert send(client, tablet.forgets(), tablet.does("end.mark"))[0] == 200
    assert send(client, *first)[0] == 200


@pytest.mark.parametrize("interview", ["x", INTERVIEW.upper(), uid(1)[:-1], "%2e%2e", uid("nowhere")])
@pytest.mark.parametrize("end", ["operations", f"pieces/{uid('p')}"])
def test_an_interview_that_is_not_here_is_a_json_404(client: FlaskClient, interview: str, end: str) -> None:
    answer = client.get(f"/api/entretiens/{interview}/{end}")
    assert answer.status_code == 404
    assert answer.headers["X-KParole"] == "1"
    assert answer.get_json()["message"]


@pytest.mark.parametrize(("method", "status"), [("GET", 404), ("DELETE", 404)])
def test_an_unknown_address_of_the_api_is_answered_in_json(client: FlaskClient, method: str, status: int) -> None:
    answer = client.open("/api/rien", method=method)
    assert answer.status_code == status
    assert answer.is_json


def test_a_way_to_ask_that_is_not_known_is_answered_in_json(client: FlaskClient) -> None:
    answer = client.delete(ADDRESS)
    assert answer.status_code == 405
    assert answer.is_json


def test_what_fails_on_our_side_is_a_json_500_without_words(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("Zéphyrin")

    monkeypatch.setattr("interviews.api.store_batch", fail)
    app.testing = False
    answer = client.post(ADDRESS, json={"operations": [Device().writes("Zéphyrin")]})
    assert answer.status_code == 500
    assert answer.is_json
    assert "Zéphyrin" not in answer.text + caplog.text


def test_a_hash_is_the_one_a_tablet_computes() -> None:
    text = '{"at":"2026-11-22T04:05:06.789Z","base":null,"data":{"text":"\\u0000é\\ud83d\\"\\n\u2028"},"device":"d","field":"terms",'
    text += '"id":"i","interview":"e","kind":"note.write","seq":7}'
    operation = json.loads(text)
    assert hash_of(operation | {"n": 3}) == hashlib.sha256(text.encode()).hexdigest()
