"""Today: who sees what, taking an alert from the board, refreshing, and the same number of queries for any team."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.domain.permissions import Role
from app.models import Alert, Employee
from app.queries.roster_figures import MOST_OFF
from app.web.today.routes import VERSION_HEADER
from tests.builders import NOW, make_alert, make_call, make_checkin, make_employee, make_profile, make_team
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignedInPages, SignIn
from tests.page_client import HtmlPage
from tests.query_counts import MOST_QUERIES, counted

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
"""Requests read the real clock; these people are expected whenever the tests run."""


def today_at(hour: int) -> datetime:
    return datetime.combine(NOW.date(), time(hour), tzinfo=UTC)


HX = {"HX-Request": "true"}


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Sam Lee", timezone="UTC")


def technician(session: Session, manager: Employee | None = None, **overrides: Any) -> Employee:
    defaults = {"timezone": "UTC", "workdays": EVERY_DAY, "manager_id": manager.id if manager else None}
    return make_employee(session, **defaults | overrides)


def out_sick(session: Session, manager: Employee, name: str = "Marcus Webb") -> tuple[Employee, Alert]:
    marcus = technician(session, manager, name=name)
    checkin = make_checkin(
        session,
        marcus,
        timestamp=NOW,
        ready_status=False,
        not_ready_reason=NotReadyReason.SICK,
        energy_level=1,
        focus_summary_5_words="rest and soup",
    )
    alert = make_alert(
        session,
        marcus,
        checkin_id=checkin.id,
        opened_at=NOW - timedelta(minutes=24),
        facts={"why": "Said not ready on Tue 17 Nov, for a personal reason.", "not_ready_reason": "sick"},
    )
    return marcus, alert


LOW_ENERGY = {
    "why": "Energy 2 or less on 2 workdays: Mon 16 Nov and Tue 17 Nov.",
    "days": [{"on": "2026-11-16", "energy": 2}, {"on": "2026-11-17", "energy": 1}],
}


def low_energy(session: Session, person: Employee) -> Alert:
    return make_alert(session, person, kind=AlertKind.BURNOUT, facts=LOW_ENERGY)


def names_on_board(page: HtmlPage) -> list[str]:
    return [text for row in page.all("table", class_="roster") for text in _names(row)]


def _names(table: Any) -> list[str]:
    return ["".join(cell.itertext()).split("\n")[0].strip() for cell in table.iter("th") if cell.get("scope") == "row"]


class TestWhoSeesWhat:
    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.TECHNICIAN])
    def test_page_is_for_everybody_but_technicians(self, sign_in: SignIn, role: Role) -> None:
        assert sign_in(role).open("/").h1 == "Today"

    def test_technician_is_not_shown_the_board(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        out_sick(session, sam)
        answer = sign_in(Role.TECHNICIAN).client.get("/")
        assert answer.status_code in {302, 403}
        assert "Marcus" not in answer.text

    def test_managers_line_reads_reason_energy_focus_and_watch(
        self, sign_in: SignIn, session: Session, sam: Employee
    ) -> None:
        marcus, _ = out_sick(session, sam)
        low_energy(session, marcus)
        text = sign_in(employee=sam).open("/").text
        for words in ("sick", "energy 1 of 5", "rest and soup", "low energy, two workdays running", "an indicator"):
            assert words in text

    @pytest.mark.parametrize("path", ["/", "/?format=csv", "/?state=not_ready", "/?q=Marcus"])
    def test_dispatcher_finds_no_energy_burnout_goal_or_why(
        self, sign_in: SignIn, session: Session, sam: Employee, path: str
    ) -> None:
        marcus, _ = out_sick(session, sam)
        make_profile(session, marcus, personal_why="Home for dinner", current_90day_goal="Cut callbacks")
        low_energy(session, marcus)
        pages = sign_in(Role.DISPATCHER)
        for headers in ({}, HX):
            answer = pages.client.get(path, headers=headers)
            assert answer.status_code == 200
            assert "Marcus Webb" in answer.text
            body = answer.text.split('<footer class="page foot"')[0].lower()
            for word in ("energy", "burnout", "conversation", "sick", "soup", "dinner", "callbacks", "diagnosis"):
                assert word not in body

    def test_manager_sees_only_the_own_line(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        technician(session, sam, name="Dee Okafor")
        out_sick(session, make_employee(session, role=Role.MANAGER), name="Somebody Else")
        text = sign_in(employee=sam).open("/").text
        assert "Dee Okafor" in text
        assert "Somebody Else" not in text

    @pytest.mark.parametrize("role", [Role.HR, Role.EXECUTIVE])
    def test_readers_without_the_inbox_are_asked_for_nothing(
        self, sign_in: SignIn, session: Session, sam: Employee, role: Role
    ) -> None:
        out_sick(session, sam)
        reader = make_employee(session, role=role)
        sam.manager_id = reader.id
        page = sign_in(employee=reader).open("/")
        assert "Marcus Webb" in page.text
        assert "I've got it" not in page.text
        assert "Needs a hand" not in page.text


class TestTheBoard:
    def test_states_are_counted_and_filter(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        make_checkin(session, technician(session, sam, name="Dee"), timestamp=NOW)
        make_call(session, technician(session, sam, name="Omar"), started_at=NOW)
        out_sick(session, sam)
        technician(session, sam, name="Jake", workdays=[])
        pages = sign_in(employee=sam)
        page = pages.open("/")
        counts = page.texts("a", class_="stat")
        assert counts == ["1 ready", "1 not ready", "1 called, did not finish", "1 off"]
        assert names_on_board(page) == ["Marcus Webb", "Omar", "Dee"]
        assert names_on_board(pages.open("/?state=unfinished")) == ["Omar"]
        assert names_on_board(pages.open("/?state=off")) == ["Jake"]

    def test_people_off_are_folded_with_the_reasons(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        technician(session, sam, name="Jake", workdays=[])
        text = sign_in(employee=sam).open("/").text
        assert "1 off today (not a workday 1)" in text
        assert "is not one of their workdays" in text

    def test_so_many_off_that_not_all_are_listed_are_one_click_away(
        self, sign_in: SignIn, session: Session, sam: Employee
    ) -> None:
        for _ in range(MOST_OFF + 1):
            technician(session, sam, workdays=[])
        pages = sign_in(employee=sam)
        page = pages.open("/")
        assert page.texts("a", href="/?state=off")[-1] == f"All {MOST_OFF + 1}"
        assert f"1–100 of {MOST_OFF + 1}" in pages.open("/?state=off").text

    def test_team_and_search_narrow_the_rows(self, sign_in: SignIn, session: Session) -> None:
        north, south = make_team(session, name="North"), make_team(session, name="South")
        technician(session, name="Dee Okafor", team_id=north.id)
        technician(session, name="Will Thornton", team_id=south.id)
        pages = sign_in(Role.DISPATCHER)
        assert names_on_board(pages.open(f"/?team={south.id}")) == ["Will Thornton"]
        assert names_on_board(pages.open("/?q=okaf")) == ["Dee Okafor"]
        assert "Nobody matches" in pages.open("/?q=nobody").text

    @pytest.mark.parametrize(
        "query", ["team=x", "state=nonsense", "sort=energy", "page=999999", "page=-1", "alert_id=3"]
    )
    def test_nonsense_in_the_address_is_no_error(self, sign_in: SignIn, session: Session, query: str) -> None:
        out_sick(session, make_employee(session, role=Role.MANAGER))
        sign_in(Role.DISPATCHER).open(f"/?{query}")

    def test_silence_says_until_when_and_why_a_call_is_expected(self, sign_in: SignIn, session: Session) -> None:
        technician(session, name="Ana Ruiz")
        text = sign_in(Role.DISPATCHER).open("/").text
        assert "is one of their workdays." in text
        assert "10:00" in text

    def test_each_row_has_a_number_to_tap(self, sign_in: SignIn, session: Session) -> None:
        person = technician(session, name="Ana Ruiz")
        page = sign_in(Role.DISPATCHER).open("/")
        assert [link.get("aria-label") for link in page.all("a", href=f"tel:{person.phone}")] == ["Call Ana Ruiz"]

    def test_line_says_when_the_last_call_came(self, sign_in: SignIn, session: Session) -> None:
        pages = sign_in(Role.DISPATCHER)
        assert "no call yet" in pages.open("/").text
        make_call(session, technician(session), started_at=NOW)
        session.commit()
        assert "line healthy" in pages.open("/").text
        make_alert(session, kind=AlertKind.LINE, facts={"why": "3 of 20 expected people had called."})
        session.commit()
        assert "line may be down" in pages.open("/").text

    def test_quiet_morning_says_so(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        make_checkin(session, technician(session, sam), timestamp=NOW)
        assert "Nothing needs a hand." in sign_in(employee=sam).open("/").text

    def test_manager_without_people_reads_what_fills_the_page(self, sign_in: SignIn, sam: Employee) -> None:
        assert "once HR has set the reporting line" in sign_in(employee=sam).open("/").text

    def test_csv_holds_the_rows_that_are_shown(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        out_sick(session, sam)
        make_checkin(session, technician(session, sam, name="Dee"), timestamp=NOW)
        answer = sign_in(Role.DISPATCHER).client.get("/?format=csv&state=not_ready")
        rows = rows_of(answer)
        assert rows[0][:6] == ["State", "Name", "Team", "Called", "Blockers", "Reason"]
        assert [row[:2] for row in rows[1:]] == [["not ready", "Marcus Webb"]]
        assert answer.mimetype == "text/csv"
        assert re.fullmatch(r"\+\d+( \d+)+", rows[1][rows[0].index("Phone")])


class TestTakingAnAlert:
    def test_taking_it_names_the_owner_and_asks_what_became_of_it(
        self, sign_in: SignIn, session: Session, sam: Employee
    ) -> None:
        _, alert = out_sick(session, sam)
        pages = sign_in(Role.DISPATCHER)
        page = pages.submit(pages.open("/"), f"/alerts/{alert.id}/acknowledge")
        assert "You have it." in page.text
        assert "you have it" in page.text
        session.refresh(alert)
        assert (alert.status, alert.owner_id) == (AlertStatus.ACKNOWLEDGED, pages.employee.id)

    def test_outcome_closes_it(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        _, alert = out_sick(session, sam)
        pages = sign_in(Role.DISPATCHER)
        page = self.outcome(pages, alert, "covered")
        assert "Noted: covered." in page.text
        session.refresh(alert)
        assert (alert.status, alert.outcome) == (AlertStatus.RESOLVED, AlertOutcome.COVERED)

    @pytest.mark.parametrize(
        ("outcome", "status"), [("fixed", AlertStatus.RESOLVED), ("job_moved", AlertStatus.ACKNOWLEDGED)]
    )
    def test_blocker_ends_when_it_is_fixed(
        self, sign_in: SignIn, session: Session, outcome: str, status: AlertStatus
    ) -> None:
        alert = make_alert(session, technician(session), kind=AlertKind.BLOCKER, note="Gate code")
        self.outcome(sign_in(Role.DISPATCHER), alert, outcome)
        session.refresh(alert)
        assert alert.status is status

    def test_second_one_is_told_who_was_first(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        _, alert = out_sick(session, sam)
        slow = sign_in(Role.DISPATCHER)
        page = slow.open("/")
        quick = sign_in(employee=make_employee(session, role=Role.DISPATCHER, name="Dana Brooks"))
        quick.submit(quick.open("/"), f"/alerts/{alert.id}/acknowledge")
        assert "Dana Brooks has had this since" in slow.submit(page, f"/alerts/{alert.id}/acknowledge").text

    def test_open_board_is_told_to_fetch_itself(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        _, alert = out_sick(session, sam)
        pages = sign_in(Role.DISPATCHER)
        token = pages.open("/").all("input", name="csrf_token")[0].get("value")
        answer = pages.client.post(f"/alerts/{alert.id}/acknowledge", data={"csrf_token": token}, headers=HX)
        assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "board-changed")

    @pytest.mark.parametrize("action", ["acknowledge", "outcome"])
    def test_alert_out_of_reach_is_not_found(
        self, sign_in: SignIn, session: Session, sam: Employee, action: str
    ) -> None:
        _, foreign = out_sick(session, make_employee(session, role=Role.MANAGER))
        out_sick(session, sam, name="Own")
        pages = sign_in(employee=sam)
        token = pages.open("/").all("input", name="csrf_token")[0].get("value")
        data = {"csrf_token": token, "outcome": "covered"}
        assert pages.client.post(f"/alerts/{foreign.id}/{action}", data=data).status_code == 404

    def test_dispatcher_cannot_take_a_burnout_alert(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        marcus, _ = out_sick(session, sam)
        watch = low_energy(session, marcus)
        pages = sign_in(Role.DISPATCHER)
        token = pages.open("/").all("input", name="csrf_token")[0].get("value")
        answer = pages.client.post(f"/alerts/{watch.id}/acknowledge", data={"csrf_token": token})
        assert answer.status_code == 404

    def test_unknown_outcome_is_refused_in_words(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        _, alert = out_sick(session, sam)
        page = self.outcome(sign_in(Role.DISPATCHER), alert, "nonsense", headers=HX)
        assert "Choose what became of it from the list." in page.text

    @staticmethod
    def outcome(pages: SignedInPages, alert: Alert, outcome: str, headers: dict[str, str] | None = None) -> HtmlPage:
        token = pages.open("/").all("input", name="csrf_token")[0].get("value")
        data = {"csrf_token": token, "outcome": outcome, "next": "/"}
        pages.client.post(f"/alerts/{alert.id}/outcome", data=data, headers=headers)
        return pages.open("/")


class TestRefreshing:
    def test_refresh_is_the_board_alone(self, sign_in: SignIn, session: Session, sam: Employee) -> None:
        out_sick(session, sam)
        fragment = sign_in(Role.DISPATCHER).open("/", headers=HX)
        assert fragment.all("html") == []
        assert [element.get("id") for element in fragment.root.iter("div") if element.get("id")] == ["board"]

    def test_going_back_gets_the_whole_page(self, sign_in: SignIn) -> None:
        page = sign_in(Role.DISPATCHER).open("/", headers=HX | {"HX-History-Restore-Request": "true"})
        assert page.h1 == "Today"

    def test_nothing_new_is_no_content_until_something_happens(
        self, sign_in: SignIn, session: Session, sam: Employee
    ) -> None:
        dee = technician(session, sam, name="Dee")
        pages = sign_in(employee=sam)
        first = self.refresh(pages, "")
        version = first.text.split('"X-Board-Version": "')[1].split('"')[0]
        if self.refresh(pages, version).status_code != 204:  # the minute has turned between the two
            version = self.refresh(pages, "").text.split('"X-Board-Version": "')[1].split('"')[0]
            assert self.refresh(pages, version).status_code == 204
        make_checkin(session, dee, timestamp=NOW)
        session.commit()
        assert self.refresh(pages, version).status_code == 200

    @staticmethod
    def refresh(pages: SignedInPages, version: str) -> Any:
        return pages.client.get("/", headers=HX | {VERSION_HEADER: version})

    def test_version_of_one_filter_is_not_that_of_another(self, sign_in: SignIn, session: Session) -> None:
        technician(session)
        pages = sign_in(Role.DISPATCHER)
        version = pages.open("/", headers=HX).html.split('"X-Board-Version": "')[1].split('"')[0]
        answer = pages.client.get("/?state=ready", headers=HX | {VERSION_HEADER: version})
        assert answer.status_code == 200


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.HR])
def test_queries_are_few_and_equal_for_one_and_for_many(
    sign_in: SignIn, session: Session, sam: Employee, isolated_database: sa.Connection, role: Role
) -> None:
    out_sick(session, sam)
    pages = sign_in(role)
    with counted(isolated_database) as of_one:
        pages.open("/")
    for _ in range(30):
        person = technician(session, sam)
        make_checkin(session, person, timestamp=NOW)
        make_alert(session, person, kind=AlertKind.BLOCKER, note="Gate code")
    session.commit()
    with counted(isolated_database) as of_many:
        pages.open("/")
    assert len(of_one) == len(of_many) <= MOST_QUERIES
