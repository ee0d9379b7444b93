"""The four sections of a person's record as forms, and the two acts of leaving and coming back."""

from collections.abc import Sequence
from zoneinfo import available_timezones

from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.checkins.strengths import STRENGTH_THEMES
from app.domain.people.checks import LARGEST_NUMBER, LONGEST
from app.domain.permissions import Role
from app.domain.phrases import WEEKDAYS
from app.web.filters import role_word
from app.web.forms import CleanForm

NONE = ""
STEPS = 6
"""Rows for milestones."""
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/")))
DAY = "Write the date as 2026-11-30."
NO_GUESS = {"autocomplete": "off"}
"""The browser's own memory would offer one person's values for another."""
ROLES = [SelectChoice(role.value, role_word(role)) for role in Role]


ZONE_CHOICES = [SelectChoice(zone, zone) for zone in ZONES]
WEEKDAY_CHOICES = [SelectChoice(str(number), name) for number, name in enumerate(WEEKDAYS, start=1)]


class WorkdaysField(SelectMultipleField):
    """One checkbox a day."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def pairs(choices: Sequence[tuple[object, str]], none: str | None = "–") -> list[SelectChoice]:
    first = [SelectChoice(NONE, none)] if none is not None else []
    return [*first, *(SelectChoice(str(value), label) for value, label in choices)]


class SectionForm(CleanForm):
    """A section of one person's record; `before` is what it showed when it was opened, as JSON."""

    before = HiddenField()


class IdentityForm(SectionForm):
    name = StringField("Name", [InputRequired("A name is needed; one word is enough."), Length(max=LONGEST["name"])])
    spoken_name = StringField("How the coach says it", [Optional(), Length(max=LONGEST["spoken_name"])])
    phone = StringField(
        "Telephone", [Optional(), Length(max=40)], render_kw={"inputmode": "tel", "autocomplete": "off"}
    )
    further_phones = StringField("Further numbers", [Optional(), Length(max=200)], render_kw=NO_GUESS)
    email = StringField("E-mail", [Optional(), Length(max=LONGEST["email"])], render_kw={"inputmode": "email"})
    job_title = StringField("Job title", [Optional(), Length(max=LONGEST["job_title"])])
    started_on = DateField("Start date", [InputRequired(DAY)])
    sms_opt_in = BooleanField("Agrees to texts from the line")


class WorkWeekForm(SectionForm):
    timezone = SelectField("Time zone", [InputRequired()], choices=ZONE_CHOICES)
    workdays = WorkdaysField("Days on which a check-in is due", choices=WEEKDAY_CHOICES)
    window_start = TimeField("Check-in from", [Optional()])
    window_end = TimeField("Check-in until", [Optional()])
    holiday_calendar = StringField("Holiday calendar", [Optional(), Length(max=6)])
    expected_to_call = BooleanField("Expected to call on workdays")
    checkins_from = DateField("Check-ins from", [Optional()])
    starts_on = DateField("From", [Optional()])


class ReportingForm(SectionForm):
    role = SelectField("Role", [InputRequired()], choices=ROLES)
    team_id = SelectField("Team", [Optional()])
    manager_id = StringField("Manager", [Optional(), Length(max=160)], render_kw={"list": "managers", **NO_GUESS})
    dispatch_backup = BooleanField("Backup dispatcher: hears only when the first ones do not answer")
    starts_on = DateField("From", [Optional()])


class CoachingForm(SectionForm):
    personal_why = TextAreaField("WHY", [Optional(), Length(max=LONGEST["personal_why"])], render_kw={"rows": 2})
    current_90day_goal = TextAreaField(
        "90-day goal", [Optional(), Length(max=LONGEST["current_90day_goal"])], render_kw={"rows": 2}
    )
    goal_kpi_id = SelectField("Measured by", [Optional()])
    goal_baseline = DecimalField("From (number)", [Optional()], places=None)
    goal_target = DecimalField("To (number)", [Optional()], places=None)
    goal_started_on = DateField("Goal starts", [Optional()])
    goal_due_on = DateField("Goal is due", [Optional()])
    always_ops_only = BooleanField("Always ops-only, by the person's own wish")
    starts_on = DateField("New goal from", [Optional()])

    def strengths(self) -> list[Field]:
        return [self[f"strength_{number}"] for number in range(1, 6)]

    def kpis(self) -> list[Field]:
        return [self[f"kpi_{number}"] for number in range(1, 4)]

    def steps(self) -> list[tuple[Field, Field]]:
        return [(self[f"step_{number}"], self[f"step_{number}_done"]) for number in range(1, STEPS + 1)]


for _number in range(1, 6):
    _themes = pairs([(theme, theme) for theme in STRENGTH_THEMES])
    setattr(CoachingForm, f"strength_{_number}", SelectField(f"Strength {_number}", [Optional()], choices=_themes))
for _number in range(1, 4):
    _kpi = StringField(f"KPI {_number}", [Optional(), Length(max=80)], render_kw={"list": "kpi-names", **NO_GUESS})
    setattr(CoachingForm, f"kpi_{_number}", _kpi)
for _number in range(1, STEPS + 1):
    setattr(CoachingForm, f"step_{_number}", StringField(f"Milestone {_number}", [Optional(), Length(max=120)]))
    setattr(CoachingForm, f"step_{_number}_done", DateField(f"Done on ({_number})", [Optional()]))


class NewPersonForm(IdentityForm):
    """What the line needs to know somebody; the rest follows on the sections."""

    employee_id = IntegerField("Employee number", [Optional(), NumberRange(1, LARGEST_NUMBER)])
    role = SelectField("Role", [InputRequired()], choices=ROLES)
    team_id = SelectField("Team", [Optional()])
    manager_id = StringField("Manager", [Optional(), Length(max=160)], render_kw={"list": "managers", **NO_GUESS})
    timezone = SelectField("Time zone", [InputRequired()], choices=ZONE_CHOICES)
    workdays = WorkdaysField("Days on which a check-in is due", choices=WEEKDAY_CHOICES)


class LeaveForm(CleanForm):
    last_day = DateField("Last day", [InputRequired(DAY)])
    successor_id = StringField(
        "Who takes over", [Optional(), Length(max=160)], render_kw={"list": "managers", **NO_GUESS}
    )


class EraseForm(CleanForm):
    number = IntegerField("Employee number", [InputRequired("Type the employee number.")], render_kw=NO_GUESS)


class ReturnForm(CleanForm):
    started_on = DateField("First day", [InputRequired(DAY)])
