"""The words of the answers, as data: what means yes and no to each question, and what people say for each choice."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _words(text: str, *, by: str | None = None) -> frozenset[str]:
    return frozenset(text.split(by))


NOT_SAID = _words(
    "n/a|na|null|none|nil|undefined|unknown|unspecified|not given|not asked|not answered|not provided|not specified|"
    "no answer|no response|skip|skipped|declined|tbd|-|--|?",
    by="|",
)
"""What models send for "nothing was said"."""

YES = _words("yes yeah yep yup yea aye y t true 1 on sure ok okay affirmative absolutely definitely correct right")
PLAIN_NO = _words("no nope nah n f false 0 off negative")
DENYING = _words("not never isn't aren't ain't don't can't cannot won't")
"""Turns what follows into its opposite."""
NO = PLAIN_NO | DENYING
BUT = _words("but except although though unless if maybe")
AROUND_YES_NO = _words(
    "i i'm im am is are it it's we we're me my the a an to for be all so well just really very yet now today um uh oh "
    "sir ma'am thanks thank you please that this have has got there any do does of at"
)
AROUND_NUMBERS = _words(
    "about a an around roughly like maybe solid strong weak probably i i'd i'm say would am at level of energy is my "
    "its it's ish today this morning think guess feeling feel call it the um uh oh well just only approximately number "
    "seconds second secs sec s , . ! : - ~"
)


@dataclass(frozen=True)
class YesNo:
    """What a question's own words mean as an answer to it, beside plain yes and no."""

    yes: frozenset[str]
    no: frozenset[str]
    phrases: Mapping[str, bool] = field(default_factory=dict)


READY = YesNo(
    yes=_words("ready set good go roll fine great available here"),
    no=_words("unready unavailable absent out"),
    phrases={"no problem": True, "no problems": True, "no worries": True, "can't wait": True, "day off": False},
)
BLOCKERS = YesNo(
    yes=_words("blocker blockers blocked blocking issue issues problem problems something one some"),
    no=_words("none nil nothing zero clear unblocked free good fine"),
    phrases={"all set": False, "good to go": False},
)
FINISHED = YesNo(
    yes=_words("complete completed done finished over"),
    no=_words("incomplete unfinished partial partially interrupted aborted"),
)
NOTHING = _words("none nil nothing zero")
"""Denies what follows, like "no": "zero blockers"."""

NO_NOTE = _words(
    "no|nope|nah|nothing|false|no blocker|no blockers|none today|no issues|no problems|no notes|nothing today", by="|"
)
"""As a blocker note: no note."""

CALL_TYPES: Mapping[str, str] = {
    **dict.fromkeys(
        _words(
            "daily checkin|daily check in|daily|checkin|check in|morning checkin|morning check in|full|full checkin|"
            "full check in|dailycheckin|the daily checkin|standard",
            by="|",
        ),
        "daily_checkin",
    ),
    **dict.fromkeys(
        _words(
            "ops only|ops|opsonly|only ops|operations only|operations|short|quick|skip|skipped|busy|i'm busy|"
            "not doing this",
            by="|",
        ),
        "ops_only",
    ),
}

REASON_PHRASES: Mapping[str, str] = {
    **dict.fromkeys(
        _words(
            "something else|personal|personal reason|personal reasons|private|rather not say|i'd rather not say|"
            "prefer not to say|no reason|no reason given|others|misc",
            by="|",
        ),
        "other",
    ),
    "day off": "schedule",
    "double booked": "schedule",
}
IDIOMS: Mapping[str, str] = {
    "not feeling well": "unwell",
    "not feeling good": "unwell",
    "not feeling great": "unwell",
    "not well": "unwell",
    "not starting": "broken",
    "not running": "broken",
    "no ride": "rideless",
    "no car": "rideless",
    "no truck": "rideless",
    "no transport": "rideless",
    "no vehicle": "rideless",
    "no childcare": "childcare",
    "not on shift": "shift",
    "not scheduled": "shift",
    "not working today": "shift",
}
"""A denial that is a reason of its own; read before "not" makes an answer unreadable."""
REASON_KEYWORDS: Mapping[str, frozenset[str]] = {
    "sick": _words(
        "sick ill illness unwell flu fever cold covid migraine headache stomach nausea nauseous vomiting puking "
        "injured injury hurt hospital sickness health medical"
    ),
    "family": _words(
        "family kid kids child children childcare son daughter baby wife husband spouse partner mother mom mum father "
        "dad parent parents brother sister grandma grandpa grandmother grandfather funeral bereavement school daycare "
        "babysitter"
    ),
    "vehicle": _words(
        "vehicle truck car van pickup tire tires tyre tyres flat engine brakes transmission alternator radiator towed "
        "tow breakdown transport transportation rideless accident"
    ),
    "schedule": _words(
        "schedule scheduling scheduled shift roster rota vacation holiday pto leave appointment conflict training "
        "overslept rescheduled"
    ),
    "other": frozenset({"other"}),
}
OVERRULES = ("family", "sick")
"""A sick child is a family reason."""
