"""Number words, and what people say around a number, as data: words between commas."""

from app.domain.checkins.spoken.text import phrases

_UNITS = phrases("""
    zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen,
    sixteen, seventeen, eighteen, nineteen
""")
_DECADES = phrases("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety")

TENS = {word: 10 * count for count, word in enumerate(_DECADES, start=2)}
DIGITS = {word: value for value, word in enumerate(_UNITS[:10]) if value}
NUMBERS = {word: value for value, word in enumerate(_UNITS)} | TENS
NOT_WHOLE = frozenset(phrases("half, quarter, third, hundred, thousand, percent, point"))
"""Make a clause one about a number, and are none that can be read by themselves."""

BESIDE_A_SCORE = frozenset(
    phrases("""
    um, uh, uhm, er, erm, hm, hmm, oh, ah, well, so, okay, ok, yes, yeah, yep, yup, sure, please, thanks, thank, you,
    sir, ma'am, boss, man, about, a, an, around, roughly, easily, suppose, i suppose, mm, sorry, coach, full, middle,
    middling, low, like, maybe, solid, strong, weak, probably, i, im, i'd, i'm, say, said, call, it, its, it's, that,
    that's, thats, is, my, energy, level, number, score, of, feeling, feel, think, guess, ish, today, this, morning,
    just, only, approximately, still, kind, sort, kinda, sorta, let's, lets, let, put, me, down, for, i'll, go, with,
    definitely, honestly, right, now, the, be, would, we'll, we'd, give, hard, myself, as
""")
)
BESIDE_SECONDS = BESIDE_A_SCORE | frozenset(phrases("seconds, second, secs, sec, s, took, lasted, and"))

DENIALS = frozenset(phrases("not, no, never"))
HOW_SOMEBODY_IS = DENIALS | frozenset(
    phrases("""
    barely, hardly, dead, decent, doing, roll, rock, go, let's, badly, monday, tuesday, wednesday, thursday, friday,
    saturday, sunday, weekend, ever, back, hurts, hurt, didn't, don't, haven't, hasn't, wasn't, isn't, couldn't,
    can't, sleep, slept, sleeping, sleepless, asleep, awake, rest, rested, much, well, great, good, bad, better, best,
    worse, fine, okay, alright, awesome, amazing, fantastic, excellent, perfect, super, happy, rough, tough, hard,
    long, short, late, early, tired, exhausted, beat, wiped, drained, worn, out, sore, achy, stiff, sluggish, sleepy,
    groggy, foggy, slow, low, high, energized, energised, energetic, pumped, fired, up, ready, night, day, week,
    morning, coffee, caffeine, kids, kid, baby, kept, me, too, very, really, pretty, bit, little, lot, enough,
    average, normal, usual, same, always, before, been, feeling, all, more, less, than, yesterday, today, complaints,
    so, far, yet, the, a, my, of, in, it's, was, is, had, got, need, could, be
""")
)
"""A clause of these words alone says how the caller is, and leaves the number as it is."""
HOW_MUCH = frozenset(phrases("really, very, too, so, today, yet, exactly, quite, pretty, always, usual, normal"))
"""Beside a denial alone they turn the number over: "five, not really"."""
TURNS_OVER = frozenset(
    phrases("""
    yesterday, no, not, nope, nah, never, wait, hold, hang, actually, mean, meant, kidding, joking, scratch,
    correction, rather, instead, or, cancel, wrong, make, change, forget, mind, second, seconds, sec, secs, minute,
    minutes, min, mins, hour, hours, moment, moments, am, pm, o'clock, oclock, thing, things, day, days, week, weeks,
    month, months, year, years, job, jobs, stop, stops, call, calls, ticket, tickets, part, parts, guys, people,
    person, times, more, less, under, over, below, above, plus, minus, percent, half, point, except, unless, if, but,
    out, repeat, question, what, why, when, who, how
""")
)
"""In a statement beside the number these could make it another number, or the count of something."""
