"""The live alerts that Today shows: those of the people a viewer reaches, of the kinds the viewer may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.errors import NotFound
from app.domain.permissions import Permission, Scope
from app.domain.viewers import Viewer
from app.models import Alert
from app.queries.scopes import visible_employees


@dataclass(frozen=True, kw_only=True)
class LiveAlert:
    id: int
    kind: AlertKind
    status: AlertStatus
    rule_id: str
    employee_id: int | None
    checkin_id: int | None
    alert_on: date
    opened_at: datetime
    owner_id: int | None
    owner_name: str | None
    outcome: AlertOutcome | None
    note: str | None
    why: str | None
    """The values and dates that fired the rule, in one sentence without a reason class."""

    @property
    def is_open(self) -> bool:
        return self.status is AlertStatus.OPEN

    @property
    def wants_outcome(self) -> bool:
        """Somebody has it and has not said what became of it; a blocker takes its time."""
        return not self.is_open and self.outcome is None and self.kind is not AlertKind.BLOCKER


def list_live_alerts(session: Session, viewer: Viewer) -> list[LiveAlert]:
    """Return the live alerts this viewer may read, the oldest first."""
    query = (
        select(
            Alert.id,
            Alert.kind,
            Alert.status,
            Alert.rule_id,
            Alert.employee_id,
            Alert.checkin_id,
            Alert.alert_on,
            Alert.opened_at,
            Alert.owner_id,
            Alert.owner_name,
            Alert.outcome,
            Alert.note,
            Alert.facts["why"].astext.label("why"),
        )
        .where(Alert.status != AlertStatus.RESOLVED, Alert.kind.in_(readable_kinds(viewer)), in_reach(viewer))
        .order_by(Alert.opened_at, Alert.id)
    )
    return [LiveAlert(**row) for row in session.execute(query).mappings()]


def check_reach(session: Session, viewer: Viewer, alert_id: int, *, kind: AlertKind | None = None) -> None:
    """Raise NotFound where this viewer has no such alert, of this kind; the same answer whether nobody has it."""
    query = select(Alert.kind).where(Alert.id == alert_id, Alert.kind.in_(readable_kinds(viewer)), in_reach(viewer))
    found = session.scalar(query)
    if found is None or kind not in {None, found}:
        raise NotFound("There is no such alert among those you look after.")


def readable_kinds(viewer: Viewer) -> Sequence[AlertKind]:
    """Blockers are on the board for all its readers; burnout is only for those who may read about wellbeing."""
    kinds = [AlertKind.BLOCKER] if viewer.may(Permission.BLOCKER_READ) else []
    if viewer.may(Permission.ALERT_READ):
        kinds += [AlertKind.ATTENDANCE, AlertKind.MISSED, AlertKind.LINE]
    if viewer.may(Permission.WELLBEING_READ):
        kinds.append(AlertKind.BURNOUT)
    return kinds


def in_reach(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Everybody's alerts, or one's own line's and those about the telephone line."""
    if viewer.scope is Scope.EVERYONE:
        return sa.true()
    return sa.or_(Alert.employee_id.is_(None), Alert.employee_id.in_(visible_employees(viewer)))
