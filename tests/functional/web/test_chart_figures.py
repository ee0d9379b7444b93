"""Every chart that a page can ask for is a figure that Plotly's own validators accept, in both themes."""

import json
from dataclasses import asdict

import plotly.graph_objects as go
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.charts.theme import PALETTES, Theme, paint
from app.dev.demo_data import load_demo_data
from app.domain.permissions import Role
from app.models import Employee
from app.settings import Settings
from tests.builders import NOW, PASSWORD
from tests.page_client import PageClient


@pytest.fixture
def hr(app: Flask, session: Session, settings: Settings) -> PageClient:
    load_demo_data(session, now=NOW, password=PASSWORD, settings=settings)
    session.commit()
    pages = PageClient(app.test_client())
    pages.submit(pages.open("/sign-in"), "/sign-in", email="hr@demo.example", password=PASSWORD)
    return pages


def chart_addresses(pages: PageClient, session: Session) -> list[str]:
    """Collect the addresses from the pages themselves, so that a new chart is covered."""
    person = session.scalars(select(Employee.id).where(Employee.role == Role.TECHNICIAN).limit(1)).one()
    opened = [pages.open(path) for path in (f"/technicians/{person}", "/trends", "/blockers")]
    urls = {element.get("data-chart-url", "") for page in opened for element in page.root.iter("div")}
    return sorted(urls - {""})


def test_every_chart_is_a_valid_plotly_figure(hr: PageClient, session: Session) -> None:
    addresses = chart_addresses(hr, session)
    assert len(addresses) >= 7
    for address in addresses:
        for theme in ("light", "dark"):
            separator = "&" if "?" in address else "?"
            answer = hr.client.get(f"{address}{separator}theme={theme}")
            assert answer.status_code == 200
            figure = go.Figure(answer.json)
            assert len(figure.data) > 0


def test_figure_in_a_page_is_the_one_at_its_address(hr: PageClient) -> None:
    """Painted by the page's script in the colours that the page gives along."""
    for path, charts in (("/trends", 3), ("/blockers", 1)):
        elements = list(hr.open(path).root.iter("div"))
        [palettes] = [json.loads(each.get("data-palettes", "")) for each in elements if each.get("data-palettes")]
        assert palettes == {theme.value: asdict(palette) for theme, palette in PALETTES.items()}
        held = [each for each in elements if each.get("data-figure")]
        assert len(held) == charts
        for each in held:
            address = each.get("data-chart-url", "")
            asked = hr.client.get(f"{address}{'&' if '?' in address else '?'}theme=dark")
            assert paint(json.loads(each.get("data-figure", "")), Theme.DARK) == asked.json
