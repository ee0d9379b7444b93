"""SMS, webhook and chat against a real HTTP server that answers, refuses, waits, or is not there."""

import base64
import json
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from standardwebhooks.webhooks import Webhook

from app.channels import build_channels, http
from app.channels.chat import ChatChannel
from app.channels.console import ConsoleChannel
from app.channels.email import EmailChannel
from app.channels.recording import RecordingChannel
from app.channels.sms import SmsChannel
from app.channels.webhook import WebhookChannel
from app.domain.messages.delivery import Channel, ChannelName, DeliveryError, OutgoingMessage
from app.domain.messages.sms_codes import sms_sentence
from app.settings import Settings
from tests.integration.channels.conftest import ID, HttpServer

Build = Callable[..., OutgoingMessage]
Raw = Callable[[Callable[[socket.socket], None]], int]
SECRET = "whsec_" + base64.b64encode(b"a key of the tests, 32 bytes long").decode()


def failure(channel: Channel, message: OutgoingMessage) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        channel.send(message)
    return caught.value


def sms(server_url: str, callback_url: str = "https://coach.example/sms-status") -> SmsChannel:
    return SmsChannel(account="AC1", token="hush", sender="+12015550100", api_url=server_url, callback_url=callback_url)


def test_webhook_is_signed_and_keeps_its_id_on_every_try(message: Build, http_server: HttpServer) -> None:
    channel = WebhookChannel(SECRET)
    outgoing = message(address=f"{http_server.url}/in?key=hush", data={"notice": "raised", "destination": "f00d"})
    http_server.status = 503
    failure(channel, outgoing)
    http_server.status = 202
    assert channel.send(outgoing) == str(ID)
    for _path, headers, body in http_server.requests:
        payload = Webhook(SECRET).verify(body, headers)
        assert (headers["Idempotency-Key"], headers["webhook-id"], payload["id"]) == (str(ID),) * 3
    assert http_server.json == {
        "id": str(ID),
        "type": "attendance",
        "subject": "Ana Ruiz is not coming in today",
        "text": "Ana Ruiz is not coming in today (personal).\nCover the jobs.\n",
        "link": "https://coach.example/a/token",
        "data": {"notice": "raised"},
    }


def test_webhook_of_a_group_keeps_what_is_ours_to_itself(message: Build, http_server: HttpServer) -> None:
    parts = [{"notice": "raised", "destination": "f00d", "happened": f"Blocker {number}"} for number in (1, 2)]
    WebhookChannel("").send(message(kind="blocker", address=http_server.url, data=parts[0] | {"messages": parts}))
    assert http_server.json["data"]["messages"] == [
        {"notice": "raised", "happened": "Blocker 1"},
        {"notice": "raised", "happened": "Blocker 2"},
    ]


def test_webhook_without_a_secret_is_not_signed(message: Build, http_server: HttpServer) -> None:
    WebhookChannel("").send(message(address=http_server.url))
    assert "webhook-signature" not in http_server.requests[0][1]


def test_webhook_takes_any_text_as_secret(message: Build, http_server: HttpServer) -> None:
    WebhookChannel("not base64 at all!").send(message(address=http_server.url))
    _, headers, body = http_server.requests[0]
    assert Webhook(b"not base64 at all!").verify(body, headers)["id"] == str(ID)


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(301, True), (400, True), (401, True), (404, True), (408, False), (410, True), (429, False), (500, False)],
)
def test_webhook_codes_tell_permanent_from_temporary(
    message: Build, http_server: HttpServer, status: int, *, permanent: bool
) -> None:
    http_server.status = status
    error = failure(WebhookChannel(SECRET), message(address=f"{http_server.url}/?key=hush"))
    assert (error.sentence, error.permanent) == (f"Webhook: the server answered {status}.", permanent)


def test_retry_after_is_handed_on(message: Build, http_server: HttpServer) -> None:
    http_server.status, http_server.headers = 429, {"Retry-After": "90"}
    assert failure(WebhookChannel(""), message(address=http_server.url)).retry_after == timedelta(seconds=90)


@pytest.mark.parametrize(
    ("header", "pause"),
    [("", None), ("soon", None), ("0", timedelta()), ("Tue, 17 Nov 2020 13:00:00 GMT", timedelta())],
)
def test_retry_after_is_read(header: str, pause: timedelta | None) -> None:
    assert http.retry_after(header) == pause


def test_refused_connection_is_temporary_and_hides_the_url(message: Build, closed_port: int) -> None:
    error = failure(WebhookChannel(""), message(address=f"http://127.0.0.1:{closed_port}/?key=hush"))
    assert (error.sentence, error.permanent) == ("Webhook: no connection to the server.", False)
    assert error.__cause__ is None


def test_slow_server_is_given_up_in_time(
    message: Build, http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.3)
    http_server.wait.clear()
    error = failure(WebhookChannel(""), message(address=http_server.url))
    assert (error.sentence, error.permanent) == ("Webhook: the server did not answer in time.", False)


def test_half_an_answer_is_temporary(message: Build, raw_server: Raw) -> None:
    def serve(connection: socket.socket) -> None:
        connection.recv(10_000)
        connection.sendall(b"HTTP/1.1 20")

    port = raw_server(serve)
    error = failure(WebhookChannel(""), message(address=f"http://127.0.0.1:{port}/"))
    assert (error.sentence, error.permanent) == ("Webhook: no connection to the server.", False)


def test_untrusted_certificate_is_an_error(message: Build, https_server: HttpServer, ca_file: Path) -> None:
    url = https_server.url.replace("http://127.0.0.1", "https://localhost")
    error = failure(WebhookChannel(""), message(address=url))
    assert (error.sentence, error.permanent) == ("Webhook: the TLS connection failed.", False)
    assert WebhookChannel("", ca_file=str(ca_file)).send(message(address=url)) == str(ID)


def test_unusable_url_is_given_up(message: Build) -> None:
    error = failure(WebhookChannel(""), message(address="https://"))
    assert (error.sentence, error.permanent) == ("Webhook: failed (InvalidURL).", True)


def test_sms_keeps_twilios_id_and_names_the_callback(message: Build, http_server: HttpServer) -> None:
    http_server.status, http_server.body = 201, json.dumps({"sid": "SM0123", "status": "queued"}).encode()
    assert sms(http_server.url).send(message(address="+12015550101", text="Ana – out")) == "SM0123"
    [(path, headers, body)] = http_server.requests
    assert path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert headers["Authorization"] == "Basic " + base64.b64encode(b"AC1:hush").decode()
    assert parse_qs(body.decode()) == {
        "To": ["+12015550101"],
        "From": ["+12015550100"],
        "Body": ["Ana – out"],
        "StatusCallback": ["https://coach.example/sms-status"],
    }


def test_sms_from_a_development_machine_asks_for_no_callback(message: Build, http_server: HttpServer) -> None:
    http_server.body = b'{"sid": "SM1"}'
    sms(http_server.url, "http://127.0.0.1:8000/sms-status").send(message())
    assert "StatusCallback" not in parse_qs(http_server.requests[0][2].decode())


@pytest.mark.parametrize(
    ("status", "permanent"), [(400, True), (401, False), (403, False), (404, False), (429, False), (500, False)]
)
def test_sms_codes_tell_the_number_from_the_account(
    message: Build, http_server: HttpServer, status: int, *, permanent: bool
) -> None:
    http_server.status, http_server.body = status, b'{"code": 20003, "message": "+12015550101"}'
    error = failure(sms(http_server.url), message(address="+12015550101"))
    assert (error.sentence, error.permanent) == (f"SMS: the server answered {status}.", permanent)


@pytest.mark.parametrize(("code", "permanent"), [(21610, True), (21211, True), (21614, True), (21408, False)])
def test_sms_says_in_words_what_twilio_refuses(
    message: Build, http_server: HttpServer, code: int, *, permanent: bool
) -> None:
    http_server.status, http_server.body = 400, json.dumps({"code": code, "message": "To: +12015550101"}).encode()
    error = failure(sms(http_server.url), message(address="+12015550101"))
    assert (error.sentence, error.permanent, error.sms_code) == (sms_sentence(code), permanent, code)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"sid": null}'])
def test_sms_answer_without_an_id_is_not_success(message: Build, http_server: HttpServer, body: bytes) -> None:
    http_server.body = body
    error = failure(sms(http_server.url), message())
    assert (error.sentence, error.permanent) == ("SMS: the answer holds no message id.", False)


def test_chat_posts_through_apprise(message: Build, http_server: HttpServer) -> None:
    address = http_server.url.replace("http://", "json://") + "/hush"
    assert ChatChannel().send(message(address=address)) is None
    assert http_server.json["title"] == "Ana Ruiz is not coming in today"
    assert http_server.json["message"].startswith("Ana Ruiz is not coming in today (personal).")


@pytest.mark.parametrize(("status", "permanent"), [(400, True), (404, True), (429, False), (500, False)])
def test_chat_codes_tell_permanent_from_temporary(
    message: Build, http_server: HttpServer, status: int, *, permanent: bool
) -> None:
    http_server.status = status
    address = http_server.url.replace("http://", "json://") + "/hush"
    error = failure(ChatChannel(), message(address=address))
    assert (error.sentence, error.permanent) == (f"JSON: the server answered {status}.", permanent)


def test_chat_without_a_server_is_temporary(message: Build, closed_port: int) -> None:
    error = failure(ChatChannel(), message(address=f"json://127.0.0.1:{closed_port}/hush"))
    assert (error.sentence, error.permanent) == ("JSON: the message was not taken.", False)


def test_chat_url_that_nobody_knows_is_given_up(message: Build) -> None:
    error = failure(ChatChannel(), message(address="nosuchservice://hush"))
    assert (error.sentence, error.permanent) == ("Chat: the URL of this destination is not understood.", True)


def test_console_shows_the_message(message: Build, capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleChannel().send(message())
    assert capsys.readouterr().out.startswith("To dee@demo.example: Ana Ruiz is not coming in today\n")


def test_recording_keeps_the_message(message: Build) -> None:
    channel = RecordingChannel()
    assert channel.send(message()) == "recorded-1"
    assert channel.sent == [message()]


def test_channels_follow_the_settings() -> None:
    bare = build_channels(Settings())
    assert set(bare) == set(ChannelName)
    assert isinstance(bare[ChannelName.EMAIL], ConsoleChannel)
    assert isinstance(bare[ChannelName.SMS], ConsoleChannel)
    full = build_channels(
        Settings(mail_url="smtp://mail.example", twilio_account_sid="AC1", twilio_auth_token="t", twilio_from="+1201")
    )
    assert isinstance(full[ChannelName.EMAIL], EmailChannel)
    assert isinstance(full[ChannelName.SMS], SmsChannel)
