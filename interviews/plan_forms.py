"""The form of an appointment: who, when, where, how, and what was agreed; with what makes no sense said in French."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField

from interviews.consent import ALL_USES
from interviews.plan_choices import ANSWERS, HOW_ASKED, LANGUAGES, MODES, NAMINGS, OTHER, PARIS, ROLES, ZONES
from interviews.plan_fields import DayField, FrenchChoice, FrenchNumber, FrenchRadio, HourField, line, lines
from interviews.plan_models import Appointment
from interviews.plan_service import PlanData
from interviews.plan_times import exists, here_and_now
from network.models import Kpa

SHORTEST, LONGEST = 15, 240
FURTHEST = timedelta(days=730)
DAY_ASKED = "Dites quel jour."
HOUR_ASKED = "Dites à quelle heure."
PAST = "Ce jour est passé. Choisissez un jour à venir."
TOO_FAR = "C'est dans plus de deux ans. Vérifiez l'année."
NO_SUCH_HOUR = "Cette heure n'existe pas ce jour-là : on passe à l'heure d'été. Choisissez-en une autre."
LENGTH = f"Entre {SHORTEST} minutes et 4 heures : une heure suffit souvent."
KPA_ASKED = "Choisissez la KPA."
UNKNOWN_KPA = "Cette KPA n'est pas dans le réseau, ou n'est pas la vôtre. Choisissez-en une autre."
LANGUAGE_ASKED = "Écrivez quelle langue."


class PlanForm(FlaskForm):  # type: ignore[misc]
    """What the pages « nouveau » and « changer » send. The answers a use come from ``ask_each_use``."""

    kpa = FrenchChoice("KPA", choices={})
    code = line("Un code, si vous en avez un", most=40)
    name = line("Le nom que la personne a choisi", most=80)
    naming = FrenchRadio("Quel nom utiliser ?", choices=dict(NAMINGS), default="")
    language = FrenchChoice("Langue de l'entretien", choices=dict(LANGUAGES), default="fr")
    other_language = line("Si c'est une autre langue, laquelle ?", most=60)
    interpreter = line("Qui traduira ?", most=80)
    day = DayField("Quel jour ?")
    hour = HourField("À quelle heure ?")
    zone = FrenchChoice("À quelle heure locale ?", choices=dict(ZONES), default=PARIS)
    minutes = FrenchNumber("Combien de minutes prévoir ?", default=60)
    place = line("Où ?", most=200)
    roles = FrenchRadio("Qui interroge qui ?", choices=dict(ROLES), default="contributeur-cooperant")
    swap = BooleanField("On échangera les rôles ensuite")
    mode = FrenchRadio("Avec quelles cartes ?", choices=dict(MODES), default="ecran")
    agreed_how = FrenchRadio("Comment l'avez-vous demandé ?", choices=dict(HOW_ASKED), default="")
    person_reminders = lines("À rappeler à la personne", most=5000)
    own_reminders = lines("À me rappeler", most=5000)
    version = HiddenField()
    click = HiddenField()

    kept: tuple[date, str] | None = None
    """The day and zone before the change: an appointment that is past can still be corrected."""

    def offer(self, kpas: Iterable[Kpa]) -> None:
        """Fill the list of KPAs; with only one, it is the one."""
        named = {str(kpa.id): kpa.name for kpa in kpas}
        self.kpa.choices = named if len(named) == 1 else {"": "Choisir…" if named else "Aucune KPA encore", **named}

    def uses(self) -> list[Field]:
        """The question of each use."""
        return [self[f"use_{use.id}"] for use in ALL_USES]

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything that is wrong is said at once, each beside its question."""
        super().validate(extra_validators)
        known = {str(one) for one in self.kpa.choices}
        if str(self.kpa.data or "") not in known:
            self.kpa.errors = [UNKNOWN_KPA]
        elif not self.kpa.data and len(known) > 1:
            self.kpa.errors = [KPA_ASKED]
        if self.language.data == OTHER and not self.other_language.data:
            self.other_language.errors = [LANGUAGE_ASKED]
        if not self.minutes.errors and not SHORTEST <= (self.minutes.data or 0) <= LONGEST:
            self.minutes.errors = [LENGTH]
        self._check_moment()
        return not self.errors

    def _check_moment(self) -> None:
        if not self.day.errors and self.day.data is None:
            self.day.errors = [DAY_ASKED]
        if not self.hour.errors and self.hour.data is None:
            self.hour.errors = [HOUR_ASKED]
        if self.day.errors or self.hour.errors or self.zone.errors:
            return
        today = here_and_now(self.zone.data).date()
        if self.day.data < today and (self.day.data, self.zone.data) != self.kept:
            self.day.errors = [PAST]
        elif self.day.data > today + FURTHEST:
            self.day.errors = [TOO_FAR]
        elif not exists(self.starts_at, self.zone.data):
            self.hour.errors = [NO_SUCH_HOUR]

    @property
    def starts_at(self) -> datetime:
        """The day and hour, as the clock on the wall says them."""
        return datetime.combine(self.day.data, self.hour.data)

    def plan_data(self) -> PlanData:
        """What was decided, once it is valid."""
        said = {use.id: self[f"use_{use.id}"].data for use in ALL_USES}
        other = self.language.data == OTHER
        same = ("code", "name", "naming", "interpreter", "zone", "minutes", "place", "roles", "mode", "agreed_how")
        return PlanData(
            kpa_id=int(self.kpa.data) if self.kpa.data else None,
            language=self.other_language.data if other else self.language.data,
            starts_at=self.starts_at,
            swap=bool(self.swap.data),
            agreed={use: answer for use, answer in said.items() if answer},
            person_reminders=self.person_reminders.data,
            own_reminders=self.own_reminders.data,
            **{name: self[name].data for name in same},
        )


def ask_each_use() -> None:
    """Give the form one question a use, in the order they are asked."""
    for use in ALL_USES:
        setattr(PlanForm, f"use_{use.id}", FrenchRadio(use.label, choices=dict(ANSWERS), default=""))


ask_each_use()


def values_of(plan: Appointment) -> dict[str, Any]:
    """What the form shows of an appointment."""
    listed = plan.language in LANGUAGES and plan.language != OTHER
    names = ("code", "name", "naming", "interpreter", "zone", "minutes", "place", "roles", "swap", "mode", "agreed_how")
    return {
        **{name: getattr(plan, name) for name in (*names, "person_reminders", "own_reminders", "version")},
        **{f"use_{use.id}": plan.agreed.get(use.id, "") for use in ALL_USES},
        "kpa": str(plan.kpa_id or ""),
        "language": plan.language if listed else OTHER,
        "other_language": "" if listed else plan.language,
        "day": plan.starts_at.date(),
        "hour": plan.starts_at.time(),
    }


def differences(theirs: PlanForm, mine: PlanForm) -> dict[str, str]:
    """By question, what they answered where I answered something else."""
    hidden = {"version", "click", "csrf_token"}
    return {one.name: _said(one) for one in theirs if one.name not in hidden and one.data != mine[one.name].data}


def _said(field: Field) -> str:
    if isinstance(field, BooleanField):
        return "oui" if field.data else "non"
    if isinstance(field, FrenchChoice | FrenchRadio):
        return str(dict(field.choices).get(field.data, field.data))
    return str(field._value()) or "rien"
