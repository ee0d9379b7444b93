"""The questions of the check-in as fields, what each asks for by itself, and the arguments that they make.

What the rules want to know again is said by the service, as on the phone; here stand the words of the form for it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from wtforms import Field, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import Length, ValidationError

from app.domain.checkins.fields import BY_NAME, LONGEST_ETA_MINUTES, CallType, NotReadyReason
from app.domain.checkins.problems import AnswerProblem
from app.domain.checkins.script import BLOCKER_FOLLOW_UP
from app.web.forms import CleanForm, typed

READY, LATE, OUT = "ready", "late", "out"
YES, NO = "yes", "no"
UNSAID = "rather not say"
CAN_BE_HELPED = (NotReadyReason.VEHICLE, NotReadyReason.SCHEDULE)
"""Reasons with which there may be a blocker too; with the others nothing more is asked."""
ATTENDANCE = {READY: "Ready", LATE: "Late", OUT: "Not in"}
REASONS = {
    NotReadyReason.SICK.value: "Sick",
    NotReadyReason.FAMILY.value: "Family",
    NotReadyReason.VEHICLE.value: "Vehicle",
    NotReadyReason.SCHEDULE.value: "Schedule",
    NotReadyReason.OTHER.value: "Something else",
}
BLOCKERS = {NO: "No", YES: "Yes"}
ENERGY = {str(level): str(level) for level in range(1, 6)} | {UNSAID: "Rather not say"}
COACHED = ("energy", "kpi_action", "focus", "goal_action")
FIELD_OF = {
    "ready_status": "attendance",
    "not_ready_reason": "reason",
    "eta_minutes": "eta",
    "energy_level": "energy",
    "blocker_present": "blocker",
}
"""Arguments whose field has another name."""
WORDS_OF_PROBLEMS = {
    "blocker_note": BLOCKER_FOLLOW_UP,
    "energy_level": "One to five, or rather not say?",
}
CONTRADICTED_BLOCKER = "You said no, and named one. Which is right?"
MISSING = "One of these, please."


def _one_of(question: str, choices: Mapping[str, str]) -> RadioField:
    """Return a question that may stay open: the rules say what has to be answered."""
    options = [SelectChoice(value, label) for value, label in choices.items()]
    return RadioField(question, choices=options, validate_choice=False)


def _text(argument: str) -> StringField:
    limit = BY_NAME[argument].limit or 0
    return StringField(validators=[Length(max=limit, message=f"At most {limit:,} characters.")])


class CheckinForm(CleanForm):
    attendance = _one_of("Ready to work today?", ATTENDANCE)
    eta = StringField("Late by how many minutes?")
    reason = _one_of("Only the kind:", REASONS)
    out_until = StringField("Out until")
    blocker = _one_of("Anything blocking you today?", BLOCKERS)
    blocker_note = _text("blocker_note")
    energy = _one_of("Your energy today, one to five?", ENERGY)
    kpi_action = _text("kpi_action_today")
    focus = _text("focus_summary_5_words")
    goal_action = _text("goal_action_today")
    call_type = StringField()
    """The button that was pressed."""

    def validate_attendance(self, field: Field) -> None:
        _ask_where(field.data not in ATTENDANCE, "Are you coming in? One of these, please.")

    def validate_eta(self, field: Field) -> None:
        minutes = typed(field)
        is_read = minutes.isdecimal() and 1 <= int(minutes) <= LONGEST_ETA_MINUTES
        _ask_where(self.attendance.data == LATE and not is_read, f"A number of minutes, 1 to {LONGEST_ETA_MINUTES}.")

    def validate_reason(self, field: Field) -> None:
        _ask_where(self.attendance.data == OUT and not field.data, MISSING)

    def validate_out_until(self, field: Field) -> None:
        is_given = self.attendance.data == OUT and typed(field)
        _ask_where(bool(is_given) and not _is_day(typed(field)), "A day such as 2026-11-30, or leave it empty.")

    def validate_blocker(self, field: Field) -> None:
        _ask_where(self._asks_for_blockers and not field.data and not typed(self.blocker_note), "Yes or no?")

    def validate_energy(self, field: Field) -> None:
        is_asked = self.call_type.data == CallType.DAILY_CHECKIN and self.attendance.data != OUT
        _ask_where(is_asked and not field.data, WORDS_OF_PROBLEMS["energy_level"])

    @property
    def _asks_for_blockers(self) -> bool:
        return self.attendance.data != OUT or self.reason.data in CAN_BE_HELPED

    def written(self) -> list[str]:
        """Return all that was typed, whether or not a question asked for it."""
        return [typed(field) for field in self if type(field) is StringField]

    def arguments(self) -> dict[str, object]:
        """Return the arguments of log_daily_checkin: what was answered, of what the form asks of anybody."""
        given = self._about_today()
        if self._asks_for_blockers:
            given |= {"blocker_present": self.blocker.data, "blocker_note": typed(self.blocker_note)}
        if self.attendance.data != OUT:
            given |= self._coached()
        whole = self.call_type.data == CallType.DAILY_CHECKIN or any(self[name].data for name in COACHED)
        kind = CallType.DAILY_CHECKIN if whole else CallType.OPS_ONLY
        return {"call_type": kind.value} | {name: value for name, value in given.items() if value not in (None, "")}

    def _about_today(self) -> dict[str, object]:
        match self.attendance.data:
            case "ready":
                return {"ready_status": True}
            case "late":
                return {"ready_status": True, "eta_minutes": typed(self.eta)}
            case "out":
                out_until = typed(self.out_until)
                return {"ready_status": False, "not_ready_reason": self.reason.data, "out_until": out_until}
        return {}

    def _coached(self) -> dict[str, object]:
        return {
            "energy_level": self.energy.data,
            "kpi_action_today": typed(self.kpi_action),
            "focus_summary_5_words": typed(self.focus),
            "goal_action_today": typed(self.goal_action),
        }

    def show_problems(self, problems: Iterable[AnswerProblem]) -> None:
        """Put what the rules ask again beside its field, unless the form asks there already."""
        for problem in problems:
            field = self[FIELD_OF.get(problem.field, problem.field)]
            if not field.errors:
                field.errors = [self._words(problem)]

    def _words(self, problem: AnswerProblem) -> str:
        if problem.field == "blocker_note" and self.blocker.data == NO:
            return CONTRADICTED_BLOCKER
        return WORDS_OF_PROBLEMS.get(problem.field, MISSING)


def _ask_where(lacks: bool, words: str) -> None:  # noqa: FBT001 - a condition and its words
    if lacks:
        raise ValidationError(words)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
