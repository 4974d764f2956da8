"""The training: a few passages of invented interviews, one's own reading, then the reference and why."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from analysis.coding.decisions import Told
from analysis.coding.form import CHOICES, told_in
from analysis.double.pages import SaidOf, said_of
from analysis.engine import read_taxonomy
from analysis.game.reference import LENGTH, Question, compare, questions, series
from interviews.pages import PARTS
from kparole.paths import SAMPLES

blueprint = Blueprint("game", __name__, url_prefix="/analyse/entrainement")

LABELS = SAMPLES / "labels.csv"
SCORE = "entrainement"
MOST = 9999


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """What the training is, and where one is."""
    done, right = _score()
    return render_template("game/index.html", done=done, right=right, number=done // LENGTH, place=done % LENGTH)


@blueprint.get("/<int:number>/<int:place>")
def play(number: int, place: int) -> ResponseReturnValue:
    """One passage to read."""
    question = _asked(number, place)
    return render_template(
        "game/play.html",
        number=number,
        place=place,
        length=LENGTH,
        question=question,
        title=dict(PARTS).get(question.where, ""),
        effects=read_taxonomy().effects,
        choices=CHOICES,
    )


@blueprint.post("/<int:number>/<int:place>")
def answer(number: int, place: int) -> ResponseReturnValue:
    """One's own reading beside the reference, and why."""
    question, taxonomy = _asked(number, place), read_taxonomy()
    told = told_in(request.form, taxonomy)
    outcome = compare(question, told, taxonomy.ids)
    _count(number, place, right=outcome.same)
    return render_template(
        "game/answer.html",
        number=number,
        place=place,
        length=LENGTH,
        question=question,
        title=dict(PARTS).get(question.where, ""),
        outcome=outcome,
        mine=_said("vous", told),
        reference=_said("la lecture de référence", question.labels),
        why=[(effect, effect.help) for effect in taxonomy.effects if effect.id in question.effects],
        doubts=[effect for effect in taxonomy.effects if effect.id in outcome.more],
        score=_score(),
    )


@blueprint.post("/recommencer")
def again() -> ResponseReturnValue:
    """Forget the score and begin again."""
    session.pop(SCORE, None)
    return redirect(url_for("game.index"))


def _asked(number: int, place: int) -> Question:
    if number > MOST or place >= LENGTH:
        abort(404)
    return series(questions(LABELS), number)[place]


def _said(name: str, labels: tuple[Told, ...]) -> SaidOf:
    return said_of(name, labels, read_taxonomy())


def _score() -> tuple[int, int]:
    """How many passages were read, and on how many one saw what the reference sees."""
    kept = session.get(SCORE) or []
    return len(kept), sum(1 for _, _, right in kept if right)


def _count(number: int, place: int, *, right: bool) -> None:
    """The first answer to a passage counts, a page sent twice does not."""
    kept = session.get(SCORE) or []
    if all([number, place] != one[:2] for one in kept) and len(kept) < MOST:
        session[SCORE] = [*kept, [number, place, right]]
