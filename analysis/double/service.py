"""Opens double readings, keeps what each reader says, ends them; the only writer of their tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from analysis.coding.decisions import EFFECTS, Decision, Place, Scheme, Told, told_by_machine
from analysis.coding.models import CodingRound, CodingTask
from analysis.coding.service import decide, decisions
from analysis.double.errors import RoundError
from analysis.double.units import Unit, by_reader, labels_of, units_of
from analysis.models import ExtractRow
from analysis.review.schemes import grid_of
from analysis.service import latest_run, reading_of
from interviews.kept import kept
from interviews.models import CompteRendu, NoteRow
from kparole.access import SYSTEM, Actor, acting_as, current
from kparole.db import by_letter, db, now

HERE = "lecteur:"
"""How the keys of readers who take turns on one machine begin."""
LEAST_READERS = 2
NO_RUN = "Lancez d'abord l'analyse : c'est elle qui découpe les passages. Elle n'en dira rien aux lecteurs."
TWO = "Il faut au moins deux personnes pour comparer. Ajoutez un nom."
NO_INTERVIEW = "Choisissez au moins un entretien."
NOTHING = "Ces entretiens n'ont pas de passage à lire. Relancez l'analyse, puis recommencez."
NOT_YOURS = "Cette lecture n'est pas pour vous, ou elle est finie."
GONE = "Ce passage a été retiré du compte-rendu depuis. Passez au suivant."
NOT_ALL = "Il reste des passages sans réponse. Dites au moins « rien » pour chacun."


def open_round(
    name: str, *, codes: Sequence[str], readers: Sequence[tuple[str, str]], scheme: Scheme = EFFECTS
) -> CodingRound:
    """Open a double reading of these interviews, and commit.

    Args:
        name: what it is called.
        codes: interviews within reach.
        readers: (key, name) of each; a key "" is somebody who takes turns on this machine.
        scheme: what is looked for.

    Raises:
        RoundError: too few readers, or nothing to read.
    """
    if len(readers) < LEAST_READERS or len({key or name for key, name in readers}) < len(readers):
        raise RoundError(TWO)
    if not codes:
        raise RoundError(NO_INTERVIEW)
    units = _cut(codes, grid_of(scheme).parts)
    if not units:
        raise RoundError(NOTHING)
    row = CodingRound(name=name.strip()[:120] or "Double lecture", scheme=scheme, who=current().key, units=units)
    db.session.add(row)
    db.session.flush()
    ids = dict(
        db.session.execute(select(CompteRendu.code, CompteRendu.id).where(CompteRendu.code.in_(sorted(codes)))).all()
    )
    db.session.add_all(
        CodingTask(round_id=row.id, compte_rendu_id=ids[code], coder=key or f"{HERE}{place}", coder_name=called)
        for place, (key, called) in enumerate(readers, 1)
        for code in sorted({unit[0] for unit in units})
    )
    db.session.commit()
    return row


def rounds() -> list[CodingRound]:
    """Every double reading, the newest first."""
    return list(db.session.scalars(select(CodingRound).order_by(CodingRound.id.desc())))


def tasks_of(row: CodingRound) -> list[tuple[CodingTask, str]]:
    """Who reads which interview, with its code; none of an interview whose words were taken back."""
    wanted = (
        select(CodingTask, CompteRendu.code)
        .join(CompteRendu, CompteRendu.id == CodingTask.compte_rendu_id)
        .where(CodingTask.round_id == row.id, kept())
        .order_by(CodingTask.id)
    )
    return [(task, code) for task, code in db.session.execute(wanted)]


def units_left(row: CodingRound, tasks: Sequence[tuple[CodingTask, str]], reader: str) -> tuple[Unit, ...]:
    """The passages that a reader has to read: of the interviews still there, those whose words still are."""
    codes = {code for task, code in tasks if task.coder == reader}
    texts = texts_of(codes)
    return tuple(one for one in units_of(row.units) if one.code in codes and one.now(texts.get(one.code, {})))


def said_in(row: CodingRound) -> tuple[Decision, ...]:
    """Everything said in a round."""
    return decisions(scheme=row.scheme, round_id=row.id)  # type: ignore[arg-type]


def say(row: CodingRound, unit: Unit, labels: Sequence[Told], *, reader: str) -> None:
    """Keep what a reader says of a passage, and commit. Raises RoundError when she may not or it is gone."""
    task = next((task for task, code in tasks_of(row) if task.coder == reader and code == unit.code), None)
    if task is None or task.done_at is not None:
        raise RoundError(NOT_YOURS)
    with acting_as(_as(reader, task.coder_name)):
        _decide(row, unit, labels)


def settle(row: CodingRound, unit: Unit, labels: Sequence[Told], *, why: str) -> None:
    """Keep what a discussion ended on: it stands for everybody. Commits. Raises RoundError."""
    if row.result is None:
        raise RoundError(NOT_YOURS)
    _decide(row, unit, labels, agreed=True, why=why.strip()[:2000] or None)


def finish(row: CodingRound, *, reader: str) -> None:
    """A reader has read all she had to; when she is the last one, agreement is measured. Commits. Raises RoundError."""
    with acting_as(SYSTEM):  # the others' interviews count too, though she may not reach them
        tasks = tasks_of(row)
        hers = [task for task, _ in tasks if task.coder == reader and task.done_at is None]
        if not hers:
            raise RoundError(NOT_YOURS)
        read = by_reader(units_of(row.units), said_in(row)).get(reader, {})
        if any(unit.number not in read for unit in units_left(row, tasks, reader)):
            raise RoundError(NOT_ALL)
        for task in hers:
            task.done_at = now()
        if all(task.done_at is not None for task, _ in tasks):
            _measure(row)
        db.session.commit()


def texts_of(codes: Collection[str]) -> dict[str, dict[str, str]]:
    """The paragraphs of these interviews, by code: uid → text."""
    wanted = (
        select(CompteRendu.code, NoteRow.uid, NoteRow.text)
        .join(NoteRow, NoteRow.compte_rendu_id == CompteRendu.id)
        .where(CompteRendu.code.in_(sorted(codes)))
    )
    found: dict[str, dict[str, str]] = {}
    for code, uid, text in db.session.execute(wanted):
        found.setdefault(code, {})[uid] = text
    return found


def machine_on(units: Sequence[Unit]) -> dict[int, tuple[Told, ...]]:
    """What the machine reads now in each passage it still cuts the same way."""
    with acting_as(SYSTEM):  # which run is the newest is no secret; its passages are asked for as whoever reads
        run = latest_run()
    if run is None:
        return {}
    wanted = (
        select(ExtractRow, CompteRendu.code)
        .join(CompteRendu, CompteRendu.id == ExtractRow.compte_rendu_id)
        .where(ExtractRow.run_id == run.id, CompteRendu.code.in_(sorted({unit.code for unit in units})))
    )
    wanted = wanted.options(selectinload(ExtractRow.labels))
    read = {(code, one.text): told_by_machine(reading_of(one).labels) for one, code in db.session.execute(wanted)}
    return {unit.number: read[unit.code, unit.text] for unit in units if (unit.code, unit.text) in read}


def _measure(row: CodingRound) -> None:
    from analysis.double.measures import measured  # no page pays for it

    units = units_of(row.units)
    machine = {number: labels_of(told) for number, told in machine_on(units).items()} if row.scheme == EFFECTS else {}
    said = by_reader(units, said_in(row))
    row.result = measured(units, said, effects=grid_of(row.scheme).taxonomy.ids, machine=machine)
    row.closed_at = now()


def _decide(
    row: CodingRound, unit: Unit, labels: Sequence[Told], *, agreed: bool = False, why: str | None = None
) -> None:
    interview = db.session.scalar(select(CompteRendu).where(CompteRendu.code == unit.code, kept()))
    spot = unit.now(texts_of([unit.code]).get(unit.code, {})) if interview is not None else None
    if interview is None or spot is None:
        raise RoundError(GONE)
    place = Place(unit.code, *spot)
    decide(interview, place, labels, scheme=row.scheme, round_id=row.id, agreed=agreed, why=why)  # type: ignore[arg-type]


def _as(reader: str, called: str) -> Actor:
    """Whoever acts, under the name she reads with: on one machine people take turns."""
    me = current()
    return me if reader == me.key else Actor(reader, me.role, called, me.scope, me.kpa_id)


def _cut(codes: Sequence[str], parts: Sequence[str]) -> list[list[Any]]:
    """The passages as the newest run cut them. Raises RoundError without any run."""
    run = latest_run()
    if run is None:
        raise RoundError(NO_RUN)
    wanted = (
        select(CompteRendu.code, NoteRow.uid, ExtractRow.start, ExtractRow.end, ExtractRow.text)
        .join(CompteRendu, CompteRendu.id == ExtractRow.compte_rendu_id)
        .join(NoteRow, NoteRow.id == ExtractRow.note_id)
        .where(ExtractRow.run_id == run.id, CompteRendu.code.in_(sorted(codes)), NoteRow.part.in_(parts), kept())
        .order_by(by_letter(CompteRendu.code), NoteRow.position, ExtractRow.start)
    )
    return [list(one) for one in db.session.execute(wanted)]
