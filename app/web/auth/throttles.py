"""How often a sign-in may fail, per address of the network and per account, so neither guessing nor spraying pays.

Only refused tries count. Counted in Redis, or in this process while Redis is away.
"""

from http import HTTPStatus

from flask import Response, request
from flask_limiter.util import get_remote_address
from flask_login import current_user

from app.extensions import limiter
from app.web.auth.pending import find_pending

PER_ADDRESS = "30 per 15 minutes"
PER_ACCOUNT = "8 per 15 minutes"
MAILS_PER_ACCOUNT = "4 per hour"
MAILS_PER_ADDRESS = "20 per hour"


def _account() -> str:
    return f"account:{request.form.get('email', '').strip().lower()[:254]}"


def _pending() -> str:
    waiting = find_pending()
    return f"code:{waiting.user_id if waiting else get_remote_address()}"


def _signed_in() -> str:
    return f"user:{current_user.get_id()}"


def _refused(response: Response) -> bool:
    return response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


failures_per_address = limiter.shared_limit(
    PER_ADDRESS, scope="sign-in", key_func=get_remote_address, methods=["POST"], deduct_when=_refused
)
failures_per_account = limiter.shared_limit(
    PER_ACCOUNT, scope="sign-in", key_func=_account, methods=["POST"], deduct_when=_refused
)
failures_per_code = limiter.shared_limit(
    PER_ACCOUNT, scope="code", key_func=_pending, methods=["POST"], deduct_when=_refused
)
failures_per_user = limiter.shared_limit(
    PER_ACCOUNT, scope="own password", key_func=_signed_in, methods=["POST"], deduct_when=_refused
)
mails_per_account = limiter.limit(MAILS_PER_ACCOUNT, key_func=_account, methods=["POST"])
mails_per_address = limiter.limit(MAILS_PER_ADDRESS, key_func=get_remote_address, methods=["POST"])
