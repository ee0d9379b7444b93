"""Evals of what people ask in mid-call: each answer in the script's words, then the question that was open."""

from app.domain.checkins.asked import ASKED, QuestionBack, answer
from app.vapi.assistant.eval_turns import Eval, asks, caller, given_context, judged, opening

_KNOWN = {"goal": "cut callbacks from six to three a week", "primary_kpi": "first-time fix rate"}
"""Of the context that the evals are given; it holds no commitment of the day before."""


def _eval(asked: QuestionBack) -> Eval:
    said = answer(asked, _KNOWN)
    return Eval(
        f"asked-{asked.slug}",
        f"Asked: {asked.example}",
        "The question is answered in the script's words, and the energy asked for again.",
        (
            *opening(),
            caller("Yeah, ready."),
            *given_context(),
            asks(3),
            caller(asked.example),
            judged(f'says "{said}" or the same in other words, and asks for the energy from one to five again'),
        ),
    )


ASKED_EVALS: tuple[Eval, ...] = tuple(map(_eval, ASKED))
