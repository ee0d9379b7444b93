"""The strength lines: one short line turns one of the caller's strengths on today's job.

A line names the strength once, ends in something to do, and takes under 8 seconds to say. The wording is the
company's own; of Gallup's themes only the names are used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType

DAYS_WITHOUT_REPEAT = 14

STRENGTH_LINES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Achiever": (
            "Achiever: pick the one job that would make today a win, and finish it before lunch.",
            "Achiever: write down your three must-dos, and cross off the last one by four.",
            "Achiever: close the ticket all the way before you start the truck. Then roll.",
        ),
        "Responsibility": (
            "Responsibility: pick one promise you made a customer, and call them before they call you.",
            "Responsibility: leave a note on the job that the next tech could work from alone.",
            "Responsibility: say no to one extra today, so the job you promised gets done right.",
        ),
        "Competition": (
            "Competition: beat your own number from yesterday by one, and write it down.",
            "Competition: take the toughest ticket first, and put it in the win column by noon.",
            "Competition: set a clean finish time for your first job, then beat it without a shortcut.",
        ),
        "Learner": (
            "Learner: find one thing on the first unit you haven't seen before, and note it.",
            "Learner: ask one good question at the supply house, and use the answer today.",
            "Learner: read the page of the manual you usually skip, before you open the panel.",
        ),
        "Relator": (
            "Relator: give your first customer two honest minutes before you open the tool bag.",
            "Relator: call one teammate at lunch, and offer a hand with their hardest job.",
            "Relator: ask a customer what matters most to them, and do that part first.",
        ),
        "Communication": (
            "Communication: tell each customer what you'll do in one sentence, then start.",
            "Communication: end every job with a ten-word summary the customer could repeat.",
            "Communication: send dispatch one clear update before noon, so nobody has to ask.",
        ),
        "Analytical": (
            "Analytical: take one extra reading before you decide, and let the number pick the fix.",
            "Analytical: ask why twice on the first fault, and write the cause on the ticket.",
            "Analytical: think of your last two callbacks, and check for that same cause today.",
        ),
        "Harmony": (
            "Harmony: find what you and the customer agree on first, and settle the rest from there.",
            "Harmony: if a job gets tense, slow your voice down and offer two clear choices.",
            "Harmony: clear up one small mix-up with dispatch before lunch.",
        ),
        "Discipline": (
            "Discipline: run the same checklist on every job today, top to bottom, no skips.",
            "Discipline: photo, note, close. Do the three in that order on every ticket.",
            "Discipline: set the truck up the same way before each stop, starting with the first.",
        ),
        "Focus": (
            "Focus: name the one result that matters on this job, and park the rest until it's done.",
            "Focus: put the phone on silent for the first hour on site, then check it once.",
            "Focus: finish the fix in front of you before you look at the next ticket.",
        ),
        "Woo": (
            "Woo: learn the customer's name at the door, and use it once before you leave.",
            "Woo: get one customer smiling today, and ask them for a quick review.",
            "Woo: shake hands with one new face on site, and ask what they need from you.",
        ),
        "Empathy": (
            "Empathy: ask what the trouble is costing them today, and fix that worry first.",
            "Empathy: spot the customer who is stressed, and tell them what happens next.",
            "Empathy: notice who on the crew has a long week, and take one thing off them.",
        ),
    }
)
"""The client's twelve, three lines each: five strengths give fifteen mornings without a repeat."""

GENERAL_LINES: tuple[str, ...] = (
    "{strength}: use it on your hardest job first, and see it through.",
    "{strength}: pick the one stop where it helps most, and lean on it there.",
    "{strength}: use it once before ten, and note how it went.",
    "{strength}: name one customer it can help today, and do that one thing.",
    "{strength}: bring it to the first fifteen minutes of every job today.",
    "{strength}: use it to make one job easier for the next tech.",
    "{strength}: take the ticket you would rather skip, and start there.",
    "{strength}: use it to get one thing right the first time today.",
    "{strength}: put it to work on your number, once, before lunch.",
    "{strength}: let it choose your first move on the next job, then make it.",
    "{strength}: use it to tie up one loose end you have been carrying.",
    "{strength}: help one teammate with it today, on one task.",
    "{strength}: pick the part of today you do best, and do it first.",
    "{strength}: use it on the job site that worries you most, and call if you're stuck.",
)
"""For the other themes, and for the twelve of somebody whose own lines would come round too soon."""

STRENGTH_THEMES: tuple[str, ...] = (
    "Achiever", "Activator", "Adaptability", "Analytical", "Arranger", "Belief", "Command", "Communication",
    "Competition", "Connectedness", "Consistency", "Context", "Deliberative", "Developer", "Discipline", "Empathy",
    "Focus", "Futuristic", "Harmony", "Ideation", "Includer", "Individualization", "Input", "Intellection", "Learner",
    "Maximizer", "Positivity", "Relator", "Responsibility", "Restorative", "Self-Assurance", "Significance",
    "Strategic", "Woo",
)  # fmt: skip
"""The 34 theme names that a profile may hold."""


@dataclass(frozen=True)
class CoachingTip:
    strength: str
    line: str


def coaching_tip(strengths: Sequence[str], day: date) -> CoachingTip | None:
    """Return the line for that day: another one each day, another strength each day where there are several.

    Two weeks pass before a line comes again: where the twelve's own lines are too few, general ones join in.
    """
    tips = _rotation(tuple(dict.fromkeys(strengths)))
    return tips[day.toordinal() % len(tips)] if tips else None


def _rotation(strengths: tuple[str, ...]) -> list[CoachingTip]:
    own = [[CoachingTip(name, line) for line in STRENGTH_LINES.get(name, ())] for name in strengths]
    general = [[CoachingTip(name, line.format(strength=name)) for line in GENERAL_LINES] for name in strengths]
    # A theme outside the twelve has general lines only, but should not wait for its turn behind all of the others'.
    first = [lines or spare[:3] for lines, spare in zip(own, general, strict=True)]
    tips = _interleave(first)
    if len(tips) < DAYS_WITHOUT_REPEAT:
        tips += [tip for tip in _interleave(general) if tip not in tips]
    return tips[: max(DAYS_WITHOUT_REPEAT, sum(map(len, first)))]


def _interleave(columns: list[list[CoachingTip]]) -> list[CoachingTip]:
    depth = max(map(len, columns), default=0)
    rows = ([column[row] for column in columns if row < len(column)] for row in range(depth))
    return list(chain.from_iterable(rows))
