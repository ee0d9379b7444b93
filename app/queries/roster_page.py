"""One page of Today's board: counted, filtered, sorted and cut in the database, and made of the rows shown alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.mornings.day_states import DayState
from app.domain.mornings.workdays import NotExpectedReason
from app.domain.permissions import Permission
from app.domain.viewers import Viewer
from app.queries.paging import Page
from app.queries.roster import RosterRow, make_rows
from app.queries.roster_alerts import LiveAlert, list_live_alerts
from app.queries.roster_blockers import oldest_blockers
from app.queries.roster_facts import list_people_of_page
from app.queries.roster_figures import BoardAsked, board_figures
from app.queries.roster_states import board_tables
from app.settings import Settings

TAKE_ALERTS = Permission.ALERT_ACKNOWLEDGE


@dataclass(frozen=True, kw_only=True)
class Handful:
    """One line of "needs a hand"."""

    alert: LiveAlert
    row: RosterRow | None
    """None for an alert about the line."""


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    """The rows that were asked for, and the figures of all, or of all of the team that was asked for."""

    page: Page[RosterRow]
    off: tuple[RosterRow, ...]
    counts: Mapping[DayState, int]
    off_reasons: Mapping[NotExpectedReason, int]
    teams: tuple[tuple[int, str], ...]
    """Of everybody on the board, by name."""
    takes_alerts: bool
    """Whether the viewer is one of those who take alerts from the board."""
    needs: tuple[Handful, ...]
    """Alerts without an owner by urgency and waiting time, then those that lack an outcome; none for who takes none."""
    all_needs: int
    line_may_be_down: bool
    last_call_at: datetime | None

    @property
    def people(self) -> int:
        """On the board before state and search narrow it."""
        return sum(self.counts.values())


def load_board_page(
    session: Session, viewer: Viewer, asked: BoardAsked, *, settings: Settings, now: datetime
) -> BoardPage:
    """Return what this viewer's board shows at `now`, in eight queries; three more where blockers give the order."""
    by_blockers = asked.listing.sort == "blockers"
    ages = oldest_blockers(session, viewer, settings=settings, now=now) if by_blockers else {}
    tables, takes_alerts = board_tables(session, viewer, settings=settings, now=now), viewer.may(TAKE_ALERTS)
    found = session.execute(board_figures(tables, asked, takes_alerts=takes_alerts, ages=ages)).one()
    needs = [(alert, person) for alert, person in found.needs or ()]
    ids = sorted({*found.shown, *found.off, *(person for _, person in needs if person is not None)})
    alerts, people = list_live_alerts(session, viewer, of=ids), list_people_of_page(session, ids)
    rows = {row.id: row for row in make_rows(session, viewer, people, alerts, settings=settings, now=now)}
    by_id = {alert.id: alert for alert in alerts}
    counts = [(DayState(state), reason, count) for state, reason, count in found.counts or ()]
    return BoardPage(
        page=Page(rows=tuple(rows[id] for id in found.shown), total=found.total, listing=asked.listing),
        off=tuple(rows[id] for id in found.off),
        counts={state: sum(count for of, _, count in counts if of is state) for state in DayState},
        off_reasons={NotExpectedReason(reason): count for state, reason, count in counts if state is DayState.OFF},
        teams=tuple((id, name) for id, name in found.teams or ()),
        takes_alerts=takes_alerts,
        # An alert that was resolved since the figures were read is gone.
        needs=tuple(Handful(alert=by_id[alert], row=rows.get(person)) for alert, person in needs if alert in by_id),
        all_needs=found.all_needs,
        line_may_be_down=any(alert.employee_id is None for alert in alerts),
        last_call_at=found.last_call_at,
    )
