"""Reads and writes the stages of comptes-rendus: computed where it can be seen, kept where a person decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from interviews.consent import is_kept
from interviews.handback.stages import Knot, State, Step, check_move, state_of, thread
from interviews.journal_forgetting import interview_of
from interviews.journal_models import Interview, Poured
from interviews.kept import kept, taken_back_ids
from interviews.models import CompteRendu
from interviews.plan_models import Appointment
from interviews.service import compte_rendu_by_code
from interviews.writeup.models import Stage
from kparole.access import current
from kparole.db import by_letter, db, take_turn

WRITTEN = "écriture finie"


def finished(code: str) -> State:
    """Whoever wrote it up says so: from « à écrire » it goes to « à rendre ». Commits. Gives where it is.

    Nothing changes for one that is further. Raises LookupError when there is no such compte-rendu within reach.
    """
    row = hold(code)
    if stage_of(row) == "to-write":
        add_stage(row, "to-hand-back", how=WRITTEN)
    here = stage_of(row)
    db.session.commit()
    return here


def move(code: str, there: State, *, how: str = "") -> State:
    """Take a compte-rendu to another stage. Commits. Raises StageError, LookupError; ``how``: why, when it goes back."""
    row = hold(code)
    check_move(stage_of(row), there, reason=how)
    add_stage(row, there, how=how.strip())
    db.session.commit()
    return there


def add_stage(row: CompteRendu, state: State, *, how: str) -> None:
    """Write that a compte-rendu is there from now on, by whoever acts (flushed, not committed)."""
    actor = current()
    who = f"{actor.key} {actor.role}" if actor.role else actor.key
    db.session.add(Stage(compte_rendu_id=row.id, state=state, who=who, how=how))
    db.session.flush()


def stage_of(row: CompteRendu) -> State:
    """Where this compte-rendu is."""
    return state_of(history(row), taken_back=_is_taken_back(row))


def history(row: CompteRendu) -> tuple[Step, ...]:
    """What was decided of this compte-rendu, the oldest first."""
    return _histories([row.id]).get(row.id, ())


@dataclass(frozen=True, slots=True)
class Way:
    """Where a compte-rendu is, the knots that led there, and the interview it was made from, if it was led on a tablet."""

    state: State
    knots: tuple[Knot, ...]
    interview: Interview | None
    last: Step | None


def way_of(row: CompteRendu) -> Way:
    """The way of this compte-rendu, with what is known of how it was planned and led."""
    steps, interview = history(row), interview_of(row)
    state = state_of(steps, taken_back=_is_taken_back(row))
    return Way(state, thread(_before(row, interview), steps), interview, steps[-1] if steps else None)


def stages_of(rows: Collection[CompteRendu]) -> dict[str, State]:
    """Where each of these comptes-rendus, whose consents are loaded, is, by code, in one question."""
    told = _histories([row.id for row in rows]) if rows else {}
    return {row.code: state_of(told.get(row.id, ()), taken_back=_is_taken_back(row)) for row in rows}


def waiting() -> dict[State, int]:
    """How many comptes-rendus are at each stage, in one question; those taken back are left out."""
    latest = select(func.max(Stage.id)).group_by(Stage.compte_rendu_id)
    standing = (Stage.compte_rendu_id == CompteRendu.id) & Stage.id.in_(latest)
    counted = select(Stage.state, func.count()).select_from(CompteRendu).outerjoin(Stage, standing)
    found: Counter[State] = Counter()
    for state, number in db.session.execute(counted.where(kept()).group_by(Stage.state)):
        found[state or "to-write"] += number  # type: ignore[index]
    return dict(found)


def taken_back_rows() -> list[CompteRendu]:
    """The comptes-rendus whose words were taken back, to be told apart from the others; by code."""
    wanted = select(CompteRendu).where(CompteRendu.id.in_(taken_back_ids())).order_by(by_letter(CompteRendu.code))
    return list(db.session.scalars(wanted.options(selectinload(CompteRendu.consents))))


def planned_interviews() -> list[Appointment]:
    """The appointments whose interview has not begun, the nearest first."""
    begun = select(Interview.uid).where(Interview.deck != "")
    wanted = select(Appointment).where(Appointment.uid.not_in(begun)).order_by(Appointment.starts_at, Appointment.id)
    return list(db.session.scalars(wanted))


def led_interviews() -> list[Interview]:
    """The interviews led with a tablet that have no compte-rendu yet, trials apart, the last first."""
    poured = select(Poured.interview_id)
    wanted = select(Interview).where(
        Interview.deck != "", Interview.trial.is_(False), Interview.id.not_in(poured), Interview.state != "withdrawn"
    )
    return list(db.session.scalars(wanted.order_by(Interview.id.desc())))


def counts(states: Iterable[State], planned: Sequence[Appointment], led: Sequence[Interview]) -> dict[State, int]:
    """How many interviews are at each stage: comptes-rendus, and those that are none yet."""
    found: Counter[State] = Counter(states)
    found["planned"] += len(planned)
    for one in led:
        found["in-progress" if one.state == "open" else "to-write"] += 1
    return {state: number for state, number in found.items() if number}


def _before(row: CompteRendu, interview: Interview | None) -> tuple[Step, ...]:
    """How it was planned, led and came here, as far as the tables tell."""
    came = "versé depuis la tablette"
    if interview is None:
        how = "venu d’un fichier Word" if row.import_id else "tapé ici"
        return (Step("to-write", row.created_at, "", how),)
    steps = [Step("in-progress", interview.created_at, interview.owner), Step("to-write", row.created_at, "", came)]
    plan = db.session.scalar(select(Appointment).where(Appointment.uid == interview.uid))
    if plan is not None:
        steps.insert(0, Step("planned", plan.created_at, plan.made_by))
    return tuple(steps)


def _histories(ids: Collection[int]) -> dict[int, tuple[Step, ...]]:
    found: dict[int, list[Step]] = defaultdict(list)
    for one in db.session.scalars(select(Stage).where(Stage.compte_rendu_id.in_(sorted(ids))).order_by(Stage.id)):
        found[one.compte_rendu_id].append(Step(one.state, one.at, one.who, one.how))  # type: ignore[arg-type]
    return {number: tuple(steps) for number, steps in found.items()}


def _is_taken_back(row: CompteRendu) -> bool:
    return not is_kept({one.use: one.state for one in row.consents})


def hold(code: str, *, taken_back: bool = False) -> CompteRendu:
    """The compte-rendu of this code, that nobody else changes before our commit. Raises LookupError."""
    row = compte_rendu_by_code(code, taken_back=taken_back)
    if row is None:
        raise LookupError(code)
    take_turn(f"compte-rendu {row.id}")
    db.session.expire_all()
    again = compte_rendu_by_code(code, taken_back=taken_back)
    if again is None:
        raise LookupError(code)
    return again
