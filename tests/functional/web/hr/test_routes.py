"""HR's first page names what the line cannot use, each with the link that mends it."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.permissions import Role
from tests.builders import TODAY, make_employee, make_profile
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn


def test_hr_begins_here(sign_in: SignIn) -> None:
    assert sign_in(Role.HR).open("/account").all("a", class_="place")[0].get("href") == "/hr"


def test_what_is_missing_leads_to_where_it_is_mended(sign_in: SignIn, session: Session) -> None:
    boss = make_employee(session, role=Role.MANAGER)
    ana = make_employee(session, name="Ana Ruiz", phone=None, manager_id=boss.id)
    whole = make_employee(session, name="Whole Record", manager_id=boss.id)
    make_profile(session, whole, goal_due_on=date(2099, 1, 1), goal_started_on=TODAY)
    late = make_employee(session, name="Late Goal", manager_id=boss.id)
    make_profile(session, late, goal_started_on=date(2020, 1, 1), goal_due_on=date(2020, 3, 1))
    make_employee(session, name="Led By None")
    session.commit()
    hr = sign_in(Role.HR)
    assert rows_of(hr.client.get("/hr?format=csv"))[1:] == [
        ["Ana Ruiz", "no telephone: the line cannot know them"],
        ["Ana Ruiz", "no KPI"],
        ["Ana Ruiz", "no goal"],
        ["Late Goal", "goal past due"],
        ["Led By None", "no KPI"],
        ["Led By None", "no goal"],
        ["Led By None", "nobody in their line may read about wellbeing"],
    ]
    links = [link.get("href") for link in hr.open("/hr").all("a")]
    assert f"/profiles/{ana.id}/identity" in links


def test_comings_and_goings_are_listed(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(Role.HR)
    make_employee(session, name="New Person", started_on=TODAY)
    make_employee(session, name="Old Person", ended_on=TODAY)
    session.commit()
    text = hr.open("/hr").text
    assert "New Person starts" in text
    assert "Old Person last day" in text
