"""Over ten of the samples: once everything that waits is changed, no word that was changed is read anywhere outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import spacy
from flask import Flask

from analysis.corpus import people_from_rows
from analysis.recit.gathering import release
from analysis.steps.mask import Known, propose
from analysis.steps.segment import segment
from analysis.steps.types import Analysis
from cards.deck import load_deck
from interviews.masked import masked_page
from interviews.masks import masks_by_note
from interviews.models import CompteRendu
from interviews.replacing.service import confirm_all
from interviews.service import declare_consent, propose_masks, whole_corpus
from kparole.db import db
from network.service import known_names
from tests.conftest import opened
from tests.databases import Bases

EVERYWHERE = {"PERSONNE", "LIEU", "ORGANISATION", "CONTACT"}


def propose_everywhere(rows: list[CompteRendu]) -> None:
    """What rules and lists find: the French model would find more, and what is done of it is the same."""
    kpas, places = known_names()
    notes = [note for row in rows for note in row.notes if note.part not in ("vecu", "modalites")]
    found = propose([note.text for note in notes], known=Known((), kpas, places), nlp=spacy.blank("fr"))
    by_note = dict(zip((note.id for note in notes), found, strict=True))
    for row in rows:
        spans = {
            note.id: [(m.start, m.end, m.kind, m.text, m.certainty) for m in by_note[note.id]]
            for note in row.notes
            if note.id in by_note
        }
        propose_masks(row, spans)
    db.session.commit()


def analysis_of(rows: list[CompteRendu]) -> Analysis:
    people = people_from_rows(rows)
    extracts = tuple(extract for person in people for extract in segment(person))
    return Analysis(people, extracts, {}, {}, (), (), (), (), "x")


@pytest.fixture(scope="module")
def decided(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The samples where everything that waited was changed, for tests that only read."""
    with bases.filled(tmp_path_factory.mktemp("decide")) as settings, opened(settings) as app:
        with app.app_context():
            _decide_all()
        yield app


def ten() -> list[CompteRendu]:
    """Every third sample: all thirty take three times as long and say the same."""
    return whole_corpus()[::3]


def _decide_all() -> None:
    rows = ten()
    propose_everywhere(rows)
    for row in rows:
        declare_consent(row, uses=["equipe", "recit"], who="Sylvie", when="en mars", how="oral")
        confirm_all(row.code)
    db.session.commit()


def originals(row: CompteRendu) -> re.Pattern[str]:
    words = {mask.text for mask in row.masks if mask.kind in EVERYWHERE and any(s.isupper() for s in mask.text)}
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(words, key=len, reverse=True)) or "$^"
    )


def test_no_changed_word_is_in_what_may_be_quoted_nor_on_a_masked_page(decided: Flask) -> None:
    with decided.app_context():
        rows = ten()
        analysis = analysis_of(rows)
        consents = {row.code: {"recit": "given"} for row in rows}
        quotable, reasons = release(analysis, consents=consents, masks=masks_by_note())
        assert reasons == {}
        assert len(quotable) == len(analysis.extracts) > 150
        leaks = {row.code: originals(row) for row in rows}
        said = [(extract.person, quotable[extract.id]) for extract in analysis.extracts]
        for row in rows:
            page = masked_page(row, load_deck(), use="equipe")
            said += [(row.code, "".join(r.text for r in p.runs)) for s in page.sections for p in s.paragraphs]
        assert [words for code, words in said if leaks[code].search(words)] == []
        assert not any("[prénom]" in words for _, words in said)


def test_the_same_person_has_the_same_name_in_the_recit_and_on_the_masked_page(decided: Flask) -> None:
    with decided.app_context():
        rows = ten()
        quotable, _ = release(
            analysis_of(rows), consents={row.code: {"recit": "given"} for row in rows}, masks=masks_by_note()
        )
        masks = {note: spans for note, spans in masks_by_note().items() if spans}
        names = {one.instead for spans in masks.values() for one in spans if one.mask.kind == "PERSONNE"}
        assert len(names) > 10
        assert any(name and name in words for name in names for words in quotable.values())


def test_words_where_nobody_has_looked_do_not_leave(decided: Flask) -> None:
    with decided.app_context():
        rows = ten()
        analysis = analysis_of(rows)
        quotable, reasons = release(
            analysis,
            consents={row.code: {"recit": "given"} for row in rows},
            masks=masks_by_note(),
            unsearched={rows[0].code},
        )
        own = [extract.id for extract in analysis.extracts if extract.person == rows[0].code]
        assert own
        assert reasons == {"masquage": len(own)}
        assert not set(own) & set(quotable)
