"""The first start: five questions at most, asked once, changed later at the same address."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from cards.library import library
from interviews.service import count_comptes_rendus, count_imports
from kparole.access import Right, current
from kparole.api_answers import is_api
from kparole.config import Settings, default_database
from kparole.db import db
from kparole.errors import UserError
from kparole.moving import move_data, new_home
from network.names import cleaned, is_hidden, is_visible
from network.service import all_kpas, forget_network, set_network, the_network

blueprint = Blueprint("setup", __name__)

ASKED = "Remplissez cette case."
TOO_LONG = "C'est trop long : au plus %(max)d caractères."
LONG_LINE = "Une ligne est trop longue : au plus {most} caractères par KPA. Elle commence par « {start} »."
UNSEEN = "Des signes invisibles ont été enlevés de ce que vous avez écrit."
MOST = 120
"""Characters of a name."""
MOVED = "kparole.moved"
"""Where the data went when the first start moved them; nothing is served from the old place after that."""


class SetupForm(FlaskForm):  # type: ignore[misc]
    """The questions. The last two are only asked of a KParole for one person."""

    name = StringField(
        "Comment s'appelle votre réseau ?",
        filters=[lambda typed: cleaned(typed or "")],
        validators=[DataRequired(ASKED), Length(max=MOST, message=TOO_LONG)],
    )
    kpas = TextAreaField("Quelles sont vos KPA ? Une par ligne.", validators=[Length(max=5000, message=TOO_LONG)])
    deck = RadioField("Avec quel jeu de cartes ?", choices={})
    owner = StringField(
        "Qui êtes-vous ? Le nom qu'on écrira quand vous recueillez un accord.",
        filters=[lambda typed: cleaned(typed or "")],
        validators=[Length(max=80, message=TOO_LONG)],
    )
    home = StringField("Où garder les données ?")

    def validate_name(self, field: Field) -> None:
        """A name is there to be read."""
        if not is_visible(field.data):
            raise ValidationError(ASKED)

    def validate_kpas(self, field: Field) -> None:
        """Each line is a name."""
        for line in lines_of(field.data):
            if len(line) > MOST:
                raise ValidationError(LONG_LINE.format(most=MOST, start=line[:30]))


@blueprint.route("/bienvenue", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Ask, and write the answers down."""
    settings: Settings = current_app.config["KPAROLE"]
    form = _form(settings)
    if form.validate_on_submit():
        try:
            return _keep(form, settings)
        except UserError as error:
            form.home.errors = [*form.home.errors, str(error)]
    page = render_template(
        "setup/index.html",
        form=form,
        first=the_network() is None,
        alone=_alone(settings),
        movable=_movable(settings),
        known=[kpa.name for kpa in all_kpas()],
    )
    return page, 422 if form.errors else 200


def lines_of(typed: str | None) -> list[str]:
    """The names of KPAs, one a line, each once; lines where nothing is seen are left out.

    >>> lines_of("Les Mains Vertes\\r\\n\\u200b\\r\\n Les Mains Vertes")
    ['Les Mains Vertes']
    """
    lines = dict.fromkeys(cleaned(line) for line in re.split(r"\r\n|\r|\n", typed or ""))
    return [line for line in lines if is_visible(line)]


def is_due() -> bool:
    """True when nobody has answered the questions yet and whoever acts may."""
    return current().may(Right.SET_UP) and the_network() is None


def install(app: Flask) -> None:
    """Once the data have moved, every address says to start again: two copies must not both receive words."""

    @app.before_request
    def stop_after_move() -> ResponseReturnValue | None:
        if MOVED in app.extensions and is_api():
            abort(503)
        if MOVED in app.extensions and request.endpoint != "static":
            return render_template("setup/moved.html", home=app.extensions[MOVED])
        return None


def _form(settings: Settings) -> SetupForm:
    known = the_network()
    given: dict[str, Any] = {"home": str(settings.home)}
    if known is not None:
        given |= {"name": known.name, "deck": known.deck, "owner": known.owner}
    form = SetupForm(**given)
    decks = [one for one in library() if one.published and not one.archived]
    form.deck.choices = {one.slug: f"{one.title} ({len(one.deck.shown)} cartes)" for one in decks}
    form.deck.data = form.deck.data or decks[0].slug
    return form


def _keep(form: SetupForm, settings: Settings) -> ResponseReturnValue:
    """The folder is tried before anything is written down, and the copy is made after: it holds the answers."""
    target = new_home(settings, form.home.data or "") if _movable(settings) else None
    owner = form.owner.data if _alone(settings) else ""
    set_network(name=form.name.data, deck=form.deck.data, owner=owner, kpas=lines_of(form.kpas.data))
    db.session.commit()
    if target is not None:
        _move(settings, target)
        return render_template("setup/moved.html", home=str(target))
    flash("C'est noté. Vous pourrez y revenir.")
    if _held_hidden(form):
        flash(UNSEEN)
    return redirect(url_for("home.index"))


def _move(settings: Settings, target: Path) -> None:
    try:
        move_data(settings, target)
    except UserError:
        forget_network()  # nothing was settled: the same questions are asked again, the folder among them
        db.session.commit()
        raise
    current_app.extensions[MOVED] = str(target)


def _held_hidden(form: SetupForm) -> bool:
    typed = "".join(text for field in (form.name, form.kpas, form.owner) for text in field.raw_data or [])
    return any(is_hidden(sign) and sign not in "\r\n\t" for sign in typed)


def _alone(settings: Settings) -> bool:
    return not settings.network


def _movable(settings: Settings) -> bool:
    """Data move only from here when nothing else decides where they are, and nothing was brought in yet."""
    own = settings.database_url == default_database(settings.home)
    plain = own and not settings.demo and _alone(settings)
    fixed = "KPAROLE_HOME" in os.environ or the_network() is not None
    return plain and not fixed and not _brought_in()


def _brought_in() -> bool:
    return count_comptes_rendus() > 0 or count_imports() > 0
