"""Who may hand words back: the team of the KPA, and who holds a pass to reread, her own interview alone. Masked roles never."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from interviews.handback.stage_service import finished, stage_of
from interviews.models import CompteRendu
from interviews.reading import ReadFile
from interviews.service import compte_rendu_by_code
from kparole.access import SYSTEM, acting_as
from kparole.db import db
from tests.interviews.plan_making import plain
from tests.kparole.doors import BASE, FROM_HERE, House, come_in, furnish, network_settings, opened_network, token_of

TEAM = ("ici", "coordination")
NEVER = ("animation", "evaluation", "administration", "coanalyse", "mener")
OPEN = ("", "main/1", "valider", "appris", "paroles", "retirer", "papier/paroles.pdf")
TEAM_ONLY = ("main", "etape", "retirer/remettre", "retirer/effacer")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, sample_files: list[ReadFile]) -> Iterator[House]:
    with opened_network(network_settings(tmp_path_factory.mktemp("rendre"))) as app:
        yield furnish(app, sample_files)


@pytest.fixture(scope="module")
def inside(house: House) -> dict[str, FlaskClient]:
    return {who: come_in(house, who) for who in (*TEAM, *NEVER, "ailleurs", "relecture")}


def at(house: House, rest: str, *, where: str = "ici") -> str:
    return f"/entretiens/{house.codes[where]}/rendre/{rest}"


def get(client: FlaskClient, address: str) -> Any:
    return client.get(address, base_url=BASE, headers=FROM_HERE)


def post(client: FlaskClient, address: str, page: str, **form: Any) -> Any:
    sent = {"csrf_token": token_of(client, page), **form}
    return client.post(address, base_url=BASE, headers=FROM_HERE, data=sent)


@pytest.mark.parametrize("who", NEVER)
def test_masked_roles_and_those_outside_never_come_in(house: House, inside: dict[str, FlaskClient], who: str) -> None:
    for rest in OPEN:
        assert get(inside[who], at(house, rest)).status_code == 403, rest


def test_another_kpa_learns_nothing(house: House, inside: dict[str, FlaskClient]) -> None:
    for rest in OPEN:
        assert get(inside["ailleurs"], at(house, rest)).status_code == 404, rest


@pytest.mark.parametrize("who", TEAM)
def test_the_team_sees_its_pages(house: House, inside: dict[str, FlaskClient], who: str) -> None:
    for rest in OPEN:
        assert get(inside[who], at(house, rest)).status_code == 200, rest


def test_who_rereads_answers_validates_and_takes_back_her_own_words_and_no_others(
    house: House, inside: dict[str, FlaskClient]
) -> None:
    her, home = inside["relecture"], at(house, "main/1")
    assert get(her, at(house, "")).headers["Location"] == at(house, "main/0")
    assert get(her, at(house, "main/0", where="ailleurs")).status_code == 404
    page = plain(get(her, at(house, "main/0")).get_data(as_text=True))
    assert "Je reprends mes paroles" in page
    assert "Accueil" not in page  # nothing of the team's
    assert "Relire mes paroles" in plain(get(her, "/entretiens/").get_data(as_text=True))
    for rest in TEAM_ONLY:
        assert post(her, at(house, rest), home).status_code == 403, rest
    with house.app.app_context(), acting_as(SYSTEM):
        row = compte_rendu_by_code(house.codes["ici"])
        assert row is not None
        about, number = row.notes[-1].uid, len(row.notes)
        finished(row.code)
    for note in (about, "inconnu"):
        assert post(her, at(house, f"passage/{note}"), home, reponse="juste", place=1).status_code == 302
    refused = post(her, at(house, f"passage/{about}"), home, reponse="retirer", sur="oui", place=1)
    assert refused.status_code == 302
    assert post(her, at(house, "main/fini"), home).headers["Location"] == at(house, "valider")
    sent = post(her, at(house, "valider"), at(house, "valider"), use_recit="non", use_equipe="oui")
    assert sent.headers["Location"] == at(house, "main/0?demande=merci")
    with house.app.app_context(), acting_as(SYSTEM):
        row = compte_rendu_by_code(house.codes["ici"])
        assert row is not None
        assert stage_of(row) == "validated"
        assert len(row.notes) == number - 1
        assert {one.use: one.state for one in row.consents} == {"equipe": "given", "recit": "refused"}
    shown = plain(get(inside["coordination"], at(house, "")).get_data(as_text=True))
    assert "la personne elle-même" in shown
    assert post(her, at(house, "retirer/cote"), at(house, "retirer")).status_code == 302
    assert get(inside["ici"], f"/entretiens/{house.codes['ici']}").headers["Location"] == at(house, "retirer")
    assert get(inside["evaluation"], f"/entretiens/{house.codes['ici']}").status_code == 404
    assert post(inside["ici"], at(house, "retirer/remettre"), at(house, "retirer")).status_code == 302
    with house.app.app_context(), acting_as(SYSTEM):
        assert db.session.query(CompteRendu).count() == 2
        back = compte_rendu_by_code(house.codes["ici"])
        assert back is not None
        assert stage_of(back) == "validated"
