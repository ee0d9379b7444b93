"""The mailbox of a demo: what went out, as it went out, for a newcomer who has no mail server. Nowhere else."""

from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.access import requires
from app.domain.errors import NotFound
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.outbox import list_mailbox
from app.services.messages.previews import preview_message
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint

MOST = 200
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Of the HTML part: its styles stand in its lines, as mail programs want them, and nothing in it runs."""


@blueprint.get("/mailbox")
@requires(Permission.SYSTEM_MANAGE)
def mailbox() -> ResponseReturnValue:
    _only_in_a_demo()
    with unit_of_work() as session:
        return render_template("admin/mailbox.html", mails=list_mailbox(session, limit=MOST))


@blueprint.get("/mailbox/<uuid:message_id>")
@requires(Permission.SYSTEM_MANAGE)
def mail(message_id: UUID) -> ResponseReturnValue:
    _only_in_a_demo()
    with unit_of_work() as session:
        return render_template(
            "admin/mail.html", mail=preview_message(session, message_id, settings=current_settings())
        )


@blueprint.get("/mailbox/<uuid:message_id>/html")
@requires(Permission.SYSTEM_MANAGE)
def mail_html(message_id: UUID) -> ResponseReturnValue:
    _only_in_a_demo()
    with unit_of_work() as session:
        html = preview_message(session, message_id, settings=current_settings()).wording.html
    if html is None:
        raise NotFound("This message has no HTML part.")
    return html, 200, {"Content-Security-Policy": MAIL_POLICY}


def _only_in_a_demo() -> None:
    if not current_settings().demo_mode:
        abort(404)
