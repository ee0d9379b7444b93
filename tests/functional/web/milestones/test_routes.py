"""The week's page: who is flagged and why, for whose eyes, what a manager notes, and weeks that are empty or run."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.domain.figures.goal_progress import Verdict
from app.domain.permissions import Role
from app.models import Employee, TalkStatus, WeekTalk
from tests.builders import make_employee, make_rollup, make_team
from tests.functional.web.conftest import SignIn, token_of

PATH = "/milestones/2026-W46"
MISSED = {
    "flags": ["WEEK-MISSED"],
    "flag_facts": {"WEEK-MISSED": {"missed_on": ["2026-11-09", "2026-11-10"], "expected": 5}},
}
WHY = "Expected, and neither a check-in nor a call on 2 days: Mon 9 Nov and Tue 10 Nov."


@pytest.fixture
def ana(session: Session, sam: Employee) -> Employee:
    return make_employee(session, name="Ana Ruiz", manager_id=sam.id, team_id=make_team(session, name="South").id)


def test_flagged_first_with_the_reason_then_changed_then_steady(
    session: Session, sign_in: SignIn, sam: Employee, dee: Employee, ana: Employee
) -> None:
    steady = make_employee(session, name="Ben Cho", manager_id=sam.id)
    make_rollup(session, steady)
    make_rollup(session, dee, week_start=date(2026, 11, 2), goal_verdict=Verdict.ON_TRACK)
    make_rollup(session, dee, goal_verdict=Verdict.BEHIND)
    make_rollup(session, ana, **MISSED)
    page = sign_in(employee=sam).open(PATH)
    assert page.texts("h3") == ["Ana Ruiz", "Dee Okafor"]
    assert WHY in page.text
    assert "Goal: on track before, now behind." in page.text
    assert "5 of 5 check-ins · energy 4.0 from 5 readings" in page.text


def test_charts_of_a_person_are_fetched_by_their_manager_alone(
    session: Session, sign_in: SignIn, sam: Employee, ana: Employee
) -> None:
    make_rollup(session, ana, goal="Fewer callbacks", goal_progress_percent=Decimal(40), **MISSED)
    address = f"{PATH}/people/{ana.id}/energy.json"
    answer = sign_in(employee=sam).client.get(address)
    assert answer.get_json()["data"][0]["y"][-1] == 4.0
    assert sign_in(Role.MANAGER).client.get(address).status_code == 404
    assert sign_in(Role.HR).client.get(address).status_code == 403


def test_hr_and_executives_see_teams_in_numbers_and_nobody_by_name(
    session: Session, sign_in: SignIn, sam: Employee
) -> None:
    team = make_team(session, name="North")
    for number in range(5):
        person = make_employee(session, name=f"Tech {number}", manager_id=sam.id, team_id=team.id)
        make_rollup(session, person, team_id=team.id, **(MISSED if number == 0 else {}))
    for role in (Role.HR, Role.EXECUTIVE):
        page = sign_in(role).open(PATH)
        assert "Tech 0" not in page.text
        assert page.texts("td") == ["5", "1", "100 %", "4.0"]


def test_small_team_is_withheld_from_who_does_not_lead_it(
    session: Session, sign_in: SignIn, sam: Employee, ana: Employee
) -> None:
    make_rollup(session, ana, **MISSED)
    cells = sign_in(Role.EXECUTIVE).open(PATH).texts("td")
    assert cells == ["–", "withheld", "withheld", "withheld"]


def test_manager_notes_a_conversation_and_reads_it_again(
    session: Session, sign_in: SignIn, sam: Employee, ana: Employee
) -> None:
    make_rollup(session, ana, **MISSED)
    manager = sign_in(employee=sam)
    name = f"person-{ana.id}"
    data = {
        "csrf_token": token_of(manager),
        f"{name}-status": "planned",
        f"{name}-talk_on": "2026-11-19",
        f"{name}-note": "Ask about the mornings.",
    }
    answer = manager.client.post(f"{PATH}/people/{ana.id}/talk", data=data)
    assert (answer.status_code, answer.location) == (302, f"{PATH}#{name}")
    [talk] = session.query(WeekTalk).all()
    assert (talk.status, talk.talk_on, talk.note) == (
        TalkStatus.PLANNED,
        date(2026, 11, 19),
        "Ask about the mornings.",
    )
    assert "Ask about the mornings." in manager.open(PATH).text


def test_note_is_read_by_its_writer_alone(session: Session, sign_in: SignIn, sam: Employee, ana: Employee) -> None:
    boss = make_employee(session, role=Role.MANAGER, name="Boss")
    sam.manager_id = boss.id
    make_rollup(session, ana, **MISSED)
    session.add(WeekTalk(manager_id=sam.id, employee_id=ana.id, week_start=date(2026, 11, 9), note="Between us."))
    page = sign_in(employee=boss).open(PATH)
    assert ("Ana Ruiz" in page.text, "Between us." in page.text) == (True, False)


def test_planned_conversation_wants_a_day_and_keeps_what_was_typed(
    session: Session, sign_in: SignIn, sam: Employee, ana: Employee
) -> None:
    make_rollup(session, ana, **MISSED)
    manager = sign_in(employee=sam)
    name = f"person-{ana.id}"
    data = {"csrf_token": token_of(manager), f"{name}-status": "planned", f"{name}-note": "Soon."}
    answer = manager.client.post(f"{PATH}/people/{ana.id}/talk", data=data)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert ("Say on which day." in text, "Soon." in text) == (True, True)
    assert session.query(WeekTalk).count() == 0


def test_csv_has_a_row_for_everybody_in_the_words_of_the_page(
    session: Session, sign_in: SignIn, sam: Employee, dee: Employee, ana: Employee
) -> None:
    make_rollup(session, dee)
    make_rollup(session, ana, **MISSED)
    text = sign_in(employee=sam).client.get(f"{PATH}?format=csv").get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["Name"], row["Why"], row["Check-ins"]) for row in rows] == [
        ("Ana Ruiz", WHY, "5"),
        ("Dee Okafor", "", "5"),
    ]


def test_empty_week_says_what_fills_it(sign_in: SignIn, sam: Employee) -> None:
    assert "Nothing stands here for this week" in sign_in(employee=sam).open("/milestones/2025-W01").text


def test_running_week_says_that_it_runs(session: Session, sign_in: SignIn, sam: Employee, ana: Employee) -> None:
    make_rollup(session, ana, week_start=date(2026, 11, 16), finished=False, days_counted=1, **MISSED)
    page = sign_in(employee=sam).open("/milestones/2026-W47")
    assert "The week is still running" in page.text


def test_landing_page_is_the_last_finished_week(sign_in: SignIn, sam: Employee) -> None:
    manager = sign_in(employee=sam)
    assert manager.client.get("/milestones").location == PATH
    assert manager.client.get("/milestones?week=2026-W40").location == "/milestones/2026-W40"


@pytest.mark.parametrize("week", ["2026-W60", "nonsense", "2026-46"])
def test_what_is_no_week_is_not_found(sign_in: SignIn, sam: Employee, week: str) -> None:
    assert sign_in(employee=sam).client.get(f"/milestones/{week}").status_code == 404


def test_week_of_oneself_is_not_among_them(session: Session, sign_in: SignIn, sam: Employee) -> None:
    make_rollup(session, sam, **MISSED)
    assert "Sam Lee" not in sign_in(employee=sam).open(PATH).texts("h3")
