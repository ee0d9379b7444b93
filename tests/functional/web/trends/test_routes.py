"""Team trends: group rules on the page and in every export, scope, and a constant number of queries."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Role
from app.models import Employee
from tests.builders import NOW, make_alert, make_checkin, make_employee, make_team
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignedInPages, SignIn
from tests.query_counts import MOST_QUERIES, counted

CHARTS = ("energy", "participation", "blockers")


def last_monday_morning() -> datetime:
    """Monday of the last finished week, as seen from the real clock that requests read."""
    today = NOW.replace(hour=14, minute=0, second=0, microsecond=0)
    return today - timedelta(days=today.weekday() + 7)


def people(session: Session, team: str, levels: list[int], **overrides: Any) -> list[Employee]:
    """Make a team of one person for each energy level, each with a check-in last Monday and a week before."""
    team_id = make_team(session, name=team).id
    found = [make_employee(session, team_id=team_id, **overrides) for _ in levels]
    for person, level in zip(found, levels, strict=True):
        for weeks in (0, 1):
            make_checkin(session, person, timestamp=last_monday_morning() - timedelta(weeks=weeks), energy_level=level)
    return found


def get(pages: SignedInPages, path: str) -> Any:
    return pages.client.get(path, headers={"Accept": "application/json"})


def energy_by_team(pages: SignedInPages) -> dict[str, str]:
    """Return the energy column of the table of teams, as the page shows it."""
    page = pages.open("/trends")
    rows = [row for row in page.all("tr") if any(cell.get("data-label") == "Energy" for cell in row.iter("td"))]
    cells = {
        "".join(next(row.iter("th")).itertext()).strip(): next(
            cell for cell in row.iter("td") if cell.get("data-label") == "Energy"
        )
        for row in rows
    }
    return {team: "".join(cell.itertext()).strip() for team, cell in cells.items()}


def all_exports(pages: SignedInPages) -> str:
    """Return the text of the page, its table as CSV and every chart; without icons, whose paths are full of numbers."""
    paths = ["/trends", "/trends?format=csv", *(f"/trends/charts/{n}.{k}" for n in CHARTS for k in ("json", "csv"))]
    return re.sub(r"<svg.*?</svg>", "", "\n".join(pages.client.get(path).text for path in paths), flags=re.DOTALL)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.MANAGER, 200),
        (Role.HR, 200),
        (Role.EXECUTIVE, 200),
        (Role.ADMIN, 403),
        (Role.DISPATCHER, 403),
        (Role.TECHNICIAN, 403),
    ],
)
@pytest.mark.parametrize("path", ["/trends", "/trends/charts/energy.json", "/trends/charts/energy.csv"])
def test_page_and_charts_are_for_those_who_may_read_trends(sign_in: SignIn, role: Role, status: int, path: str) -> None:
    assert get(sign_in(role), path).status_code == status


def test_team_of_five_is_averaged_for_an_executive(sign_in: SignIn, session: Session) -> None:
    people(session, "North", [4, 4, 4, 4, 3])
    assert energy_by_team(sign_in(Role.EXECUTIVE)) == {"North": "3.8"}


def test_team_of_four_is_withheld_from_an_executive(sign_in: SignIn, session: Session) -> None:
    people(session, "North", [4, 4, 3, 3])
    pages = sign_in(Role.EXECUTIVE)
    assert energy_by_team(pages) == {"North": "withheld"}
    assert "3.5" not in all_exports(pages)


def test_one_small_team_takes_the_next_smallest_with_it(sign_in: SignIn, session: Session) -> None:
    people(session, "North", [4] * 7)
    people(session, "South", [5, 5, 5, 5, 4])
    people(session, "West", [1, 2, 2])
    pages = sign_in(Role.EXECUTIVE)
    assert energy_by_team(pages) == {"North": "4.0", "South": "withheld", "West": "withheld"}
    exports = all_exports(pages)
    assert "4.8" not in exports
    assert "1.67" not in exports


@pytest.mark.parametrize("role", [Role.HR, Role.EXECUTIVE])
def test_rule_holds_for_everybody_but_the_manager(sign_in: SignIn, session: Session, role: Role) -> None:
    people(session, "North", [4, 4, 3, 3])
    assert energy_by_team(sign_in(role)) == {"North": "withheld"}


def test_manager_sees_the_own_team_of_two(sign_in: SignIn, session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    people(session, "North", [4, 3], manager_id=sam.id)
    assert energy_by_team(sign_in(employee=sam)) == {"North": "3.5"}


def test_manager_sees_no_other_team(sign_in: SignIn, session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    people(session, "North", [4, 3], manager_id=sam.id)
    people(session, "South", [5] * 6)
    pages = sign_in(employee=sam)
    assert "South" not in all_exports(pages)


def test_withheld_team_is_not_placed_by_sorting(sign_in: SignIn, session: Session) -> None:
    """Two small teams, sorted by participation either way: both stand after the team that is shown."""
    for team, levels in (("North", [4] * 6), ("South", [3] * 3), ("West", [3] * 2)):
        people(session, team, levels)
    pages = sign_in(Role.EXECUTIVE)
    for sort in ("done", "-done"):
        assert pages.open(f"/trends?sort={sort}").texts("th", scope="row")[0] == "North"


def test_energy_is_no_sort(sign_in: SignIn, session: Session) -> None:
    people(session, "Alpine", [2] * 5)
    people(session, "Bay", [5] * 5)
    page = sign_in(Role.EXECUTIVE).open("/trends?sort=-energy")
    assert page.texts("th", scope="row") == ["Alpine", "Bay"]


def test_comparison_with_the_weeks_before(sign_in: SignIn, session: Session) -> None:
    people(session, "North", [3] * 5)
    week = last_monday_morning().isocalendar().week
    assert (
        f"Week {week}: mean energy 3.0 in North, about the same as in the four weeks before (3.0)."
        in sign_in(Role.EXECUTIVE).open("/trends").text
    )


def test_blockers_are_counted_over_people(sign_in: SignIn, session: Session) -> None:
    for person in people(session, "North", [3] * 5)[:2]:
        at = last_monday_morning()
        make_checkin(session, person, timestamp=at, blocker_present=True, blocker_note="Gate code")
        make_alert(session, person, kind=AlertKind.BLOCKER, alert_on=at.date(), note="Gate code")
    text = sign_in(Role.EXECUTIVE).open("/trends").text
    assert "2 blockers raised, 2 open now. Most often: Gate code." in text


def test_large_company_is_drawn_by_its_largest_changes_and_exported_whole(sign_in: SignIn, session: Session) -> None:
    for team in range(14):
        for person in people(session, f"Team {team:02}", [3] * 5):
            if team == 13:
                later = last_monday_morning() + timedelta(hours=1)
                make_checkin(session, person, timestamp=later, energy_level=5)
    pages = sign_in(Role.EXECUTIVE)
    text = pages.open("/trends").text
    assert "Here are the 11 of 14 teams that changed most; the list below and the CSV hold all." in text
    drawn = pages.client.get("/trends/charts/energy.json").get_json()["layout"]["annotations"]
    names = [note["text"] for note in drawn if note["text"].startswith("Team")]
    assert names == [*(f"Team {team:02}" for team in range(10)), "Team 13"]
    exported = {row[0] for row in rows_of(pages.client.get("/trends/charts/energy.csv"))[1:]}
    assert exported == {"All teams", *(f"Team {team:02}" for team in range(14))}


def test_empty_company_says_what_fills_the_page(sign_in: SignIn) -> None:
    text = sign_in(Role.EXECUTIVE).open("/trends").text
    assert "No teams yet" in text
    assert "No blockers were raised in these weeks." in text


def test_unknown_chart_is_not_found(sign_in: SignIn) -> None:
    assert get(sign_in(Role.EXECUTIVE), "/trends/charts/mood.json").status_code == 404


def test_page_takes_as_many_queries_for_many_teams_as_for_one(
    sign_in: SignIn, session: Session, isolated_database: sa.Connection
) -> None:
    pages = sign_in(Role.EXECUTIVE)
    people(session, "The only team", [3] * 5)
    session.commit()
    with counted(isolated_database) as one:
        pages.open("/trends")
    for team in range(12):
        people(session, f"Team {team:02} of many", [3] * 5)
    session.commit()
    with counted(isolated_database) as full:
        pages.open("/trends?weeks=52")
    assert len(full) == len(one) <= MOST_QUERIES


def test_names_and_notes_that_look_like_a_colour_are_drawn_as_they_are(sign_in: SignIn, session: Session) -> None:
    for person in people(session, "@North", [3] * 5):
        make_checkin(session, person, timestamp=last_monday_morning(), blocker_present=True, blocker_note="@ink is out")
    pages = sign_in(Role.EXECUTIVE)
    charts = [get(pages, f"/trends/charts/{name}.json").json for name in CHARTS]
    assert "@North" in str(charts[0])
    assert "@ink is out" in str(charts[2])
