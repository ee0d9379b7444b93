"""`/calls`: how well the line does its work, by week and never by person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import requires
from app.domain.checkins.script import STEPS
from app.domain.mornings.workdays import local_date
from app.domain.permissions import Permission
from app.domain.phrases import plural
from app.extensions import current_settings
from app.queries.call_quality import CallWeek, list_call_weeks
from app.queries.paging import page_of
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.week_span import WEEK_CHOICES, read_weeks

blueprint = Blueprint("calls", __name__, url_prefix="/calls")

QUESTION_WORDS: Mapping[str, str] = {
    "call_type": "full or short",
    "ready_status": "ready or not",
    "not_ready_reason": "the reason for not being ready",
    "out_until": "the last day out",
    "eta_minutes": "minutes late",
    "energy_level": "energy",
    "blocker_present": "blockers, yes or no",
    "blocker_note": "what blocks",
    "last_commitment_done": "whether the last action was done",
    "primary_kpi": "KPI",
    "kpi_action_today": "action for the KPI",
    "coach_prompt_used": "strength",
    "focus_summary_5_words": "focus in five words",
    "goal_action_today": "action for the goal",
}
"""What an argument of the log tool asks."""


def said_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{QUESTION_WORDS.get(name, name)} {count}" for name, count in counts.items())


STEP_WORDS: Mapping[str, str] = {step.name: step.title for step in STEPS}


def said_steps(counts: Mapping[str, int]) -> dict[str, int]:
    return {STEP_WORDS[step]: count for step, count in counts.items()}


def searchable(row: CallWeek) -> str:
    counted = (row.asked_again, said_steps(row.stopped), row.endings)
    return f"{row.week_start} {' '.join(map(said_counts, counted))}"


COLUMNS: tuple[Column[CallWeek], ...] = (
    Column("week", "Week", lambda row: row.week_start),
    Column("calls", "Calls", lambda row: row.calls, numeric=True),
    Column("completed", "Completed", lambda row: row.completed, numeric=True),
    Column("short", "Ops-only", lambda row: row.ops_only, numeric=True),
    Column("unsaved", "Nothing saved", lambda row: row.unsaved, numeric=True),
    Column("typical", "Seconds, p50", lambda row: row.typical_seconds, numeric=True),
    Column("long", "Seconds, p90", lambda row: row.long_seconds, numeric=True),
    Column("cap", "Cap reached", lambda row: row.cap_reached, numeric=True),
    Column("links", "By link", lambda row: row.web_links, numeric=True),
    Column("texts", "By text", lambda row: row.texts, numeric=True),
    Column("again", "Asked again", lambda row: said_counts(row.asked_again), sortable=False),
    Column("stopped", "Stopped at", lambda row: said_counts(said_steps(row.stopped)), sortable=False),
    Column("endings", "Ended by", lambda row: said_counts(row.endings), sortable=False),
)


@blueprint.get("")
@requires(Permission.CALL_QUALITY_READ)
def index() -> ResponseReturnValue:
    settings, weeks = current_settings(), read_weeks()
    today = local_date(request_now(), settings.company_timezone)
    with unit_of_work() as session:
        first = today - timedelta(weeks=weeks - 1)
        found = list_call_weeks(session, first=first, last=today, timezone=settings.company_timezone)
    page = page_of(
        found,
        read_listing(COLUMNS, sort="week", descending=True),
        sorts={column.key: column.value for column in COLUMNS if column.sortable},
        searched=searchable,
    )
    if wants_csv():
        return csv_of("call-quality", COLUMNS, page.rows)
    return render_template(
        "calls/index.html",
        rows=page,
        columns=COLUMNS,
        said_counts=said_counts,
        said_steps=said_steps,
        summary=summary(found),
        weeks=weeks,
        week_choices=WEEK_CHOICES,
    )


def summary(weeks: Sequence[CallWeek]) -> str:
    """Say which question costs people time."""
    calls = sum(week.calls for week in weeks)
    again: Counter[str] = Counter()
    for week in weeks:
        again.update(week.asked_again)
    if not calls:
        return ""
    if not again:
        return f"No question had to be asked again in {plural(calls, 'call')}."
    name, count = min(again.items(), key=lambda item: (-item[1], item[0]))
    return f"Asked again most: {QUESTION_WORDS[name]}, {plural(count, 'time')} in {plural(calls, 'call')}."
