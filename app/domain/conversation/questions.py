"""The coach's questions with this caller's own words in them, from the script and the context tool's fields."""

from collections.abc import Mapping

from app.domain.checkins import script
from app.domain.checkins.readback import readback
from app.domain.conversation.answers import Topic

_STEP = {
    Topic.READY: 2,
    Topic.ENERGY: 3,
    Topic.BLOCKER: 4,
    Topic.KPI: 5,
    Topic.FOCUS: 6,
    Topic.GOAL: 7,
    Topic.CONFIRM: 8,
}
_OPS_ONLY = {Topic.READY: script.OPS_ONLY_QUESTIONS[0], Topic.BLOCKER: script.OPS_ONLY_QUESTIONS[1]}
_FOLLOW_UPS = {Topic.REASON: script.REASON_QUESTION, Topic.BLOCKER_NOTE: script.BLOCKER_FOLLOW_UP}


def question(
    topic: Topic, *, context: Mapping[str, object], values: Mapping[str, object], name: str, ops_only: bool
) -> str:
    short = _FOLLOW_UPS | _OPS_ONLY if ops_only else _FOLLOW_UPS
    if topic in short:
        return short[topic]
    if topic is Topic.PROMISE:
        return promise(context)
    words = script.STEPS[_STEP[topic] - 1].say.format(
        name=name,
        primary_kpi=first_kpi(context),
        coaching_line=tip(context).get("line", ""),
        goal=goal(context),
        readback=readback(values),
    )
    if topic is Topic.BLOCKER and (news := context.get("blocker_news")):
        return words.replace("Thanks.", f"Thanks. {news}", 1)
    if topic is Topic.ENERGY and (word_left := context.get("word_left")):
        return words.replace("Good.", str(word_left), 1)
    return words.strip()


def facts_of(context: Mapping[str, object]) -> dict[str, str]:
    """Return what an answer to a question of the caller's can be made of."""
    last = context.get("last_commitment")
    promised = [last.get(name) for name in ("kpi_action", "goal_action")] if isinstance(last, Mapping) else []
    known = {
        "goal": goal(context),
        "primary_kpi": first_kpi(context) if context.get("primary_kpi") else "",
        "last_commitment": ", and ".join(map(str, filter(None, promised))),
    }
    return {name: words for name, words in known.items() if words}


def first_kpi(context: Mapping[str, object]) -> str:
    kpis = context.get("primary_kpi")
    return str(kpis[0]) if isinstance(kpis, list) and kpis else "your main number"


def tip(context: Mapping[str, object]) -> Mapping[str, object]:
    tip_given = context.get("coaching_tip")
    return tip_given if isinstance(tip_given, Mapping) else {}


def promise(context: Mapping[str, object]) -> str:
    """Return the question about the last action; empty where nothing is to be asked."""
    return str(context.get("promise_to_ask") or "")


def goal(context: Mapping[str, object]) -> str:
    """Return the goal as the middle of a sentence; empty where there is none."""
    text = str(context.get("90_day_goal") or "").strip().rstrip(".")
    return f"{text[0].lower()}{text[1:]}" if text[1:2].islower() else text
