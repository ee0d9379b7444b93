"""The one form of the link page. At a desk it asks for a name; anybody may say at once what became of it."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import DataRequired, Length

from app.domain.alerts.kinds import AlertKind
from app.services.alerts.links import LONGEST_NAME
from app.web.alerts.forms import outcome_choices
from app.web.forms import CleanForm

NOT_YET = ""


class AcknowledgeForm(CleanForm):
    name = StringField(
        "Your name",
        [DataRequired("Say who you are, so that the others know who has it."), Length(max=LONGEST_NAME)],
        render_kw={"autocomplete": "name"},
    )
    outcome = RadioField("Already settled?", default=NOT_YET)


def acknowledge_form(kind: AlertKind, *, asks_name: bool) -> AcknowledgeForm:
    form = AcknowledgeForm()
    form.outcome.choices = [SelectChoice(NOT_YET, "Not yet"), *outcome_choices(kind)]
    if not asks_name:
        del form.name
    return form
