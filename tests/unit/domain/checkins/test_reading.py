import math
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.checkins import reading as answers
from app.domain.checkins.fields import (
    CALL_FIELDS,
    FIELDS,
    FREE_TEXT,
    FREE_WORDS,
    CallType,
    FieldKind,
    NotReadyReason,
    StepName,
)
from app.domain.checkins.merging import complete, merge, outstanding
from app.domain.checkins.readback import readback
from app.domain.checkins.script import STEPS, Step
from app.domain.checkins.spoken.moment import Moment
from app.domain.checkins.spoken.unsaid import is_absent

MOMENT = Moment(local=datetime(2026, 11, 24, 7, 50, tzinfo=ZoneInfo("America/Chicago")))
"""A Tuesday."""
read_arguments = partial(answers.read_arguments, moment=MOMENT)
ENERGY_AGAIN = "energy_level must be 1 to 5; ask again, then call log_daily_checkin again"
FULL: dict[str, Any] = {
    "call_type": "Daily Check-In",
    "ready_status": "yes",
    "energy_level": "4/5",
    "blocker_present": True,
    "blocker_note": " Waiting on\nthe compressor ",
    "primary_kpi": "Callbacks",
    "call_completed": "true",
    "duration_seconds": "84",
}
FULL_READ = {
    "call_type": CallType.DAILY_CHECKIN,
    "ready_status": True,
    "energy_level": 4,
    "blocker_present": True,
    "blocker_note": "Waiting on the compressor",
    "primary_kpi": "Callbacks",
    "call_completed": True,
    "duration_seconds": 84,
}


def problem_fields(raw: dict[str, object], known: dict[str, object] | None = None) -> list[str]:
    return [problem.field for problem in read_arguments(raw, known).problems]


def test_arguments_stand_in_the_order_of_the_tool() -> None:
    assert [field.name for field in FIELDS] == [
        "call_type",
        "ready_status",
        "not_ready_reason",
        "out_until",
        "eta_minutes",
        "energy_level",
        "blocker_present",
        "blocker_note",
        "last_commitment_done",
        "primary_kpi",
        "kpi_action_today",
        "coach_prompt_used",
        "focus_summary_5_words",
        "goal_action_today",
        "call_completed",
        "stopped_at",
        "duration_seconds",
        "call_id",
    ]
    assert all(0 < len(field.description) < 200 for field in FIELDS)


def test_sloppy_arguments_are_read_into_strict_values() -> None:
    reading = read_arguments(FULL)
    assert reading.values == FULL_READ
    assert reading.problems == ()
    assert reading.notes == ()


def test_unknown_and_identity_arguments_are_ignored() -> None:
    reading = read_arguments({**FULL, "employee_id": 7, "_caller_phone": "+13125550199", "mood": "fine"})
    assert reading.values == FULL_READ
    assert reading.problems == ()


@pytest.mark.parametrize("energy", [0, 6, 2.5, False, math.nan, 10**400, "six", "pretty good", [4]])
def test_an_unreadable_energy_is_named_and_the_rest_is_kept(energy: object) -> None:
    reading = read_arguments({**FULL, "energy_level": energy})
    assert [problem.sentence for problem in reading.problems] == [ENERGY_AGAIN]
    assert reading.values == {name: value for name, value in FULL_READ.items() if name != "energy_level"}
    assert not complete(merge({}, reading.values), reading.problems)


def test_a_correction_in_the_same_call_completes_it() -> None:
    first = merge({}, read_arguments({**FULL, "energy_level": "nine"}).values)
    second = read_arguments({"energy_level": 2}, first)
    answers = merge(first, second.values)
    assert second.problems == ()
    assert complete(answers, second.problems)
    assert answers["energy_level"] == 2
    assert answers["blocker_note"] == "Waiting on the compressor"


@pytest.mark.parametrize("nothing", [None, "", "  ", "n/a", "unknown", "null"])
def test_an_absent_value_is_neither_read_nor_a_problem(nothing: object) -> None:
    reading = read_arguments({**FULL, "primary_kpi": nothing, "goal_action_today": nothing})
    assert set(reading.values) == set(FULL_READ) - {"primary_kpi"}
    assert reading.problems == ()


def test_a_blocker_is_asked_for_its_sentence_once() -> None:
    first = read_arguments({**FULL, "blocker_note": "I dunno"})
    asked = "blocker_note is missing; ask what blocks them, in one sentence, then call log_daily_checkin again"
    assert [problem.sentence for problem in first.problems] == [asked]
    assert not complete(merge({}, first.values), first.problems)
    second = read_arguments({"blocker_present": True}, merge({}, first.values))
    assert second.problems == ()
    assert complete(merge(merge({}, first.values), second.values), second.problems)


def test_a_sick_caller_is_not_asked_what_blocks_them() -> None:
    assert problem_fields({"call_type": "ops", "not_ready_reason": "sick", "blocker_present": True}) == []


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("yes, no gate code", "no gate code"),
        ("Yeah - the gate's locked", "the gate's locked"),
        ("One, no Water heater", "no Water heater"),
        ("an issue with the lift", "an issue with the lift"),
        ("yes", None),
        ("yes please", None),
    ],
)
def test_the_words_after_a_yes_are_the_note(said: str, note: str | None) -> None:
    values = read_arguments({"blocker_present": said}).values
    assert (values.get("blocker_present"), values.get("blocker_note")) == (True, note)


def test_the_note_that_was_given_beside_a_yes_is_kept() -> None:
    given = {"blocker_present": "yes, no gate code", "blocker_note": "The code for Oak Street is missing"}
    assert read_arguments(given).values["blocker_note"] == "The code for Oak Street is missing"


@pytest.mark.parametrize("figure", [62.7, "62.7", "1:30", -1, "a minute or so", True, [90], 10**9])
def test_a_figure_about_the_call_holds_nothing_up(figure: object) -> None:
    reading = read_arguments({**FULL, "duration_seconds": figure})
    assert "duration_seconds" not in reading.values
    assert reading.problems == ()


@pytest.mark.parametrize("refusal", ["I'd rather not say", "pass", "declined", "no comment"])
def test_an_energy_that_is_refused_is_not_asked_for_again(refusal: str) -> None:
    reading = read_arguments({**FULL, "energy_level": refusal})
    assert (reading.values.get("energy_level"), reading.problems) == (None, ())


def test_a_reason_that_cannot_be_read_holds_nothing_up() -> None:
    reading = read_arguments({"call_type": "ops", "ready_status": False, "not_ready_reason": "long story"})
    assert [problem.field for problem in reading.problems] == ["not_ready_reason"]
    assert complete(merge({}, reading.values), reading.problems)


@pytest.mark.parametrize("name", FREE_TEXT)
@pytest.mark.parametrize("words", ["what?", "ok, bye", "I dunno", "say again", "none at the moment", "(none)", "…"])
def test_what_is_no_answer_is_kept_in_no_text(name: str, words: str) -> None:
    assert read_arguments({name: words}).values == {}


def test_required_answers_are_asked_for() -> None:
    assert problem_fields({}) == ["call_type", "ready_status"]
    assert problem_fields({"energy_level": 3}, {"ready_status": True}) == ["call_type"]
    assert problem_fields({"energy_level": 3}, {"ready_status": True, "call_type": CallType.DAILY_CHECKIN}) == []


def test_an_unreadable_required_answer_is_named_once() -> None:
    assert problem_fields({"call_type": "lunch", "ready_status": "perhaps"}) == ["call_type", "ready_status"]


def test_a_missing_energy_is_asked_for_but_does_not_hold_up_the_checkin() -> None:
    answers = {"call_type": CallType.DAILY_CHECKIN, "ready_status": True}
    assert [problem.field for problem in outstanding(answers)] == ["energy_level"]
    assert complete(answers, ())
    assert outstanding({**answers, "call_type": CallType.OPS_ONLY}) == ()
    assert outstanding({**answers, "ready_status": False}) == ()


@pytest.mark.parametrize(
    ("raw", "kind"), [({"energy_level": 3}, CallType.DAILY_CHECKIN), ({"ready_status": True}, CallType.OPS_ONLY)]
)
def test_a_call_type_that_was_not_given_is_derived(raw: dict[str, object], kind: CallType) -> None:
    assert merge({}, read_arguments(raw).values)["call_type"] is kind


def test_a_note_without_the_flag_sets_the_flag() -> None:
    assert read_arguments({"blocker_note": "No ladder on the van"}).values["blocker_present"] is True


@pytest.mark.parametrize("note", ["none", "No", "no blockers.", "Nothing"])
def test_a_note_that_says_none_is_no_note(note: str) -> None:
    assert read_arguments({**FULL, "blocker_present": "no", "blocker_note": note}).values["blocker_present"] is False
    assert "blocker_present" not in read_arguments({"blocker_note": note}).values


def test_no_blockers_in_words_is_an_answer() -> None:
    assert read_arguments({"blocker_present": "none"}).values == {"blocker_present": False}


def test_a_reason_without_the_flag_means_not_ready() -> None:
    assert read_arguments({"not_ready_reason": "flat tire"}).values == {
        "ready_status": False,
        "not_ready_reason": NotReadyReason.VEHICLE,
    }


def test_answers_that_contradict_each_other_are_asked_again() -> None:
    raw = {"call_type": "ops", "ready_status": True, "not_ready_reason": "sick", "blocker_present": False}
    reading = read_arguments({**raw, "blocker_note": "Waiting on parts"})
    assert [problem.field for problem in reading.problems] == ["not_ready_reason", "blocker_note"]
    assert reading.values == {
        "call_type": CallType.OPS_ONLY,
        "ready_status": True,
        "blocker_present": False,
        "unclear_note": "Waiting on parts",
    }


@pytest.mark.parametrize(
    ("given", "unclear"),
    [
        ({"blocker_present": False, "blocker_note": "Gate is locked"}, "Gate is locked"),
        ({"blocker_present": "no, the gate is locked"}, "no, the gate is locked"),
        ({"blocker_present": "No. Well, the gate is locked", "blocker_note": "Gate is locked"}, "Gate is locked"),
        ({"blocker_note": "No, just the truck again"}, "No, just the truck again"),
    ],
)
def test_what_was_named_beside_a_no_is_unclear_until_it_is_settled(given: dict[str, object], unclear: str) -> None:
    reading = read_arguments({"call_type": "ops", "ready_status": True} | given)
    first = merge({}, reading.values)
    assert (first.get("unclear_note"), first.get("blocker_note")) == (unclear, None)
    assert not complete(first, reading.problems)
    assert len(reading.problems) == 1
    after_yes = merge(first, read_arguments({"blocker_present": True}, first).values)
    assert (after_yes["blocker_note"], after_yes.get("unclear_note")) == (unclear, None)
    after_no = merge(first, read_arguments({"blocker_present": "no"}, first).values)
    assert (after_no["blocker_present"], after_no.get("unclear_note")) == (False, None)
    named = merge(first, read_arguments({"blocker_note": "The code changed"}, first).values)
    assert (named["blocker_present"], named["blocker_note"], named.get("unclear_note")) == (
        True,
        "The code changed",
        None,
    )


def test_a_note_that_only_says_no_settles_nothing_and_is_none() -> None:
    assert read_arguments({"blocker_present": False, "blocker_note": "No blockers reported"}).values == {
        "blocker_present": False
    }


def test_a_last_day_out_means_not_ready() -> None:
    assert read_arguments({"out_until": "Thursday"}).values == {"out_until": date(2026, 11, 26), "ready_status": False}


def test_a_time_of_arrival_means_ready() -> None:
    assert read_arguments({"eta_minutes": "half past eight"}).values == {"eta_minutes": 40, "ready_status": True}


def test_a_no_beside_a_time_of_arrival_is_asked_again() -> None:
    reading = read_arguments(
        {"call_type": "ops", "ready_status": False, "not_ready_reason": "traffic", "eta_minutes": 30}
    )
    assert reading.values == {"call_type": CallType.OPS_ONLY}
    assert [problem.field for problem in reading.problems] == ["ready_status"]


def test_a_last_day_out_beside_a_yes_is_asked_again() -> None:
    reading = read_arguments({"call_type": "ops", "ready_status": True, "out_until": "2026-11-27"})
    assert reading.values == {"call_type": CallType.OPS_ONLY, "ready_status": True}
    assert [problem.field for problem in reading.problems] == ["out_until"]


def test_a_day_in_the_past_is_told_what_today_is() -> None:
    reading = read_arguments({"call_type": "ops", "ready_status": False, "out_until": "2024-11-28"})
    assert reading.problems[0].sentence == (
        "out_until must be a day from today (Tuesday, 2026-11-24) on; ask for the last day out, "
        "then call log_daily_checkin again"
    )
    assert complete(merge({}, reading.values), reading.problems)


def test_ready_after_all_clears_the_last_day_out_and_not_ready_the_arrival() -> None:
    out = merge({}, {"ready_status": False, "out_until": MOMENT.today})
    assert "out_until" not in merge(out, {"ready_status": True})
    late = merge({}, {"ready_status": True, "eta_minutes": 30})
    assert "eta_minutes" not in merge(late, {"ready_status": False})


def test_nobody_is_late_by_nothing() -> None:
    assert read_arguments({"eta_minutes": 0}).values == {}


def test_a_missing_reason_counts_as_other_until_it_is_given() -> None:
    first = merge({}, {"ready_status": False})
    assert first["not_ready_reason"] is NotReadyReason.OTHER
    assert merge(first, {"not_ready_reason": NotReadyReason.FAMILY})["not_ready_reason"] is NotReadyReason.FAMILY


def test_ready_after_all_clears_the_reason() -> None:
    first = merge({}, {"ready_status": False, "not_ready_reason": NotReadyReason.VEHICLE})
    assert merge(first, {"ready_status": True}) == {"call_type": CallType.OPS_ONLY, "ready_status": True}


def test_no_blocker_after_all_clears_the_note() -> None:
    first = merge({}, {"blocker_present": True, "blocker_note": "No ladder"})
    assert merge(first, {"blocker_present": False}) == {"call_type": CallType.OPS_ONLY, "blocker_present": False}


def test_a_blocker_after_all_keeps_its_note() -> None:
    first = merge({}, {"blocker_present": False})
    later = merge(first, read_arguments({"blocker_note": "No ladder"}).values)
    assert later == {"call_type": CallType.OPS_ONLY, "blocker_present": True, "blocker_note": "No ladder"}


def test_free_text_of_a_sick_day_is_not_kept_and_raises_no_blocker() -> None:
    reading = read_arguments({"call_type": "ops", "not_ready_reason": "flu", "blocker_note": "Throwing up all night"})
    assert reading.values == {
        "call_type": CallType.OPS_ONLY,
        "ready_status": False,
        "not_ready_reason": NotReadyReason.SICK,
    }
    assert reading.notes == ("On a sick day no free text is kept",)


def test_free_text_from_before_and_after_the_sick_answer_is_dropped() -> None:
    before = merge({}, {"ready_status": True, "blocker_note": "x", "goal_action_today": "y", "energy_level": 2})
    sick = merge(before, read_arguments({"ready_status": "no", "not_ready_reason": "sick"}).values)
    assert not set(sick) & set(FREE_TEXT)
    late = read_arguments({"blocker_note": "A fever"}, sick)
    assert late.values == {}
    assert merge(sick, late.values) == sick


@pytest.mark.parametrize(("name", "limit"), [("blocker_note", 1_000), ("primary_kpi", 300), ("call_id", 100)])
def test_text_over_the_limit_is_shortened_and_said(name: str, limit: int) -> None:
    reading = read_arguments({name: "x" * 200_000})
    assert reading.values[name] == "x" * limit
    assert reading.notes == (f"{name} was shortened to {limit:,} characters",)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Nothing yet."),
        ({"ready_status": True}, "Ready."),
        ({"ready_status": True, "energy_level": 3, "blocker_present": False}, "Ready, energy three, no blockers."),
        (FULL_READ, "Ready, energy four, waiting on the compressor."),
        ({"ready_status": False, "not_ready_reason": NotReadyReason.SICK}, "Not ready, sick."),
        ({"ready_status": False, "not_ready_reason": NotReadyReason.OTHER}, "Not ready."),
        ({"blocker_present": True}, "A blocker."),
        ({"blocker_present": True, "blocker_note": "HVAC unit is missing."}, "HVAC unit is missing."),
        ({"blocker_present": True, "blocker_note": "..."}, "A blocker."),
        ({"blocker_present": True, "blocker_note": "word " * 200}, f"Word{' word' * 23} …."),
    ],
)
def test_only_what_matters_is_read_back(answers: dict[str, object], sentence: str) -> None:
    assert readback(answers) == sentence


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
WORDS = "yes|no|ready|sick|kid|truck|daily|ops|four|4/5|6|none|n/a|true|0|84 seconds|not|maybe|waiting on parts"
SPOKEN = st.sampled_from(WORDS.split("|"))
ARGUMENTS = st.dictionaries(
    st.sampled_from([field.name for field in FIELDS] + ["employee_id", "mood"]), ANYTHING | SPOKEN, max_size=14
)
VALUES: dict[str, st.SearchStrategy[object]] = {
    field.name: {
        FieldKind.BOOLEAN: st.booleans(),
        FieldKind.INTEGER: st.integers(field.minimum or 0, field.maximum or 0),
        FieldKind.DATE: st.sampled_from([MOMENT.today, MOMENT.today + timedelta(days=3)]),
        FieldKind.TEXT: st.sampled_from(["parts", "ladder", "photos first"]),
        FieldKind.CHOICE: st.sampled_from([*(CallType if field.name == "call_type" else NotReadyReason)]),
    }[field.kind]
    for field in FIELDS
    if field.name not in CALL_FIELDS
}
ANSWERS = st.fixed_dictionaries({}, optional=VALUES)


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ("energy", StepName.ENERGY),
        ("Step 5", StepName.KPI_FOCUS),
        ("KPI focus", StepName.KPI_FOCUS),
        (3, StepName.ENERGY),
    ],
)
def test_step_is_read_by_name_title_or_number(given: object, step: StepName) -> None:
    assert read_arguments({"stopped_at": given}).values["stopped_at"] is step


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_read_as_the_script_names_it(step: Step) -> None:
    for said in (step.name, step.title, str(step.number)):
        assert read_arguments({"stopped_at": said}).values["stopped_at"] is step.name


def test_step_that_cannot_be_read_holds_nobody_up() -> None:
    assert problem_fields({**FULL, "stopped_at": "halfway"}) == []


@given(ARGUMENTS)
@example({"call_type": "yes", "primary_kpi": [" "]})
@example({"energy_level": "9" * 5000, "blocker_note": "\x00\ud800", "ready_status": "\u202eyes"})
def test_a_given_value_is_kept_or_named(raw: dict[str, object]) -> None:
    reading = read_arguments(raw)
    named = {problem.field for problem in reading.problems}
    said_nothing = {*FREE_TEXT, "last_commitment_done", "stopped_at", "duration_seconds", "call_id", "eta_minutes"}
    if "ready_status" in named:  # a no beside a time of arrival takes the reason along
        said_nothing |= {"not_ready_reason", "out_until"}
    for field in FIELDS:
        if field.name in raw and not is_absent(raw[field.name]):
            assert field.name in {*reading.values, *named, *said_nothing}, field.name


@given(ARGUMENTS)
def test_a_read_value_is_within_its_domain_and_survives_the_merge(raw: dict[str, object]) -> None:
    values = read_arguments(raw).values
    for field in FIELDS:
        value = values.get(field.name)
        if value is None:
            assert field.name not in values
        elif field.kind is FieldKind.BOOLEAN:
            assert isinstance(value, bool)
        elif field.kind is FieldKind.INTEGER:
            assert type(value) is int
            assert (field.minimum or 0) <= value <= (field.maximum or 0)
        elif field.kind is FieldKind.CHOICE:
            assert value in field.choices
        elif field.kind is FieldKind.DATE:
            assert isinstance(value, date)
        else:
            assert isinstance(value, str)
            assert 0 < len(value) <= (field.limit or 0)
    assert values.items() <= merge({}, values).items()


@given(ANSWERS)
def test_the_first_answers_are_consistent(new: dict[str, object]) -> None:
    answers = merge({}, new)
    assert answers["call_type"] in set(CallType)
    assert "not_ready_reason" not in answers or answers["ready_status"] is False
    assert "blocker_note" not in answers or answers["blocker_present"] is True
    assert answers.get("ready_status") is not False or "not_ready_reason" in answers
    assert readback(answers).endswith(".")


@given(ANSWERS, ANSWERS)
def test_merging_again_changes_nothing(first: dict[str, object], second: dict[str, object]) -> None:
    answers = merge(merge({}, first), second)
    assert merge(answers, second) == answers
    assert merge(answers, {}) == answers


@given(ANSWERS, st.sets(st.sampled_from(sorted(VALUES))))
def test_an_absent_value_never_erases(first: dict[str, object], absent: set[str]) -> None:
    answers = merge({}, first)
    assert merge(answers, dict.fromkeys(absent)) == answers


@given(ANSWERS, ANSWERS)
def test_a_later_value_wins(first: dict[str, object], second: dict[str, object]) -> None:
    later = read_consistently(second)
    answers = merge(merge({}, first), later)
    dropped = set(FREE_WORDS) if answers.get("not_ready_reason") == NotReadyReason.SICK else set()
    for name in set(later) - dropped:
        assert answers[name] == later[name]


def read_consistently(answers: dict[str, object]) -> dict[str, object]:
    return read_arguments({name: value for name, value in answers.items() if value is not None}).values
