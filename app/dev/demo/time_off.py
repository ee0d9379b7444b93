"""Who was, is and will be away: a vacation each, single days here and there, and three people off today."""

from datetime import date, timedelta
from random import Random

from app.dev.demo import people
from app.dev.demo.people import DemoPerson
from app.domain.mornings.workdays import Absence, TimeOffKind

QUIET_DAYS = 16
"""Nobody but the three goes away in the days before today: the stories of the demo need their people."""

AWAY_NOW = {
    206: (3, 4, TimeOffKind.VACATION),
    218: (0, 0, TimeOffKind.TRAINING),
    229: (1, 1, TimeOffKind.REPORTED_OUT),
}
"""Technician to days since the start, days to the end, kind."""


def absences_of(person: DemoPerson, *, first: date, today: date, chance: Random) -> list[Absence]:
    past = [_vacation(first, today, chance), *_single_days(first, today, chance)]
    away = [absence for absence in past if absence.ends_on < today - timedelta(days=QUIET_DAYS)]
    if person.id in AWAY_NOW:
        before, after, kind = AWAY_NOW[person.id]
        away.append(_absence(today - timedelta(days=before), today + timedelta(days=after), kind))
    elif person.id % 5 == 0 and person.id not in people.BURNOUT_DAYS:
        starts_on = today + timedelta(days=chance.randint(8, 30))
        away.append(_absence(starts_on, starts_on + timedelta(days=4), TimeOffKind.VACATION))
    return [absence for absence in away if absence.starts_on >= person.started_on]


def _vacation(first: date, today: date, chance: Random) -> Absence:
    starts_on = _monday(first + timedelta(days=chance.randrange((today - first).days - 20)))
    length = chance.choice((4, 4, 4, 11))
    return _absence(starts_on, starts_on + timedelta(days=length), TimeOffKind.VACATION)


def _single_days(first: date, today: date, chance: Random) -> list[Absence]:
    kinds = (TimeOffKind.PERSONAL, TimeOffKind.SICK, TimeOffKind.TRAINING)
    days = (first + timedelta(days=chance.randrange((today - first).days)) for _ in range(chance.randint(0, 3)))
    return [_absence(day, day, chance.choice(kinds)) for day in days]


def _absence(starts_on: date, ends_on: date, kind: TimeOffKind) -> Absence:
    return Absence(starts_on=starts_on, ends_on=ends_on, kind=kind)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
