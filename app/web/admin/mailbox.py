"""The mailbox of a demo: what went out, as it went out, for a newcomer who has no mail server. Nowhere else."""

from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import requires
from app.domain.errors import NotFound
from app.domain.messages.delivery import TOKEN_AT_SENDING
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.models import OutboxMessage
from app.queries.outbox import list_messages
from app.services.messages.texts import with_foot
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint

MOST = 200
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Of the HTML part: its styles stand in its lines, as mail programs want them, and nothing in it runs."""
MADE_WHEN_SENT = "made-when-sent"


@blueprint.get("/mailbox")
@requires(Permission.SYSTEM_MANAGE)
def mailbox() -> ResponseReturnValue:
    _only_in_a_demo()
    with unit_of_work() as session:
        return render_template("admin/mailbox.html", messages=list_messages(session, limit=MOST))


@blueprint.get("/mailbox/<uuid:message_id>")
@requires(Permission.SYSTEM_MANAGE)
def mail(message_id: UUID) -> ResponseReturnValue:
    _only_in_a_demo()
    with unit_of_work() as session:
        message = _message(session, message_id)
        return render_template("admin/mail.html", message=message, text=_readable(message.body_text))


@blueprint.get("/mailbox/<uuid:message_id>/html")
@requires(Permission.SYSTEM_MANAGE)
def mail_html(message_id: UUID) -> ResponseReturnValue:
    _only_in_a_demo()
    with unit_of_work() as session:
        html = _message(session, message_id).body_html
    if html is None:
        raise NotFound("This message has no HTML part.")
    return _readable(with_foot(html, current_settings())), 200, {"Content-Security-Policy": MAIL_POLICY}


def _only_in_a_demo() -> None:
    if not current_settings().demo_mode:
        abort(404)


def _message(session: Session, message_id: UUID) -> OutboxMessage:
    message = session.get(OutboxMessage, message_id)
    if message is None:
        raise NotFound("There is no such message.")
    return message


def _readable(text: str) -> str:
    return text.replace(TOKEN_AT_SENDING, MADE_WHEN_SENT)
