"""Claimed rows become the one message that a channel sends."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.messages import destinations
from app.domain.messages.delivery import TOKEN_AT_SENDING, DeliveryError, OutgoingMessage
from app.models import OutboxMessage
from app.services.messages.compose import compose
from app.services.messages.deliveries import claim_message
from app.settings import Settings
from tests.builders import NOW, make_message

ROUTE = "https://hooks.example.com/ops/hush"
SETTINGS = Settings(mail_from="ops@coach.example", ops_urls=(ROUTE,), public_url="https://coach.example")


def composed(session: Session, message: OutboxMessage, settings: Settings = SETTINGS) -> OutgoingMessage:
    claim = claim_message(session, message.id, settings=settings, now=NOW)
    assert claim is not None
    return compose(claim, settings, lambda row: f"token-of-{row.address}")


def grouped(session: Session, number: int, **overrides: Any) -> OutboxMessage:
    facts = {"happened": f"Blocker {number}", "todo": "Clear it.", "link": f"https://c/{number}"}
    return make_message(
        session,
        kind="blocker",
        group_key="blocker:email:ops",
        body_text=f"Blocker {number}\n",
        body_html=f"<p>Blocker {number}</p>",
        data=facts,
        **overrides,
    )


def test_one_message_keeps_its_words_and_has_the_same_id_on_every_try(session: Session) -> None:
    message = make_message(session, subject="A blocker", body_text="No ladder\n")
    outgoing = composed(session, message)
    assert (outgoing.id, outgoing.subject, outgoing.text) == (message.id, "A blocker", "No ladder\n")
    assert outgoing.message_id == f"<{message.id}@coach.example>"
    assert outgoing.in_reply_to is None


def test_update_follows_the_first_message_of_its_thread(session: Session) -> None:
    first = make_message(session)
    update = make_message(session, data={"thread": str(first.id)})
    assert composed(session, update).in_reply_to == f"<{first.id}@coach.example>"


def test_group_is_one_message_with_every_part(session: Session) -> None:
    first, second = grouped(session, 1), grouped(session, 2)
    outgoing = composed(session, first)
    assert (outgoing.id, outgoing.subject) == (first.id, "2 blockers")
    assert outgoing.text == "Blocker 1\n\nBlocker 2\n"
    assert [part["happened"] for part in outgoing.data["messages"]] == ["Blocker 1", "Blocker 2"]
    assert second.sent_with_id == first.id


def test_token_of_a_link_is_made_when_it_is_sent_and_not_kept(session: Session) -> None:
    link = f"https://coach.example/a/{TOKEN_AT_SENDING}"
    message = make_message(session, address="dee@demo.example", body_text=f"Take it: {link}", data={"link": link})
    outgoing = composed(session, message)
    assert outgoing.text.strip() == "Take it: https://coach.example/a/token-of-dee@demo.example"
    assert TOKEN_AT_SENDING in message.body_text


def test_route_is_filled_in_from_the_settings(session: Session) -> None:
    message = make_message(session, address="https://hooks.example.com/…", data=_to(ROUTE))
    assert composed(session, message).address == ROUTE


def test_route_that_is_gone_from_the_settings_is_given_up(session: Session) -> None:
    message = make_message(session, data=_to("https://hooks.example.com/old"))
    with pytest.raises(DeliveryError) as given_up:
        composed(session, message)
    assert given_up.value.permanent


def _to(url: str) -> dict[str, str]:
    return {"destination": destinations.fingerprint(url)}
