"""Facts into rows: further telephones, the profile's mirror of the spoken name, and rows that stay as they are."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import EmployeePhone, TechProfile
from app.queries.employees import find_employee_by_phone
from app.queries.people_facts import load_facts
from app.services.people.writing import write_people
from app.settings import Settings
from tests.builders import NOW, make_employee, make_profile, next_phone

LATER = NOW + timedelta(hours=1)


def test_a_call_from_any_number_is_theirs(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    before = load_facts(session)
    phones = (next_phone(), next_phone(), next_phone())
    write_people(session, {ana.id: replace(before[ana.id], phones=phones)}, before, now=LATER, settings=settings)
    assert [find_employee_by_phone(session, phone) for phone in phones] == [ana] * 3
    write_people(
        session, {ana.id: replace(before[ana.id], phones=phones[2:])}, load_facts(session), now=LATER, settings=settings
    )
    assert (ana.phone, session.scalars(sa.select(EmployeePhone)).all()) == (phones[2], [])


def test_the_spoken_name_stands_on_the_profile_too(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_profile(session, ana)
    before = load_facts(session)
    write_people(session, {ana.id: replace(before[ana.id], spoken_name="Annie")}, before, now=LATER, settings=settings)
    assert (ana.spoken_name, session.scalars(sa.select(TechProfile.name)).one()) == ("Annie", "Annie")


def test_a_change_is_stamped_with_the_callers_time(session: Session, settings: Settings) -> None:
    ana = make_employee(session, updated_at=LATER)
    before = load_facts(session)
    write_people(session, {ana.id: replace(before[ana.id], job_title="Lead")}, before, now=LATER, settings=settings)
    session.refresh(ana)
    assert ana.updated_at == LATER


@pytest.mark.parametrize("change", [{"phones": (next_phone(),)}, {"sms_opt_in": False}, {"sms_opt_in": True}, {}])
def test_number_or_consent_entered_anew_lets_texts_go_again(
    session: Session, settings: Settings, change: dict[str, Any]
) -> None:
    ana = make_employee(session, sms_opt_in=True, sms_error_code=21610)
    before = load_facts(session)
    write_people(session, {ana.id: replace(before[ana.id], **change)}, before, now=LATER, settings=settings)
    anew = replace(before[ana.id], **change) != before[ana.id]
    assert ana.sms_error_code == (None if anew else 21610)
