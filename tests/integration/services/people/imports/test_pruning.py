"""Imports do not keep people's data for ever."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ImportState, PeopleImportRow
from app.services.people.imports.pruning import KEPT, prune_imports
from app.settings import Settings
from tests.builders import NOW
from tests.people_files import file_of, land, make_hr, make_people, submit


def test_after_a_month_only_who_sent_what_is_left(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    landed = land(session, hr, file_of("502,,,,,,Lead"), settings)
    left_lying = submit(session, hr, file_of("901,Flo,,,2026-11-02,,"), settings)
    assert prune_imports(session, now=NOW + KEPT, settings=settings) == 0
    later = NOW + KEPT + timedelta(seconds=1)
    assert prune_imports(session, now=later, settings=settings) == 2
    session.expire_all()
    assert (landed.state, landed.file_name, landed.changed) == (ImportState.DONE, "people.csv", 1)
    assert (left_lying.state, left_lying.content) == (ImportState.DISCARDED, None)
    assert session.scalars(select(PeopleImportRow)).all() == []
    assert prune_imports(session, now=later, settings=settings) == 0
