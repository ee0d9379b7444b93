"""What hangs on a manager: their direct reports and the alerts they own."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.models import Alert, Employee


def list_reports(session: Session, manager_id: int) -> list[int]:
    """Return the numbers of the active people who report to this manager directly, by name."""
    query = (
        sa.select(Employee.id)
        .where(Employee.manager_id == manager_id, Employee.active)
        .order_by(Employee.name, Employee.id)
    )
    return list(session.scalars(query))


def count_owned_alerts(session: Session, employee_id: int) -> int:
    query = sa.select(sa.func.count()).where(Alert.owner_id == employee_id, Alert.status != AlertStatus.RESOLVED)
    return session.scalar(query) or 0


def list_owned_alerts(session: Session, employee_id: int) -> list[Alert]:
    """Return the live alerts of this owner, locked."""
    query = (
        sa.select(Alert)
        .where(Alert.owner_id == employee_id, Alert.status != AlertStatus.RESOLVED)
        .order_by(Alert.id)
        .with_for_update()
    )
    return list(session.scalars(query))
