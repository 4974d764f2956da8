"""The pages where words are handed back: read together, in her hands, validated; the addresses of the rest come with it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import interviews.handback.hand_views
import interviews.handback.paper_views
import interviews.handback.withdrawal_views  # noqa: F401  (these bring their own addresses to the same blueprint)
from interviews.handback import service
from interviews.handback.errors import AnswerError, StageError
from interviews.handback.pages import consents_by_use, hand_back_page
from interviews.handback.people import chosen_name
from interviews.handback.room import blueprint, name_of, row_of, told_of
from interviews.handback.stage_service import finished, move, stage_of, way_of
from interviews.handback.stages import LONGEST_REASON
from interviews.handback.validation import ASKED, HOW, PRESENT, uses_of, validation_of
from interviews.operations import clean_text
from kparole.access import Role, current
from kparole.db import db

__all__ = ["blueprint"]

DONE = "C’est noté : l’écriture est finie. Il reste à lui rendre ses paroles."
TO_WRITE = "C’est noté : il est à reprendre."
VALIDATED = "C’est validé avec elle. Ses accords sont à jour."
RIGHT_SAID, CORRECTED = "C’est noté : c’est juste.", "Ses mots sont gardés à côté."
REFUSED = "Le passage est effacé."
NEXT = {"corriger": "texte", "retirer": "choix"}
"""Where the screen opens when something is still asked: the field to write in has the focus."""
STAGES = {"fini": "to-hand-back", "reprendre": "to-write"}


@blueprint.get("/")
def index(code: str) -> ResponseReturnValue:
    """The reading, its answers and what is left to do; for who holds a pass, the beginning of her own reading."""
    row = row_of(code)
    if current().role is Role.REREADING:
        return redirect(url_for("handback.hand", code=code, place=0))
    way, readings = way_of(row), service.readings_of(row)
    validated = next((one for one in readings if one.validated_at), None)
    page = hand_back_page(
        row,
        told_of(row),
        name=chosen_name(row, way.interview),
        state=way.state,
        knots=way.knots,
        reading=readings[0] if readings else None,
        validated=validated,
        changed=service.changed_since(row, validated),
    )
    return render_template("handback/index.html", page=page, sure=request.args.get("retirer", ""))


@blueprint.post("/passage/<piece>")
def answer(code: str, piece: str) -> ResponseReturnValue:
    """What she says of one passage, on the tablet in her hands or told to whoever is beside her."""
    row_of(code)
    place = request.form.get("place", type=int)
    said, sure = request.form.get("reponse", ""), request.form.get("sur") == "oui"
    if said not in ("juste", "corriger", "retirer"):
        abort(400)
    try:
        asked = _take(code, piece, said, sure=sure)
    except AnswerError as error:
        db.session.rollback()
        if place is None:
            flash(str(error), "error")
        asked = "corriger" if said == "corriger" else ""
    if place is not None:
        following = place if asked or said == "retirer" else place + 1
        return redirect(
            url_for("handback.hand", code=code, place=following, demande=asked or None, _anchor=NEXT.get(asked))
        )
    sure_of = piece if asked == "retirer" else None
    return redirect(url_for("handback.index", code=code, retirer=sure_of, _anchor=f"p-{piece}"))


@blueprint.post("/etape")
def stage(code: str) -> ResponseReturnValue:
    """The writing is done, or it is to be taken up again, with the reason."""
    row_of(code)
    there = STAGES.get(request.form.get("vers", "")) or abort(400)
    try:
        if there == "to-hand-back" and stage_of(row_of(code)) == "to-write":
            finished(code)
        else:
            move(code, there, how=clean_text(request.form.get("raison", ""))[:LONGEST_REASON])  # type: ignore[arg-type]
    except StageError as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        flash(DONE if there == "to-hand-back" else TO_WRITE)
    return redirect(url_for("handback.index", code=code))


@blueprint.route("/valider", methods=["GET", "POST"])
def validate(code: str) -> ResponseReturnValue:
    """It is right: who was there, how it was read, with which interpreter, and what she says of each use now."""
    row = row_of(code)
    alone = current().role is Role.REREADING
    trouble = None
    if request.method == "POST":
        given = validation_of(request.form, alone=alone)
        uses = uses_of(request.form)
        try:
            service.validate(
                code, present=given.present, how=given.how, interpreter=given.interpreter, uses=uses,
                mode="alone" if alone else "together",
            )  # fmt: skip
        except StageError as error:
            db.session.rollback()
            trouble, row = str(error), row_of(code)
        else:
            if not alone:
                flash(VALIDATED)
                return redirect(url_for("handback.index", code=code))
            return redirect(url_for("handback.hand", code=code, place=0, demande="merci"))
    told = {"present": PRESENT, "how": HOW, "asked": ASKED, "consents": consents_by_use(row), "alone": alone}
    name = name_of(row)
    answer_code = 409 if trouble else 200
    return render_template("handback/validate.html", row=row, name=name, trouble=trouble, **told), answer_code


def _take(code: str, piece: str, said: str, *, sure: bool) -> str:
    """Write an answer; gives what is still to be asked: "corriger" for her words, "retirer" when she must be sure."""
    words = clean_text(request.form.get("texte", ""))
    here = request.form.get("place") is None
    if said == "corriger" and not words.strip() and "texte" not in request.form:
        return "corriger"
    if said == "retirer" and not sure:
        return "retirer"
    if said == "juste":
        service.say_right(code, piece)
    elif said == "corriger":
        service.correct(code, piece, words)
    else:
        service.refuse(code, piece)
    if here:
        flash({"juste": RIGHT_SAID, "corriger": CORRECTED, "retirer": REFUSED}[said])
    return ""
