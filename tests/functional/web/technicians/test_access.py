"""Who reaches a technician's page, what that leaves in the audit, and in how many queries it is read."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee
from tests.builders import (
    make_employee,
)
from tests.functional.web.conftest import SignIn
from tests.functional.web.technicians.technician_past import CHARTS, audit_lines, fill, get, page_of
from tests.query_counts import MOST_QUERIES, counted


class TestWhoReaches:
    def test_manager_opens_a_reports_page(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        assert sign_in(employee=sam).open(page_of(dee)).h1 == "Dee Okafor"

    def test_hr_opens_anybodys(self, sign_in: SignIn, dee: Employee) -> None:
        assert sign_in(Role.HR).open(page_of(dee)).h1 == "Dee Okafor"

    @pytest.mark.parametrize(("role", "status"), [(Role.EXECUTIVE, 404), (Role.ADMIN, 403), (Role.DISPATCHER, 403)])
    def test_reaching_attendance_opens_no_page(self, sign_in: SignIn, dee: Employee, role: Role, status: int) -> None:
        assert sign_in(role).client.get(page_of(dee)).status_code == status

    def test_executive_opens_a_page_of_the_own_line(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        head = make_employee(session, role=Role.EXECUTIVE)
        sam.manager_id = head.id
        assert sign_in(employee=head).open(page_of(dee)).h1 == "Dee Okafor"

    def test_technician_opens_the_own_page(self, sign_in: SignIn, dee: Employee) -> None:
        assert sign_in(employee=dee).open(page_of(dee)).h1 == "Dee Okafor"

    @pytest.mark.parametrize("name", ["", "/charts/energy.json", "/charts/energy.csv", "/charts/goal.json"])
    def test_others_do_not_find_it(self, sign_in: SignIn, session: Session, dee: Employee, name: str) -> None:
        for stranger in (make_employee(session, role=Role.MANAGER), make_employee(session)):
            assert get(sign_in(employee=stranger), page_of(dee) + name).status_code == 404

    @pytest.mark.parametrize("name", ["", *(f"/charts/{chart}.{kind}" for chart in CHARTS for kind in ("json", "csv"))])
    def test_dispatcher_is_refused_everything(
        self, sign_in: SignIn, session: Session, dee: Employee, name: str
    ) -> None:
        fill(session, dee)
        answer = get(sign_in(Role.DISPATCHER), page_of(dee) + name)
        assert answer.status_code == 403
        assert not any(word in answer.text for word in ("energy", "Photos", "dinner", "Callbacks"))

    def test_unknown_person_is_the_same_not_found(self, sign_in: SignIn, sam: Employee, session: Session) -> None:
        stranger = make_employee(session)
        pages = sign_in(employee=sam)
        unknown, foreign = get(pages, "/technicians/999999"), get(pages, page_of(stranger))
        assert (unknown.status_code, unknown.json) == (404, foreign.json)

    @pytest.mark.parametrize(
        ("role", "status"),
        [(Role.MANAGER, 200), (Role.HR, 200), (Role.EXECUTIVE, 200), (Role.DISPATCHER, 403), (Role.TECHNICIAN, 403)],
    )
    def test_list_is_for_those_who_look_after_people(self, sign_in: SignIn, role: Role, status: int) -> None:
        assert get(sign_in(role), "/technicians").status_code == status


class TestAudit:
    def test_opening_another_persons_page_leaves_a_line(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        sign_in(employee=sam).open(page_of(dee))
        assert audit_lines(session) == [(sam.id, dee.id, {})]

    def test_own_page_leaves_none(self, sign_in: SignIn, session: Session, dee: Employee) -> None:
        pages = sign_in(employee=dee)
        pages.open(page_of(dee))
        get(pages, page_of(dee) + "/charts/energy.json")
        assert audit_lines(session) == []

    def test_charts_of_the_opened_page_add_none(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        pages = sign_in(employee=sam)
        pages.open(page_of(dee))
        get(pages, page_of(dee) + "/charts/energy.json")
        assert len(audit_lines(session)) == 1

    def test_export_without_the_page_leaves_a_line(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        get(sign_in(employee=sam), page_of(dee) + "/charts/energy.csv")
        assert audit_lines(session) == [(sam.id, dee.id, {"part": "energy"})]

    def test_refused_reader_leaves_none(self, sign_in: SignIn, session: Session, dee: Employee) -> None:
        get(sign_in(Role.MANAGER), page_of(dee))
        assert audit_lines(session) == []

    def test_own_page_tells_who_opened_it(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        sign_in(employee=sam).open(page_of(dee))
        assert "Opened in the last 30 days by Sam Lee" in sign_in(employee=dee).open(page_of(dee)).text


class TestQueries:
    def test_page_takes_as_many_queries_with_much_as_with_nothing(
        self, sign_in: SignIn, session: Session, isolated_database: sa.Connection, sam: Employee, dee: Employee
    ) -> None:
        pages = sign_in(employee=sam)
        with counted(isolated_database) as empty:
            pages.open(page_of(dee))
        fill(session, dee, days=40)
        session.commit()
        with counted(isolated_database) as full:
            pages.open(f"{page_of(dee)}?weeks=26")
        assert len(full) == len(empty) <= MOST_QUERIES

    def test_own_page_stays_within_the_limit(
        self, sign_in: SignIn, session: Session, isolated_database: sa.Connection, dee: Employee
    ) -> None:
        fill(session, dee)
        pages, address = sign_in(employee=dee), page_of(dee)
        with counted(isolated_database) as statements:
            pages.open(address)
        assert len(statements) <= MOST_QUERIES

    def test_list_takes_as_many_queries_for_many_as_for_one(
        self, sign_in: SignIn, session: Session, isolated_database: sa.Connection, sam: Employee, dee: Employee
    ) -> None:
        pages = sign_in(employee=sam)
        with counted(isolated_database) as one:
            pages.open("/technicians")
        for _ in range(30):
            make_employee(session, manager_id=sam.id)
        session.commit()
        with counted(isolated_database) as many:
            pages.open("/technicians")
        assert len(many) == len(one) <= MOST_QUERIES
