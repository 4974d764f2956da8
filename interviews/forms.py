"""The form of an import: the files, their KPA, and once for all what was agreed about the words."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from interviews.consent import HOW, USES
from network.models import Kpa

NO_FILE = "Choisissez au moins un fichier Word (.docx)."
TOO_LONG = "C'est trop long : dites-le en moins de mots."
WHO_ASKED = "Dites qui a recueilli l'accord : sans cela, l'accord ne peut pas être gardé."
WHEN_ASKED = "Dites quand l'accord a été donné : une date, un mois, ou « après chaque entretien »."


class ImportForm(FlaskForm):  # type: ignore[misc]
    """What the import page sends."""

    files = MultipleFileField("Comptes-rendus Word")
    kpa = SelectField("KPA", default="", choices={})
    uses = SelectMultipleField(
        "Chaque personne est d'accord pour…",
        choices={use.id: use.label for use in USES},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    who = StringField("Qui a recueilli l'accord ?", validators=[Optional(), Length(max=200, message=TOO_LONG)])
    when = StringField("Quand ?", validators=[Optional(), Length(max=100, message=TOO_LONG)])
    how = RadioField("Comment ?", choices=dict(HOW), default="oral")
    click = HiddenField()

    def offer(self, kpas: list[Kpa], *, only: bool = False) -> None:
        """Fill the list of KPAs; the first choice leaves each file say its own, unless there is only one to import for."""
        each = {} if only else {"": "Lire la KPA dans chaque fichier"}
        self.kpa.choices = {**each, **{str(k.id): k.name for k in kpas}}

    def validate(self, extra_validators: object = None) -> bool:
        """Files there must be; an agreement says who heard it and when."""
        fine = bool(super().validate(extra_validators))
        sent = [file for file in (self.files.data or []) if file and file.filename]
        if not sent:
            self.files.errors = [*self.files.errors, NO_FILE]
            fine = False
        if self.uses.data and not (self.who.data or "").strip():
            self.who.errors = [*self.who.errors, WHO_ASKED]
            fine = False
        if self.uses.data and not (self.when.data or "").strip():
            self.when.errors = [*self.when.errors, WHEN_ASKED]
            fine = False
        return fine

    def consent(self) -> dict[str, object] | None:
        """What was declared, None when no use was ticked: nothing is agreed by default."""
        if not self.uses.data:
            return None
        who, when = str(self.who.data).strip(), str(self.when.data).strip()
        return {
            "uses": list(self.uses.data),
            "who": who,
            "when": when,
            "how": self.how.data,
            "noted": date.today().isoformat(),
        }
