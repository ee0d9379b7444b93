"""What each role finds in the navigation: a place is shown to whom its page would admit, once the page exists."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for

from app.access import find_viewer, may_open
from app.domain.permissions import Role, Scope
from app.domain.viewers import Viewer
from app.page_help import help_of
from app.queries.reach import may_read_page


@dataclass(frozen=True)
class Place:
    label: str
    endpoint: str
    """The view whose access declaration decides who sees the place."""
    icon: str
    own: bool = False
    """A page about the viewer."""
    key: str = ""
    """The letter that, after g, leads there."""
    first_for: Role | None = None
    """The role that begins here, where it is not the first of its places."""

    def url(self, viewer: Viewer) -> str:
        return url_for(self.endpoint, employee_id=viewer.employee_id) if self.own else url_for(self.endpoint)

    @property
    def noun(self) -> str:
        return self.endpoint.partition(".")[0]


PLACES = (
    Place("Health", "admin.index", "settings", key="h"),
    Place("People", "hr.index", "heart", key="p"),
    Place("Today", "today.index", "home", key="t"),
    Place("Alerts", "alerts.index", "bell", key="a"),
    Place("Blockers", "blockers.index", "barrier-block", key="b"),
    Place("Technicians", "technicians.index", "user-check", key="n"),
    Place("Milestones", "milestones.index", "flag", key="m"),
    Place("My page", "technicians.page", "user", own=True, key="m"),
    Place("Trends", "trends.index", "chart-line", key="r", first_for=Role.EXECUTIVE),
    Place("Profiles", "profiles.index", "users"),
    Place("Teams", "teams.index", "id-badge-2"),
    Place("KPIs", "kpis.index", "target"),
    Place("KPI readings", "kpi_readings.index", "gauge"),
    Place("Time off", "time_off.index", "calendar-off"),
    Place("Odoo", "odoo.index", "refresh"),
    Place("Call quality", "calls.index", "chart-line"),
    Place("Try a call", "try_call.index", "phone"),
    Place("Design", "design.index", "palette"),
)
IN_THE_BAR = 6
"""More than these stand in a menu; a phone's bar holds four."""


def places_for(viewer: Viewer) -> tuple[Place, ...]:
    return tuple(place for place in PLACES if _admits(place, viewer))


def home_for(viewer: Viewer) -> Place | None:
    """Return where a person begins after signing in: what is first for their role, else the first place it opens."""
    places = places_for(viewer)
    return next((place for place in places if place.first_for is viewer.role), next(iter(places), None))


def register(app: Flask) -> None:
    app.context_processor(_navigation)
    for function in (may_open, person_url):
        app.add_template_global(function)


def person_url(employee_id: int | None) -> str | None:
    """Return the address of a person's page where the viewer, who reaches the person, may read it."""
    viewer = find_viewer()
    if viewer is None or employee_id is None or not may_read_page(viewer, employee_id):
        return None
    return url_for("technicians.page", employee_id=employee_id)


def _admits(place: Place, viewer: Viewer) -> bool:
    return may_open(place.endpoint, viewer) and (not place.own or viewer.scope is Scope.SELF)


def _navigation() -> dict[str, Any]:
    viewer = find_viewer()
    return {
        "viewer": viewer,
        "places": places_for(viewer) if viewer else (),
        "in_the_bar": IN_THE_BAR,
        "here": request.blueprint,
        "page_help": help_of(request.blueprint) if request.blueprint else None,
    }
