"""Days off as a form."""

from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length

from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.web.forms import CleanForm

DAY = "Write the date as 2026-11-30."


class TimeOffForm(CleanForm):
    starts_on = DateField("First day", [InputRequired(DAY)])
    ends_on = DateField("Last day", [InputRequired(DAY)])
    kind = SelectField(
        "Kind", choices=[SelectChoice(kind.value, kind.replace("_", " ").capitalize()) for kind in TimeOffKind]
    )
    part = SelectField(
        "Part of the day", choices=[SelectChoice(part.value, part.replace("_", " ").capitalize()) for part in DayPart]
    )


class NewTimeOffForm(TimeOffForm):
    person = StringField(
        "Who", [InputRequired("Who is off?"), Length(max=160)], render_kw={"list": "people", "autocomplete": "off"}
    )
