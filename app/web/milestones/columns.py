"""The columns of the week's CSV: the figures of the page, under its words."""

from app.domain.figures.goal_progress import SOURCE_WORDS, VERDICT_WORDS
from app.domain.figures.trends import TREND_WORDS
from app.web.milestones.forms import STATUS_WORDS
from app.web.milestones.page import PersonRow
from app.web.paging import Column


def _source(row: PersonRow) -> str:
    source = row.row.goal_progress_source
    return SOURCE_WORDS[source] if source else ""


def _verdict(row: PersonRow) -> str:
    verdict = row.row.goal_verdict
    return VERDICT_WORDS[verdict] if verdict else ""


def _talk(row: PersonRow) -> str:
    talk = row.person.talk
    return STATUS_WORDS[talk.status] if talk and talk.status else ""


COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("name", "Name", lambda row: row.person.name),
    Column("team", "Team", lambda row: row.person.team),
    Column("why", "Why", lambda row: " ".join(sentence for _, sentence in row.reasons)),
    Column("changed", "Changed", lambda row: " ".join(row.changes)),
    Column("done", "Check-ins", lambda row: row.row.checkins_done),
    Column("expected", "Expected", lambda row: row.row.workdays_expected),
    Column("extra", "Extra", lambda row: row.row.checkins_extra),
    Column("ops_only", "Ops-only", lambda row: row.row.ops_only_count),
    Column("energy", "Energy mean", lambda row: row.row.energy_mean),
    Column("readings", "Energy readings", lambda row: row.row.energy_readings),
    Column("low", "Low days", lambda row: row.row.low_energy_days),
    Column("kpi", "KPI", lambda row: row.person.kpi),
    Column("trend", "KPI trend", lambda row: TREND_WORDS[row.row.kpi_trend]),
    Column("weeks", "KPI weeks", lambda row: row.row.kpi_weeks),
    Column("goal", "Goal", lambda row: row.row.goal),
    Column("percent", "Goal %", lambda row: row.row.goal_progress_percent),
    Column("source", "Measured", _source),
    Column("verdict", "Verdict", _verdict),
    Column("kpi_actions", "KPI actions", lambda row: row.row.kpi_actions_count),
    Column("goal_actions", "Goal actions", lambda row: row.row.goal_actions_count),
    Column("said_done", "Said done", lambda row: row.row.actions_done_count),
    Column("said_of", "Said done, of", lambda row: row.row.actions_answered_count),
    Column("minutes", "Minutes on the phone", lambda row: round(row.row.call_seconds / 60, 1)),
    Column("raised", "Blockers raised", lambda row: row.row.blockers_raised),
    Column("open", "Blockers open", lambda row: row.row.blockers_open),
    Column("talk", "Conversation", _talk),
)
