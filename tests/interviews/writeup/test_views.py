"""The editor's pages and what its script is told: who may, what is kept, what is refused, and how it is said."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from interviews.models import CompteRendu
from interviews.service import compte_rendu_by_code
from interviews.writeup import service
from interviews.writeup.rows import sheet_of
from interviews.writeup.sheet import Piece, Place
from kparole.access import Actor, Role, Scope
from kparole.db import db
from network.models import Kpa
from tests.kparole.test_every_page import check, queries, words

CODE = "PAS-01"
PAGE, STATE, CHANGE = (f"/entretiens/{CODE}/ecrire/{end}" for end in ("", "etat", "changer"))
WINDOW = "fenetre-un"


def send(client: FlaskClient, edit: Any, *, base: int = 0, session: str = WINDOW) -> Any:
    return client.post(CHANGE, json={"edit": edit, "base": base, "session": session})


def state(client: FlaskClient, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = client.get(STATE + query).get_json()
    return found


def text(answer: Any) -> str:
    return str(answer.get_data(as_text=True)).replace("&#39;", "'")


def as_actor(app: Flask, role: Role, *, here: bool) -> None:
    with app.app_context():
        kpas = {kpa.code: kpa.id for kpa in db.session.scalars(select(Kpa))}
    kpa = kpas["PAS"] if here else next(one for code, one in kpas.items() if code != "PAS")
    app.extensions["kparole.identify"] = lambda: Actor("compte:7", role, "Awa", Scope(frozenset({kpa})), kpa)


@pytest.mark.both_databases
def test_an_edit_is_kept_and_only_what_changed_is_told(filled: FlaskClient) -> None:
    first = state(filled)["pieces"][0]
    told = send(filled, {"do": "text", "piece": first["id"], "text": "🙂 Elle dit « oui »."}).get_json()
    assert (told["revision"], told["undo"], told["whole"]) == (1, True, False)
    assert [one["text"] for one in told["pieces"]] == ["🙂 Elle dit « oui »."]
    start, end = told["pieces"][0]["exact"][0]
    units = told["pieces"][0]["text"].encode("utf-16-le")
    assert units[start * 2 : end * 2].decode("utf-16-le") == "oui"
    assert len(told["order"]) == len(state(filled)["order"])
    undone = send(filled, {"do": "undo"}, base=1).get_json()
    assert undone["pieces"][0]["text"] == first["text"]


@pytest.mark.both_databases
def test_two_windows_in_one_note_keep_both_texts(filled: FlaskClient) -> None:
    note = state(filled)["pieces"][0]["id"]
    send(filled, {"do": "text", "piece": note, "text": "Un."}, session="fenetre-un")
    told = send(filled, {"do": "text", "piece": note, "text": "Deux."}, session="fenetre-deux").get_json()
    kept = next(one for one in state(filled)["pieces"] if one["id"] == told["kept"])
    assert (kept["text"], kept["rival"]) == ("Deux.", note)


def test_what_somebody_took_out_meanwhile_answers_409_with_what_stands(filled: FlaskClient) -> None:
    note = state(filled)["pieces"][0]["id"]
    send(filled, {"do": "remove", "piece": note})
    answer = send(filled, {"do": "text", "piece": note, "text": "Encore."}, session="fenetre-deux")
    told = answer.get_json()
    assert answer.status_code == 409
    assert "n'est plus là" in told["message"]
    assert note not in told["order"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("pas du json", 400),
        ("[1]", 400),
        ('{"a": NaN}', 400),
        ("[" * 5000, 400),
        ("{}", 422),
        (json.dumps({"edit": {"do": "text"}, "base": 0, "session": WINDOW}), 422),
        (json.dumps({"edit": {"do": "undo"}, "base": -1, "session": WINDOW}), 422),
        (json.dumps({"edit": {"do": "undo"}, "base": True, "session": WINDOW}), 422),
        (json.dumps({"edit": {"do": "undo"}, "base": 0, "session": "é" * 9}), 422),
        (json.dumps({"edit": {"do": "restore", "sheet": {}}, "base": 0, "session": WINDOW}), 422),
        (
            json.dumps({"edit": {"do": "card-add", "key": "k1", "card": "rien-de-tel"}, "base": 0, "session": WINDOW}),
            422,
        ),
    ],
)
def test_what_cannot_be_read_or_done_is_said_in_french_and_changes_nothing(
    filled: FlaskClient, body: str, status: int
) -> None:
    answer = filled.post(CHANGE, data=body, content_type="application/json")
    assert answer.status_code == status
    assert re.search(r"[.!?]$", answer.get_json()["message"])
    assert state(filled)["revision"] == 0


def test_the_state_is_told_once_then_not_again_until_something_changes(filled_app: Flask) -> None:
    client = filled_app.test_client()
    tag = client.get(STATE).headers["ETag"]
    with queries(filled_app) as asked:
        again = client.get(f"{STATE}?apres=0", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert len(asked) <= 3
    note = state(client)["pieces"][1]["id"]
    send(client, {"do": "mark", "piece": note, "mark": "important", "on": True})
    news = client.get(f"{STATE}?apres=0", headers={"If-None-Match": tag}).get_json()
    assert [one["id"] for one in news["pieces"]] == [note]
    assert state(client, "?apres=99")["whole"]


@pytest.mark.parametrize(
    ("role", "here", "status"),
    [
        (Role.CONTRIBUTOR, True, 200),
        (Role.CONTRIBUTOR, False, 404),
        (Role.COORDINATION, True, 200),
        (Role.EVALUATION, True, 403),
    ],
)
def test_only_the_team_that_wrote_it_writes_it(filled_app: Flask, role: Role, here: bool, status: int) -> None:
    as_actor(filled_app, role, here=here)
    client = filled_app.test_client()
    for end in ("", "etat", "relire", "versions"):
        assert client.get(PAGE + end).status_code == status
    for end in ("relire", "versions", "action"):
        assert client.post(PAGE + end).status_code in ({status} if status != 200 else {302, 422})
    assert client.post(CHANGE, json={}).status_code == (422 if status == 200 else status)


def test_without_a_token_nothing_is_written(filled_app: Flask) -> None:
    filled_app.config["WTF_CSRF_ENABLED"] = True
    client = filled_app.test_client()
    body = {"edit": {"do": "card-remove", "key": state(client)["cards"][0]["key"]}, "base": 0, "session": WINDOW}
    assert client.post(CHANGE, json=body).status_code == 400
    token = client.get("/api/jeton").get_json()["jeton"]
    assert client.post(CHANGE, json=body, headers={"X-CSRFToken": token}).status_code == 200


@pytest.mark.both_databases
def test_one_begins_from_nothing_and_a_double_tap_begins_one(filled_app: Flask) -> None:
    client = filled_app.test_client()
    page = check(client, "/entretiens/ecrire/")
    click = re.search(r'name="click" value="(\w+)"', page)
    assert click is not None
    with filled_app.app_context():
        kpa = db.session.scalars(select(Kpa).where(Kpa.code == "PAS")).one()
        form = {"kpa": str(kpa.id), "click": click[1]}
    places = [client.post("/entretiens/ecrire/", data=form).headers["Location"] for _ in range(2)]
    other = client.post("/entretiens/ecrire/", data={**form, "click": "un autre"}).headers["Location"]
    assert places == ["/entretiens/PAS-06/ecrire/"] * 2
    assert other == "/entretiens/PAS-07/ecrire/"
    check(client, other)
    with filled_app.app_context():
        one, two = (compte_rendu_by_code(code) for code in ("PAS-06", "PAS-07"))
        assert one is not None
        assert two is not None
        assert one.words_hash != two.words_hash
        assert one.pseudonym != two.pseudonym


def test_one_must_say_which_kpa_and_a_contributor_writes_for_hers(filled_app: Flask) -> None:
    client = filled_app.test_client()
    refused = client.post("/entretiens/ecrire/", data={"click": "a"})
    assert refused.status_code == 422
    assert "Dites quelle KPA" in text(refused)
    named = client.post("/entretiens/ecrire/", data={"autre": "Les Tilleuls", "click": "b"})
    assert named.headers["Location"].endswith("/ecrire/")
    as_actor(filled_app, Role.CONTRIBUTOR, here=True)
    hers = client.post("/entretiens/ecrire/", data={"kpa": "1", "autre": "Ailleurs", "click": "c"})
    assert hers.headers["Location"].startswith("/entretiens/PAS-")


def test_every_action_has_a_form_for_whoever_has_no_script(filled_app: Flask) -> None:
    client = filled_app.test_client()
    here = state(client)
    note, card = here["pieces"][2], here["cards"][0]
    check(client, f"{PAGE}note/{note['id']}")
    forms: list[dict[str, str]] = [
        {"do": "text", "piece": note["id"], "text": "Un deux trois.\n\nQuatre."},
        {"do": "mark", "piece": note["id"], "mark": "observation", "on": "oui"},
        {"do": "exact", "piece": note["id"], "words": "deux", "on": "oui"},
        {"do": "split", "piece": note["id"], "text": "Un deux trois.\n\nQuatre."},
        {"do": "move", "piece": note["id"], "place": "cloture"},
        {"do": "add", "place": f"carte-{card['key']}", "text": "Une de plus."},
        {"do": "card-add", "carte": "aime|1"},
        {"do": "card-move", "key": card["key"], "pas": "1"},
        {"do": "fact", "name": "since", "declined": "oui"},
        {"do": "card-remove", "key": here["cards"][1]["key"]},
        {"do": "undo"},
    ]
    for number, form in enumerate(forms, 1):
        answer = client.post(f"{PAGE}action", data={**form, "session": WINDOW})
        assert answer.status_code == 302
        assert state(client)["revision"] == number, form
    after = state(client)
    moved = next(one for one in after["pieces"] if one["id"] == note["id"])
    assert (moved["text"], moved["marks"], moved["place"]) == ("Un deux trois.", ["observation"], ["cloture", None])
    assert moved["exact"] == [[3, 7]]
    assert after["cards"][-1]["title"] == "Je n'ai pas aimé…"
    assert after["facts"]["since"] == "declined"
    wrong = client.post(f"{PAGE}action", data={"do": "split", "piece": note["id"], "text": "Un.", "session": WINDOW})
    assert "Laissez une ligne vide" in text(client.get(wrong.headers["Location"]))


def test_versions_are_listed_compared_and_put_back(filled_app: Flask) -> None:
    client = filled_app.test_client()
    note = state(client)["pieces"][0]
    client.post(f"{PAGE}versions", data={"pourquoi": "Relu avec elle"})
    send(client, {"do": "text", "piece": note["id"], "text": "Tout autre chose."})
    listed = check(client, f"{PAGE}versions")
    assert "Relu avec elle" in listed
    assert "vous" in words(listed)
    with filled_app.app_context():
        number = service.versions(CODE)[-1].id
    shown = text(client.get(f"{PAGE}versions/{number}"))
    assert "<del>" in shown
    assert "<ins>" in shown
    check(client, f"{PAGE}versions/{number}?avec={number + 1}")
    assert client.get(f"{PAGE}versions/99999").status_code == 404
    client.post(f"{PAGE}versions/{number}", data={"session": WINDOW})
    assert state(client)["pieces"][0]["text"] == note["text"]
    assert "disent la même chose" in text(client.get(f"{PAGE}versions/{number}"))


def test_the_guard_leads_to_each_place_and_does_not_stop_anybody(filled_app: Flask) -> None:
    client = filled_app.test_client()
    send(client, {"do": "fact", "name": "age", "value": ""})
    page = check(client, f"{PAGE}relire")
    assert f'href="{PAGE}#fait-age"' in page
    done = client.post(f"{PAGE}relire")
    assert done.headers["Location"] == f"/entretiens/{CODE}"
    with filled_app.app_context():
        assert service.versions(CODE)[0].why == "Compte-rendu fini"


def test_the_editor_asks_the_base_as_often_for_few_notes_as_for_many(filled_app: Flask) -> None:
    asked_of = []
    for number in (1, 60):
        with filled_app.app_context():
            row = compte_rendu_by_code(CODE)
            assert row is not None
            before = sheet_of(row)
            notes = tuple(Piece(f"note-{number}-{n:03d}", Place("cloture"), "Une note.") for n in range(number))
            service.replace_sheet(row, replace(before, pieces=(*before.pieces, *notes)), why="Essai")
            db.session.commit()
        counts = []
        for end in ("", "etat", "relire", "versions"):
            with queries(filled_app) as asked:
                assert filled_app.test_client().get(PAGE + end).status_code == 200
            counts.append(len(asked))
        asked_of.append(counts)
    assert asked_of[0] == asked_of[1]
    assert max(asked_of[0]) <= 15


def test_nobody_else_learns_that_a_compte_rendu_was_begun(filled_app: Flask) -> None:
    with filled_app.app_context():
        count = len(list(db.session.scalars(select(CompteRendu.id))))
    as_actor(filled_app, Role.EVALUATION, here=True)
    assert filled_app.test_client().post("/entretiens/ecrire/", data={"autre": "X"}).status_code == 403
    with filled_app.app_context():
        assert len(list(db.session.scalars(select(CompteRendu.id)))) == count


def test_a_note_summed_up_and_where_one_was_said_are_read_on_its_page(filled: FlaskClient) -> None:
    told = state(filled)
    piece = next(one["id"] for one in told["pieces"] if one["place"][0] == "carte")
    send(filled, {"do": "mark", "piece": piece, "mark": "paraphrase", "on": True})
    send(filled, {"do": "move", "piece": piece, "place": ["cloture", None]}, base=1)
    page = filled.get(f"/entretiens/{CODE}")
    assert page.status_code == 200
    assert "résumé</span>" in text(page)
    assert re.search(r"dit sous « J(&#39;|')ai appris… »", text(page))
