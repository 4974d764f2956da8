"""What a tablet says to the server and hears from it: batches of operations, photos and sounds by pieces. JSON only."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from interviews import pieces
from interviews.attachment_service import attachment_of, finish, received, take_piece
from interviews.errors import NoKpaError, NotHere, PieceRefused, Unfinished
from interviews.journal_service import (
    check_reach,
    count_operations,
    operation_of,
    operations_after,
    reach,
    store_batch,
)
from interviews.operation_kinds import SHA256, UUID
from interviews.operations import as_sent
from interviews.sync import Refused, Taken
from kparole.access import current
from kparole.api_answers import answer

blueprint = Blueprint("sync", __name__, url_prefix="/api")

MOST_OPERATIONS = 500
NOT_JSON = "L'envoi n'est pas arrivé entier, ou ce n'est pas du JSON. Renvoyez-le."
NO_LIST = "Il faut une liste « operations », de 500 opérations au plus."
NOT_HERE = "Cet entretien n'est pas ici, ou il n'est pas ouvert pour vous. Gardez-le sur la tablette."
NOT_ANNOUNCED = "Cette pièce n'est pas encore annoncée. Envoyez d'abord les opérations de l'entretien."
NO_HASH = "Il faut l'empreinte SHA-256 du morceau dans l'en-tête X-SHA256."
BAD_END = "Il faut « sha256 », « bytes » et « type »."
PIECE_TOO_LONG = "Un morceau pèse un mégaoctet au plus. Découpez-le."


@blueprint.errorhandler(NotHere)
def not_here(_error: NotHere) -> ResponseReturnValue:
    """Another KPA's interview and one that does not exist are told alike."""
    return answer({"message": NOT_HERE}, 404)


@blueprint.errorhandler(NoKpaError)
def no_kpa(error: NoKpaError) -> ResponseReturnValue:
    """An account without a KPA cannot send interviews."""
    return answer({"message": str(error)}, 403)


@blueprint.get("/jeton")
def token() -> ResponseReturnValue:
    """A fresh token for what is sent next, and who acts."""
    return answer({"jeton": generate_csrf(), "acteur": current().key})


@blueprint.post("/entretiens/<interview>/operations")
def send(interview: str) -> ResponseReturnValue:
    """Take a batch. 200: all of it is on the disk; 409 or 422: what is listed in « recues » is, the rest says why not."""
    _checked(interview)
    check_reach(interview)  # before what was sent is read
    body = _json()
    batch = body.get("operations") if isinstance(body, dict) else None
    if not isinstance(batch, list) or len(batch) > MOST_OPERATIONS:
        return answer({"message": NO_LIST}, 400)
    taken = store_batch(interview, batch)
    return answer(_told(taken), 409 if taken.conflicts else 422 if taken.refused else 200)


@blueprint.get("/entretiens/<interview>/operations")
def fetch(interview: str) -> ResponseReturnValue:
    """What arrived after number « apres », for another device; it asks again until nothing comes.

    « nombre »: how many there are in all. A device that was told of more sends its own again: we come from an older copy.
    """
    _checked(interview)
    after = request.args.get("apres", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 10):
        return answer({"message": "« apres » doit être un nombre entier."}, 400)
    rows, number = operations_after(interview, int(after)), count_operations(interview)
    found = [{**as_sent(operation_of(row, interview)), "hash": row.hash, "n": row.n} for row in rows]
    return answer({"operations": found, "dernier": rows[-1].n if rows else int(after), "nombre": number})


@blueprint.get("/entretiens/<interview>/pieces/<attachment>")
def piece_state(interview: str, attachment: str) -> ResponseReturnValue:
    """From where to go on with a photo or a sound."""
    _checked(interview, attachment)
    found = reach(interview)
    try:
        row = attachment_of(found, attachment)
    except NotHere:
        return answer({"recu": 0, "complete": False})
    told = {"recu": received(found, row), "complete": row.state == "complete"}
    return answer(told | {"effacee": row.state == "erased", "refusee": row.state == "refused"})


@blueprint.put("/entretiens/<interview>/pieces/<attachment>/<int:offset>")
def piece(interview: str, attachment: str, offset: int) -> ResponseReturnValue:
    """Take one piece; « recu »: where the next one goes."""
    _checked(interview, attachment)
    check_reach(interview)  # before anything that was sent is looked at
    request.max_content_length = pieces.LONGEST
    if (request.content_length or 0) > pieces.LONGEST:
        return answer({"message": PIECE_TOO_LONG}, 413)
    sha256 = request.headers.get("X-SHA256", "")
    if not SHA256.fullmatch(sha256):
        return answer({"message": NO_HASH}, 400)
    content = request.get_data(cache=False)
    found = reach(interview)
    try:
        row = attachment_of(found, attachment)
        return answer({"recu": take_piece(found, row, offset=offset, piece=content, sha256=sha256)})
    except NotHere:
        return answer({"message": NOT_ANNOUNCED, "recu": 0}, 409)
    except Unfinished as error:
        return answer({"recu": error.received}, 409)
    except PieceRefused as error:
        return answer({"message": str(error)}, 422)


@blueprint.post("/entretiens/<interview>/pieces/<attachment>/fin")
def finished(interview: str, attachment: str) -> ResponseReturnValue:
    """Complete a photo or a sound: only when the server has computed the same hash."""
    _checked(interview, attachment)
    found = reach(interview)
    told = _json()
    if not (isinstance(told, dict) and {"sha256", "bytes", "type"} <= set(told)):
        return answer({"message": BAD_END}, 400)
    try:
        finish(found, attachment_of(found, attachment), told)
    except NotHere:
        return answer({"message": NOT_ANNOUNCED, "recu": 0, "complete": False}, 409)
    except Unfinished as error:
        return answer({"recu": error.received, "complete": False}, 409)
    except PieceRefused as error:
        return answer({"message": str(error), "complete": False}, 422)
    return answer({"complete": True})


def _checked(*ids: str) -> None:
    """Only ids of the right shape are looked for."""
    if not all(UUID.fullmatch(one) for one in ids):
        raise NotHere


def _json() -> Any:
    """The JSON of the request. Answers 400 when there is none that can be read."""

    def refuse(_constant: str) -> None:
        raise ValueError

    try:
        return json.loads(request.get_data(cache=False), parse_constant=refuse)
    except (ValueError, RecursionError):
        abort(answer({"message": NOT_JSON}, 400))


def _told(taken: Taken) -> dict[str, Any]:
    def reasons(of: list[Refused]) -> list[dict[str, str | None]]:
        return [{"id": one.id, "raison": one.reason} for one in of]

    return {
        "recues": taken.received,
        "conflits": [{"id": one.operation.id, "hash_connu": one.known} for one in taken.conflicts],
        "refusees": reasons(taken.refused),
        "corrigees": reasons(taken.replaced),
    }
