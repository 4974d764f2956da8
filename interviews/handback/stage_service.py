"""Reads and writes the stages of comptes-rendus: computed where it can be seen, kept where a person decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, func, select

from interviews.handback.stages import Knot, State, Step, check_move, state_of, thread
from interviews.journal_models import Interview, Poured
from interviews.kept import kept, taken_back_ids
from interviews.models import CompteRendu
from interviews.plan_models import Appointment
from interviews.service import compte_rendu_by_code, count_comptes_rendus
from interviews.writeup.models import Stage
from kparole.access import current
from kparole.db import db, take_turn

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
    return state_of(history(row), taken_back=row.id in set(db.session.scalars(_taken_back([row.id]))))


def history(row: CompteRendu) -> tuple[Step, ...]:
    """What was decided of this compte-rendu, the oldest first."""
    return _histories([row.id]).get(row.id, ())


def thread_of(row: CompteRendu) -> tuple[Knot, ...]:
    """The knots of this compte-rendu, with what is known of how it was planned and led."""
    return thread(_before(row), history(row))


def stages_of(rows: Iterable[CompteRendu]) -> dict[str, State]:
    """Where each of these comptes-rendus is, by code, in two questions."""
    known = {row.id: row.code for row in rows}
    told, gone = _histories(known), set(db.session.scalars(_taken_back(known)))
    return {code: state_of(told.get(number, ()), taken_back=number in gone) for number, code in known.items()}


def waiting() -> dict[State, int]:
    """How many comptes-rendus are at each stage, in two questions; those taken back are left out."""
    last = select(func.max(Stage.id)).group_by(Stage.compte_rendu_id)
    told = select(Stage.state, func.count()).join(CompteRendu, CompteRendu.id == Stage.compte_rendu_id)
    found: Counter[State] = Counter()
    for state, number in db.session.execute(told.where(Stage.id.in_(last), kept()).group_by(Stage.state)):
        found[state] += number
    found["to-write"] += count_comptes_rendus() - sum(found.values())
    return {state: number for state, number in found.items() if number}


def taken_back_rows() -> list[CompteRendu]:
    """The comptes-rendus whose words were taken back, to be told apart from the others; by code."""
    wanted = select(CompteRendu).where(CompteRendu.id.in_(taken_back_ids())).order_by(CompteRendu.code)
    return list(db.session.scalars(wanted))


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


def _before(row: CompteRendu) -> tuple[Step, ...]:
    """How it was planned, led and came here, as far as the tables tell."""
    came = "versé depuis la tablette"
    wanted = select(Interview).join(Poured, Poured.interview_id == Interview.id)
    interview = db.session.scalar(wanted.where(Poured.compte_rendu_id == row.id))
    if interview is None:
        how = "venu d’un fichier Word" if row.import_id else "tapé ici"
        return (Step("to-write", row.created_at, "", how),)
    steps = [Step("in-progress", interview.created_at, interview.owner), Step("to-write", row.created_at, "", came)]
    plan = db.session.scalar(select(Appointment).where(Appointment.uid == interview.uid))
    if plan is not None:
        steps.insert(0, Step("planned", plan.created_at, plan.made_by))
    return tuple(steps)


def _histories(ids: Iterable[int] | Mapping[int, str]) -> dict[int, tuple[Step, ...]]:
    found: dict[int, list[Step]] = defaultdict(list)
    for one in db.session.scalars(select(Stage).where(Stage.compte_rendu_id.in_(sorted(ids))).order_by(Stage.id)):
        found[one.compte_rendu_id].append(Step(one.state, one.at, one.who, one.how))  # type: ignore[arg-type]
    return {number: tuple(steps) for number, steps in found.items()}


def _taken_back(ids: Iterable[int]) -> Select[tuple[int]]:
    return select(CompteRendu.id).where(CompteRendu.id.in_(sorted(ids)), CompteRendu.id.in_(taken_back_ids()))


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
