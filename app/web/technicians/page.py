"""What the technician's page shows beside its charts: facts, commitments, timeline and who can see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from app.charts.calendar import CalendarWeek, calendar_weeks
from app.charts.figures import Chart
from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.alerts.words import EVENT_WORDS, alert_words_in_full, count_low_days
from app.domain.checkins.fields import CommitmentDone
from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin
from app.domain.permissions import Permission
from app.domain.phrases import capitalized, say_workdays
from app.domain.viewers import Viewer
from app.models import Alert
from app.queries.left_words import LeftWordRow, list_words_left
from app.queries.person_alerts import TimelineEntry, list_person_timeline
from app.queries.person_record import PersonRecord
from app.queries.reach import readable_kinds
from app.queries.technicians import PageView, Reader, list_page_views, list_readers
from app.web.technicians.charts import CHARTS, MOST_KPIS, PersonCharts, chart_named, kpi_name

MOST_COMMITMENTS = 6
MOST_WORDS_LEFT = 5
RECENT_LINES = 8
BLOCKERS_KEPT_IN_SIGHT = timedelta(days=14)
VIEWS_KEPT_IN_SIGHT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Commitment:
    said: LoggedCheckin
    """The check-in that named it."""
    done: CommitmentDone | None = None
    """What the person said of it when the next call asked."""


@dataclass(frozen=True, kw_only=True)
class TimelineLine:
    at: datetime
    what: str
    who: str | None
    said: str | None


@dataclass(frozen=True, kw_only=True)
class TechnicianPage:
    record: PersonRecord
    own: bool
    charts: dict[str, Chart]
    kpis: dict[str, Chart]
    calendar: list[CalendarWeek]
    commitments: list[Commitment]
    watch: Alert | None
    """The live alert about low energy, shown to those who can help."""
    live_alerts: Sequence[Alert]
    """What waits about this person in the viewer's own inbox."""
    blockers: list[Alert]
    """One's own, still open or closed lately, newest first; others have the chart and the list of blockers."""
    words_left: list[LeftWordRow]
    """What others left for oneself, said or not yet."""
    timeline: list[TimelineLine]
    readers: list[Reader]
    views: list[PageView]
    """Who opened it lately; told to the person the page is about."""

    @property
    def today(self) -> CheckinDay | None:
        last = self.record.days[-1] if self.record.days else None
        return last if last and last.day == self.record.today else None

    @property
    def watch_days(self) -> int | None:
        """On how many workdays running energy was low."""
        return count_low_days(self.watch.facts) if self.watch else None

    @property
    def recent(self) -> list[TimelineLine]:
        return self.timeline[:RECENT_LINES]

    @property
    def older(self) -> list[TimelineLine]:
        return self.timeline[RECENT_LINES:]

    @property
    def workweek(self) -> str:
        return say_workdays(sorted(self.record.calendar.pattern.workdays)) or "no workdays"


def build_page(session: Session, viewer: Viewer, charts: PersonCharts, *, now: datetime) -> TechnicianPage:
    record = charts.record
    employee = record.technician.employee
    own = viewer.employee_id == employee.id
    since = datetime.combine(record.first, datetime.min.time(), tzinfo=now.tzinfo)
    shown_kpis = charts.kpis[:MOST_KPIS]
    return TechnicianPage(
        record=record,
        own=own,
        charts={name: chart_named(name, charts) for name in CHARTS},
        kpis={kpi_name(series): chart_named(kpi_name(series), charts) for series in shown_kpis},
        calendar=calendar_weeks(record.shown_days),
        commitments=commitments(record),
        watch=None if own else find_watch(charts.alerts),
        live_alerts=[] if own else live_alerts(charts.alerts, viewer),
        blockers=recent_blockers(charts.alerts, now=now) if own else [],
        words_left=list_words_left(session, employee.id)[:MOST_WORDS_LEFT] if own else [],
        timeline=timeline(list_person_timeline(session, employee.id, since=since), own=own),
        readers=list_readers(session, employee, now=now),
        views=list_page_views(session, employee.id, since=now - VIEWS_KEPT_IN_SIGHT) if own else [],
    )


def find_watch(alerts: Sequence[Alert]) -> Alert | None:
    live = (alert for alert in alerts if alert.kind is AlertKind.BURNOUT and alert.status is not AlertStatus.RESOLVED)
    return next(live, None)


def live_alerts(alerts: Sequence[Alert], viewer: Viewer) -> list[Alert]:
    """Return what stands in the inbox of a viewer who reaches the person."""
    if not viewer.may(Permission.ALERT_READ):
        return []
    kinds = readable_kinds(viewer)
    return [alert for alert in alerts if alert.status is not AlertStatus.RESOLVED and alert.kind in kinds]


def recent_blockers(alerts: Sequence[Alert], *, now: datetime) -> list[Alert]:
    since = now - BLOCKERS_KEPT_IN_SIGHT
    blockers = [alert for alert in alerts if alert.kind is AlertKind.BLOCKER]
    return [alert for alert in reversed(blockers) if alert.resolved_at is None or alert.resolved_at > since]


def commitments(record: PersonRecord) -> list[Commitment]:
    """Return the latest days on which the person named an action, newest first, with what became of it."""
    named: list[Commitment] = []
    done = None
    for day in reversed(record.shown_days):
        found = [call for call in day.calls if call.kpi_action or call.goal_action]
        named += [Commitment(said=call, done=done) for call in found]
        answers = [call.last_done for call in day.calls if call.last_done]
        # The question is about the last day with an action: an answer goes to the next one back, once.
        done = answers[-1] if answers else (None if found else done)
    return named[:MOST_COMMITMENTS]


def timeline(entries: Sequence[TimelineEntry], *, own: bool) -> list[TimelineLine]:
    """Return one line for what one person did to one alert at one moment, newest first."""
    moments = groupby(entries, key=lambda entry: (entry.alert_id, entry.at, entry.actor_name))
    return [_line(list(together), own=own) for _, together in moments]


def _line(together: Sequence[TimelineEntry], *, own: bool) -> TimelineLine:
    """Join what happened at one moment into one line.

    The person themself does not see a manager's note about low energy.
    """
    first = together[0]
    private = own and first.kind is AlertKind.BURNOUT
    notes = [entry.why or (None if private else entry.note) for entry in reversed(together)]
    events = ", ".join(EVENT_WORDS[entry.event] for entry in reversed(together))
    return TimelineLine(
        at=first.at,
        what=f"{capitalized(alert_words_in_full(first.kind))}: {events}",
        who=first.actor_name,
        said=next((note for note in notes if note), None),
    )
