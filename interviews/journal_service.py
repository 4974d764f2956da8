"""Writes the journals of interviews: a batch goes in whole, in one transaction, as often as it comes.

The only writer of these tables, with ``attachment_service``, which takes the bytes of photos and sounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from sqlalchemy import Text, cast, func, insert, null, select, update

from cards.library import known_card_ids
from cards.service import remember
from interviews.attachment_service import announce, forget_erased
from interviews.draft_follow import follow
from interviews.erasure import KEPT, TAKING_AWAY, erased_ids
from interviews.errors import NoKpaError, NotHere
from interviews.journal_forgetting import GONE
from interviews.journal_models import Attachment, ConflictRow, Interview, OperationRow
from interviews.operations import Operation, as_sent
from interviews.sync import Conflict, Ground, Refused, Taken, take
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db, now, take_turn
from network.models import Kpa
from network.service import find_kpa

MOST_OPERATIONS = 50_000
MOST_ATTACHMENTS = 300
MOST_BYTES = 2_000_000_000
NO_KPA = (
    "Votre compte n'est dans aucune KPA : demandez à l'administration de l'y mettre, puis renvoyez. Rien n'est perdu."
)
FULL = "Cet entretien a déjà reçu tout ce qu'il peut tenir. Gardez le reste sur la tablette et prévenez votre référent."
UNKNOWN_KPA = "Cette KPA n'est pas dans le réseau. Ajoutez-la, ou choisissez-en une autre, puis renvoyez."
OTHER_KPA = "Cet entretien est prévu pour une autre KPA que la vôtre. Connectez-vous avec un compte de cette KPA."


def store_batch(uid: str, batch: Sequence[object]) -> Taken:
    """Take a batch for the interview with this id, made if it is the first. Commits; what is in ``received`` is on the disk.

    Raises NotHere when the interview is another KPA's, NoKpaError when a new one would belong to nobody, or to a KPA that it
    does not name: then the tablet keeps all of it for whoever may send it.
    """
    take_turn(f"entretien {uid}")
    interview = _reach(uid)
    taken = take(batch, _known(interview, batch), Ground(uid, known_cards(), _ends(interview)))
    _refuse_openings(taken, new=interview is None)
    if interview is None:
        if not taken.stored:
            return taken
        interview = _made(uid)
    _refuse_excess(interview, taken)
    gone = _gone(interview, taken.stored) if interview.state != GONE else frozenset(one.id for one in taken.stored)
    _write(interview, taken, gone)
    if taken.stored:
        follow(interview, journal_of)
    db.session.commit()
    if gone or taken.known:  # sent again: a cut may have come between the erasure and this
        forget_erased(interview)
    return taken


def reach(uid: str) -> Interview:
    """The interview with this id. Raises NotHere when whoever acts does not reach it."""
    found = _reach(uid)
    if found is None:
        raise NotHere(uid)
    return found


def check_reach(uid: str) -> None:
    """Raise NotHere when this interview exists and whoever acts does not reach it; one that does not exist may be made."""
    _reach(uid)


def latest_interviews(*, most: int = 50) -> list[Interview]:
    """The interviews that have begun and that whoever acts reaches, the last first; a place kept for one is none yet."""
    begun = select(Interview).where(Interview.deck != "")
    return list(db.session.scalars(begun.order_by(Interview.id.desc()).limit(most)))


def operations_after(uid: str, n: int, *, most: int = 500, room: int = 2_000_000) -> list[OperationRow]:
    """The operations that arrived after number ``n``, in that order: ``most`` at most, and about ``room`` characters.

    There is at least one as long as there is any. Raises NotHere.
    """
    later = (OperationRow.interview_id == reach(uid).id, OperationRow.n > n)
    weight = func.coalesce(func.length(cast(OperationRow.data, Text)), 0)
    lengths = db.session.execute(
        select(OperationRow.n, weight).where(*later).order_by(OperationRow.n).limit(most)
    ).all()
    weights = accumulate(length for _, length in lengths)
    last = [number for (number, _), total in zip(lengths, weights, strict=True) if total <= room]
    until = last[-1] if last else lengths[0][0] if lengths else n
    wanted = select(OperationRow).where(*later, OperationRow.n <= until).order_by(OperationRow.n)
    return list(db.session.scalars(wanted))


def count_operations(uid: str) -> int:
    """How many operations of this interview are here, those whose words were erased included. Raises NotHere."""
    ours = OperationRow.interview_id == reach(uid).id
    return db.session.scalar(select(func.count()).where(ours)) or 0


def journal_of(interview: Interview) -> list[Operation]:
    """Every operation of an interview, for ``fold``."""
    wanted = select(OperationRow).where(OperationRow.interview_id == interview.id).order_by(OperationRow.n)
    return [operation_of(row, interview.uid) for row in db.session.scalars(wanted)]


def operation_of(row: OperationRow, uid: str) -> Operation:
    """What a row holds, as plain data; ``uid``: the interview's."""
    return Operation(
        row.id, uid, row.device, row.seq, row.at, row.kind, row.field, row.base, row.data, row.hash,
    )  # fmt: skip


def known_cards() -> frozenset[str]:
    """Every card that an operation may name: those of all decks, and any joker."""
    return known_card_ids()


def _reach(uid: str) -> Interview | None:
    """The interview with this id, None when there is none anywhere. Raises NotHere when it is out of reach."""
    wanted = select(Interview).where(Interview.uid == uid)
    found = db.session.scalar(wanted)
    if found is None:
        with acting_as(SYSTEM):
            elsewhere = db.session.scalar(select(Interview.id).where(Interview.uid == uid))
        if elsewhere is not None:
            raise NotHere(uid)
    return found


def _made(uid: str) -> Interview:
    actor = current()
    if actor.kpa_id is None and not actor.scope.whole:
        raise NoKpaError(NO_KPA)
    interview = Interview(uid=uid, kpa_id=actor.kpa_id, owner=actor.key)
    db.session.add(interview)
    db.session.flush()
    return interview


def _known(interview: Interview | None, batch: Iterable[object]) -> dict[str, str]:
    ids = {one["id"] for one in batch if isinstance(one, dict) and isinstance(one.get("id"), str)}
    if interview is None or not ids:
        return {}
    wanted = select(OperationRow.id, OperationRow.hash).where(
        OperationRow.interview_id == interview.id, OperationRow.id.in_(sorted(ids))
    )
    return {row.id: row.hash for row in db.session.execute(wanted)}


def _ends(interview: Interview | None) -> dict[str, int]:
    if interview is None:
        return {}
    ended = select(OperationRow.device, func.min(OperationRow.seq)).where(
        OperationRow.interview_id == interview.id, OperationRow.kind == "end.mark"
    )
    return {row[0]: row[1] for row in db.session.execute(ended.group_by(OperationRow.device))}


def _refuse_openings(taken: Taken, *, new: bool) -> None:
    """An opening must name a KPA that whoever acts may lead interviews for, or none.

    A new interview of another KPA is not begun at all: its words must not come in after an opening that was refused.
    """
    own = current().kpa_id
    for one in [one for one in taken.stored if one.kind == "interview.open" and one.data]:
        named = (one.data or {}).get("kpa")
        kpa = _kpa_called(named)
        reason = UNKNOWN_KPA if kpa is None else OTHER_KPA
        if named and (kpa is None or own not in (None, kpa.id)):
            if new and kpa is not None:
                raise NoKpaError(reason)
            _refuse(taken, one, reason)


def _refuse(taken: Taken, one: Operation, reason: str) -> None:
    taken.stored.remove(one)
    taken.refused.append(Refused(one.id, reason))


def _kpa_called(named: str | None) -> Kpa | None:
    """The KPA with this code or this name."""
    if not named:
        return None
    return db.session.scalar(select(Kpa).where(Kpa.code == named)) or find_kpa(named)


def _refuse_excess(interview: Interview, taken: Taken) -> None:
    """What is beyond the room of one interview is refused, and stays on the tablet."""
    ours = OperationRow.interview_id == interview.id
    count = db.session.scalar(select(func.count()).where(ours)) or 0
    pieces = select(func.count(), func.coalesce(func.sum(Attachment.bytes), 0))
    number, weight = db.session.execute(pieces.where(Attachment.interview_id == interview.id)).one()
    for one in list(taken.stored):
        count += 1
        if one.kind == "attachment.add" and one.data is not None:
            number, weight = number + 1, weight + one.data["bytes"]
            if number > MOST_ATTACHMENTS or weight > MOST_BYTES:
                _refuse(taken, one, FULL)
                number, weight = number - 1, weight - one.data["bytes"]
                continue
        if count > MOST_OPERATIONS and one.kind not in KEPT:
            _refuse(taken, one, FULL)


def _gone(interview: Interview, fresh: Sequence[Operation]) -> frozenset[str]:
    """Ids whose data must be forgotten, once these operations are there. The journal is read only when they may change that."""
    row, ours = OperationRow, OperationRow.interview_id == interview.id
    named = db.session.execute(select(row.id, row.data).where(ours, row.kind.in_(TAKING_AWAY)))
    taken_away: dict[str, Any] = {one.id: one.data for one in named}
    told = {value for data in taken_away.values() if data for value in data.values()}
    if not any(one.kind in TAKING_AWAY or one.id in told or one.field in told for one in fresh):
        return frozenset()
    columns = (row.id, row.device, row.seq, row.at, row.kind, row.field, row.base, row.hash)
    slim = select(*columns, row.data.is_(null()).label("empty")).where(ours)
    there = [
        Operation(
            one.id, interview.uid, one.device, one.seq, one.at, one.kind, one.field, one.base,
            taken_away.get(one.id, None if one.empty else {}), one.hash,
        )
        for one in db.session.execute(slim)
    ]  # fmt: skip
    return erased_ids([*there, *fresh])


def _write(interview: Interview, taken: Taken, gone: frozenset[str]) -> None:
    kept = [replace(one, data=None) if one.id in gone else one for one in taken.stored]
    _forget(interview, gone)
    if kept:
        db.session.execute(insert(OperationRow), [_row(interview, one) for one in kept])
    for one in kept:
        _apply(interview, one)
    _keep_aside(interview, taken.conflicts)
    _forget_aside(interview, [one.data["note"] for one in kept if one.kind == "note.off" and one.data])


def _row(interview: Interview, one: Operation) -> dict[str, Any]:
    sent = {key: value for key, value in as_sent(one).items() if key != "interview"}
    return {**sent, "interview_id": interview.id, "hash": one.hash, "received_at": now()}


def _forget(interview: Interview, gone: Iterable[str]) -> None:
    """Make these payloads NULL wherever they are; ids and hashes stay, as tombstones."""
    ids = sorted(gone)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        operations = update(OperationRow).where(OperationRow.id.in_(some), OperationRow.data.is_not(null()))
        aside = update(ConflictRow).where(ConflictRow.operation.in_(some), ConflictRow.sent.is_not(null()))
        files = update(Attachment).where(Attachment.operation.in_(some))
        for statement, table, values in (
            (operations, OperationRow, {"data": null()}),
            (aside, ConflictRow, {"sent": null()}),
            (files, Attachment, {"state": "erased"}),
        ):
            ours = statement.where(table.interview_id == interview.id).values(**values)
            db.session.execute(ours, execution_options={"synchronize_session": False})


def _forget_aside(interview: Interview, notes: Sequence[str]) -> None:
    """What was kept aside of a note that is now off the record goes too, whatever operation it came under the id of."""
    if notes:
        ours = (ConflictRow.interview_id == interview.id, ConflictRow.sent["field"].as_string().in_(notes))
        gone = update(ConflictRow).where(*ours).values(sent=null())
        db.session.execute(gone, execution_options={"synchronize_session": False})


def _apply(interview: Interview, one: Operation) -> None:
    """What an operation changes beside the journal."""
    if one.kind == "end.mark" and interview.state != GONE:
        interview.state = "ended"
    if one.data is None:
        return
    if one.kind == "attachment.add":
        announce(interview, one)
    if one.kind == "interview.open" and not interview.deck:
        _opened(interview, one.data)


def _opened(interview: Interview, data: Mapping[str, Any]) -> None:
    interview.deck, interview.deck_version, interview.trial = data["deck"], data["version"], data["trial"]
    remember(interview.deck, interview.deck_version)
    kpa = _kpa_called(data.get("kpa"))
    if interview.kpa_id is None and kpa is not None:
        interview.kpa_id = kpa.id


def _keep_aside(interview: Interview, conflicts: Iterable[Conflict]) -> None:
    """Keep what contradicts, once each; nothing of what was erased comes back that way."""
    for one in conflicts:
        which = {"operation": one.operation.id, "hash": one.operation.hash}
        ours = select(ConflictRow.id).where(ConflictRow.interview_id == interview.id).filter_by(**which)
        if db.session.scalar(ours) is None:
            there = (OperationRow.interview_id == interview.id, OperationRow.id == one.operation.id)
            erased = db.session.scalar(select(OperationRow.n).where(*there, OperationRow.data.is_(null())))
            sent = as_sent(one.operation) if erased is None else None
            db.session.add(ConflictRow(interview_id=interview.id, sent=sent, **which))
            db.session.flush()
