"""A person's week in figures."""

from datetime import date

from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin
from app.domain.figures.checkin_weeks import WeekFigures, week_figures
from app.domain.mornings.day_states import DayState
from app.domain.mornings.window import Week

MONDAY, TUESDAY, WEDNESDAY, SATURDAY = (date(2026, 11, day) for day in (16, 17, 18, 21))


def answered(day: date, energy: int | None, *, expected: bool = True, ops_only: bool = False) -> CheckinDay:
    call = LoggedCheckin(
        day=day,
        ready=True,
        energy=energy,
        ops_only=ops_only,
        completed=True,
        duration_seconds=70,
        kpi_action=None if ops_only else "Photos",
        blocker=ops_only,
    )
    return CheckinDay(day=day, state=DayState.READY, expected=expected, energy=energy, calls=(call,))


def test_figures_of_a_week() -> None:
    days = [
        answered(MONDAY, 2),
        answered(TUESDAY, None, ops_only=True),
        CheckinDay(day=WEDNESDAY, state=DayState.MISSED, expected=True),
        answered(SATURDAY, 5, expected=False),
    ]
    assert week_figures(days) == [
        WeekFigures(
            week=Week(2026, 47),
            expected=3,
            done=2,
            ops_only=1,
            energy_mean=3.5,
            energy_minimum=2,
            low_days=1,
            kpi_actions=2,
            goal_actions=0,
            blockers=1,
            seconds=210,
        )
    ]


def test_today_without_a_call_is_not_expected_yet() -> None:
    [week] = week_figures([CheckinDay(day=MONDAY, state=DayState.AWAITED, expected=True)])
    assert (week.expected, week.done, week.energy_mean) == (0, 0, None)


def test_weeks_come_in_order() -> None:
    weeks = week_figures([answered(date(2026, 11, 13), 3), answered(MONDAY, 3)])
    assert [week.week for week in weeks] == [Week(2026, 46), Week(2026, 47)]
