"""The one form of the link page. At a desk it asks for a name; anybody may say at once what became of it."""

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length

from app.domain.alerts.kinds import OUTCOME_WORDS, OWNER_OUTCOMES, AlertKind
from app.services.alerts.links import LONGEST_NAME

NOT_YET = ""


class AcknowledgeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    name = StringField(
        "Your name",
        [DataRequired("Say who you are, so that the others know who has it."), Length(max=LONGEST_NAME)],
        render_kw={"autocomplete": "name"},
    )
    outcome = RadioField("Already settled?", default=NOT_YET)


def acknowledge_form(kind: AlertKind, *, asks_name: bool) -> AcknowledgeForm:
    form = AcknowledgeForm()
    outcomes = [(outcome.value, OUTCOME_WORDS[outcome]) for outcome in OWNER_OUTCOMES[kind]]
    form.outcome.choices = [(NOT_YET, "not yet"), *outcomes]
    if not asks_name:
        del form.name
    return form
