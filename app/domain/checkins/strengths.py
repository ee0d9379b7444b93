"""The 34 Gallup themes, and what the coach says for them: the words of step 6, as data.

A line names the theme once, turns it on today's job, ends in something to do and takes under 8 seconds to say.
"""

from collections.abc import Mapping

STRENGTH_THEMES = (
    "Achiever", "Activator", "Adaptability", "Analytical", "Arranger", "Belief", "Command", "Communication",
    "Competition", "Connectedness", "Consistency", "Context", "Deliberative", "Developer", "Discipline", "Empathy",
    "Focus", "Futuristic", "Harmony", "Ideation", "Includer", "Individualization", "Input", "Intellection", "Learner",
    "Maximizer", "Positivity", "Relator", "Responsibility", "Restorative", "Self-Assurance", "Significance",
    "Strategic", "Woo",
)  # fmt: skip

STRENGTH_LINES: Mapping[str, tuple[str, ...]] = {
    "Achiever": (
        "Achiever: pick the one job that would make today a win, and finish it before lunch.",
        "Achiever: write three must-dos on one card, and cross off the first by ten.",
        "Achiever: close one ticket all the way, photos and notes, before you drive to the next.",
        "Achiever: find the job that's been hanging around longest, and put it to bed today.",
        "Achiever: count finished jobs, not busy hours. Call your number for today, and hit it.",
    ),
    "Responsibility": (
        "Responsibility: pick the promise a customer is counting on today, and keep that one first.",
        "Responsibility: if a job will run late, call the customer before they call us.",
        "Responsibility: walk each site once before you leave, and fix the last small thing.",
        "Responsibility: you can't own it all. Pick the one job that's yours today, and finish it.",
        "Responsibility: owe somebody a call back? Make it before your first job.",
    ),
    "Competition": (
        "Competition: take yesterday's number, and beat it by one today.",
        "Competition: set a time to beat on your toughest job, and do it right the first time.",
        "Competition: write the one score that counts today on your dash, and check it at noon.",
        "Competition: race your own callbacks. Make one extra check on every job today.",
        "Competition: think of your best run at this kind of job, and match it by lunch.",
    ),
    "Learner": (
        "Learner: pick one thing you don't know about today's unit, and find out before you open it.",
        "Learner: ask one good question on your first job, and write the answer down.",
        "Learner: after your hardest job, note one thing to do different, and use it on the next.",
        "Learner: read one page of the manual for today's biggest job before you roll.",
        "Learner: take the newest thing you've picked up, and try it on a job before noon.",
    ),
    "Relator": (
        "Relator: pick a teammate who's loaded today, and offer to take one thing.",
        "Relator: give your first customer two straight minutes before you open the toolbox.",
        "Relator: if you're stuck for ten minutes, call the person you trust.",
        "Relator: find the customer you've met before, and ask how the last fix held up.",
        "Relator: on the two-person job, agree who does what before you start.",
    ),
    "Communication": (
        "Communication: tell each customer what you'll do, in one sentence, before you start.",
        "Communication: when a job changes today, text dispatch within the minute.",
        "Communication: write one job note so clear today that the next tech won't call you.",
        "Communication: on your biggest job, explain the fix in plain words before you pack up.",
        "Communication: tell the office one thing they don't know from the field, before noon.",
    ),
    "Analytical": (
        "Analytical: on your hardest job, take two readings before you touch anything.",
        "Analytical: pick the repeat call on your list, and find the cause before you swap a part.",
        "Analytical: guess the fault from the ticket, then test that guess first.",
        "Analytical: write down three readings on your first job, and check them before you leave.",
        "Analytical: give the hard one ten minutes to show its cause, then decide and move.",
    ),
    "Harmony": (
        "Harmony: take the customer most likely to be upset, and call them first with a straight answer.",
        "Harmony: if two jobs clash today, call dispatch early and agree on one plan.",
        "Harmony: with a tough customer, find the one thing you agree on, and start there.",
        "Harmony: if something isn't right on a job, say it once, calmly, before noon.",
        "Harmony: before a two-person job, agree on the order of work, then start.",
    ),
    "Discipline": (
        "Discipline: put today's stops in order before you start the engine, and stick to it.",
        "Discipline: run the full checklist on your first job, then do the same on every one.",
        "Discipline: put the tools for your first job on top, before you roll.",
        "Discipline: do the paperwork at each stop before you drive off.",
        "Discipline: set a stop time for the long job, and call dispatch when you reach it.",
    ),
    "Focus": (
        "Focus: pick the job that matters most, and leave your phone in the truck until it's done.",
        "Focus: one job at a time. Finish the first, notes and all, before you open the next.",
        "Focus: say what done looks like on your first job, and stop when you're there.",
        "Focus: choose the one thing that can't slip today, and do it first.",
        "Focus: give the hardest fix thirty minutes of nothing else, before lunch.",
    ),
    "Woo": (
        "Woo: get your first customer's name at the door, and use it when you leave.",
        "Woo: pick your grumpiest customer today, and win one smile before you go.",
        "Woo: meet one new person on site today, and find out who decides there.",
        "Woo: open every job with a hello and one question about the problem.",
        "Woo: when a job goes well today, ask that customer for a review.",
    ),
    "Empathy": (
        "Empathy: ask your first customer what bothers them most about it, and fix that first.",
        "Empathy: tell the customer who's been waiting longest when it'll work again, then make it so.",
        "Empathy: before you leave each job, ask: does that feel fixed to you?",
        "Empathy: spot the teammate who's buried today, and take one small job off them.",
        "Empathy: explain the wait the way you'd want to hear it, before they ask.",
    ),
}
"""Twelve themes with five lines each, so that the same one needs no repeat within two weeks."""

GENERAL_LINES = (
    "{theme}: pick the job today that needs it most, and do that one first.",
    "{theme}: use it on your hardest job, before lunch.",
    "{theme}: choose one customer who gets the most out of it today, and start there.",
    "{theme}: before you start the truck, decide which job gets it first.",
    "{theme}: put it into the first ten minutes of your first job.",
    "{theme}: when a job slows down today, let it pick your next move.",
    "{theme}: use it once for a teammate before noon.",
    "{theme}: look at your last job today, and plan now where you'll use it.",
    "{theme}: use it to fix one thing that bugged you yesterday.",
    "{theme}: let it choose your first move on the toughest job, and make that move early.",
    "{theme}: use it to make one handover clean today, notes and all.",
    "{theme}: find the part of today's number it can move, and work on that by noon.",
    "{theme}: give your second job five extra minutes of it, right at the start.",
    "{theme}: take the step you usually rush, and use it there today.",
    "{theme}: name one thing it will get done today, and do it before two.",
)
"""For the other 22 themes, dealt by the day: the same one never comes back within two weeks."""
