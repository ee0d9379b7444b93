"""What a program changes: readings in bulk, days off by version, alerts; each once however often it is sent."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import AlertEvent, Employee, KpiReading, ReadingSource, TimeOff
from tests.builders import TODAY, make_alert, make_employee, make_kpi, make_reading, make_time_off
from tests.functional.web.api.conftest import Program, Programs


def reading(person: Employee, value: float, *, day: date = TODAY, kpi: str = "First-time fix") -> dict[str, Any]:
    return {"employee_number": person.id, "kpi": kpi, "read_on": day.isoformat(), "value": value}


@pytest.fixture
def ana(session: Session) -> Employee:
    make_kpi(session, name="First-time fix", unit="")
    ana = make_employee(session, name="Ana Ruiz")
    session.commit()
    return ana


def test_readings_are_saved_together(program: Programs, session: Session, ana: Employee) -> None:
    answer = program().send("POST", "/kpi-readings", json={"readings": [reading(ana, 82.5)]})
    assert (answer.status_code, answer.get_json()) == (200, {"saved": 1})
    [row] = session.query(KpiReading)
    assert (row.value, row.source) == (Decimal("82.5"), ReadingSource.API)


def test_one_wrong_reading_saves_none_and_is_named(program: Programs, session: Session, ana: Employee) -> None:
    sent = [
        reading(ana, 82),
        reading(ana, 83),
        reading(ana, 84, kpi="Smiles"),
        reading(ana, 1) | {"employee_number": 7},
    ]
    answer = program().send("POST", "/kpi-readings", json={"readings": sent})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == [
        "readings.1.read_on",
        "readings.2.kpi",
        "readings.3.employee_number",
    ]
    assert session.query(KpiReading).count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [({"value": "NaN"}, "value"), ({"read_on": "soon"}, "read_on"), ({"employee_number": "x"}, "employee_number"),
     ({"kpi": "\u0000"}, "kpi"), ({"more": 1}, "more")],
)  # fmt: skip
def test_a_wrong_value_is_named_by_place(program: Programs, ana: Employee, change: dict[str, Any], field: str) -> None:
    answer = program().send("POST", "/kpi-readings", json={"readings": [reading(ana, 82) | change]})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == [f"readings.0.{field}"]


def test_an_unusual_value_is_taken_when_confirmed(program: Programs, session: Session, ana: Employee) -> None:
    [kpi] = [make_kpi(session, name="Callbacks", unit="")]
    for day in (3, 10, 16):
        make_reading(session, ana, kpi, read_on=date(2026, 11, day), value=Decimal(80))
    session.commit()
    asking, sent = program(), {"readings": [reading(ana, 0.8, kpi="Callbacks")]}
    assert asking.send("POST", "/kpi-readings", json=sent).status_code == 422
    assert asking.send("POST", "/kpi-readings", json=sent | {"confirmed": True}).status_code == 200


def test_a_repeated_key_changes_nothing_and_another_request_under_it_is_refused(
    program: Programs, session: Session, ana: Employee
) -> None:
    asking, headers = program(), {"Idempotency-Key": "leave-1"}
    sent = {"employee_number": ana.id, "starts_on": "2026-12-21", "ends_on": "2026-12-24"}
    first, again = (asking.send("POST", "/time-off", json=sent, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert session.query(TimeOff).count() == 1
    other = asking.send("POST", "/time-off", json=sent | {"ends_on": "2026-12-28"}, headers=headers)
    assert (other.status_code, other.get_json()["errors"][0]["field"]) == (422, "Idempotency-Key")


def test_a_refused_request_may_be_sent_again_under_its_key(program: Programs, ana: Employee) -> None:
    asking, headers = program(), {"Idempotency-Key": "leave-2"}
    wrong = {"employee_number": ana.id, "starts_on": "2026-12-24", "ends_on": "2026-12-21"}
    assert asking.send("POST", "/time-off", json=wrong, headers=headers).status_code == 422
    right = wrong | {"ends_on": "2026-12-28"}
    assert asking.send("POST", "/time-off", json=right, headers=headers).status_code == 201


def test_days_off_change_only_from_the_version_that_was_read(
    program: Programs, session: Session, ana: Employee
) -> None:
    entry = make_time_off(session, ana, starts_on=date(2026, 12, 21), ends_on=date(2026, 12, 24))
    session.commit()
    asking, path = program(), f"/time-off/{entry.id}"
    version = asking.send("GET", path).headers["ETag"]
    sent = {"starts_on": "2026-12-21", "ends_on": "2026-12-28", "kind": "vacation", "part": "whole_day"}
    assert asking.send("PUT", path, json=sent).status_code == 428
    assert asking.send("PUT", path, json=sent, headers={"If-Match": f"W/{version}"}).status_code == 200
    late = asking.send("PUT", path, json=sent, headers={"If-Match": version})
    assert (late.status_code, late.get_json()["title"]) == (412, "Precondition Failed")
    fresh = asking.send("GET", path).headers["ETag"]
    assert asking.send("DELETE", path, headers={"If-Match": fresh}).status_code == 204
    assert session.query(TimeOff).count() == 0


def test_people_out_of_reach_are_nobody(program: Programs, session: Session, ana: Employee) -> None:
    entry = make_time_off(session, ana)
    session.commit()
    sam = program(Role.MANAGER)
    sent = {"employee_number": ana.id, "starts_on": "2026-12-21", "ends_on": "2026-12-24"}
    assert sam.send("POST", "/time-off", json=sent).status_code == 404
    assert sam.send("GET", f"/time-off/{entry.id}").status_code == 404
    assert sam.send("DELETE", f"/time-off/{entry.id}", headers={"If-Match": "*"}).status_code == 404
    refused = sam.send("POST", "/kpi-readings", json={"readings": [reading(ana, 1)]})
    assert refused.get_json()["errors"][0]["field"] == "readings.0.employee_number"


def test_an_alert_is_taken_once_and_answered(program: Programs, session: Session, ana: Employee) -> None:
    alert = make_alert(session, ana)
    session.commit()
    dee, kay = program(Role.DISPATCHER), program(Role.DISPATCHER)
    assert take(dee, alert.id)["owner_name"] == dee.employee.name
    second = kay.send("POST", f"/alerts/{alert.id}/acknowledge")
    assert second.status_code == 409
    assert dee.employee.name in second.get_json()["detail"]
    done = dee.send("POST", f"/alerts/{alert.id}/outcome", json={"outcome": "covered"})
    assert (done.status_code, done.get_json()["status"]) == (200, "resolved")
    assert session.query(AlertEvent).filter_by(alert_id=alert.id, actor_id=dee.employee.id).count() == 2
    wrong = dee.send("POST", f"/alerts/{alert.id}/outcome", json={"outcome": "nonsense"})
    assert (wrong.status_code, wrong.get_json()["errors"][0]["field"]) == (422, "outcome")


def take(asking: Program, alert_id: int) -> dict[str, Any]:
    answer = asking.send("POST", f"/alerts/{alert_id}/acknowledge")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.get_json()
    return body
