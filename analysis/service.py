"""Runs the analysis on the tables, keeps its runs and reads them back; the only writer of the analysis tables."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from analysis.coding.decisions import settled
from analysis.coding.service import decisions, stamp
from analysis.corpus import note_id, people_from_rows
from analysis.engine import Engine, read_taxonomy
from analysis.models import ExtractRow, LabelRow, Run
from analysis.needs_reading import read_needs
from analysis.other_reading import SECOND_VIEW, other_reading
from analysis.steps.types import Analysis, Crossing, Extract, Label, Reading, Theme, Weight, Word
from analysis.themes.service import stamp as themes_stamp
from interviews.kept import kept
from interviews.models import CompteRendu
from interviews.service import propose_masks, whole_corpus
from kparole.access import SYSTEM, acting_as
from kparole.db import by_letter, db
from kparole.errors import UserError
from network.service import known_names

if TYPE_CHECKING:
    from analysis.memory import Memory

Progress = Callable[[str, int, int], None]
KEPT_RUNS = 3
MOST_ROUNDS = 3
"""Words that change while we read are read again, not for ever."""

EMPTY = "Il n'y a pas encore de compte-rendu à analyser. Importez d'abord vos fichiers Word."
MOVING = (
    "Des comptes-rendus changent pendant que je les lis : rien n'a été gardé, et l'analyse d'avant reste. "
    "Recommencez quand plus personne n'écrit."
)


def run_analysis(engine: Engine, *, progress: Progress) -> Run:
    """Analyse every compte-rendu of the tables and keep the run; what was read last time is not read again.

    Words that change meanwhile are read again. Raises UserError when there is nothing, or when they never stand still.
    """
    from analysis.memory import Memory  # only who analyses pays for the libraries

    memory = Memory(current_app.config["KPAROLE"].home, version=engine.version, encoder=engine.encoder)
    with memory.open():
        for _ in range(MOST_ROUNDS):
            run = _one_round(engine, memory, progress)
            if run is not None:
                progress("Je range les résultats", 1, 1)
                return run
    raise UserError(MOVING)


def _one_round(engine: Engine, memory: Memory, progress: Progress) -> Run | None:
    """Read, then keep the run; None, nothing kept, when words came, went or changed meanwhile."""
    from analysis.known_masks import Looked, masks_of
    from analysis.pipeline import analyse

    rows = whole_corpus()
    if not rows:
        raise UserError(EMPTY)
    people, stamp = people_from_rows(rows), corpus_stamp()
    find, known = Looked(masks_of(rows)), known_names()
    db.session.rollback()  # the long reading holds no lock
    before = latest_run()
    last = dict(before.summary.get("needs", {})) if before else {}
    db.session.rollback()
    analysis = analyse(people, engine=engine, known=known, progress=progress, find=find, reads=memory.recall(people))
    beside: dict[str, Any] = {"thresholds": engine.thresholds}
    if engine.needs is not None:
        beside["needs"] = read_needs(engine.needs, analysis, last)
    progress("Je range les résultats", 0, 1)
    db.session.rollback()
    try:
        run = _save(analysis, stamp, find.codes_, beside)
    except IntegrityError:  # an interview went between two of our questions
        db.session.rollback()
        run = None
    memory.take(analysis)
    if run is not None:
        memory.keep(analysis)
    return run


def latest_run() -> Run | None:
    """The newest run, without its extracts."""
    return db.session.scalar(select(Run).order_by(Run.id.desc()).limit(1))


def is_stale(run: Run) -> bool:
    """True when comptes-rendus came or went since this run."""
    return run.corpus != corpus_stamp()


def corpus_stamp() -> str:
    """16 hex digits of which texts are in the tables."""
    pairs = db.session.execute(
        select(CompteRendu.code, CompteRendu.words_hash).where(kept()).order_by(by_letter(CompteRendu.code))
    ).all()
    return hashlib.sha256(repr([tuple(pair) for pair in pairs]).encode()).hexdigest()[:16]


def load_analysis(run: Run) -> Analysis:
    """The analysis of a run, as the steps gave it. The last ones stay in memory as long as no text comes or goes."""
    with acting_as(SYSTEM):  # kept for everybody: what each may read of it is decided by who shows it
        return _load(
            run.id, corpus_stamp(), f"{stamp()} {themes_stamp()} {read_taxonomy().version}", str(db.engine.url)
        )


@lru_cache(maxsize=2)
def _load(run_id: int, corpus: str, _decided: str, database: str) -> Analysis:
    from analysis.coding.overlay import decided  # numpy, for whoever counts
    from analysis.themes.overlay import as_left

    analysis, uids = _load_machine(run_id, corpus, database)
    read = decided(analysis, settled(decisions()), effects=read_taxonomy().ids, uids=uids)
    return as_left(read, uids, effects=read_taxonomy().ids)


def load_machine(run: Run) -> tuple[Analysis, dict[str, str]]:
    """What the machine read, nothing of what people decided over it; and the uid of the paragraph of each note."""
    with acting_as(SYSTEM):
        return _load_machine(run.id, corpus_stamp(), str(db.engine.url))


@lru_cache(maxsize=2)
def _load_machine(run_id: int, _corpus: str, _database: str) -> tuple[Analysis, dict[str, str]]:
    """What the machine read, and the uid of the paragraph of each note."""
    run = db.session.get_one(Run, run_id)
    rows = [row for row in whole_corpus() if row.code in run.summary["codes"]]  # who came since is not in this run
    people = people_from_rows(rows)
    notes = {note.id: (row.code, note) for row in rows for note in row.notes}
    where = {note.id: note for person in people for note in person.notes}
    wanted = select(ExtractRow).where(ExtractRow.run_id == run_id).order_by(ExtractRow.id)
    extracts, readings = [], {}
    for extract in db.session.scalars(wanted.options(selectinload(ExtractRow.labels))):
        if extract.note_id not in notes:
            continue
        code, note_row = notes[extract.note_id]
        note = where[note_id(code, note_row.position)]
        extracts.append(
            Extract(
                extract.uid,
                code,
                note.id,
                note.part,
                note.card,
                note.rank,
                extract.start,
                extract.end,
                extract.text,
                extract.exact,
            )
        )
        readings[extract.uid] = reading_of(extract)
    summary = run.summary
    uids = {note_id(code, note_row.position): note_row.uid for code, note_row in notes.values()}
    analysis = Analysis(
        people=people,
        extracts=tuple(extracts),
        masks={},
        readings=readings,
        themes=tuple(_theme(entry, readings) for entry in summary["themes"]),
        weights=tuple(_weight(entry) for entry in summary["weights"]),
        crossings=tuple(Crossing(**entry) for entry in summary["crossings"]),
        saturation=tuple(summary["saturation"]),
        version=run.version,
        parameters=dict(run.parameters),
        duration=dict(run.duration),
    )
    return analysis, uids


def _save(analysis: Analysis, stamp: str, looked: frozenset[str], beside: Mapping[str, Any]) -> Run | None:
    """Keep the run, unless the words are no longer those that were read.

    ``looked``: whose names were looked for; ``beside``: more for its summary.
    """
    found = whole_corpus()
    if people_from_rows(found) != analysis.people:
        db.session.rollback()
        return None
    rows = {row.code: row for row in found}
    note_rows = {note_id(row.code, note.position): note.id for row in rows.values() for note in row.notes}
    run = Run(
        version=analysis.version,
        corpus=stamp,
        parameters=dict(analysis.parameters),
        duration=dict(analysis.duration),
        summary={**_summary(analysis), **beside},
        charts={},  # drawn when a page is asked for: they follow what people decided
    )
    db.session.add(run)
    db.session.flush()
    _save_extracts(run.id, analysis, rows, note_rows)
    _save_masks(analysis, rows, note_rows, looked)
    old = select(Run.id).order_by(Run.id.desc()).offset(KEPT_RUNS)
    db.session.execute(delete(Run).where(Run.id.in_(list(db.session.scalars(old)))))
    db.session.commit()
    return run


def _save_extracts(
    run_id: int, analysis: Analysis, rows: Mapping[str, CompteRendu], note_rows: Mapping[str, int]
) -> None:
    """Bulk inserts: one statement for the extracts, one for the labels."""
    if not analysis.extracts:
        return
    values = [_extract_values(run_id, e, analysis.readings[e.id], rows, note_rows) for e in analysis.extracts]
    db.session.execute(insert(ExtractRow), values)
    pairs = db.session.execute(select(ExtractRow.uid, ExtractRow.id).where(ExtractRow.run_id == run_id))
    ids = {row.uid: row.id for row in pairs}
    labels = [
        _label_values(ids[extract.id], rank, label)
        for extract in analysis.extracts
        for rank, label in enumerate(analysis.readings[extract.id].labels)
    ]
    if labels:
        db.session.execute(insert(LabelRow), labels)


def _extract_values(
    run_id: int, extract: Extract, reading: Reading, rows: Mapping[str, CompteRendu], note_rows: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "uid": extract.id,
        "compte_rendu_id": rows[extract.person].id,
        "note_id": note_rows[extract.note],
        "start": extract.start,
        "end": extract.end,
        "text": extract.text,
        "exact": extract.exact,
        "best": reading.best,
        "best_confidence": reading.best_confidence,
    }


def _label_values(extract_id: int, rank: int, label: Label) -> dict[str, Any]:
    return {
        "extract_id": extract_id,
        "rank": rank,
        "effect": label.effect,
        "sub": label.sub,
        "polarity": label.polarity,
        "strength": label.strength,
        "confidence": label.confidence,
        "words": [[word.start, word.end, word.weight] for word in label.words],
    }


def _save_masks(
    analysis: Analysis, rows: Mapping[str, CompteRendu], note_rows: Mapping[str, int], looked: frozenset[str]
) -> None:
    of_person: dict[str, dict[int, list[tuple[int, int, str, str, float]]]] = defaultdict(dict)
    for note, masks in analysis.masks.items():
        code = note.rpartition(".")[0]
        if code not in looked and rows[code].masks_proposed:
            continue
        found: list[tuple[int, int, str, str, float]] = [(m.start, m.end, m.kind, m.text, m.certainty) for m in masks]
        of_person[code][note_rows[note]] = found
    for code, proposals in of_person.items():
        propose_masks(rows[code], proposals)


def _summary(analysis: Analysis) -> dict[str, Any]:
    return {
        "people": len(analysis.people),
        "codes": [person.id for person in analysis.people],
        "extracts": len(analysis.extracts),
        "nowhere": sum(not analysis.readings[e.id].labels for e in analysis.extracts),
        "weights": [asdict(weight) for weight in analysis.weights],
        "crossings": [asdict(crossing) for crossing in analysis.crossings],
        "themes": [asdict(theme) for theme in analysis.themes],
        "saturation": list(analysis.saturation),
        SECOND_VIEW: other_reading(analysis),
    }


def reading_of(extract: ExtractRow) -> Reading:
    """What the machine saw in a passage, as the steps gave it."""
    labels = tuple(
        Label(
            label.effect,
            label.polarity,  # type: ignore[arg-type]
            label.strength,
            label.confidence,
            tuple(Word(int(s), int(e), extract.text[int(s) : int(e)], w) for s, e, w in label.words),
            label.sub,
        )
        for label in extract.labels
    )
    return Reading(labels, extract.best, extract.best_confidence)


def _weight(entry: Mapping[str, Any]) -> Weight:
    values = dict(entry)
    values["by_strength"] = tuple(values["by_strength"])
    values["cards"] = tuple((card, times) for card, times in values["cards"])
    return Weight(**values)


def _theme(entry: Mapping[str, Any], there: Mapping[str, Reading]) -> Theme:
    """A theme as kept, without the extracts of comptes-rendus that went since."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    for key in ("members", "typical"):
        values[key] = tuple(extract for extract in values[key] if extract in there)
    return Theme(**values)
