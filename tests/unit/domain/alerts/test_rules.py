"""Every boundary of the rules over one check-in. The test's id begins with the rule's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.rules import RULES, CheckinFacts, Finding, RuleSettings, evaluate
from app.domain.checkins.fields import NotReadyReason
from app.domain.mornings.holidays import Holiday
from app.domain.mornings.workdays import Absence, TimeOffKind, WorkPattern, local_date

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)
THANKSGIVING = date(2026, 11, 26)
DAY_AFTER = date(2026, 11, 27)
HOLIDAYS = {THANKSGIVING: Holiday("Thanksgiving Day")}
OFFICE_WEEK = frozenset({1, 2, 3, 4, 5})
READY = CheckinFacts(
    checkin_on=MONDAY,
    ready_status=True,
    blocker_present=False,
    pattern=WorkPattern(timezone="America/Chicago", workdays=OFFICE_WEEK, started_on=date(2024, 1, 8)),
    holidays=HOLIDAYS,
)


def found(facts: CheckinFacts, rules: RuleSettings | None = None) -> dict[str, Finding]:
    return {finding.rule_id: finding for finding in evaluate(facts, rules or RuleSettings())}


def with_energy(
    *readings: tuple[date, int], week: frozenset[int] = OFFICE_WEEK, absences: tuple[Absence, ...] = ()
) -> CheckinFacts:
    """Return the check-in on the last of the days given."""
    pattern = replace(READY.pattern, workdays=week)
    return replace(READY, checkin_on=readings[-1][0], energies=dict(readings), pattern=pattern, absences=absences)


def test_ready_without_blocker_asks_for_nothing() -> None:
    assert evaluate(replace(READY, energies={MONDAY: 4}), RuleSettings()) == ()


def test_rules_have_stable_ids() -> None:
    assert {kind.value: rule.id for kind, rule in RULES.items()} == {
        "attendance": "ATTENDANCE-1",
        "blocker": "BLOCKER-1",
        "burnout": "BURNOUT-1",
        "missed": "MISSED-1",
        "line": "LINE-1",
        "safety": "SAFETY-1",
    }


@pytest.mark.parametrize(
    ("ready", "reason", "fires"),
    [
        pytest.param(False, NotReadyReason.SICK, True, id="ATTENDANCE-1-sick"),
        pytest.param(False, NotReadyReason.FAMILY, True, id="ATTENDANCE-1-family"),
        pytest.param(False, NotReadyReason.OTHER, True, id="ATTENDANCE-1-other"),
        pytest.param(False, None, True, id="ATTENDANCE-1-no-reason-counts-as-other"),
        pytest.param(False, NotReadyReason.VEHICLE, False, id="ATTENDANCE-1-vehicle-notifies-nobody"),
        pytest.param(False, NotReadyReason.SCHEDULE, False, id="ATTENDANCE-1-schedule-notifies-nobody"),
        pytest.param(True, None, False, id="ATTENDANCE-1-ready"),
        pytest.param(None, None, False, id="ATTENDANCE-1-not-said-yet"),
    ],
)
def test_attendance(ready: bool | None, reason: NotReadyReason | None, fires: bool) -> None:  # noqa: FBT001 - a test's table
    assert ("ATTENDANCE-1" in found(replace(READY, ready_status=ready, not_ready_reason=reason))) is fires


def test_attendance_reasons_are_a_setting() -> None:
    rules = RuleSettings(attendance_reasons=frozenset({NotReadyReason.VEHICLE}))
    not_ready = replace(READY, ready_status=False)
    assert list(found(replace(not_ready, not_ready_reason=NotReadyReason.VEHICLE), rules)) == ["ATTENDANCE-1"]
    assert found(replace(not_ready, not_ready_reason=NotReadyReason.SICK), rules) == {}


def test_attendance_says_why_without_the_reason_class() -> None:
    finding = found(replace(READY, ready_status=False, not_ready_reason=NotReadyReason.SICK))["ATTENDANCE-1"]
    assert finding.why == "Said not ready on Mon 23 Nov, for a personal reason."
    assert finding.facts == {"checkin_on": "2026-11-23", "ready_status": False, "not_ready_reason": "sick"}


@pytest.mark.parametrize(
    ("present", "note", "fires"),
    [
        pytest.param(True, "No compressor on the van", True, id="BLOCKER-1-with-note"),
        pytest.param(True, None, True, id="BLOCKER-1-not-named"),
        pytest.param(True, "   ", True, id="BLOCKER-1-blank-note"),
        pytest.param(False, "leftover", False, id="BLOCKER-1-taken-back"),
        pytest.param(None, None, False, id="BLOCKER-1-not-said-yet"),
    ],
)
def test_blocker(present: bool | None, note: str | None, fires: bool) -> None:  # noqa: FBT001 - a test's table
    assert ("BLOCKER-1" in found(replace(READY, blocker_present=present, blocker_note=note))) is fires


def off(starts_on: date, ends_on: date) -> tuple[Absence, ...]:
    return (Absence(starts_on=starts_on, ends_on=ends_on, kind=TimeOffKind.VACATION),)


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        pytest.param(with_energy((MONDAY, 2), (TUESDAY, 2)), [MONDAY, TUESDAY], id="BURNOUT-1-two-running"),
        pytest.param(with_energy((MONDAY, 1), (TUESDAY, 2)), [MONDAY, TUESDAY], id="BURNOUT-1-one-and-two"),
        pytest.param(with_energy((MONDAY, 3), (TUESDAY, 2)), [], id="BURNOUT-1-three-yesterday"),
        pytest.param(with_energy((MONDAY, 2), (TUESDAY, 3)), [], id="BURNOUT-1-three-today"),
        pytest.param(with_energy((TUESDAY, 1)), [], id="BURNOUT-1-first-reading-ever"),
        pytest.param(with_energy((FRIDAY, 2), (MONDAY, 2)), [FRIDAY, MONDAY], id="BURNOUT-1-friday-to-monday"),
        pytest.param(
            with_energy((MONDAY, 2), (TUESDAY, 3), (WEDNESDAY, 2)), [], id="BURNOUT-1-a-three-between-breaks-it"
        ),
        pytest.param(
            with_energy((MONDAY, 2), (WEDNESDAY, 2)), [], id="BURNOUT-1-ops-only-or-missed-day-between-breaks-it"
        ),
        pytest.param(
            with_energy((WEDNESDAY, 2), (DAY_AFTER, 2)), [WEDNESDAY, DAY_AFTER], id="BURNOUT-1-public-holiday-between"
        ),
        pytest.param(
            with_energy((FRIDAY, 2), (WEDNESDAY, 2), absences=off(MONDAY, TUESDAY)),
            [FRIDAY, WEDNESDAY],
            id="BURNOUT-1-time-off-between",
        ),
        pytest.param(
            with_energy((FRIDAY, 2), (WEDNESDAY, 2), absences=off(MONDAY, MONDAY)),
            [],
            id="BURNOUT-1-time-off-covers-only-one-of-two-days-between",
        ),
        pytest.param(
            with_energy((SATURDAY, 2), (TUESDAY, 2), week=frozenset({2, 3, 4, 5, 6})),
            [SATURDAY, TUESDAY],
            id="BURNOUT-1-tuesday-to-saturday-week",
        ),
        pytest.param(
            with_energy((FRIDAY, 2), (MONDAY, 2), week=frozenset({1, 2, 3, 4, 5, 6})),
            [],
            id="BURNOUT-1-six-day-week-has-a-saturday-between",
        ),
        pytest.param(
            with_energy((date(2026, 11, 16), 2), (MONDAY, 1), week=frozenset({1})),
            [date(2026, 11, 16), MONDAY],
            id="BURNOUT-1-one-day-week",
        ),
        pytest.param(
            with_energy((FRIDAY, 2), (SATURDAY, 4), (MONDAY, 2)), [], id="BURNOUT-1-good-saturday-off-shift-breaks-it"
        ),
        pytest.param(
            with_energy((FRIDAY, 2), (SATURDAY, 1), (MONDAY, 2)),
            [FRIDAY, MONDAY],
            id="BURNOUT-1-low-saturday-off-shift-neither-counts-nor-breaks",
        ),
        pytest.param(
            with_energy((FRIDAY, 2), (MONDAY, 2), (TUESDAY, 1)),
            [FRIDAY, MONDAY, TUESDAY],
            id="BURNOUT-1-third-day-names-all-three",
        ),
        pytest.param(
            with_energy((date(2026, 3, 6), 2), (date(2026, 3, 9), 2)),
            [date(2026, 3, 6), date(2026, 3, 9)],
            id="BURNOUT-1-over-spring-forward",
        ),
        pytest.param(
            with_energy((date(2026, 10, 30), 2), (date(2026, 11, 2), 2)),
            [date(2026, 10, 30), date(2026, 11, 2)],
            id="BURNOUT-1-over-fall-back",
        ),
    ],
)
def test_burnout(facts: CheckinFacts, days: list[date]) -> None:
    finding = found(facts).get("BURNOUT-1")
    assert ([day["on"] for day in finding.facts["days"]] if finding else []) == [day.isoformat() for day in days]


@pytest.mark.parametrize(
    ("low_days", "workdays", "fires"),
    [
        pytest.param(1, 1, True, id="BURNOUT-1-setting-1"),
        pytest.param(2, 3, False, id="BURNOUT-1-setting-3-two-days"),
        pytest.param(3, 3, True, id="BURNOUT-1-setting-3-three-days"),
    ],
)
def test_burnout_number_of_workdays_is_a_setting(low_days: int, workdays: int, fires: bool) -> None:  # noqa: FBT001
    readings = [(WEDNESDAY - timedelta(days=back), 2) for back in reversed(range(low_days))]
    assert ("BURNOUT-1" in found(with_energy(*readings), RuleSettings(burnout_workdays=workdays))) is fires


def test_burnout_threshold_is_a_setting() -> None:
    facts = with_energy((MONDAY, 2), (TUESDAY, 2))
    assert found(facts, RuleSettings(low_energy_threshold=1)) == {}


def test_burnout_west_of_utc_late_in_the_evening_is_still_the_same_day() -> None:
    zone = "Pacific/Honolulu"
    evenings = [datetime(2026, 11, 24, 8, 30, tzinfo=UTC), datetime(2026, 11, 25, 8, 30, tzinfo=UTC)]
    monday, tuesday = (local_date(at, zone) for at in evenings)
    facts = with_energy((monday, 2), (tuesday, 2))
    assert [day["on"] for day in found(facts)["BURNOUT-1"].facts["days"]] == ["2026-11-23", "2026-11-24"]


def test_burnout_says_the_days_that_fired_it() -> None:
    finding = found(with_energy((FRIDAY, 2), (MONDAY, 2), (TUESDAY, 1)))["BURNOUT-1"]
    assert finding.why == "Energy 2 or less on 3 workdays: Fri 20 Nov, Mon 23 Nov and Tue 24 Nov."
    assert finding.facts["days"][-1] == {"on": "2026-11-24", "energy": 1}


def test_three_findings_at_once() -> None:
    facts = replace(
        with_energy((FRIDAY, 1), (MONDAY, 1)),
        ready_status=False,
        not_ready_reason=NotReadyReason.SICK,
        blocker_present=True,
        blocker_note="Gate code is wrong",
    )
    kinds = [finding.kind for finding in evaluate(facts, RuleSettings())]
    assert kinds == [AlertKind.ATTENDANCE, AlertKind.BLOCKER, AlertKind.BURNOUT]


@given(
    energies=st.dictionaries(st.integers(0, 30).map(lambda back: MONDAY - timedelta(days=back)), st.integers(1, 5)),
    week=st.frozensets(st.integers(1, 7), min_size=1),
    workdays=st.integers(1, 4),
)
def test_burnout_days_are_low_and_end_today(energies: dict[date, int], week: frozenset[int], workdays: int) -> None:
    facts = replace(READY, energies=energies, pattern=replace(READY.pattern, workdays=week))
    finding = found(facts, RuleSettings(burnout_workdays=workdays)).get("BURNOUT-1")
    if finding is None:
        return
    days = [date.fromisoformat(day["on"]) for day in finding.facts["days"]]
    assert len(days) >= workdays
    assert days == sorted(days)
    assert days[-1] == MONDAY
    assert all(energies[day] <= 2 for day in days)
