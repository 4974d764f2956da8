"""What a person reads when something goes wrong: a French page, never a traceback."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from kparole.access import NOBODY, current
from kparole.api_answers import answer, is_api
from kparole.errors import UserError
from kparole.logs import place_of
from kparole.troubles import Trouble, trouble_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that says what happened and what to do."""

    title: str
    advice: str


CLOSED = Failure(
    "KParole est fermé ici.",
    "Ouvrez-le avec l'adresse entière affichée à son lancement. Elle sert une fois ; relancez KParole pour en avoir une autre.",
)
PAGES = {
    401: Failure("Votre séance est finie.", "Reconnectez-vous, puis recommencez : rien n'a été changé."),
    400: Failure("La demande n'est pas arrivée entière.", "Revenez en arrière et recommencez."),
    403: Failure("Cette page n'est pas ouverte pour vous.", "Demandez l'accès à la personne qui tient KParole."),
    404: Failure("Cette page n'existe pas.", "L'adresse a peut-être changé. Repartez de l'accueil."),
    405: Failure("Cette adresse ne se visite pas ainsi.", "Repartez de l'accueil."),
    429: Failure("C'est un peu vite pour KParole.", "Attendez une minute, puis recommencez : rien n'est perdu."),
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
        # What fails after the view (keeping the session on a full disk) comes here wrapped in a 500.
        trouble = trouble_of(getattr(error, "original_exception", None) or error)
        if trouble is not None:
            return _told(trouble)
        if current() is NOBODY and (code == 403 or (code == 401 and "launch.enter" in current_app.view_functions)):
            return _said(CLOSED, code)
        return _said(PAGES.get(code, UNEXPECTED), code)

    @app.errorhandler(CSRFError)
    def stale_page(_error: CSRFError) -> ResponseReturnValue:
        return _said(STALE, 400)

    @app.errorhandler(UserError)
    def user_error(error: UserError) -> ResponseReturnValue:
        trouble = trouble_of(error.__cause__) if error.__cause__ else None
        failure = Failure(trouble.title if trouble else "Ce n'est pas possible ainsi.", str(error))
        return _said(failure, trouble.status if trouble else 400)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        trouble = trouble_of(error)
        if trouble is not None:
            return _told(trouble)
        # The log tells what and where, never the words of people that an exception may carry.
        log.error("unexpected %s at %s", type(error).__name__, place_of(error), exc_info=app.testing)
        return _said(UNEXPECTED, 500)


def _said(failure: Failure, status: int) -> ResponseReturnValue:
    """The page of a failure; for a script of ours, the same sentences in JSON."""
    if is_api():
        return answer({"message": f"{failure.title} {failure.advice}"}, status)
    return render_template("kparole/failure.html", failure=failure), status


def _told(trouble: Trouble) -> ResponseReturnValue:
    """The page of a trouble; bare text when the page itself cannot be made, since it may read the base too."""
    log.error("%s", trouble.title)
    try:
        return _said(Failure(trouble.title, trouble.advice), trouble.status)
    except Exception:
        return str(trouble), trouble.status, {"Content-Type": "text/plain; charset=utf-8"}
