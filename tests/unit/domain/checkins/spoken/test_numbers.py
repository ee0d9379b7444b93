import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins.spoken.number_words import BESIDE_SECONDS
from app.domain.checkins.spoken.numbers import read_integer


def energy(raw: object) -> int | None:
    return read_integer(raw, minimum=1, maximum=5)


@pytest.mark.parametrize(
    "raw",
    [
        4,
        4.0,
        "4",
        " 4 ",
        "4.0",
        "４",
        "four",
        "FOUR!",
        "4/5",
        "4 / 5",
        "4.0/5",
        "four out of five",
        "4 out of 5, I guess",
        "about a four",
        "four-ish",
        "4ish",
        "I'd say a 4",
        "energy: 4",
        "level four",
        "a solid 4 today",
        "energy of four",
    ],
)
def test_four_is_read_however_it_is_said(raw: object) -> None:
    assert energy(raw) == 4


@pytest.mark.parametrize(
    "raw",
    [
        0,
        6,
        -4,
        2.5,
        True,
        False,
        math.nan,
        math.inf,
        10**400,
        [4],
        {"value": 4},
        None,
        "",
        "0",
        "6",
        "-4",
        "minus four",
        "4.5",
        "four and a half",
        "3 or 4",
        "3-4",
        "between three and four",
        "8/10",
        "4/10",
        "4/5/2026",
        "twenty four",
        "three hours of sleep",
        "4th",
        "pretty good",
        "4" * 5000,
        "4 " + "really " * 200,
    ],
)
def test_an_energy_that_could_mean_two_things_is_not_read(raw: object) -> None:
    assert energy(raw) is None


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        (84, 84),
        ("84", 84),
        ("84.0", 84),
        ("90s", 90),
        ("eighty-four seconds", 84),
        ("one hundred and five", 105),
        ("two hundred", 200),
        ("0", 0),
        ("1:24", None),
        ("2 minutes", None),
        ("-5", None),
    ],
)
def test_a_duration_is_read_in_seconds(raw: object, seconds: int | None) -> None:
    assert read_integer(raw, minimum=0, maximum=86_400, beside=BESIDE_SECONDS) == seconds


UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]


@given(st.integers(0, 999))
def test_every_number_under_a_thousand_is_read_from_its_words(number: int) -> None:
    assert read_integer(in_words(number), minimum=0, maximum=999) == number


def in_words(number: int) -> str:
    tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number >= 100:
        rest = f" {in_words(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    if number < 20:
        return UNITS[number]
    return tens[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
