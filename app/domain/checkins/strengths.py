"""The 34 Gallup themes, and what the coach says for them: the words of step 6, as data.

A line names the theme once, as a foreman would say it, turns it on today's job, ends in something to do, and takes
under 8 seconds to say. It never argues with dispatch's route, never needs a second person on the job, never leaves the
phone behind and never sells.
"""

from collections.abc import Mapping

STRENGTH_LINES: Mapping[str, tuple[str, ...]] = {
    "Achiever": (
        "Put your Achiever to work: pick the one job that would make today a win, and finish it.",
        "Feed your Achiever: write down three must-dos, and cross off the first by ten.",
        "Your Achiever likes done: close one ticket all the way, notes and photos, before you drive on.",
        "Let your Achiever loose on the job that's been hanging around longest, and put it to bed.",
        "Your Achiever counts finished jobs, not busy hours: call your number for today, and hit it.",
    ),
    "Activator": (
        "Use your Activator: start the job you'd rather put off first, within ten minutes of getting there.",
        "Your Activator gets things moving: find what's holding up your biggest job, and chase it before nine.",
        "Let your Activator make one call this morning that unsticks something.",
    ),
    "Adaptability": (
        "Your Adaptability will earn its keep: when the day changes, stop, pick the next step, and do it.",
        "Lean on your Adaptability: if a job moves today, tell that customer the new time right away.",
        "Use your Adaptability: name the job most likely to change, and decide your plan B now.",
    ),
    "Analytical": (
        "Put your Analytical to work: on your hardest job, take two readings before you touch anything.",
        "Let your Analytical loose on the repeat call: find the cause before you swap a part.",
        "Use your Analytical: guess the fault from the ticket, then test that guess first.",
        "Your Analytical trusts numbers: write three readings on your first job, and check them before you leave.",
        "Give your Analytical ten minutes with the hard one, then decide and move.",
    ),
    "Arranger": (
        "Use your Arranger: lay out the parts for your biggest job before you open the unit.",
        "Let your Arranger set up the truck so that your first job's tools come out first.",
        "Your Arranger sees the order: at your longest job, say the three steps out loud, then start.",
    ),
    "Belief": (
        "Your Belief says the work matters: pick the customer who needs it most, and do that one right.",
        "Act on your Belief: choose the one thing you won't cut short today, and don't.",
        "Let your Belief show: fix one small thing today that nobody would have checked.",
    ),
    "Command": (
        "Use your Command: when a job stalls today, make the call, say it plainly, and move.",
        "Your Command helps a worried customer: tell them what happens next, and when.",
        "Let your Command speak up once today about something that isn't safe or isn't right.",
    ),
    "Communication": (
        "Use your Communication: tell each customer what you'll do, in one sentence, before you start.",
        "Put your Communication to work: when a job changes today, text dispatch within the minute.",
        "Let your Communication write one job note so clear that the next tech won't call you.",
        "Use your Communication on your biggest job: explain the fix in plain words before you pack up.",
        "Your Communication can help the office: tell them one thing from the field before noon.",
    ),
    "Competition": (
        "Feed your Competition: take yesterday's number, and beat it by one today.",
        "Your Competition likes a clock: set a time for your toughest job, and get it right at once.",
        "Give your Competition one score that counts today, and check it at noon.",
        "Turn your Competition on callbacks: make one extra check on every job today.",
        "Let your Competition chase your own best run at this kind of job, and match it.",
    ),
    "Connectedness": (
        "Use your Connectedness: leave one note today that makes tomorrow's job easier for whoever gets it.",
        "Your Connectedness sees who's affected: on your biggest job, ask who else needs to know, and tell them.",
        "Let your Connectedness work: pass on one thing you learned last week to somebody it helps.",
    ),
    "Consistency": (
        "Use your Consistency: do the full check on your last job just like on your first.",
        "Your Consistency is worth money: pick one step people skip, and do it on every job today.",
        "Let your Consistency show: give each customer the same straight answer on time and cost.",
    ),
    "Context": (
        "Use your Context: read the last three visits on your hardest ticket before you go in.",
        "Your Context asks what changed: put that question to your first customer before you start.",
        "Let your Context help: note what was done here before, so the next tech knows.",
    ),
    "Deliberative": (
        "Use your Deliberative: find what could go wrong on your biggest job, and check it first.",
        "Your Deliberative is a safety tool: walk round the site once before you unload.",
        "Let your Deliberative slow one step today: test it twice before you close it up.",
    ),
    "Developer": (
        "Use your Developer: show one customer how to keep the fix working.",
        "Your Developer spots progress: tell a newer tech one thing they did well this week.",
        "Let your Developer work: write down one tip from today that would help a beginner.",
    ),
    "Discipline": (
        "Use your Discipline: run the full checklist on your first job, then the same on every one.",
        "Put your Discipline to work: load the tools for your first job on top before you roll.",
        "Let your Discipline do the paperwork at each stop before you drive off.",
        "Your Discipline likes a line: set a stop time for the long job, and call dispatch there.",
        "Use your Discipline: clean up each site the same way, and take one photo when you're done.",
    ),
    "Empathy": (
        "Use your Empathy: ask your first customer what bothers them most, and fix that first.",
        "Put your Empathy to work: tell the customer who's waited longest when it will run again.",
        "Let your Empathy ask, before you leave each job: does that feel fixed to you?",
        "Your Empathy hears trouble early: if a customer sounds tense, slow down, and ask one question.",
        "Use your Empathy: explain a wait the way you'd want to hear it, before they ask.",
    ),
    "Focus": (
        "Use your Focus: pick the job that matters most today, and let nothing small cut into it.",
        "Put your Focus on one job at a time: finish the first, notes and all, before the next.",
        "Let your Focus say what done looks like on your first job, and stop when you're there.",
        "Your Focus knows the one thing that can't slip today: name it, and do it first.",
        "Give your Focus thirty minutes of nothing but the hardest fix.",
    ),
    "Futuristic": (
        "Use your Futuristic: picture your biggest job done, and start with the step that gets you there.",
        "Your Futuristic looks ahead: spot one part that will fail next, and write it on the ticket.",
        "Let your Futuristic help a customer: tell them one thing to watch for this winter.",
    ),
    "Harmony": (
        "Use your Harmony: call the customer most likely to be upset first, with a straight answer.",
        "Put your Harmony to work: if two jobs clash today, call dispatch early.",
        "Let your Harmony find the one thing you and a tough customer agree on, and start there.",
        "Your Harmony keeps it calm: if something isn't right on a job, say it once, before noon.",
        "Use your Harmony: settle one loose end with somebody before it turns into an argument.",
    ),
    "Ideation": (
        "Use your Ideation: on your most annoying job, find one easier way to do it, and try it.",
        "Your Ideation is good for a stuck job: write three ideas, and test the simplest first.",
        "Let your Ideation send the office one idea today that would save ten minutes.",
    ),
    "Includer": (
        "Use your Includer: spot who's been left out of the news on your job, and tell them.",
        "Your Includer makes people welcome: greet everybody on site today, not just who signs.",
        "Let your Includer check in on the newest tech you know with one short message.",
    ),
    "Individualization": (
        "Use your Individualization: find out how your first customer likes to be kept posted, and do that.",
        "Your Individualization knows no two units are alike: check one thing today that's special here.",
        "Let your Individualization note one thing about a customer that helps the next visit.",
    ),
    "Input": (
        "Use your Input: collect one detail on your hardest job that nobody has written down yet.",
        "Your Input is worth sharing: put the model and part number you looked up in the notes.",
        "Let your Input ask one customer when the trouble started, and write the answer down.",
    ),
    "Intellection": (
        "Use your Intellection: think your hardest job through for five minutes before you open it.",
        "Your Intellection likes a puzzle: take the repeat fault, and write down why it comes back.",
        "Let your Intellection work on the drive, then say your first step before you get out.",
    ),
    "Learner": (
        "Feed your Learner: pick one thing you don't know about today's unit, and find out first.",
        "Put your Learner to work: ask one good question on your first job, and write the answer down.",
        "Let your Learner look back after your hardest job, and use one thing on the next.",
        "Give your Learner one page of the manual for today's biggest job before you roll.",
        "Your Learner has something new: take the latest thing you've picked up, and try it today.",
    ),
    "Maximizer": (
        "Use your Maximizer: take the job you're best at today, and make it your cleanest ever.",
        "Your Maximizer polishes: pick one step you already do well, and do it a notch better.",
        "Let your Maximizer find what went right yesterday, and do more of it by noon.",
    ),
    "Positivity": (
        "Use your Positivity: open your toughest visit with a smile and the good news first.",
        "Your Positivity travels: thank one person by name today, and say what for.",
        "Let your Positivity end one hard job well: tell the customer what works again.",
    ),
    "Relator": (
        "Use your Relator: find a teammate who's loaded today, and offer one piece of help by phone.",
        "Put your Relator to work: give your first customer two straight minutes before you open the toolbox.",
        "Let your Relator help: if you're stuck for ten minutes, call the person you trust.",
        "Your Relator remembers people: ask the customer you've met before how the last fix held up.",
        "Use your Relator: check in with one colleague today, and ask how their week is going.",
    ),
    "Responsibility": (
        "Use your Responsibility: pick the promise a customer is counting on, and keep that one first.",
        "Put your Responsibility to work: if a job will run late, call the customer before they call us.",
        "Let your Responsibility walk each site once before you leave, and fix the last small thing.",
        "Your Responsibility can't own it all: pick the one job that's yours today, and finish it.",
        "Use your Responsibility: if you owe somebody a call back, make it before your first job.",
    ),
    "Restorative": (
        "Use your Restorative: find the cause behind today's worst fault, and fix that, not the symptom.",
        "Your Restorative loves broken things: take the unit everybody gave up on, and find one fix.",
        "Let your Restorative check your last repair: one more test before you close the panel.",
    ),
    "Self-Assurance": (
        "Use your Self-Assurance: make the tough call on your hardest job, and note why.",
        "Your Self-Assurance calms people: tell one worried customer exactly what you'll do first.",
        "Trust your Self-Assurance: start with the fix you believe in, and set a time to check it.",
    ),
    "Significance": (
        "Use your Significance: pick the job that will be remembered today, and do it with care.",
        "Your Significance wants work that counts: finish one thing that a customer has waited for.",
        "Let your Significance leave a mark: sign off one job today you'd be proud to show.",
    ),
    "Strategic": (
        "Use your Strategic: look at your hardest job, find two ways through, and take the simpler.",
        "Your Strategic sees the snag: name what could hold you up today, and clear it early.",
        "Let your Strategic choose your first move on the big job before you open the door.",
    ),
    "Woo": (
        "Use your Woo: learn your first customer's name at the door, and use it when you leave.",
        "Put your Woo to work: pick your grumpiest customer today, and win one smile.",
        "Let your Woo open every job with a hello and one question about the problem.",
        "Your Woo breaks the ice: meet one new person on site today, and ask what they need.",
        "Use your Woo: end each visit by asking what else would make their day easier.",
    ),
}
"""Every theme has lines of its own: five for the common twelve, three for the others."""

STRENGTH_THEMES = tuple(STRENGTH_LINES)
COMMON_THEMES = (
    "Achiever", "Responsibility", "Competition", "Learner", "Relator", "Communication", "Analytical", "Harmony",
    "Discipline", "Focus", "Woo", "Empathy",
)  # fmt: skip
"""The twelve whose first lines stand in the prompt itself, for a call to which the context tool gave no line."""

GENERAL_LINES = (
    "Take your {theme} to the job today that needs it most, and do that one first.",
    "Use your {theme} on the hardest job of the day, and get it moving before lunch.",
    "Choose one customer who gets the most out of your {theme} today, and start there.",
    "Before you start the truck, decide which job gets your {theme} first.",
    "Put your {theme} into the first ten minutes of your first job.",
    "When a job slows down today, let your {theme} pick your next move.",
    "Find one teammate today who could use your {theme}, and help out before noon.",
    "Look at your last job today, and plan now where your {theme} comes in.",
    "Use your {theme} to fix one thing that bugged you yesterday.",
    "Let your {theme} choose your first move on the toughest job, and make it early.",
    "Use your {theme} to make one handover clean today, notes and all.",
    "Find the part of today's number that your {theme} can move, and work on it by noon.",
    "Give your second job five extra minutes of your {theme}, right at the start.",
    "Take the step you usually rush, and use your {theme} there today.",
    "Name one thing your {theme} will get done today, and do it before two.",
)
"""Where a theme's own lines would come round within two weeks, because few themes are on record: dealt by the day."""
