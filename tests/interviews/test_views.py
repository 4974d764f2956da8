from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from interviews.forms import NO_FILE, TOO_LONG, WHEN_ASKED, WHO_ASKED
from interviews.models import WordImport
from interviews.reading import ReadFile
from interviews.service import compte_rendu_by_code, declare_consent, pending_masks, propose_masks
from interviews.tasks import WORKS
from kparole import jobs
from kparole.db import db
from kparole.files import stored
from kparole.jobs import Job
from tests.interviews.word_making import ENOUGH, typed

pytestmark = pytest.mark.both_databases

SPARSE = typed(*ENOUGH, "La première carte", "<b>Rien</b> & « presque » {{ rien }}")


def send(client: FlaskClient, *files: tuple[bytes, str], **fields: Any) -> Any:
    data = {"files": [(io.BytesIO(content), name) for content, name in files], **fields}
    return client.post("/entretiens/importer", data=data, content_type="multipart/form-data")


def text(answer: Any) -> str:
    return str(answer.get_data(as_text=True)).replace("&#39;", "'")


def run_last_job(app: Flask) -> str:
    """What the worker does with the newest import; gives back where it goes."""
    with app.app_context():
        job_id = db.session.scalars(select(Job.id).where(Job.kind == "import").order_by(Job.id.desc())).first()
        db.session.rollback()
        assert job_id is not None
        jobs.run(job_id, WORKS)
        job = db.session.get_one(Job, job_id)
        assert (job.state, job.message) == ("done", None)
        return str(job.goes_to)


def the_import(app: Flask) -> WordImport | None:
    with app.app_context():
        return db.session.scalars(select(WordImport)).one_or_none()


def test_nothing_is_ticked_on_the_import_page(client: FlaskClient) -> None:
    page = text(client.get("/entretiens/importer"))
    assert page.count('type="checkbox"') == 5
    boxes = [piece.split(">")[0] for piece in page.split("<input")[1:] if 'type="checkbox"' in piece.split(">")[0]]
    assert not any("checked" in box for box in boxes)


def test_the_import_page_offers_the_kpas_of_the_network(filled: FlaskClient) -> None:
    page = text(filled.get("/entretiens/importer"))
    assert "Lire la KPA dans chaque fichier" in page
    assert page.count("<option") == 7


def test_a_sending_without_file_is_refused_with_a_message(app: Flask, client: FlaskClient) -> None:
    answer = send(client)
    assert answer.status_code == 422
    assert NO_FILE in text(answer)
    assert the_import(app) is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"who": "", "when": "en mars"}, WHO_ASKED),
        ({"who": "Sylvie", "when": ""}, WHEN_ASKED),
        ({"who": "  ", "when": "en mars"}, WHO_ASKED),
        ({"who": "Sylvie", "when": " \t"}, WHEN_ASKED),
        ({"who": "x" * 300, "when": "en mars"}, TOO_LONG),
        ({"who": "Sylvie", "when": "x" * 300}, TOO_LONG),
    ],
)
def test_a_consent_without_who_or_when_is_refused_with_a_message(
    app: Flask, client: FlaskClient, fields: dict[str, str], message: str
) -> None:
    answer = send(client, (SPARSE, "a.docx"), uses=["notes"], **fields)
    assert answer.status_code == 422
    assert message in text(answer)
    assert the_import(app) is None


def test_nothing_ticked_is_no_consent_even_with_who_and_when(app: Flask, client: FlaskClient) -> None:
    assert send(client, (SPARSE, "a.docx"), who="Sylvie", when="en mars").status_code == 302
    found = the_import(app)
    assert found is not None
    assert found.consent is None


def test_what_was_ticked_is_kept_with_who_when_how_and_the_day(app: Flask, client: FlaskClient) -> None:
    send(client, (SPARSE, "a.docx"), uses=["notes", "recit"], who=" Sylvie ", when="en mars", how="ecrit")
    found = the_import(app)
    assert found is not None
    consent = dict(found.consent or {})
    assert len(consent.pop("noted")) == 10
    assert consent == {"uses": ["notes", "recit"], "who": "Sylvie", "when": "en mars", "how": "ecrit"}


@pytest.mark.parametrize("fields", [{"uses": ["tout"], "who": "x", "when": "y"}, {"kpa": "99"}, {"how": "télépathie"}])
def test_a_choice_that_was_not_offered_is_refused(app: Flask, client: FlaskClient, fields: dict[str, Any]) -> None:
    assert send(client, (SPARSE, "a.docx"), **fields).status_code == 422
    assert the_import(app) is None


def test_a_sending_is_read_by_a_job_and_its_report_names_each_file(app: Flask, client: FlaskClient) -> None:
    answer = send(
        client,
        (SPARSE, "dossier/a.docx"),
        (b"%PDF-1.4", "b.pdf"),
        (SPARSE, "c.docx"),
        uses=["notes"],
        who="Sylvie",
        when="en mars",
    )
    assert answer.location.startswith("/travaux/")
    page = text(client.get(run_last_job(app)))
    assert "1 compte-rendu pris" in page
    assert "1 était déjà là" in page
    assert "1 fichier refusé" in page
    assert "PDF" in page
    assert all(name in page for name in ("a.docx", "b.pdf", "c.docx"))
    assert "Recueilli par Sylvie, en mars" in page
    assert "None" not in page


def test_the_same_click_twice_is_one_job(app: Flask, client: FlaskClient) -> None:
    first = send(client, (SPARSE, "a.docx"), click="77")
    second = send(client, (SPARSE, "a.docx"), click="77")
    assert first.location == second.location


def test_the_kpa_chosen_is_given_to_every_file(filled_app: Flask, filled: FlaskClient) -> None:
    send(filled, (SPARSE, "a.docx"), kpa="1")
    page = text(filled.get(run_last_job(filled_app)))
    assert "KPA n'est pas écrite" not in page
    assert "1 compte-rendu pris" in page


def test_files_are_kept_under_no_name_and_the_folder_is_remembered(app: Flask, client: FlaskClient) -> None:
    send(client, (SPARSE, "Documents/Les Tilleuls/a.docx"))
    with app.app_context():
        (entry,) = db.session.scalars(select(WordImport)).one().files
        assert (entry.name, entry.folder, entry.state) == ("a.docx", "Les Tilleuls", "waiting")
        assert stored(app.config["KPAROLE"].home, entry.stored or "") == SPARSE


def test_an_import_cut_short_goes_on_where_it_was(app: Flask, client: FlaskClient) -> None:
    send(client, (SPARSE, "a.docx"), (b"x", "b.docx"))
    run_last_job(app)
    with app.app_context():
        db.session.scalars(select(Job).where(Job.kind == "import")).one().state = "queued"
        db.session.commit()
    assert "1 compte-rendu pris" in text(client.get(run_last_job(app)))


def test_an_import_that_is_gone_says_to_start_again(app: Flask) -> None:
    with app.app_context():
        job_id = jobs.ask("import", {"import": "rien"}).id
        db.session.rollback()
        jobs.run(job_id, WORKS)
        assert "Recommencez l'import" in (db.session.get_one(Job, job_id).message or "")


def test_what_people_typed_is_shown_as_text_never_as_markup(app: Flask, client: FlaskClient) -> None:
    send(client, (SPARSE, "<script>a.docx"))
    report = client.get(run_last_job(app)).get_data(as_text=True)
    assert "&lt;script&gt;a.docx" in report
    page = client.get("/entretiens/SANS-01").get_data(as_text=True)
    assert "&lt;b&gt;Rien&lt;/b&gt; &amp; " in page
    assert "{{ rien }}" in page


def test_a_sparse_compte_rendu_shows_no_none(app: Flask, client: FlaskClient) -> None:
    send(client, (SPARSE, "a.docx"))
    run_last_job(app)
    for address in ("/entretiens/", "/entretiens/SANS-01", "/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "None" not in text(answer)


def test_every_paragraph_of_a_sample_is_on_its_page(filled: FlaskClient, sample_files: list[ReadFile]) -> None:
    document = next(one.document for one in sample_files if one.source.name == "PAS-01.docx")
    assert document is not None
    page = filled.get("/entretiens/PAS-01").get_data(as_text=True)
    assert page.count('class="passage"') == sum(len(card.passages) for card in document.cards) + sum(
        len(part)
        for part in (document.lived, document.terms, document.introduction, document.closing, document.unplaced)
    )


@pytest.fixture
def mask_id(filled_app: Flask) -> int:
    with filled_app.app_context():
        row = compte_rendu_by_code("PAS-01")
        assert row is not None
        propose_masks(row, {row.notes[0].id: [(0, 3, "PERSONNE", row.notes[0].text[:3], 0.9)]})
        db.session.commit()
        return int(row.masks[0].id)


def test_masking_all_leaves_nothing_waiting(filled_app: Flask, filled: FlaskClient, mask_id: int) -> None:
    assert filled.post("/entretiens/PAS-01/noms").status_code == 302
    with filled_app.app_context():
        assert pending_masks() == {}


@pytest.mark.parametrize("address", ["/entretiens/XXX-01", "/entretiens/imports/rien", "/entretiens/PAS-01/noms"])
def test_what_is_not_there_is_a_404_or_not_to_be_visited(filled: FlaskClient, address: str) -> None:
    assert filled.get(address).status_code in {404, 405}


@pytest.mark.parametrize(("state", "word"), [("refused", "Non, en mai"), ("withdrawn", "Accord retiré, en mai")])
def test_a_refusal_or_a_withdrawal_is_said_on_the_page(
    filled_app: Flask, filled: FlaskClient, state: str, word: str
) -> None:
    with filled_app.app_context():
        row = compte_rendu_by_code("PAS-01")
        assert row is not None
        declare_consent(row, uses=["recit"], who="Awa", when="en mai", how="oral", state=state)
        db.session.commit()
    assert word in text(filled.get("/entretiens/PAS-01"))
