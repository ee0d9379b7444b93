"""How numbers and days are said."""

from datetime import date

import pytest

from app.domain.phrases import count_word, first_name_for_the_ear, listed, plural, say_date, say_day, say_workdays


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1, 2, 3, 4, 5), "Mon–Fri"),
        ((1, 2), "Mon, Tue"),
        ((7, 2, 3, 4, 5), "Tue–Fri, Sun"),
        ((1, 3, 5), "Mon, Wed, Fri"),
        ((1, 2, 3, 4, 5, 6, 7), "Mon–Sun"),
        ((), ""),
    ],
)
def test_work_weeks_are_said_as_ranges(days: tuple[int, ...], words: str) -> None:
    assert say_workdays(days) == words


@pytest.mark.parametrize(
    ("count", "one", "many", "words"),
    [(1, "workday", None, "1 workday"), (0, "workday", None, "0 workdays"), (2, "person", "people", "2 people")],
)
def test_plural(count: int, one: str, many: str | None, words: str) -> None:
    assert plural(count, one, many) == words


def test_small_counts_are_words() -> None:
    assert [count_word(count) for count in (0, 2, 10, 11)] == ["no", "two", "ten", "11"]


@pytest.mark.parametrize(
    ("parts", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_parts_are_listed_with_an_and_before_the_last(parts: list[str], words: str) -> None:
    assert listed(parts) == words


def test_day_of_another_year_has_its_year() -> None:
    assert say_day(date(2026, 11, 16)) == "Mon 16 Nov"
    assert say_day(date(2026, 11, 16), date(2026, 12, 1)) == "Mon 16 Nov"
    assert say_day(date(2025, 11, 16), date(2026, 12, 1)) == say_date(date(2025, 11, 16)) == "16 Nov 2025"


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("Dana Kim", "Dana"),
        ("  Jean-Luc (name given at the desk)", "Jean-Luc"),
        ("O’Neil", "O’Neil"),
        ("Zoë", "Zoë"),
        ("D4na!!", "Dna"),
        ("\u202eDana", "Dana"),
        ("<break time='9s'/> Dana", "break"),
        ("(Ana)", "Ana"),
        ("🙂 Ana", "Ana"),
        ("3rd shift Ana", "shift"),
        ("Jose\u0301 Ruiz", "José"),
        ("प्रिया", "प्रिया"),
        ("N4t4 (name given at the desk)", "Nt"),
        ("123 (name given at the desk)", ""),
        ("123", ""),
        ("", ""),
    ],
)
def test_a_typed_name_is_spoken_as_letters_alone(typed: str, spoken: str) -> None:
    assert first_name_for_the_ear(typed) == spoken
