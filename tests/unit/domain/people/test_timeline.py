from datetime import date, timedelta

from app.domain.people.timeline import Period, Timeline

FIRST, SECOND = date(2026, 10, 1), date(2026, 11, 18)
line = Timeline.of([Period(SECOND, "South"), Period(FIRST, "North")])


def test_a_value_holds_from_its_first_day_until_the_next() -> None:
    days = (FIRST, SECOND - timedelta(days=1), SECOND, SECOND + timedelta(days=400))
    assert [line.on(day) for day in days] == ["North", "North", "South", "South"]


def test_days_before_the_first_row_have_its_value() -> None:
    assert line.on(date(2000, 1, 1)) == "North"


def test_between_names_each_value_once() -> None:
    assert line.between(FIRST, SECOND) == ["North", "South"]
    assert line.between(FIRST, SECOND - timedelta(days=1)) == ["North"]


def test_always_holds_on_any_day() -> None:
    assert Timeline.always("North").on(date.min) == "North"
