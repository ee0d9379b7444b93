"""What a caller said, as it goes over the wire of each channel: nothing in it can be pressed, and nobody is called."""

import email
import email.policy
from collections.abc import Callable
from urllib.parse import unquote_plus

import pytest
from sqlalchemy.orm import Session

from app.channels.chat import ChatChannel
from app.channels.email import EmailChannel, MailServer
from app.channels.sms import SmsChannel
from app.channels.webhook import WebhookChannel
from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.messages.delivery import Channel, OutgoingMessage
from app.domain.permissions import Role
from app.services.alerts.notify import notify_alert
from app.services.messages.compose import compose
from app.services.messages.deliveries import claim_message
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee
from tests.integration.channels.conftest import HttpServer
from tests.integration.channels.test_email import Desk, smtp_server

SAID = "@everyone <!channel> see [here](https://evil.example/pay) or www.evil.example *now*, mail bob@evil.example"
SHOWN = (
    "at everyone !channel see here (https evil dot example/pay) or www dot evil dot example now, "
    "mail bob at evil dot example"
)
LIVE = ("@everyone", "<!channel>", "https://evil", "www.evil", "evil.example", "bob@", "[here]", "*now*")
"""What Slack, Google Chat, Discord, Telegram, mail programs or telephones would make something of."""


@pytest.fixture
def outgoing(session: Session, settings: Settings) -> Callable[[str], OutgoingMessage]:
    """Return the message of a blocker as it is handed to a channel, for an address."""
    make_employee(session, role=Role.DISPATCHER, email="dee@demo.example")
    alert = make_alert(session, make_employee(session, name="Ana Ruiz"), kind=AlertKind.BLOCKER, note=SAID)
    [row] = notify_alert(session, alert, notice=AlertNotice.RAISED, settings=settings, now=NOW)

    def to(address: str) -> OutgoingMessage:
        row.address = address
        session.flush()
        claim = claim_message(session, row.id, settings=settings, now=NOW)
        assert claim is not None
        return compose(claim, settings, lambda _row: "token")

    return to


def check(wire: str) -> None:
    assert [mark for mark in LIVE if mark in wire] == []
    assert SHOWN in " ".join(wire.split())


@pytest.mark.parametrize(
    ("channel", "scheme"),
    [
        (lambda _url: WebhookChannel(""), "http"),
        (lambda _url: ChatChannel(), "json"),
        (lambda url: SmsChannel(account="A", token="t", sender="+12015550100", api_url=url, callback_url=""), "http"),
    ],
    ids=["webhook", "chat", "sms"],
)
def test_body_of_a_post_holds_plain_words(
    outgoing: Callable[[str], OutgoingMessage],
    http_server: HttpServer,
    channel: Callable[[str], Channel],
    scheme: str,
) -> None:
    http_server.body = b'{"sid": "SM1"}'
    channel(http_server.url).send(outgoing(http_server.url.replace("http", scheme)))
    _path, headers, body = http_server.requests[-1]
    text = body.decode()
    if "urlencoded" in headers.get("Content-Type", ""):
        text = unquote_plus(text)
    check(text)


def test_mail_holds_plain_words_in_both_of_its_parts(outgoing: Callable[[str], OutgoingMessage]) -> None:
    desk = Desk()
    with smtp_server(desk) as port:
        server = MailServer(host="127.0.0.1", port=port, implicit_tls=False)
        EmailChannel(server, "ops@demo.example", seconds=2.0).send(outgoing("dee@demo.example"))
    mail = email.message_from_bytes(desk.taken[0][2], policy=email.policy.default)
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part is not None
        check(part.get_content())
    assert [mark for mark in LIVE if mark in mail["Subject"]] == []
