"""A base, jobs, a journal or a key that are broken: each is said by its point, with what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from kparole import jobs
from kparole.checks import data, points
from kparole.config import Settings
from kparole.db import db, now, own_transaction
from kparole.job_table import Job
from kparole.journal import AccessEntry, note
from kparole.store import open_store
from tests.kparole.checks.finding import found


def sql(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "kparole.sqlite3")) as base, base:
        base.execute(statement)


def test_on_a_new_machine_every_point_is_fine_and_no_base_is_made(home: Path) -> None:
    assert found() == {}
    assert list(home.iterdir()) == []


def test_on_a_machine_that_was_used_every_point_is_fine_and_nothing_changes(used: Path) -> None:
    before = {path.name: path.read_bytes() for path in used.iterdir()}
    assert found() == {}
    assert {name: (used / name).read_bytes() for name in before} == before


def test_a_base_that_a_server_is_using_is_fine(used: Path) -> None:
    with open_store(), own_transaction():
        assert found() == {}


# Breakages: what is done, which point says it, and with which words.


def _not_a_base(home: Path) -> None:
    (home / "kparole.sqlite3").write_bytes(b"ceci n'est pas une base" * 1000)


def _a_folder_for_a_base(home: Path) -> None:
    (home / "kparole.sqlite3").unlink()
    (home / "kparole.sqlite3").mkdir(mode=0o700)


def _a_spoilt_page(home: Path) -> None:
    content = bytearray((home / "kparole.sqlite3").read_bytes())
    content[4096:12288] = b"\xff" * 8192
    (home / "kparole.sqlite3").write_bytes(content)


def _cut_in_two(home: Path) -> None:
    content = (home / "kparole.sqlite3").read_bytes()
    (home / "kparole.sqlite3").write_bytes(content[: len(content) // 2])


def _a_link_to_nothing(home: Path) -> None:
    sql(home, "INSERT INTO pick (compte_rendu_id, rank) VALUES (99, 1)")


def _a_table_less(home: Path) -> None:
    sql(home, "DROP TABLE acces")


def _somebody_elses_base(home: Path) -> None:
    (home / "kparole.sqlite3").unlink()
    sql(home, "CREATE TABLE recettes (nom TEXT)")


def _newer(home: Path) -> None:
    sql(home, "UPDATE alembic_version SET version_num = '9999'")


def _older(home: Path) -> None:
    sql(home, "UPDATE alembic_version SET version_num = '0001'")


def _stuck(home: Path) -> None:
    sql(home, "UPDATE job SET state = 'running', heartbeat = '2026-01-01 00:00:00'")


def _nobody_begins(home: Path) -> None:
    sql(home, "UPDATE job SET heartbeat = '2026-01-01 00:00:00'")


def _a_spoilt_queue(home: Path) -> None:
    (home / "travaux.sqlite3").write_bytes(b"ceci n'est pas une file" * 1000)


def _an_entry_changed(home: Path) -> None:
    sql(home, "UPDATE acces SET who = 'compte:8' WHERE id = 1")


def _the_last_removed(home: Path) -> None:
    sql(home, "DELETE FROM acces WHERE id = 2")


def _rubbish_in_the_journal(home: Path) -> None:
    sql(home, "UPDATE acces SET at = 'hier', who = x'ff' WHERE id = 2")


def _a_passage_out_of_the_search(home: Path) -> None:
    made = ", ".join("'x'" for _ in range(5))
    sql(
        home,
        "INSERT INTO compte_rendu (id, uid, code, pseudonym, words_hash, deck_version, problems, created_at, masks_proposed)"
        f" VALUES (1, {made}, '[]', '2026-03-01 00:00:00.000000', 0)",
    )
    sql(home, "INSERT INTO note (compte_rendu_id, position, part, text, exact) VALUES (1, 1, 'carte', 'Un mot.', '[]')")


def _an_empty_key(home: Path) -> None:
    (home / "cle-secrete").write_bytes(b"")


def _a_folder_for_a_key(home: Path) -> None:
    (home / "cle-secrete").unlink()
    (home / "cle-secrete").mkdir(mode=0o700)


BREAKAGES: tuple[tuple[Callable[[Path], None], str, str], ...] = (
    (_not_a_base, "La base", "La base est abîmée."),
    (_a_folder_for_a_base, "La base", "est un dossier. Donnez l'adresse d'une base avec KPAROLE_BASE."),
    (_a_spoilt_page, "La base", "La base est abîmée."),
    (_cut_in_two, "La base", "La base est abîmée."),
    (_a_link_to_nothing, "La base", "La base est abîmée."),
    (_a_table_less, "La base", "La base est abîmée."),
    (_somebody_elses_base, "La base", "n'est pas une base de KParole"),
    (_newer, "La base", "Installez la dernière version"),
    (_older, "La base", "kparole migrer"),
    (_stuck, "Les travaux en cours", "un travail n'avance plus depuis dix minutes. Relancez KParole"),
    (_nobody_begins, "Les travaux en cours", "rien ne le commence. Relancez KParole"),
    (_a_spoilt_queue, "Les travaux en cours", "supprimez ce fichier"),
    (_an_entry_changed, "Le journal des accès", "L'entrée 1 a été modifiée après avoir été écrite."),
    (_the_last_removed, "Le journal des accès", "Il manque l'entrée 2 à la fin"),
    (_rubbish_in_the_journal, "Le journal des accès", "L'entrée 2 a été modifiée"),
    (_a_passage_out_of_the_search, "La recherche dans les paroles", "un passage ne se trouve pas encore"),
    (_an_empty_key, "La clé secrète", "KParole en fera une autre"),
    (_a_folder_for_a_key, "La clé secrète", "Vérifiez vos droits"),
)


@pytest.mark.parametrize(("damage", "label", "words"), BREAKAGES, ids=lambda one: getattr(one, "__name__", ""))
def test_each_breakage_is_said_by_its_point_with_what_to_do(
    used: Path, damage: Callable[[Path], None], label: str, words: str
) -> None:
    damage(used)
    said = found()
    assert words in said[label]
    assert set(said) == {label}
    assert not any("n'a pas pu être vérifié" in one for one in said.values()), said


def test_what_hangs_on_the_base_waits_for_it(used: Path) -> None:
    _not_a_base(used)
    skipped = [one.label for one in points.examine() if one.skipped]
    assert skipped == ["L'horloge", "Les travaux en cours", "Le journal des accès", "La recherche dans les paroles"]


@pytest.mark.parametrize(
    ("name", "value", "label", "words"),
    [
        ("KPAROLE_HOME", "{file}/dedans", "Les réglages", "ne peut pas être créé"),
        ("KPAROLE_HOME", "~inconnu/x", "Les réglages", "ne connaît pas"),
        ("KPAROLE_REGLAGES", "{file}", "Les réglages", "n'est pas écrit comme il faut"),
        ("KPAROLE_BASE", "sqlite:///{file}/x.sqlite3", "La base", "n'existe pas. Créez-le."),
        ("KPAROLE_BASE", "postgresql://127.0.0.1:1/kparole", "La base", "La base ne répond pas."),
        ("KPAROLE_FILE", "redis://127.0.0.1:1/0", "Les travaux en cours", "la file Redis ne répond pas"),
        ("KPAROLE_FILE", "redis://127.0.0.1:1/0?db=x", "Les travaux en cours", "la file Redis ne répond pas"),
    ],
)
def test_an_address_that_leads_nowhere_is_said(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, label: str, words: str
) -> None:
    (tmp_path / "fichier").write_text("x")
    monkeypatch.setenv(name, value.format(file=tmp_path / "fichier"))
    said = found()
    assert words in said[label]
    assert not any("n'a pas pu être vérifié" in one for one in said.values()), said


@pytest.mark.both_databases
def test_both_databases_are_looked_at(app: Flask) -> None:
    settings: Settings = app.config["KPAROLE"]
    looks = (data.database, data.clock, data.jobs, data.journal)
    with app.app_context():
        note("lire", "recit")
        assert [look(settings) for look in looks] == [None] * 4
        with own_transaction() as connection:
            connection.execute(update(AccessEntry).values(who="compte:8"))
        assert "L'entrée 1 a été modifiée" in (data.journal(settings) or "")


# The clock.


@pytest.mark.parametrize("present", [datetime(1970, 1, 1), datetime(2023, 12, 31), datetime(2107, 2, 3)])
def test_an_absurd_date_is_said(home: Path, monkeypatch: pytest.MonkeyPatch, present: datetime) -> None:
    monkeypatch.setattr(data, "now", lambda: present)
    assert f"{present:%d/%m/%Y}. Mettez cette machine à l'heure." in found()["L'horloge"]


@pytest.mark.parametrize(("late", "said"), [(1, False), (60, True)])
def test_a_date_before_the_last_entry_of_the_journal_is_said(
    used: Path, monkeypatch: pytest.MonkeyPatch, late: int, said: bool
) -> None:
    past = now() - timedelta(minutes=late)
    monkeypatch.setattr(data, "now", lambda: past)
    assert ("L'horloge" in found()) is said


# Jobs.


def test_a_job_that_waits_behind_one_that_moves_is_fine(used: Path) -> None:
    _nobody_begins(used)
    with open_store() as app:
        app.extensions["kparole.enqueue"] = lambda _job_id: None
        job = jobs.ask("import", {}, corpus="x")
        db.session.execute(update(Job).where(Job.id == job.id).values(state="running", heartbeat=now()))
        db.session.commit()
    assert found() == {}
