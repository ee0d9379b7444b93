"""`/alerts`: the inbox and one alert in it; what people do with an alert is in `actions.py`."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.alert_inbox import get_inbox_alert
from app.unit_of_work import unit_of_work
from app.web.alerts import actions
from app.web.alerts.inbox import COLUMNS, read_page, read_tab, render_inbox
from app.web.paging import csv_of, wants_csv

blueprint = Blueprint("alerts", __name__, url_prefix="/alerts")
actions.register(blueprint)


@blueprint.get("")
@requires(Permission.ALERT_READ)
def index() -> ResponseReturnValue:
    with unit_of_work() as session:
        if wants_csv():
            return csv_of("alerts", COLUMNS, read_page(session, read_tab()).rows)
        return render_inbox(session)


@blueprint.get("/<int:alert_id>")
@requires(Permission.ALERT_READ)
def page(alert_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        settings = current_settings()
        return render_inbox(session, get_inbox_alert(session, current_viewer(), alert_id, settings=settings))
