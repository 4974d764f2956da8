"""What the editor says to the server and hears from it: one edit at a time, and what others wrote meanwhile. JSON only."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from interviews.writeup import service
from interviews.writeup.back import MOVED_ON
from interviews.writeup.errors import EditError
from interviews.writeup.parts import GONE, NO_CARD
from interviews.writeup.room import blueprint, make, window
from interviews.writeup.told import revision_of, told, touched_since
from kparole.api_answers import answer
from kparole.db import db

NOT_JSON = "L'envoi n'est pas arrivé entier. Vos mots sont encore dans la page : recommencez."
NO_WINDOW = "Il faut « edit », « base » et « session »."
NOT_HERE = "Ce compte-rendu n'est pas ici, ou il n'est pas ouvert pour vous."
MEANWHILE = {GONE, NO_CARD, MOVED_ON}
"""What is refused because somebody else changed the same thing before."""


@blueprint.get("/<code>/ecrire/etat")
def state(code: str) -> ResponseReturnValue:
    """What stands; 304 when the page has it already (``If-None-Match``), and only what changed after edit ``apres``."""
    revision = revision_of(code)
    if revision is None:
        return answer({"message": NOT_HERE}, 404)
    if f'"{revision}"' in request.headers.get("If-None-Match", ""):
        return _tagged(Response(status=304), revision)
    after, session = request.args.get("apres", -1, type=int), window(request.args.get("session"))
    done = service.opened(code, session=session or "")
    body = told(done, touched=touched_since(code, after) if 0 <= after <= done.revision else None)
    return _tagged(answer(body), done.revision)


@blueprint.post("/<code>/ecrire/changer")
def change(code: str) -> ResponseReturnValue:
    """Make one edit. 409: somebody else changed the same thing before; 422: it makes no sense. Nothing is written then,
    and what stands is told with the reason.
    """
    if revision_of(code) is None:
        return answer({"message": NOT_HERE}, 404)
    body = _json()
    base, session = body.get("base"), window(body.get("session"))
    if not isinstance(base, int) or isinstance(base, bool) or not 0 <= base < 2**31 or session is None:
        return answer({"message": NO_WINDOW}, 422)
    try:
        done = make(code, body.get("edit"), base=base, session=session)
    except EditError as error:
        db.session.rollback()
        done = service.opened(code, session=session)
        status = 409 if str(error) in MEANWHILE else 422
        return answer({"message": str(error), **told(done, touched=touched_since(code, base))}, status)
    return answer(told(done, touched=touched_since(code, base)))


def _tagged(response: Response, revision: int) -> Response:
    response.headers["ETag"] = f'"{revision}"'
    return response


def _json() -> dict[str, Any]:
    """The JSON object of the request. Answers 400 when there is none that can be read."""

    def refuse(_constant: str) -> None:
        raise ValueError

    try:
        body = json.loads(request.get_data(cache=False), parse_constant=refuse)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        abort(answer({"message": NOT_JSON}, 400))
    return body
