"""What each role reads through the API: the rows of its reach, and of them the columns of its rights."""

import pytest
from sqlalchemy.orm import Session

from app.domain.checkins.fields import NotReadyReason
from app.domain.permissions import Role
from app.models import AuditEvent, Employee
from app.queries.technicians import PAGE_READ
from tests.builders import TODAY, make_alert, make_checkin, make_employee, make_profile, make_rollup
from tests.functional.web.api.conftest import Programs

WEEK = "2026-W46"
ANSWERS = """
                      technician dispatcher hr  manager executive admin
/people               403        200        200 200     200       200
/check-ins            403        200        200 200     200       200
/alerts               403        200        200 200     403       200
/kpi-readings         403        403        200 200     403       403
/time-off             403        403        200 200     403       403
/weekly-rollups       403        403        200 200     200       403
"""
WELLBEING = {"energy_level", "focus_summary_5_words", "kpi_action_today", "goal_action_today", "primary_kpi"}


def table() -> list[tuple[str, Role, int]]:
    head, *lines = [line.split() for line in ANSWERS.strip().splitlines()]
    return [
        (path, Role(role), int(status))
        for path, *statuses in lines
        for role, status in zip(head, statuses, strict=True)
    ]


@pytest.mark.parametrize(("path", "role", "status"), table())
def test_role_gets_what_the_table_says(program: Programs, path: str, role: Role, status: int) -> None:
    query = f"?week={WEEK}" if path == "/weekly-rollups" else ""
    assert program(role).send("GET", path + query).status_code == status


@pytest.fixture
def people(session: Session) -> tuple[Employee, Employee]:
    """Return somebody of Sam's line and somebody of another's, each with everything."""
    sam, other = (make_employee(session, role=Role.MANAGER) for _ in range(2))
    made = []
    for manager in (sam, other):
        person = make_employee(session, manager_id=manager.id)
        make_profile(session, person)
        make_checkin(session, person, ready_status=False, not_ready_reason=NotReadyReason.SICK, energy_level=2)
        make_rollup(session, person)
        make_alert(session, person)
        made.append(person)
    session.commit()
    return made[0], made[1]


@pytest.mark.parametrize("path", ["/people", "/check-ins", f"/weekly-rollups?week={WEEK}"])
@pytest.mark.parametrize("role", [Role.MANAGER, Role.EXECUTIVE])
def test_a_line_is_read_and_no_other(
    program: Programs, session: Session, people: tuple[Employee, Employee], path: str, role: Role
) -> None:
    own, other = people
    manager = session.get_one(Employee, own.manager_id)
    manager.role = role
    numbers = {row["employee_number"] for row in program(employee=manager).rows(path)}
    assert own.id in numbers
    assert other.id not in numbers


@pytest.mark.parametrize(
    ("role", "reason", "wellbeing"),
    [(Role.DISPATCHER, "personal", False), (Role.HR, "sick", False), (Role.ADMIN, "personal", False)],
)
def test_energy_and_reasons_follow_the_rights_of_the_pages(
    program: Programs,
    people: tuple[Employee, Employee],
    role: Role,
    reason: str,
    wellbeing: bool,  # noqa: FBT001 - a table
) -> None:
    row = program(role).rows(f"/check-ins?employee={people[0].id}")[0]
    assert row["not_ready_reason"] == reason
    assert bool(WELLBEING & set(row)) is wellbeing


def test_a_manager_reads_energy_of_the_own_line(
    program: Programs, session: Session, people: tuple[Employee, Employee]
) -> None:
    asking = program(employee=session.get_one(Employee, people[0].manager_id))
    [row] = asking.rows(f"/check-ins?employee={people[0].id}&since={TODAY}&until={TODAY}")
    assert (row["energy_level"], row["not_ready_reason"], row["checkin_on"]) == (2, "sick", TODAY.isoformat())
    [week] = asking.rows(f"/weekly-rollups?week={WEEK}&employee={people[0].id}")
    assert {"energy_mean", "flags"} <= set(week)


def test_hr_reads_weeks_without_energy(program: Programs, people: tuple[Employee, Employee]) -> None:
    rows = program(Role.HR).rows(f"/weekly-rollups?week={WEEK}")
    assert len(rows) == 2
    assert {name for row in rows for name in row} & {"energy_mean", "energy_min", "flags", "goal_verdict"} == set()


def test_a_profile_is_read_one_by_one_and_on_record(
    program: Programs, session: Session, people: tuple[Employee, Employee]
) -> None:
    asking = program(Role.HR)
    answer = asking.send("GET", f"/people/{people[0].id}/profile").get_json()
    assert answer["why"] == "Coach my daughter's team on weekday evenings."
    [line] = session.query(AuditEvent).filter_by(subject_id=people[0].id, actor_id=asking.employee.id)
    assert line.action == PAGE_READ
    other = program(employee=session.get_one(Employee, people[1].manager_id))
    assert other.send("GET", f"/people/{people[0].id}/profile").status_code == 404
    assert program(Role.DISPATCHER).send("GET", f"/people/{people[0].id}/profile").status_code == 403
