"""Serves the scripts of the tablet as they are, on loopback: to try a module in Chromium without the whole server.

``/`` is an empty page with the policy of the product; ``/essais/…`` holds the scripts made for the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from kparole.headers import POLICY
from tests.conftest import ROOT

PAGE = b'<!doctype html><html lang="fr"><title>Essai</title><link rel="icon" href="/static/favicon.svg"><body></body></html>'
FOLDERS = {
    "/entretien/app/": ROOT / "interviews" / "tablet",
    "/static/": ROOT / "kparole" / "static",
    "/essais/": ROOT / "tests" / "browser",
}
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}


@contextmanager
def tablet_server() -> Iterator[str]:
    """Give the address, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            self._answer(200, "text/html; charset=utf-8", PAGE)
            return
        found = _file(path)
        if found is None:
            self._answer(404, "text/plain", b"")
        else:
            self._answer(200, TYPES.get(found.suffix, "application/octet-stream"), found.read_bytes())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": POLICY}
        for name, value in (headers | {"Cache-Control": "no-store"}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_what: object) -> None:
        """Say nothing: what is asked is seen in Chromium."""


def _file(path: str) -> Path | None:
    for address, folder in FOLDERS.items():
        if path.startswith(address):
            found = (folder / path.removeprefix(address)).resolve()
            return found if found.is_file() and found.is_relative_to(folder) else None
    return None
