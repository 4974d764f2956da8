"""The pages of the double reading: open one, read blind, compare, settle."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from analysis.coding.errors import CodingError
from analysis.coding.form import CHOICES, told_in, value_of
from analysis.coding.models import CodingRound
from analysis.double import service
from analysis.double.errors import RoundError
from analysis.double.pages import RoundPage, round_page, said_of
from analysis.double.showing import numbers_left, shown
from analysis.double.units import Unit, agreed_on, by_reader, labels_of, units_of
from analysis.review.schemes import grid_of
from analysis.steps.label_sets import disagreements
from cards.deck_room import NAMES
from interviews.service import list_comptes_rendus
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db

blueprint = Blueprint("double", __name__, url_prefix="/analyse/double-lecture")

TURN = "double-lecture"
FINISHED = "C'est noté, merci. On compare quand tout le monde a fini."
COMPARED = "Tout le monde a lu. Voici ce que vous voyez pareil, et ce qui se discute."


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every double reading, and the form that opens one."""
    readers = {key: name for key, name in _people().items() if key.startswith(("compte:", "passe:"))}
    return render_template(
        "double/index.html", rounds=service.rounds(), interviews=list_comptes_rendus(), readers=readers
    )


@blueprint.post("/ouvrir")
def start() -> ResponseReturnValue:
    """Open a double reading."""
    known = _people()
    chosen = [(key, known[key]) for key in request.form.getlist("lecteur") if key in known]
    typed = [("", name.strip()[:60]) for name in request.form.getlist("nom") if name.strip()]
    try:
        row = service.open_round(
            request.form.get("titre", ""), codes=request.form.getlist("entretien"), readers=[*chosen, *typed]
        )
    except RoundError as error:
        db.session.rollback()
        flash(str(error), "error")
        return redirect(url_for("double.index"))
    return redirect(url_for("double.show", number=row.id))


@blueprint.get("/<int:number>/")
def show(number: int) -> ResponseReturnValue:
    """One double reading: who reads, how far, and how far they agree once all is read."""
    row = _round(number)
    return render_template("double/show.html", page=_page(row))


@blueprint.post("/<int:number>/je-suis")
def be(number: int) -> ResponseReturnValue:
    """Where people take turns on one machine: who reads now."""
    row, reader = _round(number), request.form.get("lecteur", "")
    if not reader.startswith(service.HERE) or all(task.coder != reader for task, _ in service.tasks_of(row)):
        abort(404)
    session[TURN] = f"{row.id} {reader}"
    return redirect(url_for("double.read", number=row.id))


@blueprint.get("/<int:number>/lire")
def read(number: int) -> ResponseReturnValue:
    """The next passage to be read, or the one asked for."""
    row = _round(number)
    reader = _reader(row) or abort(404)
    tasks = service.tasks_of(row)
    units = service.units_left(row, tasks, reader)
    if not units or all(task.done_at for task, _ in tasks if task.coder == reader):
        return redirect(url_for("double.show", number=row.id))
    mine = by_reader(units, service.said_in(row)).get(reader, {})
    left = numbers_left(units, mine)
    wanted = request.args.get("passage", type=int)
    if wanted is None and not left:
        return render_template("double/end.html", row=row, units=units)
    unit = next((one for one in units if one.number == (left[0] if wanted is None else wanted)), None) or abort(404)
    before = mine.get(unit.number)
    return render_template(
        "double/read.html",
        row=row,
        grid=grid_of(row.scheme),
        passage=shown(unit) or abort(404),
        unit=unit,
        place=[one.number for one in units].index(unit.number) + 1,
        total=len(units),
        left=len(left),
        chosen={one.effect: value_of(one) for one in before.labels} if before else {},
        choices=CHOICES,
        earlier=max((one.number for one in units if one.number < unit.number), default=None),
    )


@blueprint.post("/<int:number>/lire")
def say(number: int) -> ResponseReturnValue:
    """Keep what a reader says of a passage."""
    row = _round(number)
    reader = _reader(row) or abort(404)
    try:
        service.say(row, _unit(row), told_in(request.form, grid_of(row.scheme).taxonomy), reader=reader)
    except (RoundError, CodingError) as error:
        db.session.rollback()
        flash(str(error), "error")
    return redirect(url_for("double.read", number=row.id))


@blueprint.post("/<int:number>/fini")
def finish(number: int) -> ResponseReturnValue:
    """A reader says she has finished."""
    row = _round(number)
    try:
        service.finish(row, reader=_reader(row) or abort(404))
        flash(COMPARED if row.result else FINISHED)
    except RoundError as error:
        db.session.rollback()
        flash(str(error), "error")
    session.pop(TURN, None)
    return redirect(url_for("double.show", number=row.id))


@blueprint.get("/<int:number>/desaccords")
def compare(number: int) -> ResponseReturnValue:
    """The disagreements, one by one."""
    row = _round(number)
    if row.result is None:
        return redirect(url_for("double.show", number=row.id))
    units, said = units_of(row.units), service.said_in(row)
    order, ended = _differing(row, units), agreed_on(units, said)
    wanted = request.args.get("passage", type=int)
    number_ = wanted if wanted in order else next((one for one in order if one not in ended), None)
    if number_ is None:
        return redirect(url_for("double.show", number=row.id))
    unit, taxonomy = units[number_], grid_of(row.scheme).taxonomy
    readings = by_reader(units, said)
    names = {task.coder: task.coder_name for task, _ in service.tasks_of(row)}
    machine = service.machine_on([unit]).get(number_)
    settled = ended.get(number_)
    return render_template(
        "double/compare.html",
        row=row,
        grid=grid_of(row.scheme),
        unit=unit,
        passage=shown(unit),
        answers=[
            said_of(name, readings[key][number_].labels, taxonomy)
            for key, name in names.items()
            if number_ in readings.get(key, {})
        ],
        machine=said_of("la machine", machine, taxonomy) if machine is not None else None,
        chosen={one.effect: value_of(one) for one in settled.labels} if settled else {},
        settled=settled,
        choices=CHOICES,
        place=order.index(number_) + 1,
        total=len(order),
        others=order,
    )


@blueprint.post("/<int:number>/accord")
def settle(number: int) -> ResponseReturnValue:
    """Keep what a discussion ended on."""
    row = _round(number)
    try:
        labels = told_in(request.form, grid_of(row.scheme).taxonomy)
        service.settle(row, _unit(row), labels, why=request.form.get("pourquoi", ""))
    except (RoundError, CodingError) as error:
        db.session.rollback()
        flash(str(error), "error")
    return redirect(url_for("double.compare", number=row.id))


def _page(row: CodingRound) -> RoundPage:
    with acting_as(SYSTEM):  # how far each one is says nothing of what she says
        tasks, said = service.tasks_of(row), service.said_in(row)
    units = units_of(row.units)
    order = _differing(row, units) if row.result else []
    ended = agreed_on(units, said)
    return round_page(
        row,
        tasks,
        by_reader(units, said),
        units,
        me=_reader(row) or "",
        turns=any(task.coder.startswith(service.HERE) for task, _ in tasks),
        taxonomy=grid_of(row.scheme).taxonomy,
        differing=order,
        left=sum(one not in ended for one in order),
    )


def _differing(row: CodingRound, units: tuple[Unit, ...]) -> list[int]:
    read = by_reader(units, service.said_in(row))
    return [
        int(one)
        for one in disagreements({k: {str(n): labels_of(d.labels) for n, d in v.items()} for k, v in read.items()})
    ]


def _round(number: int) -> CodingRound:
    return db.session.get(CodingRound, number) or abort(404)


def _unit(row: CodingRound) -> Unit:
    place = request.form.get("passage", -1, type=int)
    units = units_of(row.units)
    return units[place] if 0 <= place < len(units) else abort(404)


def _reader(row: CodingRound) -> str | None:
    """The key that whoever acts reads with in this round: her own, or the one whose turn it is on this machine."""
    keys = {task.coder for task, _ in service.tasks_of(row)}
    if current().key in keys:
        return current().key
    kept, _, reader = str(session.get(TURN, "")).partition(" ")
    return reader if kept == str(row.id) and reader in keys else None


def _people() -> dict[str, str]:
    names = current_app.extensions.get(NAMES)
    return names() if names else {}
