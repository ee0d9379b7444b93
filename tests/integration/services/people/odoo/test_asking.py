"""The nightly sync: asked for once a night, at its time in the company's zone, where Odoo is set up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.models import LongJob
from app.services.people.odoo.asking import request_nightly_sync, request_sync
from app.settings import Settings

TWO_IN_CHICAGO = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)


@pytest.fixture
def connected(settings: Settings) -> Settings:
    return replace(settings, odoo_url="https://odoo.example", company_timezone="America/Chicago")


def test_sync_is_asked_for_at_its_time_and_once_a_night(session: Session, connected: Settings) -> None:
    early = request_nightly_sync(session, now=TWO_IN_CHICAGO - timedelta(minutes=1), settings=connected)
    first = request_nightly_sync(session, now=TWO_IN_CHICAGO, settings=connected)
    second = request_nightly_sync(session, now=TWO_IN_CHICAGO + timedelta(hours=3), settings=connected)
    assert (early, first is not None, second) == (None, True, None)


def test_sync_that_somebody_asked_for_by_day_does_not_replace_tonights(session: Session, connected: Settings) -> None:
    request_sync(session, dry_run=True, requested_by_id=None, now=TWO_IN_CHICAGO - timedelta(hours=10))
    assert request_nightly_sync(session, now=TWO_IN_CHICAGO, settings=connected) is not None


def test_nothing_is_asked_where_odoo_is_not_set_up(session: Session, settings: Settings) -> None:
    assert request_nightly_sync(session, now=TWO_IN_CHICAGO, settings=settings) is None
    assert session.query(LongJob).count() == 0
