"""The check-in by rule: what the coach asks next, and what is logged in the end."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.checkins import script
from app.domain.checkins.strengths import STRENGTH_LINES
from app.domain.conversation.coach import (
    AGAIN,
    CALL_BACK_TOOL,
    CONTEXT_TOOL,
    LOG_TOOL,
    NOT_OURS,
    SAFETY_TOOL,
    begin,
    hear,
    known,
    take_context,
    take_log_result,
)
from app.domain.conversation.flow import MOST_ASKS
from app.domain.conversation.state import Conversation, Move

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


LACKS_READY = "Saved: nothing yet. ready_status is missing; ask if they are ready, then call log_daily_checkin again."
TOLD = script.SAFETY_TOLD.format(emergency="nine one one")


def result_of(tool: str, arguments: Mapping[str, object]) -> str:
    """Return what the tools answer to such arguments, in short."""
    if tool != LOG_TOOL:
        return TOLD if tool == SAFETY_TOOL else script.CALL_BACK_ASKED
    if "ready_status" not in arguments:
        return LACKS_READY
    in_mid_call = arguments["call_completed"] is False and arguments["ready_status"] is True
    return f"Saved: Ready. {script.GO_ON}" if in_mid_call else SAVED


class HeldCall:
    """Holds a conversation to its end; keeps what was said and sent. `results`: of the first tools that write."""

    def __init__(self, variables: Mapping[str, object], context: object = CONTEXT, results: Sequence[str] = ()) -> None:
        self.context = context if isinstance(context, str) else json.dumps(context)
        self.results = list(results)
        self.said: list[str] = []
        self.logged: list[Mapping[str, object]] = []
        self.tools: list[str] = []
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
            self.tools.append(move.tool)
            if move.tool == LOG_TOOL:
                self.logged.append(move.arguments)
            result = self.results.pop(0) if self.results else result_of(move.tool, move.arguments)
            self._take(take_log_result(self.state, result))


def test_full_flow_follows_the_eight_steps_saves_in_the_middle_and_at_the_end() -> None:
    call = HeldCall(MORNING).say(*FULL)
    assert call.said == [
        "Morning, Luis. Ready?",
        "Good. Your energy today, one to five?",
        "Thanks. Anything blocking you today, yes or no?",
        "Okay. Your number is First-time fix rate. What's one thing you'll do today to move it?",
        f"{STRENGTH_LINES['Achiever'][0]} Repeat your focus in five words or less.",
        "Good. Your ninety-day goal: cut callbacks from 6 to 3 a week. What's one thing for it today?",
        "Okay. Ready, energy four, no blockers. Anything to change before I save it?",
        "Saved, thanks. Have a good one, Luis.",
    ]
    operational = {"call_type": "daily_checkin", "ready_status": True, "energy_level": 4, "blocker_present": False}
    assert call.logged == [
        operational | {"call_completed": False},
        operational
        | {
            "kpi_action_today": "Photos on three jobs",
            "focus_summary_5_words": "photos before I leave",
            "goal_action_today": "One module",
            "primary_kpi": "First-time fix rate",
            "coach_prompt_used": "Achiever",
            "call_completed": True,
        },
    ]
    assert (call.fetched, call.ended) == (1, True)


@pytest.mark.parametrize("phrase", script.KILL_SWITCH_PHRASES)
@pytest.mark.parametrize("asked", range(len(FULL)))
def test_kill_switch_at_any_question_ends_in_ops_only(phrase: str, asked: int) -> None:
    call = HeldCall(MORNING).say(*FULL[:asked], phrase)
    still_to_ask = ["ready", "no"] if asked == 0 else ["no"] if asked < FULL.index("nope") + 1 else []
    call.say(*still_to_ask)
    *_, logged = call.logged
    assert (logged["call_type"], logged["ready_status"], logged["blocker_present"]) == ("ops_only", True, False)
    assert call.ended


def test_silence_leads_into_ops_only_then_goodbye_and_nothing_is_logged() -> None:
    call = HeldCall(MORNING).say("", "")
    assert call.said[1:] == [
        f"{script.SILENCE_PROMPT} {script.OPS_ONLY_QUESTIONS[0]}",
        script.NOTHING_SAVED_GOODBYE,
    ]
    assert (call.logged, call.ended) == ([], True)


def test_word_that_somebody_left_is_said_before_the_energy() -> None:
    word = "Dana says: nice work at Harlan."
    call = HeldCall(MORNING, context=CONTEXT | {"word_left": word}).say("Yeah, ready")
    assert call.said[-1] == f"{word} Your energy today, one to five?"


@pytest.mark.parametrize(
    ("said", "logged"), [("yep", "yes"), ("half of it", "partly"), ("no, it rained", "no"), ("the purple one", None)]
)
def test_promise_of_yesterday_is_asked_about_once_and_never_argued_with(said: str, logged: str | None) -> None:
    promise = "Yesterday: call three customers. Done?"
    call = HeldCall(MORNING, context=CONTEXT | {"promise_to_ask": promise}).say("Yeah, ready", "four", "no blockers")
    assert call.said[-1] == promise
    call.say(said)
    assert call.said[-1].startswith("Okay. Your number is")
    call.say("Three jobs with photos", "photos first", "one module", "no")
    assert [call.logged[0].get("last_commitment_done"), call.logged[-1].get("last_commitment_done")] == [None, logged]
    assert (call.said.count(promise), call.ended) == (1, True)


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
    assert (call.logged[-1]["energy_level"], call.logged[-1]["ready_status"]) == (3, True)


def test_missing_answer_is_asked_once_more_and_logged_again() -> None:
    go_on = f"Saved: Ready. {script.GO_ON}"
    lacks = "Saved: Ready. energy_level must be 1 to 5; ask again, then call log_daily_checkin again."
    call = HeldCall(MORNING, results=[go_on, lacks]).say(*FULL, "three")
    assert [logged.get("energy_level") for logged in call.logged] == [4, 4, 3]
    assert call.ended


def test_answer_asked_for_twice_is_not_asked_for_by_the_result_again() -> None:
    lacks = f"Saved: Ready. energy_level is missing; ask for 1 to 5. Otherwise {script.SAY_AND_END} Drive safe."
    go_on = f"Saved: Ready. {script.GO_ON}"
    call = HeldCall(MORNING, results=[go_on, lacks]).say("ready", "hm", "hm", *FULL[2:])
    assert (call.said[-1], call.ended, "energy_level" in call.logged[-1]) == ("Drive safe.", True, False)


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


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("Ready, energy four, no blockers.", {"ready_status": True, "energy_level": 4, "blocker_present": False}),
        ("Yeah, ready, four, and no blockers", {"ready_status": True, "energy_level": 4, "blocker_present": False}),
        ("ready and my energy is a three", {"ready_status": True, "energy_level": 3}),
        (
            "Ready, energy four, one blocker, waiting on the compressor",
            {
                "ready_status": True,
                "energy_level": 4,
                "blocker_present": True,
                "blocker_note": "waiting on the compressor",
            },
        ),
        ("Ready but thirty minutes late", {"ready_status": True, "eta_minutes": "thirty minutes"}),
        ("I'm not coming in, out until Thursday", {"ready_status": False, "out_until": "until Thursday"}),
        (
            "Ready, four, no blockers, I'll take photos on three jobs, focus: slow down, my goal: one module",
            {
                "ready_status": True,
                "energy_level": 4,
                "blocker_present": False,
                "kpi_action_today": "I'll take photos on three jobs",
                "focus_summary_5_words": "slow down",
                "goal_action_today": "one module",
            },
        ),
    ],
)
def test_several_answers_in_one_breath_are_heard_and_not_asked_for(words: str, answers: Mapping[str, object]) -> None:
    call = HeldCall(MORNING).say(words)
    assert dict(call.state.values) == answers
    asked_for = {"energy_level": "Your energy today", "blocker_present": "Anything blocking you"}
    assert [field for field, question in asked_for.items() if question in call.said[-1] and field in answers] == []


@pytest.mark.parametrize("mode", ["daily_checkin", "ops_only"])
@pytest.mark.parametrize("before", [(), ("yes",)])
def test_not_coming_in_after_all_is_heard_in_any_mode(mode: str, before: tuple[str, ...]) -> None:
    call = HeldCall(MORNING | {"mode": mode}).say(*before, "actually I'm not coming in")
    assert call.said[-1] == script.REASON_QUESTION
    call.say("I'm sick")
    kind = "ops_only" if mode == "ops_only" else "daily_checkin"
    assert call.logged == [
        {"call_type": kind, "ready_status": False, "not_ready_reason": "sick", "call_completed": True}
    ]


def test_not_coming_in_at_the_confirmation_leaves_nothing_else_of_the_day() -> None:
    call = HeldCall(MORNING).say(*FULL[:-1], "actually I'm sick, I'm not coming in")
    assert call.logged[-1] == {
        "call_type": "daily_checkin",
        "ready_status": False,
        "not_ready_reason": "sick",
        "call_completed": True,
    }


@pytest.mark.parametrize("asked", range(3, len(FULL)))
def test_blocker_that_comes_to_mind_later_is_asked_for_and_the_call_goes_on(asked: int) -> None:
    call = HeldCall(MORNING).say(*FULL[:asked], "actually I have a blocker")
    assert call.said[-1] == script.BLOCKER_FOLLOW_UP
    call.say("No lift at the Hill site", *FULL[asked : -1 if asked == len(FULL) - 1 else None])
    assert (call.logged[-1]["blocker_note"], call.ended) == ("No lift at the Hill site", True)


def test_blocker_named_at_the_confirmation_is_saved() -> None:
    call = HeldCall(MORNING).say(*FULL[:-1], "Oh, I have a blocker: gate code is wrong")
    assert (call.logged[-1]["blocker_note"], call.ended) == ("gate code is wrong", True)


def test_yes_to_a_change_is_asked_what() -> None:
    call = HeldCall(MORNING).say(*FULL[:-1], "yes")
    assert call.said[-1] == script.CHANGE_QUESTION
    assert call.say("make the energy a two").logged[-1]["energy_level"] == 2


@pytest.mark.parametrize("words", ["what?", "say again", "Morning", "who is this?"])
def test_question_that_was_not_heard_is_said_again(words: str) -> None:
    call = HeldCall(MORNING).say("ready", words)
    assert call.said[-2:] == ["Good. Your energy today, one to five?"] * 2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "Who sees this?",
            "You, your own managers and, on record, HR. Dispatch only hears if you're in and what blocks you.",
        ),
        ("Are you a real person?", "I'm an automated coach. Want a person? Just say so."),
        ("What's my goal?", "Your goal: cut callbacks from 6 to 3 a week."),
        ("What did I say yesterday?", "You said: two callbacks, and one module."),
    ],
)
@pytest.mark.parametrize("before", [("ready",), ("ready", "four", "no")])
def test_question_back_is_answered_and_the_open_one_asked_again(before: tuple[str, ...], asked: str, said: str) -> None:
    commitment = {"on": "Monday", "kpi_action": "two callbacks", "goal_action": "one module"}
    call = HeldCall(MORNING, context=CONTEXT | {"last_commitment": commitment}).say(*before)
    was_asked = call.said[-1]
    call.say(asked)
    assert (call.said[-1], call.ended) == (f"{said} {was_asked}", False)
    assert "kpi_action_today" not in call.state.values


@pytest.mark.parametrize("words", ["what?", "morning", "hello", ""])
def test_general_question_is_said_again_before_the_call_ends(words: str) -> None:
    call = HeldCall({"mode": "general"}).say(words)
    assert (call.said[-1], call.ended) == (script.GENERAL_QUESTION, False)
    assert call.say(words).ended


@pytest.mark.parametrize("words", ["Can you check my schedule?", "Busy day ahead", "I need my pay slip"])
def test_what_is_no_check_in_goes_to_dispatch(words: str) -> None:
    call = HeldCall({"mode": "general"}).say(words)
    if not call.ended:
        call.say(words)
    assert (call.said[-1], call.tools, call.fetched) == ("Dispatch can help with that.", [], 0)


@pytest.mark.parametrize("mode", ["daily_checkin", "ops_only", "general"])
@pytest.mark.parametrize("words", ["Can I talk to a person?", "let me speak to somebody", "call me back later"])
def test_person_is_asked_for_at_any_time(mode: str, words: str) -> None:
    call = HeldCall(MORNING | {"mode": mode}).say(words)
    assert (call.tools, call.said[-1], call.ended) == ([CALL_BACK_TOOL], "I've asked them to call you.", True)


@pytest.mark.parametrize(("answer", "tools"), [("yes please", [CALL_BACK_TOOL]), ("no", []), ("", [])])
def test_despair_ends_the_check_in_and_keeps_nothing(answer: str, tools: list[str]) -> None:
    call = HeldCall(MORNING).say("ready", "I don't want to be here anymore")
    assert call.said[-1] == script.SPOKEN_CRISIS.format(crisis_line="nine eight eight")
    call.say(answer)
    assert (call.tools, known(call.state), call.ended) == (tools, {}, True)


@pytest.mark.parametrize(
    ("said", "last_words", "logged"),
    [
        (("bye",), script.NOTHING_SAVED_GOODBYE, []),
        (("ready", "gotta go"), "Saved, thanks. Have a good one, Luis.", [True]),
        (("mumble", "mumble", "three", "no", "gotta go"), script.UNCLEAR_GOODBYE, [None]),
    ],
)
def test_goodbye_saves_what_is_known_or_says_that_nothing_is(
    said: tuple[str, ...], last_words: str, logged: list[object]
) -> None:
    call = HeldCall(MORNING).say(*said)
    assert (call.said[-1], [row.get("ready_status") for row in call.logged]) == (last_words, logged)


ANYTHING = st.text(max_size=40) | st.sampled_from(
    [
        *FULL,
        *script.KILL_SWITCH_PHRASES,
        *("", "yes", "no", "mumble", "3", "what?", "Morning", "bye", "check-in", "who sees this?", "call me later"),
        *("Ready, energy four, no blockers", "actually I'm not coming in", "I have a blocker", "I'm sick", "the truck"),
        *("actually I have a blocker: no lift", "thirty minutes late", "make it a two", "busy day ahead", "dunno"),
    ]
)
MAY_BE_SAID_OFTEN = {AGAIN}


@settings(max_examples=2_000, deadline=None)
@given(
    mode=st.sampled_from(["daily_checkin", "ops_only", "general"]),
    context=st.sampled_from([CONTEXT, CONTEXT | {"90_day_goal": ""}, script.SPOKEN_CONTEXT_AWAY]),
    said=st.lists(ANYTHING, min_size=24, max_size=24),
)
def test_no_call_ends_without_a_row_or_a_reason_and_none_asks_a_third_time(
    mode: str, context: object, said: list[str]
) -> None:
    call = HeldCall(MORNING | {"mode": mode}, context=context)
    for text in said:
        if call.ended:
            break
        call.say(text)
    assert call.ended
    assert all(call.said)
    often = {words for words, times in Counter(call.said).items() if times > MOST_ASKS}
    assert often <= MAY_BE_SAID_OFTEN
    saved = any("ready_status" in logged for logged in call.logged)
    explained = call.said[-1] in {NOT_OURS, script.NOTHING_SAVED_GOODBYE, script.UNCLEAR_GOODBYE}
    assert saved or explained or CALL_BACK_TOOL in call.tools
