"""How good the notices are: by rule and month, how many fired, were taken up, led to something, or were dismissed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertOutcome
from app.domain.figures.week_flags import FlagRule
from app.domain.permissions import Permission
from app.domain.viewers import Viewer
from app.models import Alert, TalkStatus, WeeklyRollup, WeekTalk
from app.queries.reach import counted_employees, readable_alerts

ACTED_ON = (
    AlertOutcome.COVERED,
    AlertOutcome.JOB_MOVED,
    AlertOutcome.CUSTOMER_TOLD,
    AlertOutcome.FIXED,
    AlertOutcome.TALKED,
)
"""Outcomes that say that somebody did something; `other` says nothing either way."""


@dataclass(frozen=True, kw_only=True)
class NoticeQuality:
    rule_id: str
    month: date
    """Its first day."""
    fired: int
    acknowledged: int
    acted_on: int
    dismissed: int


def list_notice_quality(session: Session, viewer: Viewer, *, first: date, last: date) -> list[NoticeQuality]:
    """Return the figures of these days by rule and month, of the notices that are the viewer's; latest month first."""
    statements = (_alerts(viewer, first, last), _flags(viewer, first, last))
    quality = [NoticeQuality(**row) for query in statements for row in session.execute(query).mappings()]
    return sorted(quality, key=lambda row: (-row.month.toordinal(), row.rule_id))


def _alerts(viewer: Viewer, first: date, last: date) -> sa.Select[Any]:
    month = _month(Alert.alert_on)
    counts = _counts(
        Alert.acknowledged_at.is_not(None), Alert.outcome.in_(ACTED_ON), Alert.outcome == AlertOutcome.FALSE_ALARM
    )
    query = (
        sa.select(Alert.rule_id, month.label("month"), *counts)
        .where(Alert.alert_on.between(first, last), readable_alerts(viewer))
        .group_by(Alert.rule_id, month)
    )
    return cast(sa.Select[Any], query)


def _flags(viewer: Viewer, first: date, last: date) -> sa.Select[Any]:
    """A flag is acknowledged by saying what one did about it: talked or planned to, or no talk was needed.

    Whoever may not read about energy is not told how often it was low.
    """
    hidden = [] if viewer.may(Permission.WELLBEING_READ) else [FlagRule.BURNOUT.value]
    flags = sa.func.unnest(WeeklyRollup.flags).table_valued("rule_id", name="flags").render_derived()
    flag = flags.c.rule_id
    month = _month(WeeklyRollup.week_start)
    talks = sa.select(WeekTalk.employee_id, WeekTalk.week_start, sa.func.max(WeekTalk.status).label("status"))
    talk = talks.group_by(WeekTalk.employee_id, WeekTalk.week_start).subquery()
    of_week = sa.and_(talk.c.employee_id == WeeklyRollup.employee_id, talk.c.week_start == WeeklyRollup.week_start)
    counts = _counts(
        talk.c.status.is_not(None),
        talk.c.status.in_((TalkStatus.TALKED, TalkStatus.PLANNED)),
        talk.c.status == TalkStatus.NOT_NEEDED,
    )
    query = (
        sa.select(flag.label("rule_id"), month.label("month"), *counts)
        .select_from(WeeklyRollup)
        .join(flags, sa.true())
        .outerjoin(talk, of_week)
        .where(
            WeeklyRollup.week_start.between(first, last),
            WeeklyRollup.employee_id.in_(counted_employees(viewer)),
            flag.not_in(hidden),
        )
        .group_by(flag, month)
    )
    return cast(sa.Select[Any], query)


def _month(day: Any) -> sa.ColumnElement[date]:
    return sa.cast(sa.func.date_trunc("month", sa.cast(day, sa.DateTime)), sa.Date)


def _counts(*conditions: sa.ColumnElement[bool]) -> Sequence[sa.ColumnElement[int]]:
    names = ("acknowledged", "acted_on", "dismissed")
    some = [sa.func.count().filter(each).label(name) for name, each in zip(names, conditions, strict=True)]
    return [sa.func.count().label("fired"), *some]
