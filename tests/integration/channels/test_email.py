"""The e-mail channel against real SMTP servers: aiosmtpd, with and without TLS, and sockets that misbehave."""

import email
import email.policy
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from app.channels.email import EmailChannel, MailServer
from app.domain.messages.delivery import DeliveryError, InlineImage, OutgoingMessage

Build = Callable[..., OutgoingMessage]
Raw = Callable[[Callable[[socket.socket], None]], int]


class Desk:
    """A handler that keeps what it takes and answers as it is told."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], bytes]] = []
        self.answers: dict[str, str] = {}

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's hook
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's hook
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's hook
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 2.0.0 queued as 4F1A"


@contextmanager
def smtp_server(desk: Desk, host: str = "127.0.0.1", **options: Any) -> Iterator[int]:
    with socket.create_server((host, 0)) as free:
        port = int(free.getsockname()[1])
    controller = Controller(desk, hostname=host, port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def plain(port: int, **overrides: Any) -> EmailChannel:
    server = MailServer(host="127.0.0.1", port=port, implicit_tls=False)
    return EmailChannel(server, "ops@demo.example", **{"seconds": 2.0} | overrides)


def failure(channel: EmailChannel, message: OutgoingMessage) -> tuple[str, bool]:
    with pytest.raises(DeliveryError) as caught:
        channel.send(message)
    return caught.value.sentence, caught.value.permanent


def test_mail_is_taken_with_our_id_and_both_parts(message: Build) -> None:
    desk = Desk()
    with smtp_server(desk) as port:
        assert plain(port).send(message()) == "2.0.0 queued as 4F1A"
    [(sender, recipients, content)] = desk.taken
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert (sender, recipients) == ("ops@demo.example", ["dee@demo.example"])
    assert mail["Message-ID"] == message().message_id
    assert mail["Subject"] == "Ana Ruiz is not coming in today"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    plain_part = mail.get_body(("plain",))
    assert plain_part is not None
    assert plain_part.get_content().splitlines() == message().text.splitlines()


def test_lines_that_begin_with_a_dot_arrive_whole(message: Build) -> None:
    desk = Desk()
    with smtp_server(desk) as port:
        plain(port).send(message(text=".hidden\n.\nend – ende\n", html=None))
    mail = email.message_from_bytes(desk.taken[0][2], policy=email.policy.default)
    assert mail.get_content().splitlines() == [".hidden", ".", "end – ende"]


def test_mail_is_seven_bits_whatever_it_says(message: Build) -> None:
    desk = Desk()
    words = "Zoë: “the gate’s locked” – 🚚 " + "long " * 300
    with smtp_server(desk, decode_data=False) as port:
        plain(port).send(message(text=words, html=f"<p>{words}</p>", subject="Zoë is not coming in – today"))
    content = desk.taken[0][2]
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) < 998
    mail = email.message_from_bytes(content, policy=email.policy.default)
    plain_part = mail.get_body(("plain",))
    assert plain_part is not None
    assert plain_part.get_content().strip() == words.strip()
    assert mail["Subject"] == "Zoë is not coming in – today"


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("ops@bücher.example", "ops@xn--bcher-kva.example"),
        ("ops@BÜCHER.example", "ops@xn--bcher-kva.example"),
        ("ops@例え.テスト", "ops@xn--r8jz45g.xn--zckzah"),
        ("dana+morning@demo.example", "dana+morning@demo.example"),
        ("o'neil_d=x@demo.example", "o'neil_d=x@demo.example"),
    ],
)
def test_address_reaches_its_server_in_ascii(message: Build, address: str, reached: str) -> None:
    desk = Desk()
    with smtp_server(desk) as port:
        plain(port).send(message(address=address))
    [(_sender, recipients, content)] = desk.taken
    assert recipients == [reached]
    assert email.message_from_bytes(content, policy=email.policy.default)["To"].addresses[0].addr_spec == reached


def test_no_holiday_notice_answers(message: Build) -> None:
    desk = Desk()
    with smtp_server(desk) as port:
        plain(port).send(message())
    mail = email.message_from_bytes(desk.taken[0][2], policy=email.policy.default)
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"], mail["Reply-To"]) == (None, None, None)


def test_regular_mail_can_be_left_by_one_click(message: Build) -> None:
    desk = Desk()
    link = "https://coach.example/unsubscribe/" + "t" * 200
    with smtp_server(desk) as port:
        plain(port).send(message(unsubscribe=link))
    mail = email.message_from_bytes(desk.taken[0][2], policy=email.policy.default)
    assert mail["List-Unsubscribe"] == f"<{link}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("step", "answer", "sentence", "permanent"),
    [
        ("RCPT", "550 5.1.1 no such dee@demo.example", "the server refused the recipient (550 5.1.1)", True),
        ("RCPT", "450 4.2.0 greylisted", "the server refused the recipient (450 4.2.0)", False),
        ("RCPT", "554 hush", "the server refused the recipient (554)", True),
        ("DATA", "554 5.7.1 spam", "the server refused the message (554 5.7.1)", True),
        ("DATA", "452 4.3.1 disk full", "the server refused the message (452 4.3.1)", False),
        ("MAIL", "550 5.7.60 you may not send as this", "the server refused the sender (550 5.7.60)", False),
        ("MAIL", "421 4.3.2 shutting down", "the server refused the sender (421 4.3.2)", False),
    ],
)
def test_codes_tell_permanent_from_temporary(
    message: Build, step: str, answer: str, sentence: str, *, permanent: bool
) -> None:
    desk = Desk()
    desk.answers[step] = answer
    with smtp_server(desk) as port:
        assert failure(plain(port), message()) == (f"E-mail: {sentence}.", permanent)


def test_refused_connection_is_temporary(message: Build, closed_port: int) -> None:
    assert failure(plain(closed_port), message()) == ("E-mail: the server refused the connection.", False)


def test_server_that_never_greets_is_temporary(message: Build, raw_server: Raw) -> None:
    port = raw_server(lambda connection: (connection.recv(1), None)[1])
    assert failure(plain(port, seconds=0.3), message()) == ("E-mail: the server did not answer in time.", False)


def test_server_that_hangs_up_half_way_is_temporary(message: Build, raw_server: Raw) -> None:
    def serve(connection: socket.socket) -> None:
        connection.sendall(b"220 here\r\n")
        connection.recv(100)
        connection.sendall(b"250 hello\r\n")
        connection.recv(100)

    sentence, permanent = failure(plain(raw_server(serve)), message())
    assert (sentence, permanent) == ("E-mail: the server hung up.", False)


def test_server_that_falls_silent_after_the_text_is_tried_again_with_the_same_id(
    message: Build, raw_server: Raw
) -> None:
    heard: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        connection.sendall(b"220 here\r\n")
        for answer in (b"250 hello\r\n", b"250 sender\r\n", b"250 recipient\r\n", b"354 go\r\n"):
            connection.recv(1000)
            connection.sendall(answer)
        while not heard or b"\r\n.\r\n" not in heard[-1]:
            heard.append(connection.recv(10_000))
        connection.recv(1)

    channel = plain(raw_server(serve), seconds=0.5)
    assert failure(channel, message()) == ("E-mail: the server did not answer in time.", False)
    assert message().message_id.encode() in b"".join(heard)


def test_server_that_breaks_off_after_taking_the_mail_has_taken_it(message: Build, raw_server: Raw) -> None:
    def serve(connection: socket.socket) -> None:
        connection.sendall(b"220 here\r\n")
        for answer in (b"250 hello\r\n", b"250 sender\r\n", b"250 recipient\r\n", b"354 go\r\n"):
            connection.recv(1000)
            connection.sendall(answer)
        connection.recv(10_000)
        connection.sendall(b"250 taken\r\n")

    assert plain(raw_server(serve)).send(message()) == "taken"


def encrypted(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"coach", b"hush/hush"), handled=False)


def test_starttls_and_sign_in(message: Build, authority: trustme.CA) -> None:
    desk = Desk()
    options: dict[str, Any] = {
        "tls_context": encrypted(authority, "localhost"),
        "require_starttls": True,
        "auth_required": True,
    }
    with smtp_server(desk, authenticator=authenticate, **options) as port:
        server = MailServer.from_url(f"smtp://coach:hush%2Fhush@localhost:{port}")
        EmailChannel(server, "ops@demo.example", tls=trusting(authority)).send(message())
        wrong = MailServer.from_url(f"smtp://coach:wrong-hush@localhost:{port}")
        said = failure(EmailChannel(wrong, "ops@demo.example", tls=trusting(authority)), message())
    assert len(desk.taken) == 1
    assert said == ("E-mail: the server answered 535.", False)


def test_tls_from_the_start(message: Build, authority: trustme.CA) -> None:
    desk = Desk()
    with smtp_server(desk, ssl_context=encrypted(authority, "127.0.0.1"), server_hostname="127.0.0.1") as port:
        server = MailServer.from_url(f"smtps://127.0.0.1:{port}")
        EmailChannel(server, "ops@demo.example", tls=trusting(authority)).send(message())
    assert len(desk.taken) == 1


@pytest.mark.parametrize("name", ["localhost", "elsewhere.example"])
def test_untrusted_certificate_is_an_error_not_a_risk(message: Build, authority: trustme.CA, name: str) -> None:
    tls = ssl.create_default_context() if name == "localhost" else trusting(authority)
    desk = Desk()
    with smtp_server(desk, tls_context=encrypted(authority, name)) as port:
        server = MailServer(host="localhost", port=port, implicit_tls=False)
        said = failure(EmailChannel(server, "ops@demo.example", tls=tls, seconds=2), message())
    assert said == ("E-mail: the server's certificate is not trusted.", False)
    assert desk.taken == []


def test_plain_server_where_tls_is_expected(message: Build, raw_server: Raw) -> None:
    port = raw_server(lambda connection: connection.sendall(b"220 plain\r\n"))
    server = MailServer(host="127.0.0.1", port=port, implicit_tls=True)
    channel = EmailChannel(server, "ops@demo.example", seconds=2)
    assert failure(channel, message()) == ("E-mail: the TLS connection failed.", False)


def test_server_elsewhere_without_starttls_gets_nothing(message: Build) -> None:
    desk = Desk()
    with smtp_server(desk, host="0.0.0.0") as port:  # noqa: S104 - reached below under a name that is not loopback's
        server = MailServer(host="127.0.0.2", port=port, implicit_tls=False)
        said = failure(EmailChannel(server, "ops@demo.example", seconds=2), message())
    assert said == ("E-mail: the server offers no encryption (STARTTLS) or no sign-in.", False)
    assert desk.taken == []


@pytest.mark.parametrize(
    "overrides", [{"address": "d\u00e9e@demo.example"}, {"subject": "one\nBcc: all@demo.example"}, {"address": "a\nb"}]
)
def test_message_that_fits_no_mail_is_given_up(message: Build, closed_port: int, overrides: dict[str, str]) -> None:
    said = failure(plain(closed_port), message(**overrides))
    assert said == ("E-mail: this address or subject cannot be put into a mail.", True)


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example:25"])
def test_mail_url_that_is_none_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ValueError, match="MAIL_URL must be") as caught:
        MailServer.from_url(url)
    assert "mail.example" not in str(caught.value)


def test_ports_follow_the_scheme() -> None:
    assert MailServer.from_url("smtp://mail.example").port == 587
    assert MailServer.from_url("smtps://mail.example").port == 465


def test_pictures_lie_beside_the_html_that_shows_them(message: Build) -> None:
    desk, picture = Desk(), InlineImage("weeks-7", b"\x89PNG")
    with smtp_server(desk) as port:
        plain(port).send(message(html='<p><img src="cid:weeks-7" alt="Ana"></p>', images=(picture,)))
    mail = email.message_from_bytes(desk.taken[0][2], policy=email.policy.default)
    parts = list(mail.walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]
    assert (parts[-1]["Content-ID"], parts[-1].get_content_disposition()) == ("<weeks-7>", "inline")
