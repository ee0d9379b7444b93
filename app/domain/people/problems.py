"""What stops a person's facts from being saved: found all at once, each named by person, field and kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import InvalidInput


class ProblemKind(StrEnum):
    REQUIRED = "required"
    TOO_LONG = "too_long"
    DAMAGED_TEXT = "damaged_text"
    """Letters lost by an earlier save, or an error value of a spreadsheet."""
    BAD_NUMBER = "bad_number"
    BAD_EMAIL = "bad_email"
    BAD_PHONE = "bad_phone"
    EXTENSION = "extension"
    CUT_SHORT = "cut_short"
    BAD_ROLE = "bad_role"
    BAD_YES_NO = "bad_yes_no"
    BAD_DATE = "bad_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    """Day and month may be either way round, and other dates of the file are of both orders."""
    BAD_TIME = "bad_time"
    NOT_ALLOWED = "not_allowed"
    TAKEN = "taken"
    TWICE = "twice_in_file"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    BAD_WORK_WEEK = "bad_work_week"
    BAD_WINDOW = "bad_window"
    UNKNOWN_CALENDAR = "unknown_calendar"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    UNKNOWN_STRENGTH = "unknown_strength"
    REPEATED_STRENGTH = "repeated_strength"
    REPEATED_KPI = "repeated_kpi"
    TOO_MANY = "too_many"
    TARGET_EQUALS_BASELINE = "target_equals_baseline"
    UNKNOWN_MANAGER = "unknown_manager"
    AMBIGUOUS_MANAGER = "ambiguous_manager"
    INACTIVE_MANAGER = "inactive_manager"
    MANAGER_LOOP = "manager_loop"
    HAS_REPORTS = "has_reports"
    LAST_ADMIN = "last_admin"
    ERASED = "erased"
    """The number belonged to somebody whose data was removed."""
    UNREADABLE_FILE = "unreadable_file"
    NO_HEADINGS = "no_headings"
    TOO_MANY_CELLS = "too_many_cells"


@dataclass(frozen=True, kw_only=True)
class Problem:
    employee_id: int
    field: str
    """A name of `PersonFacts`."""
    kind: ProblemKind
    sentence: str
    position: int | None = None
    """Which of several values: the second strength has 1."""
    other_id: int | None = None
    """Whose the number or address is already."""


class InvalidPeople(InvalidInput):
    """Nothing was saved; `problems` holds everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence, field=problems[0].field)
        self.problems = tuple(problems)
