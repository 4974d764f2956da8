from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from kparole import jobs
from kparole.cli import check, commands
from kparole.cli.check import CHECKS, Check
from kparole.db import db, now
from kparole.errors import UserError
from kparole.store import open_store

LIGHT = tuple(one for one in CHECKS if one.run not in {check._french, check._engine})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path))
    for name in ("KPAROLE_BASE", "KPAROLE_FILE", "KPAROLE_MAX_ENVOI"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("one", LIGHT, ids=lambda one: one.label)
def test_on_a_sound_machine_every_point_is_fine(home: Path, one: Check) -> None:
    assert one.run() is None


def test_each_point_is_told_and_the_wrong_ones_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CHECKS", (Check("Le ciel", lambda: None), Check("La terre", lambda: "arrosez-la.")))
    found = CliRunner().invoke(commands, ["verifier"])
    assert found.output.splitlines()[:2] == ["✓ Le ciel", "✗ La terre : arrosez-la."]
    assert isinstance(found.exception, UserError)
    assert "1 point(s)" in str(found.exception)


def test_nothing_wrong_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CHECKS", (Check("Le ciel", lambda: None),))
    assert CliRunner().invoke(commands, ["verifier"]).exit_code == 0


def test_a_disk_that_is_nearly_full_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LOW_DISK", 2**70)
    assert "faites de la place" in (check._disk() or "")


def test_a_job_that_stands_still_is_said(home: Path) -> None:
    with open_store() as app:
        app.extensions["kparole.enqueue"] = lambda _job_id: None
        job = jobs.ask("analyse", {})
        job.state, job.heartbeat = "running", now() - timedelta(hours=1)
        db.session.commit()
    assert "relancez KParole" in (check._jobs() or "")


def test_a_link_to_what_is_gone_is_said(home: Path) -> None:
    assert check._database() is None
    with sqlite3.connect(home / "kparole.sqlite3") as base:
        base.execute("INSERT INTO pick (compte_rendu_id, rank) VALUES (99, 1)")
    base.close()
    assert "sauvegarde" in (check._database() or "")
