"""Sendings that are too heavy, in too many parts, or that do not say their size: a French page, on the real server."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from waitress.server import create_server

from kparole.bodies import PLAIN_FORM, most_held_by_server
from kparole.config import read_settings
from tests.conftest import opened

pytestmark = pytest.mark.xdist_group("body-limits")

MB = 1024 * 1024
TOO_HEAVY = "envoi est trop lourd."
EDGE = b"--bord\r\n"
HEAD = b"POST /entretiens/importer HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
FORM = b"Content-Type: multipart/form-data; boundary=bord\r\n"


def part(name: str, content: bytes, file: str = "") -> bytes:
    """One part of a form."""
    named = f'; filename="{file}"' if file else ""
    return EDGE + f'Content-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + content + b"\r\n"


END = b"--bord--\r\n"
HEAVY = part("files", b"x" * (3 * MB // 2), "a.docx") + END
MANY = b"".join(part(f"champ{n}", b"x") for n in range(2_001)) + END
LONG = part("who", b"x" * (5 * MB // 2)) + END
PLAIN = b"a&" * (PLAIN_FORM // 2) + b"a"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, that takes one megabyte a sending."""
    with opened(read_settings({"KPAROLE_MAX_ENVOI": "1"}, home=tmp_path_factory.mktemp("petit"))) as app:
        yield app


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, that takes eight."""
    with opened(read_settings({"KPAROLE_MAX_ENVOI": "8"}, home=tmp_path_factory.mktemp("grand"))) as app:
        yield app


@pytest.fixture(scope="module")
def port(small: Flask) -> Iterator[int]:
    """Where the real server answers, with the application that takes one megabyte."""
    held = most_held_by_server(small.config["KPAROLE"].max_upload)
    server = create_server(small, host="127.0.0.1", port=0, threads=2, ident="KParole", max_request_body_size=held)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.close()
        thread.join()


def answer(port: int, sent: bytes, *, cut: bool = False) -> tuple[int, str]:
    """What the server says to these bytes: (status, everything else); (0, "") when it hangs up without a word."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as wire:
        received = b""
        try:
            wire.sendall(sent)
            if cut:
                wire.shutdown(socket.SHUT_WR)
            while piece := wire.recv(65_536):
                received += piece
        except ConnectionError:  # it may stop listening as soon as it knows enough
            pass
    status = re.match(rb"HTTP/1\.[01] (\d{3})", received)
    return int(status[1]) if status else 0, received.decode()


def chunked(body: bytes) -> bytes:
    """The same in chunks, that never say how much there is in all."""
    pieces = (body[at : at + 50_000] for at in range(0, len(body), 50_000))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("body", [HEAVY, MANY], ids=["heavy", "many"])
@pytest.mark.parametrize("in_chunks", [False, True], ids=["sized", "chunked"])
def test_the_real_server_says_in_french_that_a_sending_is_too_much(port: int, body: bytes, in_chunks: bool) -> None:
    size = b"Transfer-Encoding: chunked\r\n\r\n" if in_chunks else b"Content-Length: %d\r\n\r\n" % len(body)
    status, said = answer(port, HEAD + FORM + size + (chunked(body) if in_chunks else body))
    assert status == 413
    assert TOO_HEAVY in said
    assert "nosniff" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("in_chunks", [False, True], ids=["sized", "chunked"])
def test_what_is_heavier_than_the_server_will_hold_is_cut_off(port: int, in_chunks: bool) -> None:
    body = b"x" * 6 * MB
    size = b"Transfer-Encoding: chunked\r\n\r\n" if in_chunks else b"Content-Length: %d\r\n\r\n" % len(body)
    status, said = answer(port, HEAD + FORM + size + (chunked(body) if in_chunks else body))
    assert status in {0, 413}
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "sent",
    [
        HEAD + FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
        HEAD + FORM + b"Content-Length: beaucoup\r\n\r\nx",
        HEAD + FORM + b"Content-Length: -1\r\n\r\nx",
        HEAD + FORM + b"Transfer-Encoding: gzip\r\n\r\nx",
        HEAD + b"X: " + b"x" * 300_000 + b"\r\n\r\n",
    ],
    ids=["wrong chunk", "no number", "negative", "other coding", "long header"],
)
def test_a_sending_that_cannot_be_read_is_cut_off_cleanly(port: int, sent: bytes) -> None:
    status, said = answer(port, sent)
    assert 400 <= status < 502
    assert "Traceback" not in said


def test_a_sending_cut_on_the_way_leaves_the_server_standing(port: int) -> None:
    answer(port, HEAD + FORM + b"Content-Length: 500000\r\n\r\n" + HEAVY[:1_000], cut=True)
    assert answer(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")[0] == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [(LONG, "multipart/form-data; boundary=bord"), (PLAIN, "application/x-www-form-urlencoded"), (LONG, "application/json"), (LONG, "text/plain"), (MANY, "multipart/form-data; boundary=bord")],
    ids=["long field", "long form", "long json", "long text", "many"],
)  # fmt: skip
def test_a_field_that_is_too_long_is_said_in_french(large: Flask, body: bytes, kind: str) -> None:
    found = large.test_client().post("/entretiens/importer", data=body, content_type=kind)
    assert found.status_code == 413
    assert TOO_HEAVY in found.get_data(as_text=True)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff"]
)
def test_a_form_without_edges_is_no_form(large: Flask, kind: str) -> None:
    found = large.test_client().post("/entretiens/importer", data=HEAVY, content_type=kind)
    assert found.status_code in {400, 422}
    assert '<html lang="fr">' in found.get_data(as_text=True)


@pytest.mark.parametrize("folder", ["petit", "grand"])
def test_nothing_is_kept_of_a_sending_that_is_refused(small: Flask, large: Flask, folder: str) -> None:
    app = small if folder == "petit" else large
    body = part("files", b"x" * 9 * MB, "a.docx") + END
    app.test_client().post("/entretiens/importer", data=body, content_type="multipart/form-data; boundary=bord")
    kept = Path(app.config["KPAROLE"].home) / "fichiers"
    assert not kept.exists() or list(kept.iterdir()) == []
