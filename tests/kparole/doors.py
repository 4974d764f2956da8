"""A network with two KPAs, one account a role and two passes, for the tests of the doors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password

from cards.deck import load_deck
from interviews.models import CompteRendu
from interviews.plan_service import open_place_for
from interviews.reading import ReadFile
from interviews.service import declare_consent, leave_file, open_import, take_file
from kparole.access import ACCOUNT_ROLES, READING_PASSES, Role
from kparole.accounts.models import Account
from kparole.accounts.service import give_pass
from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.store import open_app
from network.models import Kpa
from network.service import set_network
from tests.conftest import read_samples
from tests.databases import Bases
from tests.interviews.plan_making import planned

PASSWORD = "quatre mots sans aucun lien"
KEY = "0123456789abcdef" * 4
NETWORK = {
    "KPAROLE_CLE": KEY,
    "KPAROLE_ADRESSE": "https://kparole.test",
    "KPAROLE_MANDATAIRE": "127.0.0.1",
    "KPAROLE_DEBIT": "100000",
}
PLANNED_NAME = "Zéphyrine"
"""How the person of the planned interview is called."""
BASE = "https://kparole.test"
FROM_HERE = {"Referer": f"{BASE}/"}
"""What a browser says of the page a form was on; over https the token is worth nothing without it."""


@dataclass(frozen=True, slots=True)
class House:
    """The application and what is in it: codes of interviews by KPA, account ids by name, secrets of passes by purpose."""

    app: Flask
    codes: dict[str, str]
    accounts: dict[str, int]
    passes: dict[str, str]


def network_settings(home: Path, **more: str) -> Settings:
    return read_settings({**NETWORK, **more}, home=home, network=True)


@contextmanager
def opened_network(settings: Settings) -> Iterator[Flask]:
    app = open_app(settings)
    app.testing = True
    app.extensions["kparole.enqueue"] = lambda _job_id: None
    # Argon2 takes its time on purpose; its true cost has a test of its own.
    app.extensions["security"].pwd_context.update(argon2__memory_cost=64, argon2__rounds=1)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


@contextmanager
def furnished(bases: Bases, home: Path, **more: str) -> Iterator[House]:
    """A network as ``furnish`` makes it, in this folder, served with these settings more."""
    with bases.furnished(home, house_of_the_doors) as (settings, house):
        told = {"KPAROLE_BASE": settings.database_url, **more}
        with opened_network(network_settings(settings.home, **told)) as app:
            yield replace(house, app=app)


def house_of_the_doors(settings: Settings) -> House:
    """What ``furnish`` makes on these data; the application it was made with is closed."""
    with opened_network(network_settings(settings.home, KPAROLE_BASE=settings.database_url)) as app:
        return furnish(app, read_samples())


def furnish(app: Flask, samples: list[ReadFile]) -> House:
    """Two interviews, one a KPA; an account a role (two contributors: « ici » and « ailleurs »); two passes for the first,
    and one to lead an interview planned there.
    """
    with app.app_context():
        kpas = _kpas()
        codes = {name: _interview(kpa, read) for (name, kpa), read in zip(kpas.items(), samples, strict=False)}
        with app.test_request_context(base_url=BASE):
            hashed = hash_password(PASSWORD)
        accounts = {str(role): _account(str(role), role, hashed) for role in ACCOUNT_ROLES if role != Role.CONTRIBUTOR}
        for name, kpa in kpas.items():
            accounts[name] = _account(name, Role.CONTRIBUTOR, hashed, kpa_id=kpa.id)
        passes = {
            str(purpose): give_pass(name="Samia", purpose=purpose, interviews=[codes["ici"]], hours=2)[1]
            for purpose in READING_PASSES
        }
        passes[str(Role.LEADING)] = _entrusted(kpas["ici"])
        return House(app, codes, accounts, passes)


def _entrusted(kpa: Kpa) -> str:
    """The secret of a pass that leads the one planned interview."""
    plan = planned(kpa_id=kpa.id, name=PLANNED_NAME)
    open_place_for(plan)
    return give_pass(name="Samia", purpose=Role.LEADING, interviews=[plan.uid], hours=48)[1]


def _kpas() -> dict[str, Kpa]:
    set_network(name="Le réseau", deck="kpa", owner="", kpas=["Les Mains d'ici", "La Roue d'ailleurs"])
    db.session.commit()
    found = {kpa.name: kpa for kpa in db.session.query(Kpa)}
    return {"ici": found["Les Mains d'ici"], "ailleurs": found["La Roue d'ailleurs"]}


def _interview(kpa: Kpa, read: ReadFile) -> str:
    assert read.document is not None
    word_import = open_import(consent=None, kpa_id=kpa.id)
    entry = leave_file(word_import, name=read.source.name, content=read.source.content)
    own = replace(read, document=replace(read.document, kpa=kpa.name))
    take_file(word_import, entry, own, deck=load_deck())
    row = db.session.get_one(CompteRendu, entry.compte_rendu_id)
    declare_consent(row, uses=["equipe", "recit"], who="Sylvie", when="en mars", how="oral")
    db.session.commit()
    return row.code


def _account(name: str, role: Role, hashed: str, *, kpa_id: int | None = None) -> int:
    account = Account(
        username=name, name=name.title(), password=hashed, fs_uniquifier=f"u-{name}", role=str(role), kpa_id=kpa_id,
    )  # fmt: skip
    db.session.add(account)
    db.session.commit()
    return account.id


def token_of(client: FlaskClient, address: str) -> str:
    """The CSRF token of a page."""
    import re

    page = client.get(address, base_url=BASE).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None, address
    return found[1]


def come_in(house: House, who: str) -> FlaskClient:
    """A browser where this account logged in, or where this pass (« relecture », « coanalyse ») was used."""
    client = house.app.test_client()
    if who in house.passes:
        address = f"/passe/{house.passes[who]}"
        answer = client.post(address, base_url=BASE, headers=FROM_HERE, data={"csrf_token": token_of(client, address)})
    else:
        form = {"username": who, "password": PASSWORD, "csrf_token": token_of(client, "/entrer")}
        answer = client.post("/entrer", base_url=BASE, headers=FROM_HERE, data=form)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return client
