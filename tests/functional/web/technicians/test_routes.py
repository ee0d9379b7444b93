"""What a technician's page shows, and the JSON and CSV of its charts."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.extensions import settings_of
from app.models import Employee
from tests.builders import NOW, make_alert, make_checkin, make_employee
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn
from tests.functional.web.technicians.technician_past import (
    CHARTS,
    fill,
    get,
    page_of,
    workdays_back,
)
from tests.page_client import text_of


class TestWhatItShows:
    def test_facts_name_team_zone_workweek_and_manager(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        facts = sign_in(employee=sam).open(page_of(dee)).all("p", class_="person-facts")[0]
        assert [span.text for span in facts.iter("span")] == [
            "Lead tech",
            "North",
            "Chicago",
            "Mon–Fri",
            "reports to Sam Lee",
        ]

    def test_each_chart_has_sentence_table_and_csv(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        page = sign_in(employee=sam).open(page_of(dee))
        drawn = [plot.get("data-chart-name") for plot in page.all("div", class_="chart-plot")]
        assert drawn == ["energy", "90-day-goal", "blockers", "callbacks"]
        assert all(caption.count("\n") == 0 and len(caption) > 10 for caption in page.texts("figcaption"))
        exports = [link.get("href", "") for link in page.all("a") if ".csv" in link.get("href", "")]
        assert len(exports) == 6

    def test_new_person_sees_what_will_fill_the_page(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        text = sign_in(employee=sam).open(page_of(dee)).text
        for sentence in (
            "No energy answers in these weeks.",
            "No goal with dates yet.",
            "No blockers in these weeks.",
            "No KPI readings yet.",
            "No coaching profile yet.",
            "No actions named in these weeks.",
        ):
            assert sentence in text

    def test_commitments_strengths_why_and_milestones(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        text = sign_in(employee=sam).open(page_of(dee)).text
        for words in ("Photos 0", "Be home for dinner.", "Achiever", "Ride along with Lee", "by KPI"):
            assert words in text

    def test_timeline_calls_the_watch_an_indicator(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        text = sign_in(employee=sam).open(page_of(dee)).text
        assert "Low energy (an indicator, not a diagnosis): outcome · Sam Lee" in text
        assert "talked on the way to the yard" in text

    def test_live_watch_is_told_to_the_manager_and_not_to_the_person(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        told = "an indicator, not a diagnosis. It may need a conversation."
        assert told in sign_in(employee=sam).open(page_of(dee)).text
        assert told not in sign_in(employee=dee).open(page_of(dee)).text

    def test_managers_note_about_a_talk_stays_with_those_who_manage(
        self, sign_in: SignIn, session: Session, dee: Employee
    ) -> None:
        fill(session, dee)
        assert "talked on the way to the yard" not in sign_in(employee=dee).open(page_of(dee)).text

    def test_page_names_who_can_see_it(self, sign_in: SignIn, dee: Employee, sam: Employee) -> None:
        foot = sign_in(employee=sam).open(page_of(dee)).texts("details", class_="who-sees")[0]
        assert "Sam Lee · manages this person, directly or through others" in foot

    @pytest.mark.parametrize(("asked", "shown"), [("4", 4), ("52", 52), ("7", 13), ("many", 13), ("", 13)])
    def test_weeks_come_from_the_address(
        self, sign_in: SignIn, sam: Employee, dee: Employee, asked: str, shown: int
    ) -> None:
        page = sign_in(employee=sam).open(f"{page_of(dee)}?weeks={asked}")
        [current] = page.all("a", aria_current="true")
        assert current.get("href") == f"{page_of(dee)}?weeks={shown}"

    def test_list_leads_to_the_pages(self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee) -> None:
        make_employee(session, name="Somebody else's")
        page = sign_in(employee=sam).open("/technicians?q=north")
        assert page.texts("th", scope="row") == ["Dee Okafor"]
        assert [link.get("href") for link in page.all("a") if link.text == "Dee Okafor"] == [page_of(dee)]

    def test_list_as_csv(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        assert rows_of(get(sign_in(employee=sam), "/technicians?format=csv")) == [
            ["Name", "Team", "Manager", "Job", "Time zone", "Last check-in"],
            ["Dee Okafor", "North", "Sam Lee", "Lead tech", "America/Chicago", ""],
        ]


class TestCharts:
    @pytest.mark.parametrize("name", [*CHARTS])
    def test_json_and_csv_of_each_chart(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee, name: str
    ) -> None:
        fill(session, dee)
        pages = sign_in(employee=sam)
        assert get(pages, f"{page_of(dee)}/charts/{name}.json").status_code == 200
        answer = get(pages, f"{page_of(dee)}/charts/{name}.csv")
        assert answer.mimetype == "text/csv"
        assert len(answer.text.splitlines()) > 1

    def test_figure_is_painted_for_the_theme(
        self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee
    ) -> None:
        fill(session, dee)
        pages = sign_in(employee=sam)
        light, dark = (
            get(pages, f"{page_of(dee)}/charts/energy.json?theme={theme}").json for theme in ("light", "dark")
        )
        assert light["layout"]["font"]["color"] != dark["layout"]["font"]["color"]
        assert '"@' not in json.dumps(light)

    def test_energy_csv_holds_the_shown_days(self, sign_in: SignIn, session: Session, dee: Employee) -> None:
        fill(session, dee, days=3)
        rows = rows_of(get(sign_in(employee=dee), f"{page_of(dee)}/charts/energy.csv?weeks=4"))[1:]
        answered = {date.fromisoformat(row[0]): row[2] for row in rows if row[2]}
        assert answered == {at.date(): str(2 + index) for index, at in enumerate(workdays_back(3))}

    def test_kpi_chart_has_its_own_name(self, sign_in: SignIn, session: Session, sam: Employee, dee: Employee) -> None:
        fill(session, dee)
        pages = sign_in(employee=sam)
        [plot] = [
            plot
            for plot in pages.open(page_of(dee)).all("div", class_="chart-plot")
            if plot.get("data-chart-name") == "callbacks"
        ]
        assert len(get(pages, plot.get("data-chart-url", "")).json["data"]) == 1

    def test_unknown_chart_is_not_found(self, sign_in: SignIn, sam: Employee, dee: Employee) -> None:
        assert get(sign_in(employee=sam), f"{page_of(dee)}/charts/mood.json").status_code == 404


def test_manager_sees_the_telephone_and_what_waits(
    session: Session, sign_in: SignIn, sam: Employee, dee: Employee
) -> None:
    dee.phone = "+13125550142"
    waiting = make_alert(session, dee, kind=AlertKind.BLOCKER, note="Gate code", opened_at=NOW)
    make_alert(session, dee, kind=AlertKind.BLOCKER, note="Long gone", opened_at=NOW, status=AlertStatus.RESOLVED)
    session.commit()
    page = sign_in(employee=sam).open(f"/technicians/{dee.id}")
    assert [link.get("href") for link in page.all("a") if (link.get("href") or "").startswith("tel:")] == [
        "tel:+13125550142"
    ]
    assert page.texts("a", href=f"/alerts/{waiting.id}") == ["Blocker"]
    assert "nobody has it" in page.text


def test_person_sees_today_and_what_became_of_their_blockers(
    app: Flask, session: Session, sign_in: SignIn, dee: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), line_number="+13125550100"))
    make_alert(session, dee, kind=AlertKind.BLOCKER, note="Gate code", opened_at=NOW, owner_name="Kay Donnelly")
    make_alert(
        session,
        dee,
        kind=AlertKind.BLOCKER,
        note="No ladder",
        opened_at=NOW - timedelta(days=1),
        status=AlertStatus.RESOLVED,
        outcome=AlertOutcome.FIXED,
        owner_name="Kay Donnelly",
        resolved_at=NOW,
    )
    make_checkin(session, dee, timestamp=NOW)
    session.commit()
    page = sign_in(employee=dee).open(f"/technicians/{dee.id}")
    own = next(section for section in page.all("section") if section.get("aria-labelledby") == "own-today")
    assert text_of(own).startswith("Today ready energy 4 Call the check-in line")
    assert [text_of(line) for line in own.iter("li")] == [
        "“Gate code” Tue 17 Nov Kay Donnelly has it",
        "“No ladder” Tue 17 Nov fixed by Kay Donnelly, just now",
    ]
    assert page.all("a", href="tel:+13125550100") != []
