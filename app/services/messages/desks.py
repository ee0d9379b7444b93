"""Addresses of the shared desks, set and removed in a page; those of the environment stay as they are."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.messages.delivery import ChannelName
from app.domain.messages.destinations import address_of, channel_of, fingerprint
from app.domain.viewers import Viewer
from app.models import DeskAddress
from app.phones import BadPhone, read_phone
from app.sealing import seal
from app.services.audit import record_audit
from app.services.messages.recipients import sms_is_set_up
from app.settings import Settings

DESKS = ("ops", "dispatch")
ADDRESS = "Give mailto:somebody@company, sms:+13125550100 or an https:// address."
LONGEST = 2_000


def add_desk_address(session: Session, desk: str, url: str, *, settings: Settings, by: Viewer, now: datetime) -> bool:
    """Return False where the desk has it already. Raises InvalidInput for what cannot be an address of a desk."""
    if desk not in DESKS:
        raise InvalidInput("Choose one of the desks.", field="desk")
    address = _checked(url.strip(), settings)
    statement = (
        insert(DeskAddress)
        .values(
            desk=desk,
            sealed_url=seal(address, keys=settings.sealing_keys),
            fingerprint=fingerprint(address),
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(DeskAddress.id)
    )
    added = address not in getattr(settings, f"{desk}_urls") and session.scalar(statement) is not None
    if added:
        record_audit(session, actor_id=by.employee_id, action="desk.address_added", detail={"desk": desk}, now=now)
    return added


def remove_desk_address(session: Session, desk: str, mark: str, *, by: Viewer, now: datetime) -> bool:
    """Remove what was set in a page; `mark` is its fingerprint. False where there is none: the environment has it."""
    of_page = (DeskAddress.desk == desk, DeskAddress.fingerprint == mark)
    removed = session.scalar(delete(DeskAddress).where(*of_page).returning(DeskAddress.id)) is not None
    if removed:
        record_audit(session, actor_id=by.employee_id, action="desk.address_removed", detail={"desk": desk}, now=now)
    return removed


def _checked(url: str, settings: Settings) -> str:
    scheme = url.partition(":")[0].lower()
    if len(url) > LONGEST or scheme not in {"mailto", "sms", "https"}:
        raise InvalidInput(ADDRESS, field="url")
    match channel_of(url):
        case ChannelName.EMAIL:
            return _checked_mail(url)
        case ChannelName.SMS:
            return _checked_sms(url, settings)
        case ChannelName.WEBHOOK if not settings.webhook_signing_secret:
            raise InvalidInput("A webhook wants WEBHOOK_SIGNING_SECRET in the environment first.", field="url")
        case _ if not urlsplit(url).hostname:
            raise InvalidInput(ADDRESS, field="url")
    return url


def _checked_mail(url: str) -> str:
    if not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+", address_of(url)):
        raise InvalidInput("This is no e-mail address.", field="url")
    return url


def _checked_sms(url: str, settings: Settings) -> str:
    if not sms_is_set_up(settings):
        raise InvalidInput("Texts want Twilio in the environment first.", field="url")
    try:
        return f"sms:{read_phone(address_of(url), settings.home_region)}"
    except BadPhone as error:
        raise InvalidInput(str(error), field="url") from None
