"""A technician's page: who reaches it, what it leaves in the audit, what it shows, and in how many queries."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts import AlertEventKind, AlertKind, AlertStatus
from app.domain.permissions import Role
from app.models import AuditEvent, Employee
from tests.builders import (
    make_alert,
    make_alert_event,
    make_checkin,
    make_employee,
    make_kpi,
    make_profile,
    make_reading,
    make_team,
)
from tests.functional.web.conftest import SignedInPages, SignIn

MOST_QUERIES = 12
CHARTS = ("energy", "calendar", "blockers", "goal", "weeks")


def workdays_back(count: int) -> list[datetime]:
    """Return that many past workday mornings, the newest first, as seen from the real clock that requests read."""
    now = datetime.now(UTC).replace(hour=13, minute=0)
    days = (now - timedelta(days=back) for back in range(1, 3 * count + 5))
    return [day for day in days if day.isoweekday() <= 5][:count]


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Sam Lee")


@pytest.fixture
def dee(session: Session, sam: Employee) -> Employee:
    return make_employee(
        session,
        name="Dee Okafor",
        manager_id=sam.id,
        job_title="Lead tech",
        team_id=make_team(session, name="North").id,
        workdays=[1, 2, 3, 4, 5],
    )


def fill(session: Session, dee: Employee, *, days: int = 10) -> None:
    """A past with energy, a blocker, a watch, KPI readings and a goal."""
    mornings = workdays_back(days)
    for index, at in enumerate(mornings):
        make_checkin(session, dee, timestamp=at, energy_level=2 + index % 3, kpi_action_today=f"Photos {index}")
    today = mornings[0].date()
    kpi = make_kpi(session, name="Callbacks", unit="a week")
    for week in range(6):
        make_reading(session, dee, kpi, read_on=today - timedelta(weeks=week), value=Decimal(4 + week))
    make_profile(
        session,
        dee,
        primary_kpi="Callbacks",
        personal_why="Be home for dinner.",
        goal_kpi_id=kpi.id,
        goal_baseline=Decimal(12),
        goal_target=Decimal(4),
        goal_started_on=today - timedelta(days=40),
        goal_due_on=today + timedelta(days=50),
        goal_milestones=[{"text": "Ride along with Lee", "done_on": None}],
    )
    blocker = make_alert(session, dee, kind=AlertKind.BLOCKER, note="Gate code", alert_on=today, opened_at=mornings[0])
    make_alert_event(session, blocker, at=mornings[0])
    watch = make_alert(
        session, dee, kind=AlertKind.BURNOUT, alert_on=today, opened_at=mornings[0], status=AlertStatus.ACKNOWLEDGED
    )
    make_alert_event(
        session,
        watch,
        at=mornings[0],
        event=AlertEventKind.OUTCOME,
        actor_name="Sam Lee",
        note="talked on the way to the yard",
    )


def page_of(person: Employee) -> str:
    return f"/technicians/{person.id}"


def get(pages: SignedInPages, path: str) -> Any:
    return pages.client.get(path, headers={"Accept": "application/json"})


def audit_lines(session: Session) -> list[tuple[int | None, int | None, dict[str, str]]]:
    query = sa.select(AuditEvent).where(AuditEvent.action == "technician_page.read").order_by(AuditEvent.id)
    return [(line.actor_id, line.subject_id, line.detail) for line in session.scalars(query)]


@contextmanager
def counted(connection: sa.Connection) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    sa.event.listen(connection, "before_cursor_execute", note)
    yield statements
    sa.event.remove(connection, "before_cursor_execute", note)


class TestWhoReaches:
    def test_manager_opens_a_reports_page(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        assert sign_in(employee=sam).open(page_of(dee)).h1 == "Dee Okafor"

    @pytest.mark.parametrize("role", [Role.HR, Role.EXECUTIVE, Role.ADMIN])
    def test_roles_that_reach_everyone_open_it(self, sign_in: SignIn, dee: Employee, role: Role) -> None:
        assert sign_in(role).open(page_of(dee)).h1 == "Dee Okafor"

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


class TestWhatItShows:
    def test_facts_name_team_zone_workweek_and_manager(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        facts = sign_in(employee=sam).open(page_of(dee)).all("p", class_="person-facts")[0]
        assert [span.text for span in facts.iter("span")] == [
            "Lead tech",
            "North",
            "Chicago",
            "Mon–Fri",
            "reports to Sam Lee",
        ]

    def test_each_chart_has_sentence_table_and_csv(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        page = sign_in(employee=sam).open(page_of(dee))
        drawn = [plot.get("data-chart-name") for plot in page.all("div", class_="chart-plot")]
        assert drawn == ["energy", "90-day-goal", "blockers", "callbacks"]
        assert all(caption.count("\n") == 0 and len(caption) > 10 for caption in page.texts("figcaption"))
        exports = [link.get("href", "") for link in page.all("a") if ".csv" in link.get("href", "")]
        assert len(exports) == 6

    def test_new_person_sees_what_will_fill_the_page(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        text = sign_in(employee=sam).open(page_of(dee)).text
        for sentence in (
            "No energy answers in these weeks.",
            "No goal with dates yet.",
            "No blockers in these weeks.",
            "No KPI readings yet.",
            "No coaching profile yet.",
            "No actions named in these weeks.",
        ):
            assert sentence in text

    def test_commitments_strengths_why_and_milestones(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        text = sign_in(employee=sam).open(page_of(dee)).text
        for words in ("Photos 0", "Be home for dinner.", "Achiever", "Ride along with Lee", "by KPI"):
            assert words in text

    def test_timeline_calls_the_watch_an_indicator(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        text = sign_in(employee=sam).open(page_of(dee)).text
        assert "Low-energy watch (an indicator, not a diagnosis): outcome recorded · Sam Lee" in text
        assert "talked on the way to the yard" in text

    def test_live_watch_is_told_to_the_manager_and_not_to_the_person(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        told = "an indicator, not a diagnosis. It may need a conversation."
        assert told in sign_in(employee=sam).open(page_of(dee)).text
        assert told not in sign_in(employee=dee).open(page_of(dee)).text

    def test_managers_note_about_a_talk_stays_with_those_who_manage(
        self, sign_in: SignIn, session: Session, dee: Employee
    ) -> None:
        fill(session, dee)
        assert "talked on the way to the yard" not in sign_in(employee=dee).open(page_of(dee)).text

    def test_page_names_who_can_see_it(self, sign_in: SignIn, dee: Employee, sam: Employee) -> None:
        foot = sign_in(employee=sam).open(page_of(dee)).texts("details", class_="who-sees")[0]
        assert "Sam Lee · manages this person, directly or through others" in foot

    @pytest.mark.parametrize(("asked", "shown"), [("4", 4), ("52", 52), ("7", 13), ("many", 13), ("", 13)])
    def test_weeks_come_from_the_address(
        self, sign_in: SignIn, sam: Employee, dee: Employee, asked: str, shown: int
    ) -> None:
        page = sign_in(employee=sam).open(f"{page_of(dee)}?weeks={asked}")
        [current] = page.all("a", aria_current="true")
        assert current.get("href") == f"{page_of(dee)}?weeks={shown}"

    def test_list_leads_to_the_pages(self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee) -> None:
        make_employee(session, name="Somebody else's")
        page = sign_in(employee=sam).open("/technicians?q=north")
        assert page.texts("th", scope="row") == ["Dee Okafor"]
        assert [link.get("href") for link in page.all("a") if link.text == "Dee Okafor"] == [page_of(dee)]

    def test_list_as_csv(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        lines = get(sign_in(employee=sam), "/technicians?format=csv").text.removeprefix("\ufeff").splitlines()
        assert lines == [
            "Name,Team,Manager,Job,Time zone,Last check-in",
            "Dee Okafor,North,Sam Lee,Lead tech,America/Chicago,",
        ]


class TestCharts:
    @pytest.mark.parametrize("name", [*CHARTS])
    def test_json_and_csv_of_each_chart(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee, name: str
    ) -> None:
        fill(session, dee)
        pages = sign_in(employee=sam)
        assert get(pages, f"{page_of(dee)}/charts/{name}.json").status_code == 200
        answer = get(pages, f"{page_of(dee)}/charts/{name}.csv")
        assert answer.mimetype == "text/csv"
        assert len(answer.text.splitlines()) > 1

    def test_figure_is_painted_for_the_theme(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        pages = sign_in(employee=sam)
        light, dark = (
            get(pages, f"{page_of(dee)}/charts/energy.json?theme={theme}").json for theme in ("light", "dark")
        )
        assert light["layout"]["font"]["color"] != dark["layout"]["font"]["color"]
        assert '"@' not in json.dumps(light)

    def test_energy_csv_holds_the_shown_days(self, sign_in: SignIn, session: Session, dee: Employee) -> None:
        fill(session, dee, days=3)
        rows = get(sign_in(employee=dee), f"{page_of(dee)}/charts/energy.csv?weeks=4").text.splitlines()[1:]
        answered = {date.fromisoformat(row.split(",")[0]): row.split(",")[2] for row in rows if row.split(",")[2]}
        assert answered == {at.date(): str(2 + index) for index, at in enumerate(workdays_back(3))}

    def test_kpi_chart_has_its_own_name(self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee) -> None:
        fill(session, dee)
        pages = sign_in(employee=sam)
        [plot] = [
            plot
            for plot in pages.open(page_of(dee)).all("div", class_="chart-plot")
            if plot.get("data-chart-name") == "callbacks"
        ]
        assert len(get(pages, plot.get("data-chart-url", "")).json["data"]) == 1

    def test_unknown_chart_is_not_found(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        assert get(sign_in(employee=sam), f"{page_of(dee)}/charts/mood.json").status_code == 404


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
        pages = sign_in(employee=dee)
        with counted(isolated_database) as statements:
            pages.open(page_of(dee))
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
