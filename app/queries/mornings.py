"""Who called and who checked in on given days: what the missed rule and the line guard look at."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.window import MorningWindow
from app.models import Alert, Call, CallOrigin, DailyCheckin, Employee
from app.queries.employees import checkin_day_of

A_DAY = timedelta(days=1)
PersonDay = tuple[int, date]
"""Employee id and the day, as the person's own calls are counted."""


def checked_in(session: Session, days: Iterable[PersonDay]) -> dict[PersonDay, datetime]:
    """Return, of the given people and days, those with a check-in, and when the first one was."""
    person_days = list(days)
    query = (
        select(DailyCheckin.employee_id, DailyCheckin.checkin_on, sa.func.min(DailyCheckin.timestamp).label("first_at"))
        .where(sa.tuple_(DailyCheckin.employee_id, DailyCheckin.checkin_on).in_(person_days))
        .group_by(DailyCheckin.employee_id, DailyCheckin.checkin_on)
    )
    return {(row.employee_id, row.checkin_on): row.first_at for row in session.execute(query)} if person_days else {}


def heard_from(session: Session, days: Iterable[PersonDay], *, window: MorningWindow) -> dict[PersonDay, datetime]:
    """Return, of the given people and days, those with a check-in or a call, and when the first one was.

    A call that broke off before anything was logged counts too: "called, did not finish" is not missing. A text of
    which nothing was understood does not. `window` is the company's.
    """
    wanted = list(days)
    if not wanted:
        return {}
    begun_at = sa.func.coalesce(Call.started_at, Call.created_at)
    local_day = checkin_day_of(begun_at, window)
    first, last = min(day for _, day in wanted), max(day for _, day in wanted)
    query = (
        select(Call.employee_id, local_day.label("day"), sa.func.min(begun_at).label("at"))
        .join(Employee, Employee.id == Call.employee_id)
        .where(
            Call.employee_id.in_({employee_id for employee_id, _ in wanted}),
            Call.origin == CallOrigin.TELEPHONE,
            Call.created_at >= datetime.combine(first, time(), tzinfo=UTC) - A_DAY,
            Call.created_at < datetime.combine(last, time(), tzinfo=UTC) + 3 * A_DAY,
        )
        .group_by(Call.employee_id, local_day)
    )
    calls = {(row.employee_id, row.day): row.at for row in session.execute(query)}
    checkins = checked_in(session, wanted)
    return {day: at for day in wanted if (at := checkins.get(day) or calls.get(day)) is not None}


def alerted(session: Session, dedupe_keys: Collection[str]) -> set[str]:
    """Return the keys that ever had an alert, live or resolved."""
    return set(session.scalars(select(Alert.dedupe_key).where(Alert.dedupe_key.in_(dedupe_keys))))


def count_callers(
    session: Session, employee_ids: Collection[int], spans: dict[date, tuple[datetime, datetime]]
) -> dict[date, int]:
    """Return by day how many of the people called within that day's span; an unfinished call counts.

    Links and texts do not: they say nothing of the telephone line.
    """
    day_spans = sa.values(
        sa.column("day", sa.Date),
        sa.column("begins_at", sa.DateTime(timezone=True)),
        sa.column("ends_at", sa.DateTime(timezone=True)),
        name="spans",
    ).data([(day, begins_at, ends_at) for day, (begins_at, ends_at) in spans.items()])
    query = (
        select(day_spans.c.day, sa.func.count(Call.employee_id.distinct()).label("callers"))
        .join(Call, sa.and_(Call.created_at >= day_spans.c.begins_at, Call.created_at < day_spans.c.ends_at))
        .where(Call.employee_id.in_(employee_ids), Call.origin == CallOrigin.TELEPHONE)
        .group_by(day_spans.c.day)
    )
    return {row.day: row.callers for row in session.execute(query)}
