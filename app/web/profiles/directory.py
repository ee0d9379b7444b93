"""The directory: search, sort, pages and CSV."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import requires
from app.domain.permissions import Permission
from app.domain.phrases import say_workdays
from app.extensions import current_settings
from app.phones import say_phone
from app.queries.directory import DirectoryRow, DirectoryTab, list_directory
from app.unit_of_work import unit_of_work
from app.web.arguments import argument
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.profiles.blueprint import blueprint

COLUMNS: tuple[Column[DirectoryRow], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("number", "Number", lambda row: row.id, numeric=True),
    Column("phone", "Telephone", lambda row: row.phone, sortable=False),
    Column("role", "Role", lambda row: row.role.value),
    Column("team", "Team", lambda row: row.team),
    Column("manager", "Manager", lambda row: row.manager),
    Column("week", "Work week", lambda row: say_workdays(row.workdays), sortable=False),
    Column("zone", "Time zone", lambda row: row.timezone, sortable=False),
)
CSV_ONLY: tuple[Column[DirectoryRow], ...] = (
    Column("email", "E-mail", lambda row: row.email),
    Column("job_title", "Job title", lambda row: row.job_title),
    Column("started", "Start date", lambda row: row.started_on),
    Column("ended", "Last day", lambda row: row.ended_on),
    Column("active", "Active", lambda row: "yes" if row.active else "no"),
)


@blueprint.get("")
@requires(Permission.PROFILE_READ)
def index() -> ResponseReturnValue:
    given = argument("tab")
    tab = DirectoryTab(given) if given in {tab.value for tab in DirectoryTab} else DirectoryTab.ACTIVE
    listing = read_listing(COLUMNS, sort="name")
    with unit_of_work() as session:
        people = list_directory(session, tab, listing)
    if wants_csv():
        return csv_of("people", (*COLUMNS, *CSV_ONLY), people.rows)
    region = current_settings().home_region
    return render_template(
        "profiles/index.html",
        people=people,
        columns=COLUMNS,
        tab=tab,
        tabs=DirectoryTab,
        say_phone=lambda number: say_phone(number, region),
        say_workdays=say_workdays,
    )
