"""A rescue file given back: what is good is put back once, what is not is told, and no KPA reads another's."""

from __future__ import annotations

import io
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from interviews import rescue, rescue_files, rescue_lines
from interviews.fold import fold
from interviews.journal_models import Attachment, Interview
from interviews.journal_service import journal_of, reach
from interviews.rescue import read_rescue
from interviews.rescue_key import private_key, public_key
from interviews.rescue_kinds import Damage, SavedOperation
from interviews.rescue_lines import NotARescueFile
from kparole.access import LOCAL, Actor, Role, Scope
from kparole.config import Settings
from kparole.db import db
from kparole.secret import RESCUE
from network.service import add_kpa
from tests.interviews.journal_making import INTERVIEW, NOTE, Device, uid, whole_interview
from tests.interviews.rescue_making import Saved, keyed
from tests.interviews.test_attachments import PHOTO, SOUND, announced, photo, sound

PAGE, TABLET = "/entretiens/secours", "/api/secours"


@pytest.fixture
def saved(settings: Settings) -> Saved:
    return Saved(keyed(settings.home))


def give(client: FlaskClient, content: bytes) -> dict[str, Any]:
    answer = client.post(TABLET, data=content, content_type="application/x-ndjson")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def state(app: Flask) -> Any:
    with app.app_context():
        return fold(journal_of(reach(INTERVIEW)))


def read(content: bytes, home: Path) -> list[Any]:
    return list(read_rescue(io.BytesIO(content), private_key(home)))


def damages(content: bytes, home: Path) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in read(content, home) if isinstance(one, Damage)]


def test_a_whole_interview_is_put_back_and_giving_it_again_changes_nothing(
    app: Flask, client: FlaskClient, saved: Saved
) -> None:
    journal = whole_interview()
    content = saved.saves(*journal).written()
    first = give(client, content)
    assert (first["remis"], first["deja"], first["refuses"]) == (len(journal), 0, 0)
    assert first["entretiens"][INTERVIEW]["recues"] == [one["id"] for one in journal]
    again = give(client, content)
    assert (again["remis"], again["deja"]) == (0, len(journal))
    assert set(again["entretiens"][INTERVIEW]["recues"]) == {one["id"] for one in journal}
    assert state(app).text("hot-notes") == "Un bel échange."


def test_words_being_typed_become_a_note_once_and_stand_beside_what_the_tablet_writes_later(
    app: Flask, client: FlaskClient, saved: Saved
) -> None:
    tablet = Device()
    journal = [tablet.opens(), tablet.writes("Elle a dit")]
    content = saved.saves(*journal).types("Elle a dit oui", on=NOTE).types("Titre", on=f"title:{uid('p')}").written()
    told = give(client, content)
    assert told["remis"] == 4
    assert [one["champ"] for one in told["entretiens"][INTERVIEW]["brouillons"]] == [NOTE, f"title:{uid('p')}"]
    assert [one.text for one in state(app).texts[NOTE]] == ["Elle a dit oui"]
    assert give(client, content)["deja"] == 4
    client.post(f"/api/entretiens/{INTERVIEW}/operations", json={"operations": [tablet.writes("Elle a dit oui, puis")]})
    assert {one.text for one in state(app).texts[NOTE]} == {"Elle a dit oui", "Elle a dit oui, puis"}


LATER = "2027-06-01T10:00:00.000Z"


@pytest.mark.parametrize(
    ("typed", "standing"), [("Elle a", {"Elle a dit oui"}), ("Elle a dit non", {"Elle a dit oui", "Elle a dit non"})]
)
def test_an_old_rescue_file_does_not_put_half_typed_words_in_place_of_what_was_written_since(
    app: Flask, client: FlaskClient, saved: Saved, typed: str, standing: set[str]
) -> None:
    tablet = Device()
    content = saved.saves(tablet.opens()).types(typed, on=NOTE).written()
    since = tablet.does("note.write", {"text": "Elle a dit oui"}, on=NOTE, at=LATER)
    client.post(f"/api/entretiens/{INTERVIEW}/operations", json={"operations": [tablet.opens(), since]})
    for _ in range(2):
        assert [one["champ"] for one in give(client, content)["entretiens"][INTERVIEW]["brouillons"]] == [NOTE]
        assert {one.text for one in state(app).texts[NOTE]} == standing


def test_words_that_were_being_typed_when_the_file_was_made_do_not_come_back_once_off_the_record(
    app: Flask, client: FlaskClient, saved: Saved
) -> None:
    tablet = Device()
    content = saved.saves(tablet.opens()).types("Zéphyrin", on=NOTE).written()
    off = tablet.does("note.off", {"note": NOTE}, on=NOTE, at=LATER)
    client.post(f"/api/entretiens/{INTERVIEW}/operations", json={"operations": [tablet.opens(), off]})
    give(client, content)
    assert state(app).texts == {}
    with app.app_context():
        assert not any("Zéphyrin" in str(one.data) for one in journal_of(reach(INTERVIEW)))


def test_photos_and_sounds_are_complete_when_their_hash_was_computed_here(
    app: Flask, client: FlaskClient, saved: Saved
) -> None:
    picture, recording = photo(), sound(3_500)
    tablet = Device()
    saved.saves(tablet.opens(), announced(picture, tablet=tablet)).joins(picture, attachment=PHOTO)
    saved.joins(recording, attachment=SOUND, kind="audio", type="audio/ogg")  # what announced it was lost
    told = give(client, saved.written())
    assert {one["attachment"]: one["complete"] for one in told["entretiens"][INTERVIEW]["pieces"]} == {
        PHOTO: True, SOUND: True,
    }  # fmt: skip
    assert set(state(app).attachments) == {PHOTO, SOUND}
    assert give(client, saved.written())["remis"] == 0


def test_a_recording_that_a_crash_cut_short_is_kept_as_far_as_it_goes(
    app: Flask, client: FlaskClient, saved: Saved
) -> None:
    recording = sound(4_200)
    saved.saves(Device().opens()).joins(recording, attachment=SOUND, kind="audio", type="audio/ogg", cut=True)
    told = give(client, saved.written())
    assert told["remis"] == 2
    with app.app_context():
        row = db.session.scalar(select(Attachment).where(Attachment.uid == SOUND))
        assert (row.state, row.bytes) == ("complete", len(recording))
    assert give(client, saved.written())["deja"] == 2


def test_a_file_of_too_many_cut_recordings_opens_no_more_than_it_may(
    client: FlaskClient, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue_files, "MOST_CUT", 1)
    saved.saves(Device().opens())
    for one in (SOUND, uid("another sound")):
        saved.joins(sound(1_200), attachment=one, kind="audio", type="audio/ogg", cut=True)
    pieces = give(client, saved.written())["entretiens"][INTERVIEW]["pieces"]
    assert [one["complete"] for one in pieces] == [True, False]
    assert "trop d'enregistrements coupés" in pieces[1]["raison"]


def test_a_file_sent_in_two_parts_is_completed_by_the_second(client: FlaskClient, settings: Settings) -> None:
    picture = photo() + b"\0" * 3_000
    whole = Saved(settings.home).joins(picture, attachment=PHOTO)
    head, (file, *parts) = whole.lines[:2], whole.lines[2:]
    first, second = Saved(settings.home), Saved(settings.home)
    first.lines, second.lines = [*head, file, *parts[:2]], [*head, file, *parts[2:]]
    opening = Saved(settings.home).saves(Device().opens())
    first.lines += opening.lines[2:]
    client.post(f"/api/entretiens/{INTERVIEW}/operations", json={"operations": [Device().opens()]})
    told = give(client, first.written())["entretiens"][INTERVIEW]["pieces"]
    assert [(one["complete"], one["recu"]) for one in told] == [(False, 2_000)]
    told = give(client, second.written())["entretiens"][INTERVIEW]["pieces"]
    assert [one["complete"] for one in told] == [True]


DAMAGES = {
    "no json": (lambda line: b"{", rescue_lines.UNREADABLE),
    "no object": (lambda line: b"[1]", rescue_lines.UNREADABLE),
    "wrong alphabet": (lambda line: b'{"what": "\xff"}', rescue_lines.UNREADABLE),
    "deep": (lambda line: b"[" * 100_000, rescue_lines.UNREADABLE),
    "too long": (lambda line: b'{"what": "' + b"x" * rescue_lines.LONGEST_LINE, rescue_lines.TOO_LONG),
    "unknown": (lambda line: b'{"what": "chanson"}', rescue_lines.UNKNOWN),
    "half": (lambda line: json.dumps({**line, "iv": None}).encode(), rescue_lines.INCOMPLETE),
    "no id": (lambda line: json.dumps({**line, "id": "../x"}).encode(), rescue_lines.INCOMPLETE),
    "no base64": (lambda line: json.dumps({**line, "sealed": "é"}).encode(), rescue_lines.INCOMPLETE),
    "changed": (lambda line: json.dumps({**line, "sealed": line["sealed"][::-1]}).encode(), None),
    "moved": (lambda line: json.dumps({**line, "id": uid("other")}).encode(), rescue_lines.CHANGED),
    "other key": (lambda line: json.dumps({**line, "key": "x"}).encode(), rescue_lines.NO_KEY),
}


@pytest.mark.parametrize(("damage", "reason"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_line_is_told_and_the_others_are_read(tmp_path: Path, damage: Any, reason: str | None) -> None:
    tablet, saved = Device(), Saved(tmp_path)
    journal = [tablet.opens(), tablet.writes("un"), tablet.writes("deux")]
    lines = saved.saves(*journal).written().splitlines(keepends=True)
    lines[3] = damage(saved.lines[3]) + b"\n"
    found = read(b"".join(lines), tmp_path)
    assert [one.id for one in found if isinstance(one, SavedOperation)] == [journal[0]["id"], journal[2]["id"]]
    (told,) = [one for one in found if isinstance(one, Damage)]
    assert told.line == 4
    assert told.reason in ({reason} if reason else {rescue_lines.CHANGED, rescue_lines.INCOMPLETE})


def test_good_lines_are_put_back_around_a_damaged_one(app: Flask, client: FlaskClient, saved: Saved) -> None:
    tablet = Device()
    journal = [tablet.opens(), tablet.writes("un"), tablet.writes("deux")]
    lines = saved.saves(*journal).written().splitlines(keepends=True)
    lines[3] = b"{\n"
    told = give(client, b"".join(lines))
    assert told["abimes"] == [{"ligne": 4, "raison": rescue_lines.UNREADABLE}]
    assert told["entretiens"][INTERVIEW]["recues"] == [journal[0]["id"], journal[2]["id"]]
    assert state(app).text(NOTE) == "deux"


def test_a_copy_cut_short_says_so_and_gives_what_it_has(settings: Settings, saved: Saved) -> None:
    tablet = Device()
    saved.saves(tablet.opens(), tablet.writes("un"))
    found = read(saved.written(end=False), settings.home)
    assert [one.id for one in found if isinstance(one, SavedOperation)] == [line["id"] for line in saved.lines[2:]]
    assert damages(saved.written(end=False), settings.home) == [(4, rescue_lines.CUT)]
    short = saved.written()[:-300]
    assert damages(short, settings.home)[-1] == (4, rescue_lines.CUT)
    del saved.lines[2]
    whole = (
        Saved(settings.home).saves(tablet.writes("deux"), tablet.writes("trois")).written().splitlines(keepends=True)
    )
    assert damages(b"".join(whole[:2] + whole[3:]), settings.home) == [(4, rescue_lines.HOLES)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", rescue_lines.NOT_ONE),
        (b"PK\x03\x04\x00", rescue_lines.NOT_ONE),
        (b'{"what": "key"}\n', rescue_lines.NOT_ONE),
        (b"{\n", rescue_lines.NOT_ONE),
        (b'{"what": "kparole-secours", "version": 2}\n', rescue_lines.NEWER),
    ],
)
def test_what_is_no_rescue_file_is_refused_in_french(
    client: FlaskClient, settings: Settings, content: bytes, message: str
) -> None:
    keyed(settings.home)
    answer = client.post(TABLET, data=content)
    assert answer.status_code == 422
    assert answer.get_json()["message"] == message
    page = client.post(PAGE, data={"fichier": (io.BytesIO(content or b"\n"), "x.kparole")})
    assert page.status_code == 422
    assert "Remettre un fichier de secours" in page.text


def test_a_file_closed_for_another_server_says_where_it_can_be_opened(settings: Settings, tmp_path: Path) -> None:
    content = Saved(tmp_path, theirs=True).saves(Device().opens()).written()
    assert damages(content, keyed(settings.home)) == [(3, rescue_lines.OTHER_SERVER)]


def test_lines_and_keys_have_a_bound(settings: Settings, saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "MOST_LINES", 3)
    tablet = Device()
    content = saved.saves(tablet.opens(), tablet.writes("un"), tablet.writes("deux")).written()
    assert damages(content, settings.home) == [(4, rescue_lines.TOO_MANY)]
    monkeypatch.setattr(rescue, "MOST_KEYS", 0)
    assert damages(content, settings.home)[0] == (2, rescue_lines.UNKNOWN)


def test_the_page_tells_what_was_put_back_what_was_there_and_what_was_not_taken(
    client: FlaskClient, saved: Saved
) -> None:
    tablet = Device()
    bad = tablet.does("card.read", {"card": "inconnue"})
    content = saved.saves(tablet.opens(), tablet.writes("Zéphyrin a ri"), bad).written()
    assert "Posez le fichier de secours ici" in client.get(PAGE).text
    page = client.post(PAGE, data={"fichier": (io.BytesIO(content), "secours.kparole")}).text
    assert "2 éléments remis" in page
    assert "1 élément n’a pas été pris" in page
    assert "Gardez ce fichier" in page
    assert "cette carte est inconnue ici" in page
    assert "Zéphyrin" not in page
    again = client.post(PAGE, data={"fichier": (io.BytesIO(content), "secours.kparole")}).text
    assert "Rien de nouveau à remettre" in again
    assert "2 étaient déjà là" in again
    none = client.post(PAGE, data={})
    assert none.status_code == 422
    assert "Choisissez le fichier de secours" in none.text


@pytest.fixture
def here(app: Flask) -> dict[str, int]:
    with app.app_context():
        kpas = {name: add_kpa(name, code=name).id for name in ("ICI", "LA")}
        db.session.commit()
    return kpas


def acts(app: Flask, kpa: int | None) -> None:
    actor = LOCAL if kpa is None else Actor("compte:1", Role.CONTRIBUTOR, "", Scope(frozenset({kpa})), kpa)
    app.extensions["kparole.identify"] = lambda: actor


def test_a_file_that_was_found_brings_into_a_kpa_nothing_of_another(
    app: Flask, client: FlaskClient, saved: Saved, here: dict[str, int]
) -> None:
    tablet = Device()
    journal = [tablet.opens(kpa="ICI"), tablet.writes("Zéphyrin"), tablet.writes("Zoé", on="terms")]
    whole = saved.saves(*journal).types("Zélie", on="hot-notes").joins(photo(), attachment=PHOTO).written()
    acts(app, here["LA"])
    told = give(client, whole)
    assert told["remis"] == 0
    assert told["entretiens"][INTERVIEW]["recues"] == []
    headless = b"".join(line for n, line in enumerate(whole.splitlines(keepends=True)) if n != 2)
    assert give(client, headless)["remis"] == 0
    with app.app_context():
        assert db.session.scalar(select(Interview.id).execution_options(include_everything=True)) is None
    acts(app, here["ICI"])
    assert give(client, whole)["remis"] == 5
    acts(app, here["LA"])
    told = give(client, whole)
    assert (told["remis"], told["deja"]) == (0, 0)
    assert "autre KPA" in told["entretiens"][INTERVIEW]["refusees"][0]["raison"]


@pytest.mark.parametrize("at_once", [True, False])
def test_what_was_erased_does_not_come_back_with_a_file(
    app: Flask, client: FlaskClient, saved: Saved, at_once: bool
) -> None:
    tablet = Device()
    picture = photo()
    journal = [tablet.opens(), tablet.writes("Zéphyrin"), announced(picture, tablet=tablet)]
    content = saved.saves(*journal).joins(picture, attachment=PHOTO).written()
    gone = tablet.does("erase", {"target": journal[2]["id"], "hash": "0" * 64})
    address = f"/api/entretiens/{INTERVIEW}/operations"
    for batch in [[*journal, tablet.forgets(), gone]] if at_once else [journal, [tablet.forgets(), gone]]:
        client.post(address, json={"operations": batch})
    told = give(client, content)
    assert told["remis"] == 0
    assert [one["complete"] for one in told["entretiens"][INTERVIEW]["pieces"]] == [True]
    assert state(app).texts == {}
    assert state(app).attachments == {}


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key = private_key(tmp_path)
    file = tmp_path / RESCUE
    assert key.key_size == 3072
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = public_key(tmp_path)
    assert before.jwk["n"] == public_key(tmp_path).jwk["n"]
    for cached in (private_key, public_key):
        cached.cache_clear()
    file.chmod(0o644)
    assert public_key(tmp_path) == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [RESCUE]


@pytest.mark.parametrize("held", [b"", b"half of a key", b"\xff"])
def test_a_broken_key_is_kept_aside_and_another_takes_its_place(tmp_path: Path, held: bytes) -> None:
    (tmp_path / RESCUE).write_bytes(held)
    assert isinstance(private_key(tmp_path), rsa.RSAPrivateKey)
    assert (tmp_path / f"{RESCUE}.abimee").read_bytes() == held


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError, match="secours"):
        private_key(tmp_path)


def test_a_reader_refuses_before_it_gives_anything(settings: Settings) -> None:
    with pytest.raises(NotARescueFile):
        next(read_rescue(io.BytesIO(b'{"what": "rien"}\n{}\n'), private_key(keyed(settings.home))))
