"""The door of every request: who acts, whether the address is open to them, and how fast they go."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import SecurityError, Unauthorized

from kparole.access import NOBODY, SYSTEM, Actor, act_as, current
from kparole.api_answers import is_api
from kparole.config import Settings
from kparole.journal import Outcome, note
from kparole.limits import Pace
from kparole.rules import RULES, Rule

Identify = Callable[[], Actor | None]
"""Says who the session of this request belongs to; None when nobody has come in."""

IDENTIFY = "kparole.identify"
LOGIN = "security.login"
UNCOUNTED = {"cards.picture", "cards.media", "favicon", *(name for name in RULES if name.startswith("tablet."))}
"""What comes with a page, fifteen at a time or a hundred, and is no request of the person's own."""


def install(app: Flask, settings: Settings, identify: Identify) -> None:
    """Put the door before every view, static files and unknown addresses included."""
    app.extensions[IDENTIFY] = identify
    pace = Pace(settings.rate)

    @app.before_request
    def enter() -> ResponseReturnValue | None:
        if isinstance(request.routing_exception, SecurityError):
            raise request.routing_exception  # another name than ours: nothing else is looked at
        act_as(NOBODY)
        g.kparole_entered = True
        if request.endpoint == "static":
            return None
        g.kparole_actor = app.extensions[IDENTIFY]() or NOBODY
        act_as(g.kparole_actor)
        actor, rule = current(), RULES.get(request.endpoint or "")
        if actor is not NOBODY and request.endpoint not in UNCOUNTED and not pace.allows(actor.key):
            abort(429)
        return _check(actor, rule)

    @app.after_request
    def write_down(response: Response) -> Response:
        rule = RULES.get(request.endpoint or "")
        actor = g.get("kparole_actor", NOBODY)
        if rule is None or rule.act is None or (rule.sent and request.method != "POST"):
            return response
        if rule.open or actor is not NOBODY:  # whoever knocks without coming in must not fill the journal
            about = rule.on.format_map(request.view_args or {})
            if response.status_code == 404:
                about = about.partition(":")[0] + ":?"  # nothing of ours: what was typed may be anybody's name
            outcome = Outcome.DONE if response.status_code < 400 else Outcome.REFUSED
            note(rule.act, about, outcome=outcome, actor=actor)
        return response

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        act_as(SYSTEM)


def _check(actor: Actor, rule: Rule | None) -> ResponseReturnValue | None:
    if rule is not None and rule.open:
        return None
    if actor is NOBODY:
        return _ask_to_come_in()
    if request.endpoint is None:
        return None  # no such address: the router answers 404 to who is in
    if rule is None or rule.right is None:
        abort(404)  # no rule is no entry; a test asks that every address has one
    if not actor.may(rule.right):
        abort(403)
    return None


def _ask_to_come_in() -> ResponseReturnValue:
    """A reader goes to the login page and comes back; what would write or feeds a script is told to log in."""
    if is_api():
        raise Unauthorized
    if LOGIN not in current_app.view_functions:
        abort(403)
    if request.method in {"GET", "HEAD"} and not request.path.endswith(".json"):
        return redirect(url_for(LOGIN, next=request.path if request.endpoint else None))
    raise Unauthorized
