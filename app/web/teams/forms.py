"""The forms of teams and delegates."""

from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.services.people.teams import LONGEST_NAME
from app.web.forms import CleanForm

PICK = {"list": "managers", "autocomplete": "off"}


class TeamForm(CleanForm):
    name = StringField("Name", [InputRequired("A team needs a name."), Length(max=LONGEST_NAME)])
    lead_id = StringField("Lead", [Optional(), Length(max=160)], render_kw=PICK)


class MergeForm(CleanForm):
    into_id = SelectField("Into", [InputRequired("Choose the team that stays.")])


class DelegateForm(CleanForm):
    manager_id = StringField("Manager", [InputRequired("Who is away?"), Length(max=160)], render_kw=PICK)
    delegate_id = StringField("Delegate", [InputRequired("Who stands in?"), Length(max=160)], render_kw=PICK)
    starts_on = DateField("First day", [InputRequired("Write the date as 2026-11-30.")])
    ends_on = DateField("Last day", [InputRequired("Write the date as 2026-11-30.")])
