"""One person's week in words: the sentences of a row, of its charts and of its card."""

from app.domain.figures.energy_weeks import EnergyAgainstOwn, EnergySum
from app.domain.figures.flag_words import flag_sentence
from app.domain.figures.goal_progress import NO_GOAL, SOURCE_WORDS, VERDICT_WORDS
from app.domain.figures.trends import TREND_WORDS, TrendWord
from app.domain.figures.week_changes import JudgedWeek
from app.domain.figures.week_flags import FlagRule
from app.domain.phrases import capitalized, plural
from app.models import WeeklyRollup
from app.queries.person_weeks import PersonWeek

GOODNESS = {None: "", True: ", which is good for this KPI", False: ", which is not good for this KPI"}


def judged(row: WeeklyRollup, kpi: str | None) -> JudgedWeek:
    return JudgedWeek(
        flags=frozenset(FlagRule(flag) for flag in row.flags),
        energy=energy_of(row),
        kpi=kpi,
        kpi_trend=row.kpi_trend,
        goal_verdict=row.goal_verdict,
    )


def energy_of(row: WeeklyRollup) -> EnergyAgainstOwn:
    return EnergyAgainstOwn(
        week=EnergySum(total=row.energy_sum, readings=row.energy_readings),
        before=EnergySum(total=row.energy_before_sum, readings=row.energy_before_readings),
    )


def reasons(row: WeeklyRollup) -> list[tuple[FlagRule, str]]:
    """Return why the week is flagged, each by its rule, in the order of the rules."""
    raised = set(row.flags)
    return [(rule, flag_sentence(rule, row.flag_facts[rule.value])) for rule in FlagRule if rule.value in raised]


def kpi_sentence(person: PersonWeek) -> str:
    row = person.row
    if person.kpi is None:
        return "No KPI is set, or the company has none of this name."
    if row.kpi_trend is TrendWord.NO_DATA:
        return f"{person.kpi}: no readings yet."
    return f"{person.kpi}: {TREND_WORDS[row.kpi_trend]} over {plural(row.kpi_weeks, 'week')}{GOODNESS[row.kpi_good]}."


def goal_sentence(row: WeeklyRollup) -> str:
    if row.goal is None:
        return "No goal is set."
    if row.goal_progress_percent is None or row.goal_progress_source is None or row.goal_verdict is None:
        return f"{row.goal}: {NO_GOAL}."
    pace = "" if row.goal_pace_percent is None else f", pace {row.goal_pace_percent:.0f} %"
    stale = ", no update for two weeks" if row.goal_stale else ""
    source = SOURCE_WORDS[row.goal_progress_source]
    return f"{row.goal_progress_percent:.0f} % {source}{pace}: {VERDICT_WORDS[row.goal_verdict]}{stale}."


def blockers_sentence(row: WeeklyRollup) -> str:
    if not row.blockers_raised and not row.blockers_open:
        return "none"
    return f"{row.blockers_raised} raised, {row.blockers_open} open"


def one_line(person: PersonWeek) -> str:
    """Say a steady week in one line."""
    row = person.row
    parts = [f"{row.checkins_done} of {row.workdays_expected} check-ins"]
    if row.energy_mean is not None:
        parts.append(f"energy {row.energy_mean:.1f} from {plural(row.energy_readings, 'reading')}")
    if row.goal_verdict is not None and row.goal_progress_percent is not None:
        parts.append(f"goal {row.goal_progress_percent:.0f} %, {VERDICT_WORDS[row.goal_verdict]}")
    return capitalized(" · ".join(parts))
