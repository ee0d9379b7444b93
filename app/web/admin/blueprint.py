"""The blueprint of the administrator's pages, and the tabs that lead from one to another."""

from typing import Any

from flask import Blueprint

from app.extensions import current_settings

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
TABS = (
    ("admin.index", "Health"),
    ("admin.sign_ins", "Sign-ins"),
    ("admin.rules", "Rules"),
    ("admin.notices", "Notices"),
    ("admin.routes", "Desks"),
    ("admin.deliveries", "Deliveries"),
    ("admin.runs", "Scheduled runs"),
    ("admin.tokens", "API tokens"),
    ("admin.audit", "Audit log"),
    ("long_jobs.index", "Long work"),
)


@blueprint.context_processor
def _tabs() -> dict[str, Any]:
    of_a_demo = (("admin.mailbox", "Mailbox"),) if current_settings().demo_mode else ()
    return {"admin_tabs": (*TABS, *of_a_demo)}
