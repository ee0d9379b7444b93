"""The periodic run: what is due, once each, also when two run at the same time."""

import threading
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import WeeklyRollup, WeeklyRun
from app.services.weeks.due import roll_up_due_weeks
from app.settings import Settings
from tests.builders import make_checkin, make_employee

NOW = datetime(2026, 11, 17, 20, 0, tzinfo=UTC)


def test_missed_weeks_are_made_up_and_a_second_run_does_nothing(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=16))
    assert roll_up_due_weeks(session, now=NOW, settings=settings) == 4
    assert roll_up_due_weeks(session, now=NOW, settings=settings) == 0
    runs = session.execute(sa.select(WeeklyRun.week_start, WeeklyRun.finished, WeeklyRun.rows)).all()
    assert sorted((run.week_start.isocalendar().week, run.finished, run.rows) for run in runs) == [
        (44, True, 1),
        (45, True, 1),
        (46, True, 1),
        (47, False, 1),
    ]


def test_week_of_nobody_is_recorded_with_no_rows(session: Session, settings: Settings) -> None:
    assert roll_up_due_weeks(session, now=NOW, settings=settings) == 1
    assert session.scalars(sa.select(WeeklyRun.rows)).all() == [0]


def test_two_at_once_end_in_one_row_each(app: Flask, committed: Session, settings: Settings) -> None:
    for _ in range(30):
        make_checkin(committed, make_employee(committed), timestamp=NOW - timedelta(days=7))
    committed.commit()
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with app.app_context(), Session(db.engine) as own:
                roll_up_due_weeks(own, now=NOW, settings=settings)
                own.commit()
        except BaseException as fault:  # noqa: BLE001 - reported by the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    weeks = committed.execute(
        sa.select(WeeklyRollup.week_start, sa.func.sum(WeeklyRollup.checkins_done), sa.func.count())
        .group_by(WeeklyRollup.week_start)
        .order_by(WeeklyRollup.week_start)
    )
    assert [(done, rows) for _, done, rows in weeks] == [(30, 30), (0, 30)]
