"""What a tablet downloads once to work alone: its page, its scripts, the deck and the guide. Nobody's words are in here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, send_from_directory, url_for
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from cards.library import deck_at, table_deck
from interviews.journal_service import latest_interviews
from interviews.plans import tablet_plans
from interviews.rescue_key import public_key
from interviews.tablet_deck import told_deck, told_words, warn_once
from interviews.tablet_files import APP, kept_files, lightened, modules, pictograms, styles, version_of
from kparole.access import current
from kparole.api_answers import MARK, answer
from kparole.headers import POLICY
from network.service import all_kpas

blueprint = Blueprint("tablet", __name__, url_prefix="/entretien")
api = Blueprint("tablet_api", __name__, url_prefix="/api")

PAGE = "/entretien/"
SETTINGS = "/entretien/reglages.json"
DECK = "/entretien/jeu.json"
PICTOGRAMS = "/entretien/pictos.svg"
ICON = "/static/favicon.svg"
NO_DECK = "Ce jeu de cartes n'a jamais été montré ici sous cette version. Prenez celui qui est sur la table."


@blueprint.after_request
def ask_again(response: Response) -> Response:
    """Asked again each time by whoever is not offline: scripts of two versions must not meet."""
    response.headers["Cache-Control"] = "no-cache"
    if response.is_json:
        response.headers[MARK] = "1"
    return response


@blueprint.get("/")
def shell() -> ResponseReturnValue:
    """The one page of the application: the same for everybody, with no word of anybody."""
    response = current_app.make_response(_page())
    response.headers["Content-Security-Policy"] = POLICY.replace("img-src 'self'", "img-src 'self' blob:") + (
        "; media-src 'self' blob:"
    )
    response.headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"
    return response


@blueprint.get("/sw.js")
def worker() -> ResponseReturnValue:
    """The service worker: the list of what is kept, and its version. Another deck on the table is no other version."""
    files = kept_files()
    made = {PAGE: _page().encode(), SETTINGS: _settings(), PICTOGRAMS: pictograms(), DECK: _json(told_words())}
    head = {"version": version_of(files, made), "deck": DECK, "files": [*made, *(one.address for one in files)]}
    code = lightened(APP / "worker.js").decode()
    return Response(f"const KEPT = {json.dumps(head)};\n{code}", mimetype="text/javascript")


@blueprint.get("/pictos.svg")
def pictos() -> ResponseReturnValue:
    """The pictograms that the screens use."""
    return Response(pictograms(), mimetype="image/svg+xml")


@blueprint.get("/app/<path:name>")
def part(name: str) -> ResponseReturnValue:
    """One file of the application."""
    whole = safe_join(str(APP), name)
    if whole is None or not name.endswith((".js", ".css")) or not Path(whole).is_file():
        return send_from_directory(APP, name)
    response = Response(lightened(Path(whole)), mimetype="text/javascript" if name.endswith(".js") else "text/css")
    response.add_etag()
    return response.make_conditional(request)


@blueprint.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """What a tablet needs to install the application."""
    told = {
        "name": "KParole, l'entretien",
        "short_name": "KParole",
        "description": "Mener un entretien avec les cartes, même sans réseau.",
        "lang": "fr",
        "id": PAGE,
        "start_url": PAGE,
        "scope": PAGE,
        "display": "standalone",
        "background_color": "#fbf5e7",
        "theme_color": "#fffdf9",
        "icons": [
            {"src": ICON, "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": url_for("tablet.part", name="icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": url_for("tablet.part", name="icon-192.png"), "sizes": "192x192", "type": "image/png"},
        ],
    }
    return Response(json.dumps(told, ensure_ascii=False), mimetype="application/manifest+json")


@blueprint.get("/reglages.json")
def settings() -> ResponseReturnValue:
    """What the application must know of this KParole: whether there are accounts, and the key that opens rescue files."""
    return Response(_settings(), mimetype="application/json")


@blueprint.get("/jeu.json")
def deck() -> ResponseReturnValue:
    """The deck on the table, as it was last published, its languages and the guide."""
    found = table_deck()
    warn_once(found, current_app.config["KPAROLE"].home)
    return Response(_json({"jeu": told_deck(found), **told_words()}), mimetype="application/json")


@blueprint.get("/jeux/<deck_id>/<version>.json")
def known_deck(deck_id: str, version: str) -> ResponseReturnValue:
    """A deck exactly as it was shown: for a tablet that goes on with an interview begun on another."""
    found = deck_at(deck_id, version)
    if found is None:
        return answer({"message": NO_DECK}, 404)
    return Response(_json({"jeu": told_deck(found)}), mimetype="application/json")


@api.get("/tablette")
def tablet() -> ResponseReturnValue:
    """Who is logged in, for which KPAs interviews may be led, and those that are planned."""
    actor = current()
    reached = [{"code": kpa.code, "nom": kpa.name} for kpa in all_kpas() if _leads_for(kpa.id)]
    own = reached[0] if actor.kpa_id is not None and reached else None
    return answer(
        {
            "acteur": actor.key,
            "nom": actor.name,
            "kpa": own,
            "kpas": reached,
            "rendezvous": tablet_plans(),
            "entretiens": _begun(),
        }
    )


def _leads_for(kpa_id: int) -> bool:
    """True for one's own KPA; for every one of them when one reaches the whole network; never for a pass."""
    return kpa_id == current().kpa_id or (current().kpa_id is None and current().scope.whole)


def _begun() -> list[dict[str, Any]]:
    """The interviews of which something was received: another tablet may go on with one."""
    return [
        {"id": one.uid, "ouvert": one.created_at.isoformat(), "termine": one.state == "ended"}
        for one in latest_interviews()
        if not one.trial
    ]


def _page() -> str:
    return render_template("tablet/shell.html", styles=styles(), modules=modules())


def _settings() -> bytes:
    told: dict[str, Any] = {"comptes": current_app.config["KPAROLE"].network}
    key = public_key(current_app.config["KPAROLE"].home)
    told |= {"cle": key.jwk, "cle_id": key.id, "adresse_connexion": "/"}
    return _json(told)


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
