"""What a person does with an import."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidTransition
from app.domain.people.imports.cells.dates import DateOrder
from app.domain.people.imports.questions import Answers
from app.models import AuditEvent, Employee, ImportState, PeopleImport, PeopleImportRow
from app.services.people.imports.submitting import (
    answer_import,
    confirm_import,
    discard_import,
    reread_import,
    submit_import,
)
from app.settings import Settings
from tests.builders import NOW
from tests.people_files import file_of, land, make_hr, make_people, submit, work

EITHER_WAY = file_of("901,Flo,,,03/04/2026,,")
NEW = file_of("901,Flo,,,2026-11-23,,")


def test_the_same_file_twice_leads_to_the_one_under_way(session: Session) -> None:
    hr = make_hr(session)
    first = submit_import(session, hr, file_name="a.csv", content=NEW, now=NOW)
    second = submit_import(session, hr, file_name="copy of a.csv", content=NEW, now=NOW)
    assert (first.id, second.file_name) == (second.id, "a.csv")
    assert session.scalar(select(func.count()).select_from(PeopleImport)) == 1


def test_the_same_file_after_a_preview_is_read_afresh(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    ready = submit(session, hr, NEW, settings)
    assert ready.state is ImportState.READY
    again = submit_import(session, hr, file_name="a.csv", content=NEW, now=NOW)
    assert (again.id, again.state) == (ready.id, ImportState.WAITING)


def test_the_same_file_after_it_landed_says_no_changes(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    landed = land(session, hr, NEW, settings)
    again = submit(session, hr, NEW, settings)
    assert again.id != landed.id
    assert (again.added, again.changed, again.same) == (0, 0, 1)


def test_an_answer_lets_the_file_be_read_again(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    asking = submit(session, hr, EITHER_WAY, settings)
    assert (asking.state, [question["what"] for question in asking.facts["questions"]]) == (
        ImportState.ASKING,
        ["date_order"],
    )
    answer_import(session, hr, asking.id, Answers(date_order=DateOrder.DAY_FIRST), now=NOW)
    assert work(session, asking, settings) is ImportState.READY
    shown = session.scalars(select(PeopleImportRow)).one().changes
    assert {"label": "Start date", "before": None, "after": "2026-04-03"} in shown


def test_a_confirmation_is_audited_and_stands_once(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    ready = submit(session, hr, NEW, settings)
    confirm_import(session, hr, ready.id, now=NOW)
    with pytest.raises(InvalidTransition):
        confirm_import(session, hr, ready.id, now=NOW)
    actions = session.scalars(select(AuditEvent.action)).all()
    assert actions == ["people_import.confirmed"]


def test_what_is_wrong_cannot_be_confirmed(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    refused = submit(session, hr, file_of("901,,,,,,"), settings)
    with pytest.raises(InvalidTransition):
        confirm_import(session, hr, refused.id, now=NOW)


def test_reading_again_sees_what_has_changed_meanwhile(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    refused = submit(session, hr, file_of("502,,312-555-0151,,,,"), settings)
    assert refused.state is ImportState.REFUSED
    session.get_one(Employee, 501).phone = None
    session.flush()
    reread_import(session, hr, refused.id, now=NOW)
    assert work(session, refused, settings) is ImportState.READY


def test_discarding_drops_the_file_and_its_rows(session: Session, settings: Settings) -> None:
    ready = submit(session, make_hr(session), NEW, settings)
    discard_import(session, ready.id, now=NOW)
    assert (ready.state, ready.content) == (ImportState.DISCARDED, None)
    assert session.scalars(select(PeopleImportRow)).all() == []
