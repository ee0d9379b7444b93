"""Blockers counted over people and days; two are the same where their words are, apart from case and punctuation.

A year of a large company has 100,000 of them, most of them said once. So they are counted by the stored fingerprint of
their words from one index alone, and the words themselves are read for the few that are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.viewers import Viewer
from app.models import Alert, DailyCheckin
from app.queries.reach import CountedRows, counted_rows

DATES_AT_ONCE = 3
"""Days. The later of two check-ins may have the earlier date: two days between time zones, one more at night."""


@dataclass(frozen=True, kw_only=True)
class TopBlocker:
    note: str
    """As it was said last."""
    raised: int
    people: int
    still_open: int
    last_on: date


@dataclass(frozen=True, kw_only=True)
class BlockerTotals:
    raised: int
    """On the days asked for."""
    still_open: int
    """Now, whenever they were raised."""


def list_repeated_blockers(
    session: Session, viewer: Viewer, *, first: date, last: date, most: int = 20, theirs: CountedRows | None = None
) -> list[TopBlocker]:
    """Return the blockers of these days among the people this viewer reaches, the most often raised first.

    `theirs` are the viewer's `counted_rows` where they were read already; so below.
    """
    theirs = theirs or counted_rows(session, viewer)
    counted = (DailyCheckin.checkin_on.between(first, last), theirs(DailyCheckin.employee_id))
    top = _most_raised(counted, most)
    people, live, said = _people(counted, top), _live(theirs(Alert.employee_id)), _said_last(counted, top)
    query = (
        sa.select(
            said.c.note,
            top.c.raised,
            people.c.people,
            sa.func.coalesce(live.c.live, 0).label("still_open"),
            top.c.last_on,
        )
        .select_from(top)
        .join(people, people.c.words == top.c.words)
        .join(said, sa.true())
        .outerjoin(live, live.c.words == top.c.words)
        .order_by(top.c.raised.desc(), top.c.last_on.desc(), same_words(said.c.note))
        .limit(most)
    )
    return [TopBlocker(**row) for row in session.execute(query).mappings()]


def count_blockers(
    session: Session, viewer: Viewer, *, first: date, last: date, theirs: CountedRows | None = None
) -> BlockerTotals:
    """Count as the list of blockers does: alerts of these days, and those that are not resolved now."""
    of_theirs = (Alert.kind == AlertKind.BLOCKER, (theirs or counted_rows(session, viewer))(Alert.employee_id))
    raised = sa.select(sa.func.count(Alert.id)).where(*of_theirs, Alert.alert_on.between(first, last))
    live = sa.select(sa.func.count(Alert.id)).where(*of_theirs, Alert.status != AlertStatus.RESOLVED)
    row = session.execute(sa.select(raised.scalar_subquery(), live.scalar_subquery())).one()
    return BlockerTotals(raised=row[0], still_open=row[1])


def _most_raised(counted: Sequence[sa.ColumnElement[bool]], most: int) -> sa.CTE:
    """Those that tie with the last are among them; `list_repeated_blockers` orders them by their words."""
    raised, last_on = sa.func.count().label("raised"), sa.func.max(DailyCheckin.checkin_on).label("last_on")
    return (
        sa.select(DailyCheckin.blocker_words_hash.label("words"), raised, last_on)
        .where(DailyCheckin.blocker_note.is_not(None), *counted)
        .group_by(DailyCheckin.blocker_words_hash)
        .order_by(raised.desc(), last_on.desc())
        .fetch(most, with_ties=True)
        .cte("top")
    )


def _people(counted: Sequence[sa.ColumnElement[bool]], top: sa.CTE) -> sa.Subquery:
    """How many people raised each of the top."""
    return (
        sa.select(top.c.words, sa.func.count(DailyCheckin.employee_id.distinct()).label("people"))
        .join(DailyCheckin, DailyCheckin.blocker_words_hash == top.c.words)
        .where(DailyCheckin.blocker_note.is_not(None), *counted)
        .group_by(top.c.words)
        .subquery("people")
    )


def _said_last(counted: Sequence[sa.ColumnElement[bool]], top: sa.CTE) -> sa.FromClause:
    """The note of the latest check-in with the words; to be joined with `top`, row by row."""
    around = DailyCheckin.checkin_on.between(top.c.last_on - DATES_AT_ONCE, top.c.last_on)
    return (
        sa.select(DailyCheckin.blocker_note.label("note"))
        .where(DailyCheckin.blocker_note.is_not(None), DailyCheckin.blocker_words_hash == top.c.words, around, *counted)
        .order_by(DailyCheckin.timestamp.desc())
        .limit(1)
        .lateral("said")
    )


def _live(theirs: sa.ColumnElement[bool]) -> sa.Subquery:
    words = same_words_hash(Alert.note)
    return (
        sa.select(words.label("words"), sa.func.count().label("live"))
        .where(
            Alert.kind == AlertKind.BLOCKER,
            Alert.status != AlertStatus.RESOLVED,
            Alert.note.is_not(None),
            theirs,
        )
        .group_by(words)
        .subquery("live")
    )


def same_words(note: Any) -> sa.ColumnElement[str]:
    """Return what is equal for two notes in the same words."""
    return sa.func.btrim(sa.func.regexp_replace(sa.func.lower(note), "[^[:alnum:]]+", " ", "g"))


def same_words_hash(note: Any) -> sa.ColumnElement[UUID]:
    """Return the fingerprint of the words; check-ins store it in `blocker_words_hash`, an index of alerts holds it."""
    return sa.cast(sa.func.md5(same_words(note)), sa.Uuid)
