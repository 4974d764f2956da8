"""The page of the récit: what it will hold, what it will hold back and why, and the Word file."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from flask import Blueprint, abort, render_template, send_file
from flask.typing import ResponseReturnValue

from analysis.recit.gathering import recit_source
from analysis.recit.word import write_recit
from analysis.service import is_stale, latest_run

blueprint = Blueprint("recit", __name__, url_prefix="/recit")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """What the Word file will quote and what it will only count."""
    run = latest_run()
    if run is None:
        return render_template("recit/empty.html")
    return render_template("recit/index.html", run=run, source=recit_source(run), stale=is_stale(run))


@blueprint.post("/recit.docx")
def download() -> ResponseReturnValue:
    """The Word file; consents and masks are checked now, not when the analysis ran."""
    run = latest_run()
    if run is None:
        abort(404)
    content = write_recit(recit_source(run))
    name = f"recit-{date.today().isoformat()}.docx"
    return send_file(BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)
