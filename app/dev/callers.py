"""Who calls in the simulator: what each scenario's caller answers at each question, in a few wordings."""

from collections.abc import Mapping
from enum import StrEnum
from random import Random

from app.domain.conversation.answers import Place

Answers = Mapping[Place, tuple[str, ...]]


class Scenario(StrEnum):
    DAILY = "daily"
    OPS_ONLY = "ops-only"
    SICK = "sick"
    LOW_ENERGY = "low-energy"
    BLOCKER = "blocker"
    HANG_UP = "hang-up"


HANGS_UP = "(hangs up)"

GOOD_DAY: Answers = {
    Place.GENERAL: ("Morning check-in.", "Hey, check-in."),
    Place.READY: ("Yeah, ready.", "Yep.", "Ready to roll."),
    Place.REASON: ("Something else.",),
    Place.ENERGY: ("Four.", "Uh, four.", "Three-ish.", "Five today."),
    Place.BLOCKER: ("No.", "Nope, all clear.", "Nothing."),
    Place.BLOCKER_NOTE: ("Gate code at the site doesn't work.",),
    Place.KPI: (
        "Photos of every joint on three jobs.",
        "Test run ten minutes on every unit.",
        "Close all four tickets.",
    ),
    Place.FOCUS: ("Photos before I leave.", "Slow down, do it right.", "No callbacks."),
    Place.GOAL: ("One training module at lunch.", "Call back two old customers.", "Walk the site twice."),
    Place.CONFIRM: ("No, good.", "That's it.", "Nope."),
}
OTHERWISE: Mapping[Scenario, Answers] = {
    Scenario.DAILY: {},
    Scenario.OPS_ONLY: {
        Place.GENERAL: ("Check-in, ops only.",),
        Place.READY: ("Skip.", "I'm busy.", "Ops only.", "Not doing this today."),
    },
    Scenario.SICK: {
        Place.READY: ("No, I'm sick.", "Nope. Flu, been up all night.", "I'm sick, not coming in."),
    },
    Scenario.LOW_ENERGY: {Place.ENERGY: ("Two-ish.", "Two.", "One today.")},
    Scenario.BLOCKER: {
        Place.BLOCKER: ("Yeah.", "Yes."),
        Place.BLOCKER_NOTE: (
            "Waiting on the compressor for the Hill job.",
            "No lift at the school until noon.",
            "Gate code at the towers doesn't work.",
        ),
        Place.KPI: ("I'll work hard.",),
    },
    Scenario.HANG_UP: {Place.GENERAL: (HANGS_UP,), Place.READY: (HANGS_UP,)},
}
AFTER_THE_FOLLOW_UP: Answers = {
    Place.READY: ("Ready.", "Yeah."),
    Place.KPI: ("Three jobs with photos, then.", "Two before noon."),
}
"""Said to a question that comes a second time, and after the kill-switch."""


class Caller:
    """Answers as the scenario says; the same seed, the same words. `opening` replaces the first words."""

    def __init__(self, scenario: Scenario, chance: Random, *, opening: str | None = None) -> None:
        self._answers = {**GOOD_DAY, **OTHERWISE[scenario]}
        self._chance = chance
        self._opening = opening
        self._heard: set[Place] = set()

    def answer(self, place: Place, *, ops_only: bool) -> str:
        if self._opening is not None:
            said, self._opening = self._opening, None
            self._heard.add(place)
            return said
        again = place in AFTER_THE_FOLLOW_UP and (place in self._heard or (ops_only and place is Place.READY))
        self._heard.add(place)
        return self._chance.choice(AFTER_THE_FOLLOW_UP[place] if again else self._answers[place])


def choose(scenario: str, chance: Random) -> Scenario:
    return chance.choice(list(Scenario)) if scenario == "random" else Scenario(scenario)
