"""What models and people say where there is no answer, as data: phrases between commas."""

from app.domain.checkins.spoken.senses import Sense, lexicon
from app.domain.checkins.spoken.text import phrases
from app.domain.checkins.spoken.yes_no import YesNo
from app.domain.checkins.spoken.yes_no_words import ANYWHERE

DECLINED = frozenset(
    phrases("""
    skip, skipped, pass, i'll pass, declined, declines, declined to answer, declined to say, refused,
    refused to answer, rather not say, i'd rather not say, i would rather not say, i'd rather not, prefer not to say,
    i prefer not to say, i'd prefer not to say, no comment, none of your business, i don't want to say,
    don't want to say, won't say, not telling, does not want to say, would not say, wouldn't say, did not want to say
""")
)
"""The caller would rather not answer."""
NOT_SAID = DECLINED | frozenset(
    phrases("""
    n/a, na, null, none, nil, undefined, unknown, unspecified, not given, not asked, not answered, not provided,
    not specified, not stated, not mentioned, not applicable, not said, no answer, no response, no reply, tbd, nan,
    silence, inaudible, unintelligible
""")
)
"""What models send for "nothing was said"."""

_TALK = {
    Sense.FILLER: """
        um, uh, uhm, er, erm, hm, hmm, oh, ah, well, so, like, just, please, thanks, thank you, ok, okay, alright,
        all right, hey, hi, hello, yes, yeah, yep, yup, sure, no, nope, nah, sir, ma'am, man, you know, i mean, sorry,
        i'm sorry, and, the, a, then, now, good morning, right, wait, to be honest, honestly
    """,
    Sense.AGAINST: """
        what, say what, what's that, what was that, what did you say, what do you mean, what do you want,
        what was the question, what's the question, what question, huh, eh, come again, say again, say that again,
        say it again, can you say that again, could you say that again, can you repeat that, could you repeat that,
        can you repeat, can you repeat the question, could you repeat the question, repeat, repeat that,
        repeat the question, pardon, pardon me, excuse me, one more time, again, didn't catch that,
        i didn't catch that, didn't hear you, didn't hear that, i didn't hear that, i didn't hear you,
        i can't hear you, can't hear you, i can't hear, you're breaking up, you're cutting out, you cut out,
        are you there, you there, anybody there, can you hear me, who is this, who's this, who are you,
        is this a robot, are you a robot, are you real, bye, bye bye, goodbye, good bye, see you, see ya,
        see you later, later, talk later, talk to you later, talk to you tomorrow, have a good one, have a good day,
        take care, i gotta go, gotta go, got to go, i have to go, i've got to go, i need to go, i gotta run,
        gotta run, dunno, i dunno, idk, i don't know, i don't know yet, don't know yet, don't know, i do not know,
        no idea, i have no idea, no clue, i have no clue, not sure, i'm not sure, i am not sure, not sure yet,
        hard to say, beats me, who knows, you tell me, can't think of anything, i can't think of anything,
        can't think of one, whatever, nothing comes to mind, let me think, let me see, let me think about it,
        give me a second, give me a sec, give me a minute, gimme a sec, gimme a second, hold on, hang on, hold up,
        hold on a second, hang on a second, one sec, one second, a sec, a second, a minute, one minute, one moment,
        a moment, stop, cancel, next, next question, skip, skip it, skip that, skip this, pass, i'll pass, move on,
        moving on, let's move on, why, how, why do you ask, like what, such as, for example, is that it, are we done,
        are we done yet, that's it, that's all, that is all, i'm driving, i'm busy, never mind, nevermind, forget it,
        not available, did not answer, didn't answer, did not say, didn't say, caller did not say,
        caller did not answer, user did not answer, i guess, i suppose, yes and no
    """,
}
TALK = lexicon(_TALK)
"""Words that ask, put off or say goodbye; a text of these alone holds nothing."""

_ABOUT_ANYTHING = {
    Sense.NAMED: """
        action, actions, goal, goals, focus, kpi, kpis, note, notes, update, updates, plan, plans, comment, comments,
        answer, commitment, commitments, task, tasks, prompt, summary, blocker, blockers, issue, issues
    """,
    Sense.NOTHING: "none, nil, nothing, nada, zero, zip, zilch",
    Sense.FILLER: """
        reported, given, provided, mentioned, stated, specified, set, recorded, selected, chosen, discussed, caller,
        the caller, user, the user, by, come up, comes to mind, in mind, to report, to add
    """,
}
ANYTHING = YesNo(lexicon(ANYWHERE, _ABOUT_ANYTHING), asks_for_things=True)
