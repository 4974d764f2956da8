"""The pages of the weights, publics, first words, campaigns side by side; and the grid as an Excel file."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.campaigns.service import Season, campaign_of, campaigns
from analysis.pages import Reader
from analysis.steps.formulas import MOST, NAMED, PARTS, Formula
from analysis.steps.publics import READY
from analysis.views import page_chart, present
from analysis.weighing.choices import PublicChoice, arguments, public_said, read_formula, read_public, unknown_said
from analysis.weighing.pages import VERDICTS, first_rows, public_page, weight_page
from analysis.weighing.seasons import evolution_page, led_page
from analysis.weighing.service import keep_formula, kept_formula, led_by_code, months_by_code
from analysis.weighing.words import MOMENTS_SAID, words_page
from interviews.plan_choices import ROLES
from kparole.downloads import send_download
from kparole.uploads.kinds import XLSX
from kparole.wording import day

blueprint = Blueprint("weighing", __name__, url_prefix="/analyse")

KEPT = "La formule est gardée. Les pages des poids la prennent à partir de maintenant."
EMPTY = "analysis/empty.html"


@blueprint.get("/poids/")
def index() -> ResponseReturnValue:
    """The weight of each effect, the formula in one line, and how ranks move with it."""
    here = present()
    if here.reader is None:
        return render_template(EMPTY, current=here)
    kept, veiled = kept_formula(), here.reader.heard is not None
    formula = kept if veiled else read_formula(request.args, kept=kept)
    page = weight_page(here.reader, formula)
    return render_template(
        "weighing/index.html",
        current=here,
        page=page,
        kept=kept,
        parts=PARTS,
        most=MOST,
        named=NAMED,
        times=dict(formula.times),
        veiled=veiled,
        weights=page_chart(page.weights),
        ranks=page_chart(page.ranks),
    )


@blueprint.post("/poids/formule")
def keep() -> ResponseReturnValue:
    """Keep a formula for everybody."""
    keep_formula(read_formula(request.form, kept=Formula()))
    flash(KEPT)
    return redirect(url_for("weighing.index"))


@blueprint.get("/publics/choisir")
def public() -> ResponseReturnValue:
    """A public beside the others; within the team only, since two publics that overlap would tell a third."""
    here = present()
    if here.reader is None:
        return render_template(EMPTY, current=here)
    if here.reader.heard is not None:
        return render_template("weighing/closed.html", current=here)
    chosen = _chosen(here.reader)
    masked = "masquer" in request.args
    page = None
    if not chosen.public.everybody:
        page = public_page(here.reader, chosen.public, months=months_by_code(), masked=masked)
    return render_template(
        "weighing/public.html",
        current=here,
        choice=chosen,
        page=page,
        ready=READY,
        verdicts=VERDICTS,
        masked=masked,
        given=arguments(chosen.public),
        said_public=public_said(chosen.public, card_title=_title(here.reader, chosen)),
        unknown=unknown_said(len(page.compared.unknown), chosen.public) if page and not masked else "",
        kpas=_kpas(here.reader),
        cards=[(card.id, card.openings[0]) for card in here.reader.deck.cards if not card.joker],
    )


@blueprint.get("/mots/<effect_id>")
def words(effect_id: str) -> ResponseReturnValue:
    """The words behind a count: of a public, of a moment, of a campaign."""
    here = present()
    effect = here.taxonomy.effect(effect_id)
    if here.reader is None or effect is None:
        abort(404)
    among, said = None, ""
    if here.reader.heard is None:  # outside the team no public may be chosen, so that nobody is found by her age
        chosen = _chosen(here.reader)
        among = _among(here.reader, chosen)
        said = "" if chosen.public.everybody else public_said(chosen.public, card_title=_title(here.reader, chosen))
    season = next((one for one in campaigns() if str(one.id) == request.args.get("campagne")), None)
    if season is not None:
        of = campaign_of()
        among = {
            p.id for p in here.reader.analysis.people if of.get(p.id) == season and (among is None or p.id in among)
        }
    moment = next((one for one in MOMENTS_SAID if one == request.args.get("moment")), None)
    card = request.args.get("sous", "")
    under = f"sous « {here.reader.card_title(card)} »" if here.reader.deck.card(card) else ""
    told = [one for one in (said, season.name if season else "", MOMENTS_SAID[moment] if moment else "", under) if one]
    page = words_page(here.reader, effect, among=among, moment=moment, card=card if under else "")
    return render_template("weighing/words.html", current=here, page=page, told=told)


@blueprint.get("/dabord")
def first() -> ResponseReturnValue:
    """What is said first."""
    here = present()
    if here.reader is None:
        return render_template(EMPTY, current=here)
    rows = first_rows(here.reader)
    return render_template("weighing/first.html", current=here, rows=rows, moments=MOMENTS_SAID)


@blueprint.get("/evolution")
def evolution() -> ResponseReturnValue:
    """Two campaigns side by side."""
    here = present()
    if here.reader is None:
        return render_template(EMPTY, current=here)
    of, seasons = campaign_of(), campaigns()
    there = [one for one in seasons if any(of.get(person.id) == one for person in here.reader.analysis.people)]
    pair = _two(there)
    page = evolution_page(here.reader, pair, of, kept_formula()) if pair else None
    drawing = page_chart(page.drawing) if page and page.drawing else None
    return render_template("weighing/evolution.html", current=here, seasons=there, page=page, drawing=drawing)


@blueprint.get("/poids/entretiens")
def leading() -> ResponseReturnValue:
    """What may come from who interviewed; nothing is counted until it is asked for."""
    here = present()
    if here.reader is None:
        return render_template(EMPTY, current=here)
    page = led_page(here.reader, led_by_code(), ROLES) if "montrer" in request.args else None
    return render_template("weighing/leading.html", current=here, page=page, verdicts=VERDICTS)


@blueprint.get("/grille.xlsx")
def workbook() -> Response:
    """The grid and its evidence for Excel, as far as words may leave."""
    from analysis.weighing.grid_sheets import grid_sheets  # openpyxl is slow to load, and no page needs it
    from analysis.weighing.leaving import words_leaving
    from analysis.weighing.workbook import workbook as written

    here = present()
    if here.reader is None or here.run is None:
        abort(404)
    sheets = grid_sheets(here.reader, words_leaving(here.reader), dated=day(here.run.created_at))
    return send_download(written(sheets, title="Grille des effets", made=here.run.created_at), what="grille", kind=XLSX)


def _chosen(reader: Reader) -> PublicChoice:
    return read_public(request.args, kpas=_kpas(reader), cards=[card.id for card in reader.deck.cards])


def _among(reader: Reader, chosen: PublicChoice) -> Collection[str] | None:
    """The codes of a public, None for everybody."""
    if chosen.public.everybody:
        return None
    months, wanted = months_by_code(), "out" if "autres" in request.args else "in"
    return {p.id for p in reader.analysis.people if chosen.public.side(p, months=months.get(p.id)) == wanted}


def _kpas(reader: Reader) -> list[str]:
    return sorted({person.kpa for person in reader.analysis.people if person.kpa})


def _title(reader: Reader, chosen: PublicChoice) -> str:
    return reader.card_title(chosen.public.card) if chosen.public.card else ""


def _two(there: list[Season]) -> tuple[Season, Season] | None:
    """The two campaigns an address names, else the last two; None when there are not two."""
    if len(there) < 2:
        return None
    by_id = {str(one.id): one for one in there}
    first, second = by_id.get(request.args.get("avant", "")), by_id.get(request.args.get("apres", ""))
    if first is None or second is None or first == second:
        return there[-2], there[-1]
    return first, second
