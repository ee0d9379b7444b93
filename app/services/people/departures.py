"""Leaving and coming back: the last day, who takes over, and what moves to them once it is over.

Somebody is active until the last day is over where they are; then the line and the sign-in refuse them.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.mornings.workdays import local_date
from app.domain.people.facts import PersonFacts
from app.domain.people.lines import line_above
from app.models import ChangeSource, Employee, Team
from app.queries.people_facts import load_directory, load_facts
from app.queries.planned_changes import list_leavers_to_settle
from app.queries.reports import count_owned_alerts, list_reports
from app.services.people.changed_by import ChangedBy
from app.services.people.owned_alerts import pass_on_alerts
from app.services.people.planning import plan_change
from app.services.people.saving import lock_directory, save_people
from app.settings import Settings

CLOCK = ChangedBy(employee_id=None, name="the clock", source=ChangeSource.CLOCK)


def end_employment(
    session: Session,
    employee_id: int,
    *,
    last_day: date,
    successor_id: int | None,
    by: ChangedBy,
    now: datetime,
    settings: Settings,
) -> None:
    """Set the last day; reports go to the successor on the day after, open alerts when it begins.

    Raises InvalidInput where somebody has to take over and nobody is named.
    """
    lock_directory(session)
    leaver = session.get_one(Employee, employee_id, with_for_update=True)
    reports = list_reports(session, employee_id)
    _need_successor(session, leaver, len(reports), successor_id)
    facts = load_facts(session, [employee_id])[employee_id]
    save_people(session, {employee_id: replace(facts, ended_on=last_day)}, by=by, now=now, settings=settings)
    leaver.successor_id = successor_id
    session.flush()
    if successor_id is not None:
        managers = _new_managers(session, leaver, reports, successor_id)
        _pass_on_reports(session, managers, starts_on=last_day + timedelta(days=1), by=by, now=now, settings=settings)
    settle_departures(session, now=now, settings=settings)


def bring_back(facts: PersonFacts, *, started_on: date) -> PersonFacts:
    """Return the facts of somebody who starts again; the first stay is kept when they are saved."""
    return replace(facts, active=True, started_on=started_on, ended_on=None, checkins_from=None)


def settle_departures(session: Session, *, now: datetime, settings: Settings) -> int:
    """Deactivate whose last day is over, and pass on what they still hold; return how many there were."""
    leavers = list_leavers_to_settle(session, now=now)
    if not leavers:
        return 0
    facts = load_facts(session, [leaver.id for leaver in leavers])
    left = {number: replace(known, active=False) for number, known in facts.items()}
    save_people(session, left, by=replace(CLOCK, may_grant_admin=True), now=now, settings=settings)
    for leaver in leavers:
        pass_on_alerts(session, leaver, leaver.successor_id, settings=settings, now=now)
        session.execute(sa.update(Team).where(Team.lead_id == leaver.id).values(lead_id=leaver.successor_id))
    return len(leavers)


def _need_successor(session: Session, leaver: Employee, reports: int, successor_id: int | None) -> None:
    alerts = count_owned_alerts(session, leaver.id)
    if successor_id is None and (reports or alerts):
        held = " and ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in ((reports, "report"), (alerts, "open alert"))
            if count
        )
        raise InvalidInput(f"{leaver.name} has {held}: choose who takes over.", field="successor_id")
    if successor_id is not None:
        successor = session.get(Employee, successor_id)
        if successor is None or not successor.active or successor_id == leaver.id:
            raise InvalidInput("Choose somebody who is active and stays.", field="successor_id")


def _new_managers(session: Session, leaver: Employee, reports: list[int], successor_id: int) -> dict[int, int | None]:
    """Return by person their new manager; a successor out of the leaver's own people moves up in their place."""
    managers: dict[int, int | None] = dict.fromkeys(reports, successor_id)
    above = {number: entry.manager_id for number, entry in load_directory(session).items()}
    if leaver.id in line_above(successor_id, above):
        managers[successor_id] = leaver.manager_id
    return managers


def _pass_on_reports(
    session: Session,
    managers: dict[int, int | None],
    *,
    starts_on: date,
    by: ChangedBy,
    now: datetime,
    settings: Settings,
) -> None:
    """Move those for whom the day has begun at once, and plan the move of the others; the successor first."""
    people = {person.id: person for person in session.scalars(sa.select(Employee).where(Employee.id.in_(managers)))}
    begun = {number for number, person in people.items() if starts_on <= local_date(now, person.timezone)}
    facts = load_facts(session, begun)
    at_once = {number: replace(facts[number], manager_id=managers[number]) for number in begun}
    save_people(session, at_once, by=by, now=now, settings=settings)
    for number, manager_id in managers.items():
        if number not in begun:
            plan_change(
                session, number, {"manager_id": manager_id}, starts_on=starts_on, by=by, now=now, check_lines=False
            )
