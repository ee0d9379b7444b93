"""The coach's questions with this caller's own words in them, from the script and the context tool's fields."""

from collections.abc import Mapping

from app.domain.checkins import script
from app.domain.checkins.reading import readback
from app.domain.conversation.answers import Place

_STEP = {
    Place.READY: 2,
    Place.ENERGY: 3,
    Place.BLOCKER: 4,
    Place.KPI: 5,
    Place.FOCUS: 6,
    Place.GOAL: 7,
    Place.CONFIRM: 8,
}
_OPS_ONLY = {Place.READY: script.OPS_ONLY_QUESTIONS[0], Place.BLOCKER: script.OPS_ONLY_QUESTIONS[1]}
_FOLLOW_UPS = {Place.REASON: script.REASON_QUESTION, Place.BLOCKER_NOTE: script.BLOCKER_FOLLOW_UP}


def question(
    place: Place, *, context: Mapping[str, object], values: Mapping[str, object], name: str, ops_only: bool
) -> str:
    short = _FOLLOW_UPS | _OPS_ONLY if ops_only else _FOLLOW_UPS
    if place in short:
        return short[place]
    said = script.STEPS[_STEP[place] - 1].say.format(
        name=name,
        primary_kpi=first_kpi(context),
        coaching_line=tip(context).get("line", ""),
        goal=goal(context),
        readback=readback(values),
    )
    news = context.get("blocker_news") if place is Place.BLOCKER else None
    return said.replace("Thanks.", f"Thanks. {news}", 1) if news else said.strip()


def first_kpi(context: Mapping[str, object]) -> str:
    kpis = context.get("primary_kpi")
    return str(kpis[0]) if isinstance(kpis, list) and kpis else "your main number"


def tip(context: Mapping[str, object]) -> Mapping[str, object]:
    given = context.get("coaching_tip")
    return given if isinstance(given, Mapping) else {}


def goal(context: Mapping[str, object]) -> str:
    """Return the goal as the middle of a sentence; empty where there is none."""
    text = str(context.get("90_day_goal") or "").strip().rstrip(".")
    return f"{text[0].lower()}{text[1:]}" if text[1:2].islower() else text
