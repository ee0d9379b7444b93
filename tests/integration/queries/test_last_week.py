"""Last week as the coach may tell it: at the first call of a week only."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.figures.trends import TrendWord
from app.domain.figures.week_outcome import LastWeek
from app.queries.last_week import find_last_week
from tests.builders import NOW, TODAY, make_checkin, make_employee, make_kpi, make_rollup


def test_first_call_of_the_week_is_told_of_the_last(session: Session) -> None:
    ana, kpi = make_employee(session), make_kpi(session, name="Callbacks")
    make_rollup(session, ana, kpi_id=kpi.id, kpi_trend=TrendWord.DOWN, kpi_good=True)
    assert find_last_week(session, ana.id, TODAY) == LastWeek(
        done=5,
        expected=5,
        kpi="Callbacks",
        kpi_trend=TrendWord.DOWN,
        kpi_good=True,
        goal_percent=None,
        goal_verdict=None,
    )


def test_second_call_of_the_week_is_told_nothing(session: Session) -> None:
    ana = make_employee(session)
    make_rollup(session, ana)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1))
    assert find_last_week(session, ana.id, TODAY) is None


def test_older_week_and_other_people_are_not_told(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    make_rollup(session, ana, week_start=date(2026, 11, 2))
    make_rollup(session, ben)
    assert find_last_week(session, ana.id, TODAY) is None
