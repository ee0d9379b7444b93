"""The line to dispatch about somebody who is ready, but late."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import DailyCheckin, Employee, OutboxMessage
from app.services.messages.late_arrivals import tell_who_is_late
from app.settings import Settings
from tests.builders import NOW, make_checkin, make_employee


@pytest.fixture
def max_at_the_desk(session: Session) -> Employee:
    return make_employee(session, role=Role.DISPATCHER, email="max@example.com", timezone="America/New_York")


@pytest.fixture
def late(session: Session, max_at_the_desk: Employee) -> DailyCheckin:
    return make_checkin(session, make_employee(session, name="Dee Okafor"), eta_minutes=90)


def tell(session: Session, checkin: DailyCheckin, settings: Settings, *, after: int = 0) -> list[OutboxMessage]:
    """Return what was queued anew."""
    before = set(session.scalars(select(OutboxMessage.id)))
    tell_who_is_late(session, checkin, settings=settings, now=NOW + timedelta(minutes=after))
    return list(session.scalars(select(OutboxMessage).where(OutboxMessage.id.not_in(before))))


def test_dispatch_reads_the_time_in_its_own_zone(session: Session, settings: Settings, late: DailyCheckin) -> None:
    [message] = tell(session, late, settings)
    assert (message.kind, message.address, message.alert_id, message.urgent) == ("late", "max@example.com", None, False)
    assert message.subject == "Dee Okafor is late, about 09:30"
    assert message.data["happened"] == "Dee Okafor is ready, but late: there at about 09:30."


def test_the_same_time_is_told_once(session: Session, settings: Settings, late: DailyCheckin) -> None:
    assert len(tell(session, late, settings)) == 1
    assert tell(session, late, settings, after=1) == []
    assert tell_who_is_late(session, late, settings=settings, now=NOW + timedelta(minutes=1)) is True
    late.eta_minutes = 120
    assert len(tell(session, late, settings, after=1)) == 1


def test_a_time_that_has_passed_is_no_news(session: Session, settings: Settings, late: DailyCheckin) -> None:
    assert tell(session, late, settings, after=90) == []
    assert tell_who_is_late(session, late, settings=settings, now=NOW + timedelta(minutes=90)) is False


def test_who_is_on_time_is_not_told_of(session: Session, settings: Settings, max_at_the_desk: Employee) -> None:
    assert tell(session, make_checkin(session, make_employee(session)), settings) == []
