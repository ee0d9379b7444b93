"""Who calls in the simulator: what each scenario's caller answers at each question, in a few wordings."""

from collections.abc import Mapping
from enum import StrEnum
from random import Random

from app.domain.conversation.answers import Topic

Answers = Mapping[Topic, tuple[str, ...]]


class Scenario(StrEnum):
    DAILY = "daily"
    OPS_ONLY = "ops-only"
    SICK = "sick"
    LOW_ENERGY = "low-energy"
    BLOCKER = "blocker"
    HANG_UP = "hang-up"
    HURT = "hurt"
    PERSON = "person"
    ONE_BREATH = "one-breath"
    SLOW = "slow"


LOG_NOTHING = frozenset({Scenario.HANG_UP, Scenario.HURT, Scenario.PERSON})
"""Calls that end before the check-in is saved."""
HANGS_UP = "(hangs up)"
ANSWERS_TAKE: Mapping[Scenario, float] = {Scenario.SLOW: 11}
"""Seconds of an answer, pauses included, where it takes longer than most people's."""

GOOD_DAY: Answers = {
    Topic.GENERAL: ("Morning check-in.", "Hey, check-in."),
    Topic.READY: ("Yeah, ready.", "Yep.", "Ready to roll."),
    Topic.REASON: ("Something else.",),
    Topic.ENERGY: ("Four.", "Uh, four.", "Three-ish.", "Five today."),
    Topic.BLOCKER: ("No.", "Nope, all clear.", "Nothing."),
    Topic.BLOCKER_NOTE: ("Gate code at the site doesn't work.",),
    Topic.PROMISE: ("Yeah, done.", "Most of it.", "Didn't get to it."),
    Topic.KPI: (
        "Photos of every joint on three jobs.",
        "Test run ten minutes on every unit.",
        "Close all four tickets.",
    ),
    Topic.FOCUS: ("Photos before I leave.", "Slow down, do it right.", "No callbacks."),
    Topic.GOAL: ("One training module at lunch.", "Call back two old customers.", "Walk the site twice."),
    Topic.CONFIRM: ("No, good.", "That's it.", "Nope."),
    Topic.CHANGE: ("Make the energy a three.",),
    Topic.PERSON: ("No, I'm okay.",),
}
OTHERWISE: Mapping[Scenario, Answers] = {
    Scenario.DAILY: {},
    Scenario.OPS_ONLY: {
        Topic.GENERAL: ("Check-in, ops only.",),
        Topic.READY: ("Skip.", "I'm busy.", "Ops only.", "Not doing this today."),
    },
    Scenario.SICK: {
        Topic.READY: ("No, I'm sick.", "Nope. Flu, been up all night.", "I'm sick, not coming in."),
    },
    Scenario.LOW_ENERGY: {Topic.ENERGY: ("Two-ish.", "Two.", "One today.")},
    Scenario.BLOCKER: {
        Topic.BLOCKER: ("Yeah.", "Yes."),
        Topic.BLOCKER_NOTE: (
            "Waiting on the compressor for the Hill job.",
            "No lift at the school until noon.",
            "Gate code at the towers doesn't work.",
        ),
        Topic.KPI: ("I'll work hard.",),
    },
    Scenario.HANG_UP: {Topic.BLOCKER: (HANGS_UP,)},
    Scenario.HURT: {Topic.ENERGY: ("I cut my hand.", "There's a gas smell in here.")},
    Scenario.PERSON: {Topic.ENERGY: ("Can I talk to somebody?", "Let me talk to a person.")},
    Scenario.SLOW: {
        Topic.ENERGY: ("Let me think. I'd call it a four.",),
        Topic.BLOCKER: ("Yeah, still waiting on the compressor for the Hill job.",),
        Topic.KPI: ("Well, photos of every joint, on three jobs, before I close any of them.",),
    },
    Scenario.ONE_BREATH: {Topic.READY: ("Ready, energy four, no blockers.", "Yeah, ready, four, and no blockers.")},
}
AFTER_THE_FOLLOW_UP: Answers = {
    Topic.READY: ("Ready.", "Yeah."),
    Topic.KPI: ("Three jobs with photos, then.", "Two before noon."),
}
"""Said to a question that comes a second time, and after the kill-switch."""


class ScriptedCaller:
    """Answers as the scenario says; the same seed, the same words. `opening` replaces the first words."""

    def __init__(self, scenario: Scenario, chance: Random, *, opening: str | None = None) -> None:
        self._answers = {**GOOD_DAY, **OTHERWISE[scenario]}
        self._scenario, self._chance = scenario, chance
        self._opening = opening
        self._heard: set[Topic] = set()

    def answer(self, topic: Topic, *, ops_only: bool) -> str:
        if self._opening is not None:
            first_words, self._opening = self._opening, None
            self._heard.add(topic)
            return first_words
        has_switched = ops_only and topic is Topic.READY and self._scenario is Scenario.OPS_ONLY
        again = topic in AFTER_THE_FOLLOW_UP and (topic in self._heard or has_switched)
        self._heard.add(topic)
        return self._chance.choice(AFTER_THE_FOLLOW_UP[topic] if again else self._answers[topic])


def choose(scenario: str, chance: Random) -> Scenario:
    return chance.choice(list(Scenario)) if scenario == "random" else Scenario(scenario)
