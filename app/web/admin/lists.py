"""Deliveries with retry, scheduled runs with "run now", and the audit log."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.permissions import Permission
from app.domain.phrases import plural
from app.models import OutboxStatus
from app.queries.admin_lists import AuditRow, DeliveryRow, list_audit, list_deliveries
from app.queries.scheduled_runs import list_runs
from app.services.audit import record_audit
from app.services.messages.outbox import retry_dead
from app.services.scheduled_runs import run_soon
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.arguments import argument
from app.web.clock import request_now
from app.web.paging import Column, csv_of, read_listing, wants_csv

DELIVERY_COLUMNS: tuple[Column[DeliveryRow], ...] = (
    Column("created_at", "Written", lambda row: row.created_at),
    Column("kind", "About", lambda row: row.kind),
    Column("channel", "By", lambda row: row.channel.value, sortable=False),
    Column("recipient", "To", lambda row: row.recipient, sortable=False),
    Column("status", "State", lambda row: row.status.value, sortable=False),
    Column("attempts", "Tries", lambda row: row.attempts, sortable=False, numeric=True),
    Column("failure", "What went wrong", lambda row: row.failure, sortable=False),
)
RETRY: Column[DeliveryRow] = Column("retry", "", lambda _row: None, sortable=False)
AUDIT_COLUMNS: tuple[Column[AuditRow], ...] = (
    Column("at", "When", lambda row: row.at),
    Column("actor", "Who", lambda row: row.actor or "the product itself", sortable=False),
    Column("action", "What", lambda row: row.act),
    Column("detail", "More", lambda row: row.more, sortable=False),
    Column("subject", "About", lambda row: row.subject, sortable=False),
)


@blueprint.get("/deliveries")
@requires(Permission.SYSTEM_MANAGE)
def deliveries() -> ResponseReturnValue:
    listing, status = read_listing(DELIVERY_COLUMNS, sort="created_at", descending=True), _status()
    with unit_of_work() as session:
        page = list_deliveries(session, listing, status=status)
    if wants_csv():
        return csv_of("deliveries", DELIVERY_COLUMNS, page.rows)
    return render_template(
        "admin/deliveries.html", rows=page, columns=(*DELIVERY_COLUMNS, RETRY), status=status, statuses=OutboxStatus
    )


@blueprint.post("/deliveries/retry")
@requires(Permission.SYSTEM_MANAGE)
def retry() -> ResponseReturnValue:
    """Offer one given-up message again, or all of them."""
    message_id = request.form.get("message_id", type=UUID)
    with unit_of_work() as session:
        count = retry_dead(session, now=request_now(), ids=[message_id] if message_id else None)
        record_audit(session, actor_id=current_viewer().employee_id, action="message.retried", now=request_now())
    flash(
        f"{plural(count, 'message')} on the way again." if count else "It was sent or taken back meanwhile.", "success"
    )
    return redirect(url_for("admin.deliveries", status=argument("status") or None))


@blueprint.get("/runs")
@requires(Permission.SYSTEM_MANAGE)
def runs() -> ResponseReturnValue:
    with unit_of_work() as session:
        return render_template("admin/runs.html", runs=list_runs(session))


@blueprint.post("/runs/<name>")
@requires(Permission.SYSTEM_MANAGE)
def run_now(name: str) -> ResponseReturnValue:
    """Make a job due; the clock starts it, as it starts any other, so it never runs twice at once."""
    actor_id, now = current_viewer().employee_id, request_now()
    with unit_of_work() as session:
        run_soon(session, name, now=now)
        record_audit(session, actor_id=actor_id, action="job.run_asked", detail={"job": name}, now=now)
    flash("It starts with the clock's next second.", "success")
    return redirect(url_for("admin.runs"))


@blueprint.get("/audit")
@requires(Permission.SYSTEM_MANAGE)
def audit() -> ResponseReturnValue:
    listing = read_listing(AUDIT_COLUMNS, sort="at", descending=True)
    with unit_of_work() as session:
        page = list_audit(session, listing)
    if wants_csv():
        return csv_of("audit-log", AUDIT_COLUMNS, page.rows)
    return render_template("admin/audit.html", rows=page, columns=AUDIT_COLUMNS)


def _status() -> OutboxStatus | None:
    return next((status for status in OutboxStatus if status == argument("status")), None)
