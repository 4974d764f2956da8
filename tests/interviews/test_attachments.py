"""Photos and sounds, piece by piece, on the wire and on the disk."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from interviews import pieces
from interviews.journal_models import Attachment
from kparole.config import Settings
from kparole.db import db
from kparole.files import stored as stored_file
from tests.interviews.journal_making import INTERVIEW, Device, uid

pytestmark = pytest.mark.both_databases

PHOTO, SOUND = uid("photo"), uid("sound")
OPERATIONS = f"/api/entretiens/{INTERVIEW}/operations"
PIECE = 1000
GPS = 0x8825


def photo(colour: str = "red", *, secret: str = "") -> bytes:
    """A photo with notes of the camera in it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = secret or "Zéphyrin"
    exif.get_ifd(GPS)[1] = "N"
    Image.new("RGB", (60, 40), colour).save(out, "JPEG", exif=exif, comment=b"Zephyrin")
    return out.getvalue()


def sound(length: int = 5_000) -> bytes:
    return b"OggS" + bytes(number % 251 for number in range(length))


def announced(content: bytes, *, attachment: str = PHOTO, tablet: Device | None = None, **data: Any) -> dict[str, Any]:
    kind = {"kind": "photo", "type": "image/jpeg"} | data
    told = {"attachment": attachment, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)} | kind
    return (tablet or Device()).does("attachment.add", told)


def at(attachment: str = PHOTO, end: object = "") -> str:
    return f"/api/entretiens/{INTERVIEW}/pieces/{attachment}" + (f"/{end}" if end != "" else "")


def put(client: FlaskClient, offset: int, piece: bytes, *, attachment: str = PHOTO, sha256: str | None = None) -> Any:
    digest = sha256 or hashlib.sha256(piece).hexdigest()
    return client.put(at(attachment, offset), data=piece, headers={"X-SHA256": digest})


def send_all(client: FlaskClient, content: bytes, *, attachment: str = PHOTO) -> None:
    for offset in range(0, len(content), PIECE):
        answer = put(client, offset, content[offset : offset + PIECE], attachment=attachment)
        assert (answer.status_code, answer.get_json()) == (200, {"recu": min(offset + PIECE, len(content))})


def end(client: FlaskClient, content: bytes, *, attachment: str = PHOTO, mime: str = "image/jpeg") -> Any:
    told = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "type": mime}
    return client.post(at(attachment, "fin"), json=told)


def batch(client: FlaskClient, *operations: dict[str, Any]) -> Any:
    return client.post(OPERATIONS, json={"operations": list(operations)})


def row_of(app: Flask, attachment: str = PHOTO) -> Attachment:
    with app.app_context():
        row = db.session.scalar(select(Attachment).where(Attachment.uid == attachment))
        assert row is not None
        return row


def left(settings: Settings) -> list[str]:
    return sorted(path.name for path in (settings.home / pieces.FOLDER).glob("*"))


def test_a_photo_comes_whole_upright_and_without_what_its_camera_noted(
    app: Flask, client: FlaskClient, settings: Settings
) -> None:
    content = photo()
    assert batch(client, announced(content)).status_code == 200
    send_all(client, content)
    assert client.get(at()).get_json()["recu"] == len(content)
    assert end(client, content).get_json() == {"complete": True}
    row = row_of(app)
    kept = stored_file(settings.home, row.stored or "")
    assert b"phyrin" in content
    assert b"phyrin" not in kept
    assert b"Exif" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (60, 40)
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert left(settings) == []
    assert end(client, content).get_json() == {"complete": True}
    state = client.get(at()).get_json()
    assert (state["recu"], state["complete"]) == (len(content), True)


def test_a_sound_is_kept_byte_for_byte(app: Flask, client: FlaskClient, settings: Settings) -> None:
    content = sound()
    batch(client, announced(content, attachment=SOUND, kind="audio", type="audio/ogg; codecs=opus"))
    send_all(client, content, attachment=SOUND)
    assert end(client, content, attachment=SOUND, mime="audio/ogg").status_code == 200
    assert stored_file(settings.home, row_of(app, SOUND).stored or "") == content
    assert row_of(app, SOUND).stored == hashlib.sha256(content).hexdigest()
    assert left(settings) == []


def test_pieces_sent_twice_or_that_overlap_change_nothing(client: FlaskClient) -> None:
    content = photo()
    batch(client, announced(content))
    for offset, length, comes in [(0, 300, 300), (0, 300, 300), (100, 100, 300), (200, 200, 400), (0, 400, 400)]:
        assert put(client, offset, content[offset : offset + length]).get_json() == {"recu": comes}
    assert put(client, 400, content[400:]).get_json() == {"recu": len(content)}
    assert end(client, content).status_code == 200


def test_a_hole_is_refused_and_the_place_to_go_on_from_is_told(client: FlaskClient) -> None:
    content = photo()
    batch(client, announced(content))
    put(client, 0, content[:100])
    answer = put(client, 200, content[200:300])
    assert (answer.status_code, answer.get_json()) == (409, {"recu": 100})
    answer = end(client, content)
    assert (answer.status_code, answer.get_json()) == (409, {"recu": 100, "complete": False})
    assert client.get(at()).get_json() == {"recu": 100, "complete": False, "effacee": False, "refusee": False}


def test_a_whole_with_another_hash_starts_again_from_nothing(client: FlaskClient, settings: Settings) -> None:
    content = photo()
    batch(client, announced(content))
    put(client, 0, b"x" * len(content))
    answer = end(client, content)
    assert (answer.status_code, answer.get_json()) == (409, {"recu": 0, "complete": False})
    assert left(settings) == []
    send_all(client, content)
    assert end(client, content).status_code == 200


def test_a_piece_damaged_on_the_way_is_not_written(client: FlaskClient) -> None:
    content = photo()
    batch(client, announced(content))
    answer = put(client, 0, content[:100], sha256="0" * 64)
    assert answer.status_code == 422
    assert "abîmé" in answer.get_json()["message"]
    assert client.get(at()).get_json()["recu"] == 0


@pytest.mark.parametrize("sha256", ["x", "A" * 64, "0" * 63])
def test_a_piece_without_a_hash_is_refused(client: FlaskClient, sha256: str) -> None:
    assert put(client, 0, b"x", sha256=sha256).status_code == 400


def test_a_piece_of_more_than_a_megabyte_is_refused(client: FlaskClient) -> None:
    batch(client, announced(photo()))
    answer = put(client, 0, b"x" * (pieces.LONGEST + 1))
    assert answer.status_code == 413
    assert answer.is_json


def test_a_piece_beyond_what_was_announced_is_refused(client: FlaskClient) -> None:
    content = photo()
    batch(client, announced(content))
    answer = put(client, 0, content + b"x")
    assert answer.status_code == 422
    assert "plus longue" in answer.get_json()["message"]


def test_what_is_not_announced_waits_for_its_operation(client: FlaskClient) -> None:
    batch(client, Device().opens())
    for answer in (put(client, 0, b"x"), end(client, b"x")):
        assert answer.status_code == 409
        assert answer.get_json()["recu"] == 0
        assert "Envoyez d'abord" in answer.get_json()["message"]
    assert client.get(at()).get_json() == {"recu": 0, "complete": False}


WRONG = {
    "a program": (b"MZ" + b"\0" * 500, "photo", "image/jpeg"),
    "a page": (b"<html>" + b"x" * 500, "photo", "image/png"),
    "a damaged photo": (photo()[:-200], "photo", "image/jpeg"),
    "a sound for a photo": (sound(), "photo", "image/jpeg"),
    "a photo for a sound": (photo(), "audio", "audio/ogg"),
    "a text for a sound": (b"Des mots, rien que des mots.", "audio", "audio/webm"),
}


@pytest.mark.parametrize(("content", "kind", "mime"), WRONG.values(), ids=WRONG)
def test_what_is_no_photo_and_no_sound_is_refused_in_french_and_not_kept(
    client: FlaskClient, settings: Settings, content: bytes, kind: str, mime: str
) -> None:
    batch(client, announced(content, kind=kind, type=mime))
    send_all(client, content)
    answer = end(client, content)
    assert answer.status_code == 422
    assert len(answer.get_json()["message"]) > 20
    assert left(settings) == []
    assert not any((settings.home / "fichiers").glob("*"))
    assert client.get(at()).get_json()["refusee"]
    assert end(client, content).status_code == put(client, 0, content[:10]).status_code == 422  # and not sent for ever


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"type": "image/svg+xml"}, "Ce type de fichier"),
        ({"type": "audio/ogg"}, "Ce type de fichier"),
        ({"kind": "video"}, "photo ou audio"),
        ({"bytes": 20_000_001}, "plus de 20 Mo"),
        ({"bytes": 0}, "un poids"),
        ({"kind": "audio", "type": "audio/ogg", "bytes": 100_000_001}, "au plus 100 Mo"),
        ({"sha256": "x"}, "une empreinte"),
        ({"card": "inventee"}, "une carte"),
    ],
)
def test_a_wrong_announcement_is_told_in_french(client: FlaskClient, data: dict[str, Any], said: str) -> None:
    answer = batch(client, announced(photo(), **data))
    assert answer.status_code == 422
    assert said in answer.get_json()["refusees"][0]["raison"]


def test_the_room_of_an_interview_has_an_end(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviews.journal_service.MOST_BYTES", 10_000)
    tablet = Device()
    first = announced(photo(), tablet=tablet)
    heavy = announced(photo(), attachment=SOUND, tablet=tablet, bytes=9_999)
    answer = batch(client, first, heavy, tablet.writes("un mot"))
    assert answer.status_code == 422
    assert answer.get_json()["refusees"][0]["id"] == heavy["id"]
    assert len(answer.get_json()["recues"]) == 2


def test_a_full_disk_is_told_and_what_had_come_stays(
    app: Flask, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = photo()
    batch(client, announced(content))
    put(client, 0, content[:100])
    app.testing = False

    def full(path: Path, piece: bytes) -> None:
        path.write_bytes(path.read_bytes() + piece[:10])
        raise OSError(28, "full")

    with monkeypatch.context() as broken:
        broken.setattr("interviews.pieces._append", full)
        answer = put(client, 100, content[100:])
    assert answer.status_code == 507
    assert "place sur le disque" in answer.get_json()["message"]
    assert client.get(at()).get_json()["recu"] == 100
    put(client, 100, content[100:])
    assert end(client, content).status_code == 200


def test_an_erased_photo_leaves_nothing_on_the_disk(app: Flask, client: FlaskClient, settings: Settings) -> None:
    content, tablet = photo(), Device()
    add = announced(content, tablet=tablet)
    batch(client, add)
    send_all(client, content)
    end(client, content)
    name = row_of(app).stored
    batch(client, tablet.does("erase", {"target": add["id"], "hash": "0" * 64}))
    assert not (settings.home / "fichiers" / str(name)).exists()
    assert (row_of(app).state, row_of(app).stored) == ("erased", None)
    assert client.get(at()).get_json() == {"recu": 0, "complete": False, "effacee": True, "refusee": False}
    assert put(client, 0, content).status_code == end(client, content).status_code == 422


def test_an_erased_photo_that_was_coming_leaves_nothing_either(client: FlaskClient, settings: Settings) -> None:
    content, tablet = photo(), Device()
    add = announced(content, tablet=tablet)
    batch(client, add)
    put(client, 0, content[:100])
    assert len(left(settings)) == 1
    batch(client, tablet.does("erase", {"target": add["id"], "hash": "0" * 64}))
    assert left(settings) == []


def test_erasing_one_of_two_equal_sounds_leaves_the_other(app: Flask, client: FlaskClient, settings: Settings) -> None:
    content, tablet = sound(), Device()
    adds = [announced(content, attachment=one, tablet=tablet, kind="audio", type="audio/ogg") for one in (PHOTO, SOUND)]
    batch(client, *adds)
    for one in (PHOTO, SOUND):
        send_all(client, content, attachment=one)
        end(client, content, attachment=one)
    batch(client, tablet.does("erase", {"target": adds[0]["id"], "hash": "0" * 64}))
    assert stored_file(settings.home, row_of(app, SOUND).stored or "") == content
    batch(client, tablet.does("erase", {"target": adds[1]["id"], "hash": "0" * 64}))
    assert not any((settings.home / "fichiers").glob("*"))


def test_a_cut_in_the_middle_of_an_erasure_is_made_good_when_it_is_sent_again(
    app: Flask, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, tablet = photo(), Device()
    add = announced(content, tablet=tablet)
    batch(client, add)
    send_all(client, content)
    end(client, content)
    erase = tablet.does("erase", {"target": add["id"], "hash": "0" * 64})
    app.testing = False

    def cut(_interview: object) -> None:
        raise OSError(5, "cut")

    with monkeypatch.context() as broken:
        broken.setattr("interviews.journal_service.forget_erased", cut)
        assert batch(client, erase).status_code == 503
    assert batch(client, erase).status_code == 200
    assert not any((settings.home / "fichiers").glob("*"))
