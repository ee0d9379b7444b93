"""The one form of the link page. At a desk it asks for a name; anybody may say at once what became of it."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import DataRequired, Length, ValidationError

from app.domain.alerts.kinds import AlertKind, AlertOutcome
from app.services.alerts.actions import SAY_WHAT
from app.services.alerts.links import LONGEST_NAME
from app.web.alerts.forms import LONGEST_NOTE, outcome_choices
from app.web.forms import CleanForm, typed

NOT_YET = ""


class AcknowledgeForm(CleanForm):
    name = StringField(
        "Your name",
        [DataRequired("Say who you are, so that the others know who has it."), Length(max=LONGEST_NAME)],
        render_kw={"autocomplete": "name"},
    )
    outcome = RadioField("What became of it", default=NOT_YET)
    outcome_note = StringField("In a few words", [Length(max=LONGEST_NOTE)])

    def validate_outcome_note(self, field: StringField) -> None:
        if self.outcome.data == AlertOutcome.OTHER and not typed(field):
            raise ValidationError(SAY_WHAT)


def acknowledge_form(kind: AlertKind, *, asks_name: bool) -> AcknowledgeForm:
    form = AcknowledgeForm()
    form.outcome.choices = [SelectChoice(NOT_YET, "Not yet"), *outcome_choices(kind)]
    if not asks_name:
        del form.name
    return form
