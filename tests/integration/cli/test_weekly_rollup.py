"""`flask weekly-rollup`: one week, or all that are missing and the present one."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.mornings.window import Week
from app.models import WeeklyRollup
from tests.builders import TODAY, make_checkin, make_employee


@pytest.fixture
def this_week() -> Week:
    return Week.of(TODAY)


def check_in(session: Session, week: Week) -> None:
    at = datetime.combine(week.start, datetime.min.time(), tzinfo=UTC) + timedelta(hours=14)
    make_checkin(session, make_employee(session, workdays=[1]), timestamp=at)
    session.commit()


def test_one_week_is_made_and_made_again(app: Flask, session: Session, this_week: Week) -> None:
    week = this_week.shifted(-2)
    check_in(session, week)
    for _ in range(2):
        result = app.test_cli_runner().invoke(args=["weekly-rollup", "--week", str(week)])
        assert (result.exit_code, result.stdout) == (0, f"{week}: 1 row\n1 row\n")
    assert session.execute(sa.select(WeeklyRollup.week_start, WeeklyRollup.checkins_done)).all() == [(week.start, 1)]


def test_without_a_week_all_missing_ones_and_the_present_one_are_made(
    app: Flask, session: Session, this_week: Week
) -> None:
    check_in(session, this_week.shifted(-2))
    weeks = [this_week.shifted(-2), this_week.shifted(-1), this_week]
    result = app.test_cli_runner().invoke(args=["weekly-rollup"])
    assert (result.exit_code, result.stdout) == (0, "".join(f"{week}: 1 row\n" for week in weeks) + "3 rows\n")
    again = app.test_cli_runner().invoke(args=["weekly-rollup"])
    assert again.stdout == f"{this_week}: 1 row\n1 row\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [("2025-W53", "2025-W53"), ("last", "not a week such as 2026-W47"), ("2999-W01", "2999-W01 has not begun.")],
)
def test_week_that_cannot_be_is_refused(app: Flask, text: str, fault: str) -> None:
    result = app.test_cli_runner().invoke(args=["weekly-rollup", "--week", text])
    assert result.exit_code == 2
    assert fault in result.stderr


def test_turn_of_the_year_is_one_week(app: Flask, session: Session) -> None:
    """29 December 2025 lies in the first week of 2026."""
    check_in(session, Week.of(date(2025, 12, 29)))
    result = app.test_cli_runner().invoke(args=["weekly-rollup", "--week", "2026-W01"])
    assert result.stdout == "2026-W01: 1 row\n1 row\n"
