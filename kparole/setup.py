"""The first start: five questions at most, asked once, changed later at the same address."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from cards.deck import available_decks
from kparole.access import Right, current
from kparole.api_answers import is_api
from kparole.config import Settings, write_setting
from kparole.db import db
from kparole.errors import UserError
from network.service import all_kpas, set_network, the_network

blueprint = Blueprint("setup", __name__)

ASKED = "Remplissez cette case."
TOO_LONG = "C'est trop long : au plus %(max)d caractères."
MOVED = "kparole.moved"
"""Where the data went when the first start moved them; nothing is served from the old place after that."""


class SetupForm(FlaskForm):  # type: ignore[misc]
    """The questions. The last two are only asked of a KParole for one person."""

    name = StringField(
        "Comment s'appelle votre réseau ?", validators=[InputRequired(ASKED), Length(max=120, message=TOO_LONG)]
    )
    kpas = TextAreaField("Quelles sont vos KPA ? Une par ligne.", validators=[Length(max=5000, message=TOO_LONG)])
    deck = RadioField("Avec quel jeu de cartes ?", choices={})
    owner = StringField("Qui êtes-vous ? Le nom qu'on écrira quand vous recueillez un accord.")
    home = StringField("Où garder les données ?")


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
    decks = available_decks()
    form.deck.choices = {deck.id: f"{deck.title} ({len(deck.cards)} cartes)" for deck in decks}
    form.deck.data = form.deck.data or decks[0].id
    return form


def _keep(form: SetupForm, settings: Settings) -> ResponseReturnValue:
    movable = _movable(settings)
    lines = dict.fromkeys(line.strip() for line in (form.kpas.data or "").splitlines())
    owner = (form.owner.data or "").strip()[:80] if _alone(settings) else ""
    set_network(name=form.name.data.strip(), deck=form.deck.data, owner=owner, kpas=[line for line in lines if line])
    db.session.commit()
    target = _folder((form.home.data or "").strip() or str(settings.home))
    if movable and target.resolve() != settings.home:
        move_data(settings, target)
        current_app.extensions[MOVED] = str(target)
        return render_template("setup/moved.html", home=str(target))
    flash("C'est noté. Vous pourrez y revenir.")
    return redirect(url_for("home.index"))


def _folder(typed: str) -> Path:
    try:
        return Path(typed).expanduser()
    except RuntimeError as error:
        raise UserError(f"« {typed} » ne désigne personne sur cette machine. Écrivez le chemin entier.") from error


def _alone(settings: Settings) -> bool:
    return not settings.network


def _movable(settings: Settings) -> bool:
    """Data move only from here when nothing else decides where they are, and nothing was brought in yet."""
    plain = settings.database_url.startswith("sqlite:///") and not settings.demo and _alone(settings)
    return plain and "KPAROLE_HOME" not in os.environ and the_network() is None


def move_data(settings: Settings, target: Path) -> None:
    """Copy the data folder to another one and write its address in the file of settings. Raises UserError."""
    if not target.is_absolute():
        raise UserError("Donnez le chemin entier du dossier, par exemple /home/vous/KParole ou D:\\KParole.")
    try:
        if target.exists() and any(target.iterdir()):
            raise UserError(f"« {target} » n'est pas vide. Choisissez un dossier vide, ou un nom nouveau.")
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy_database(settings, target)
        for name in ("cle-secrete",):
            if (settings.home / name).is_file():
                shutil.copy2(settings.home / name, target / name)
        write_setting("KPAROLE_HOME", str(target))
    except OSError as error:
        raise UserError(f"« {target} » ne peut pas servir. Vérifiez le nom, la place et vos droits.") from error


def _copy_database(settings: Settings, target: Path) -> None:
    source = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target / "kparole.sqlite3")) as new:
        old.backup(new)
