"""A reading as a form; `confirmed` is ticked by whoever was asked about a strange value."""

from wtforms import BooleanField, DateField, DecimalField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.web.forms import CleanForm


class ReadingForm(CleanForm):
    person = StringField(
        "Who", [InputRequired("Whose reading?"), Length(max=160)], render_kw={"list": "people", "autocomplete": "off"}
    )
    kpi_id = SelectField("KPI", [InputRequired("Choose a KPI.")])
    read_on = DateField("Day", [InputRequired("Write the date as 2026-11-30.")])
    value = DecimalField("Value", [InputRequired("Write a number.")], places=None)
    confirmed = BooleanField("The value is right as it stands")
