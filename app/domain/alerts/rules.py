"""The rules that turn a check-in into alerts: pure functions over plain values, each with a stable id.

The id is stored on the alert, shown with the values and dates that fired it, and names the rule's tests. Thresholds are
policy choices, not science: their defaults stand in docs/product.md. Nothing here is a diagnosis.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import PERSONAL_REASONS, NotReadyReason
from app.domain.checkins.reasons import PERSONAL
from app.domain.mornings.holidays import Holidays
from app.domain.mornings.workdays import Absence, WorkPattern, previous_workday
from app.domain.phrases import listed, say_day


@dataclass(frozen=True, kw_only=True)
class Rule:
    id: str
    kind: AlertKind
    says: str
    goes_to: str


RULES: Mapping[AlertKind, Rule] = {
    rule.kind: rule
    for rule in (
        Rule(
            id="ATTENDANCE-1",
            kind=AlertKind.ATTENDANCE,
            says="Not ready, for one of the reasons that notify.",
            goes_to="the technician's manager and dispatch",
        ),
        Rule(
            id="BLOCKER-1",
            kind=AlertKind.BLOCKER,
            says="A blocker, in the caller's own sentence or not named.",
            goes_to="ops",
        ),
        Rule(
            id="BURNOUT-1",
            kind=AlertKind.BURNOUT,
            says="Low energy on workdays running: an indicator, not a diagnosis.",
            goes_to="the technician's manager, never dispatch",
        ),
        Rule(
            id="MISSED-1",
            kind=AlertKind.MISSED,
            says="Expected, and not checked in by the end of the window and the grace after it.",
            goes_to="dispatch and the manager, in one message",
        ),
        Rule(
            id="LINE-1",
            kind=AlertKind.LINE,
            says="Far fewer people called by the cut-off than usual on this weekday.",
            goes_to="ops",
        ),
        Rule(
            id="SAFETY-1",
            kind=AlertKind.SAFETY,
            says="A caller, known or not, said that somebody is hurt or in danger.",
            goes_to="dispatch, ops and the manager, at once and at any hour",
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class RuleSettings:
    attendance_reasons: frozenset[NotReadyReason] = PERSONAL_REASONS
    low_energy_threshold: int = 2
    burnout_workdays: int = 2


@dataclass(frozen=True, kw_only=True)
class CheckinFacts:
    """The latest state of one check-in, and what is needed of the person's days before it."""

    checkin_on: date
    """The local date in the technician's zone."""
    ready_status: bool | None = None
    not_ready_reason: NotReadyReason | None = None
    blocker_present: bool | None = None
    blocker_note: str | None = None
    energies: Mapping[date, int] = field(default_factory=dict)
    """The day's reading by local date, this day's included. An ops-only day has none."""
    pattern: WorkPattern
    holidays: Holidays = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Finding:
    kind: AlertKind
    facts: Mapping[str, Any]
    """What fired the rule, as JSON values: dates are ISO strings."""
    why: str
    """One sentence with the values and dates. Names no reason class: pages add it for those who may see it."""

    @property
    def rule_id(self) -> str:
        return RULES[self.kind].id


def evaluate(facts: CheckinFacts, rules: RuleSettings) -> tuple[Finding, ...]:
    """Return a finding for each rule that fires on the check-in's latest state, at most one of each kind."""
    findings = (rule(facts, rules) for rule in (_attendance, _blocker, _burnout))
    return tuple(finding for finding in findings if finding is not None)


def _attendance(facts: CheckinFacts, rules: RuleSettings) -> Finding | None:
    """ATTENDANCE-1. A reason nobody gave counts as `other`."""
    reason = facts.not_ready_reason or NotReadyReason.OTHER
    if facts.ready_status is not False or reason not in rules.attendance_reasons:
        return None
    reason_words = f"for a {PERSONAL} reason" if reason in PERSONAL_REASONS else f"because of {reason.value}"
    return Finding(
        kind=AlertKind.ATTENDANCE,
        facts={
            "checkin_on": facts.checkin_on.isoformat(),
            "ready_status": False,
            "not_ready_reason": reason.value,
        },
        why=f"Said not ready on {say_day(facts.checkin_on)}, {reason_words}.",
    )


def _blocker(facts: CheckinFacts, _rules: RuleSettings) -> Finding | None:
    """BLOCKER-1."""
    note = (facts.blocker_note or "").strip()
    return blocker_finding(facts.checkin_on, note or None) if facts.blocker_present else None


def blocker_finding(day: date, note: str | None, *, certain: bool = True) -> Finding:
    """BLOCKER-1 for one obstacle; `note` is None where the caller did not say what it is.

    `certain` is False where the caller said no as well, and the call ended before it was settled.
    """
    said = f"“{note}”" if note else "not named"
    if not certain:
        said = f"{said}, said together with a no"
    return Finding(
        kind=AlertKind.BLOCKER,
        facts={"checkin_on": day.isoformat(), "blocker_present": True, "blocker_note": note}
        | ({} if certain else {"unclear": True}),
        why=f"{'Reported' if certain else 'May have'} a blocker on {say_day(day)}: {said}",
    )


def _burnout(facts: CheckinFacts, rules: RuleSettings) -> Finding | None:
    """BURNOUT-1."""
    days = sorted(_low_days_running(facts, rules.low_energy_threshold))
    if len(days) < max(1, rules.burnout_workdays):
        return None
    return Finding(
        kind=AlertKind.BURNOUT,
        facts={
            "low_energy_threshold": rules.low_energy_threshold,
            "burnout_workdays": rules.burnout_workdays,
            "days": [{"on": day.isoformat(), "energy": facts.energies[day]} for day in days],
        },
        why=burnout_why(days, rules.low_energy_threshold),
    )


def burnout_why(days: list[date], threshold: int) -> str:
    return f"Energy {threshold} or less on {len(days)} workdays: {listed([say_day(day) for day in days])}."


def _low_days_running(facts: CheckinFacts, threshold: int) -> Iterator[date]:
    """Yield this day and the workdays before it for as long as each has a low reading, the latest first.

    A workday without a reading ends the run. So does a higher reading on a day in between that is no workday, such as a
    Saturday call: energy was not low throughout.
    """
    day: date | None = facts.checkin_on
    while day is not None and facts.energies.get(day, threshold + 1) <= threshold:
        yield day
        earlier = previous_workday(day, facts.pattern, facts.holidays, facts.absences)
        day = None if earlier is None or _higher_between(earlier, day, facts, threshold) else earlier


def _higher_between(start: date, end: date, facts: CheckinFacts, threshold: int) -> bool:
    between = (start + timedelta(days=step) for step in range(1, (end - start).days))
    return any(facts.energies.get(day, threshold) > threshold for day in between)
