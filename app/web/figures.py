"""A chart as the page's script gets it: painted for the theme, or the colours to paint it with; its rows as CSV."""

from dataclasses import asdict

from flask import Response, jsonify

from app.charts.figures import Chart
from app.charts.theme import PALETTES, Theme, paint
from app.web.arguments import argument
from app.web.paging import csv_response


def chart_json(chart: Chart) -> Response:
    theme = Theme.DARK if argument("theme") == Theme.DARK else Theme.LIGHT
    return jsonify(paint(chart.figure, theme))


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours by theme and role, for a page whose figures are embedded."""
    return {theme.value: asdict(palette) for theme, palette in PALETTES.items()}


def chart_csv(name: str, chart: Chart) -> Response:
    return csv_response(name, chart.columns, chart.rows)
