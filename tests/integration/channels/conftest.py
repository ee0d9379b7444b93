"""Real servers on loopback that misbehave on demand, and a certificate authority of the tests' own."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import trustme

from app.domain.messages.delivery import OutgoingMessage

ID = UUID("6f1e3a52-7a0b-4b8e-9b1e-2f6f2c9b4d10")


@pytest.fixture
def message() -> Callable[..., OutgoingMessage]:
    def build(**overrides: Any) -> OutgoingMessage:
        values: dict[str, Any] = {
            "id": ID,
            "address": "dee@demo.example",
            "kind": "attendance",
            "subject": "Ana Ruiz is not coming in today",
            "text": "Ana Ruiz is not coming in today (personal).\nCover the jobs.\n",
            "html": "<p>Ana Ruiz is not coming in today (personal).</p>",
            "data": {"notice": "raised", "destination": "f00d"},
            "link": "https://coach.example/a/token",
            "message_id": f"<{ID}@demo.example>",
        }
        return OutgoingMessage(**values | overrides)

    return build


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


class HttpServer:
    """Answers every POST with the next prepared status and keeps what came."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: dict[str, str] = {}
        self.body = b"{}"
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.wait = threading.Event()
        self.wait.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append((self.path, dict(self.headers), body))
                outer.wait.wait(20)
                self.send_response(outer.status)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                self.wfile.write(outer.body)

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def json(self) -> Any:
        return json.loads(self.requests[-1][2])


@contextmanager
def running(server: HttpServer) -> Iterator[HttpServer]:
    thread = threading.Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.wait.set()
        server.server.shutdown()
        thread.join()
        server.server.server_close()


@pytest.fixture
def http_server() -> Iterator[HttpServer]:
    with running(HttpServer()) as server:
        yield server


@pytest.fixture
def https_server(authority: trustme.CA) -> Iterator[HttpServer]:
    """The same with a certificate for localhost."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server = HttpServer()
    server.server.socket = context.wrap_socket(server.server.socket, server_side=True)
    with running(server):
        yield server


@pytest.fixture
def closed_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def raw_server() -> Iterator[Callable[[Callable[[socket.socket], None]], int]]:
    """Start a server that does to each connection what the test says; return its port."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(serve: Callable[[socket.socket], None]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(20)
        listeners.append(listener)

        def run() -> None:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with closing(connection):
                serve(connection)

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return int(listener.getsockname()[1])

    yield start
    for listener in listeners:
        listener.close()
    for thread in threads:
        thread.join(5)
