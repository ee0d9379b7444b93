"""What stops a person's facts from being saved: found all at once, each named by person, field and kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import InvalidInput


class ProblemKind(StrEnum):
    REQUIRED = "required"
    TOO_LONG = "too_long"
    BAD_NUMBER = "bad_number"
    BAD_EMAIL = "bad_email"
    BAD_PHONE = "bad_phone"
    EXTENSION = "extension"
    CUT_SHORT = "cut_short"
    BAD_ROLE = "bad_role"
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
    TOO_MANY = "too_many"
    TARGET_EQUALS_BASELINE = "target_equals_baseline"
    UNKNOWN_MANAGER = "unknown_manager"
    INACTIVE_MANAGER = "inactive_manager"
    MANAGER_LOOP = "manager_loop"
    LAST_ADMIN = "last_admin"


@dataclass(frozen=True, kw_only=True)
class Problem:
    employee_id: int
    field: str
    """A name of `PersonFacts`."""
    kind: ProblemKind
    sentence: str
    position: int | None = None
    """Which of several values: the second strength has 1."""


class InvalidPeople(InvalidInput):
    """Nothing was saved; `problems` holds everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence, field=problems[0].field)
        self.problems = tuple(problems)
