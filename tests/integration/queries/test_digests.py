"""Who gets a manager's digest: the manager, while away the delegate, else the next in the line who may read it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.domain.figures.digest_times import DigestDay
from app.domain.permissions import Role
from app.models import Employee
from app.queries.digests import find_reader, list_managers, list_reports
from tests.builders import NOW, TODAY, make_delegation, make_employee


@pytest.fixture
def boss(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Boss")


@pytest.fixture
def sam(session: Session, boss: Employee) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Sam", manager_id=boss.id)


def read_by(session: Session, manager: Employee) -> str | None:
    reader = find_reader(session, manager, today=TODAY, now=NOW)
    return reader.name if reader else None


def test_manager_reads_it(session: Session, sam: Employee) -> None:
    assert read_by(session, sam) == "Sam"


def test_delegate_reads_it_while_the_manager_is_away(session: Session, sam: Employee) -> None:
    kay = make_employee(session, role=Role.MANAGER, name="Kay")
    make_delegation(session, sam, kay, starts_on=TODAY, ends_on=TODAY)
    assert read_by(session, sam) == "Kay"


def test_delegate_who_may_not_read_it_does_not(session: Session, sam: Employee) -> None:
    kay = make_employee(session, role=Role.DISPATCHER, name="Kay")
    make_delegation(session, sam, kay, starts_on=TODAY, ends_on=TODAY)
    assert read_by(session, sam) == "Sam"


@pytest.mark.parametrize("change", [{"active": False}, {"ended_on": date(2026, 11, 16)}, {"role": Role.TECHNICIAN}])
def test_managers_manager_reads_it_where_the_manager_may_not(
    session: Session, sam: Employee, change: dict[str, object]
) -> None:
    for name, value in change.items():
        setattr(sam, name, value)
    assert read_by(session, sam) == "Boss"


def test_nobody_reads_it_where_the_line_ends(session: Session, boss: Employee) -> None:
    boss.email = None
    assert read_by(session, boss) is None


def test_managers_are_those_with_reports_who_want_it(session: Session, boss: Employee, sam: Employee) -> None:
    ana = make_employee(session, manager_id=sam.id)
    assert [manager.name for manager in list_managers(session)] == ["Boss", "Sam"]
    assert list_reports(session, sam.id) == [ana.id]
    sam.weekly_digest = DigestDay.NEVER
    assert [manager.name for manager in list_managers(session)] == ["Boss"]
