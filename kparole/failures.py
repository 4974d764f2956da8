"""What a person reads when something goes wrong: a French page, never a traceback."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from kparole.errors import UserError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that says what happened and what to do."""

    title: str
    advice: str


PAGES = {
    400: Failure("La demande n'est pas arrivée entière.", "Revenez en arrière et recommencez."),
    403: Failure("Cette page n'est pas ouverte pour vous.", "Demandez l'accès à la personne qui tient KParole."),
    404: Failure("Cette page n'existe pas.", "L'adresse a peut-être changé. Repartez de l'accueil."),
    405: Failure("Cette adresse ne se visite pas ainsi.", "Repartez de l'accueil."),
    413: Failure("L'envoi est trop lourd.", "Envoyez moins de fichiers à la fois, ou des fichiers plus petits."),
}
UNEXPECTED = Failure("Quelque chose a échoué de notre côté.", "Rien n'est perdu. Rechargez la page dans un instant.")
STRANGE_NAME = (
    "KParole ne répond qu'à son adresse sur cette machine. Ouvrez http://127.0.0.1 suivi du port affiché au lancement."
)
STALE = Failure("La page est restée ouverte trop longtemps.", "Rechargez-la, puis recommencez : rien n'a été changé.")


def install(app: Flask) -> None:
    """Register the pages for every error an answer can have."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue:
        if isinstance(error, SecurityError):  # asked under another name: no address can be built, so no page either
            return STRANGE_NAME, 400, {"Content-Type": "text/plain; charset=utf-8"}
        code = error.code or 500
        if error.response is not None:
            return error.response
        return render_template("kparole/failure.html", failure=PAGES.get(code, UNEXPECTED)), code

    @app.errorhandler(CSRFError)
    def stale_page(_error: CSRFError) -> ResponseReturnValue:
        return render_template("kparole/failure.html", failure=STALE), 400

    @app.errorhandler(UserError)
    def user_error(error: UserError) -> ResponseReturnValue:
        failure = Failure("Ce n'est pas possible ainsi.", str(error))
        return render_template("kparole/failure.html", failure=failure), 400

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        # The log tells what and where, never the words of people that an exception may carry.
        log.error("unexpected %s", type(error).__name__, exc_info=app.testing)
        return render_template("kparole/failure.html", failure=UNEXPECTED), 500
