"""What people do to themes: each gesture by a plain form, kept with who did it, found again by the next run, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from analysis.engine import GRID_FILE, read_taxonomy
from analysis.models import Run
from analysis.other_reading import SECOND_VIEW
from analysis.service import latest_run, load_analysis
from analysis.themes.forgetting import forget_shaped
from analysis.themes.models import KeptPassage, KeptTheme, ThemeGesture
from analysis.themes.service import promoted
from interviews.models import CompteRendu
from kparole.access import Actor, Role, Scope
from kparole.db import db
from tests.analysis.themes.making import CODES, make_run

pytestmark = pytest.mark.both_databases
Send = Callable[..., str]
FIRST = "/analyse/themes/hors-grille-1"


def be(app: Flask, role: Role) -> None:
    who = Actor("compte:1", role, "Inès", Scope(None, frozenset(), "compte:1"))
    app.extensions["kparole.identify"] = lambda: who


@pytest.fixture
def send(app: Flask, client: FlaskClient) -> Send:
    with app.app_context():
        make_run()
    be(app, Role.COORDINATION)

    def sent(address: str, act: str, **fields: object) -> str:
        """Fill the form of a page as it is now, and read what is said after."""
        seen = re.search(r'name="vu" value="([^"]+)"', client.get(address).get_data(as_text=True))
        given = {"vu": seen[1] if seen else "", **fields}
        return client.post(f"{address}/{act}", data=given, follow_redirects=True).get_data(as_text=True)

    return sent


def themes(scope: str | None = None) -> dict[str, int]:
    run = latest_run()
    assert run is not None
    return {one.name: len(one.members) for one in load_analysis(run).themes if one.scope == scope}


def key(app: Flask, name: str) -> str:
    with app.app_context():
        run = latest_run()
        assert run is not None
        return "/analyse/themes/" + next(one.id for one in load_analysis(run).themes if one.name == name)


def test_a_name_a_split_a_move_and_a_merge_are_kept_and_taken_back_one_by_one(
    app: Flask, client: FlaskClient, send: Send
) -> None:
    with app.app_context():
        before = themes()
    assert "C’est renommé" in send(FIRST, "nom", nom="  Manger   ensemble ")
    ours = key(app, "Manger ensemble")
    send(ours, "passages", passage=["ICI-01.1.1", "ICI-02.1.1"], vers="nouveau", nom="À deux")
    send(ours, "passages", passage=["ICI-03.1.1"], vers="hors-grille-2")
    send(ours, "passages", passage=["ICI-04.1.1"], vers="aucun")
    with app.app_context():
        assert themes() == {
            "Manger ensemble": 2,
            "À deux": 2,
            next(iter(set(themes()) - {"Manger ensemble", "À deux"})): 7,
        }
    page = send(ours, "reunir", avec=key(app, "À deux").rpartition("/")[2])
    assert "<strong>Inès</strong> a réuni deux thèmes" in page
    with app.app_context():
        assert themes()["Manger ensemble"] == 4
        assert themes("confiance") == {"dehors": 3}, "the same passages live elsewhere too"
    for _ in range(5):
        gesture = re.search(r'name="geste" value="(\d+)"', client.get("/analyse/themes").get_data(as_text=True))
        assert gesture is not None
        client.post("/analyse/themes/annuler", data={"geste": gesture[1]})
    with app.app_context():
        assert themes() == before
        assert (
            db.session.scalar(select(func.count(KeptPassage.id)))
            == db.session.scalar(select(func.count(KeptTheme.id)))
            == 0
        )
        assert {one.who_name for one in db.session.scalars(select(ThemeGesture))} == {"Inès"}


def test_a_theme_is_found_again_by_its_passages_in_the_next_run(app: Flask, send: Send) -> None:
    send(FIRST, "nom", nom="Manger ensemble")
    with app.app_context():
        make_run(parted=True, number=2)
        assert themes()["Manger ensemble"] == 6, "what the machine now groups otherwise stays where people put it"
        row = db.session.query(CompteRendu).filter_by(code=CODES[0]).one()
        row.notes[0].text = "Avant. " + row.notes[0].text
        row.words_hash = "autre"
        db.session.commit()
        assert themes()["Manger ensemble"] == 6, "its words moved a little in their paragraph"


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("nom", {"nom": "x" * 200}, "trop long"),
        ("nom", {"nom": "Chez yasmina"}, "est changé dans ces paroles"),
        ("nom", {"nom": "Bien", "vu": "1:9.9.9"}, "ont changé entre-temps"),
        ("reunir", {"avec": "hors-grille-1"}, "Choisissez un autre thème"),
        ("reunir", {"avec": "confiance-1"}, "ne parlent pas du même effet"),
        ("reunir", {"avec": "inconnu"}, "n’est plus là"),
        ("passages", {"vers": "nouveau"}, "Cochez d’abord"),
        ("effet", {"nom": "Confiance", "aide": ""}, "Dites en une ligne"),
        ("effet", {"nom": "", "aide": "x"}, "Donnez un nom"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    app: Flask, send: Send, act: str, fields: dict[str, str], said: str
) -> None:
    assert said in send(FIRST, act, **fields)
    with app.app_context():
        assert db.session.scalar(select(func.count(KeptTheme.id))) == 0


def test_a_theme_becomes_an_effect_with_its_passages_as_examples_and_comes_back(
    app: Flask, client: FlaskClient, send: Send
) -> None:
    send(FIRST, "effet", nom="Manger avec d'autres", aide="Partager un « repas » \\ goûter.", famille="sociales")
    with app.app_context():
        grid = read_taxonomy().effect("manger-avec-d-autres")
        assert grid is not None
        assert grid.family == "sociales"
        assert grid.help == "Partager un « repas » \\ goûter."
        assert len(promoted()["manger-avec-d-autres"]) == 6
        assert "soupe" not in themes()
    assert "Manger avec d&#39;autres" in client.get("/analyse/").get_data(as_text=True)
    gesture = re.search(r'name="geste" value="(\d+)"', client.get("/analyse/themes").get_data(as_text=True))
    assert gesture is not None
    client.post("/analyse/themes/annuler", data={"geste": gesture[1]})
    with app.app_context():
        assert len(read_taxonomy().effects) == 8
        assert not (app.config["KPAROLE"].home / GRID_FILE).exists()
        assert themes()["soupe"] == 6


def test_words_taken_back_leave_the_themes_and_the_other_reading(app: Flask, client: FlaskClient, send: Send) -> None:
    send(FIRST, "nom", nom="Manger ensemble")
    assert "absent" in client.get("/analyse/autre-lecture").get_data(as_text=True)
    with app.app_context():
        row = db.session.query(CompteRendu).filter_by(code=CODES[0]).one()
        row.notes[0].text = "Rien."
        db.session.flush()
        forget_shaped(row)
        db.session.commit()
        assert db.session.scalar(select(func.count(KeptPassage.id))) == 5
        view = db.session.scalars(select(Run)).one().summary[SECOND_VIEW]
        assert [one["word"] for one in view["words"]] == ["soupe", "tissu"]
        assert view["ties"] == [{"one": 0, "other": 1, "times": 3}]
    page = client.get("/analyse/autre-lecture").get_data(as_text=True)
    assert "soupe" in page
    assert "absent" not in page
    assert page.count("<svg xmlns") == 4, "two drawings, wide and narrow"


def test_outside_the_team_one_reads_what_was_agreed_to_and_touches_nothing(
    app: Flask, client: FlaskClient, send: Send
) -> None:
    send(FIRST, "nom", nom="Manger ensemble")
    ours = key(app, "Manger ensemble")
    be(app, Role.EVALUATION)
    page = client.get(ours).get_data(as_text=True)
    assert "<form" not in page.split('<main id="contenu">')[1]
    assert "Yasmina" not in page
    assert "ne peuvent pas être lus ici" in page
    assert "<svg xmlns" not in client.get("/analyse/autre-lecture").get_data(as_text=True)
    assert client.post(f"{ours}/nom", data={"nom": "x"}).status_code == 403
