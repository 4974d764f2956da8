"""The page of the récit: what it will hold, what it will hold back and why, and the Word file."""

from __future__ import annotations

import re

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.recit.gathering import recit_source
from analysis.service import is_stale, latest_run
from interviews.replacing.warnings import warnings_among
from kparole import jobs
from kparole.access import current
from kparole.downloads import send_download
from kparole.files import stored
from kparole.uploads.kinds import DOCX

blueprint = Blueprint("recit", __name__, url_prefix="/recit")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """What the Word file will quote and what it will only count; and the file just written, if there is one."""
    run = latest_run()
    if run is None:
        return render_template("recit/empty.html")
    written = jobs.job_by_uid(request.args.get("ecrit", ""))
    ready = written.uid if written and written.kind == "recit" and written.state == "done" else None
    source = recit_source(run)
    quoted = {extract.person for extract in source.analysis.extracts if extract.id in source.quotable}
    warned = warnings_among(quoted)
    return render_template("recit/index.html", run=run, source=source, stale=is_stale(run), ready=ready, warned=warned)


@blueprint.post("/ecrire")
def start() -> ResponseReturnValue:
    """Ask for the Word file; consents and masks are checked when it is written, not when the analysis ran."""
    if latest_run() is None:
        abort(404)
    job = jobs.running("recit") or jobs.ask("recit", {}, owner=current().key)
    return redirect(url_for("jobs.show", uid=job.uid))


@blueprint.get("/recit-<uid>.docx")
def download(uid: str) -> ResponseReturnValue:
    """The Word file that a job wrote."""
    job = jobs.job_by_uid(uid)
    name = (job.arguments or {}).get("stored", "") if job is not None and job.state == "done" else ""
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        abort(404)
    try:
        content = stored(current_app.config["KPAROLE"].home, name)
    except FileNotFoundError:
        abort(404)
    return send_download(content, what="recit", kind=DOCX)
