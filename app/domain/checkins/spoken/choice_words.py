"""What people say for each kind of call and each reason for not being ready, as data: phrases between commas."""

from app.domain.checkins.spoken.choices import SpokenChoices

CALL_TYPE = SpokenChoices.of(
    phrases={
        "daily_checkin": """
            daily checkin, daily check in, daily, checkin, check in, morning checkin, morning check in, full,
            full checkin, full check in, dailycheckin, the daily checkin, standard
        """,
        "ops_only": """
            ops only, ops, opsonly, only ops, operations only, operations, short, quick, skip, skipped, busy, i busy,
            not doing this
        """,
    }
)
STEP = SpokenChoices.of(
    phrases={
        "greeting": "greeting, greeting and time box, time box, opening, 1, step 1",
        "attendance": "attendance, ready, readiness, 2, step 2",
        "energy": "energy, energy level, 3, step 3",
        "blockers": "blockers, blocker, 4, step 4",
        "kpi_focus": "kpi focus, kpi_focus, kpi, focus, 5, step 5",
        "strength": "strength, strengths, coaching, 6, step 6",
        "goal": "goal, 90 day goal, ninety day goal, 7, step 7",
        "close": "close, closing, close and confirm, confirm, 8, step 8",
    }
)
DONE = SpokenChoices.of(
    phrases={
        "yes": """
            yes, yeah, yep, yup, sure, true, done, it's done, all done, did it, i did, i did it, all of it,
            all of them, all three, both,
            finished, completed, got it done, sure did, twice over, more than that
        """,
        "partly": """
            partly, partially, in part, half, half of it, halfway, some, some of it, some of them, most, most of it,
            most of them, mostly, almost, nearly, not quite, not all, not all of it, not all of them, not entirely,
            sort of, kind of, a bit, a little, started, started it, i started, yes and no, two of three, one of them,
            not completely, not finished, working on it
        """,
        "no": """
            no, false, not done, not yet, nope, didn't, did not, i didn't, didn't do it, didn't get to it,
            did not get to it, couldn't, i couldn't, never got to it, no time, no chance, forgot, i forgot, none,
            none of it, none of them, nothing, not at all
        """,
    },
    keywords={"partly": "partly, partially, half, mostly, almost, nearly"},
)
REASON = SpokenChoices.of(
    phrases={
        "other": """
            i rather not, declined, pass, no comment, something else, personal, personal reason, personal reasons,
            it's personal, personal stuff, private matter, private reasons, something came up, none of your business,
            personal matter, personal matters, personal issue, personal things, private, rather not say,
            i rather not say, i would rather not say, prefer not to say, no reason, no reason given, others, misc,
            weather, the weather, traffic, power outage, no power
        """,
        "schedule": "day off, double booked, off, off today, i off today, i off",
    },
    idioms={
        "pet": "dog is sick, dog sick, dog is ill, cat is sick, cat sick, cat is ill, sick dog, sick cat, sick pet",
        "unwell": """
            not feeling well, not feeling too well, not feeling very well, not feeling so well, not feeling too good,
            don't feel well, don't feel good, don't feel so good, not feeling good, not feeling great,
            not feeling so good, not feeling right, not well, not doing well, under the weather, sick leave,
            medical leave, food poisoning, threw out my back, threw my back out, my back is out, back went out,
            called out sick, calling in sick, sick day, no sleep, feel like crap, feeling rough, throwing up, threw up
        """,
        "carless": """
            not starting, not running, no ride, no car, no truck, no van, no transport, no transportation, no vehicle,
            no wheels, no gas, out of gas, broke down, broken down, in the shop, at the mechanic, ran out of gas,
            missed the bus, missed my ride
        """,
        "childcare": """
            no childcare, no sitter, no babysitter, parental leave, maternity leave, paternity leave, family leave
        """,
        "rostered": """
            not on shift, not scheduled, not working today, not on the schedule, not on the roster, not on today,
            not my shift, not my day, no shift, no shift today, on leave, annual leave, on vacation, scheduled off,
            doctor appointment, doctors appointment, dentist appointment, day off, days off, off today, jury duty,
            court date, in court, personal day
        """,
        "weathered": """
            cold weather, too cold, too hot, bad weather, snowed in, snow storm, ice storm, roads are closed, no power
        """,
    },
    keywords={
        "family": """
            family, kid, kids, kiddo, child, children, childcare, son, sons, daughter, daughters, baby, newborn,
            toddler, wife, husband, spouse, partner, girlfriend, boyfriend, fiance, fiancee, mother, mom, mum, mama,
            father, dad, papa, parent, parents, brother, sister, grandma, grandpa, grandmother, grandfather, grandson,
            granddaughter, nephew, niece, uncle, aunt, inlaws, funeral, wake, bereavement, school, daycare,
            babysitter, nanny
        """,
        "sick": """
            sick, ill, illness, unwell, flu, fever, cold, covid, migraine, headache, stomach, nausea, nauseous,
            vomiting, vomited, puking, injured, injury, hurt, hospital, sickness, health, medical, strep, pneumonia,
            bronchitis, infection, toothache, tooth, vertigo, diarrhea, er, surgery
        """,
        "vehicle": """
            vehicle, truck, car, van, pickup, tire, tires, tyre, tyres, flat, engine, brakes, transmission,
            alternator, radiator, towed, tow, breakdown, battery, transport, transportation, carless, ride, bus,
            train, rig, mechanic
        """,
        "schedule": """
            schedule, scheduling, scheduled, shift, roster, rota, rostered, vacation, holiday, pto, dentist,
            appointment, conflict, training, overslept, rescheduled
        """,
        "other": "other, weathered, weather, storm, flooded, flooding, blizzard, outage, traffic",
    },
    overruling="family, sick",
)
