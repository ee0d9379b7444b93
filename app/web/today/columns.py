"""The columns of the board, by what the viewer may read: the table's heads, the sorts and the CSV."""

from app.domain.mornings.day_states import STATE_WORDS
from app.domain.permissions import Permission
from app.domain.viewers import Viewer
from app.queries.roster import RosterRow
from app.web.paging import Column

ROW = Column[RosterRow]
FIRST = (
    ROW("state", "State", lambda row: STATE_WORDS[row.state]),
    ROW("name", "Name", lambda row: row.name),
    ROW("team", "Team", lambda row: row.team),
    ROW("at", "Called", lambda row: row.at),
)
ENERGY = ROW("energy", "Energy", lambda row: row.energy, sortable=False)
FOCUS = ROW("focus", "Focus", lambda row: row.focus, sortable=False)
BLOCKERS = ROW("blockers", "Blockers", lambda row: len(row.blockers))
CSV_ONLY = (
    ROW("reason", "Reason", lambda row: row.reason),
    ROW("late", "Late", lambda row: "yes" if row.late else "no"),
    ROW("arrives_at", "Arrives", lambda row: row.arrives_at),
    ROW("out_until", "Out until", lambda row: row.out_until),
    ROW("ops_only", "Ops-only", lambda row: "yes" if row.ops_only else "no"),
    ROW("blocker_age", "Oldest blocker, workdays", lambda row: row.blocker_age),
    ROW("expected_by", "Expected by", lambda row: row.window_ends_at),
    ROW("why", "Why", lambda row: row.why),
    ROW("phone", "Phone", lambda row: row.phone),
)


def columns_for(viewer: Viewer) -> tuple[ROW, ...]:
    energy = (ENERGY,) if viewer.may(Permission.WELLBEING_READ) else ()
    focus = (FOCUS,) if viewer.may(Permission.COACHING_READ) else ()
    return (*FIRST, *energy, *focus, BLOCKERS)


def csv_columns_for(viewer: Viewer) -> tuple[ROW, ...]:
    return (*columns_for(viewer), *CSV_ONLY)
