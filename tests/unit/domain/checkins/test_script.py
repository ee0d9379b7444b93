"""The coach's words: how they sound, how long they take, and when the short version is meant."""

from datetime import date

import pytest

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins import script
from app.domain.checkins.fields import CALL_FIELDS, FIELDS
from app.domain.checkins.promises import MOST_WORDS as PROMISED_WORDS
from app.domain.checkins.promises import promise_question
from app.domain.checkins.script import STEPS, closing, greeting, is_kill_switch
from app.domain.checkins.strengths import GENERAL_LINES, STRENGTH_LINES, STRENGTH_THEMES
from app.domain.checkins.time_box import (
    CLOSE_AT_SECONDS,
    LONGEST_CALL_SECONDS,
    OPS_ONLY_SECONDS,
    SHORTEST_CHECKIN_SECONDS,
    STRENGTH_LINE_SECONDS,
    TIME_BOX_SECONDS,
    call_seconds,
    count_words,
    flow_seconds,
    spoken_seconds,
)
from app.domain.people.left_words import MOST_WORDS, said_words

THE_34 = {
    "Achiever", "Activator", "Adaptability", "Analytical", "Arranger", "Belief", "Command", "Communication",
    "Competition", "Connectedness", "Consistency", "Context", "Deliberative", "Developer", "Discipline", "Empathy",
    "Focus", "Futuristic", "Harmony", "Ideation", "Includer", "Individualization", "Input", "Intellection", "Learner",
    "Maximizer", "Positivity", "Relator", "Responsibility", "Restorative", "Self-Assurance", "Significance",
    "Strategic", "Woo",
}  # fmt: skip
NOT_A_FOREMANS = ("two-person", "your phone", "review", "stops in order", "stick to it", "sell")
"""No second person, no phone left behind, no sale, and no order of stops other than dispatch's."""
VALUES = {
    "name": "Luis",
    "primary_kpi": "first-time fix rate",
    "goal": "cut callbacks from six to three a week",
    "readback": "Ready, energy four, no blockers.",
}
LINES_BY_THEME = [
    *((theme, line) for theme, lines in STRENGTH_LINES.items() for line in lines),
    *((theme, line.format(theme=theme)) for line in GENERAL_LINES for theme in STRENGTH_THEMES),
]
EVERY_LINE = [line for _, line in LINES_BY_THEME]
FOLLOW_UPS = [step.follow_up for step in STEPS if step.follow_up]


def test_steps_are_eight_and_fill_every_answer() -> None:
    assert [step.number for step in STEPS] == [1, 2, 3, 4, 5, 6, 7, 8]
    filled = [name for step in STEPS for name in step.saves]
    assert filled == [f.name for f in FIELDS if f.name not in (*CALL_FIELDS, "call_type")]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.title)
def test_turn_asks_at_most_one_short_question(step: script.Step) -> None:
    said = step.say.format(**VALUES, coaching_line="")
    assert said.count("?") + step.say.count(script.FIVE_WORDS) <= 1
    assert count_words(said) < script.MOST_WORDS_A_QUESTION
    assert count_words(step.follow_up) < script.MOST_WORDS_A_QUESTION


@pytest.mark.parametrize("mode", ["daily_checkin", "ops_only", "general"])
def test_greeting_is_short_and_ends_in_its_question(mode: str) -> None:
    said = greeting(name="Luis", mode=mode, company="Northwind Field Service")
    assert count_words(said) < script.MOST_WORDS_A_QUESTION
    assert (said.count("?"), said[-1], said.count("Luis")) == (1, "?", 1)


def test_greeting_of_a_stranger_names_nobody() -> None:
    said = greeting(name="", mode="general", company="Northwind")
    assert said == "Hi, this is Riley at Northwind. What can I help you with?"


def test_each_of_the_34_has_lines_of_its_own() -> None:
    assert set(STRENGTH_THEMES) == THE_34
    assert min(len(lines) for lines in STRENGTH_LINES.values()) >= 3
    assert len(set(EVERY_LINE)) == len(EVERY_LINE)


@pytest.mark.parametrize(("theme", "line"), LINES_BY_THEME)
def test_strength_line_names_its_theme_once_in_a_sentence_and_is_short(theme: str, line: str) -> None:
    assert line.casefold().count(theme.casefold()) == 1
    assert not line.startswith(f"{theme}:")
    assert spoken_seconds(line) < STRENGTH_LINE_SECONDS
    assert line[-1] in ".?"
    assert [phrase for phrase in NOT_A_FOREMANS if phrase in line.casefold()] == []


@pytest.mark.parametrize("line", EVERY_LINE)
def test_full_flow_keeps_the_time_box(line: str) -> None:
    plain = [step.say.format(**VALUES, coaching_line=line) for step in STEPS]
    plain.append(
        closing({"ready_status": True, "call_type": "daily_checkin"}, name="Luis", dispatch_told=False, ops_told=False)
    )
    answers = sum(step.waits for step in STEPS)
    assert flow_seconds(plain, answers=answers) >= SHORTEST_CHECKIN_SECONDS
    assert flow_seconds([*plain, *FOLLOW_UPS], answers=answers + len(FOLLOW_UPS)) <= TIME_BOX_SECONDS


@pytest.mark.parametrize("line", EVERY_LINE)
def test_longest_way_through_the_script_ends_before_it_is_cut(line: str) -> None:
    """A blocker without a name, a vague action, and a word that somebody left: what the tools say is counted too."""
    values = VALUES | {"readback": "Ready, energy four, waiting on the compressor for Hill.", "coaching_line": line}
    spoken = [step.say.format(**values) for step in STEPS]
    spoken[2] = spoken[2].replace("Good.", said_words(" ".join(["well"] * MOST_WORDS), "Dana Kim"))
    answers = {"ready_status": True, "call_type": "daily_checkin"}
    goodbye = closing(answers, name="Luis", dispatch_told=False, ops_told=True)
    asked_again = [script.BLOCKER_FOLLOW_UP, script.MEASURABLE_REPROMPT]
    turns = sum(step.waits for step in STEPS) + len(asked_again)
    assert call_seconds([*spoken, *asked_again, goodbye], answers=turns, tools=3) < LONGEST_CALL_SECONDS
    assert LONGEST_CALL_SECONDS < CLOSE_AT_SECONDS


@pytest.mark.parametrize("line", EVERY_LINE)
def test_promise_of_yesterday_fits_where_nothing_else_is_told(line: str) -> None:
    """The same way with a question more, which takes the place of the word that somebody left."""
    values = VALUES | {"readback": "Ready, energy four, waiting on the compressor for Hill.", "coaching_line": line}
    promise = promise_question(
        " ".join(["call"] * PROMISED_WORDS), said_on=date(2026, 11, 16), today=date(2026, 11, 17)
    )
    spoken = [*(step.say.format(**values) for step in STEPS), str(promise)]
    goodbye = closing(
        {"ready_status": True, "call_type": "daily_checkin"}, name="Luis", dispatch_told=False, ops_told=True
    )
    asked_again = [script.BLOCKER_FOLLOW_UP, script.MEASURABLE_REPROMPT]
    turns = sum(step.waits for step in STEPS) + len(asked_again) + 1
    assert call_seconds([*spoken, *asked_again, goodbye], answers=turns, tools=3) < LONGEST_CALL_SECONDS


def test_ops_only_takes_under_25_seconds() -> None:
    goodbye = closing({"ready_status": True, "call_type": "ops_only"}, name="Luis", dispatch_told=False, ops_told=True)
    switched = [greeting(name="Luis", mode="daily_checkin", company=""), script.OPS_ONLY_OPENING]
    from_the_start = [greeting(name="Luis", mode="ops_only", company=""), script.OPS_ONLY_QUESTIONS[1]]
    assert flow_seconds([*switched, *script.OPS_ONLY_QUESTIONS, goodbye], answers=3) < OPS_ONLY_SECONDS
    assert flow_seconds([*from_the_start, goodbye], answers=2) < OPS_ONLY_SECONDS


@pytest.mark.parametrize("phrase", script.KILL_SWITCH_PHRASES)
@pytest.mark.parametrize("around", ["{}", "{}.", "Uh, {} today", "yeah {}, sorry"])
def test_kill_switch_is_heard(phrase: str, around: str) -> None:
    assert is_kill_switch(around.format(phrase))
    assert is_kill_switch(around.format(phrase.upper()))


@pytest.mark.parametrize("said", ["", " … ", "I’m busy", "I'm kinda busy right now", "Ops-only please"])
def test_kill_switch_is_heard_in_other_words(said: str) -> None:
    assert is_kill_switch(said)


@pytest.mark.parametrize(
    "said",
    [
        "Yeah, ready",
        "I'm not busy",
        "not too busy",
        "don't skip",
        "the skipper is here",
        "Three jobs, it is a busy day on the north side but fine",
        "check-in",
    ],
)
def test_kill_switch_is_not_heard_where_none_is_meant(said: str) -> None:
    assert not is_kill_switch(said)


SICK = {"ready_status": False, "not_ready_reason": "sick"}
VEHICLE = {"ready_status": False, "not_ready_reason": "vehicle"}
DAILY = {"ready_status": True, "call_type": "daily_checkin"}
OPS_ONLY = {"ready_status": True, "call_type": "ops_only"}


@pytest.mark.parametrize(
    ("answers", "told", "words"),
    [
        (SICK, [AlertKind.ATTENDANCE], "Thanks for telling us. Dispatch knows. Look after yourself."),
        (SICK, [], "Thanks for telling us. Look after yourself."),
        (VEHICLE, [], "Thanks for telling us."),
        (VEHICLE, [AlertKind.BLOCKER], "Thanks for telling us. Ops knows about the blocker."),
        (VEHICLE, [AlertKind.ATTENDANCE], "Thanks for telling us. Dispatch knows."),
        (DAILY, [], "Saved, thanks. Have a good one, Luis."),
        (DAILY, [AlertKind.BURNOUT], "Saved, thanks. Have a good one, Luis."),
        (OPS_ONLY, [], "Saved. Drive safe."),
        (OPS_ONLY | {"eta_minutes": 30}, [], "Saved. Drive safe."),
        (OPS_ONLY | {"eta_minutes": 30}, [AlertKind.ATTENDANCE], "Dispatch knows. Saved. Drive safe."),
        (OPS_ONLY, [AlertKind.BLOCKER], "Ops knows about the blocker. Saved. Drive safe."),
    ],
)
def test_closing_claims_only_what_has_happened(answers: dict[str, object], told: list[AlertKind], words: str) -> None:
    told_of = {"dispatch_told": AlertKind.ATTENDANCE in told, "ops_told": AlertKind.BLOCKER in told}
    assert closing(answers, name="Luis", **told_of) == words
