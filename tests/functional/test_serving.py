"""Slow clients against the web server as `make run` starts it: each may hold a socket, and none may hold a thread."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from flask import Flask

from app.settings import Settings

ROOT = Path(__file__).parents[2]
SECRET = "secret-of-the-slow-clients-0123456789"
HEAD = f"POST /vapi/webhook HTTP/1.1\r\nHost: x\r\nX-Vapi-Secret: {SECRET}\r\n"
SLOW = {
    "nothing": "",
    "unfinished headers": f"{HEAD}X-More: ",
    "unfinished body": f"{HEAD}Content-Length: 100\r\n\r\n" + "{",
    "unfinished chunk": f"{HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n" + "{",
}
STRANGER = HEAD.replace(SECRET, "wrong")
BOUND = 2.0
"""Seconds within which every call is answered meanwhile; Vapi gives us 7.5 at least."""
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Server:
    port: int
    process: "subprocess.Popen[bytes]"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def call(self) -> float:
        """Ask as Vapi does, about a caller whom nobody knows; return how long the answer took, in seconds."""
        arguments: dict[str, object] = {}
        tool = {"id": "t1", "function": {"name": "get_tech_checkin_context", "arguments": arguments}}
        call = {"id": "slow-1", "type": "inboundPhoneCall", "customer": {"number": "+13125550000"}}
        body = {"message": {"type": "tool-calls", "call": call, "toolCallList": [tool]}}
        started = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("POST", "/vapi/webhook", json.dumps(body), {"X-Vapi-Secret": SECRET})
        answer = connection.getresponse()
        assert (answer.status, len(json.loads(answer.read())["results"])) == (200, 1)
        connection.close()
        return time.monotonic() - started


@pytest.fixture(scope="module")
def server(app: Flask, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("serving") / "web.log"
    environment = {
        "PATH": os.environ["PATH"],
        "APP_ENV": "test",
        "DATABASE_URL": settings.database_url.replace("+psycopg2", ""),
        "DATA_DIR": settings.data_dir,
        "SECRET_KEY": settings.secret_key[0],
        "VAPI_SERVER_SECRET": SECRET,
    }
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener, log.open("wb") as out:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{listener.fileno()}", "wsgi:app"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=out, pass_fds=[listener.fileno()]
        )
        server = Server(listener.getsockname()[1], process)
        try:
            server.call()  # waits in the listener's queue until the workers are there
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(15)


@pytest.mark.parametrize("seconds", [2, pytest.param(60, marks=pytest.mark.prove)])
@pytest.mark.parametrize("kind", SLOW)
def test_calls_are_answered_while_500_sockets_are_held(server: Server, kind: str, seconds: int) -> None:
    held: list[socket.socket] = []
    with ExitStack() as closing:
        waits: list[float] = []
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            while len(held) < 500:  # and as many again of those that the server has closed
                held.append(closing.enter_context(server.connect()))
                held[-1].sendall(SLOW[kind].encode())
            waits.append(server.call())
            held = [each for each in held if not is_closed(each)]
    assert max(waits) < BOUND


def test_idle_socket_is_closed(server: Server) -> None:
    with server.connect() as idle:
        idle.sendall(SLOW["unfinished body"].encode())
        assert idle.recv(100) == b""


def test_wrong_secret_is_refused_before_the_body_is_sent(server: Server) -> None:
    with server.connect() as stranger:
        stranger.sendall(f"{STRANGER}Content-Length: 4000000\r\n\r\n".encode())
        assert answer_of(stranger).status == 401


@pytest.mark.parametrize("length", ["Content-Length: 4194305", "Transfer-Encoding: chunked"])
def test_body_over_the_limit_is_refused_not_cut(server: Server, length: str) -> None:
    with server.connect() as client:
        client.sendall(f"{HEAD}{length}\r\n\r\n".encode())
        if "chunked" in length:
            send_chunks(client, 4_194_305)
        assert answer_of(client).status == 413


def test_request_in_hand_is_answered_when_the_server_stops(app: Flask, server: Server) -> None:
    """Last, because it ends the server."""
    with server.connect() as client:
        body = b'{"message": {"type": "status-update"}}'
        client.sendall(f"{HEAD}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        server.process.send_signal(signal.SIGTERM)
        assert answer_of(client).status == 200
    assert server.process.wait(15) == 0


def send_chunks(client: socket.socket, size: int) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it refuses as soon as it knows
        client.sendall(f"{size:x}\r\n".encode() + b"x" * size + b"\r\n0\r\n\r\n")


def answer_of(client: socket.socket) -> HTTPResponse:
    answer = HTTPResponse(client)
    answer.begin()
    return answer


def is_closed(client: socket.socket) -> bool:
    client.settimeout(0)
    try:
        return client.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True
    finally:
        client.settimeout(20)
