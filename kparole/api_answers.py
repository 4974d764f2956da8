"""What every address under /api/ answers: JSON, and a mark that no captive portal nor proxy puts on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, jsonify, request

PREFIX = "/api/"
MARK = "X-KParole"


def is_api() -> bool:
    """True when this request was made by a script of ours, that reads JSON and nothing else."""
    return request.path.startswith(PREFIX)


def answer(body: Mapping[str, Any], status: int = 200) -> Response:
    """An answer that a tablet believes; ``message`` in it is French and for a person."""
    response = jsonify(dict(body))
    response.status_code = status
    return response


def install(app: Flask) -> None:
    """Put the mark on every JSON answer of these addresses, errors of the door included."""

    @app.after_request
    def mark(response: Response) -> Response:
        if is_api() and response.is_json:
            response.headers[MARK] = "1"
        return response
