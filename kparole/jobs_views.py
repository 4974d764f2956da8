"""Where a long job stands: a page that follows it, a small JSON that the page asks for, and a button to stop."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kparole.jobs import Job, ask_to_stop, job_by_uid

blueprint = Blueprint("jobs", __name__, url_prefix="/travaux")

TITLES = {
    "import": "Lecture des fichiers",
    "analyse": "Analyse des entretiens",
    "recit": "Écriture du récit",
    "noms": "Recherche des prénoms et des lieux",
}


@blueprint.get("/<uid>")
def show(uid: str) -> ResponseReturnValue:
    """The page of a job; once done it goes to what the job made."""
    job = _job(uid)
    if job.state == "done" and job.goes_to:
        return redirect(job.goes_to)
    return render_template("jobs/show.html", job=job, title=TITLES.get(job.kind, "Travail"))


@blueprint.get("/<uid>.json")
def state(uid: str) -> ResponseReturnValue:
    """Where the job stands, with an ETag so that asking again costs nothing."""
    job = _job(uid)
    body = {
        "state": job.state,
        "step": job.step,
        "done": job.done,
        "total": job.total,
        "message": job.message,
        "over": job.over,
        "url": job.goes_to or url_for("jobs.show", uid=uid),
    }
    response = jsonify(body)
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(request)


@blueprint.post("/<uid>/arreter")
def stop(uid: str) -> ResponseReturnValue:
    """Ask the job to stop at its next step."""
    ask_to_stop(_job(uid))
    return redirect(url_for("jobs.show", uid=uid))


def _job(uid: str) -> Job:
    job = job_by_uid(uid)
    if job is None:
        abort(404)
    return job
