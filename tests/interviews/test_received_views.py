"""The pages of the interviews received from tablets: what they show, to whom, and how fast."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from interviews.draft_service import NOT_ENDED, pour
from interviews.journal_service import store_batch
from interviews.operations import hash_of
from tests.interviews.journal_making import INTERVIEW, Device, uid, whole_interview
from tests.kparole.test_every_page import check, queries, words

LIST = "/entretiens/tablette/"
PAGE = f"{LIST}{INTERVIEW}"
PHOTO = uid("photo")
PIECE = f"{PAGE}/pieces/{PHOTO}"
API = f"/api/entretiens/{INTERVIEW}"


def send(app: Flask, *operations: dict[str, Any], interview: str = INTERVIEW) -> None:
    with app.app_context():
        assert store_batch(interview, operations).refused == []


def read(client: FlaskClient, address: str = PAGE) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", words(check(client, address))).replace("’", "'").replace("&#39;", "'")


def jpeg() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(kept, "JPEG")
    return kept.getvalue()


def announced(tablet: Device, content: bytes, *, kind: str = "photo", mime: str = "image/jpeg") -> dict[str, Any]:
    told = {"attachment": PHOTO, "kind": kind, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    return tablet.does("attachment.add", {**told, "type": mime})


def bring(client: FlaskClient, content: bytes, mime: str = "image/jpeg") -> None:
    """The bytes of the photo, as a tablet sends them."""
    digest = hashlib.sha256(content).hexdigest()
    piece = client.put(f"{API}/pieces/{PHOTO}/0", data=content, headers={"X-SHA256": digest})
    assert piece.get_json() == {"recu": len(content)}
    told = {"sha256": digest, "bytes": len(content), "type": mime}
    assert client.post(f"{API}/pieces/{PHOTO}/fin", json=told).get_json() == {"complete": True}


def test_the_list_says_what_each_interview_waits_for(app: Flask, client: FlaskClient) -> None:
    send(app, *whole_interview())
    for name, opening in (("ouvert", {}), ("essai", {"trial": True})):
        tablet = Device(interview=uid(name))
        send(app, tablet.opens(**opening), tablet.does("person.set", {"name": name}), interview=tablet.interview)
    page = read(client, LIST)
    order = ["À relire et à verser", "Kader", "Pas encore terminés", "ouvert", "Essais", "essai"]
    places = [page.index(one) for one in order]
    assert places == sorted(places)


def test_what_two_tablets_left_is_told_in_the_list_and_on_the_page(app: Flask, client: FlaskClient) -> None:
    one, other = Device("A"), Device("B")
    first, second = one.writes("Elle aide", on="terms"), other.writes("Elle a aidé", on="terms")
    send(app, one.opens(), first, second, announced(other, b"x" * 100))
    send(app, first | {"data": {"text": "Un tout autre texte"}})
    listed = read(client, LIST)
    assert all(told in listed for told in ("1 texte à choisir", "1 envoi mis de côté", "1 pièce en route"))
    page = read(client)
    assert page.index("Deux tablettes ont écrit") < page.index("Elle a aidé")
    assert all(told in page for told in ("Elle aide", "Un tout autre texte", "Mis de côté", "en route"))


def test_a_draft_is_poured_in_one_tap_and_leads_to_the_compte_rendu(app: Flask, client: FlaskClient) -> None:
    send(app, *whole_interview())
    assert "Verser au corpus" in check(client, PAGE)
    answer = client.post(f"{PAGE}/verser")
    assert answer.headers["Location"] == "/entretiens/SANS-01"
    assert "J'ai aidé ma voisine." in read(client, answer.headers["Location"])
    assert "Ouvrir SANS-01" in read(client)
    assert "compte-rendu SANS-01" in read(client, LIST)


def test_an_open_interview_is_poured_only_by_who_says_it_is_over(app: Flask, client: FlaskClient) -> None:
    tablet = Device()
    send(app, tablet.opens(), tablet.writes("Un mot", on="terms"))
    assert "Ce brouillon peut encore changer" in read(client)
    client.post(f"{PAGE}/verser")
    assert NOT_ENDED in read(client)
    assert client.post(f"{PAGE}/verser", data={"fini": "oui"}).headers["Location"] == "/entretiens/SANS-01"


def test_a_trial_says_it_will_never_count_and_cannot_be_poured(app: Flask, client: FlaskClient) -> None:
    tablet = Device()
    send(app, tablet.opens(trial=True), tablet.writes("Pour essayer", on="terms"), tablet.does("end.mark"))
    page = read(client)
    assert "Essai : ne sera jamais compté" in page
    assert "Verser" not in page
    client.post(f"{PAGE}/verser", data={"fini": "oui"})
    assert "rien de cet entretien" in read(client).lower()
    assert "Pas encore d'entretien" in read(client, "/entretiens/")


def test_words_that_may_not_be_kept_are_not_shown(app: Flask, client: FlaskClient) -> None:
    send(app, *whole_interview())
    with app.app_context():
        pour(INTERVIEW)
    tablet = Device("B")
    send(app, tablet.does("consent.set", {"use": "notes", "state": "withdrawn", "how": "oral"}))
    for address in (PAGE, LIST):
        page = read(client, address)
        assert "voisine" not in page
        assert "Kader" not in page
    assert "Effacer ces mots" in read(client)
    client.post(f"{PAGE}/effacer")
    assert "ne contient plus aucun mot" in read(client)
    away = client.get("/entretiens/SANS-01", follow_redirects=True).get_data(as_text=True)
    assert "mises de côté" in away
    assert "voisine" not in away


def test_what_changed_since_names_were_checked_is_shown(app: Flask, client: FlaskClient) -> None:
    from interviews.service import compte_rendu_by_code, confirm_masks, propose_masks

    send(app, *whole_interview())
    with app.app_context():
        row = compte_rendu_by_code(pour(INTERVIEW))
        assert row is not None
        propose_masks(row, {row.notes[0].id: [(0, 2, "PERSONNE", "Un", 0.9)]})
        confirm_masks(row)
    tablet = Device("B")
    tablet.seq = 100
    send(app, tablet.writes("Une note de plus.", on=f"note:cloture:{uid('c')}"))
    page = read(client)
    assert "La tablette a envoyé autre chose depuis" in page
    assert "Nouveau Une note de plus." in page


def test_a_photo_is_given_once_it_has_come_whole_under_a_name_that_says_nobody(app: Flask, client: FlaskClient) -> None:
    tablet, content = Device(), jpeg()
    send(app, tablet.opens(), announced(tablet, content))
    assert client.get(PIECE).status_code == 404
    bring(client, content)
    answer = client.get(PIECE)
    assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
    assert re.fullmatch(r"attachment; filename=photo-\d{4}-\d\d-\d\d\.jpg", answer.headers["Content-Disposition"])
    assert PIECE in check(client, PAGE)


def test_a_photo_dropped_then_erased_is_gone_everywhere(app: Flask, client: FlaskClient) -> None:
    tablet, content = Device(), jpeg()
    added = announced(tablet, content)
    send(app, tablet.opens(), added)
    bring(client, content)
    home = app.config["KPAROLE"].home / "fichiers"
    assert len(list(home.iterdir())) == 1
    send(app, tablet.does("attachment.drop", {"attachment": PHOTO}))
    assert client.get(PIECE).status_code == 404
    assert PHOTO not in check(client, PAGE)
    send(app, tablet.does("erase", {"target": added["id"], "hash": hash_of(added)}))
    assert list(home.iterdir()) == []
    assert client.get(f"{API}/pieces/{PHOTO}").get_json()["effacee"] is True


@pytest.mark.parametrize(("said", "status"), [(None, 404), ("given", 200), ("refused", 404), ("withdrawn", 404)])
def test_a_voice_is_heard_only_as_long_as_it_is_allowed(
    app: Flask, client: FlaskClient, said: str | None, status: int
) -> None:
    tablet, content = Device(), b"OggS" + b"\0" * 400
    sound = announced(tablet, content, kind="audio", mime="audio/ogg")
    send(app, tablet.opens(), sound)
    bring(client, content, "audio/ogg")
    if said:
        send(app, tablet.does("consent.set", {"use": "audio", "state": said, "how": "oral"}))
    assert client.get(PIECE).status_code == status
    assert (PIECE in check(client, PAGE)) is (status == 200)


@pytest.mark.parametrize("guess", [uid("ailleurs"), "x", "0" * 32])
def test_what_is_not_there_answers_404(client: FlaskClient, guess: str) -> None:
    for address in (f"{LIST}{guess}", f"{LIST}{guess}/pieces/{PHOTO}"):
        assert client.get(address).status_code == 404
    for act in ("verser", "effacer"):
        assert client.post(f"{LIST}{guess}/{act}").status_code == 404


def test_the_pages_ask_the_base_as_often_for_one_interview_as_for_many(app: Flask, client: FlaskClient) -> None:
    send(app, *whole_interview("A"))
    client.get(PAGE)  # a form begins a session, which is then looked up each time
    asked = {}
    for round_ in ("one", "many"):
        for address in (LIST, PAGE):
            with queries(app) as made:
                assert client.get(address).status_code == 200
            asked[round_, address] = len(made)
        for number in range(12 if round_ == "one" else 0):
            send(app, *whole_interview("A", uid(number)), interview=uid(number))
    assert asked["one", LIST] == asked["many", LIST] <= 15
    assert asked["one", PAGE] == asked["many", PAGE] <= 15
