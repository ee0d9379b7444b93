"""The link of a reminder: what its token holds, how long it works, and why one is refused.

Apart from its use, because whoever writes a message makes links and saves no check-in. The token is made when the
text is sent.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.errors import OpsCoachError
from app.domain.messages.delivery import TOKEN_AT_SENDING
from app.settings import Settings
from app.signing import BadToken, ExpiredToken, Purpose, read_signed, sign

WORKS_FOR = timedelta(hours=24)
"""The longest; it ends before that with the day that it is for."""
ENDING = 4
"""So many last digits of the number stand in the token: a link dies when the number becomes another."""


class CheckinLinkProblem(StrEnum):
    BROKEN = "broken"
    EXPIRED = "expired"
    USED = "used"
    OFF = "off"
    NOT_YOURS = "not_yours"
    """Whoever it was sent to has left, has another number or another role."""


class CheckinLinkRefused(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """The link does not work, or not any more; `problem` picks the page."""

    http_status = 410

    def __init__(self, problem: CheckinLinkProblem, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class CheckinClaim:
    employee_id: int
    day: date
    number_ending: str


def checkin_link(settings: Settings, token: str = TOKEN_AT_SENDING) -> str:
    """Return the address of the form; its token is made when the message is sent."""
    return f"{settings.public_url}/c/{token}"


def make_checkin_token(settings: Settings, employee_id: int, day: date, *, number: str, now: datetime) -> str:
    """Return what makes the link good. `number`: E.164, to which it is sent."""
    claim = [employee_id, day.toordinal(), number[-ENDING:]]
    return sign(claim, Purpose.CHECKIN, keys=settings.secret_key, expires_at=now + WORKS_FOR)


def read_checkin_token(token: str, *, settings: Settings, now: datetime) -> CheckinClaim:
    """Raise CheckinLinkRefused for a link that we did not make, or that is too old."""
    try:
        claim = read_signed(token, Purpose.CHECKIN, keys=settings.secret_key, now=now)
    except ExpiredToken as error:
        raise too_old() from error
    except BadToken as error:
        sentence = "This link is incomplete or was changed on the way. Open it from the text itself."
        raise CheckinLinkRefused(CheckinLinkProblem.BROKEN, sentence) from error
    employee_id, day, number_ending = claim
    return CheckinClaim(employee_id=employee_id, day=date.fromordinal(day), number_ending=number_ending)


def too_old() -> CheckinLinkRefused:
    return CheckinLinkRefused(CheckinLinkProblem.EXPIRED, "A link works on its own day, and that day is over.")
