"""E-mail by SMTP: STARTTLS or TLS, our own Message-ID, text and HTML, the server's code for the recipient.

Written on smtplib's single commands rather than sendmail, because each step's code decides whether a second try makes
sense, and because only a failure before the final dot is certain not to have sent anything.
"""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from typing import Self, cast
from urllib.parse import unquote, urlsplit

import idna

from app.domain.messages.delivery import DeliveryError, OutgoingMessage
from app.setting_checks import LOOPBACK

SECONDS = 8
"""Seconds that each step of the SMTP conversation may take; the delivery job as a whole has its own limit."""
PORTS = {"smtp": 587, "smtps": 465}
SEVEN_BIT = SMTP.clone(cte_type="7bit")
"""A server without 8BITMIME may spoil or refuse anything else (RFC 6152)."""
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""So that no holiday notice answers (RFC 3834; the second is Exchange's)."""
ACCEPTED = {250, 251, 252}


@dataclass(frozen=True, kw_only=True)
class MailServer:
    host: str
    port: int
    implicit_tls: bool
    user: str = ""
    password: str = ""

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Read `smtp://user:password@host:587` (STARTTLS) or `smtps://…`; raise ValueError without showing it."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("MAIL_URL must be smtp://user:password@host:port or smtps://…")
        return cls(
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            implicit_tls=parts.scheme == "smtps",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class EmailChannel:
    def __init__(
        self, server: MailServer, sender: str, *, tls: ssl.SSLContext | None = None, seconds: float = SECONDS
    ) -> None:
        self._server = server
        self._sender = sender
        self._tls = tls or ssl.create_default_context()
        self._seconds = seconds

    def send(self, message: OutgoingMessage) -> str | None:
        """Return the server's words on taking the message, often its queue id."""
        payload = _compose(message, self._sender)
        try:
            with self._connection() as smtp:
                return _transfer(smtp, to_ascii(self._sender), to_ascii(message.address), payload)
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(f"E-mail: the server answered {error.smtp_code}.", permanent=False) from None
        except OSError as error:  # SMTPException is one
            raise DeliveryError(f"E-mail: {_describe(error)}.", permanent=False) from None

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        smtp = self._connect()
        try:
            self._secure(smtp)
            yield smtp
            with suppress(smtplib.SMTPException, OSError):  # the message is accepted already
                smtp.quit()
        finally:
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.implicit_tls:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._seconds, context=self._tls)
        return smtplib.SMTP(server.host, server.port, timeout=self._seconds)

    def _secure(self, smtp: smtplib.SMTP) -> None:
        """Encrypt and sign in. Raises where the connection stays unencrypted, except to this machine."""
        smtp.ehlo_or_helo_if_needed()
        if not self._server.implicit_tls:
            if smtp.has_extn("starttls"):
                smtp.starttls(context=self._tls)
                smtp.ehlo()
            elif self._server.host not in LOOPBACK:
                raise smtplib.SMTPNotSupportedError("no STARTTLS")
        if self._server.user:
            smtp.login(self._server.user, self._server.password)


def _transfer(smtp: smtplib.SMTP, sender: str, address: str, payload: bytes) -> str:
    _expect(*smtp.mail(sender), step="sender", blame=False)
    _expect(*smtp.rcpt(address), step="recipient", blame=True)
    code, words = smtp.data(payload)
    _expect(code, words, step="message", blame=True)
    return words.decode(errors="replace")[:200]


def _expect(code: int, words: bytes, *, step: str, blame: bool) -> None:
    """Raise where the server did not take a step. `blame`: a 5xx is about this message, so trying again is useless."""
    if code not in ACCEPTED:
        permanent = blame and 500 <= code < 600  # noqa: PLR2004 - SMTP's permanent replies
        enhanced = words.decode(errors="replace").split(" ", 1)[0]
        status = f"{code} {enhanced}" if enhanced.count(".") == 2 else str(code)  # noqa: PLR2004 - 5.1.1
        raise DeliveryError(f"E-mail: the server refused the {step} ({status}).", permanent=permanent)


def _describe(error: OSError) -> str:
    names: tuple[tuple[type[Exception], str], ...] = (
        (ssl.SSLCertVerificationError, "the server's certificate is not trusted"),
        (ssl.SSLError, "the TLS connection failed"),
        (TimeoutError, "the server did not answer in time"),
        (ConnectionRefusedError, "the server refused the connection"),
        (socket.gaierror, "the server's name is unknown"),
        (smtplib.SMTPNotSupportedError, "the server offers no encryption (STARTTLS) or no sign-in"),
        (smtplib.SMTPServerDisconnected, "the server hung up"),
    )
    cause = error.__context__ if isinstance(error.__context__, TimeoutError) else error  # smtplib wraps it as a hang-up
    return next((text for kind, text in names if isinstance(cause, kind)), f"failed ({type(error).__name__})")


def _compose(message: OutgoingMessage, sender: str) -> bytes:
    """Build the mail. The same id on every try, and seven bits a character, whatever the server can take."""
    try:
        mail = EmailMessage(policy=SEVEN_BIT)
        mail["From"] = to_ascii(sender)
        mail["To"] = to_ascii(message.address)
        mail["Subject"] = message.subject
        mail["Date"] = formatdate(localtime=False, usegmt=True)
        mail["Message-ID"] = message.message_id
        if message.in_reply_to:
            mail["In-Reply-To"] = mail["References"] = message.in_reply_to
        for name, value in (AUTOMATIC | _list_headers(message)).items():
            mail[name] = value
        mail.set_content(message.text)
        if message.html:
            mail.add_alternative(message.html, subtype="html")
            _add_images(mail, message)
        return mail.as_bytes()
    except (ValueError, IndexError) as error:
        raise DeliveryError("E-mail: this address or subject cannot be put into a mail.", permanent=True) from error


def _add_images(mail: EmailMessage, message: OutgoingMessage) -> None:
    """Put the pictures beside the HTML that shows them (multipart/related)."""
    html = cast("EmailMessage", mail.get_body(("html",)))  # it was just added
    for image in message.images:
        name = f"{image.cid}.png"
        html.add_related(image.png, "image", "png", cid=f"<{image.cid}>", filename=name, disposition="inline")


def _list_headers(message: OutgoingMessage) -> dict[str, str]:
    """RFC 2369 and, for one click, RFC 8058; only regular messages have a way to leave them."""
    if message.unsubscribe is None:
        return {}
    return {
        "List-Unsubscribe": f"<{message.unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def to_ascii(address: str) -> str:
    """Return the address with an international domain in its ASCII form (IDNA 2008); raise ValueError without one."""
    local, _, domain = address.rpartition("@")
    local.encode("ascii")
    return f"{local}@{domain if domain.isascii() else idna.encode(domain, uts46=True).decode()}"
