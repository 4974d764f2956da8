"""What a person decides of names: here or everywhere, taken back, within her reach only; nothing hidden leaves."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import text

from cards.deck import load_deck
from interviews.masked import masked_page
from interviews.models import CompteRendu
from interviews.replacing import table_service
from interviews.replacing.book import Entry
from interviews.replacing.corpus import review_page, table_page
from interviews.replacing.errors import ReplacingError
from interviews.replacing.forgetting import forget_unsaid_names
from interviews.replacing.key import names_key
from interviews.replacing.service import complete, confirm_all, decide, take_back
from interviews.replacing.table import _opened, the_book
from interviews.replacing.unseen import hide
from interviews.service import propose_masks
from kparole.access import LOCAL, acting_as
from kparole.db import db
from kparole.secret import NAMES
from tests.interviews.replacing.names_making import (
    DIALLO,
    ELSEWHERE,
    FATOU,
    contributor,
    interview,
    mask_of,
    propose,
    states,
)

ON_BOTH = pytest.mark.both_databases


@pytest.fixture
def codes(app: Flask) -> tuple[str, str, str]:
    """Two interviews of « Ici », one of « Ailleurs », with their proposals."""
    with app.app_context():
        first, second, third = interview("Ici", FATOU), interview("Ici", DIALLO), interview("Ailleurs", ELSEWHERE)
        propose(first, ("Fatou", "PERSONNE"), ("Roubaix", "LIEU"))
        propose(second, ("Mme Diallo", "PERSONNE"), ("Fatou", "PERSONNE"), ("Roubaix", "LIEU"))
        propose(third, ("Fatou", "PERSONNE"), ("Kader", "PERSONNE"), ("Lille", "LIEU"))
        return first, second, third


def entry_of(words: str, scope: str = "") -> Entry:
    return next(one for one in the_book().entries if any(f.words == words and scope in f.scope for f in one.forms))


def read(code: str) -> str:
    """The interview as somebody outside the team reads it."""
    db.session.expire_all()
    page = masked_page(db.session.query(CompteRendu).filter_by(code=code).one(), load_deck(), use="equipe")
    return "\n".join("".join(run.text for run in p.runs) for section in page.sections for p in section.paragraphs)


@ON_BOTH
def test_one_person_gets_one_first_name_in_every_interview_of_her_kpa(app: Flask, codes: tuple[str, str, str]) -> None:
    first, second, _ = codes
    with app.app_context():
        decide(mask_of(first, "Fatou"), "change")
        name = entry_of("Fatou").instead
        assert name
        assert read(first).count(name) == 2
        assert "Fatou" not in read(first) + read(second)
        assert name in read(second)


def test_places_are_said_by_their_kind_in_readable_french(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Roubaix"), "change")
        assert "dans une ville" in read(codes[0])


def test_people_of_two_kpas_are_two_whatever_they_are_called(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change")
        assert states(codes[2])["Fatou"] == {"proposed"}
        decide(mask_of(codes[2], "Fatou"), "change")
        assert {f.scope for f in entry_of("Fatou").forms} != {f.scope for f in the_book().entries[-1].forms}
        assert len({one.instead for one in the_book().entries}) == 2


def test_a_decision_in_one_interview_leaves_the_others_waiting(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Roubaix"), "keep", code=codes[0])
        assert states(codes[0])["Roubaix"] == {"refused"}
        assert states(codes[1])["Roubaix"] == {"proposed"}


@ON_BOTH
def test_kept_everywhere_is_kept_in_the_interviews_to_come_too(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Roubaix"), "keep", everywhere=True)
        assert states(codes[1])["Roubaix"] == {"refused"}
        later = interview("Ailleurs", "Roubaix, encore.")
        row = db.session.query(CompteRendu).filter_by(code=later).one()
        propose_masks(row, {row.notes[0].id: [(0, 7, "LIEU", "Roubaix", 0.9)]})
        db.session.commit()
        assert states(later)["Roubaix"] == {"refused"}


def test_changed_everywhere_is_changed_in_the_interviews_to_come_too(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change", everywhere=True)
        later = interview("Ici", "Fatou, encore.")
        row = db.session.query(CompteRendu).filter_by(code=later).one()
        propose_masks(row, {row.notes[0].id: [(0, 5, "PERSONNE", "Fatou", 0.9)]})
        db.session.commit()
        assert states(later)["Fatou"] == {"confirmed"}
        assert read(later) == f"{entry_of('Fatou', 'kpa').instead}, encore."


def test_the_same_words_that_the_machine_did_not_see_are_changed_with_the_others(app: Flask) -> None:
    with app.app_context():
        code = interview("Ici", "Avec Amina, au jardin.", "Amina, et encore Amina.")
        row = db.session.query(CompteRendu).filter_by(code=code).one()
        propose_masks(row, {row.notes[0].id: [(5, 10, "PERSONNE", "Amina", 0.9)]})
        db.session.commit()
        decide(mask_of(code, "Amina"), "change", code=code)
        assert "Amina" not in read(code)
        assert take_back()
        assert states(code) == {"Amina": {"proposed"}}


@ON_BOTH
def test_each_decision_can_be_taken_back_one_after_the_other(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change")
        decide(mask_of(codes[0], "Fatou"), "keep", everywhere=True)
        assert states(codes[0])["Fatou"] == {"refused"}
        assert take_back()
        assert states(codes[0])["Fatou"] == {"confirmed"}
        assert entry_of("Fatou").instead
        assert take_back()
        assert states(codes[0])["Fatou"] == {"proposed"}
        assert the_book().entries == ()
        assert not take_back()


def test_everything_that_waits_in_an_interview_is_changed_at_once(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        assert confirm_all(codes[1]) == 3
        assert "proposed" not in set().union(*states(codes[1]).values())
        assert not any(words in read(codes[1]) for words in ("Diallo", "Fatou", "Roubaix"))
        assert states(codes[0])["Fatou"] == {"proposed"}


def test_the_first_name_that_was_shown_is_the_one_that_is_given(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        shown = {group.words: group for group in review_page().groups}
        decide(shown["Kader"].mask, "change", name=shown["Kader"].instead)
        assert entry_of("Kader").instead == shown["Kader"].instead
        decide(mask_of(codes[0], "Fatou"), "change", name=shown["Kader"].instead)
        assert entry_of("Fatou").instead != shown["Kader"].instead


def test_words_are_said_to_be_somebody_known_in_one_gesture(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[1], "Fatou"), "change")
        fatou = entry_of("Fatou")
        (offered,) = [one.people for one in review_page(code=codes[1]).groups if one.words == "Mme Diallo"]
        assert offered == ((fatou.uid, f"Fatou, écrit {fatou.instead}"),)
        decide(mask_of(codes[1], "Mme Diallo"), "change", same_as=fatou.uid)
        assert entry_of("Mme Diallo").uid == fatou.uid
        with pytest.raises(ReplacingError):
            decide(mask_of(codes[2], "Kader"), "change", same_as=fatou.uid)


def test_words_changed_before_anything_was_chosen_get_something(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE mask SET state = 'confirmed'"))
        db.session.commit()
        assert "[prénom]" in read(codes[0])
        assert complete() == 6
        assert not re.search(r"\[(prénom|un lieu)\]", read(codes[0]) + read(codes[1]) + read(codes[2]))
        assert complete() == 0


def test_two_wordings_are_joined_under_one_name_and_split_again(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[1], "Fatou"), "change")
        decide(mask_of(codes[1], "Mme Diallo"), "change")
        fatou, diallo = entry_of("Fatou"), entry_of("Mme Diallo")
        assert fatou.uid != diallo.uid
        table_service.change({"qui": diallo.uid, "faire": "joindre", "avec": fatou.uid})
        assert entry_of("Mme Diallo").instead == fatou.instead
        assert f"Mme {fatou.instead} rit." in read(codes[1])
        table_service.change({"qui": fatou.uid, "faire": "separer", "mots": "Mme Diallo"})
        assert entry_of("Mme Diallo").instead not in (None, "", fatou.instead)


def test_a_person_chooses_her_own_name_but_not_somebody_elses(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change")
        decide(mask_of(codes[2], "Kader"), "change")
        fatou, kader = entry_of("Fatou"), entry_of("Kader")
        table_service.change({"qui": fatou.uid, "faire": "ecrire", "mots": "  Étoile "})
        assert read(codes[0]).startswith("Étoile m'a emmenée")
        for words in ("", "Fatou", str(kader.instead), "x" * 61):
            with pytest.raises(ReplacingError):
                table_service.change({"qui": fatou.uid, "faire": "ecrire", "mots": words})
        db.session.rollback()
        assert entry_of("Fatou").instead == "Étoile"


def test_a_place_gets_the_words_somebody_wrote(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Roubaix"), "change")
        table_service.change({"qui": entry_of("Roubaix").uid, "faire": "ecrire", "mots": "une ville voisine"})
        assert "m'a emmenée dans une ville voisine." in read(codes[0])


@ON_BOTH
def test_missed_words_are_hidden_here_and_proposed_elsewhere(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        missed = interview("Ici", "Chez Zoubida, on rit.", "Zoubida aussi.")
        other = interview("Ici", "J'ai vu Zoubida.")
        assert hide(missed, " Zoubida ", "PERSONNE") == 2
        assert "Zoubida" not in read(missed)
        assert states(other) == {"Zoubida": {"proposed"}}
        assert take_back()
        assert states(missed) == states(other) == {}


@pytest.mark.parametrize(
    ("words", "kind"), [("Absente", "PERSONNE"), ("", "LIEU"), ("Fatou", "x"), ("x" * 300, "LIEU")]
)
def test_words_that_cannot_be_hidden_are_told(app: Flask, codes: tuple[str, str, str], words: str, kind: str) -> None:
    with app.app_context(), pytest.raises(ReplacingError):
        hide(codes[0], words, kind)


@ON_BOTH
def test_a_contributor_decides_for_her_kpa_only_and_touches_no_other(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        there = mask_of(codes[2], "Fatou")
        with acting_as(contributor("Ici")):
            with pytest.raises(ReplacingError):
                decide(there, "change")
            decide(mask_of(codes[0], "Fatou"), "change", everywhere=True)
            assert hide(codes[0], "Depuis", "AUTRE") == 1
        assert states(codes[2])["Fatou"] == {"proposed"}


def test_somebody_known_in_two_kpas_is_out_of_reach_of_each(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change")
        decide(mask_of(codes[2], "Fatou"), "change")
        here, there = entry_of("Fatou"), the_book().entries[-1]
        table_service.change({"qui": there.uid, "faire": "joindre", "avec": here.uid})
        assert read(codes[2]).startswith(f"{here.instead} et ")
        with acting_as(contributor("Ici")), pytest.raises(ReplacingError):
            table_service.change({"qui": here.uid, "faire": "ecrire", "mots": "Étoile"})


def test_the_table_of_correspondence_holds_no_word_that_can_be_read(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change", everywhere=True)
        decide(mask_of(codes[0], "Roubaix"), "keep", everywhere=True)
        held = b""
        for table in ("correspondence", "name_decision"):
            for row in db.session.execute(text(f"SELECT * FROM {table}")):
                held += repr(tuple(row)).encode() + b"".join(
                    bytes(one) for one in row if isinstance(one, bytes | memoryview)
                )
        names = [str(one.instead) for one in the_book().entries if one.instead]
        assert names
        for words in ("Fatou", "Roubaix", *names):
            assert words.encode() not in held


def test_decisions_are_those_of_who_made_them(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        with acting_as(contributor("Ici")):
            decide(mask_of(codes[0], "Fatou"), "change")
        with acting_as(LOCAL):
            assert not take_back()
        assert states(codes[0])["Fatou"] == {"confirmed"}


def test_a_contributor_sees_in_the_table_only_what_is_said_in_her_kpa(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[1], "Mme Diallo"), "change")
        decide(mask_of(codes[2], "Fatou"), "change")
        decide(mask_of(codes[2], "Kader"), "change")
        decide(mask_of(codes[2], "Lille"), "change", everywhere=True)
        there, here = entry_of("Kader"), entry_of("Mme Diallo")
        table_service.change({"qui": there.uid, "faire": "joindre", "avec": here.uid})
        with acting_as(contributor("Ici")):
            shown = table_page()
            assert [(one.words, one.mine) for one in shown.changed] == [(("Mme Diallo",), False)]
            assert "Kader" not in repr(shown) + repr(review_page())


def test_names_that_are_said_nowhere_any_more_are_forgotten(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[1], "Mme Diallo"), "change")
        decide(mask_of(codes[1], "Fatou"), "change")
        row = db.session.query(CompteRendu).filter_by(code=codes[1]).one()
        row.masks, row.notes = [], []
        db.session.flush()
        forget_unsaid_names(row)
        db.session.commit()
        assert [form.words for entry in the_book().entries for form in entry.forms] == ["Fatou"]  # said elsewhere too
        assert not take_back()


def test_without_its_key_the_table_opens_no_more_and_says_so(app: Flask, codes: tuple[str, str, str]) -> None:
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change")
        key = app.config["KPAROLE"].home / NAMES
        assert oct(key.stat().st_mode & 0o777) == "0o600"
        key.unlink()
        names_key.cache_clear()
        _opened.cache_clear()
        assert table_page().closed == 1
        assert "[prénom]" in read(codes[0])
