"""The words and pictures of a weekly digest: plain words first, no score and no label in the subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.domain.figures.flag_words import flag_sentence
from app.domain.figures.one_to_one import questions_for
from app.domain.figures.week_flags import FlagRule
from app.domain.mornings.window import Week
from app.domain.phrases import count_word, listed, plural
from app.models import WeeklyRollup
from app.queries.person_weeks import PersonWeek
from app.services.messages.texts import FOOT_AT_SENDING, TEMPLATES
from app.settings import Settings

WEEKS_DRAWN = 13
MOST_PEOPLE = 15
MOST_NAMES = 12


@dataclass(frozen=True, kw_only=True)
class Digest:
    week: Week
    people: Sequence[PersonWeek]
    flagged: Sequence[PersonWeek]
    series: Mapping[int, Sequence[WeeklyRollup]]
    """By employee number, the last 13 weeks, the oldest first."""
    reader: str
    in_place_of: str | None
    """The manager who is away, or no longer there."""

    @property
    def shown(self) -> Sequence[PersonWeek]:
        return self.flagged[:MOST_PEOPLE]

    @property
    def charts(self) -> list[dict[str, Any]]:
        """What the worker draws when it sends: a picture per person, by content id."""
        return [
            {
                "cid": f"weeks-{person.row.employee_id}",
                "alt": f"{person.name}: energy, KPI and goal over {WEEKS_DRAWN} weeks",
                "panels": _panels(person, self.series[person.row.employee_id], self.week),
            }
            for person in self.shown
        ]


@dataclass(frozen=True)
class DigestText:
    """The same parts as any other message has, and the whole as text and HTML."""

    subject: str
    plain: str
    html: str
    short: str
    link: str


def digest_text(digest: Digest, *, settings: Settings) -> DigestText:
    link = f"{settings.public_url}/milestones/{digest.week}"
    facts = {
        "digest": digest,
        "subject": _subject(digest),
        "intro": _intro(digest),
        "team": _team(digest.people),
        "rows": [_row(person, link) for person in digest.shown],
        "more": len(digest.flagged) - len(digest.shown),
        "link": link,
        "foot": FOOT_AT_SENDING,
    }
    environment = _environment()
    html = environment.get_template("digest.html").render(facts)
    return DigestText(
        subject=_subject(digest),
        plain=environment.get_template("digest.txt").render(facts),
        html=css_inline.inline(html, keep_style_tags=True),
        short=f"{_intro(digest)} {link}",
        link=link,
    )


def _subject(digest: Digest) -> str:
    return f"Week {digest.week.number}: {_count(digest)}"


def _count(digest: Digest) -> str:
    number = len(digest.flagged)
    if not number:
        return "nobody is flagged"
    return f"{count_word(number)} {'person' if number == 1 else 'people'} may need a word"


def _intro(digest: Digest) -> str:
    if not digest.flagged:
        return f"Nobody of {plural(len(digest.people), 'technician')} is flagged for week {digest.week.number}."
    names = [person.name for person in digest.flagged[:MOST_NAMES]]
    more = len(digest.flagged) - len(names)
    said = listed(names) if not more else f"{', '.join(names)} and {more} more"
    return f"{_count(digest).capitalize()} this week: {said}."


def _team(people: Sequence[PersonWeek]) -> str:
    done = sum(person.row.checkins_done for person in people)
    expected = sum(person.row.workdays_expected for person in people)
    still_open = plural(sum(person.row.blockers_open for person in people), "blocker")
    return f"{done} of {expected} check-ins from {plural(len(people), 'technician')}; {still_open} open."


def _row(person: PersonWeek, link: str) -> dict[str, Any]:
    rules = [rule for rule in FlagRule if rule.value in person.row.flags]
    return {
        "name": person.name,
        "reasons": [flag_sentence(rule, person.row.flag_facts[rule.value]) for rule in rules],
        "question": questions_for(rules)[0],
        "link": f"{link}#person-{person.row.employee_id}",
        "cid": f"weeks-{person.row.employee_id}",
        "alt": f"{person.name}: energy, KPI and goal over {WEEKS_DRAWN} weeks",
    }


def _panels(person: PersonWeek, series: Sequence[WeeklyRollup], week: Week) -> list[dict[str, Any]]:
    by_monday = {row.week_start: row for row in series}
    rows = [by_monday.get(week.shifted(-back).start) for back in reversed(range(WEEKS_DRAWN))]
    return [
        {"title": "Energy", "values": [_number(row and row.energy_mean) for row in rows], "range": [0.7, 5.3]},
        {"title": person.kpi or "KPI", "values": [_number(row and row.kpi_mean) for row in rows]},
        {
            "title": "Goal %",
            "values": [_number(row and row.goal_progress_percent) for row in rows],
            "pace": [_number(row and row.goal_pace_percent) for row in rows],
        },
    ]


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 2)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
