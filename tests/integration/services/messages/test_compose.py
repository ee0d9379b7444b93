"""Claimed rows become the one message that a channel sends."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import NotReadyReason
from app.domain.messages import destinations
from app.domain.messages.delivery import TOKEN_AT_SENDING, ChannelName, DeliveryError, OutgoingMessage
from app.domain.messages.segments import GSM, GSM_IN_TWO, MOST_SEGMENTS, segments
from app.domain.permissions import Role
from app.jobs.minting import mint_token
from app.models import OutboxMessage
from app.services.alerts.follow import raise_alerts
from app.services.messages.compose import compose
from app.services.messages.deliveries import claim_message
from app.services.messages.texts import FOOT_AT_SENDING, MessageText
from app.settings import Settings
from tests.builders import NOW, make_checkin, make_employee, make_message, make_team

PUBLIC_URL = "https://checkin.field-service-company.example"
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


def test_mail_ends_with_the_company_and_who_reads_an_answer_in_both_parts(session: Session) -> None:
    text = MessageText("A blocker", "No ladder", "Clear it.", "https://c/1")
    message = make_message(session, body_text=text.plain, body_html=text.html)
    outgoing = composed(session, message, replace(SETTINGS, company_name="Harlan & Sons"))
    foot = (
        "Harlan & Sons, Daily Ops Coach. Written by the product; an answer goes to ops@coach.example, "
        "not to the person it is about."
    )
    assert outgoing.text == f"No ladder\nClear it.\n\nhttps://c/1\n\n-- \n{foot}\n"
    assert outgoing.html is not None
    assert foot.replace("&", "&amp;") in outgoing.html
    assert FOOT_AT_SENDING not in outgoing.html


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


LONG_NAME = "Maximiliana Featherstonehaugh-Rodríguez"
NOTE = "the gate at the Harlan Street substation is locked and nobody on site has “the” key – again"
DAYS: list[dict[str, Any]] = [
    {"ready_status": False, "not_ready_reason": NotReadyReason.SICK},
    {"ready_status": True, "blocker_present": True, "blocker_note": NOTE},
    {"ready_status": True, "energy_level": 1},
]


@pytest.mark.parametrize("said", DAYS)
def test_text_about_an_alert_fits_two_segments_with_long_names(
    session: Session, settings: Settings, said: dict[str, Any]
) -> None:
    texting = replace(
        settings, twilio_account_sid="AC1", twilio_auth_token="t", twilio_from="+12015550100", public_url=PUBLIC_URL
    )
    team = make_team(session, name="Commercial refrigeration, North Chicagoland")
    reader = make_employee(session, name=LONG_NAME, role=Role.MANAGER, sms_opt_in=True)
    make_employee(session, name=LONG_NAME, role=Role.DISPATCHER, sms_opt_in=True)
    person = make_employee(session, name=f"{LONG_NAME} II", manager_id=reader.id, team_id=team.id)
    make_checkin(session, person, timestamp=NOW - timedelta(days=1), energy_level=said.get("energy_level", 4))
    raise_alerts(session, make_checkin(session, person, timestamp=NOW, **said), settings=texting, now=NOW)
    texts = session.scalars(select(OutboxMessage).where(OutboxMessage.channel == ChannelName.SMS)).all()
    assert texts
    for message in texts:
        claim = claim_message(session, message.id, settings=texting, now=NOW)
        assert claim is not None
        sent = compose(claim, texting, lambda row: mint_token(session, row, settings=texting, now=NOW)).text
        assert segments(sent) <= MOST_SEGMENTS
        assert set(sent) <= GSM | GSM_IN_TWO
        assert "Maximiliana Featherstonehaugh-Rodriguez II" in sent
        assert sent.rpartition(" ")[2].startswith(f"{PUBLIC_URL}/")


def test_texts_of_a_group_are_one_with_the_link_to_all(session: Session) -> None:
    parts = [grouped(session, number, channel=ChannelName.SMS, subject=f"Blocker, Ana {number}") for number in (1, 2)]
    assert composed(session, parts[0]).text == "2 blockers, the first: Blocker, Ana 1 https://coach.example/alerts"
