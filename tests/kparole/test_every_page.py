"""Every page that can be visited, on an empty base and on the samples: it answers, in French, quickly for the base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event, select

from interviews.models import CompteRendu, WordImport
from kparole import jobs
from kparole.db import db
from network.models import Kpa
from tests.conftest import opened
from tests.databases import Bases
from tests.interviews.plan_making import planned

pytestmark = [pytest.mark.both_databases, pytest.mark.xdist_group("every-page")]

PAGES = [
    "/",
    "/cartes/",
    "/cartes/credits",
    "/cartes/imprimer/",
    "/cartes/jeux/",
    "/cartes/jeux/importer",
    "/chercher/",
    "/entretiens/",
    "/entretiens/importer",
    "/entretiens/word/",
    "/entretiens/ecrire/",
    "/entretiens/rendez-vous/",
    "/entretiens/rendez-vous/nouveau",
    "/entretiens/fiches/",
    "/entretiens/noms/",
    "/entretiens/noms/remplacements",
    "/entretiens/noms/remplacements",
    "/entretiens/secours",
    "/entretiens/tablette/",
    "/analyse/",
    "/analyse/grille",
    "/analyse/themes",
    "/analyse/autre-lecture",
    "/analyse/publics",
    "/analyse/saturation",
    "/analyse/poids/",
    "/analyse/poids/entretiens?montrer=1",
    "/analyse/publics/choisir?public=femmes-40",
    "/analyse/dabord",
    "/analyse/evolution",
    "/analyse/carte-des-effets/",
    "/analyse/carte-des-effets/a-la-main",
    "/analyse/relire/",
    "/analyse/relire/besoins",
    "/analyse/campagnes/",
    "/analyse/campagnes/nouvelle",
    "/analyse/constats/",
    "/analyse/cartes/",
    "/analyse/cartes/comparer",
    "/analyse/double-lecture/",
    "/analyse/entrainement/",
    "/recit/",
    "/bienvenue",
    "/journal/",
]
NEEDS_A_RUN = ["/analyse/effets/confiance", "/analyse/grille/PAS-01/confiance", "/recit/recit-x.docx"]
MOST_QUERIES = 15
ENGLISH = re.compile(r"\b(the|Submit|This field|Error|undefined|null|None|True|False|Internal|Not Found)\b")


def words(page: str) -> str:
    """What is read on a page, without the marks."""
    return re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style|svg).*?</\1>", " ", page, flags=re.DOTALL))


def check(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200, address
    assert '<html lang="fr">' in page
    assert not ENGLISH.search(words(page)), ENGLISH.search(words(page))
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert not re.search(r'(src|href|value|alt)="[^"]*None[^"]*"', page)
    return page


@contextmanager
def queries(app: Flask) -> Iterator[list[str]]:
    """What is asked of the base meanwhile."""
    with app.app_context():
        engine = db.engine
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def count(app: Flask, address: str) -> int:
    with queries(app) as asked:
        assert app.test_client().get(address).status_code == 200
    return len(asked)


def keep_five(app: Flask) -> None:
    with app.app_context():
        kept = list(db.session.scalars(select(CompteRendu.id).where(CompteRendu.code.startswith("PAS-"))))
        assert len(kept) == 5
        db.session.execute(delete(CompteRendu).where(CompteRendu.id.not_in(kept)))
        db.session.commit()


def import_address(app: Flask) -> str:
    with app.app_context():
        return f"/entretiens/imports/{db.session.scalars(select(WordImport.uid)).one()}"


@pytest.fixture(scope="module")
def empty(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A base with nothing in it, for tests that only read."""
    with bases.empty(tmp_path_factory.mktemp("vide")) as settings, opened(settings) as app:
        yield app.test_client()


@pytest.fixture(scope="module")
def readers(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The samples, for tests that only read."""
    with bases.filled(tmp_path_factory.mktemp("lue")) as settings, opened(settings) as app:
        yield app.test_client()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_on_an_empty_base(empty: FlaskClient, address: str) -> None:
    check(empty, address)


@pytest.mark.parametrize(
    "address",
    [
        *PAGES,
        "/entretiens/PAS-01",
        "/entretiens/LAR-03",
        "/entretiens/PAS-01/rendre/",
        "/entretiens/PAS-01/rendre/appris",
        "/cartes/jeux/kpa/",
        "/entretiens/fiches/guide",
        "/analyse/entrainement/0/1",
    ],
)
def test_every_page_opens_on_the_samples(readers: FlaskClient, address: str) -> None:
    check(readers, address)


def test_every_compte_rendu_opens(filled_app: Flask, filled: FlaskClient) -> None:
    with filled_app.app_context():
        codes = list(db.session.scalars(select(CompteRendu.code)))
    assert len(codes) == 30
    for code in codes:
        check(filled, f"/entretiens/{code}")


def test_the_report_of_the_samples_opens(filled_app: Flask, filled: FlaskClient) -> None:
    assert "30 comptes-rendus pris" in check(filled, import_address(filled_app))


@pytest.mark.parametrize("state", ["queued", "running", "failed", "cancelled"])
def test_the_page_of_a_job_opens_in_every_state(app: Flask, client: FlaskClient, state: str) -> None:
    with app.app_context():
        job = jobs.ask("analyse", {})
        job.state = state
        db.session.commit()
        uid = job.uid
    check(client, f"/travaux/{uid}")


@pytest.mark.parametrize("address", NEEDS_A_RUN)
def test_what_needs_an_analysis_is_not_there_without(filled: FlaskClient, address: str) -> None:
    assert filled.get(address).status_code == 404


def test_no_address_was_forgotten_here(app: Flask) -> None:
    plain = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set()) and not rule.arguments}
    pages = {address for address in plain if not address.startswith(("/api/", "/entretien/"))}  # the tablet has its own
    pages = {address for address in pages if not address.endswith((".pdf", ".docx", ".xlsx"))}  # files to save
    assert pages - {"/favicon.ico"} == {address.partition("?")[0] for address in PAGES}


def test_a_page_asks_the_base_as_often_for_five_interviews_as_for_thirty(filled_app: Flask) -> None:
    """All of them on one base: what a page asks does not depend on the pages seen before, each is counted on its own."""
    own = ["/entretiens/PAS-01", "/entretiens/PAS-01/ecrire/", "/entretiens/PAS-01/rendre/", import_address(filled_app)]
    thirty = {address: count(filled_app, address) for address in [*PAGES, *own]}
    keep_five(filled_app)
    assert {address: count(filled_app, address) for address in [*PAGES, *own]} == thirty
    assert {address: asked for address, asked in thirty.items() if asked > MOST_QUERIES} == {}


def test_the_pages_of_appointments_ask_the_base_as_often_for_three_as_for_thirty(filled_app: Flask) -> None:
    asked = []
    for number in (3, 27):
        with filled_app.app_context():
            kpas = list(db.session.scalars(select(Kpa.id)))
            uids = [planned(kpa_id=kpas[one % len(kpas)]).uid for one in range(number)]
        own = f"/entretiens/rendez-vous/{uids[0]}"
        addresses = ["/entretiens/rendez-vous/", own, f"{own}/changer"]
        for address in addresses:
            check(filled_app.test_client(), address)
        asked.append([count(filled_app, address) for address in [*addresses, "/api/tablette"]])
    assert asked[0] == asked[1]
    assert max(asked[0]) <= MOST_QUERIES


def test_reading_a_page_never_locks_the_base(filled_app: Flask) -> None:
    """A page read while a job writes must not wait: readings begin without the writer's lock."""
    reader = filled_app.test_client()
    assert reader.get("/entretiens/").status_code == 200  # come in before: a session that begins is written
    with filled_app.app_context():
        writer = db.engine.connect()
        writer.exec_driver_sql("UPDATE kpa SET town = 'x'")
    try:
        assert reader.get("/entretiens/").status_code == 200
    finally:
        writer.rollback()
        writer.close()


def test_the_home_page_says_what_to_do_next(client: FlaskClient) -> None:
    assert "Apportez vos comptes-rendus Word" in words(check(client, "/"))


def test_the_home_page_counts_interviews_and_kpas(filled: FlaskClient) -> None:
    page = words(check(filled, "/"))
    assert "30 entretiens" in page
    assert "6 KPA" in page
    assert "Lancer l&#39;analyse" in page


def test_the_demonstration_says_so_on_every_page(app: Flask) -> None:
    assert "données fictives" not in check(app.test_client(), "/")
    app.template_context_processors[None].append(lambda: {"demo": True})
    assert all("données fictives" in check(app.test_client(), address) for address in PAGES)
