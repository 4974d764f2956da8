"""Whoever reads with names changed searches in what they may read, and learns nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from cards.deck import load_deck
from interviews.models import CompteRendu, NoteRow
from interviews.search.pages import results_page
from interviews.search.query import read_query
from kparole.access import Role, acting_as
from kparole.db import db
from tests.conftest import opened
from tests.databases import Bases
from tests.interviews.search.making import agree, evaluator, found, hide, interview

pytestmark = pytest.mark.both_databases
SECRET = "Avec Zéphyrine on a ouvert la cantine de Vauvert."


@pytest.fixture
def row(app: Flask) -> Iterator[CompteRendu]:
    with app.app_context():
        yield made()


@pytest.fixture(scope="module")
def read_only(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with bases.empty(tmp_path_factory.mktemp("lue")) as settings, opened(settings) as app, app.app_context():
        made()
        yield


def made() -> CompteRendu:
    """One interview of which names were looked for: one is proposed, one confirmed, one was refused."""
    row = interview("ICI-01", SECRET, "Une cantine sans nom.", "Le cerfeuil de Perle.")
    row.notes.append(NoteRow(position=9, part="vecu", rank=None, text="Elle était fatiguée à la cantine."))
    hide(row, "Zéphyrine")
    hide(row, "Vauvert", state="confirmed", kind="LIEU")
    hide(row, "Perle", state="refused")
    agree(row, "equipe")
    return row


def count(words: str, **filters: str) -> int:
    """How many passages an evaluator finds."""
    with acting_as(evaluator()):
        return found(words, **filters).passages


@pytest.mark.parametrize("words", ["Zéphyrine", "zephyrine", "zeph*", "vauvert", '"cantine de Vauvert"', "fatiguée"])
@pytest.mark.usefixtures("read_only")
def test_hidden_words_are_not_found(words: str) -> None:
    assert found(words).passages == 1  # the team does
    assert count(words) == 0
    assert count(f"cantine -{words}" if '"' not in words else "cantine") == 2  # nor by what leaving them out would say


@pytest.mark.usefixtures("read_only")
def test_what_may_be_read_is_found() -> None:
    assert count("cantine") == 2
    assert count("perle") == 1
    assert count("") == 3  # how the interview went stays with the team
    assert found("").passages == 4


@pytest.mark.parametrize("words", ["cantine", ""])
@pytest.mark.usefixtures("read_only")
def test_hidden_words_are_not_shown(words: str) -> None:
    with acting_as(evaluator()):
        answer = found(words)
        page = results_page(answer, read_query(words), load_deck(), masked=True, said=False)
    shown = " ".join(piece.text for line in page.lines for piece in line.pieces)
    assert "cantine" in shown
    assert "phyrine" not in shown
    assert "Vauvert" not in shown
    assert {piece.text for line in page.lines for piece in line.pieces if piece.mark} == (
        {"cantine"} if words else set()
    )


def test_a_new_doubt_hides_at_once(row: CompteRendu) -> None:
    assert count("cerfeuil") == 1
    doubt = hide(row, "cerfeuil")
    assert count("cerfeuil") == 0
    doubt.state = "refused"
    db.session.commit()
    assert count("cerfeuil") == 1


def test_without_agreement_or_before_names_are_looked_for_nothing_is_found(row: CompteRendu) -> None:
    row.masks_proposed = False
    db.session.commit()
    assert count("cantine") == count("") == 0
    row.masks_proposed = True
    for state in ("refused", "withdrawn"):
        row.consents[0].state = state
        db.session.commit()
        assert count("cantine") == count("") == 0
    assert found("cantine").passages == 3


@pytest.mark.usefixtures("read_only")
def test_another_use_opens_nothing() -> None:
    with acting_as(evaluator(Role.FACILITATION)):  # asks for « atelier »
        assert found("cantine").passages == 0


def test_exact_words_are_hidden_too(row: CompteRendu) -> None:
    row.notes[0].exact = [[0, len(SECRET)]]
    db.session.commit()
    assert count("ouvert", said="oui") == 1
    assert count("zeph*", said="oui") == count("Vauvert", said="oui") == 0
