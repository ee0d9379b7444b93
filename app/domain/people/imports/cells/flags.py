"""Yes and no, roles by name, and times of day."""

import re
from datetime import time

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.text import fold
from app.domain.people.problems import ProblemKind
from app.domain.permissions import Role

_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "1.0", "x", "active"), True),
    **dict.fromkeys(("no", "n", "false", "0", "0.0", "inactive"), False),
}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?(?: ?([ap])\.?m\.?)?")
_ROLES = {role.value: role for role in Role} | {
    "tech": Role.TECHNICIAN,
    "field technician": Role.TECHNICIAN,
    "dispatch": Role.DISPATCHER,
    "human resources": Role.HR,
    "exec": Role.EXECUTIVE,
    "administrator": Role.ADMIN,
}


def read_yes_no(text: str) -> bool:
    answer = _YES_NO.get(fold(text))
    if answer is None:
        raise CellProblem(ProblemKind.BAD_YES_NO, f"“{text}” is neither yes nor no.")
    return answer


def read_role(text: str) -> Role:
    role = _ROLES.get(fold(text))
    if role is None:
        known = ", ".join(role.value for role in Role)
        raise CellProblem(ProblemKind.BAD_ROLE, f"“{text}” is no role. The roles are {known}.")
    return role


def read_time(text: str) -> time:
    """Read a wall-clock time such as 7:30, 07:30 or 7:30 AM."""
    clock = _CLOCK.fullmatch(fold(text))
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (24, 0)
    if clock and clock[3] and hour in range(1, 13):
        hour = hour % 12 + (12 if clock[3].startswith("p") else 0)
    elif clock and clock[3]:
        hour = 24
    if hour not in range(24) or minute not in range(60):
        raise CellProblem(ProblemKind.BAD_TIME, f"“{text}” is no time of day. Write it like 07:30.")
    return time(hour, minute)
