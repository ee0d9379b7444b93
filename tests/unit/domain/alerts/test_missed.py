"""The cut-off in every zone and the line guard at its limits."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.domain.alerts.missed import DayCalls, MissedRule, line_finding, missed_finding
from app.domain.mornings.window import MorningWindow

MONDAY = date(2026, 11, 23)
RULE = MissedRule(window=MorningWindow(start=time(6), end=time(10)), grace=timedelta(minutes=15))


@pytest.mark.parametrize(
    ("day", "zone", "cut_off_at"),
    [
        pytest.param(MONDAY, "America/Chicago", datetime(2026, 11, 23, 16, 15, tzinfo=UTC), id="MISSED-1-chicago"),
        pytest.param(MONDAY, "Pacific/Honolulu", datetime(2026, 11, 23, 20, 15, tzinfo=UTC), id="MISSED-1-honolulu"),
        pytest.param(
            date(2026, 3, 8), "America/Chicago", datetime(2026, 3, 8, 15, 15, tzinfo=UTC), id="MISSED-1-spring-forward"
        ),
        pytest.param(
            date(2026, 11, 1), "America/Chicago", datetime(2026, 11, 1, 16, 15, tzinfo=UTC), id="MISSED-1-fall-back"
        ),
    ],
)
def test_cut_off_is_the_local_window_end_and_grace(day: date, zone: str, cut_off_at: datetime) -> None:
    assert RULE.cut_off_at(day, zone) == cut_off_at


def test_missed_says_why() -> None:
    finding = missed_finding(MONDAY, "America/Chicago", RULE, expected_because="Monday is one of their workdays.")
    assert finding.rule_id == "MISSED-1"
    assert finding.why == (
        "Expected by 10:00 on Mon 23 Nov and not checked in by 10:15. Monday is one of their workdays."
    )


def mondays(*shares: tuple[int, int]) -> list[DayCalls]:
    return [
        DayCalls(day=MONDAY - timedelta(weeks=back), expected=expected, called=called)
        for back, (called, expected) in enumerate(shares, start=1)
    ]


USUAL = mondays((9, 10), (9, 10), (8, 10), (10, 10))


@pytest.mark.parametrize(
    ("called", "expected", "earlier", "fires"),
    [
        pytest.param(4, 10, USUAL, True, id="LINE-1-under-half-of-usual"),
        pytest.param(9, 20, USUAL, False, id="LINE-1-exactly-half-of-usual"),
        pytest.param(0, 8, USUAL, True, id="LINE-1-eight-expected"),
        pytest.param(0, 7, USUAL, False, id="LINE-1-seven-expected"),
        pytest.param(0, 10, USUAL[:3], True, id="LINE-1-too-few-earlier-weeks-none-of-all"),
        pytest.param(0, 10, [*USUAL[:3], *mondays((0, 0))], True, id="LINE-1-a-holiday-among-the-weeks-says-nothing"),
        pytest.param(0, 10, [*USUAL[:3], *mondays((0, 10))], True, id="LINE-1-a-dead-morning-is-no-earlier-week"),
        pytest.param(0, 10, mondays((0, 10), (0, 10), (0, 10), (0, 10)), True, id="LINE-1-nobody-ever-called"),
        pytest.param(4, 8, [], False, id="LINE-1-half-of-all-without-earlier-weeks"),
        pytest.param(3, 8, [], True, id="LINE-1-under-half-of-all-without-earlier-weeks"),
        pytest.param(0, 7, [], False, id="LINE-1-seven-expected-without-earlier-weeks"),
        pytest.param(4, 10, mondays((9, 10), (9, 10), (1, 10), (9, 10)), True, id="LINE-1-one-bad-morning-before"),
    ],
)
def test_line_guard(called: int, expected: int, earlier: list[DayCalls], fires: bool) -> None:  # noqa: FBT001 - a test's table
    finding = line_finding(DayCalls(day=MONDAY, expected=expected, called=called), earlier)
    assert (finding is not None) is fires


def test_line_guard_says_why() -> None:
    finding = line_finding(DayCalls(day=MONDAY, expected=10, called=4), USUAL)
    assert finding is not None
    assert (finding.rule_id, finding.why) == (
        "LINE-1",
        "4 of 10 expected people had called by the cut-off on Mon 23 Nov; on the 4 Mondays before it was usually 90%.",
    )


def test_line_guard_says_that_it_has_nothing_to_compare_with() -> None:
    finding = line_finding(DayCalls(day=MONDAY, expected=10, called=4), [])
    assert finding is not None
    assert finding.why == (
        "4 of 10 expected people had called by the cut-off on Mon 23 Nov; "
        "there are too few earlier weeks to compare with."
    )
