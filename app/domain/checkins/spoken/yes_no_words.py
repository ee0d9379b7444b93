"""What means yes and no to each question of the check-in, as data: phrases between commas."""

from app.domain.checkins.spoken.senses import Sense, lexicon
from app.domain.checkins.spoken.yes_no import YesNo

ANYWHERE = {
    Sense.OPENS_WITH_YES: """
        yes, sí, true, yeah, yea, yep, yup, yeh, ya, yah, aye, aye aye, yessir, yes sir, yes ma'am, uh huh, mm hmm,
        mm hm, mmhmm, mhm, sure, sure thing, absolutely, definitely, certainly, totally, of course, affirmative,
        affirm, correct, that's correct, that's right, indeed, you bet, you betcha, hell yes, hell yeah, heck yeah,
        for sure, exactly, positive, roger, roger that, copy, copy that, ten four, 10 4, you know it, damn right, oui,
        si
    """,
    Sense.WEAK_YES: """
        ok, okay, okey dokey, okie dokie, k, alright, all right, right, i think so, i guess so, i suppose so,
        i believe so, should be
    """,
    Sense.OPENS_WITH_NO: """
        no, nope, nah, naw, negative, false, uh uh, nuh uh, mm mm, no sir, no ma'am, nosir, hell no, heck no, no way,
        no chance, not at all, absolutely not, definitely not, of course not, certainly not, afraid not,
        i'm afraid not, i don't think so, don't think so, not really, not today, not yet, not right now, not now,
        not that i know of, not that i can think of, not that i'm aware of, not to my knowledge, not as far as i know,
        never
    """,
    Sense.DENIES: "not, isn't, aren't, ain't, don't, haven't, isnt, aint, dont, havent",
    Sense.CANNOT: """
        can't, cannot, won't, wasn't, doesn't, didn't, wouldn't, couldn't, hasn't, shouldn't, doesnt, didnt, cant,
        wont, hasnt, without
    """,
    Sense.STALLS: """
        but, except, although, though, unless, if, maybe, perhaps, might, probably, later, maybe later, yesterday,
        tomorrow, earlier, wait, one sec, one second, a sec, a second, one moment, a moment, one minute, a minute,
        soon, depends, it depends, next
    """,
    Sense.YES_ALONE: "i am, we are, i do, we do, there is, there are, i have, we have, y, t, 1, on",
    Sense.NO_ALONE: "n, f, 0, off",
    Sense.AGAINST: """
        not exactly, not quite, not much, not too much, not sure, i don't know, don't know, dunno, idk, no idea,
        not certain, hard to say, kidding, joking, hold on, hang on, hold up, give me a second, give me a sec,
        give me a minute, give me a moment, gimme a sec, gimme a second, gimme a minute, sorry what, say again,
        come again, pardon, excuse me, repeat that, what, why, which, huh, next question, move on, moving on,
        yes and no, yes or no
    """,
    Sense.BETWEEN: """
        already, other, another, new, more, real, big, major, current, particular, further, serious, urgent, special,
        specific, really, quite, very, too, all that, that, so, any, any of, much, actually, currently, exactly,
        fully, completely, entirely, feeling, am, is, are, be, been, being, have, having, got, get any, had, see,
        seeing, think of, need, a, an, the, to, at all, right now, anything, known, immediate, obvious
    """,
    Sense.FILLER: """
        well, i, im, we, you, it, its, me, my, our, us, they, he, she, for, on my end, on our end, from me,
        from my side, just, only, now, today, this morning, for today, for now, as of now, at the moment,
        at this moment, at this time, at this point, currently, so far, yet, still, sorry, mm, um, uh, uhm, er, oh,
        ah, hm, hmm, like, you know, i mean, i guess, i suppose, i think, i believe, i'd say, let's say, let's see,
        honestly, unfortunately, thank god, thank goodness, thankfully, luckily, knock on wood, basically, sir, ma'am,
        boss, man, buddy, dude, mate, coach, please, thanks, thank you, thanks a lot, thanks for asking, cheers, hey,
        hi, hello, good morning, morning, all, do, does, did, has, there, this, of, and, as, always, everything,
        everything's, i'd, answer, that's a, that'd be a, that would be a, it's a, put me down as, put down, say,
        said, says, nothing else, that's all, that's it
    """,
}
_ABOUT_READY = {
    Sense.YES_ALONE: "always, always am, in",
    Sense.YES: """
        ready, set, all set, available, here, present, good to go, ready to go, set to go, raring to go,
        ready to roll, ready to rock, ready to rock and roll, ready for anything, ready when you are, ready as can be,
        a go, it's a go, we're a go, ready to start, ready to get going, ready to get started, ready to head out,
        good to roll, ready whenever, ready for it, up and ready, you got it, why not, sure why not, golden,
        present and accounted for, coffee in hand, 100 percent, a hundred percent, ready to hit the road,
        locked and loaded, ready and waiting, ready to work, i was born ready, let's get after it, let's get to it,
        ready and willing, born ready, as ready as ever, ready as ever, as ready as i'll ever be, let's go,
        let's roll, let's do it, let's do this, let's rock, all systems go, no problem, no problems,
        no problem at all, not a problem, no worries, no sweat, no issues, can't wait, never better,
        never been better, couldn't be better, on my way, on the way, on the road, en route, on site, on the job,
        at the job, at the job site, rolling, in the truck, in the van, in my truck, in my van, clocked in,
        heading out, headed out, out the door, sounds good, go for it, on it, yes i am, always ready, up and at it,
        looking forward to it
    """,
    Sense.FILLER: """
        tired, a bit tired, a little tired, just tired, but tired, but a bit tired, but a little tired, sore,
        slept well, slept good, slept great, slept ok, slept okay
    """,
    Sense.FEELS_WELL: """
        good, great, fine, awesome, perfect, excellent, fantastic, well rested, doing well, doing good
    """,
    Sense.NO: """
        unready, unavailable, absent, out, out today, off, off today, day off, my day off, not coming, not coming in,
        not in, not in today, not working, not working today, not going to make it, not going to make it in,
        not gonna make it in, not gonna make it, not going in, can't make it, can't make it in, cannot make it,
        cannot make it in, not able to work, not able to make it, not able to come in, won't make it, can't come,
        can't come in, can't work, can't do it, won't be in, won't be coming, won't be coming in,
        won't be able to make it, unable to, unable, not able to, not happening, not gonna happen, no can do,
        staying home, stay home, calling out, calling off, calling in sick, called out, taking the day off,
        taking today off, taking the day, need the day off, need a day off, nowhere near
    """,
    Sense.LEANS_YES: """
        not bad, not too bad, can't complain, no complaints, better, fixed, over it, recovered, running again
    """,
    Sense.LEANS_NO: """
        sick, ill, unwell, flu, fever, cold, covid, migraine, headache, stomach, vomiting, throwing up, puking, hurt,
        injured, injury, hospital, emergency, urgent care, doctor, dentist, er, home, bed, kid, kids, child, son,
        daughter, baby, wife, husband, mom, mother, dad, father, family, funeral, daycare, babysitter, childcare,
        truck, van, car, vehicle, flat, tire, battery, engine, ride, vacation, pto, holiday, leave, appointment,
        overslept, slept in, quit, quitting, resign, weather, snowed in, stuck, stranded, up all night,
        been up all night, bad night, rough night, no sleep, in bed, doctor's orders, jury duty, court
    """,
    Sense.DENIES: "can't, cannot, won't, cant, wont",
    Sense.AGAINST: """
        but, except, although, though, unless, if, maybe, perhaps, coming, tomorrow, soon, almost, nearly, late,
        later, running late, sick of, tired of, no longer, in a bit, not home
    """,
}
_ABOUT_BLOCKERS = {
    Sense.NAMED: """
        blocker, blockers, blocked, blocking, block, blockage, issue, issues, problem, problems, obstacle, obstacles,
        concern, concerns, trouble, delay, delays, delayed, holdup, holdups, hold ups, stuck, held up, roadblock,
        roadblocks, impediment, impediments, complaint, complaints, hiccup, hiccups, standing in my way, in my way,
        in the way, stopping, holding me up, holding us up, holding me back
    """,
    Sense.YES: """
        one, just one, one thing, something, some, a few, a couple, several, a couple of things, a few things,
        a couple things, there's one, i've got one, got one
    """,
    Sense.BETWEEN: "reported, report, reports, mention, mentioned, known",
    Sense.NOTHING: """
        none whatsoever, nothing whatsoever, not a thing, none, nil, nothing, nothing's, nada, zero, zip, zilch
    """,
    Sense.NO: """
        clear, all clear, all is well, all well, all good, unblocked, free, free and clear, good, great, fine, smooth,
        smooth sailing, nominal, perfect, all set, set, ready, ready to roll, ready to go, good to go, golden, solid,
        clean, on track, on schedule, covered, have everything, got everything, have what i need,
        have everything i need, got everything i need, got what i need, no problem, not a problem, no problem at all,
        no worries, no sweat, no complaints, can't complain, can't think of any, can't think of anything,
        can't think of one, never mind, nevermind, forget it, not anymore, not any more, no longer, not applicable,
        n a, off the hook, nothing to report, nothing to worry about, nothing i know of, nothing i can think of,
        nothing that i know of, nothing comes to mind, nothing at all, nothing yet, nothing else, nothing today,
        nothing right now, nothing major, nothing special, nothing out of the ordinary, nothing unusual, nothing new,
        business as usual, let's go, let's roll
    """,
    Sense.SETTLED: """
        fixed, solved, sorted, sorted out, resolved, handled, settled, taken care of, figured out, dealt with,
        worked out, gone, went away, cleared, cleared up, done, over, over with, finished, okay now, ok now,
        under control, old news
    """,
    Sense.FILLER: """
        reporting, stated, noted, indicated, identified, given, provided, caller, the caller, technician,
        the technician, tech, user, the user, employee, by, from, moment, side, end, know of, aware of, i know of,
        that i know of, to speak of, comes to mind, going, looks, looking, looks like, seems, morning, was, were,
        will, would, here
    """,
    Sense.UNKNOWN: "no one, no one's, nobody, no thanks to",
}
_ABOUT_FINISHED = {
    Sense.YES: "complete, completed, done, finished, over, all done, wrapped up",
    Sense.NO: "incomplete, unfinished, partial, partially, interrupted, aborted, cut off, broke off, hung up",
}

READY = YesNo(lexicon(ANYWHERE, _ABOUT_READY))
BLOCKERS = YesNo(lexicon(ANYWHERE, _ABOUT_BLOCKERS), asks_for_things=True)
FINISHED = YesNo(lexicon(ANYWHERE, _ABOUT_FINISHED))
