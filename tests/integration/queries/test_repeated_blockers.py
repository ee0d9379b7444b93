"""The same blocker in other words' case and punctuation is one."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import DailyCheckin
from app.queries.repeated_blockers import (
    BlockerTotals,
    TopBlocker,
    count_blockers,
    list_repeated_blockers,
    same_words_hash,
)
from tests.builders import NOW, TODAY, make_alert, make_checkin, make_employee

EVERYBODY = Viewer(employee_id=0, role=Role.EXECUTIVE, timezone="UTC", name="Viewer")
SPAN: dict[str, Any] = {"first": TODAY - timedelta(days=6), "last": TODAY}


def test_same_words_count_together_and_show_the_last_saying(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    make_checkin(session, ana, blocker_present=True, blocker_note="gate code", timestamp=NOW - timedelta(days=1))
    make_checkin(session, ben, blocker_present=True, blocker_note="Gate code!")
    make_checkin(session, ben, blocker_present=True, blocker_note="No van", timestamp=NOW - timedelta(days=2))
    make_alert(session, ana, kind=AlertKind.BLOCKER, note="gate code")
    make_alert(session, ben, kind=AlertKind.BLOCKER, note="Gate code", status=AlertStatus.RESOLVED)
    assert list_repeated_blockers(session, EVERYBODY, **SPAN) == [
        TopBlocker(note="Gate code!", raised=2, people=2, still_open=1, last_on=TODAY),
        TopBlocker(note="No van", raised=1, people=1, still_open=0, last_on=TODAY - timedelta(days=2)),
    ]


def test_blocker_outside_the_days_is_left_out(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, blocker_present=True, blocker_note="gate code", checkin_on=date(2026, 10, 1))
    assert list_repeated_blockers(session, EVERYBODY, **SPAN) == []


def test_manager_sees_the_blockers_of_own_reports(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    make_checkin(session, make_employee(session, manager_id=sam.id), blocker_present=True, blocker_note="gate code")
    make_checkin(session, make_employee(session), blocker_present=True, blocker_note="no van")
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    assert [blocker.note for blocker in list_repeated_blockers(session, viewer, **SPAN)] == ["gate code"]


def test_totals_are_those_of_the_list_of_blockers(session: Session) -> None:
    """Raised on the days asked for, named or not; open now, whenever they were raised."""
    sam = make_employee(session, role=Role.MANAGER)
    ana = make_employee(session, manager_id=sam.id)
    long_ago = TODAY - timedelta(days=60)
    make_alert(session, ana, kind=AlertKind.BLOCKER, note=None)
    make_alert(session, ana, kind=AlertKind.BLOCKER, note="Gate code", status=AlertStatus.RESOLVED)
    make_alert(session, ana, kind=AlertKind.BLOCKER, note="No van", alert_on=long_ago)
    make_alert(session, make_employee(session), kind=AlertKind.BLOCKER, note="Theirs")
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    assert count_blockers(session, viewer, **SPAN) == BlockerTotals(raised=2, still_open=2)
    assert count_blockers(session, EVERYBODY, **SPAN) == BlockerTotals(raised=3, still_open=3)


def test_said_last_is_the_later_one_though_its_date_is_earlier(session: Session) -> None:
    at = datetime(2026, 11, 16, 10, 30, tzinfo=UTC)
    east, west = make_employee(session, timezone="Pacific/Kiritimati"), make_employee(session, timezone="Etc/GMT+12")
    make_checkin(session, east, blocker_present=True, blocker_note="Gate code", timestamp=at)
    last = make_checkin(
        session, west, blocker_present=True, blocker_note="gate code!", timestamp=at + timedelta(hours=1)
    )
    assert last.checkin_on == date(2026, 11, 15)
    assert list_repeated_blockers(session, EVERYBODY, **SPAN) == [
        TopBlocker(note="gate code!", raised=2, people=2, still_open=0, last_on=date(2026, 11, 17))
    ]


BY_HAND = """
SELECT words.*, coalesce(live.live, 0) AS still_open FROM (
    SELECT btrim(regexp_replace(lower(blocker_note), '[^[:alnum:]]+', ' ', 'g')) AS words,
           (array_agg(blocker_note ORDER BY timestamp DESC))[1] AS note, count(*) AS raised,
           count(DISTINCT employee_id) AS people, max(checkin_on) AS last_on
    FROM daily_checkins JOIN employees e ON e.id = employee_id
    WHERE blocker_note IS NOT NULL AND checkin_on BETWEEN :first AND :last AND e.manager_id = ANY(:managers)
    GROUP BY 1
) words LEFT JOIN (
    SELECT btrim(regexp_replace(lower(note), '[^[:alnum:]]+', ' ', 'g')) AS words, count(*) AS live
    FROM alerts JOIN employees e ON e.id = employee_id
    WHERE kind = 'blocker' AND status <> 'resolved' AND note IS NOT NULL AND e.manager_id = ANY(:managers)
    GROUP BY 1
) live ON live.words = words.words
ORDER BY raised DESC, last_on DESC, words.words LIMIT :most
"""
WORDS = ("no van", "Gate code", "ladder is broken", "kein Schlüssel", "¿dónde está?", "…", "ŠKODA 4×4", "door 7b")


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_plain_sql(session: Session, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - data of a test
    managers = [make_employee(session, role=Role.MANAGER) for _ in range(2)]
    people = [make_employee(session, manager_id=managers[number % 2].id) for number in range(6)]
    for number in range(120):
        at = NOW - timedelta(days=chance.randrange(9), minutes=number)
        note = chance.choice((str.upper, str.title, str.lower))(chance.choice(WORDS)) + chance.choice(("", "!", " …"))
        said: Any = None if chance.random() < 0.2 else note
        make_checkin(session, chance.choice(people), timestamp=at, blocker_present=True, blocker_note=said)
        status = chance.choice((AlertStatus.OPEN, AlertStatus.RESOLVED))
        make_alert(session, chance.choice(people), kind=AlertKind.BLOCKER, note=said, status=status)
    of_one = Viewer(employee_id=managers[0].id, role=Role.MANAGER, timezone="UTC", name="Sam")
    for viewer, reached in ((EVERYBODY, managers), (of_one, managers[:1])):
        for most in (3, 20):
            asked = SPAN | {"most": most, "managers": [manager.id for manager in reached]}
            by_hand = [dict(row) for row in session.execute(sa.text(BY_HAND), asked).mappings()]
            expected = [TopBlocker(**{name: row[name] for name in row if name != "words"}) for row in by_hand]
            assert list_repeated_blockers(session, viewer, most=most, **SPAN) == expected


def test_stored_fingerprint_is_that_of_the_words(session: Session) -> None:
    ana = make_employee(session)
    for number, words in enumerate(WORDS):
        make_checkin(session, ana, blocker_present=True, blocker_note=words, timestamp=NOW - timedelta(hours=number))
    columns = (DailyCheckin.blocker_words_hash, same_words_hash(DailyCheckin.blocker_note))
    pairs = session.execute(sa.select(*columns)).all()
    assert [stored for stored, _ in pairs] == [worked_out for _, worked_out in pairs]
    assert len({stored for stored, _ in pairs}) == len(WORDS)


def test_fingerprint_goes_with_the_note(session: Session) -> None:
    checkin = make_checkin(session, make_employee(session), blocker_present=True, blocker_note="gate code")
    hashed = sa.select(DailyCheckin.blocker_words_hash)
    first = session.scalar(hashed)
    checkin.blocker_note = "No van"
    session.flush()
    corrected = session.scalar(hashed)
    session.execute(sa.update(DailyCheckin).values(blocker_note=None))
    assert first is not None
    assert corrected not in {None, first}
    assert session.scalar(hashed) is None
