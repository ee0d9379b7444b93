"""What `make run` does to its database before it serves; apart from web_server.py, as importing it is slow."""

from datetime import UTC, datetime
from importlib import import_module

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.orm import aliased

from app.audit_keeping import keep_audit_parts
from app.dev.demo.people import CALLER_ID
from app.dev.demo_data import load_demo_data
from app.domain.permissions import Role
from app.extensions import db, settings_of
from app.fresh_settings import fresh_settings
from app.models import Employee, TechProfile
from app.services.weeks.due import roll_up_due_weeks
from app.settings import Settings, SettingsError
from app.unit_of_work import unit_of_work


def application() -> tuple[Flask, Settings]:
    """The application exactly as gunicorn will load it."""
    try:
        app: Flask = import_module("wsgi").app
    except SettingsError as error:
        raise SystemExit(str(error)) from error
    settings = settings_of(app)
    return app, settings


def migrate() -> None:
    """Bring the tables to head; here the one role owns them, so the audit log's parts are kept at each start too."""
    upgrade()
    keep_audit_parts(now=datetime.now(UTC), settings=fresh_settings())


def is_empty() -> bool:
    return db.session.scalar(sa.select(sa.func.count(Employee.id))) == 0


def load_demo_company(settings: Settings, password: str) -> None:
    now = datetime.now(UTC)
    with unit_of_work() as session:
        load_demo_data(session, now=now, password=password, settings=settings)
    with unit_of_work() as session:
        roll_up_due_weeks(session, now=now, settings=settings)


def callers() -> dict[str, str]:
    """Who may try a call: the demo company's own choice, else the first active technician with a profile."""
    manager = aliased(Employee)
    chosen = (
        sa.select(Employee.phone, manager.phone)
        .join(TechProfile, TechProfile.employee_id == Employee.id)
        .join(manager, manager.id == Employee.manager_id)
        .where(Employee.active, Employee.role == Role.TECHNICIAN, manager.active)
        .order_by(Employee.id != CALLER_ID, Employee.id)
    )
    phones = db.session.execute(chosen).first() or ("", "")
    return dict(zip(("DEMO_CALLER", "DEMO_MANAGER_CALLER"), (phone or "" for phone in phones), strict=True))


def disconnect() -> None:
    """Before the workers are forked: two processes on one connection read each other's rows."""
    db.session.remove()
    db.engine.dispose()
