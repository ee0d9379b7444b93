"""The plan over the directory as it stands: nothing of it is refused when it is written."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.people.odoo.records import Link, OdooDirectory, OdooEmployee
from app.models import Employee
from app.services.people.odoo.planning import prepare_sync
from app.settings import Settings
from tests.builders import NOW, make_employee


def test_preparing_writes_nothing(session: Session, settings: Settings) -> None:
    odoo = OdooDirectory(employees=(OdooEmployee(odoo_id=7, name="Ana Ruiz"),))
    prepared = prepare_sync(session, odoo, now=NOW, settings=settings)
    assert (len(prepared.plan.new), session.query(Employee).count()) == (1, 0)


def test_bad_zone_and_bad_address_are_named_and_the_rest_is_wanted(session: Session, settings: Settings) -> None:
    person = OdooEmployee(odoo_id=7, name="Ana Ruiz", email="nowhere", timezone="Mars/Olympus", job=Link(1, "Tech"))
    plan = prepare_sync(session, OdooDirectory(employees=(person,)), now=NOW, settings=settings).plan
    [facts] = plan.wanted.values()
    assert (facts.email, facts.timezone, facts.job_title) == (None, "America/Chicago", "Tech")
    assert {skip.field for skip in plan.skipped} == {"email", "timezone"}


def test_address_of_somebody_else_stays_theirs(session: Session, settings: Settings) -> None:
    first = make_employee(session, name="Ana One", email="ana@field.example", odoo_id=1)
    make_employee(session, name="Ana Two", odoo_id=2, email=None, started_on=date(2025, 1, 6))
    people = (
        OdooEmployee(odoo_id=1, name="Ana One", email="ana@field.example"),
        OdooEmployee(odoo_id=2, name="Ana Two", email="ANA@field.example"),
    )
    plan = prepare_sync(session, OdooDirectory(employees=people), now=NOW, settings=settings).plan
    assert {number: facts.email for number, facts in plan.wanted.items() if facts.email} == {first.id: first.email}
