"""The link that leaves the morning brief: whose it is, how long it works, and what it changes."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import AuditEvent, Employee
from app.services.messages.unsubscribing import (
    WORKS_FOR,
    UnsubscribeRefused,
    make_unsubscribe_link,
    read_link,
    stop_by_link,
)
from app.settings import Settings
from tests.builders import NOW, make_employee


@pytest.fixture
def reader(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, wants_morning_brief=True)


def token_for(reader: Employee, settings: Settings) -> str:
    return make_unsubscribe_link(settings, reader.id, now=NOW).rpartition("/")[2]


def test_a_link_names_its_reader_for_a_year(session: Session, settings: Settings, reader: Employee) -> None:
    token = token_for(reader, settings)
    last_day = NOW + WORKS_FOR - timedelta(seconds=1)
    assert read_link(session, token, settings=settings, now=last_day).reader is reader
    with pytest.raises(UnsubscribeRefused):
        read_link(session, token, settings=settings, now=NOW + WORKS_FOR)


def test_stopping_twice_is_written_down_once(session: Session, settings: Settings, reader: Employee) -> None:
    for _ in range(2):
        stop_by_link(session, token_for(reader, settings), settings=settings, now=NOW)
    session.flush()
    assert reader.wants_morning_brief is False
    assert session.scalar(select(func.count()).select_from(AuditEvent)) == 1


def test_what_we_did_not_sign_names_nobody(session: Session, settings: Settings, reader: Employee) -> None:
    with pytest.raises(UnsubscribeRefused):
        stop_by_link(session, token_for(reader, settings)[:-2], settings=settings, now=NOW)
    assert reader.wants_morning_brief is True
