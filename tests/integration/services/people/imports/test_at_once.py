"""The whole import in one call."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.imports.questions import Answers
from app.models import Employee, ImportState, PeopleImport, ProfileChange
from app.services.people.imports.at_once import import_at_once
from app.settings import Settings
from tests.builders import NOW
from tests.people_files import file_of


def run(session: Session, settings: Settings, content: bytes, *, dry_run: bool = False) -> bool:
    plan = import_at_once(
        session,
        file_name="a.csv",
        content=content,
        answers=Answers(),
        dry_run=dry_run,
        now=NOW,
        settings=settings,
    )
    return plan.ready


def test_it_lands_and_is_on_record(session: Session, settings: Settings) -> None:
    assert run(session, settings, file_of("901,Flo,,,2026-11-02,,"))
    people_import = session.scalars(select(PeopleImport)).one()
    assert (people_import.state, people_import.added) == (ImportState.DONE, 1)
    change = session.scalars(select(ProfileChange)).one()
    assert (change.import_id, change.changed_by_name) == (people_import.import_ref, "Command line")


def test_nothing_is_written_for_a_dry_run_or_a_wrong_file(session: Session, settings: Settings) -> None:
    assert run(session, settings, file_of("901,Flo,,,2026-11-02,,"), dry_run=True)
    assert not run(session, settings, file_of("901,,,,2026-11-02,,"))
    assert session.scalars(select(PeopleImport)).all() == []
    assert session.get(Employee, 901) is None
