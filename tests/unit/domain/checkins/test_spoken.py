import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins import spoken, spoken_words

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def energy(raw: object) -> int | None:
    return spoken.read_integer(raw, minimum=1, maximum=5)


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
    assert spoken.read_integer(raw, minimum=0, maximum=86_400) == seconds


UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
UNITS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]


@given(st.integers(0, 999))
def test_every_number_under_a_thousand_is_read_from_its_words(number: int) -> None:
    assert spoken.read_integer(in_words(number), minimum=0, maximum=999) == number


def in_words(number: int) -> str:
    tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number >= 100:
        rest = f" {in_words(number % 100)}" if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    if number < 20:
        return UNITS[number]
    return tens[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")


PLAIN = [(True, True), (False, False), (1, True), (0, False), (1.0, True), ("1", True), ("0", False)]
PLAIN += [(word, True) for word in ("yes", "Yeah.", "YEP", " yup ", "true", "sure", "ok", "absolutely", "Yes, sir")]
PLAIN += [(word, False) for word in ("no", "Nope", "nah", "false", "never", "no, thanks", "no sir")]
QUESTIONS = [spoken_words.READY, spoken_words.BLOCKERS, spoken_words.FINISHED]


@pytest.mark.parametrize(("raw", "meaning"), PLAIN)
def test_plain_yes_and_no_answer_every_question(raw: object, meaning: object) -> None:
    assert [spoken.read_yes_no(raw, question) for question in QUESTIONS] == [meaning] * 3


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("ready", True),
        ("I'm ready to roll", True),
        ("good to go", True),
        ("all set", True),
        ("no problem", True),
        ("not ready", False),
        ("No, not ready", False),
        ("I’m not ready yet", False),
        ("not yet", False),
        ("unavailable", False),
        ("yes, not ready", None),
        ("yes but no", None),
        ("no yes", None),
        ("not sure", None),
        ("not unavailable", None),
        ("ready? no", None),
        ("sick", None),
        ("two", None),
    ],
)
def test_ready_is_read_in_its_own_words(raw: str, meaning: object) -> None:
    assert spoken.read_yes_no(raw, spoken_words.READY) is meaning


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("none", False),
        ("no blockers", False),
        ("zero blockers", False),
        ("nothing blocking me", False),
        ("all clear", False),
        ("nope, all good", False),
        ("not blocked", False),
        ("good to go", False),
        ("blocked", True),
        ("a blocker", True),
        ("yes, waiting on the compressor", True),
        ("yes, but it is fine", None),
        ("not clear", None),
        ("compressor", None),
        ("2", None),
    ],
)
def test_blockers_are_read_in_their_own_words(raw: str, meaning: object) -> None:
    assert spoken.read_yes_no(raw, spoken_words.BLOCKERS) is meaning


@pytest.mark.parametrize("raw", [2, -1, math.nan, 10**400, [True], {"ready": True}, "yes " * 200])
def test_what_is_neither_yes_nor_no_is_not_read(raw: object) -> None:
    assert spoken.read_yes_no(raw, spoken_words.READY) is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("sick", "sick"),
        ("ILL", "sick"),
        ("not feeling well", "sick"),
        ("I've got the flu", "sick"),
        ("kid", "family"),
        ("my kid is sick", "family"),
        ("family emergency", "family"),
        ("truck", "vehicle"),
        ("car trouble", "vehicle"),
        ("flat tire", "vehicle"),
        ("truck won't start", "vehicle"),
        ("van is not starting", "vehicle"),
        ("no ride", "vehicle"),
        ("shift", "schedule"),
        ("day off", "schedule"),
        ("something else", "other"),
        ("rather not say", "other"),
        ("NotReadyReason.OTHER", "other"),
        ("not sick", None),
        ("family vacation", None),
        ("dog ate my boots", None),
        (3, None),
    ],
)
def test_a_reason_is_read_from_what_people_say(raw: object, reason: str | None) -> None:
    assert spoken.read_choice(raw, spoken_words.REASON_PHRASES, spoken_words.REASON_KEYWORDS) == reason


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        *product(["daily_checkin", "Daily Check-In", " daily ", "morning check-in", "dailyCheckin"], ["daily_checkin"]),
        *product(["ops_only", "OPS ONLY", "ops-only", "ops", "skip", "busy"], ["ops_only"]),
        ("lunch", None),
        (1, None),
    ],
)
def test_a_call_type_is_read_from_what_models_send(raw: object, kind: str | None) -> None:
    assert spoken.read_choice(raw, spoken_words.CALL_TYPES) == kind


@pytest.mark.parametrize(
    "raw", [None, "", "  ", "\x00\n", "null", "N/A", "n/a.", "Unknown", "none", "not given", [], {}, "?"]
)
def test_what_means_not_said_is_absent(raw: object) -> None:
    assert spoken.is_absent(raw)


@pytest.mark.parametrize("raw", [False, 0, 0.0, "no", "0", "nothing", [0], "unknown cause"])
def test_an_answer_is_not_absent(raw: object) -> None:
    assert not spoken.is_absent(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Waiting \r\n on\tparts\x00 ", "Waiting on parts"),
        ("line\u2028break\x85here", "line break here"),
        ("truck 🚚 👨‍👩‍👧", "truck 🚚 👨‍👩‍👧"),
        ("half \ud83d surrogate", "half surrogate"),
        ("turned \u202eaway", "turned away"),
        (7, "7"),
        (2.5, "2.5"),
        (["ladder", " rack "], "ladder, rack"),
        (True, None),
        ({"note": "x"}, None),
        ([["x"]], None),
        (10**400, None),
        (math.nan, None),
    ],
)
def test_text_is_kept_on_one_line(raw: object, text: str | None) -> None:
    assert spoken.read_text(raw) == text


@given(ANYTHING)
def test_no_value_makes_a_reader_fail(raw: object) -> None:
    assert energy(raw) in {None, 1, 2, 3, 4, 5}
    assert all(spoken.read_yes_no(raw, question) in {None, True, False} for question in QUESTIONS)
    reason = spoken.read_choice(raw, spoken_words.REASON_PHRASES, spoken_words.REASON_KEYWORDS)
    assert reason in {None, *spoken_words.REASON_KEYWORDS}
    text = spoken.read_text(raw)
    assert text is None or text == spoken.clean_text(text)
    assert spoken.is_absent(raw) in {True, False}


@given(st.text())
def test_kept_text_can_be_stored_and_spoken(raw: str) -> None:
    text = spoken.clean_text(raw)
    assert text.encode().decode() == text
    assert "\x00" not in text
    assert text.splitlines() in ([], [text])


@given(st.text() | st.text("\x00 \n\ud800\u202e\x85", max_size=6))
def test_a_text_without_anything_to_keep_is_absent(raw: str) -> None:
    assert spoken.is_absent(raw) == (not spoken.clean_text(raw) or spoken.fold(raw) in spoken_words.NOT_SAID)
