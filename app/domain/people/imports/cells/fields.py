"""The columns that an import may have, under the names that the template, the export and the JSON answer use."""

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

Value = str | int | bool | date | time | Decimal | tuple[int, ...] | None
"""What a field holds: `work_week` ISO weekdays, `manager` an employee number, `team` a name."""


class Field(StrEnum):
    EMPLOYEE_NUMBER = "employee_number"
    NAME = "name"
    FIRST_NAME = "first_name"
    """A column only: joined with the last name into `name`."""
    LAST_NAME = "last_name"
    SAY_NAME = "say_name"
    """How the coach addresses the person."""
    PHONE = "phone"
    EMAIL = "email"
    ROLE = "role"
    JOB_TITLE = "job_title"
    TEAM = "team"
    MANAGER = "manager"
    TIME_ZONE = "time_zone"
    WORK_WEEK = "work_week"
    START_DATE = "start_date"
    END_DATE = "end_date"
    ACTIVE = "active"
    CHECKINS_FROM = "checkins_from"
    SMS_CONSENT = "sms_consent"
    DISPATCH_BACKUP = "dispatch_backup"
    EXPECTED_TO_CALL = "expected_to_call"
    ALWAYS_OPS_ONLY = "always_ops_only"
    WINDOW_START = "window_start"
    WINDOW_END = "window_end"
    HOLIDAY_CALENDAR = "holiday_calendar"
    STRENGTH_1 = "strength_1"
    STRENGTH_2 = "strength_2"
    STRENGTH_3 = "strength_3"
    STRENGTH_4 = "strength_4"
    STRENGTH_5 = "strength_5"
    WHY = "why"
    KPI_1 = "kpi_1"
    KPI_2 = "kpi_2"
    KPI_3 = "kpi_3"
    GOAL = "goal"
    GOAL_START = "goal_start"
    GOAL_DUE = "goal_due"
    GOAL_BASELINE = "goal_baseline"
    GOAL_TARGET = "goal_target"


STRENGTHS = tuple(Field(f"strength_{place}") for place in range(1, 6))
KPIS = tuple(Field(f"kpi_{place}") for place in range(1, 4))
NAME_PARTS = (Field.FIRST_NAME, Field.LAST_NAME)
DATES = frozenset({Field.START_DATE, Field.END_DATE, Field.CHECKINS_FROM, Field.GOAL_START, Field.GOAL_DUE})
FREE_TEXT = frozenset({Field.NAME, *NAME_PARTS, Field.SAY_NAME, Field.WHY, Field.GOAL})
"""Where words such as N/A and a dash may be meant as they stand."""
GOAL_DETAILS = (Field.GOAL_START, Field.GOAL_DUE, Field.GOAL_BASELINE, Field.GOAL_TARGET)
NEVER_EMPTY = frozenset(
    {
        Field.EMPLOYEE_NUMBER,
        Field.NAME,
        Field.ROLE,
        Field.TIME_ZONE,
        Field.WORK_WEEK,
        Field.START_DATE,
        Field.ACTIVE,
        Field.CHECKINS_FROM,
        Field.SMS_CONSENT,
        Field.DISPATCH_BACKUP,
        Field.EXPECTED_TO_CALL,
        Field.ALWAYS_OPS_ONLY,
    }
)
"""What `[clear]` cannot empty."""
EXPORTED = tuple(field for field in Field if field not in NAME_PARTS)
"""The columns of the template and of the export, in order."""

LABELS = {
    Field.EMPLOYEE_NUMBER: "Employee number",
    Field.EMAIL: "E-mail",
    Field.SAY_NAME: "Name the coach says",
    Field.CHECKINS_FROM: "Check-ins from",
    Field.SMS_CONSENT: "SMS consent",
    Field.DISPATCH_BACKUP: "Backup dispatcher",
    Field.ALWAYS_OPS_ONLY: "Always ops-only",
    Field.WINDOW_START: "Check-in from",
    Field.WINDOW_END: "Check-in until",
    Field.WHY: "WHY",
    Field.KPI_1: "KPI 1",
    Field.KPI_2: "KPI 2",
    Field.KPI_3: "KPI 3",
    Field.GOAL: "90-day goal",
}


def label(field: Field) -> str:
    """Return the heading that the template and the export give this column."""
    return LABELS.get(field, field.replace("_", " ").capitalize())
