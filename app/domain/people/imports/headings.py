"""The words that head a column: which field each means, and which near miss is worth a question."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from app.domain.people.imports.cells.fields import STRENGTHS, Field, label

_WORDS: dict[Field, str] = {
    Field.EMPLOYEE_NUMBER: (
        "employee, employee no, employee id, employee #, employee num, emp no, emp id, emp #, emp number, staff no,"
        " staff number, staff id, personnel number, personnel no, personnel id, payroll number, worker id, badge number"
    ),
    Field.NAME: "full name, employee name, display name, person name, complete name, technician name",
    Field.FIRST_NAME: "first, given name, forename",
    Field.LAST_NAME: "last, surname, family name",
    Field.SAY_NAME: "say name, preferred name, known as, nickname, called, goes by",
    Field.PHONE: (
        "phone number, phone no, phone #, cell, cell phone, cell number, cellphone, mobile, mobile phone,"
        " mobile number, mobile no, telephone, telephone number, telephone no, tel, work phone, work mobile,"
        " work cell, business phone"
    ),
    Field.EMAIL: "email, email address, e mail address, mail, work email, work e mail, business email, company email",
    Field.ROLE: "system role, access role",
    Field.JOB_TITLE: "title, position, job",
    Field.TEAM: "team name, crew, crew name",
    Field.MANAGER: (
        "reports to, manager number, manager id, manager no, manager #, manager name, manager email, manager e mail,"
        " manager employee number, supervisor, supervisor name, supervisor email, boss, line manager, lead, team lead,"
        " managers name, managers email, managers e mail, direct manager"
    ),
    Field.TIME_ZONE: "timezone, tz, iana time zone",
    Field.WORK_WEEK: "work days, workdays, workweek, working days, days, working week, week pattern, shift days",
    Field.START_DATE: (
        "start, started, start day, hire date, hired, hired on, date hired, date of hire, joined, join date,"
        " joining date, first day, employment start, started on"
    ),
    Field.END_DATE: (
        "end, ended, last day, leave date, leaving date, termination date, terminated, exit date, employment end,"
        " ended on"
    ),
    Field.ACTIVE: "is active, employed",
    Field.CHECKINS_FROM: "checkins from, check ins from, first check in, expected from",
    Field.SMS_CONSENT: "sms opt in, sms ok, text consent, consent to texts",
    Field.DISPATCH_BACKUP: "backup dispatcher, dispatch back up",
    Field.EXPECTED_TO_CALL: "calls in, expected to check in",
    Field.ALWAYS_OPS_ONLY: "ops only",
    Field.WINDOW_START: "window from, check in window start",
    Field.WINDOW_END: "window until, check in window end",
    Field.HOLIDAY_CALENDAR: "holidays",
    Field.WHY: "personal why, my why, purpose",
    Field.KPI_1: "kpi, kpi1, primary kpi, main kpi",
    Field.KPI_2: "kpi2, second kpi",
    Field.KPI_3: "kpi3, third kpi",
    Field.GOAL: "90 day goal, goal text, current goal, current 90 day goal, 90day goal",
    Field.GOAL_START: "goal start date, goal started, goal from",
    Field.GOAL_DUE: "due, due date, goal due date, goal end, goal by",
    Field.GOAL_BASELINE: "baseline, goal base, from value, start value",
    Field.GOAL_TARGET: "target, target value, goal value",
}
NEAR = 0.8
"""How alike a heading and a known word must be for a suggestion: one letter wrong or two swapped in a short word."""


def fold_heading(heading: str) -> str:
    """Return the words of a heading: letters and digits in lower case, everything but # as a blank."""
    text = unicodedata.normalize("NFKC", heading).replace("\u00ad", "").replace("\u200b", "").casefold()
    return " ".join(re.sub(r"[^\w#]|_", " ", text.replace("'", "").replace("’", "").replace("#", " # ")).split())


def _known_words() -> dict[str, Field]:
    words = {fold_heading(word): field for field, listed in _WORDS.items() for word in listed.split(",")}
    for place, field in enumerate(STRENGTHS, 1):
        words |= dict.fromkeys((f"strength{place}", f"top strength {place}", f"gallup strength {place}"), field)
    return words | {fold_heading(form): field for field in Field for form in (field.value, label(field))}


KNOWN = _known_words()


def field_of(heading: str) -> Field | None:
    """Return the field that a heading means as a whole; a part of a heading means nothing."""
    return KNOWN.get(fold_heading(heading))


def count_known(headings: Sequence[str]) -> int:
    return len({field for heading in headings if (field := field_of(heading))})


def suggest(heading: str, taken: Iterable[Field]) -> Field | None:
    """Return the field whose word this heading just misses, unless a column has it; digits must agree."""
    folded = fold_heading(heading)
    best, field = max(((_likeness(folded, word), field) for word, field in KNOWN.items()), key=lambda pair: pair[0])
    return field if best >= NEAR and field not in set(taken) else None


def _likeness(heading: str, word: str) -> float:
    if re.sub(r"\D", "", heading) != re.sub(r"\D", "", word):
        return 0.0
    return SequenceMatcher(None, heading, word).ratio()
