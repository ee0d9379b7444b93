"""What people can do with an alert, each as a small form of its own."""

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.domain.alerts.kinds import AlertKind, AlertOutcome
from app.domain.alerts.outcomes import OWNER_OUTCOMES
from app.domain.alerts.words import OUTCOME_WORDS
from app.services.alerts.actions import SAY_WHAT
from app.web.forms import CleanForm, typed

SNOOZE_MINUTES = {30: "30 minutes", 60: "1 hour", 240: "4 hours", 1440: "1 day"}
LONGEST_NOTE = 500
CHOOSE = "Choose what became of it from the list."


def _note() -> StringField:
    return StringField("Note", [Optional(), Length(max=LONGEST_NOTE)])


class OutcomeForm(CleanForm):
    """The one form for what became of an alert, on Today, in the inbox and behind a mailed link."""

    outcome = SelectField("What became of it", [InputRequired(CHOOSE)], validate_choice=False)
    outcome_note = StringField("Note", [Length(max=LONGEST_NOTE)])

    def validate_outcome(self, field: SelectField) -> None:
        if field.data not in {value for value, *_ in field.iter_choices()}:
            raise ValidationError(CHOOSE)

    def validate_outcome_note(self, field: StringField) -> None:
        if self.outcome.data == AlertOutcome.OTHER and not typed(field):
            raise ValidationError(SAY_WHAT)


class HandOverForm(CleanForm):
    to = SelectField("Hand to", [InputRequired("Choose a person.")], coerce=int)
    hand_over_note = _note()


class SnoozeForm(CleanForm):
    minutes = SelectField(
        "Ask me again in",
        [InputRequired("Choose a time.")],
        coerce=int,
        choices=[SelectChoice(minutes, words) for minutes, words in SNOOZE_MINUTES.items()],
    )


class ResolveForm(CleanForm):
    resolve_note = _note()


def outcome_form(kind: AlertKind) -> OutcomeForm:
    form = OutcomeForm()
    form.outcome.choices = outcome_choices(kind)
    return form


def outcome_choices(kind: AlertKind) -> list[SelectChoice]:
    return [SelectChoice(outcome.value, OUTCOME_WORDS[outcome].capitalize()) for outcome in OWNER_OUTCOMES[kind]]


def hand_over_form(people: list[tuple[int, str]]) -> HandOverForm:
    form = HandOverForm()
    form.to.choices = [SelectChoice(id_, name) for id_, name in people]
    return form
