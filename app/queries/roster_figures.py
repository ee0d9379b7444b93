"""Which rows a page of the board shows, and what it says about everybody else: ids and counts, in one statement.

Names compare by code point, whatever the collation of the database. Ties stand by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from app.domain.alerts.kinds import KINDS_BY_URGENCY, AlertKind, AlertStatus
from app.domain.mornings.day_states import DayState
from app.domain.mornings.roster import STATES_BY_URGENCY
from app.queries.paging import Listing
from app.queries.roster import last_call_at
from app.queries.roster_states import BoardTables

MOST_OFF = 100
"""People listed below the table; the filter shows them all."""
MOST_NEEDS = 12


@dataclass(frozen=True, kw_only=True)
class BoardAsked:
    """What the address asks for."""

    listing: Listing
    team_id: int | None = None
    state: DayState | None = None

    @property
    def off_apart(self) -> bool:
        """Whether people who are off are listed below the table: unless search or filter ask for them, or an export."""
        return self.state is None and not self.listing.search and self.listing.size is not None


def board_figures(
    tables: BoardTables, asked: BoardAsked, *, takes_alerts: bool, ages: Mapping[int, int]
) -> sa.Select[Any]:
    """Select one row; `ages` are those of the oldest blockers by person, for a board that is sorted by them.

    `shown`, `off`: ids in order · `total`: how many the filter lets through · `counts`: [state, reason, people] ·
    `teams`: [id, name] of everybody · `needs`: [alert, person], of which there are `all_needs` · `last_call_at`.
    """
    people = tables.people
    in_team = sa.true() if asked.team_id is None else people.c.team_id == asked.team_id
    shown = select(people.c.id).where(in_team, _is_shown(people, asked))
    off = select(people.c.id).where(in_team, people.c.state == DayState.OFF.value, sa.literal(asked.off_apart))
    needs = _needs(tables, in_team).where(sa.literal(takes_alerts))
    return select(
        _array(_cut(_ordered(shown, people, asked.listing, ages), asked.listing)).label("shown"),
        _array(off.order_by(people.c.name, people.c.id).limit(MOST_OFF)).label("off"),
        _count(shown).label("total"),
        _json(_counts(people, in_team)).label("counts"),
        _json(_teams(people)).label("teams"),
        _json(needs.limit(MOST_NEEDS)).label("needs"),
        _count(needs.order_by(None)).label("all_needs"),
        last_call_at().label("last_call_at"),
    )


def _is_shown(people: sa.CTE, asked: BoardAsked) -> sa.ColumnElement[bool]:
    words = asked.listing.search
    name_and_team = people.c.name + " " + sa.func.coalesce(people.c.team, "")
    return sa.and_(
        people.c.state == asked.state.value if asked.state else sa.true(),
        people.c.state != DayState.OFF.value if asked.off_apart else sa.true(),
        name_and_team.icontains(words, autoescape=True) if words else sa.true(),
    )


def _ordered(query: sa.Select[Any], people: sa.CTE, listing: Listing, ages: Mapping[int, int]) -> sa.Select[Any]:
    columns = {
        "state": tuple(_by_need(people)),
        "name": (_folded(people.c.name),),
        "team": (_folded(people.c.team), _folded(people.c.name)),
        "at": (people.c.called_at,),
        "blockers": (_age(people.c.id, ages),),
    }[listing.sort]
    return query.order_by(
        *((column.desc() if listing.descending else column.asc()).nulls_last() for column in columns),
        people.c.name,
        people.c.id,
    )


def _by_need(people: sa.CTE) -> Iterator[sa.ColumnElement[Any]]:
    """Order by how much a person needs somebody now: state, not in hand yet, open blockers, the longest wait."""
    yield _place(people.c.state, [state.value for state in STATES_BY_URGENCY])
    yield people.c.in_hand
    yield -people.c.blockers
    yield sa.func.coalesce(people.c.called_at, people.c.window_ends_at)
    yield people.c.name.collate("C")


def _folded(name: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    return sa.func.lower(name).collate("C")


def _age(person: sa.ColumnElement[int], ages: Mapping[int, int]) -> sa.ColumnElement[int | None]:
    by_person = sa.literal({str(id): age for id, age in ages.items()}, JSONB)
    age: sa.ColumnElement[int | None] = by_person[sa.cast(person, sa.Text)].as_integer()
    return age


def _needs(tables: BoardTables, in_team: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Select the alerts that nobody has taken, then those whose owner has not said what became of them.

    A blocker takes longer, and its owner is not asked. Alerts about nobody on file are for every team.
    """
    people, alerts = tables.people, tables.live_alerts
    is_open = alerts.c.status == AlertStatus.OPEN
    wants_outcome = sa.and_(alerts.c.outcome.is_(None), alerts.c.kind != AlertKind.BLOCKER)
    of_team = sa.and_(people.c.id.is_not(None), in_team)
    return (
        select(alerts.c.id, people.c.id.label("person"))
        .select_from(alerts.outerjoin(people, people.c.id == alerts.c.employee_id))
        .where(sa.or_(alerts.c.employee_id.is_(None), of_team), sa.or_(is_open, wants_outcome))
        .order_by(
            ~is_open,
            _place(alerts.c.kind, KINDS_BY_URGENCY),
            alerts.c.opened_at,
            people.c.name.nulls_first(),
            people.c.id,
            alerts.c.id,
        )
    )


def _counts(people: sa.CTE, in_team: sa.ColumnElement[bool]) -> sa.Select[Any]:
    by = (people.c.state, people.c.off_reason)
    return select(*by, sa.func.count()).where(in_team).group_by(*by)


def _teams(people: sa.CTE) -> sa.Select[Any]:
    teams = select(people.c.team_id, people.c.team).where(people.c.team.is_not(None)).distinct().subquery()
    return select(teams).order_by(teams.c.team.collate("C"))


def _cut(query: sa.Select[Any], listing: Listing) -> sa.Select[Any]:
    size = listing.size
    return query if size is None else query.limit(size).offset((listing.page - 1) * size)


def _place(column: sa.ColumnElement[Any], order: Any) -> sa.ColumnElement[int]:
    return sa.case({value: place for place, value in enumerate(order)}, value=column)


def _count(query: sa.Select[Any]) -> sa.ScalarSelect[int]:
    return select(sa.func.count()).select_from(query.subquery()).scalar_subquery()


def _array(ids: sa.Select[Any]) -> sa.ColumnElement[list[int]]:
    return sa.func.array(ids.scalar_subquery(), type_=ARRAY(sa.Integer))


def _json(query: sa.Select[Any]) -> sa.ScalarSelect[Any]:
    """Select all rows of the query in their order, as a list of lists; null where there are none."""
    rows = query.subquery()
    return select(sa.func.json_agg(sa.func.json_build_array(*rows.c))).scalar_subquery()
