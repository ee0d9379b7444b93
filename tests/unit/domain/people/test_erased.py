"""What stands in place of an erased person's texts."""

from app.domain.people.erased import erased_name, figures_only


def test_numbers_and_times_stay_and_texts_go() -> None:
    assert figures_only(
        {"note": "The gate", "count": 2, "sick": True, "days": ["2026-11-17", {"on": "2026-11-17T13:00:00+00:00"}, "x"]}
    ) == {"note": None, "count": 2, "sick": True, "days": ["2026-11-17", {"on": "2026-11-17T13:00:00+00:00"}, None]}


def test_name_is_the_number() -> None:
    assert erased_name(203) == "erased person 203"
