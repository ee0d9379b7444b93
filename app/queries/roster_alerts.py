"""The live alerts that Today shows: those of the people a viewer reaches, of the kinds the viewer may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.viewers import Viewer
from app.models import Alert
from app.queries.alerts import low_days
from app.queries.reach import readable_alerts


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
    unclear: bool
    """A blocker that the caller may have: said together with a no."""
    why: str | None
    """The values and dates that fired the rule, in one sentence without a reason class."""
    low_days: int | None
    """On how many workdays running energy was low; None for every other kind."""

    @property
    def is_open(self) -> bool:
        return self.status is AlertStatus.OPEN

    @property
    def wants_outcome(self) -> bool:
        """Whether its owner still has to say what became of it. Blockers take longer and do not ask."""
        return not self.is_open and self.outcome is None and self.kind is not AlertKind.BLOCKER


def list_live_alerts(session: Session, viewer: Viewer, *, of: Sequence[int] | None = None) -> list[LiveAlert]:
    """Return the live alerts this viewer may read, the oldest first.

    `of` are ids of people whom the viewer reaches: only alerts about them, or about nobody on file, are wanted.
    """
    wanted = sa.true() if of is None else sa.or_(Alert.employee_id.is_(None), Alert.employee_id.in_(of))
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
            sa.func.coalesce(Alert.facts["unclear"].as_boolean(), sa.false()).label("unclear"),
            Alert.facts["why"].astext.label("why"),
            low_days(),
        )
        .where(Alert.status != AlertStatus.RESOLVED, wanted, readable_alerts(viewer, of))
        .order_by(Alert.opened_at, Alert.id)
    )
    return [LiveAlert(**row) for row in session.execute(query).mappings()]
