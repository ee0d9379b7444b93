"""Whose data a viewer reaches and who may handle what: the only home of these questions.

Every query about people or alerts filters by what stands here, in SQL; no view and no template decides it. Which
*actions* a role has is `app.domain.permissions`; which routes a viewer may open is `app.access`.
"""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, aliased

from app.domain.alerts.audiences import ADDRESSED_TO_HR, roles_of_the_line
from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import PERSONAL_REASONS
from app.domain.checkins.reasons import PERSONAL
from app.domain.errors import NotFound
from app.domain.permissions import SCOPES, Permission, Role, Scope, may
from app.domain.viewers import Viewer
from app.models import Alert, Employee
from app.settings import Settings

CountedRows = Callable[[Any], sa.ColumnElement[bool]]
"""Makes the condition that a row counts of its `employee_id`."""


def visible_employees(viewer: Viewer) -> Select[int]:
    """Select the ids of the people the viewer reaches: oneself, oneself and all reports below, or everybody."""
    return _within(viewer.scope, viewer)


def counted_employees(viewer: Viewer) -> Select[int]:
    """Select the ids of the people whose data stands in the group figures that the viewer reads."""
    return _within(viewer.figures_scope, viewer)


def counted_rows(session: Session, viewer: Viewer) -> CountedRows:
    """Return the condition that a row's `employee_id` is one of theirs, for statements over large tables.

    Of everybody nobody is listed: a list would be joined with every row only to find them there. A reporting line is
    read first, because PostgreSQL takes one inside a statement for two fifths of the company and reads whole tables.
    """
    if viewer.figures_scope is Scope.EVERYONE:
        return lambda employee_id: employee_id.is_not(None)
    reached = sa.literal(list(session.scalars(counted_employees(viewer))), ARRAY(sa.Integer))
    return lambda employee_id: employee_id == sa.any_(reached)


def _within(scope: Scope, viewer: Viewer) -> Select[int]:
    match scope:
        case Scope.EVERYONE:
            return select(Employee.id)
        case Scope.TEAM:
            return reporting_line(viewer.employee_id, viewer.stands_in_for)
        case Scope.SELF:
            return select(Employee.id).where(Employee.id == viewer.employee_id)


def reporting_line(manager_id: int, stands_in_for: Sequence[int] = ()) -> Select[int]:
    """Select a manager's own id and those of all direct and indirect reports; UNION ends a circle of managers.

    The reports of managers for whom somebody stands in are among them, those managers themselves are not.
    """
    own = Employee.id == manager_id
    begin = sa.or_(own, Employee.manager_id.in_(stands_in_for)) if stands_in_for else own
    line = select(Employee.id).where(begin).cte("reporting_line", recursive=True)
    line = line.union(select(Employee.id).join(line, Employee.manager_id == line.c.id))
    return select(line.c.id)


def management_line(employee_id: int) -> Select[int]:
    """Select the ids of all managers above a person, direct and indirect."""
    line = select(Employee.id, Employee.manager_id).where(Employee.id == employee_id).cte("management", recursive=True)
    line = line.union(select(Employee.id, Employee.manager_id).join(line, Employee.id == line.c.manager_id))
    return select(line.c.id).where(line.c.id != employee_id)


def get_visible_employee(session: Session, viewer: Viewer, employee_id: int) -> Employee:
    """Return the person; the same NotFound whether nobody has this id or this viewer does not reach them."""
    query = select(Employee).where(Employee.id == employee_id, Employee.id.in_(visible_employees(viewer)))
    employee = session.scalar(query)
    if employee is None:
        raise NotFound("There is no such person among the people you look after.")
    return employee


def may_read_page(viewer: Viewer, employee_id: int) -> bool:
    """Whether the viewer may read the technician page of a person who is in reach: their own, or as one who helps."""
    return viewer.employee_id == employee_id or viewer.may(Permission.PERSON_READ)


def roles_that_read_everybody() -> list[Role]:
    """Return the roles that may read anybody's energy, goal and WHY, whoever manages the person."""
    return [role for role in Role if SCOPES[role] is Scope.EVERYONE and may(role, Permission.PERSON_READ)]


def roles_that_read_their_line() -> list[Role]:
    """Return the roles that may read these of the people below them."""
    return [role for role in Role if SCOPES[role] is Scope.TEAM and may(role, Permission.PERSON_READ)]


def readable_kinds(viewer: Viewer) -> Sequence[AlertKind]:
    """Return the kinds of alert this viewer may read, in the order a page lists them.

    Blockers are on the board for all its readers; low energy is only for those who may read about wellbeing.
    """
    granted = {
        AlertKind.ATTENDANCE: Permission.ALERT_READ,
        AlertKind.MISSED: Permission.ALERT_READ,
        AlertKind.BLOCKER: Permission.BLOCKER_READ,
        AlertKind.BURNOUT: Permission.WELLBEING_READ,
        AlertKind.LINE: Permission.ALERT_READ,
        AlertKind.SAFETY: Permission.ALERT_READ,
    }
    return [kind for kind, permission in granted.items() if viewer.may(permission)]


def in_reach(viewer: Viewer, visible: Select[int] | Sequence[int] | None = None) -> sa.ColumnElement[bool]:
    """Keep everybody's alerts, or those of one's own reports and those about nobody on file: the line, a caller.

    `visible` are the viewer's `visible_employees`, or some of them, where they have been selected already.
    """
    if viewer.scope is Scope.EVERYONE:
        return sa.true()
    people = visible_employees(viewer) if visible is None else visible
    return sa.or_(Alert.employee_id.is_(None), Alert.employee_id.in_(people))


def readable_alerts(viewer: Viewer, visible: Select[int] | Sequence[int] | None = None) -> sa.ColumnElement[bool]:
    """Keep the alerts of the readable kinds that are in reach, but none about one's own wellbeing."""
    own_wellbeing = sa.and_(Alert.kind == AlertKind.BURNOUT, Alert.employee_id.is_not_distinct_from(viewer.employee_id))
    return sa.and_(Alert.kind.in_(readable_kinds(viewer)), in_reach(viewer, visible), ~own_wellbeing)


def answerable_alerts(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Keep what stands in the viewer's inbox: what they may read, and for HR what came to HR."""
    if viewer.may(Permission.ALERT_READ):
        return readable_alerts(viewer)
    return _addressed_to_hr(viewer) if viewer.may(Permission.ALERT_ADDRESSED) else sa.false()


def _addressed_to_hr(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Keep the alerts about people whose line has nobody who may read them; none about the viewer themself."""
    of_kinds = [
        sa.and_(Alert.kind == kind, Alert.employee_id.not_in(_people_below(roles_of_the_line(kind))))
        for kind in ADDRESSED_TO_HR
    ]
    return sa.and_(sa.or_(*of_kinds), Alert.employee_id != viewer.employee_id)


def _people_below(roles: Sequence[Role]) -> Select[int]:
    """Select everybody who has somebody in one of the roles above them, active and with an address."""
    manager = aliased(Employee)
    has_address = sa.or_(manager.email.is_not(None), manager.phone.is_not(None))
    below = (
        select(Employee.id)
        .join(manager, manager.id == Employee.manager_id)
        .where(manager.role.in_(roles), manager.active, has_address)
        .cte(recursive=True)
    )
    below = below.union(select(Employee.id).join(below, Employee.manager_id == below.c.id))
    return select(below.c.id)


def check_answerable(session: Session, viewer: Viewer, alert_id: int) -> None:
    """Raise NotFound where the viewer may not do anything about this alert."""
    if session.scalar(select(Alert.id).where(Alert.id == alert_id, answerable_alerts(viewer))) is None:
        raise NotFound("There is no such alert among those you look after.")


def check_reach(session: Session, viewer: Viewer, alert_id: int, *, kind: AlertKind | None = None) -> None:
    """Raise NotFound where this viewer has no such alert, of this kind; the same answer whether nobody has it."""
    alert_kind = session.scalar(select(Alert.kind).where(Alert.id == alert_id, readable_alerts(viewer)))
    if alert_kind is None or kind not in {None, alert_kind}:
        raise NotFound("There is no such alert among those you look after.")


def list_possible_owners(session: Session, kind: AlertKind, employee_id: int | None) -> list[tuple[int, str]]:
    """Return who may be handed an alert about this person, as (id, name), by name.

    Low energy never goes to dispatch nor to the person themself, and no alert to a manager of somebody else's team.
    """
    needed = {Permission.ALERT_ACKNOWLEDGE} | ({Permission.WELLBEING_READ} if kind is AlertKind.BURNOUT else set())
    roles = [role for role in Role if all(may(role, permission) for permission in needed)]
    query = select(Employee.id, Employee.name).where(Employee.active, Employee.role.in_(roles)).order_by(Employee.name)
    if employee_id is not None:
        reaches = sa.or_(
            Employee.role.in_([role for role in roles if SCOPES[role] is Scope.EVERYONE]),
            Employee.id.in_(management_line(employee_id)),
        )
        query = query.where(reaches)
        if kind is AlertKind.BURNOUT:
            query = query.where(Employee.id != employee_id)
    return [(row.id, row.name) for row in session.execute(query)]


def reveals_reasons(viewer: Viewer, settings: Settings) -> bool:
    """Whether the viewer reads the class of a personal absence (sick, family, other)."""
    return viewer.may(Permission.REASON_READ) or settings.show_reason_to_dispatch


def readable_reason(viewer: Viewer, settings: Settings) -> sa.ColumnElement[str | None]:
    """Select an alert's not-ready reason; `personal` for one whose class this viewer may not read."""
    reason: sa.ColumnElement[str | None] = Alert.facts["not_ready_reason"].astext
    if reveals_reasons(viewer, settings):
        return reason
    return sa.case((reason.in_([personal.value for personal in PERSONAL_REASONS]), PERSONAL), else_=reason)
