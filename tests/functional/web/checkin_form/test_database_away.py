"""The form and a text while PostgreSQL is away: nothing typed is lost, and whoever texts hears it at once."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from app import create_app
from app.dev.postgres import PrivatePostgres
from app.extensions import db
from app.models import DailyCheckin
from app.services.messages.checkin_links import make_checkin_token
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee
from tests.page_client import PageClient

TOKEN = "test-token-of-the-sms-account"


@pytest.fixture
def postgres() -> Iterator[PrivatePostgres]:
    with PrivatePostgres.throwaway() as postgres:
        yield postgres


@pytest.fixture
def away_app(settings: Settings, postgres: PrivatePostgres, tmp_path: Path) -> Iterator[Flask]:
    """An app whose database this test alone may stop."""
    alone = replace(settings, database_url=postgres.url, data_dir=str(tmp_path), twilio_auth_token=TOKEN)
    app = create_app(alone, time_source=lambda: NOW)
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def path(away_app: Flask) -> str:
    with away_app.app_context(), Session(db.engine) as session:
        dee = make_employee(session, name="Dee Okafor")
        session.commit()
        settings: Settings = away_app.extensions["settings"]
        return f"/c/{make_checkin_token(settings, dee.id, TODAY, number=dee.phone or '', now=NOW)}"


def test_form_waits_in_the_page_until_the_database_is_back(
    away_app: Flask, postgres: PrivatePostgres, path: str
) -> None:
    pages = PageClient(away_app.test_client())
    form = pages.open(path)
    postgres.stop()
    typed = {"attendance": "ready", "blocker": "yes", "blocker_note": "Gate <code> & key", "call_type": "ops_only"}
    away = pages.submit(form, path, status=503, **typed)
    assert away.h1 == "Not saved yet"
    postgres.start()
    assert pages.submit(away, path).h1 == "Your check-in is in"
    with away_app.app_context(), Session(db.engine) as session:
        assert session.scalars(sa.select(DailyCheckin.blocker_note)).all() == ["Gate <code> & key"]


def test_text_is_answered_in_words_while_the_database_is_away(away_app: Flask, postgres: PrivatePostgres) -> None:
    postgres.stop()
    fields = {"From": "+12015550101", "Body": "sick", "MessageSid": "SM1"}
    address = f"{away_app.extensions['settings'].public_url}/sms-inbound"
    signed = address + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    signature = base64.b64encode(hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha1).digest()).decode()
    answer = away_app.test_client().post("/sms-inbound", data=fields, headers={"X-Twilio-Signature": signature})
    assert (answer.status_code, "I can't save this right now. Please call dispatch." in answer.text) == (200, True)
