"""Gives back to KParole what a tablet had saved: a page for a person with a file, an address for a tablet without its code."""

from __future__ import annotations

from io import BufferedReader, RawIOBase
from typing import BinaryIO, cast

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from interviews.rescue_key import private_key
from interviews.rescue_lines import NotARescueFile
from interviews.rescue_report import Report, as_json
from interviews.rescue_service import put_back
from kparole.api_answers import answer
from kparole.db import db

blueprint = Blueprint("rescue", __name__)

NO_FILE = "Choisissez le fichier de secours que la tablette a enregistré."


@blueprint.route("/entretiens/secours", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Give a rescue file; then what became of it."""
    if request.method == "GET":
        return render_template("rescue/index.html", report=None, trouble=None)
    sent = request.files.get("fichier")
    if sent is None or not sent.filename:
        return render_template("rescue/index.html", report=None, trouble=NO_FILE), 422
    try:
        report = _put_back(cast(BinaryIO, sent.stream))
    except NotARescueFile as error:
        return render_template("rescue/index.html", report=None, trouble=str(error)), 422
    return render_template("rescue/index.html", report=report, trouble=None)


@blueprint.post("/api/secours")
def take() -> ResponseReturnValue:
    """The same from a tablet: it lets go of what is listed, and keeps the rest."""
    request.max_content_length = current_app.config["MAX_CONTENT_LENGTH"]  # read line after line, never held whole
    try:
        # The stream of a request is read byte by byte when it is asked for a line.
        return answer(as_json(_put_back(BufferedReader(cast(RawIOBase, request.stream)))))
    except NotARescueFile as error:
        return answer({"message": str(error)}, 422)


def _put_back(source: BinaryIO) -> Report:
    home = current_app.config["KPAROLE"].home
    key = private_key(home)
    db.session.rollback()  # the file is read before anything is locked
    return put_back(source, key, home)
