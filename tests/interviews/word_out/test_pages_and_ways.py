"""Word by the pages and the command: who may take what, a copy that comes back, all of them, the team's template."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from interviews.models import CompteRendu, ImportedFile, MaskRow
from interviews.reading import ReadFile, SourceFile
from interviews.service import compte_rendu_by_code, declare_consent, leave_file, open_import, take_file
from interviews.tasks import WORKS
from interviews.word_in import read_compte_rendu, read_labelled
from interviews.word_out import handing
from interviews.word_out.child import sentence
from interviews.word_out.export import NOT_KEPT, NOT_SEARCHED, NOT_SHARED, PENDING, TEAM_ONLY, why_not
from interviews.word_out.template import SHIPPED, team_template
from interviews.writeup import service as writeup
from interviews.writeup.models import Revision
from interviews.writeup.sheet import Piece, Place, Sheet
from kparole import jobs
from kparole.access import LOCAL, Actor, Role, acting_as
from kparole.db import db
from kparole.jobs import Job
from tests.interviews.word_making import DECK
from tests.interviews.word_out.making import changed, word
from tests.interviews.word_out.making import team_template as other_template

CODE = "PAS-01"
EVALUATION = Actor("compte:9", Role.EVALUATION, "Théo", LOCAL.scope)


@pytest.fixture
def code(filled_app: Flask) -> Iterator[str]:
    with filled_app.app_context():
        yield CODE


def row_of(code: str = CODE) -> CompteRendu:
    row = compte_rendu_by_code(code)
    assert row is not None
    return row


def seen() -> CompteRendu:
    """The same, let go of: who looks at it holds nothing of the base."""
    row = row_of()
    db.session.expunge_all()
    db.session.rollback()
    return row


def say(use: str, state: str = "given") -> None:
    declare_consent(row_of(), uses=[use], who="Sylvie", when="hier", how="oral", state=state)
    db.session.commit()


def searched(state: str | None = None) -> None:
    row = row_of()
    row.masks_proposed = True
    if state is not None:
        note = next(one for one in row.notes if one.part == "carte")
        row.masks.append(
            MaskRow(note_id=note.id, start=0, end=4, kind="PERSONNE", text=note.text[:4], certainty=1, state=state)
        )
    db.session.commit()


def text(answer: Any) -> str:
    page = str(answer.get_data(as_text=True)).replace("&#39;", "'").replace("’", "'")
    return page.replace("\xa0", " ").replace("\u202f", " ")


def retyped(content: bytes, old: str, new: str) -> bytes:
    document = docx.Document(io.BytesIO(content))
    run = next(run for p in document.paragraphs for run in p.runs if old in run.text and p.style.name == "Passage")
    run.text = run.text.replace(old, new, 1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def copy_of(client: FlaskClient, form: str = "compte-rendu") -> bytes:
    answer = client.get(f"/entretiens/{CODE}/word/{form}.docx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=compte-rendu-pas-01")
    return bytes(answer.data)


def bring(client: FlaskClient, content: bytes) -> Any:
    data = {"fichier": (io.BytesIO(content), "PAS-01.docx")}
    return client.post(f"/entretiens/{CODE}/word/retour", data=data, content_type="multipart/form-data")


def words_of_first(row: CompteRendu) -> str:
    return next(one.text.split()[5] for one in row.notes if one.part == "introduction")


@pytest.mark.both_databases
def test_what_may_go_out_is_said_in_one_place(code: str) -> None:
    assert why_not(row_of(), masked=False) is None
    say("notes", "refused")
    assert why_not(row_of(), masked=False) == NOT_KEPT
    assert why_not(row_of(), masked=True) == NOT_SHARED
    say("equipe")
    say("notes")
    assert why_not(row_of(), masked=True) == NOT_SEARCHED
    searched("proposed")
    assert why_not(row_of(), masked=True) == PENDING
    with acting_as(EVALUATION):
        assert why_not(row_of(), masked=False) == TEAM_ONLY


def test_the_masked_copy_holds_no_name_and_is_not_taken_back(filled: FlaskClient, code: str) -> None:
    say("equipe")
    searched("confirmed")
    name = next(mask.text for mask in seen().masks)
    content = copy_of(filled, "prenoms-changes")
    shown = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    first = next(one.text for one in seen().notes if one.part == "carte")
    assert first not in shown
    assert first[len(name) + 1 :][:40] in shown
    assert "prénoms et lieux changés" in shown
    assert "modalités de passation" not in shown
    page = bring(filled, content)
    assert page.status_code == 302
    assert "copie aux prénoms changés" in text(filled.get(page.headers["Location"], follow_redirects=True))


@pytest.mark.both_databases
def test_a_copy_corrected_in_word_is_compared_then_taken(filled: FlaskClient, code: str) -> None:
    old = words_of_first(seen())
    notes = {one.uid: one.id for one in seen().notes}
    answer = bring(filled, retyped(copy_of(filled), f" {old} ", " NOUVEAU "))
    address = answer.headers["Location"]
    page = text(filled.get(address))
    assert "<ins>NOUVEAU</ins>" in page
    assert f"<del>{old}</del>" in page
    assert seen().revision == 0
    taken = filled.post(address, data={"choix": "prendre", "revision": "0"})
    assert taken.headers["Location"].endswith(f"/entretiens/{CODE}")
    row = seen()
    assert any("NOUVEAU" in one.text for one in row.notes)
    assert {one.uid for one in row.notes} == set(notes)
    assert sum(notes[one.uid] != one.id for one in row.notes) == 1
    assert db.session.scalar(select(func.count()).select_from(CompteRendu)) == 30
    assert len(list(db.session.scalars(select(Revision)))) == 1
    assert "Avant le retour de Word" in [one.why for one in writeup.versions(code)]


def test_who_looked_at_something_older_is_asked_to_look_again(filled: FlaskClient, code: str) -> None:
    address = bring(filled, retyped(copy_of(filled), "é", "É")).headers["Location"]
    piece = seen().notes[-1]
    writeup.make(code, {"do": "text", "piece": piece.uid, "text": "Ailleurs."}, base=0, session="a" * 8)
    answer = filled.post(address, data={"choix": "prendre", "revision": "0"}, follow_redirects=True)
    assert "pendant que vous lisiez" in text(answer)
    page = text(filled.get(address))
    assert "On a écrit ici depuis que cette copie est sortie" in page
    filled.post(address, data={"choix": "prendre", "revision": "1"})
    texts = [one.text for one in seen().notes]
    assert "Ailleurs." in texts
    assert any("É" in one for one in texts)


def test_a_copy_sent_by_the_import_waits_to_be_compared(filled_app: Flask, filled: FlaskClient, code: str) -> None:
    content = retyped(copy_of(filled), "é", "É")
    data = {"files": [(io.BytesIO(content), "a.docx")]}
    filled.post("/entretiens/importer", data=data, content_type="multipart/form-data")
    job = db.session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert job is not None
    number = job.id
    db.session.rollback()
    jobs.run(number, WORKS)
    entry = db.session.scalars(select(ImportedFile).order_by(ImportedFile.id.desc())).first()
    assert entry is not None
    assert entry.state == "version"
    goes_to, file_id = str(db.session.get_one(Job, number).goes_to), entry.id
    db.session.rollback()
    assert f"/entretiens/{CODE}/word/retour/{file_id}" in filled.get(goes_to).get_data(as_text=True)


def test_words_taken_back_do_not_come_in_again_by_an_old_copy(filled: FlaskClient, code: str) -> None:
    content = copy_of(filled)
    say("notes", "withdrawn")
    word_import = open_import(consent=None, kpa_id=None)
    entry = leave_file(word_import, name="a.docx", content=content)
    document, label = read_labelled(content, deck=DECK)
    take_file(word_import, entry, ReadFile(SourceFile("a.docx", content), document, label=label), deck=DECK)
    assert (entry.state, entry.compte_rendu_id) == ("refused", None)
    assert "a repris ses paroles" in str(entry.message)
    assert db.session.scalar(select(func.count()).select_from(CompteRendu)) == 30


def test_the_copy_of_another_compte_rendu_is_not_taken(filled: FlaskClient, code: str) -> None:
    other = filled.get("/entretiens/COM-01/word/compte-rendu.docx").data
    page = filled.get(bring(filled, other).headers["Location"], follow_redirects=True)
    assert "n'est pas celui de ce compte-rendu" in text(page)


def test_a_file_of_another_kparole_is_an_ordinary_import(filled: FlaskClient, code: str) -> None:
    content = changed(copy_of(filled), (seen().uid, "f" * 32), part="docProps/custom.xml")
    document = read_compte_rendu(content, deck=DECK)
    row = seen()
    assert [one.id for one in document.cards] == [one.card for one in row.picks]
    assert [one.text for card in document.cards for one in card.passages] == [
        one.text for one in row.notes if one.part == "carte"
    ]


def test_all_of_them_are_handed_once(filled_app: Flask, filled: FlaskClient, code: str) -> None:
    say("notes", "refused")
    assert "29 comptes-rendus partent, 1 reste" in text(filled.get("/entretiens/word/"))
    answer = filled.post("/entretiens/word/tous", data={"forme": "origine"})
    uid = answer.headers["Location"].rpartition("/")[2]
    job = jobs.job_by_uid(uid)
    assert job is not None
    assert len(job.arguments["codes"]) == 30
    number = job.id
    job.arguments = {"codes": [CODE, "PAS-02", "COM-01"], "masked": False}  # three tell as much as thirty
    db.session.commit()
    jobs.run(number, WORKS)
    db.session.expire_all()
    goes_to = str(db.session.get_one(Job, number).goes_to)
    db.session.rollback()
    page = text(filled.get(goes_to))
    assert "L'archive est prête" in page
    archive = filled.post(f"/entretiens/word/archive/{uid}")
    with zipfile.ZipFile(io.BytesIO(archive.data)) as found:
        names = found.namelist()
        said = found.read("LISEZ-MOI.txt").decode("utf-8-sig")
    assert names == ["COM-01.docx", "PAS-02.docx", "LISEZ-MOI.txt"]
    assert f"{CODE} : {NOT_KEPT}" in said
    assert filled.post(f"/entretiens/word/archive/{uid}").status_code == 404


def test_words_that_go_take_the_archives_along(filled_app: Flask, code: str) -> None:
    with acting_as(LOCAL):
        job = handing.ask_for_all(masked=False)
    number = job.id
    job.arguments = {"codes": [CODE], "masked": False}
    db.session.commit()
    jobs.run(number, WORKS)
    db.session.expire_all()
    name = db.session.get_one(Job, number).arguments["stored"]
    home: Path = filled_app.config["KPAROLE"].home
    assert (home / "fichiers" / name).is_file()
    handing.forget_archives(row_of())
    assert not (home / "fichiers" / name).exists()


def send_model(client: FlaskClient, content: bytes) -> str:
    data = {"fichier": (io.BytesIO(content), "modele.docx")}
    return text(
        client.post("/entretiens/word/modele", data=data, content_type="multipart/form-data", follow_redirects=True)
    )


def test_a_teams_template_is_tried_used_and_put_away(filled_app: Flask, filled: FlaskClient, code: str) -> None:
    home: Path = filled_app.config["KPAROLE"].home
    assert "Il manque : la clôture" in send_model(filled, changed(SHIPPED.read_bytes(), ("{{ begin.closing }}", "")))
    assert "n'est pas un document Word" in send_model(filled, b"bonjour")
    assert team_template(home) is None
    assert "Votre modèle est en service" in send_model(filled, other_template())
    assert filled.get("/entretiens/word/modele.docx").data == other_template()
    content = copy_of(filled)
    assert "Pour se quitter" in "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Il n'y a rien à prendre" in text(filled.get(bring(filled, content).headers["Location"]))
    filled.post("/entretiens/word/modele/notre")
    assert filled.get("/entretiens/word/modele.docx").data == SHIPPED.read_bytes()


BAD = {
    "« mots »": ("{{ note.words }}", "{{ note.mots }}"),
    "« rien »": ("{{ notice }}", "{{ rien }}"),
    "pas refermée": ("{%p endif %}", ""),
    "chose interdite": ("{{ notice }}", "{{ ''.__class__.__mro__ }}"),
    "ne se remplit pas": ("{{ notice }}", "{{ 1 // 0 }}"),
}


@pytest.mark.parametrize("said", BAD)
def test_what_is_wrong_with_a_template_is_said(said: str) -> None:
    sheet = Sheet((), (Piece("n", Place("introduction"), "Bonjour."),))
    with pytest.raises(Exception) as raised:  # noqa: PT011  (whatever a template does becomes one sentence)
        word(sheet, template=changed(SHIPPED.read_bytes(), BAD[said]))
    assert said in sentence(raised.value)


def test_the_template_in_the_repository_is_the_output_of_its_script() -> None:
    from interviews.word_out.make_template import make_template

    assert SHIPPED.read_bytes() == make_template()
