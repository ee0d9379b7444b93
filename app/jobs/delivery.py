"""Deliver one message: claim and commit, send with no transaction open, record and commit."""

from functools import cache, partial
from uuid import UUID

import structlog

from app.channels import build_channels
from app.domain.messages.delivery import Channel, ChannelName, DeliveryError, OutgoingMessage
from app.extensions import current_time
from app.fresh_settings import fresh_settings
from app.jobs.minting import mint_token
from app.models import OutboxStatus
from app.services.messages.compose import compose
from app.services.messages.deliveries import Claim, claim_message, record_failure, record_sent
from app.settings import Settings
from app.unit_of_work import unit_of_work

log = structlog.get_logger()


def deliver_message(message_id: str) -> None:
    """Do nothing where the message is sent, cancelled, or in another worker's hands."""
    settings = fresh_settings()
    taken = _claim(UUID(message_id), settings)
    if taken is None:
        return
    claim, channel, outgoing = taken
    try:
        reference = channels(settings)[channel].send(outgoing)
    except DeliveryError as error:
        _record_failure(claim, error, settings)
        return
    except Exception as error:  # a fault of ours or the job's time limit: it counts as a try, so that it ends some day
        failed = DeliveryError(f"The try broke off ({type(error).__name__}).", permanent=False)
        _record_failure(claim, failed, settings)
        raise
    with unit_of_work() as session:
        record_sent(session, claim, reference=reference, now=current_time())
    log.info("message sent", message=message_id, channel=channel.value, attempt=claim.attempts, count=len(claim.ids))


@cache
def channels(settings: Settings) -> dict[ChannelName, Channel]:
    """Built once in the worker, before it forks."""
    return build_channels(settings)


def _claim(message_id: UUID, settings: Settings) -> tuple[Claim, ChannelName, OutgoingMessage] | None:
    with unit_of_work() as session:
        claim = claim_message(session, message_id, settings=settings, now=current_time())
        if claim is None:
            return None
        try:
            return (
                claim,
                claim.first.channel,
                compose(claim, settings, partial(mint_token, session, settings=settings, now=current_time())),
            )
        except DeliveryError as error:
            refused = error
    _record_failure(claim, refused, settings)
    return None


def _record_failure(claim: Claim, error: DeliveryError, settings: Settings) -> None:
    with unit_of_work() as session:
        status = record_failure(session, claim, error, max_attempts=settings.outbox_max_attempts, now=current_time())
    report = log.error if status is OutboxStatus.DEAD else log.warning
    event = "message given up" if status is OutboxStatus.DEAD else "message not sent yet"
    report(event, message=str(claim.ids[0]), attempt=claim.attempts, error=error.sentence)
