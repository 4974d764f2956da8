"""She takes her words back: set aside they are out of everything, put back they are as before, erased they are nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from analysis.forgetting import forget_unsaid
from analysis.models import ExtractRow, Run
from analysis.service import corpus_stamp
from interviews.draft_service import pour
from interviews.handback import learnt_service, service
from interviews.handback.errors import StageError, WithdrawalError
from interviews.handback.stage_service import finished, led_interviews, move, stage_of, taken_back_rows
from interviews.handback.withdrawal import erase, put_back, set_aside
from interviews.journal_models import Interview
from interviews.journal_service import store_batch
from interviews.models import ImportedFile, MaskRow
from interviews.plan_models import Appointment
from interviews.pseudonyms import NAMELESS
from interviews.service import (
    compte_rendu_by_code,
    consents_by_code,
    leave_file,
    list_comptes_rendus,
    names_by_code,
    open_import,
    whole_corpus,
)
from interviews.writeup import service as writeup
from kparole import jobs
from kparole.config import Settings
from kparole.db import db
from kparole.files import store
from tests.conftest import opened
from tests.interviews.handback.making import DOCUMENT, consents, piece, row_of, written
from tests.interviews.journal_making import INTERVIEW, Device, uid
from tests.interviews.plan_making import planned

BIRD = "Zorblune"


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    with opened(settings) as app, app.app_context():
        yield app


def on_disk(settings: Settings) -> list[str]:
    """The files of this KParole that still hold the bird, in any of the ways texts are written there."""
    ways = [BIRD.encode(code) for code in ("utf-8", "utf-16-le")] + [
        BIRD.casefold()[:-1].encode()
    ]  # the search keeps stems
    found = [path for path in sorted(settings.home.rglob("*")) if path.is_file()]
    return [path.name for path in found if any(way in path.read_bytes() for way in ways)]


def searched(row_code: str) -> None:
    """An analysis that read this compte-rendu, as the tables keep it."""
    row = row_of(row_code)
    theme = {"id": "t1", "name": f"{BIRD}, caisse", "words": [BIRD.casefold(), "caisse"], "members": [], "typical": []}
    run = Run(version="v", corpus="c", parameters={}, duration={}, summary={"themes": [theme], "codes": []}, charts={})
    db.session.add(run)
    db.session.flush()
    for number, note in enumerate(row.notes):
        extract = ExtractRow(
            run_id=run.id, uid=f"{row.code}.{number}", compte_rendu_id=row.id, note_id=note.id, start=0,
            end=len(note.text), text=note.text, exact=False, best="", best_confidence=0.0,
        )  # fmt: skip
        db.session.add(extract)
        row.masks.append(MaskRow(note_id=note.id, start=0, end=3, kind="PERSONNE", text=BIRD, certainty=1.0))
    db.session.commit()


@pytest.mark.both_databases
def test_set_aside_it_is_out_of_everything_and_put_back_it_is_as_before(settings: Settings) -> None:
    with opened(settings) as app, app.app_context():
        code = written()
        finished(code)
        before, stamp = consents(code), corpus_stamp()
        set_aside(code)
        set_aside(code)  # asked twice
        assert set(consents(code).values()) == {"withdrawn"}
        assert stage_of(row_of(code)) == "aside"
        assert (compte_rendu_by_code(code), whole_corpus(), list_comptes_rendus()) == (None, [], [])
        assert (consents_by_code(), names_by_code()) == ({}, {})
        assert corpus_stamp() != stamp
        assert [row.code for row in taken_back_rows()] == [code]
        with pytest.raises(LookupError):
            writeup.opened(code, session="a")
        assert put_back(code) == "to-hand-back"
        assert (consents(code), corpus_stamp()) == (before, stamp)
        assert whole_corpus()[0].notes[0].text == "Au local, avec Sylvie."


def test_nothing_is_erased_in_one_gesture_nor_put_back_after(settings: Settings) -> None:
    with opened(settings) as app, app.app_context():
        code = written()
        with pytest.raises(WithdrawalError, match="de côté"):
            erase(code)
        with pytest.raises(WithdrawalError):
            put_back(code)
        set_aside(code)
        erase(code)
        row = row_of(code)
        assert stage_of(row) == "withdrawn"
        assert (row.notes, row.picks, row.masks, row.age, row.pseudonym) == ([], [], [], None, NAMELESS)
        for act in (erase, put_back):
            with pytest.raises(WithdrawalError):
                act(code)
        for there in ("to-write", "validated"):
            with pytest.raises((StageError, LookupError)):
                move(code, there, how="si")  # type: ignore[arg-type]
        with pytest.raises(StageError):
            set_aside(code)


def test_erased_words_are_nowhere_on_the_disk_and_others_stay(app: Flask, settings: Settings) -> None:
    code, other = written(), written(DOCUMENT.__class__(introduction=(DOCUMENT.introduction[0],)), kpa="La Roue")
    word_import = open_import(consent=None, kpa_id=None)
    entry = leave_file(word_import, name=f"{BIRD}.docx", content=f"tout {BIRD}".encode(), folder=BIRD)
    entry.compte_rendu_id, entry.state, entry.problems = row_of(code).id, "taken", [f"« {BIRD} »"]
    row_of(code).problems = [f"« {BIRD} »"]
    job = jobs.ask("recit", {})
    job.state, job.arguments = "done", {"stored": store(settings.home, f"récit {BIRD}".encode())}
    db.session.commit()
    searched(code)
    about = piece(code, BIRD)
    writeup.make(code, {"do": "text", "piece": about, "text": f"« {BIRD} ! »"}, base=0, session="a")
    writeup.keep(code, why="test")
    service.begin(code, "together")
    service.correct(code, piece(code, "four"), f"Pas le four : {BIRD}.")
    learnt_service.save(code, [(about, f"Je connais {BIRD}.")])
    finished(code)
    move(code, "to-write", how=f"Elle parle de {BIRD}.")
    assert any("sqlite3" in name for name in on_disk(settings))
    set_aside(code)
    erase(code)
    assert on_disk(settings) == []
    assert [note.text for note in row_of(other).notes] == ["Elle vient depuis mars."]
    assert db.session.scalars(select(ImportedFile.name)).one() == "fichier effacé"


def test_erased_words_of_a_tablet_are_nowhere_and_what_it_still_sends_is_not_kept(
    app: Flask, settings: Settings
) -> None:
    tablet, pick = Device(), uid("prise")
    planned(name=BIRD).uid = INTERVIEW
    db.session.commit()
    note = f"note:carte:{pick}:{uid('passage')}"
    sent = [
        tablet.opens(),
        tablet.does("person.set", {"name": BIRD, "naming": "own"}),
        tablet.does("consent.set", {"use": "notes", "how": "oral", "state": "given"}, on="consent:notes"),
        tablet.does("card.take", {"pick": pick, "card": "utile"}),
        tablet.writes(f"« Avec {BIRD}. »", on=note),
        tablet.does("end.mark"),
    ]
    assert store_batch(INTERVIEW, sent).refused == []
    code = pour(INTERVIEW)
    set_aside(code)
    late = tablet.does("consent.set", {"use": "recit", "how": "oral", "state": "given"}, on="consent:recit")
    store_batch(INTERVIEW, [late])
    assert "given" not in consents(code).values()  # a tablet that knows nothing of it gives nothing back
    erase(code)
    assert on_disk(settings) == []
    more = tablet.writes(f"« Encore {BIRD}. »", on="hot-notes")
    assert more["id"] in store_batch(INTERVIEW, [more]).received
    assert on_disk(settings) == []
    assert (row_of(code).notes, stage_of(row_of(code))) == ([], "withdrawn")
    assert db.session.scalars(select(Appointment)).all() == []
    assert [one.state for one in db.session.scalars(select(Interview))] == ["withdrawn"]
    assert led_interviews() == []


def test_a_refused_passage_leaves_the_tablet_the_file_and_the_themes(app: Flask, settings: Settings) -> None:
    tablet, pick = Device(), uid("prise")
    note, other = (f"note:carte:{pick}:{uid(name)}" for name in ("passage", "autre"))
    sent = [
        tablet.opens(),
        tablet.does("card.take", {"pick": pick, "card": "utile"}),
        tablet.writes(f"« Avec {BIRD}, au début. »", on=note),
        tablet.writes(f"« Avec {BIRD}. »", on=note),
        tablet.writes("« La caisse. »", on=other),
        tablet.does("end.mark"),
    ]
    assert store_batch(INTERVIEW, sent).refused == []
    code = pour(INTERVIEW)
    searched(code)
    for mask in row_of(code).masks:
        mask.text = "autre"
    db.session.commit()
    service.refuse(code, piece(code, BIRD))
    assert on_disk(settings) == []
    assert [note.text for note in row_of(code).notes] == ["« La caisse. »"]
    summary = db.session.scalars(select(Run)).one().summary
    assert (summary["themes"][0]["name"], summary["themes"][0]["words"]) == ("caisse", ["caisse"])
    forget_unsaid(row_of(code))


def test_the_folder_of_kept_files_is_really_looked_into(app: Flask, settings: Settings) -> None:
    name = store(settings.home, f"un fichier avec {BIRD}".encode())
    assert on_disk(settings) == [Path(name).name]
