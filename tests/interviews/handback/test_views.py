"""The pages of the hand back, for the team on one machine: what they show, what is answered, what comes back on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from interviews.handback.stage_service import finished, stage_of
from interviews.handback.withdrawal import set_aside
from interviews.plan_service import make_plan
from interviews.service import compte_rendu_by_code
from kparole.config import Settings
from kparole.journal import entries
from tests.conftest import opened
from tests.interviews.handback.making import consents, piece, row_of, written
from tests.interviews.plan_making import decided, plain


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    with opened(settings) as app:
        yield app


@pytest.fixture
def code(app: Flask) -> str:
    with app.app_context():
        return written()


def at(code: str, rest: str = "") -> str:
    return f"/entretiens/{code}/rendre/{rest}"


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.headers.get("Location"))
    return plain(answer.get_data(as_text=True))


def named(app: Flask, code: str, words: str) -> str:
    with app.app_context():
        return piece(code, words)


def stage(app: Flask, code: str) -> str:
    with app.app_context():
        return stage_of(row_of(code))


def answer(client: FlaskClient, code: str, about: str, **form: Any) -> str:
    sent = client.post(at(code, f"passage/{about}"), data=form)
    assert sent.status_code == 302
    return str(sent.headers["Location"])


def test_the_page_reads_her_words_first_and_nothing_kept_for_the_team(client: FlaskClient, code: str) -> None:
    page = read(client, at(code))
    assert page.index("J'ose parler à Zorblune.") < page.index("Elle tient la caisse le mardi.")
    assert "Au local, avec Sylvie" not in page
    assert "L'écriture n'est pas déclarée finie" in page
    assert "4 passages sur 5 sans réponse" not in page
    assert "5 passages sur 5 sans réponse" in page


def test_a_passage_is_answered_in_place_and_refused_only_when_sure(client: FlaskClient, app: Flask, code: str) -> None:
    about, other = named(app, code, "Zorblune"), named(app, code, "mardi")
    assert answer(client, code, other, reponse="corriger", texte="Le jeudi.").endswith(f"#p-{other}")
    assert "Le jeudi." in read(client, at(code))
    where = answer(client, code, about, reponse="retirer")
    assert "disparaître pour toujours" in read(client, where.partition("#")[0])
    assert "Zorblune" in read(client, at(code))
    answer(client, code, about, reponse="retirer", sur="oui")
    assert "Zorblune" not in read(client, at(code))
    assert "n'est plus là" in plain(client.get(answer(client, code, about, reponse="juste")).get_data(as_text=True))
    assert client.post(at(code, f"passage/{about}"), data={"reponse": "autre"}).status_code == 400


def test_the_tablet_in_her_hands_shows_nothing_else_until_it_is_given_back(
    client: FlaskClient, app: Flask, code: str
) -> None:
    client.post(at(code, "main"))
    first = client.get(at(code, "main/1")).get_data(as_text=True)
    links = set(re.findall(r'href="(/[^"]*)"', first)) - {"/static/favicon.svg"}
    inside = {one for one in links if not one.startswith("/static/")}
    assert inside == {at(code, "main/0"), at(code, "main/2"), at(code, "main/rendre")}
    for elsewhere in (
        "/",
        "/entretiens/",
        f"/entretiens/{code}",
        at(code),
        "/entretien/",
        at(code, "papier/paroles.pdf"),
    ):
        assert client.get(elsewhere).headers["Location"] == at(code, "main/0"), elsewhere
    assert client.post(at(code, "retirer/cote")).headers["Location"] == at(code, "main/0")
    about = named(app, code, "depuis mars")
    assert answer(client, code, about, reponse="juste", place=1) == at(code, "main/2")
    assert answer(client, code, about, reponse="retirer", place=1) == at(code, "main/1?demande=retirer#choix")
    assert "C'est bien ce que vous voulez ?" in read(client, at(code, "main/1?demande=retirer"))
    assert "C'est la fin." in read(client, at(code, "main/99"))
    assert client.post(at(code, "main/fini")).headers["Location"] == at(code, "main/rendre")
    assert client.get("/").status_code == 302  # not before somebody says that she has it back
    assert client.post(at(code, "main/rendre")).headers["Location"] == at(code)
    assert "Elle a dit que c'est juste" in read(client, at(code))
    assert client.get("/").status_code == 200


def test_it_is_validated_with_who_was_there_and_taken_up_again_with_a_reason(
    client: FlaskClient, app: Flask, code: str
) -> None:
    form = {"present": ["personne", "proche"], "comment": "voix-haute", "interprete": "Samira", "use_recit": "non"}
    assert client.post(at(code, "valider"), data=form).status_code == 409  # not said to be written
    client.post(at(code, "etape"), data={"vers": "fini"})
    assert "Valider avec elle" in read(client, at(code))
    assert client.post(at(code, "valider"), data=form).status_code == 302
    page = read(client, at(code))
    assert "lu à voix haute, avec Samira qui traduisait" in page
    assert "la personne et un·e proche" in page
    with app.app_context():
        assert consents(code) == {"notes": "given", "equipe": "given", "recit": "refused"}
    client.post(at(code, "etape"), data={"vers": "reprendre", "raison": " "})
    assert stage(app, code) == "validated"
    client.post(at(code, "etape"), data={"vers": "reprendre", "raison": "Une carte manque."})
    assert stage(app, code) == "to-write"
    assert "Une carte manque." in read(client, f"/entretiens/{code}")


def test_the_list_is_filtered_by_stage_and_counts_what_is_no_compte_rendu_yet(
    client: FlaskClient, app: Flask, code: str
) -> None:
    with app.app_context():
        finished(code)
        away = written(row_document(), kpa="La Roue")
        set_aside(away)
        make_plan(decided(name="Awa"))
    page = read(client, "/entretiens/")
    assert all(one in page for one in ("Prévu 1", "À rendre 1", "Mis de côté 1"))
    assert "À écrire" not in page
    assert "Awa" in read(client, "/entretiens/?etape=prevu")
    kept = read(client, "/entretiens/?etape=a-rendre")
    assert (code in kept, away in kept) == (True, False)
    aside = read(client, "/entretiens/?etape=mis-de-cote")
    assert (away in aside, code in aside) == (True, False)
    assert "Rendre 1 compte-rendu" in read(client, "/")
    assert client.get(f"/entretiens/{away}").headers["Location"] == at(away, "retirer")
    assert client.get(at(away)).status_code == 404


def row_document() -> Any:
    from interviews.document import CompteRendu
    from tests.interviews.handback.making import passage

    return CompteRendu(introduction=(passage("Autre chose, dite par quelqu'un d'autre."),))


def test_words_are_taken_back_in_two_steps_that_say_what_they_do(client: FlaskClient, app: Flask, code: str) -> None:
    client.get(at(code, "papier/compris.pdf"))
    page = read(client, at(code, "retirer"))
    assert "une feuille ou un fichier de cet entretien, par vous" in page
    assert "Mettre de côté" in page
    assert "Effacer pour toujours" not in page
    client.post(at(code, "retirer/effacer"))  # by its address alone: not yet
    assert stage(app, code) == "to-write"
    client.post(at(code, "retirer/cote"))
    assert "Effacer pour toujours" in read(client, at(code, "retirer"))
    client.post(at(code, "retirer/remettre"))
    assert stage(app, code) == "to-write"
    client.post(at(code, "retirer/cote"))
    client.post(at(code, "retirer/effacer"))
    assert "Ces paroles sont effacées" in read(client, at(code, "retirer"))
    with app.app_context():
        assert compte_rendu_by_code(code) is None
        told = [(one.action, one.object) for one in entries() if one.object == f"entretien:{code}"]
    assert told.count(("supprimer", f"entretien:{code}")) == 2  # what was tried, and what was done


def pages(content: bytes) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_the_papers_are_read_back_her_copy_holds_her_words_alone(client: FlaskClient, code: str) -> None:
    papers = {kind: client.get(at(code, f"papier/{kind}.pdf")).data for kind in ("compris", "paroles", "appris")}
    told, own, learnt = (pages(papers[kind]) for kind in ("compris", "paroles", "appris"))
    assert told.index("J'ose parler à Zorblune.") < told.index("Elle tient la caisse")
    assert "Je n'en veux pas" in told
    assert "J'ose parler à Zorblune." in own
    assert "Elle tient la caisse" not in own
    assert "J'ai appris à tenir la caisse." in learnt
    assert "c'était long" not in learnt
    assert papers["compris"] == client.get(at(code, "papier/compris.pdf")).data
    sizes = {round(size) for page in PdfReader(io.BytesIO(papers["compris"])).pages for size in sizes_of(page)}
    assert min(sizes - {12}) >= 16  # but for the foot of the page
    word = docx.Document(io.BytesIO(client.get(at(code, "papier/paroles.docx")).data))
    assert "« J'ose parler à Zorblune. »" in plain(" ".join(one.text for one in word.paragraphs))
    assert word.styles["Normal"].font.size.pt == 16
    assert len(word.inline_shapes) >= 1


def sizes_of(page: Any) -> set[float]:
    found: set[float] = set()
    page.extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: found.add(size * abs(tm[3])) if text.strip() else None
    )
    return found


def test_sentences_for_a_cv_are_hers_until_somebody_writes_them(client: FlaskClient, app: Flask, code: str) -> None:
    about = named(app, code, "appris à tenir")
    assert "J'ai appris à tenir la caisse." in read(client, at(code, "appris"))
    sent = {
        "passage": [about, "", "inconnu"],
        "phrase": ["Je sais tenir une caisse.", "  ", "Je parle & j'ose, 2 < 3."],
    }
    client.post(at(code, "appris"), data=sent)
    learnt = pages(client.get(at(code, "papier/appris.pdf")).data)
    assert "Je sais tenir une caisse." in learnt
    assert "Je parle & j'ose, 2 < 3." in learnt
    assert "J'ai appris à tenir la caisse." not in learnt
    answer(client, code, about, reponse="retirer", sur="oui")
    assert "Je sais tenir une caisse." not in pages(client.get(at(code, "papier/appris.pdf")).data)


def test_where_her_words_went_says_what_is_known_and_what_is_not(client: FlaskClient, code: str) -> None:
    page = read(client, at(code, "paroles"))
    assert "Aucun récit n'est gardé ici." in page
    assert "Le journal n'a vu sortir aucun fichier" in page
    assert "KParole ne le voit pas" in page
    client.get(at(code, "papier/paroles.docx"))
    assert "une feuille ou un fichier de cet entretien, par vous" in read(client, at(code, "paroles"))
