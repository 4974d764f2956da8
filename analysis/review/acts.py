"""What is done in the review: decide, take back, cut, choose other words, say that one has read, see anyway."""

from __future__ import annotations

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from analysis.coding.decisions import Decision, Place, Told, told_by_machine
from analysis.coding.errors import CodingError
from analysis.coding.models import Coding
from analysis.coding.service import READ, SAW, decide, decisions, mark, mark_all, undo
from analysis.review.answers import check_seal, found_in, labels_of
from analysis.review.folding import folded, ids_of
from analysis.review.queue import Choice
from analysis.review.room import address, after, blueprint, choice, listing, queue_of, row_of, run_or_none
from interviews.models import CompteRendu
from kparole.access import current
from kparole.db import db

NOTHING = "Il n'y a rien à annuler."
TAKEN_BACK = "Votre dernière décision est annulée. La voici de nouveau."
NOT_FOUND = "Ces mots ne sont pas dans cet entretien. Recopiez-les tels qu'ils sont écrits."
NO_CUT = "On ne peut pas couper là : il faut des mots de chaque côté."
READ_WHOLE = "Vous avez lu cet entretien. Ce que la machine propose est maintenant visible."
OPENED = "C'est noté : vous avez demandé à voir ce que la machine propose avant qu'on ait lu."


@blueprint.post("/<code>/<piece>/<int:start>-<int:end>/decider")
def decide_here(code: str, piece: str, start: int, end: int) -> ResponseReturnValue:
    """Keep what is said of a passage, and go on to the next."""
    row, chosen, place = row_of(code), choice(), Place(code, piece, start, end)
    try:
        coding = _keep(row, place, chosen, labels_of(request.form, chosen.grid))
    except CodingError as error:
        return _refused(error, address(place, chosen))
    _read_whole(row, chosen)
    following = after(queue_of(run_or_none(), chosen), place, chosen)
    return jsonify(number=coding.id, next=following) if _by_script() else redirect(following)


@blueprint.post("/annuler")
def take_back() -> ResponseReturnValue:
    """Take back a decision, the last one unless it is told, and go back to its passage."""
    chosen = choice()
    coding = undo(scheme=chosen.grid.scheme, number=request.form.get("decision", type=int))
    row = db.session.get(CompteRendu, coding.compte_rendu_id) if coding else None
    if _by_script():
        return jsonify(done=coding is not None)
    if coding is None or row is None:
        flash(NOTHING)
        return redirect(listing(chosen))
    flash(TAKEN_BACK)
    return redirect(address(_place(coding, row.code), chosen))


@blueprint.post("/<code>/<piece>/<int:start>-<int:end>/couper")
def cut(code: str, piece: str, start: int, end: int) -> ResponseReturnValue:
    """Cut a passage in two: both halves keep what the form says, then the first one is looked at."""
    row, chosen, place = row_of(code), choice(), Place(code, piece, start, end)
    at = request.form.get("coupe", 0, type=int)
    halves = (Place(code, piece, start, at), Place(code, piece, at, end))
    try:
        if not start < at < end:
            raise CodingError(NO_CUT)
        labels = labels_of(request.form, chosen.grid)
        check_seal(row, place, request.form.get("sceau"))
        for half in halves:
            _keep(row, half, chosen, labels, sealed=False)
    except CodingError as error:
        return _refused(error, address(place, chosen))
    return redirect(address(halves[0], chosen))


@blueprint.post("/<code>/ajouter")
def add(code: str) -> ResponseReturnValue:
    """Look at other words of this interview as a passage of their own."""
    row, chosen = row_of(code), choice()
    place = found_in(row, request.form.get("mots", ""), parts=chosen.grid.parts)
    if place is None:
        flash(NOT_FOUND, "error")
        return redirect(_back_or(listing(chosen)))
    return redirect(address(place, chosen))


@blueprint.post("/<code>/lu")
def read(code: str) -> ResponseReturnValue:
    """Say that one has read this interview by hand: its proposals open for everybody."""
    mark(row_of(code), READ)
    flash(READ_WHOLE)
    return redirect(url_for("review.interview", code=code, grille=choice().grid.scheme))


@blueprint.post("/<code>/montrer")
def show_anyway(code: str) -> ResponseReturnValue:
    """See what the machine proposes before anybody read this interview; written down."""
    mark(row_of(code), SAW)
    flash(OPENED)
    if request.form.get("vers") == "passages":
        return redirect(url_for("analysis.passages", code=code))
    return redirect(url_for("review.interview", code=code, grille=choice().grid.scheme))


@blueprint.post("/montrer-tout")
def show_all() -> ResponseReturnValue:
    """See all that waits to be read, counted with the rest; written down."""
    mark_all(ids_of(folded()), SAW)
    flash(OPENED)
    return redirect(_back_or(url_for("analysis.index")))


def _keep(row: CompteRendu, place: Place, chosen: Choice, labels: tuple[Told, ...], *, sealed: bool = True) -> Coding:
    note = next((one for one in row.notes if one.uid == place.note), None)
    if note is None or note.part not in chosen.grid.parts:
        abort(404)
    if sealed:
        check_seal(row, place, request.form.get("sceau"))
    found = queue_of(run_or_none(), chosen)
    rank = found.at(place)
    machine = found.items[rank].machine if rank is not None else None
    saw = request.form.get("vu") == "1"
    told = told_by_machine(machine.labels) if machine else None
    return decide(row, place, labels, scheme=chosen.grid.scheme, machine=told, saw=saw)


def _read_whole(row: CompteRendu, chosen: Choice) -> None:
    """Whoever decided of every passage of an interview without the proposals has read it."""
    if row.code not in folded():
        return
    own = Choice(chosen.grid, chosen.order, row.code)
    mine = {one.place for one in _mine(decisions(scheme=chosen.grid.scheme, codes=[row.code]))}
    if all(item.place in mine for item in queue_of(run_or_none(), own).items):
        mark(row, READ)
        flash(READ_WHOLE)


def _mine(said: tuple[Decision, ...]) -> list[Decision]:
    return [one for one in said if one.coder == current().key and one.round is None]


def _place(coding: Coding, code: str) -> Place:
    return Place(code, coding.note, coding.start, coding.end)


def _by_script() -> bool:
    return request.headers.get("X-Fragment") == "1"


def _back_or(usual: str) -> str:
    """The page that sent the form, when it is one of ours."""
    back = request.form.get("retour", "")
    return back if back.startswith("/analyse/") and "\\" not in back else usual


def _refused(error: CodingError, back: str) -> ResponseReturnValue:
    db.session.rollback()
    if _by_script():
        return jsonify(message=str(error)), 409
    flash(str(error), "error")
    return redirect(back)
