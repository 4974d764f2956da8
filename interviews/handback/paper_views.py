"""What comes back to her: the three papers, the sentences she can change before they are printed, where her words went."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from interviews.handback import learnt_service
from interviews.handback.paper_pdf import paper_pdf
from interviews.handback.paper_word import paper_word
from interviews.handback.papers import FILES, Kind, Paper, learnt_paper, telling_paper, words_paper
from interviews.handback.room import blueprint, name_of, pictures_of, row_of, told_of
from interviews.handback.whereabouts import whereabouts
from interviews.models import CompteRendu
from kparole.downloads import send_download
from kparole.uploads.kinds import DOCX
from kparole.uploads.kinds import Kind as FileKind

PDF = FileKind("pdf", "un document PDF", "pdf", "application/pdf")
SAVED = "C’est enregistré. La feuille est prête."


@blueprint.get("/papier/<any(compris, paroles, appris):sheet>.<any(pdf, docx):ending>")
def paper(code: str, sheet: Kind, ending: str) -> ResponseReturnValue:
    """One of the three papers, as PDF or Word."""
    row = row_of(code)
    made = _paper(row, sheet)
    pictures = pictures_of(row)
    if ending == "pdf":
        return send_download(paper_pdf(made, pictures), what=FILES[sheet], kind=PDF)
    return send_download(paper_word(made, pictures), what=FILES[sheet], kind=DOCX)


@blueprint.route("/appris", methods=["GET", "POST"])
def learnt(code: str) -> ResponseReturnValue:
    """The sentences of « Ce que j'ai appris »: proposed from her exact words, written by a person."""
    row = row_of(code)
    if request.method == "POST":
        lines = list(zip(request.form.getlist("passage"), request.form.getlist("phrase"), strict=False))
        learnt_service.save(code, lines)
        flash(SAVED)
        return redirect(url_for("handback.learnt", code=code))
    page = learnt_service.page_of(row, name=name_of(row))
    return render_template("handback/learnt.html", page=page)


@blueprint.get("/paroles")
def words(code: str) -> ResponseReturnValue:
    """Where her words went, as far as the tables know."""
    row = row_of(code)
    return render_template("handback/words.html", row=row, name=name_of(row), found=whereabouts(row))


def _paper(row: CompteRendu, kind: Kind) -> Paper:
    name = name_of(row)
    if kind == "appris":
        return learnt_paper(learnt_service.printed(row), name=name)
    told = told_of(row)
    return telling_paper(told, name=name) if kind == "compris" else words_paper(told, name=name)
