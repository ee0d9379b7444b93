"""What is on record about whoever is signed in, by kind; who looked; and what can be asked for."""

from collections.abc import Mapping
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, signed_in
from app.extensions import current_settings
from app.queries.personal_data import count_held
from app.queries.technicians import list_page_views
from app.services.people.data_requests import REQUEST_WORDS, DataRequest, request_about_data
from app.unit_of_work import unit_of_work
from app.web.account.blueprint import blueprint
from app.web.clock import request_now

VIEWS_SHOWN = timedelta(days=90)
KIND_WORDS: Mapping[str, str] = {
    "employees": "Your record in the directory",
    "employee_phones": "Telephone numbers",
    "employments": "Your employment over time",
    "tech_profiles": "Your coaching profile",
    "goals": "Earlier coaching profiles",
    "calls": "Calls to the line",
    "daily_checkins": "Check-ins",
    "tool_results": "What the line answered you",
    "alerts": "Alerts about you, or that you have",
    "alert_events": "What happened around them",
    "weekly_rollups": "Figures of your weeks",
    "told_weeks": "Weeks that a manager was told of",
    "left_words": "Words that somebody left for you",
    "week_talks": "Talks about a week",
    "kpi_readings": "KPI readings",
    "time_off": "Days off",
    "delegations": "Who stood in for whom",
    "outbox_messages": "Messages to you, or about you",
    "profile_changes": "Changes of your record",
    "people_import_rows": "Rows of files that HR brought in",
    "odoo_answers": "Answers about Odoo's records",
    "job_files": "Exports about you that HR has made",
    "long_jobs": "Long work that you started",
    "users": "Your sign-in",
    "user_sessions": "Browsers that are signed in",
    "api_tokens": "API tokens",
    "audit_events": "The audit log",
}
"""The tables of an export, in the order of the page."""
UNCOUNTED = frozenset({"user_sessions", "audit_events"})
"""Each visit adds to them."""


@blueprint.get("/data")
@signed_in
def data() -> ResponseReturnValue:
    viewer = current_viewer()
    with unit_of_work() as session:
        counts = count_held(session, viewer.employee_id)
        views = list_page_views(session, viewer.employee_id, since=request_now() - VIEWS_SHOWN)
    kinds = [
        (words, "kept" if name in UNCOUNTED else counts[name]) for name, words in KIND_WORDS.items() if name in counts
    ]
    return render_template("account/data.html", kinds=kinds, views=views, requests=REQUEST_WORDS)


@blueprint.post("/data/requests")
@signed_in
def ask() -> ResponseReturnValue:
    asked = next((one for one in DataRequest if one == request.form.get("request")), None)
    if asked is None:
        flash("Choose what you ask for.", "warning")
        return redirect(url_for("account.data"))
    with unit_of_work() as session:
        viewer, settings = current_viewer(), current_settings()
        reached = request_about_data(session, viewer, asked, settings=settings, now=request_now())
    if reached:
        flash("HR has been asked, and will talk to you.", "success")
    else:
        flash("Nobody in HR has an address here: speak to them yourself, please.", "warning")
    return redirect(url_for("account.data"))
