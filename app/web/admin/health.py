"""Health: each part with one sentence on what is wrong and what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import requires
from app.domain.audit_months import AuditMonth
from app.domain.permissions import Permission
from app.domain.phrases import plural
from app.extensions import current_settings
from app.journal import Journal
from app.models import OutboxStatus
from app.queries.audit_parts import list_audit_months
from app.queries.operations import Operations, operations
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.clock import request_now
from app.web.health.parts import CHECKS, OK

LATE = timedelta(minutes=5)
"""A message that is due for longer says that nobody sends."""
QUIET = timedelta(days=1)
WHAT_TO_DO = {
    "database": "Look at PostgreSQL's log. Calls are kept in the journal meanwhile and come in by themselves.",
    "redis": "Start Redis or Valkey again. Nothing is lost: what is due stands in PostgreSQL.",
    "worker": "Start `python worker.py`. Until then nothing is sent.",
    "clock": "Start `flask clock`, or `make run`. Until then calls that do not come raise no alert.",
}


@dataclass(frozen=True)
class Part:
    name: str
    sentence: str
    remedy: str = ""
    """What to do; empty where all is well."""

    @property
    def well(self) -> bool:
        return not self.remedy


@blueprint.get("")
@requires(Permission.SYSTEM_MANAGE)
def index() -> ResponseReturnValue:
    now = request_now()
    parts = [_checked(name, check()) for name, check in CHECKS.items()]
    with unit_of_work() as session:
        figures = operations(session, now)
        months = list_audit_months(session)
    parts += [_line(figures.last_call_at, now), _messages(figures, now), _mail(), _journal(), _audit(months, now)]
    return render_template("admin/index.html", parts=parts)


def _checked(name: str, state: str) -> Part:
    if state == OK:
        return Part(name.capitalize(), "There.")
    return Part(name.capitalize(), f"{state.capitalize()}.", WHAT_TO_DO[name])


def _messages(figures: Operations, now: datetime) -> Part:
    given_up = figures.outbox.get(OutboxStatus.DEAD.value, 0)
    if figures.oldest_due_at is not None and now - figures.oldest_due_at > LATE:
        return Part("Messages", "Due messages have waited for more than five minutes.", WHAT_TO_DO["worker"])
    if given_up:
        remedy = "Deliveries says why; mend that, then try them again there."
        return Part("Messages", f"{plural(given_up, 'message')} could not be sent.", remedy)
    return Part("Messages", "Nothing is late, nothing was given up.")


def _mail() -> Part:
    if current_settings().mail_url:
        return Part("Mail", "Set up.")
    remedy = "Set MAIL_URL (SMTP) and restart."
    if current_settings().demo_mode:
        remedy += " The mailbox of the demo shows what would have gone."
    return Part("Mail", "Not sent: no mail is set up.", remedy)


def _line(last_call_at: datetime | None, now: datetime) -> Part:
    if last_call_at is None:
        return Part("Line", "No call has come in yet.", "Hold one: docs/vapi/setup.md, or Try a call.")
    if now - last_call_at > QUIET:
        remedy = "Phone the line yourself, and look at Vapi's status, unless nobody works today."
        return Part("Line", "No call for more than a day.", remedy)
    return Part("Line", "Calls come in.")


def _journal() -> Part:
    if Journal.of(current_settings()).pending():
        remedy = "They come in by themselves once the database answers; `flask journal drain` hurries."
        return Part("Journal", "Messages of calls wait in the journal.", remedy)
    return Part("Journal", "Nothing waits.")


def _audit(months: list[AuditMonth], now: datetime) -> Part:
    if AuditMonth.of(now).later(1) in months:
        return Part("Audit log", "The months ahead are made.")
    remedy = (
        "Run `flask audit-parts` every day as the role that migrates (docs/production.md). No line is lost meanwhile."
    )
    return Part("Audit log", "Next month has no part of its own yet.", remedy)
