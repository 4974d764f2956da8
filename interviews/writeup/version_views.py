"""The versions of a compte-rendu: the list, two of them compared, one put back, one kept now."""

from __future__ import annotations

from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from interviews.operations import clean_text
from interviews.writeup import service
from interviews.writeup.compare import compare
from interviews.writeup.errors import EditError
from interviews.writeup.pages import ComparePage, compare_titles, version_line
from interviews.writeup.room import blueprint, callings, deck_for, row_of, window
from interviews.writeup.rows import sheet_of
from interviews.writeup.sheet import Sheet
from kparole.db import db

LONGEST_WHY = 120
KEPT_BY_HAND = "Gardée à la main"
IS_KEPT = "Cette version est gardée."
IS_BACK = "La version est remise. Ce qui était là avant est gardé aussi."


@blueprint.get("/<code>/ecrire/versions")
def versions(code: str) -> ResponseReturnValue:
    """Every version, the newest first."""
    names = callings()
    try:
        lines = [version_line(one, names) for one in service.versions(code)]
    except LookupError:
        abort(404)
    return render_template("writeup/versions.html", row={"code": code}, lines=lines)


@blueprint.post("/<code>/ecrire/versions")
def keep(code: str) -> ResponseReturnValue:
    """Keep what stands, under a few words of one's own."""
    row_of(code)
    why = clean_text(request.form.get("pourquoi", "")).strip()[:LONGEST_WHY]
    service.keep(code, why=why or KEPT_BY_HAND)
    flash(IS_KEPT)
    return redirect(url_for("writeup.versions", code=code))


@blueprint.get("/<code>/ecrire/versions/<int(max=2147483647):number>")
def compared(code: str, number: int) -> ResponseReturnValue:
    """A version beside another (``avec``), or beside what stands now."""
    row, names = row_of(code), callings()
    lines = [version_line(one, names) for one in service.versions(code)]
    one = next((line for line in lines if line.number == number), None) or abort(404)
    asked = request.args.get("avec", 0, type=int)
    other = next((line for line in lines if line.number == asked), None)
    before, after = _sheet(code, number), _sheet(code, other.number) if other else sheet_of(row)
    deck = deck_for(row)
    others = tuple(line for line in lines if line.number != number and line.words is not None)
    page = ComparePage(row, one, other, others, compare(before, after), compare_titles([before, after], deck), deck)
    return render_template("writeup/compare.html", page=page)


@blueprint.post("/<code>/ecrire/versions/<int(max=2147483647):number>")
def restore(code: str, number: int) -> ResponseReturnValue:
    """Put a version back."""
    row_of(code)
    session = window(request.form.get("session")) or uuid4().hex
    try:
        service.restore(code, number, session=session)
    except EditError as error:
        db.session.rollback()
        flash(str(error), "error")
        return redirect(url_for("writeup.versions", code=code))
    flash(IS_BACK)
    return redirect(url_for("writeup.edit", code=code, s=session))


def _sheet(code: str, number: int) -> Sheet:
    try:
        return service.version(code, number)
    except EditError:
        abort(404)
