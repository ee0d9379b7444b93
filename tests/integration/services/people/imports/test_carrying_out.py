"""From the plan to rows: teams, numbers, KPIs."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.models import Employee, Team, TechProfile
from app.settings import Settings
from tests.builders import make_alert, make_employee, make_kpi, make_team
from tests.people_files import file_of, land, make_hr, make_people


def test_new_teams_are_made_once_and_a_merged_ones_name_leads_to_where_it_went(
    session: Session, settings: Settings
) -> None:
    hr = make_hr(session)
    north = make_team(session, name="North")
    make_team(session, name="Old North", merged_into_id=north.id)
    heading = "Employee number,Name,Start date,Team"
    rows = ["901,Flo,2026-11-02,South", "902,Gus,2026-11-02,SOUTH", "903,Hal,2026-11-02,old north"]
    land(session, hr, file_of(*rows, heading=heading), settings)
    teams = {team.id: team.name for team in session.scalars(select(Team))}
    members = {number: teams[session.get_one(Employee, number).team_id or 0] for number in (901, 902, 903)}
    assert members == {901: "South", 902: "South", 903: "North"}
    assert sorted(teams.values()) == ["North", "Old North", "South"]


def test_people_without_a_number_get_unused_ones_that_managers_follow(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    last = make_employee(session)
    heading = "Employee number,Name,E-mail,Start date,Manager"
    rows = [f"{last.id + 1},Gus,,2026-11-02,Hal New", ",Hal New,hal@works.example,2026-11-02,"]
    land(session, hr, file_of(*rows, heading=heading), settings)
    hal = session.scalars(select(Employee).where(Employee.email == "hal@works.example")).one()
    assert hal.id > last.id + 1
    assert session.get_one(Employee, last.id + 1).manager_id == hal.id


def test_a_goal_belongs_to_the_first_kpi_where_that_one_is_kept(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    kpi = make_kpi(session, name="First-time fix")
    make_employee(session, id=502)
    make_employee(session, id=503)
    heading = "Employee number,KPI 1,Goal,Baseline,Target"
    rows = ["502,first-time FIX,Fix more,78,92.5", "503,Smiles,Smile more,1,2"]
    land(session, hr, file_of(*rows, heading=heading), settings)
    profiles = {profile.employee_id: profile for profile in session.scalars(select(TechProfile))}
    assert (profiles[502].goal_kpi_id, profiles[502].goal_target) == (kpi.id, Decimal("92.5"))
    assert (profiles[503].goal_kpi_id, profiles[503].current_90day_goal) == (None, "Smile more")


def test_an_alert_of_somebody_who_leaves_in_the_file_goes_back_to_everybody(
    session: Session, settings: Settings
) -> None:
    hr = make_hr(session)
    bo, ana, _ = make_people(session)
    alert = make_alert(session, ana, status=AlertStatus.ACKNOWLEDGED, owner_id=bo.id, owner_name=bo.name)
    land(session, hr, file_of("501,no,", "502,,[clear]", heading="Employee number,Active,Manager"), settings)
    assert (alert.status, alert.owner_id) == (AlertStatus.OPEN, None)
