from datetime import time

import pytest

from app.domain.people.imports.cells.flags import read_role, read_time, read_yes_no
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.permissions import Role


@pytest.mark.parametrize(("text", "answer"), [("Yes", True), ("1", True), ("NO", False), ("inactive", False)])
def test_yes_and_no(text: str, answer: bool) -> None:  # noqa: FBT001
    assert read_yes_no(text) is answer


@pytest.mark.parametrize(
    ("text", "role"), [("Technician", Role.TECHNICIAN), ("tech", Role.TECHNICIAN), ("HR", Role.HR)]
)
def test_roles_by_name(text: str, role: Role) -> None:
    assert read_role(text) is role


@pytest.mark.parametrize(
    ("text", "clock"),
    [("7:30", time(7, 30)), ("07:30:00", time(7, 30)), ("12:05 AM", time(0, 5)), ("1:00 p.m.", time(13))],
)
def test_times_of_day(text: str, clock: time) -> None:
    assert read_time(text) == clock


def test_what_is_none_of_these_is_refused() -> None:
    for read, text in ((read_yes_no, "maybe"), (read_role, "Supervisor"), (read_time, "25:00"), (read_time, "7")):
        with pytest.raises(CellProblem):
            read(text)
    with pytest.raises(CellProblem):
        read_time("13:00 PM")
