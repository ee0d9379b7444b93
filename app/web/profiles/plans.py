"""What is planned for a person from a day to come, taken back."""

from datetime import date

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import NotFound
from app.domain.permissions import Permission
from app.domain.phrases import say_date
from app.services.people.changed_by import ChangedBy
from app.services.people.planning import take_back_plan
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.profiles.blueprint import blueprint
from app.web.profiles.creating import get_employee


@blueprint.post("/<int:employee_id>/plans/<starts_on>/take-back")
@requires(Permission.PROFILE_EDIT)
def take_back(employee_id: int, starts_on: str) -> ResponseReturnValue:
    day = _day(starts_on)
    with unit_of_work() as session:
        get_employee(session, employee_id)
        take_back_plan(session, employee_id, day, by=ChangedBy.form(current_viewer()), now=request_now())
    flash(f"Taken back: nothing changes on {say_date(day)}.", "success")
    return redirect(url_for("profiles.page", employee_id=employee_id))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound("This is no day, such as 2026-11-30.") from error
