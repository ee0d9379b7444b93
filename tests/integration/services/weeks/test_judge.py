"""A stored row holds the judgement of its counts, with the values behind each flag."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.figures.goal_progress import ProgressSource, Verdict
from app.domain.figures.trends import TrendWord
from app.domain.mornings.window import Week
from app.models import KpiDirection, WeeklyRollup
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.builders import make_alert, make_checkin, make_employee, make_kpi, make_profile, make_reading

MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 12, 20, 0, tzinfo=UTC)


def test_row_of_a_hard_week(session: Session, settings: Settings) -> None:
    ana, kpi = make_employee(session), make_kpi(session, name="Callbacks", direction=KpiDirection.LOWER)
    goal = {"goal_started_on": MONDAY - timedelta(days=56), "goal_due_on": MONDAY + timedelta(days=5)}
    numbers = {"goal_kpi_id": kpi.id, "goal_baseline": Decimal(6), "goal_target": Decimal(2)}
    make_profile(session, ana, primary_kpi="callbacks", **goal, **numbers)
    for back in range(6):
        make_reading(session, ana, kpi, read_on=MONDAY - timedelta(weeks=back), value=Decimal(12 - back))
    blocker = make_alert(session, ana, kind=AlertKind.BLOCKER, alert_on=MONDAY - timedelta(days=7))
    for number, energy in ((-5, 4), (0, 2), (2, 1)):
        at = datetime.combine(MONDAY + timedelta(days=number), datetime.min.time(), tzinfo=UTC) + timedelta(hours=14)
        make_checkin(session, ana, timestamp=at, energy_level=energy, blocker_present=True, blocker_note="No lift")
    roll_up_week(session, Week.of(MONDAY), now=NOW, settings=settings)
    row = session.get_one(WeeklyRollup, {"employee_id": ana.id, "week_start": MONDAY})
    assert (row.kpi_trend, row.kpi_good, row.kpi_weeks, row.kpi_s, row.kpi_mean) == (TrendWord.UP, False, 6, 15, 12)
    assert (row.goal_verdict, row.goal_progress_source) == (Verdict.PAST_DUE, ProgressSource.KPI)
    assert (row.goal_progress_percent, row.goal_pace_percent) == (-150, 100)
    assert row.flags == [
        "WEEK-BURNOUT", "WEEK-MISSED", "WEEK-GOAL", "WEEK-KPI", "WEEK-BLOCKER-OLD", "WEEK-BLOCKER-REPEAT",
    ]  # fmt: skip
    assert row.flag_facts["WEEK-MISSED"] == {"expected": 5, "missed_on": ["2026-11-03", "2026-11-05", "2026-11-06"]}
    assert row.flag_facts["WEEK-BLOCKER-OLD"] == {
        "blockers": [{"alert_id": blocker.id, "raised_on": "2026-10-26", "workdays": 9}]
    }
    assert row.flag_facts["WEEK-BLOCKER-REPEAT"]["blockers"][0]["on"] == ["2026-10-28", "2026-11-02", "2026-11-04"]


def test_row_without_profile_has_no_goal_and_no_kpi(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    roll_up_week(session, Week.of(MONDAY), now=NOW, settings=settings)
    row = session.get_one(WeeklyRollup, {"employee_id": ana.id, "week_start": MONDAY})
    assert (row.kpi_trend, row.goal_verdict, row.goal_progress_percent, row.goal_progress_source) == (
        TrendWord.NO_DATA,
        None,
        None,
        None,
    )
