"""The launch key of a KParole that serves one person: whoever holds the printed address comes in, once; others get nothing."""

from __future__ import annotations

import secrets
from threading import Lock

from flask import Blueprint, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from kparole.access import LOCAL, Actor
from kparole.sessions import OWNER

blueprint = Blueprint("launch", __name__)
LAUNCH = "kparole.launch"


class LaunchKey:
    """A key made when the server starts, and good for one visit."""

    def __init__(self) -> None:
        self._key: str | None = secrets.token_urlsafe(24)
        self._lock = Lock()

    @property
    def key(self) -> str:
        """The key to print. Raises ValueError once it was used."""
        if self._key is None:
            raise ValueError("used")
        return self._key

    def use(self, given: str) -> bool:
        """True for the right key, the first time."""
        with self._lock:
            if self._key is None or not secrets.compare_digest(self._key.encode(), given.encode()):
                return False
            self._key = None
            return True


@blueprint.get("/ouvrir/<key>")
def enter(key: str) -> ResponseReturnValue:
    """Come in with the printed address; who is in already just goes to the first page."""
    if identify() is None:
        # A link preview asks with HEAD: it must not use the key up.
        if request.method == "HEAD" or not current_app.extensions[LAUNCH].use(key):
            abort(403)
        session.clear()
        session[OWNER] = LOCAL.key
    return redirect(url_for("home.index"))


def identify() -> Actor | None:
    """The person of this machine, once the launch key was shown."""
    return LOCAL if session.get(OWNER) == LOCAL.key else None
