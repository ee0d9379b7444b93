"""A chart as the page's script fetches it: the figure painted for the theme; and its rows as CSV."""

from flask import Response, jsonify

from app.charts.figures import Chart
from app.charts.theme import Theme, paint
from app.web.arguments import argument
from app.web.paging import csv_response


def chart_json(chart: Chart) -> Response:
    theme = Theme.DARK if argument("theme") == Theme.DARK else Theme.LIGHT
    return jsonify(paint(chart.figure, theme))


def chart_csv(name: str, chart: Chart) -> Response:
    return csv_response(name, chart.columns, chart.rows)
