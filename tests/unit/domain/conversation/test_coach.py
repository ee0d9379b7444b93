"""The check-in by rule: what the coach asks next, and what is logged in the end."""

import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins import script
from app.domain.checkins.strengths import STRENGTH_LINES
from app.domain.conversation.coach import (
    CONTEXT_TOOL,
    LOG_TOOL,
    Conversation,
    Move,
    begin,
    hear,
    take_context,
    take_log_result,
)

CONTEXT = {
    "name": "Luis",
    "primary_kpi": ["First-time fix rate", "Callbacks"],
    "top_strengths": ["Achiever"],
    "90_day_goal": "Cut callbacks from 6 to 3 a week.",
    "coaching_tip": {"strength": "Achiever", "line": STRENGTH_LINES["Achiever"][0]},
    "mode": "daily_checkin",
}
SAVED = "Saved: Ready. Now say this and end the call: Saved, thanks. Have a good one, Luis."
MORNING = {"name": "Luis", "role": "technician", "mode": "daily_checkin", "greeting": "Morning, Luis. Ready?"}
FULL = ("Yeah, ready", "four", "nope", "Photos on three jobs", "photos before I leave", "One module", "No, good")


class HeldCall:
    """Holds a conversation to its end, with one answer of each tool; keeps what was said and sent."""

    def __init__(
        self, variables: Mapping[str, object], context: object = CONTEXT, results: Sequence[str] = (SAVED,)
    ) -> None:
        self.context = context if isinstance(context, str) else json.dumps(context)
        self.results = list(results)
        self.said: list[str] = []
        self.logged: list[Mapping[str, object]] = []
        self.fetched = 0
        self.state: Conversation
        self.ended = False
        self._take(begin(variables))

    def say(self, *texts: str) -> "HeldCall":
        for text in texts:
            assert not self.ended, f"the call was over before {text!r}"
            self._take(hear(self.state, text))
        return self

    def _take(self, step: tuple[Conversation, Move]) -> None:
        self.state, move = step
        if move.say:
            self.said.append(move.say)
        self.ended = move.ends
        if move.tool == CONTEXT_TOOL:
            self.fetched += 1
            self._take(take_context(self.state, self.context))
        elif move.tool:
            if move.tool == LOG_TOOL:
                self.logged.append(move.arguments)
            self._take(take_log_result(self.state, self.results.pop(0)))


def test_full_flow_follows_the_eight_steps_and_logs_once() -> None:
    call = HeldCall(MORNING).say(*FULL)
    assert call.said == [
        "Morning, Luis. Ready?",
        "Good. Your energy today, one to five?",
        "Thanks. Anything blocking you today, yes or no?",
        "Okay. Your number is First-time fix rate. What's one thing you'll do today to move it?",
        f"{STRENGTH_LINES['Achiever'][0]} Now repeat your focus in five words or less.",
        "Good. Your ninety-day goal: cut callbacks from 6 to 3 a week. What's one thing for it today?",
        "Okay. Ready, energy four, no blockers. Anything to change before I save it?",
        "Saved, thanks. Have a good one, Luis.",
    ]
    assert call.logged == [
        {
            "call_type": "daily_checkin",
            "ready_status": True,
            "energy_level": 4,
            "blocker_present": False,
            "kpi_action_today": "Photos on three jobs",
            "focus_summary_5_words": "photos before I leave",
            "goal_action_today": "One module",
            "primary_kpi": "First-time fix rate",
            "coach_prompt_used": "Achiever",
            "call_completed": True,
        }
    ]
    assert (call.fetched, call.ended) == (1, True)


@pytest.mark.parametrize("phrase", script.KILL_SWITCH_PHRASES)
@pytest.mark.parametrize("asked", range(len(FULL)))
def test_kill_switch_at_any_question_ends_in_ops_only(phrase: str, asked: int) -> None:
    call = HeldCall(MORNING).say(*FULL[:asked], phrase)
    still_to_ask = ["ready", "no"] if asked == 0 else ["no"] if asked < FULL.index("nope") + 1 else []
    call.say(*still_to_ask)
    [logged] = call.logged
    assert (logged["call_type"], logged["ready_status"], logged["blocker_present"]) == ("ops_only", True, False)
    assert call.ended


def test_silence_leads_into_ops_only_then_goodbye_and_nothing_is_logged() -> None:
    call = HeldCall(MORNING).say("", "")
    assert call.said[1:] == [
        f"{script.SILENCE_PROMPT} {script.OPS_ONLY_QUESTIONS[0]}",
        script.SILENCE_GOODBYE,
    ]
    assert (call.logged, call.ended) == ([], True)


@pytest.mark.parametrize("words", ["No, I'm sick", "Nope. Flu.", "I'm sick, staying home"])
def test_sick_is_logged_at_once(words: str) -> None:
    call = HeldCall(MORNING).say(words)
    assert call.logged == [
        {"call_type": "daily_checkin", "ready_status": False, "not_ready_reason": "sick", "call_completed": True}
    ]


def test_vehicle_is_asked_what_is_in_the_way() -> None:
    call = HeldCall(MORNING).say("Not yet, the truck won't start", "Dead battery, need a jump")
    assert call.said[1] == script.BLOCKER_QUESTION
    assert call.logged[0]["not_ready_reason"] == "vehicle"
    assert call.logged[0]["blocker_note"] == "Dead battery, need a jump"


def test_reason_is_asked_once_and_counts_as_other() -> None:
    call = HeldCall(MORNING).say("no", "rather not go into it")
    assert call.said[1] == script.REASON_QUESTION
    assert call.logged[0]["not_ready_reason"] == "other"


def test_vague_action_is_asked_for_a_measure_once() -> None:
    call = HeldCall(MORNING).say(*FULL[:3], "work hard", "really hard")
    assert call.said[-2] == script.MEASURABLE_REPROMPT
    assert call.said[-1].endswith(script.FIVE_WORDS)
    assert call.state.values["kpi_action_today"] == "really hard"


def test_blocker_without_a_note_is_asked_for_one() -> None:
    call = HeldCall(MORNING).say(*FULL[:2], "yeah", "No lift at the Hill site")
    assert call.said[-2] == script.BLOCKER_FOLLOW_UP
    assert call.state.values["blocker_note"] == "No lift at the Hill site"


def test_unclear_answer_is_asked_again_once_then_left_out() -> None:
    call = HeldCall(MORNING).say("ready", "mumble", "mumble")
    assert call.said[-2:] == ["Sorry, say that again?", script.BLOCKER_QUESTION]
    assert "energy_level" not in call.state.values


def test_correction_changes_that_answer_alone() -> None:
    call = HeldCall(MORNING).say(*FULL[:-1], "Make the energy a three")
    assert (call.logged[0]["energy_level"], call.logged[0]["ready_status"]) == (3, True)


def test_missing_answer_is_asked_once_more_and_logged_again() -> None:
    lacks = "Saved: Ready. energy_level is missing; ask for 1 to 5, then call log_daily_checkin again."
    call = HeldCall(MORNING, results=[lacks, SAVED]).say("ready", "hm", "hm", *FULL[2:], "three")
    assert [logged.get("energy_level") for logged in call.logged] == [None, 3]
    assert call.ended


def test_ops_only_mode_asks_two_questions() -> None:
    call = HeldCall(MORNING | {"mode": "ops_only"}).say("ready", "no")
    assert call.logged[0]["call_type"] == "ops_only"
    assert call.fetched == 0


def test_missing_profile_turns_into_ops_only() -> None:
    call = HeldCall(MORNING, context={"name": "Luis", "instead": "ops-only"}).say("ready", "no")
    assert call.said[1] == script.OPS_ONLY_QUESTIONS[1]
    assert call.logged[0]["call_type"] == "ops_only"


def test_general_mode_starts_a_check_in_when_asked() -> None:
    call = HeldCall({"name": "Luis", "role": "technician", "mode": "general"}).say("check-in")
    assert call.said[-1] == script.STEPS[1].say
    assert HeldCall({"mode": "general"}).say("my pay slip").said[-1] == "Dispatch can help with that."


def test_sick_call_is_taken_outside_the_window() -> None:
    call = HeldCall({"name": "Luis", "role": "technician", "mode": "general"}).say("I'm sick, not coming in")
    assert (call.logged[0]["not_ready_reason"], call.ended) == ("sick", True)


def test_unknown_caller_gets_no_check_in() -> None:
    variables = {"role": "unknown", "mode": "general", "what_to_do": script.SPOKEN_UNKNOWN_CALLER}
    call = HeldCall(variables).say("check-in")
    assert (call.said[-1], call.fetched, call.ended) == (script.SPOKEN_UNKNOWN_CALLER, 0, True)


@pytest.mark.parametrize("before", [(), ("Yeah, ready",), ("Yeah, ready", "four")])
def test_danger_ends_the_check_in_at_any_question(before: tuple[str, ...]) -> None:
    told = script.SAFETY_TOLD.format(emergency="nine one one")
    call = HeldCall(MORNING, results=[told]).say(*before, "yes, but I cut my hand")
    assert call.said[-1] == "If it's an emergency, hang up and dial nine one one now. Dispatch knows."
    assert call.ended


def test_caller_who_was_not_looked_up_is_asked_the_ops_only_questions() -> None:
    call = HeldCall({}, results=[script.SPOKEN_KEPT]).say("No, I'm sick")
    assert call.said[0] == script.DEFAULT_GREETING
    assert call.logged[0]["not_ready_reason"] == "sick"
    assert call.said[-1] == "Got it. If you're not coming in, call dispatch too."


def test_refusal_of_the_context_is_spoken() -> None:
    call = HeldCall(MORNING, context=script.SPOKEN_NOT_PERMITTED).say("ready")
    assert (call.said[-1], call.ended) == (script.SPOKEN_NOT_PERMITTED, True)


def test_records_away_turn_into_ops_only_and_what_is_told_is_said() -> None:
    call = HeldCall(MORNING, context=script.SPOKEN_CONTEXT_AWAY, results=[script.SPOKEN_KEPT]).say("ready", "no")
    assert call.said[-1] == "Got it. If you're not coming in, call dispatch too."


ANYTHING = st.text(max_size=40) | st.sampled_from([*FULL, *script.KILL_SWITCH_PHRASES, "", "yes", "no", "mumble", "3"])


@given(
    mode=st.sampled_from(["daily_checkin", "ops_only", "general"]), said=st.lists(ANYTHING, min_size=18, max_size=18)
)
def test_call_ends_whatever_is_said(mode: str, said: list[str]) -> None:
    lacks = "Saved: nothing yet. ready_status is missing; ask if they are ready, then call log_daily_checkin again."
    call = HeldCall(MORNING | {"mode": mode}, results=[lacks, lacks, SAVED])
    for text in said:
        if call.ended:
            break
        call.say(text)
    assert call.ended
    assert all(text for text in call.said)
