"""Audit lines for refused attempts: wrong passwords and codes, and pages that are not part of somebody's role.

A line holds ids and hashes. An address that somebody typed may be anybody's, so only its keyed hash is kept: enough to
see that one account is being tried, and nothing that can be read back.
"""

import hashlib
import hmac
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import User
from app.queries.users import find_user_by_email
from app.services.audit import record_audit
from app.settings import Settings


def record_refused_password(session: Session, *, email: str, network: str, settings: Settings, now: datetime) -> str:
    """Note a wrong address or password; return the account's hash, for the log."""
    account = hash_account(email, settings)
    user = find_user_by_email(session, email)
    record_audit(
        session,
        actor_id=None,
        action="sign_in.refused",
        subject_id=user.employee_id if user else None,
        detail={"account": account, "network": network},
        now=now,
    )
    return account


def record_refused_code(session: Session, *, user_id: int, network: str, now: datetime) -> None:
    user = session.get(User, user_id)
    subject_id = user.employee_id if user else None
    detail = {"network": network}
    record_audit(session, actor_id=None, action="sign_in.code_refused", subject_id=subject_id, detail=detail, now=now)


def record_refused_page(session: Session, *, actor_id: int, endpoint: str, now: datetime) -> None:
    """Note that somebody signed in asked for what their role or reach does not open."""
    record_audit(session, actor_id=actor_id, action="access.refused", detail={"endpoint": endpoint}, now=now)


def hash_account(email: str, settings: Settings) -> str:
    key = settings.secret_key[0].encode()
    return hmac.new(key, email.strip().lower().encode(), hashlib.sha256).hexdigest()[:16]
