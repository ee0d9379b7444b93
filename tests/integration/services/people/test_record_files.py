"""Days off and readings from a file: all lines or none, and every wrong line named."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.people.imports.record_lines import BadLines, DoubtfulLines
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, KpiReading, ReadingSource, TimeOff
from app.services.people.record_files import Saved, add_time_off_file, record_reading_file
from tests.builders import NOW, make_employee, make_kpi, make_reading, make_time_off


@pytest.fixture
def hr(session: Session) -> Viewer:
    person = make_employee(session, role=Role.HR)
    return Viewer(employee_id=person.id, role=Role.HR, timezone=person.timezone, name=person.name)


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


def refused(problem: pytest.ExceptionInfo[BadLines]) -> list[tuple[int | None, str | None, str]]:
    return [(each.row, each.column, each.sentence) for each in problem.value.problems]


def test_days_off_are_recorded_once(session: Session, hr: Viewer, ana: Employee) -> None:
    content = (
        b"Who;From;Until;Kind;Part of the day\n"
        b"Ana Ruiz;21.12.2026;24.12.2026;vacation;\n"
        b"Ana Ruiz;30.12.2026;;sick;Morning\n"
    )
    assert add_time_off_file(session, hr, content, now=NOW) == Saved(lines=2, same=0)
    rows = session.scalars(sa.select(TimeOff).order_by(TimeOff.starts_on)).all()
    assert [(row.employee_id, row.starts_on, row.ends_on, row.kind, row.part) for row in rows] == [
        (ana.id, date(2026, 12, 21), date(2026, 12, 24), TimeOffKind.VACATION, DayPart.WHOLE_DAY),
        (ana.id, date(2026, 12, 30), date(2026, 12, 30), TimeOffKind.SICK, DayPart.MORNING),
    ]
    assert add_time_off_file(session, hr, content, now=NOW) == Saved(lines=0, same=2)


def test_every_wrong_line_of_days_off_is_named(session: Session, hr: Viewer, ana: Employee) -> None:
    make_time_off(session, ana, starts_on=date(2026, 12, 21), ends_on=date(2026, 12, 24))
    content = (
        b"Employee number,First day,Last day,Kind\n"
        b"Nobody,2026-12-21,,\n"
        b"Ana Ruiz,2026-12-22,,\n"
        b"Ana Ruiz,the 3rd,,\n"
        b"Ana Ruiz,2026-11-30,2026-11-27,\n"
        b"Ana Ruiz,2027-01-04,,holiday\n"
        b"Ana Ruiz,,,\n"
    )
    with pytest.raises(BadLines) as problem:
        add_time_off_file(session, hr, content, now=NOW)
    assert [(row, column) for row, column, _ in refused(problem)] == [
        (2, "Employee number"),
        (3, "First day"),
        (4, "First day"),
        (5, "Last day"),
        (6, "Kind"),
        (7, "First day"),
    ]


def test_a_file_of_something_else_is_refused_whole(session: Session, hr: Viewer) -> None:
    with pytest.raises(BadLines) as problem:
        add_time_off_file(session, hr, b"a,b\n1,2\n", now=NOW)
    [(row, column, sentence)] = refused(problem)
    assert (row, column) == (None, None)
    assert "Start from the template" in sentence


def test_readings_are_recorded_and_corrected(session: Session, hr: Viewer, ana: Employee) -> None:
    kpi = make_kpi(session, name="First-time fix", unit="")
    make_reading(session, ana, kpi, read_on=date(2026, 11, 13), value=Decimal(80))
    content = f"Who;KPI;Day;Value\n{ana.id};first-time FIX;13.11.2026;82,5\n{ana.id};First-time fix;16.11.2026;81\n"
    assert record_reading_file(session, hr, content.encode(), now=NOW) == Saved(lines=2, same=0)
    rows = session.scalars(sa.select(KpiReading).order_by(KpiReading.read_on)).all()
    assert [(row.read_on, row.value, row.source) for row in rows] == [
        (date(2026, 11, 13), Decimal("82.5"), ReadingSource.CSV),
        (date(2026, 11, 16), Decimal(81), ReadingSource.CSV),
    ]


def test_unusual_readings_are_asked_about_and_taken_on_a_second_word(
    session: Session, hr: Viewer, ana: Employee
) -> None:
    kpi = make_kpi(session, name="First-time fix", unit="")
    for day in (2, 9, 16):
        make_reading(session, ana, kpi, read_on=date(2026, 11, day), value=Decimal(80))
    content = f"Who,KPI,Day,Value\n{ana.id},First-time fix,2026-11-17,0.82\n".encode()
    with pytest.raises(DoubtfulLines) as problem:
        record_reading_file(session, hr, content, now=NOW)
    assert refused(problem) == [(2, "Value", "0.82 is far below the usual 80: sure?")]
    assert record_reading_file(session, hr, content, now=NOW, confirmed=True).lines == 1


def test_wrong_lines_of_readings_go_before_doubts(session: Session, hr: Viewer, ana: Employee) -> None:
    make_kpi(session, name="First-time fix", unit="%")
    content = (
        f"Who,KPI,Day,Value\n{ana.id},First-time fix,2026-11-16,120\n{ana.id},Smiles,2026-11-16,80\n"
        f"{ana.id},First-time fix,2099-01-01,80\n{ana.id},First-time fix,2026-11-13,many\n"
    )
    with pytest.raises(BadLines) as problem:
        record_reading_file(session, hr, content.encode(), now=NOW)
    assert not isinstance(problem.value, DoubtfulLines)
    assert [(row, column) for row, column, _ in refused(problem)] == [
        (3, "KPI"),
        (4, "Day"),
        (5, "Value"),
        (2, "Value"),
    ]
