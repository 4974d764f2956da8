"""The pages of the map: what each role reads and writes there, what two people see of each other, what is saved."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from analysis.effect_map.models import HandEntry, HandStep
from analysis.service import latest_run, load_analysis, run_analysis
from kparole.access import EVERYTHING, LOCAL, Actor, Role
from kparole.db import db
from tests.analysis.effect_map.making import ARABIC
from tests.analysis.test_service import ENGINE, silent, stand_in
from tests.conftest import opened
from tests.databases import Bases
from tests.kparole.test_every_page import check, queries, words

HERE = "/analyse/carte-des-effets/"
FILL = f"{HERE}a-la-main"
OUTSIDE = [Actor("compte:9", role, "Théo", EVERYTHING) for role in (Role.FACILITATION, Role.EVALUATION)]
WISH = {"label": "Ils orientent plus tôt", "under": "partenaires", "source": "document", "proof": "Le bilan."}


@pytest.fixture(scope="module")
def analysed(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The samples, analysed by a quick stand-in."""
    with (
        pytest.MonkeyPatch.context() as patch,
        bases.filled(tmp_path_factory.mktemp("carte")) as settings,
        opened(settings) as app,
    ):
        patch.setattr("analysis.pipeline.analyse", stand_in)
        with app.app_context():
            run_analysis(ENGINE, progress=silent)
        yield app


@pytest.fixture
def house(analysed: Flask) -> Iterator[Flask]:
    yield analysed
    with analysed.app_context():
        for table in (HandEntry, HandStep):
            db.session.execute(delete(table))
        db.session.commit()


def as_(house: Flask, actor: Actor = LOCAL) -> FlaskClient:
    house.extensions["kparole.identify"] = lambda: actor
    return house.test_client()


def add(client: FlaskClient, **more: str) -> str:
    """Add an effect; gives its address."""
    assert client.post(f"{FILL}/ajouter", data={**WISH, **more}).status_code == 302
    page = unescape(client.get(FILL).get_data(as_text=True))
    return re.findall(rf'href="({FILL}/[0-9a-f]+)"', page)[-1]


def said(page: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", unescape(words(page))).replace("’", "'")


def test_the_map_is_a_tree_of_details_that_needs_no_script(house: Flask) -> None:
    page = check(as_(house), HERE)
    assert page.count("<details") > 15
    assert "Compétences psychosociales" in said(page)
    assert "rempli à la main" in said(page)
    assert "style=" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_team_reads_quotes_there_and_outside_only_those_of_who_agreed(house: Flask) -> None:
    ours = check(as_(house), HERE)
    assert ours.count("<blockquote") > 15
    for actor in OUTSIDE:
        theirs = check(as_(house, actor), HERE)
        assert "<blockquote" not in theirs, "nobody agreed to that in the samples"
        assert "moins de 5 sur 30" in said(theirs) or " 1 sur 30" not in said(theirs)


def test_two_hundred_effects_long_and_in_arabic_are_all_on_a_quick_page(house: Flask) -> None:
    client = as_(house)
    first = add(client, label=ARABIC)
    before = {}
    for address in (HERE, FILL):
        client.get(address)
        with queries(house) as asked:
            client.get(address)
        before[address] = len(asked)
    with house.app_context():
        uid = first.rpartition("/")[2]
        for n in range(200):
            row = HandEntry(
                uid=f"u{n}",
                under=uid,
                rank=n,
                label=f"Long{n} " * 20,
                source="document",
                proof="",
                interview="",
                revision=1,
                who="local",
            )
            db.session.add(row)
        db.session.commit()
    client.get(HERE)
    for address in (HERE, FILL):
        with queries(house) as asked:
            start = time.process_time()
            page = check(client, address)
            spent = time.process_time() - start
        assert ARABIC in page
        assert 'dir="auto"' in page
        assert page.count("Long199 ") >= 20
        assert len(asked) <= before[address]
        assert spent < 0.6


def test_what_is_wrong_is_said_beside_and_nothing_typed_is_lost(house: Flask) -> None:
    client = as_(house)
    answer = client.post(f"{FILL}/ajouter", data={**WISH, "label": "", "source": "rumeur", "proof": "Un bilan rare."})
    page = said(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Dites l'effet en quelques mots." in page
    assert "Un bilan rare." in page
    assert client.post(f"{FILL}/ajouter", data={**WISH, "label": "x" * 161}).status_code == 422
    assert client.post(f"{FILL}/ajouter", data={**WISH, "under": "ailleurs"}).status_code == 422
    assert "Rien encore." in said(check(client, FILL))


def test_changing_moving_deleting_and_taking_back_by_forms_alone(house: Flask) -> None:
    client = as_(house)
    address = add(client)
    page = check(client, address)
    assert 'value="Ils orientent plus tôt"' in unescape(page)
    client.post(address, data={**WISH, "label": "Autrement dit", "under": "territoire", "seen": "1"})
    assert "Autrement dit" in said(check(client, FILL))
    seen = re.search(r'name="seen" value="([^"]+)"><button', client.get(FILL).get_data(as_text=True))
    assert seen is not None
    client.post(f"{address}/supprimer", data={"seen": "périmé"})
    assert "Relisez, puis recommencez." in said(check(client, FILL))
    client.post(f"{address}/supprimer", data={"seen": seen[1]})
    page = check(client, FILL)
    assert client.get(address).status_code == 404
    back = re.search(rf'action="({FILL}/reprendre/[0-9a-f]+)"', page)
    assert back is not None
    client.post(back[1])
    assert 'value="Autrement dit"' in unescape(check(client, address))


def test_two_people_who_change_the_same_words_are_shown_each_other(house: Flask) -> None:
    client = as_(house)
    address = add(client)
    client.post(address, data={**WISH, "label": "Le sien", "under": "territoire", "seen": "1"})
    refused = client.post(address, data={**WISH, "label": "Le mien", "under": "economie", "seen": "1"})
    page = said(refused.get_data(as_text=True))
    assert refused.status_code == 409
    assert "L'autre personne a mis : Le sien" in page
    assert "L'autre personne a mis : Territoire" in page
    assert 'value="Le mien"' in unescape(refused.get_data(as_text=True))
    assert 'name="seen" type="hidden" value="2"' in refused.get_data(as_text=True)
    client.post(address, data={**WISH, "label": "Le mien", "seen": "2"})
    assert "Le mien" in said(check(client, HERE))


def test_words_typed_for_an_effect_deleted_meanwhile_come_back_in_the_form(house: Flask) -> None:
    client = as_(house)
    address = add(client)
    with house.app_context():
        db.session.execute(delete(HandEntry))
        db.session.commit()
    answer = client.post(address, data={**WISH, "label": "Trop tard", "seen": "1"})
    assert answer.status_code == 409
    assert 'value="Trop tard"' in unescape(answer.get_data(as_text=True))


def test_a_proof_from_an_interview_is_read_by_the_team_alone(house: Flask) -> None:
    address = add(as_(house), source="entretien", proof="Zéphyrine l'a dit.")
    assert "Zéphyrine" in check(as_(house), HERE)
    for actor in OUTSIDE:
        client = as_(house, actor)
        for page in (HERE, FILL, address):
            assert "Zéphyrine" not in client.get(page, follow_redirects=True).get_data(as_text=True)
        assert client.post(address, data={**WISH, "seen": "1"}).status_code == 409
        assert 'value="entretien"' not in client.get(FILL).get_data(as_text=True)
        add(client, label="Vu ensemble")


@pytest.mark.parametrize("actor", [LOCAL, *OUTSIDE], ids=lambda actor: actor.role)
def test_the_saved_drawing_has_no_word_of_anybody(house: Flask, actor: Actor) -> None:
    add(as_(house), source="entretien", proof="Zéphyrine l'a dit.")
    answer = as_(house, actor).get(f"{HERE}dessin.svg")
    drawing = unescape(answer.get_data(as_text=True))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=carte-des-effets-")
    assert "Ils orientent plus tôt" in drawing
    assert "Zéphyrine" not in drawing
    with house.app_context():
        run = latest_run()
        assert run is not None
        texts = [extract.text for extract in load_analysis(run).extracts]
    assert not any(text[:30] in drawing for text in texts)


def test_the_picture_is_made_when_asked_for(house: Flask) -> None:
    client = as_(house)
    picture = client.get(f"{HERE}dessin.png")
    assert (picture.status_code, picture.mimetype, picture.data[:8]) == (200, "image/png", b"\x89PNG\r\n\x1a\n")
    assert client.get(f"{HERE}dessin.pdf").status_code == 404


def test_nobody_without_the_right_comes_in(house: Flask) -> None:
    for role in (Role.CONTRIBUTOR, Role.ADMINISTRATION, Role.CO_ANALYSIS):
        client = as_(house, Actor("compte:8", role, "Awa", EVERYTHING))
        assert [client.get(page).status_code for page in (HERE, FILL)] == [403, 403]
        assert client.post(f"{FILL}/ajouter", data=WISH).status_code == 403
