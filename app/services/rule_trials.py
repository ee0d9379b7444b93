"""What a threshold would have done: the same rules over the last 90 days, before it is changed."""

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.figures.back_test import BackTest
from app.domain.phrases import plural
from app.domain.viewers import Viewer
from app.policy import flag_thresholds, rule_settings
from app.queries.back_tests import BackTestReport, report_flags, report_low_energy
from app.rule_table import RULES, rule_text
from app.services.rules import read_typed_rule
from app.settings import Settings

DAYS = timedelta(days=90)
OF_CALLS = frozenset({"low_energy_threshold", "burnout_workdays"})
OF_WEEKS = frozenset({"week_low_days", "week_missed_days", "week_blocker_workdays", "week_blocker_repeats"})
CAN_BE_TRIED = OF_CALLS | OF_WEEKS


@dataclass(frozen=True, kw_only=True)
class Trial:
    name: str
    typed: str
    present: str
    would: BackTestReport
    does: BackTest

    @property
    def sentence(self) -> str:
        label, people = RULES[self.name].label.lower(), plural(len(self.would.result.people), "person", "people")
        now = f"with {self.present}, as it is now, {self.does.notices}"
        notices = plural(self.would.result.notices, "notice")
        return f"With {label} {self.typed} the last 90 days would have raised {notices} about {people}; {now}."


def try_rule(session: Session, viewer: Viewer, name: str, text: str, *, settings: Settings, today: date) -> Trial:
    """Count over the people of the viewer's figures; changes nothing. Raises InvalidInput as the change would."""
    value = read_typed_rule(name, text)
    would = _report(session, viewer, name, dataclasses.replace(settings, **{name: value}), today)
    does = _report(session, viewer, name, settings, today)
    present = rule_text(getattr(settings, name))
    return Trial(name=name, typed=rule_text(value), present=present, would=would, does=does.result)


def _report(session: Session, viewer: Viewer, name: str, settings: Settings, today: date) -> BackTestReport:
    first = today - DAYS
    if name in OF_CALLS:
        return report_low_energy(session, viewer, rule_settings(settings), first=first, last=today, settings=settings)
    return report_flags(session, viewer, flag_thresholds(settings), first=first, last=today)
