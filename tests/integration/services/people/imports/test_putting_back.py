"""The way back from a wrong file."""

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import InvalidTransition
from app.models import Employee, ImportState
from app.services.people.imports.putting_back import PutBack, preview_put_back, put_back
from app.settings import Settings
from tests.builders import NOW
from tests.people_files import file_of, land, make_hr, make_people, submit


def test_old_values_return_and_later_edits_stay(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    landed = land(session, hr, file_of("502,Anna Tech,312-555-0199,,,,Lead", "901,Flo,,,2026-11-02,,"), settings)
    session.get_one(Employee, 502).job_title = "Chief"
    session.flush()
    assert preview_put_back(session, landed.id) == [
        PutBack(
            employee_number=502,
            name="Anna Tech",
            changes=(("Name", "Anna Tech", "Ana Tech"), ("Telephone", "+13125550199", "+13125550152")),
            kept=("Job title",),
        ),
        PutBack(employee_number=901, name="Flo", changes=(("Active", "yes", "no"),), kept=()),
    ]
    assert put_back(session, hr, landed.id, now=NOW, settings=settings) == 2
    ana = session.get_one(Employee, 502)
    assert (ana.name, ana.phone, ana.job_title) == ("Ana Tech", "+13125550152", "Chief")
    assert session.get_one(Employee, 901).active is False
    assert landed.state is ImportState.PUT_BACK


def test_only_what_has_landed_is_put_back_and_only_once(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    ready = submit(session, hr, file_of("502,,,,,,Lead"), settings)
    with pytest.raises(InvalidTransition):
        put_back(session, hr, ready.id, now=NOW, settings=settings)
