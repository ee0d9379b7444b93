"""What a token that may write changes: readings in bulk, time off, and alerts taken or answered."""

from typing import Any

from flask import Response, request

from app.access import by_token
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.models import Alert, TimeOff
from app.queries.reach import check_answerable, get_visible_employee
from app.queries.time_off import get_time_off_row
from app.services.alerts.actions import acknowledge_alert, record_outcome
from app.services.alerts.records import Actor
from app.services.people.changed_by import ChangedBy
from app.services.people.reading_batches import BadBatch, SentReading, record_reading_batch
from app.services.people.time_off import WantedTimeOff, add_time_off, cancel_time_off, change_time_off
from app.unit_of_work import unit_of_work
from app.web.api.blueprint import api_token, blueprint, problem
from app.web.api.once import once
from app.web.api.schemas import AlertOut, NewTimeOffIn, OutcomeIn, ReadingsIn, SavedSchema, TimeOffIn, TimeOffOut
from app.web.api.versions import check_version, version_of
from app.web.clock import request_now

IF_MATCH = {"in": "header", "name": "If-Match", "schema": {"type": "string"}, "description": "The entry's ETag."}


@blueprint.post("/kpi-readings")
@by_token(Permission.KPI_EDIT)
@blueprint.arguments(ReadingsIn)
@blueprint.response(200, SavedSchema)
def add_readings(sent: dict[str, Any]) -> Any:
    """Record or correct up to 500 readings: all of them or none. Faults are named by place and field."""
    viewer, readings = api_token().viewer, [SentReading(**reading) for reading in sent["readings"]]

    def record(session: Any) -> tuple[Any, int]:
        saved = record_reading_batch(
            session,
            viewer,
            readings,
            by=ChangedBy.api(viewer),
            now=request_now(),
            confirmed=sent["confirmed"],
        )
        return {"saved": saved}, 200

    return once(record)


@blueprint.errorhandler(BadBatch)
def bad_batch(error: BadBatch) -> Response:
    errors = [
        {"field": ".".join(filter(None, ("readings", str(each.place), each.field))), "message": each.sentence}
        for each in error.problems
    ]
    return problem(422, error.sentence, errors=errors)


@blueprint.post("/time-off")
@by_token(Permission.TIME_OFF_EDIT)
@blueprint.arguments(NewTimeOffIn)
@blueprint.response(201, TimeOffOut)
def add_days_off(sent: dict[str, Any]) -> Any:
    """Record days off of one person."""
    viewer, employee_id = api_token().viewer, sent.pop("employee_number")

    def add(session: Any) -> tuple[Any, int]:
        get_visible_employee(session, viewer, employee_id)
        added = add_time_off(session, employee_id, WantedTimeOff(**sent), by=ChangedBy.api(viewer), now=request_now())
        return TimeOffOut().dump(_days_off(added)), 201

    return once(add)


@blueprint.get("/time-off/<int:time_off_id>")
@by_token(Permission.TIME_OFF_EDIT)
@blueprint.response(200, TimeOffOut)
def days_off(time_off_id: int) -> dict[str, Any]:
    """One entry; its ETag is what a change or a removal gives as If-Match."""
    with unit_of_work() as session:
        get_time_off_row(session, api_token().viewer, time_off_id)
        return _days_off(session.get_one(TimeOff, time_off_id))


@blueprint.put("/time-off/<int:time_off_id>")
@by_token(Permission.TIME_OFF_EDIT)
@blueprint.doc(parameters=[IF_MATCH])
@blueprint.arguments(TimeOffIn)
@blueprint.response(200, TimeOffOut)
def change_days_off(sent: dict[str, Any], time_off_id: int) -> dict[str, Any]:
    """Change an entry that nobody changed since it was read: give its ETag as If-Match."""
    with unit_of_work() as session:
        _lock_version(session, time_off_id)
        by = ChangedBy.api(api_token().viewer)
        changed = change_time_off(session, time_off_id, WantedTimeOff(**sent), by=by, now=request_now())
        return _days_off(changed)


@blueprint.delete("/time-off/<int:time_off_id>")
@by_token(Permission.TIME_OFF_EDIT)
@blueprint.doc(parameters=[IF_MATCH])
@blueprint.response(204)
def remove_days_off(time_off_id: int) -> None:
    """Take an entry back that nobody changed since it was read: give its ETag as If-Match."""
    with unit_of_work() as session:
        _lock_version(session, time_off_id)
        cancel_time_off(session, time_off_id, by=ChangedBy.api(api_token().viewer), now=request_now())


@blueprint.post("/alerts/<int:alert_id>/acknowledge")
@by_token(Permission.ALERT_ACKNOWLEDGE)
@blueprint.response(200, AlertOut)
def take_alert(alert_id: int) -> Any:
    """Become the owner of an open alert; 409 names who has it."""
    viewer = api_token().viewer

    def take(session: Any) -> tuple[Any, int]:
        check_answerable(session, viewer, alert_id)
        actor, settings = Actor.of(viewer), current_settings()
        return _alert(acknowledge_alert(session, alert_id, actor=actor, settings=settings, now=request_now())), 200

    return once(take)


@blueprint.post("/alerts/<int:alert_id>/outcome")
@by_token(Permission.ALERT_ACKNOWLEDGE)
@blueprint.arguments(OutcomeIn)
@blueprint.response(200, AlertOut)
def answer_alert(sent: dict[str, Any], alert_id: int) -> Any:
    """Say what became of it; an outcome that ends the kind closes the alert."""
    viewer = api_token().viewer

    def answer(session: Any) -> tuple[Any, int]:
        check_answerable(session, viewer, alert_id)
        return _alert(record_outcome(session, alert_id, actor=Actor.of(viewer), now=request_now(), **sent)), 200

    return once(answer)


def _lock_version(session: Any, time_off_id: int) -> None:
    get_time_off_row(session, api_token().viewer, time_off_id)
    row = session.get_one(TimeOff, time_off_id, with_for_update=True, populate_existing=True)
    check_version(request.headers.get("If-Match"), version_of(TimeOffOut().dump(_days_off(row))))


def _days_off(row: TimeOff) -> dict[str, Any]:
    return {
        "id": row.id,
        "employee_number": row.employee_id,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "kind": row.kind,
        "part": row.part,
    }


def _alert(alert: Alert) -> dict[str, Any]:
    outcome = alert.outcome.value if alert.outcome else None
    return {"id": alert.id, "status": alert.status.value, "owner_name": alert.owner_name, "outcome": outcome}
