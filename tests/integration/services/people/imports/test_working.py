"""What a worker does: read, apply."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Alert, Employee, ImportState, OutboxMessage, ProfileChange, TechProfile
from app.services.alerts.missed import record_missed_checkins
from app.services.people.imports.submitting import confirm_import
from app.settings import Settings
from tests.builders import NOW, TODAY, make_checkin
from tests.people_files import file_of, land, make_hr, make_people, submit, work


def test_a_file_lands_with_history_under_the_imports_name(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    landed = land(
        session, hr, file_of("502,,,,,,Lead", "901,Flo Fresh,312-555-0191,flo@works.example,2026-11-02,502,"), settings
    )
    assert (landed.state, landed.added, landed.changed, landed.content) == (ImportState.DONE, 1, 1, None)
    flo = session.get_one(Employee, 901)
    assert (flo.name, flo.phone, flo.manager_id, flo.active) == ("Flo Fresh", "+13125550191", 502, True)
    history = session.execute(
        select(ProfileChange.employee_id, ProfileChange.field, ProfileChange.after, ProfileChange.changed_by_name)
        .where(ProfileChange.import_id == landed.import_ref)
        .order_by(ProfileChange.employee_id)
    ).all()
    assert history == [(502, "job_title", "Lead", hr.name), (901, "added", "Flo Fresh", hr.name)]


def test_people_imported_at_noon_are_expected_from_the_next_workday_and_raise_nothing(
    session: Session, settings: Settings
) -> None:
    hr = make_hr(session)
    bo, ana, _ = make_people(session)
    make_checkin(session, ana)
    noon = NOW + timedelta(hours=5)
    land(session, hr, file_of("901,Flo Fresh,,,2026-11-02,501,"), settings)
    session.flush()
    assert session.get_one(Employee, 901).checkins_from == date(2026, 11, 18)
    record_missed_checkins(session, now=noon, settings=settings)
    assert session.scalars(select(Alert.employee_id).where(Alert.employee_id == 901)).all() == []
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    assert bo.active


def test_somebody_who_comes_back_is_expected_from_the_next_workday(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    heading = "Employee number,Active,Start date"
    land(session, hr, file_of("503,yes,2026-11-16", heading=heading), settings)
    ed = session.get_one(Employee, 503)
    assert (ed.active, ed.started_on, ed.checkins_from) == (True, date(2026, 11, 16), TODAY + timedelta(days=1))


def test_a_swap_lands_whatever_the_order(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    land(session, hr, file_of("501,,312-555-0152,,,,", "502,,312-555-0151,,,,"), settings)
    session.expire_all()
    phones = [session.get_one(Employee, number).phone for number in (501, 502)]
    assert phones == ["+13125550152", "+13125550151"]


def test_an_edit_after_the_preview_stops_the_import_and_shows_the_new_preview(
    session: Session, settings: Settings
) -> None:
    hr = make_hr(session)
    make_people(session)
    ready = submit(session, hr, file_of("502,,,,,,Lead"), settings)
    session.get_one(Employee, 502).job_title = "Lead"
    session.flush()
    confirm_import(session, hr, ready.id, now=NOW)
    assert work(session, ready, settings) is ImportState.READY
    assert (ready.overtaken, ready.changed, ready.same) == (True, 0, 1)
    assert session.scalars(select(ProfileChange)).all() == []


def test_one_wrong_row_keeps_all_out(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    refused = submit(session, hr, file_of("502,,,,,,Lead", "901,Flo,555,,2026-11-02,,", "902,,,,,,"), settings)
    assert (refused.state, refused.wrong, refused.changed) == (ImportState.REFUSED, 2, 1)
    assert session.get(Employee, 901) is None


def test_coaching_lands_in_the_profile(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    heading = "Employee number,WHY,Strength 2,KPI 1,Goal,Goal due"
    land(
        session,
        hr,
        file_of('502,"For us,\nand me",focus,Jobs a day,Fewer call-backs,2027-01-31', heading=heading),
        settings,
    )
    profile = session.scalars(select(TechProfile).where(TechProfile.employee_id == 502)).one()
    assert (profile.personal_why, profile.gallup_strengths, profile.primary_kpi, profile.current_90day_goal) == (
        "For us,\nand me",
        ["Focus"],
        "Jobs a day",
        "Fewer call-backs",
    )
