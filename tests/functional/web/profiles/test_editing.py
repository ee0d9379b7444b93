"""A record's sections: saved, planned, swapped, and two people editing at once."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee, Employment, ProfileChange, TechProfile
from tests.builders import make_employee, make_kpi, make_profile, make_team
from tests.functional.web.conftest import SignedInPages, SignIn
from tests.page_client import HtmlPage


@pytest.fixture
def hr(sign_in: SignIn) -> SignedInPages:
    return sign_in(Role.HR)


@pytest.fixture
def ana(session: Session, sam: Employee) -> Employee:
    ana = make_employee(session, name="Ana Ruiz", phone="+13125550142", manager_id=sam.id)
    session.commit()
    return ana


def open_section(hr: SignedInPages, person: Employee, section: str) -> HtmlPage:
    return hr.open(f"/profiles/{person.id}/{section}")


def save(hr: SignedInPages, page: HtmlPage, status: int = 200, **typed: Any) -> HtmlPage:
    return hr.submit(page, page.path, status=status, **typed)


def test_each_section_opens_with_what_is_recorded(hr: SignedInPages, ana: Employee) -> None:
    assert open_section(hr, ana, "identity").all("input", name="phone")[0].get("value") == "(312) 555-0142"
    checked = [
        box for box in open_section(hr, ana, "work-week").all("input", name="workdays") if "checked" in box.attrib
    ]
    assert [box.get("value") for box in checked] == ["1", "2", "3", "4", "5"]
    manager = open_section(hr, ana, "reporting").all("input", name="manager_id")[0].get("value")
    assert manager == f"Sam Lee · {ana.manager_id}"
    assert hr.client.get(f"/profiles/{ana.id}/secrets").status_code == 404


def test_a_change_stands_in_the_history_with_who(hr: SignedInPages, session: Session, ana: Employee) -> None:
    save(hr, open_section(hr, ana, "identity"), job_title="Lead tech")
    session.refresh(ana)
    assert ana.job_title == "Lead tech"
    history = hr.open(f"/profiles/{ana.id}/history").text
    assert "Job title Field technician Lead tech at once" in history
    assert hr.employee.name in history


def test_saving_what_was_shown_changes_nothing(hr: SignedInPages, session: Session, ana: Employee) -> None:
    for section in ("identity", "work-week", "reporting", "coaching"):
        assert "Nothing was changed." in save(hr, open_section(hr, ana, section)).text
    assert session.scalars(sa.select(ProfileChange)).all() == []
    assert session.scalars(sa.select(TechProfile)).all() == []


def test_coaching_is_saved_whole(hr: SignedInPages, session: Session, ana: Employee) -> None:
    kpi = make_kpi(session, name="Callbacks")
    session.commit()
    typed: dict[str, Any] = {
        "strength_1": "Achiever",
        "strength_3": "Woo",
        "personal_why": "For the lake",
        "kpi_1": "Callbacks",
        "current_90day_goal": "Cut callbacks.",
        "goal_kpi_id": str(kpi.id),
        "goal_baseline": "6",
        "goal_target": "3.5",
        "goal_started_on": "2026-11-02",
        "goal_due_on": "2027-01-31",
        "step_1": "Shadow Ben",
        "step_1_done": "2026-11-10",
    }
    save(hr, open_section(hr, ana, "coaching"), **typed)
    profile = session.scalars(sa.select(TechProfile)).one()
    assert (profile.gallup_strengths, profile.primary_kpi, profile.goal_kpi_id) == (
        ["Achiever", "Woo"],
        "Callbacks",
        kpi.id,
    )
    assert profile.goal_milestones == [{"text": "Shadow Ben", "done_on": "2026-11-10"}]
    assert "Nothing was changed." in save(hr, open_section(hr, ana, "coaching")).text


def test_a_change_from_a_day_to_come_is_planned(hr: SignedInPages, session: Session, ana: Employee) -> None:
    team = make_team(session, name="South")
    session.commit()
    day = (ana.created_at + timedelta(days=400)).date()
    page = save(hr, open_section(hr, ana, "reporting"), team_id=str(team.id), starts_on=day.isoformat())
    assert "Team South" in page.text
    session.refresh(ana)
    assert ana.team_id is None
    assert session.scalars(sa.select(Employment.team_id)).one() == team.id


def test_what_is_planned_is_taken_back(hr: SignedInPages, session: Session, ana: Employee) -> None:
    day = (ana.created_at + timedelta(days=400)).date().isoformat()
    save(hr, open_section(hr, ana, "reporting"), role="manager", starts_on=day)
    page = open_section(hr, ana, "reporting")
    taken_back = hr.submit(page, f"/profiles/{ana.id}/plans/{day}/take-back")
    assert "Taken back: nothing changes on" in taken_back.text
    assert session.scalars(sa.select(Employment)).all() == []
    hr.submit(page, f"/profiles/{ana.id}/plans/{day}/take-back", status=404)


def test_a_day_that_has_begun_is_refused_beside_its_field(hr: SignedInPages, ana: Employee) -> None:
    page = save(hr, open_section(hr, ana, "reporting"), status=422, role="manager", starts_on="2020-01-01")
    assert page.error_beside("starts_on").startswith("Choose a day to come")


def test_two_editors_of_one_field_both_see_both_values(
    sign_in: SignIn, session: Session, hr: SignedInPages, ana: Employee
) -> None:
    mine, other = open_section(hr, ana, "identity"), sign_in(Role.HR)
    save(other, open_section(other, ana, "identity"), job_title="Lead tech", email="ana@demo.example")
    page = save(hr, mine, status=409, job_title="Helper")
    assert page.error_beside("job_title").startswith(f"{other.employee.name} changed Job title to Lead tech")
    assert page.all("input", name="job_title")[0].get("value") == "Helper"
    session.refresh(ana)
    assert ana.job_title == "Lead tech"
    save(hr, page)
    session.refresh(ana)
    assert (ana.job_title, ana.email) == ("Helper", "ana@demo.example")


def test_two_editors_of_different_fields_both_get_theirs(
    sign_in: SignIn, session: Session, hr: SignedInPages, ana: Employee
) -> None:
    mine, other = open_section(hr, ana, "identity"), sign_in(Role.HR)
    save(other, open_section(other, ana, "identity"), job_title="Lead tech")
    save(hr, mine, spoken_name="Annie")
    session.refresh(ana)
    assert (ana.job_title, ana.spoken_name) == ("Lead tech", "Annie")


def test_two_people_swap_telephones_in_one_step(hr: SignedInPages, session: Session, ana: Employee) -> None:
    ben = make_employee(session, name="Ben Ortiz", phone="+13125550143")
    session.commit()
    page = save(hr, open_section(hr, ana, "identity"), status=422, phone="(312) 555-0143")
    assert page.error_beside("phone") == f"+13125550143 is Ben Ortiz's (number {ben.id})."
    [button] = page.all("button", name="swap_with")
    assert "".join(button.itertext()) == "Swap telephones with Ben Ortiz"
    hr.client.post(page.path, data={**_sent(page), "swap_with": str(ben.id)})
    session.expire_all()
    assert (ana.phone, ben.phone) == ("+13125550143", "+13125550142")


def _sent(page: HtmlPage) -> dict[str, str]:
    names = ("csrf_token", "before", "name", "phone", "started_on", "email", "job_title")
    return {name: page.all("input", name=name)[0].get("value", "") for name in names}


def test_a_circle_is_refused_with_the_chain(hr: SignedInPages, session: Session, sam: Employee, ana: Employee) -> None:
    page = save(hr, open_section(hr, sam, "reporting"), status=422, manager_id=str(ana.id))
    assert page.error_beside("manager_id") == ("This closes a circle: Sam Lee reports to Ana Ruiz reports to Sam Lee.")


def test_a_manager_who_may_not_read_wellbeing_is_a_warning(hr: SignedInPages, session: Session, ana: Employee) -> None:
    kay = make_employee(session, name="Kay Moss", role=Role.DISPATCHER)
    ana.manager_id = kay.id
    session.commit()
    assert "Kay Moss (dispatcher) may not read about wellbeing: HR hears" in open_section(hr, ana, "reporting").text


def test_a_problem_stands_beside_the_field_of_its_position(hr: SignedInPages, ana: Employee) -> None:
    page = save(hr, open_section(hr, ana, "coaching"), status=422, strength_1="Woo", strength_2="Woo")
    assert page.error_beside("strength_2") == "Woo stands here twice."


def test_the_spoken_name_of_the_profile_is_kept(hr: SignedInPages, session: Session, ana: Employee) -> None:
    make_profile(session, ana, name="Annie")
    session.commit()
    save(hr, open_section(hr, ana, "identity"), job_title="Lead tech")
    assert session.scalars(sa.select(TechProfile.name)).one() == "Annie"
