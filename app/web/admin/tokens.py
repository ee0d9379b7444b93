"""The API's tokens of everybody: who has one, what it may, when it was used, and its end."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.permissions import Permission
from app.queries.admin_lists import TokenRow, list_tokens
from app.services.accounts.api_tokens import revoke_token_of_anybody
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.clock import request_now
from app.web.paging import Column, csv_of, read_listing, wants_csv

COLUMNS: tuple[Column[TokenRow], ...] = (
    Column("owner", "Whose", lambda row: row.owner),
    Column("name", "Name", lambda row: row.name, sortable=False),
    Column("may_write", "May", lambda row: "read and write" if row.may_write else "read", sortable=False),
    Column("created_at", "Made", lambda row: row.created_at),
    Column("expires_at", "Ends", lambda row: row.expires_at),
    Column("last_used_at", "Last used", lambda row: row.last_used_at),
)
REVOKE: Column[TokenRow] = Column("revoke", "", lambda _row: None, sortable=False)


@blueprint.get("/tokens")
@requires(Permission.SYSTEM_MANAGE)
def tokens() -> ResponseReturnValue:
    with unit_of_work() as session:
        page = list_tokens(session, read_listing(COLUMNS, sort="owner"), now=request_now())
    if wants_csv():
        return csv_of("api-tokens", COLUMNS, page.rows)
    return render_template("admin/tokens.html", rows=page, columns=(*COLUMNS, REVOKE))


@blueprint.post("/tokens/<int:token_id>/revoke")
@requires(Permission.SYSTEM_MANAGE)
def revoke_token(token_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        revoked = revoke_token_of_anybody(session, token_id, by=current_viewer(), now=request_now())
    flash("Revoked: what used it is refused from now on." if revoked else "It was revoked before.", "success")
    return redirect(url_for("admin.tokens"))
