"""What a day's obstacles ask for, against the alerts that are there."""

from datetime import UTC, date, datetime
from typing import Any

from app.domain.alerts.blockers import BlockerChanges, KnownBlocker, decide_blockers
from app.domain.alerts.days import DayCall, Obstacle
from app.domain.checkins.fields import NotReadyReason

MONDAY, TODAY = date(2026, 11, 16), date(2026, 11, 17)
GATE, LADDER = "The gate is locked", "No ladder"


def call(number: int, note: str | None, **answers: Any) -> DayCall:
    at = datetime(2026, 11, 17, 12, number, tzinfo=UTC)
    said = {"blocker_present": True, "blocker_note": note} | answers
    return DayCall(checkin_id=number, at=at, **said)


def known(number: int, note: str | None, **facts: Any) -> KnownBlocker:
    raised_on = facts.get("raised_on", TODAY)
    defaults: dict[str, Any] = {
        "live": True,
        "closed_by_person": False,
        "raised_on": raised_on,
        "checkin_id": number,
        "said_on": frozenset({raised_on}),
    }
    return KnownBlocker(alert_id=100 + number, note=note, **defaults | facts)


def decide(calls: list[DayCall], *alerts: KnownBlocker) -> BlockerChanges:
    return decide_blockers(TODAY, calls, alerts)


def test_new_words_raise_an_alert() -> None:
    assert decide([call(1, GATE)]) == BlockerChanges(raised=(Obstacle(checkin_id=1, note=GATE),))


def test_same_words_change_nothing() -> None:
    assert decide([call(1, GATE)], known(1, GATE)) == BlockerChanges(live=(101,))


def test_sentence_edited_in_its_call_corrects_the_alert() -> None:
    changes = decide([call(1, LADDER)], known(1, GATE))
    assert changes == BlockerChanges(corrected=((101, Obstacle(checkin_id=1, note=LADDER)),), live=(101,))


def test_other_words_of_another_call_are_another_blocker() -> None:
    changes = decide([call(1, GATE), call(2, LADDER)], known(1, GATE))
    assert changes == BlockerChanges(raised=(Obstacle(checkin_id=2, note=LADDER),), live=(101,))


def test_same_words_on_a_later_day_join_the_open_alert() -> None:
    assert decide([call(5, GATE)], known(1, GATE, raised_on=MONDAY)) == BlockerChanges(joined=(101,), live=(101,))


def test_same_words_after_somebody_fixed_it_on_an_earlier_day_are_new() -> None:
    fixed = known(1, GATE, raised_on=MONDAY, live=False, closed_by_person=True)
    assert decide([call(5, GATE)], fixed).raised == (Obstacle(checkin_id=5, note=GATE),)


def test_what_somebody_closed_today_is_not_raised_again_by_its_call() -> None:
    assert decide([call(1, GATE)], known(1, GATE, live=False, closed_by_person=True)) == BlockerChanges()


def test_none_takes_back_what_today_raised_and_leaves_earlier_days_open() -> None:
    calls = [call(2, None, blocker_present=False)]
    assert decide(calls, known(1, GATE), known(3, LADDER, raised_on=MONDAY)) == BlockerChanges(withdrawn=(101,))


def test_day_that_joined_and_takes_it_back_leaves_the_alert() -> None:
    joined = known(1, GATE, raised_on=MONDAY, said_on=frozenset({MONDAY, TODAY}))
    assert decide([call(2, None, blocker_present=False)], joined) == BlockerChanges(left=(101,))


def test_named_at_last_corrects_the_unnamed_one() -> None:
    changes = decide([call(1, None), call(2, GATE)], known(1, None))
    assert changes.corrected == ((101, Obstacle(checkin_id=2, note=GATE)),)


def test_personal_day_keeps_every_fact_and_raises_at_most_one() -> None:
    out = {"ready_status": False, "not_ready_reason": NotReadyReason.SICK}
    calls = [call(1, None), call(2, None, **out)]
    assert decide(calls, known(1, GATE), known(2, LADDER)) == BlockerChanges(live=(101, 102))
    assert decide(calls).raised == (Obstacle(checkin_id=1, note=None),)
