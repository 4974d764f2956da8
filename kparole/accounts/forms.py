"""The forms of the door: logging in, one-time codes, joining by an invitation, inviting, giving a pass."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from flask_login import current_user
from flask_security import hash_password
from flask_security.forms import ChangePasswordForm as BaseChangePasswordForm
from flask_security.forms import LoginForm as BaseLoginForm
from flask_security.forms import TwoFactorVerifyCodeForm
from flask_security.forms import VerifyForm as BaseVerifyForm
from flask_security.proxies import _security
from flask_security.recovery_codes import MfRecoveryForm
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from kparole.access import ACCOUNT_ROLES, READING_PASSES, Role
from kparole.accounts.lockout import LOCKED, failed, locked, succeeded
from kparole.accounts.models import ROLE_WORDS
from network.models import Kpa

NAME_SIGNS = "Des lettres, des chiffres, des espaces, un point ou un tiret, rien d'autre."
ASKED = "Remplissez cette case."
TOO_LONG = "C'est trop long : au plus %(max)d caractères."
PASSWORD_LENGTH = "Au moins 12 caractères. Quatre mots qui n'ont rien à voir font un bon mot de passe."
KPA_ASKED = "Choisissez sa KPA : une personne qui mène les entretiens ne voit que la sienne."
PAST = "Cette date est passée. Choisissez un jour à venir."
END_ASKED = "Dites jusqu'à quand : l'accès à l'évaluation a une fin."
NO_INTERVIEW = "Cochez au moins un entretien."


def tidy(text: str | None) -> str | None:
    """A name without the spaces around it, unbreakable ones included."""
    return text.strip() if text else text


def visible(_form: Any, field: Any) -> None:
    """Refuse signs that are not seen: they could turn the words of a page around."""
    if any(unicodedata.category(sign).startswith("C") for sign in field.data or ""):
        raise ValidationError("Un signe invisible s'est glissé dans ce nom. Tapez-le de nouveau.")


class LoginForm(BaseLoginForm):
    """A name and a password, with patience against whoever tries them all."""

    remember = None

    def validate_next(self, field: Any) -> None:
        """Where one wanted to go; an address that is not of KParole is dropped, and one goes to the first page."""
        try:
            super().validate_next(field)
        except ValidationError:
            field.data = ""

    def validate(self, **options: Any) -> bool:
        """True for the right pair; the answer says nothing about which names exist."""
        typed = str(self.username.data or "")
        if locked(typed):
            hash_password(str(self.password.data or ""))  # as long as for an open name
            self.form_errors.append(LOCKED)
            return False
        if super().validate(**options):
            succeeded(typed)
            return True
        failed(typed)
        return False


class VerifyCodeForm(TwoFactorVerifyCodeForm):
    """The six digits of the authenticator, with the same patience."""

    def validate(self, **options: Any) -> bool:
        """True for the right code."""
        return _patiently(self, super().validate, options)


class RecoveryForm(MfRecoveryForm):
    """A recovery code, with the same patience."""

    def validate(self, **options: Any) -> bool:
        """True for a code not used yet."""
        return _patiently(self, super().validate, options)


class VerifyForm(BaseVerifyForm):
    """The password again, before something that matters, with the same patience: a tablet may be left open."""

    def validate(self, **options: Any) -> bool:
        """True for the right password."""
        return _patiently(self, super().validate, options)


class ChangePasswordForm(BaseChangePasswordForm):
    """The old password and a new one, with the same patience."""

    @property
    def user(self) -> Any:
        """Whose password it is."""
        return current_user

    def validate(self, **options: Any) -> bool:
        """True for the right password and a fit new one."""
        if locked(_as_typed(self)):
            self.form_errors.append(LOCKED)
            return False
        fine = super().validate(**options)
        if self.password.errors:
            failed(_as_typed(self))
        return fine


def _as_typed(form: Any) -> str:
    """The name that these failures count on: no name that is typed holds a NUL."""
    return f"code\0{form.user.id}" if form.user else ""


def _patiently(form: Any, check: Any, options: dict[str, Any]) -> bool:
    typed = _as_typed(form)
    if locked(typed):
        form.form_errors.append(LOCKED)
        return False
    if check(**options):
        succeeded(typed)
        return True
    failed(typed)
    return False


class JoinForm(FlaskForm):  # type: ignore[misc]
    """What somebody invited chooses: how she logs in."""

    username = StringField(
        "Votre nom pour entrer",
        validators=[InputRequired(ASKED), Length(min=2, max=32, message="Entre 2 et 32 caractères.")],
        render_kw={"autocomplete": "username"},
    )
    name = StringField(
        "Comment on vous appelle",
        validators=[DataRequired(ASKED), Length(max=80, message=TOO_LONG), visible],
        filters=[tidy],
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(
        "Votre mot de passe",
        validators=[InputRequired(ASKED), Length(min=12, max=128, message=PASSWORD_LENGTH)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Le même, encore une fois",
        validators=[InputRequired(ASKED), EqualTo("password", "Les deux mots de passe ne sont pas les mêmes.")],
        render_kw={"autocomplete": "new-password"},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """The name must be one that logging in reads back the same: letters, figures, spaces and a few signs."""
        fine = bool(super().validate(extra_validators))
        wrong, normal = _security.username_util.validate((self.username.data or "").strip().casefold())
        if wrong and not self.username.errors:
            self.username.errors = [*self.username.errors, NAME_SIGNS]
        self.username.data = normal or self.username.data
        return fine and not wrong


class RenewForm(FlaskForm):  # type: ignore[misc]
    """A new password for an account that lost its own."""

    password = JoinForm.password
    again = JoinForm.again


class AccountForm(FlaskForm):  # type: ignore[misc]
    """A role, and what goes with it: whom an administrator invites, or what she changes of an account."""

    role = RadioField(
        "Que fera cette personne ?",
        choices={str(role): ROLE_WORDS[role] for role in ACCOUNT_ROLES},
        validators=[InputRequired("Choisissez ce que fera cette personne.")],
    )
    kpa = SelectField("Sa KPA", choices={})
    ends_on = DateField("Jusqu'au", validators=[Optional()])
    active = BooleanField("Ce compte est ouvert", default=True)

    def offer(self, kpas: list[Kpa]) -> None:
        """Fill the list of KPAs."""
        self.kpa.choices = {"": "—", **{str(kpa.id): kpa.name for kpa in kpas}}

    def validate(self, extra_validators: Any = None) -> bool:
        """A contributor has a KPA, an evaluator an end date, and no date is past."""
        fine = bool(super().validate(extra_validators))
        if self.role.data == Role.CONTRIBUTOR and not self.kpa.data:
            self.kpa.errors = [*self.kpa.errors, KPA_ASKED]
            fine = False
        if self.role.data == Role.EVALUATION and not self.ends_on.data and not self.ends_on.errors:
            self.ends_on.errors = [*self.ends_on.errors, END_ASKED]
            fine = False
        if self.ends_on.data and self.ends_on.data < date.today():
            self.ends_on.errors = [*self.ends_on.errors, PAST]
            fine = False
        return fine

    @property
    def kpa_id(self) -> int | None:
        """The KPA that goes with the role: contributors have one, the others see the whole network or no words."""
        return int(self.kpa.data) if self.kpa.data and self.role.data == Role.CONTRIBUTOR else None


class PassForm(FlaskForm):  # type: ignore[misc]
    """Who gets a pass, for which interviews, to do what, for how long."""

    name = StringField(
        "Pour qui ? Un prénom, ou le nom que la personne a choisi",
        validators=[DataRequired(ASKED), Length(max=80, message=TOO_LONG), visible],
        filters=[tidy],
    )
    purpose = RadioField(
        "Pour quoi faire ?",
        choices={str(role): ROLE_WORDS[role] for role in READING_PASSES},
        default=str(Role.REREADING),
    )
    interviews = SelectMultipleField(
        "Quels entretiens ?",
        choices={},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[InputRequired(NO_INTERVIEW)],
    )
    hours = IntegerField(
        "Pendant combien d'heures ?",
        default=48,
        validators=[
            InputRequired(ASKED),
            NumberRange(min=1, max=24 * 31, message="Entre 1 heure et 31 jours (744 heures)."),
        ],
    )
