"""Entrusting one planned interview to somebody without an account: a pass that leads it with the tablet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from interviews.plan_models import Appointment
from interviews.plan_service import open_place_for, plan_by_uid
from interviews.plan_times import as_utc, day_said
from interviews.plans import title_of
from kparole.access import Role
from kparole.accounts.forms import ASKED, TOO_LONG, tidy, visible
from kparole.accounts.models import ROLE_WORDS
from kparole.accounts.security import svg_qr
from kparole.accounts.service import give_pass

blueprint = Blueprint("entrust", __name__, url_prefix="/entretiens/rendez-vous")

MOST_DAYS = 31
TO_SEND = timedelta(days=3)
"""What a tablet without network may need after the interview to send everything."""
LIMITS = f"Entre 1 et {MOST_DAYS} jours."
TOO_SHORT = "Ce passe s'arrêterait avant la fin de l'entretien. Donnez au moins {days} jours."
TOO_EARLY = "Ce rendez-vous est dans plus d'un mois. Confiez-le plus près du jour : un passe dure 31 jours au plus."


class EntrustForm(FlaskForm):  # type: ignore[misc]
    """Who will lead the interview, and for how long the pass lets in."""

    name = StringField(
        "À qui le confiez-vous ?",
        validators=[DataRequired(ASKED), Length(max=80, message=TOO_LONG), visible],
        filters=[tidy],
    )
    days = IntegerField(
        "Pendant combien de jours ?",
        validators=[InputRequired(LIMITS), NumberRange(min=1, max=MOST_DAYS, message=LIMITS)],
    )

    def check(self, least: int) -> bool:
        """True when the pass lasts until the interview is over; ``least``: how many days that takes."""
        if not self.validate_on_submit():
            return False
        if self.days.data < least:
            said = TOO_EARLY if least > MOST_DAYS else TOO_SHORT.format(days=least)
            self.days.errors = [*self.days.errors, said]
        return not self.errors


@blueprint.route("/<plan>/confier", methods=["GET", "POST"])
def give(plan: str) -> ResponseReturnValue:
    """Make the pass; its link is shown once."""
    found = plan_by_uid(plan)
    if found is None:
        abort(404)
    least = days_until(_end(found))
    form = EntrustForm(days=min(days_until(_end(found) + TO_SEND), MOST_DAYS))
    if not form.check(least):
        page = render_template(
            "plans/entrust.html", form=form, plan=found, title=title_of(found), too_early=least > MOST_DAYS
        )
        return page, 422 if form.errors else 200
    return _hand_over(found, form)


def days_until(moment: datetime) -> int:
    """How many whole days a pass given now must last to be open at this moment, one at least."""
    left = moment - datetime.now(UTC)
    return max(1, -(-left // timedelta(days=1)))


def _end(plan: Appointment) -> datetime:
    return as_utc(plan.starts_at, plan.zone) + timedelta(minutes=plan.minutes)


def _hand_over(plan: Appointment, form: EntrustForm) -> ResponseReturnValue:
    title, when, uid = title_of(plan), day_said(plan.starts_at), plan.uid
    open_place_for(plan)
    given, token = give_pass(name=form.name.data, purpose=Role.LEADING, interviews=[uid], hours=form.days.data * 24)
    link = url_for("accounts.use_pass", token=token, _external=True)
    picture = Markup(svg_qr(link))  # drawn by us from a link of ours
    return render_template(
        "plans/handed.html", given=given, link=link, picture=picture, words=ROLE_WORDS, uid=uid, title=title, when=when
    )
